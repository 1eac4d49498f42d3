"""The matches of one query in the open article, and the one that is gone to. Pure."""

from __future__ import annotations

from bisect import bisect_left

from tui_reader.search.within import Found


class Find:
    """Steps through what was found; `wrapped` tells that the last step went round an end of the text."""

    def __init__(self) -> None:
        self.query = ""
        self.found = Found()
        self.index = -1
        self.wrapped = False

    @property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """All matches, `[start, end)` in code points."""
        return self.found.matches

    @property
    def current(self) -> tuple[int, int] | None:
        """The match one stands on."""
        return self.matches[self.index] if self.matches else None

    @property
    def words(self) -> str:
        """Which match of how many, or what is wrong with the query; empty without one."""
        if not self.query:
            return ""
        if self.found.problem:
            return self.found.problem
        if not self.matches:
            return "not found"
        # Where only some are known, the number of one among them says nothing.
        count = f"{len(self.matches):,}+" if self.found.more else f"{self.index + 1:,}/{len(self.matches):,}"
        return f"{count} · wrapped" if self.wrapped else count

    def take(self, query: str, found: Found, top: int) -> None:
        """Take what was found for `query`; the first match at or after offset `top` is the current one."""
        self.query, self.found = query, found
        at = bisect_left(self.matches, (top,))
        self.wrapped = bool(self.matches) and at == len(self.matches)
        self.index = at % len(self.matches) if self.matches else -1

    def step(self, delta: int) -> None:
        """The next or previous match, round the ends."""
        if self.matches:
            at = self.index + delta
            self.wrapped = not 0 <= at < len(self.matches)
            self.index = at % len(self.matches)

    def clear(self) -> None:
        """Forget the query."""
        self.query, self.found, self.index, self.wrapped = "", Found(), -1, False
