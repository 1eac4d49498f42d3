"""Processes beside this one, for work on plain values: with many jobs they leave this one to the store and the
interface; with few, or where none can be had, the jobs are done here."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import tui_reader

FEW = 12
"""Jobs that are done before another process is worth its start (about a tenth of a second)."""
BESIDE = 2
"""Processes that work."""
GIVES_WAY = 10
"""How far such a process stands back behind the one with the interface (see nice)."""
_CHILD = "from tui_reader.library.processes import serve; serve()"

Result = TypeVar("Result")
Given = TypeVarTuple("Given")


def beside(code: str) -> subprocess.Popen[bytes]:
    """A Python process that runs some code of ours, to be talked with through its standard input and output.

    Raises OSError if none can be had.
    """
    # Its own session and no standard error: the terminal, its signals and its screen are not its business.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(tui_reader.__file__).parent.parent)},
    )


def give_way() -> None:
    """Let the processes of an interface go before this one."""
    with suppress(OSError, AttributeError):
        os.nice(max(0, GIVES_WAY - os.nice(0)))


class Processes:
    """Does jobs: functions of modules, with values that can be sent. Close it when done, or use it as a context."""

    def __init__(self, expected: int) -> None:
        """`expected` is how many jobs may come."""
        self._expected = expected
        self._done = 0
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._children: list[subprocess.Popen[bytes]] = []
        self._broken = False

    def start(self) -> None:
        """Begin the processes now: there will be enough to do, and meanwhile there is something to do here."""
        self._threads = ThreadPoolExecutor(BESIDE, thread_name_prefix="processes")
        for _ in range(BESIDE):
            self._threads.submit(self._ask, os.getpid)  # a thread has a process as soon as it asks it something

    def submit(self, job: Callable[[*Given], Result], *given: *Given) -> Future[Result]:
        """Have a job done; at once if it is done here."""
        self._done += 1
        if self._threads is None and self._expected > FEW and self._done > FEW // 2:
            self.start()
        if self._threads is not None:
            return self._threads.submit(self._ask, job, *given)
        future: Future[Result] = Future()
        try:
            future.set_result(job(*given))
        except Exception as error:  # noqa: BLE001 - for whoever asks for the result
            future.set_exception(error)
        return future

    def _ask(self, job: Callable[..., Result], *given: Any) -> Result:
        """Let the process of this thread do a job; do it here if that cannot be."""
        if not self._broken:
            try:
                return self._sent(job, given)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._broken = True  # no process to be had here, or it was killed
        return job(*given)

    def _sent(self, job: Callable[..., Result], given: tuple[Any, ...]) -> Result:
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        if child is None:
            child = self._own.child = beside(_CHILD)
            self._children.append(child)
        assert child.stdin is not None
        assert child.stdout is not None
        pickle.dump((job, given), child.stdin, protocol=5)
        child.stdin.flush()
        answer: Result = pickle.load(child.stdout)  # what comes is our own
        return answer

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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


def serve() -> None:
    """Do jobs for another process, from standard input to standard output, until that one closes it."""
    give_way()
    with suppress(EOFError, OSError):
        while True:
            job, given = pickle.load(sys.stdin.buffer)  # from the process that began this
            pickle.dump(job(*given), sys.stdout.buffer, protocol=5)
            sys.stdout.buffer.flush()
