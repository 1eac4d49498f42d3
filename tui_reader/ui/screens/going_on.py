"""What goes on in the background and may be stopped: which jobs there are, and how far the last one is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tui_reader.ui.screens.stage import Stage

STOPPED = "Stopped; what came stays"
NOTHING_CAME = "Stopped; nothing was added"


@dataclass(slots=True)
class Job:
    """Something that goes on, or waits for its turn."""

    words: str
    stopped: bool = False


class GoingOn:
    """The jobs of one owner. The top line says what they do, and that Escape ends it."""

    def __init__(self, screen: Stage) -> None:
        self._screen = screen
        self._jobs: list[Job] = []
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether anything goes on that was not stopped yet."""
        return any(not job.stopped for job in self._jobs)

    def stop(self) -> None:
        """End all jobs; each tells what came of it when it has ended."""
        for job in self._jobs:
            job.stopped = True
        if self._jobs:
            self._screen.show_activity("stopping")

    def close(self) -> None:
        """End all jobs, and let none begin."""
        self._closed = True
        self.stop()

    @contextmanager
    def job(self, words: str) -> Iterator[Job]:
        """While something goes on."""
        job = Job(words, self._closed)
        self._jobs.append(job)
        self._tell(words)
        try:
            yield job
        finally:
            self._jobs.remove(job)
            if self._jobs:
                self._tell(self._jobs[-1].words)
            else:
                self._screen.show_activity("")

    def _tell(self, words: str) -> None:
        self._screen.show_activity(f"{words} · Esc stops")

    def progress(self, job: Job, words: str) -> None:
        """How far a job is. Call it from the thread that does it."""
        if not job.stopped:
            job.words = words
            self._screen.app.call_from_thread(self._tell, words)
