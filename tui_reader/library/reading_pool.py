"""Where bodies of feeds are read: in a process beside this one when there are many, so that storing and the interface
have this one for themselves; in this one when there are few, or when no other can be had."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress

from tui_reader.library.feed_reading import ReadFeed, ignore_interrupts, read_feed

FEW = 12
"""Bodies that are read before another process is worth its start (about a tenth of a second)."""
BESIDE = 2
"""Processes that read."""


class ReadingPool:
    """Reads bodies on the running event loop. Close it when done."""

    def __init__(self, expected: int) -> None:
        """`expected` is how many bodies may come."""
        self._expected = expected
        self._done = 0
        self._pool: ProcessPoolExecutor | None = None
        self._broken = False

    async def read(self, data: bytes, url: str, origin: str, content_type: str, name: str) -> ReadFeed | str:
        """The feed in a body, or why there is none."""
        self._done += 1
        work = (data, url, origin, content_type, name)
        if self._expected > FEW and self._done > FEW // 2 and not self._broken:
            with suppress(BrokenExecutor, OSError, ImportError):
                return await asyncio.get_running_loop().run_in_executor(self._processes(), read_feed, *work)
            self._broken = True  # no semaphores here, or the processes were killed: it works without them too
        await asyncio.sleep(0)
        return read_feed(*work)

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: this process has threads, and a terminal.
            self._pool = ProcessPoolExecutor(BESIDE, multiprocessing.get_context("spawn"), ignore_interrupts)
        return self._pool

    def close(self) -> None:
        """Let the processes go, without waiting for what they do."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
