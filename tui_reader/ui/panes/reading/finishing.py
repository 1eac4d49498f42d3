"""When an article counts as read: at its end, after a dwell, on opening, or by hand only. Pure: it is told seconds."""

from __future__ import annotations

from tui_reader.config import Config

READ_AT_END = 2.0
"""Seconds with the end in view before an article counts as read."""


class Finishing:
    """Watches over one opening of an article. Once is enough: who marks it unread by hand means it."""

    def __init__(self, config: Config) -> None:
        self._how = config.mark_read
        self._dwell = config.dwell_seconds
        self.begin(counted=True)

    def begin(self, *, counted: bool) -> None:
        """An article was opened; `counted` says that it is read already."""
        self._seen = self._at_end = 0.0
        self._counted = counted or self._how == "hand"

    def is_read(self, seconds: float, *, at_end: bool) -> bool:
        """The article was looked at for so many more seconds: whether it counts as read now, once."""
        if self._counted:
            return False
        self._seen += seconds
        self._at_end = self._at_end + seconds if at_end else 0.0
        dwelt = self._how == "dwell" and self._seen >= self._dwell
        self._counted = self._how == "open" or self._at_end >= READ_AT_END or dwelt
        return self._counted

    def turned_over(self) -> bool:
        """The reader went on behind the end: whether that makes it read now."""
        if self._counted:
            return False
        self._counted = True
        return True
