"""What went wrong, told at the edge of the screen: each sentence once, many of them as one."""

from __future__ import annotations

import time
from typing import Any, Final

from textual.screen import Screen

from tui_reader.document.sanitise import one_line

SECONDS: Final = 8.0
"""How long a problem stands."""
_MOST = 3
"""Sentences that stand in full beside one another."""
_LENGTH = 400


class Problems:
    """The problems that stand now, in one place: told again, one stands for longer and not twice."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._told: dict[str, float] = {}
        self._due = False

    def tell(self, text: str) -> None:
        """One sentence, not sanitised and never markup."""
        now = time.monotonic()
        sentence = one_line(text, _LENGTH)
        self._told = {known: at for known, at in self._told.items() if now - at < SECONDS and known != sentence}
        self._told[sentence] = now
        if not self._due:
            self._due = True
            self._screen.app.call_later(self._show)

    def _show(self) -> None:
        """All of them as one notice, in place of the one that stands: those told last, and how many more."""
        self._due = False
        sentences = list(self._told)
        more = len(sentences) - _MOST
        if more > 0:
            sentences = [*sentences[-_MOST:], f"and {more:,} more"]
        self._screen.app.clear_notifications()
        self._screen.app.notify("\n".join(sentences), severity="error", markup=False, timeout=SECONDS)
