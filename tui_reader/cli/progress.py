"""One line on standard error that tells how far something is; silent when nobody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress

EVERY = 0.1
"""Seconds between two updates."""
WIDTH = 24
"""Cells of the bar."""


class ProgressLine:
    """A progress bar on a terminal, wiped when done."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._on = not quiet and sys.stderr.isatty()
        self._next = 0.0
        self._drawn = False

    def __enter__(self) -> ProgressLine:
        return self

    def show(self, at: Progress) -> None:
        """Draw how far adding is, not too often."""
        self.draw(at.done, at.total or 0, "files", f"{at.articles} articles")

    def draw(self, done: int, total: int, things: str, came: str) -> None:
        """Draw that `done` of `total` things are done, and what came; not too often."""
        now = time.monotonic()
        if not self._on or now < self._next:
            return
        self._next = now + EVERY
        if total > 1:
            filled = WIDTH * done // total
            bar = "█" * filled + "░" * (WIDTH - filled)
            sys.stderr.write(f"\r{bar} {done}/{total} {things}, {came} \x1b[K")
        else:
            sys.stderr.write(f"\r{came} \x1b[K")
        sys.stderr.flush()
        self._drawn = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
