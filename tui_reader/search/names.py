"""Names of sources and authors, found by the beginnings of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from tui_reader.document.terms import term_line

WHOLE: Final = 1.10
"""Score of a name that is all that was typed: no title is better."""

_WORDS: Final = 0.90  # whole words of the name
_BEGUN: Final = 0.82
_LOOKED_AT = 200  # names with the longest word; beyond, one more tells nothing


class NameMatch(NamedTuple):
    """A name that was found, and how well it answers."""

    name: str
    score: float


class NameList:
    """Names to look in with every key: all in one string, which is searched faster than many."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._known: set[str] = set()
        self._lines = "\n"

    def add(self, names: Iterable[str]) -> None:
        """Take in names; those that are known already are passed over."""
        fresh = [name for name in dict.fromkeys(names) if name and name not in self._known]
        if fresh:
            self._known.update(fresh)
            self._names += fresh
            self._lines += "".join(f"{number}{line}\n" for number, line in self._numbered(fresh))

    def _numbered(self, fresh: Sequence[str]) -> Iterator[tuple[int, str]]:
        first = len(self._names) - len(fresh)
        return ((number, term_line(name)) for number, name in enumerate(fresh, first))

    def find(self, words: Sequence[str], limit: int) -> list[NameMatch]:
        """The best `limit` names that hold each of `words` (terms, or several parted by one blank) as the beginning
        of a word."""
        beginnings = [f" {word}" for word in words]
        if not words:
            return []
        found: list[NameMatch] = []
        longest = max(beginnings, key=len)
        at = self._lines.find(longest)
        while at >= 0 and len(found) < _LOOKED_AT:
            start, end = self._lines.rindex("\n", 0, at) + 1, self._lines.index("\n", at)
            number, _, rest = self._lines[start:end].partition(" ")
            line = f" {rest}"
            if all(beginning in line for beginning in beginnings):
                found.append(NameMatch(self._names[int(number)], _score(line, words)))
            at = self._lines.find(longest, end)
        found.sort(key=lambda match: (-match.score, len(match.name), match.name))
        return found[:limit]


def _score(line: str, words: Sequence[str]) -> float:
    if line == f" {' '.join(words)} ":
        return WHOLE
    return _WORDS if all(f" {word} " in line for word in words) else _BEGUN
