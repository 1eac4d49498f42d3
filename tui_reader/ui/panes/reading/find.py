"""Finding words in the open article: incremental, smart case, positions as offsets."""

from __future__ import annotations

import re
from bisect import bisect_left

LIMIT = 10_000
"""Matches kept; a letter typed into a very long article has more than anyone steps through."""


def find_all(text: str, query: str) -> list[tuple[int, int]]:
    """Where `query` stands; a capital letter in it makes case count. Blanks match any run of blanks.

    `re.IGNORECASE` keeps offsets right where lower-casing the text would not.
    """
    words = query.split()
    if not words:
        return []
    flags = 0 if any(c.isupper() for c in query) else re.IGNORECASE
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), flags)
    found = []
    for match in pattern.finditer(text):
        found.append(match.span())
        if len(found) >= LIMIT:
            break
    return found


class Find:
    """The matches of one query and the current one. Pure."""

    def __init__(self) -> None:
        self.query = ""
        self.matches: list[tuple[int, int]] = []
        self.index = -1

    @property
    def current(self) -> tuple[int, int] | None:
        """The match one stands on."""
        return self.matches[self.index] if self.matches else None

    def search(self, text: str, query: str, top: int) -> None:
        """Find `query`; the first match at or after offset `top` is the current one."""
        self.query = query
        self.matches = find_all(text, query)
        self.index = bisect_left(self.matches, (top,)) % len(self.matches) if self.matches else -1

    def step(self, delta: int) -> None:
        """The next or previous match, round the ends."""
        if self.matches:
            self.index = (self.index + delta) % len(self.matches)

    def clear(self) -> None:
        """Forget the query."""
        self.query, self.matches, self.index = "", [], -1
