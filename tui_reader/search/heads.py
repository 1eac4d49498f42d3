"""Beginnings of words run together without blanks: "resbuiref" for "rescue builds refuge"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tui_reader.search.ranking import kept_line

LENGTHS: Final = range(5, 25)
"""How long (characters) a run may be to be taken apart."""

_SHORTEST = 2
_MOST = 4
_IN_ORDER: Final = 0.56
_SHUFFLED: Final = 0.46


def splits(run: str, is_head: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """The ways to take `run` apart into two to four beginnings of words, the most telling (long, few) ones first.
    `is_head` says whether any word begins so."""
    found = list(_cut(run, _MOST, is_head))
    found.sort(key=lambda parts: (-min(map(len, parts)), len(parts)))
    return found


def _cut(run: str, most: int, is_head: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    for size in range(_SHORTEST, len(run) - _SHORTEST + 1):
        if not is_head(run[:size]):
            return  # no longer one is either
        rest = run[size:]
        if is_head(rest):
            yield run[:size], rest
        if most > 2:
            for parts in _cut(rest, most - 1, is_head):
                yield (run[:size], *parts)


_TELLING = 3
_OF_TWO_LETTERS = 0.75


def score(title: str, parts: tuple[str, ...]) -> tuple[float, bool]:
    """How well the words of `title` begin with `parts`: 0.46 to 0.68, better in order and with longer parts; and
    whether they do so in order. Beginnings of two letters are found anywhere: they count for less than a mistyped
    word."""
    line = kept_line(title)
    at = 0
    for part in parts:
        at = line.find(f" {part}", at)
        if at < 0:
            break
        at += len(part)
    base = _SHUFFLED if at < 0 else _IN_ORDER
    telling = min(min(map(len, parts)), 5) / 5
    found = base + 0.08 * telling + 0.04 * min(1.0, sum(map(len, parts)) / len(line))
    return found * (_OF_TWO_LETTERS if min(map(len, parts)) < _TELLING else 1.0), at >= 0
