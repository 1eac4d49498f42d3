"""Threads that own a library connection each, so that the interface never waits for the disk."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from textual.widget import Widget

from tui_reader.errors import NewsreaderError
from tui_reader.library import Library
from tui_reader.ui.messages import Notice

T = TypeVar("T")


class Background:
    """One daemon thread with its own library.

    A daemon: quitting never waits for a long job. What must not be lost is committed by the job itself.
    """

    def __init__(self, open_library: Callable[[], Library], name: str) -> None:
        self._open = open_library
        self._jobs: queue.SimpleQueue[Callable[[Library], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._started = False
        self._failure: Exception | None = None

    def _run(self) -> None:
        try:
            library = self._open()
        except Exception as error:  # noqa: BLE001 - told to whoever asks first; the thread has nobody to tell
            self._failure = error
            library = None
        while (job := self._jobs.get()) is not None:
            job(library)  # type: ignore[arg-type]
        if library is not None:
            library.close()

    async def ask(self, job: Callable[[Library], T]) -> T:
        """Run `job` with the thread's library and wait for its answer without blocking the event loop.

        Raises what the job raises. Cancelling the waiting does not stop the job; its answer is dropped.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def deliver(result: Any, error: BaseException | None) -> None:
            if future.cancelled():
                return
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)

        def run(library: Library) -> None:
            if future.cancelled():
                return
            result, failure = None, self._failure
            if failure is None:
                try:
                    result = job(library)
                except Exception as error:  # noqa: BLE001 - carried over to the one who asked
                    failure = error
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(deliver, result, failure)

        if not self._started:
            self._started = True
            self._thread.start()
        self._jobs.put(run)
        return await future

    def close(self, timeout: float = 1.0) -> None:
        """Let the job at hand finish (at most `timeout` seconds) and close the library."""
        if self._started:
            self._jobs.put(None)
            self._thread.join(timeout)


def work(owner: Widget, job: Callable[[], Coroutine[Any, Any, None]], *, group: str, exclusive: bool = False) -> None:
    """Run a job of a pane beside the event loop; what goes wrong is a notice, not the end of the program.

    `exclusive` cancels what runs in the same group of the same owner. Groups are always named: the default one is
    shared, and an exclusive job in it would cancel strangers. `job` makes the coroutine: one that is cancelled
    before it began must not exist yet.
    """

    async def guarded() -> None:
        try:
            await job()
        except NewsreaderError as error:
            owner.post_message(Notice(str(error), problem=True))

    owner.run_worker(guarded, group=group, exclusive=exclusive)  # type: ignore[arg-type]  # it takes functions too
