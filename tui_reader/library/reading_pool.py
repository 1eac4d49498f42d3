"""Where bodies of feeds are read: in processes beside this one when there are many, so that storing and the interface
have this one for themselves; in this one when there are few, or when no other can be had."""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import tui_reader
from tui_reader.library.feed_reading import ReadFeed, read_feed

FEW = 12
"""Bodies that are read before another process is worth its start (about a tenth of a second)."""
BESIDE = 2
"""Processes that read."""
_CHILD = "from tui_reader.library.feed_reading import serve; serve()"


class ReadingPool:
    """Reads bodies on the running event loop. Close it when done."""

    def __init__(self, expected: int) -> None:
        """`expected` is how many bodies may come."""
        self._expected = expected
        self._done = 0
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._children: list[subprocess.Popen[bytes]] = []
        self._broken = False

    async def read(self, data: bytes, url: str, origin: str, content_type: str, name: str) -> ReadFeed | str:
        """The feed in a body, or why there is none."""
        self._done += 1
        if self._expected > FEW and self._done > FEW // 2 and not self._broken:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(BESIDE, thread_name_prefix="reading")
            loop = asyncio.get_running_loop()
            try:
                return await loop.run_in_executor(self._threads, self._ask, (data, url, origin, content_type, name))
            except (OSError, EOFError, pickle.UnpicklingError):
                self._broken = True  # no process to be had here, or it was killed: it works without, too
        await asyncio.sleep(0)
        return read_feed(data, url, origin, content_type, name)

    def _ask(self, work: tuple[bytes, str, str, str, str]) -> ReadFeed | str:
        """Let the process of this thread read a body. Raises OSError or EOFError if it cannot."""
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        if child is None:
            child = self._own.child = self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        pickle.dump(work, child.stdin, protocol=5)
        child.stdin.flush()
        answer: ReadFeed | str = pickle.load(child.stdout)  # what comes is our own
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        # Its own session and no standard error: the terminal, its signals and its screen are not its business.
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path(tui_reader.__file__).parent.parent)},
        )
        self._children.append(child)
        return child

    def close(self) -> None:
        """End the processes, without waiting for what they do."""
        for child in self._children:
            child.kill()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            child.wait()
