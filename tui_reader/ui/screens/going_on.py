"""What goes on in the background and may be stopped: which jobs there are, and how far the last one is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from tui_reader.library import Library
from tui_reader.ui.background import Background
from tui_reader.ui.screens.stage import Stage

STOPPED = "Stopped; what came stays"
NOTHING_CAME = "Stopped; nothing was added"
TEXT_STAYS = "Stopped; the text stays as it was"
T = TypeVar("T")


@dataclass(slots=True)
class Job:
    """Something that goes on, or waits for its turn."""

    words: str
    stopped: bool = False
    of_text: bool = False
    """It is about the text that is read: Escape ends it there, too, and leads not out of the text."""
    by_clock: bool = False
    """Nobody asked for it: Escape leaves it alone."""


class GoingOn:
    """The jobs of one owner. The top line says what they do, and that Escape ends it."""

    def __init__(self, screen: Stage) -> None:
        self._screen = screen
        self._jobs: list[Job] = []
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether anything goes on that somebody asked for, and has not stopped yet."""
        return any(not (job.stopped or job.by_clock) for job in self._jobs)

    @property
    def running_of_text(self) -> bool:
        """Whether a job about a text goes on that was not stopped yet."""
        return any(job.of_text and not job.stopped for job in self._jobs)

    def stop_of_text(self) -> None:
        """End the jobs about a text."""
        for job in self._jobs:
            job.stopped = job.stopped or job.of_text
        self.show()

    def stop(self) -> None:
        """End all jobs that somebody asked for; each tells what came of it when it has ended."""
        for job in self._jobs:
            job.stopped = job.stopped or not job.by_clock
        self.show()

    def close(self) -> None:
        """End all jobs, and let none begin."""
        self._closed = True
        for job in self._jobs:
            job.stopped = True

    @contextmanager
    def job(self, words: str, *, of_text: bool = False, by_clock: bool = False) -> Iterator[Job]:
        """While something goes on."""
        job = Job(words, self._closed, of_text, by_clock)
        self._jobs.append(job)
        self.show()
        try:
            yield job
        finally:
            self._jobs = [each for each in self._jobs if each is not job]
            self.show()

    async def page(self, desk: Background, fetch: Callable[[Library, Job], T]) -> T:
        """Fetch the page of an article in another thread; raises what `fetch` raises. It ends when nobody waits."""
        with self.job("fetching the page", of_text=True) as job:
            try:
                return await desk.ask(lambda library: fetch(library, job))
            except asyncio.CancelledError:
                job.stopped = True
                raise

    def show(self) -> None:
        """Tell what goes on: of several jobs the last that was not stopped."""
        going = [job for job in self._jobs if not job.stopped]
        if going:
            self._screen.show_activity(going[-1].words + ("" if going[-1].by_clock else " · Esc stops"))
        else:
            self._screen.show_activity("stopping" if self._jobs else "")

    def progress(self, job: Job, words: str) -> None:
        """How far a job is. Call it from the thread that does it."""
        if not job.stopped:
            job.words = words
            self._screen.app.call_from_thread(self.show)
