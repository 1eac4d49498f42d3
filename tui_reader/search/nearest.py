"""The words of an index that are nearest to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 3
"""A shorter word has too many neighbours to be corrected (characters)."""

LIMIT: Final = 60
"""How many neighbours stand in for one word."""


_KEPT_APART = 100


class Near(NamedTuple):
    """A word, or the beginning of one (`cut`), and its `similarity` to what was typed (0..1)."""

    word: str
    similarity: float
    cut: bool = False


def typos(word: str) -> int:
    """How many mistakes (a letter missing, too many, wrong, or two swapped) are forgiven in `word`."""
    return 1 if len(word) < 8 else 2


def lengths(word: str) -> range:
    """The lengths a whole word may have to be as near as `typos` allows."""
    return range(max(SHORTEST, len(word) - typos(word)), len(word) + typos(word) + 1)


def nearest(word: str, words: Sequence[str]) -> list[Near]:
    """The best `LIMIT` of `words` within `typos` of `word`, nearest first, else in the order given.

    The distance is optimal string alignment: one step for a letter missing, inserted, substituted, or swapped with
    its neighbour.
    """
    size = len(word)
    hits = process.extract(word, words, scorer=OSA.distance, processor=None, score_cutoff=typos(word), limit=LIMIT)
    return [Near(near, 1 - distance / max(size, len(near))) for near, distance, _ in hits if distance]


def nearest_or_cut(word: str, words: Sequence[str], longer: Sequence[str]) -> list[Near]:
    """The nearest of `words` and of the beginnings, as long as `word`, of `longer`."""
    near = nearest(word, words)
    size = len(word)
    if size > SHORTEST:
        near += [one._replace(cut=True) for one in nearest(word, list({found[:size]: None for found in longer}))]
        near.sort(key=lambda one: -one.similarity)
    return near[:LIMIT]


class WordList:
    """A vocabulary in memory, to look up neighbours in; it only grows.

    Words of the same length and first letter stand in one string, which takes a seventh of the memory of so many
    strings. Those that were needed last stay taken apart.
    """

    def __init__(self) -> None:
        self._lists: dict[int, dict[str, str]] = {}  # by length, then by first letter: words parted by blanks
        self._apart: dict[tuple[int, str], list[str]] = {}

    def add(self, words: Iterable[str]) -> None:
        """Take in words without blanks, the frequent ones before the rare ones."""
        self._apart.clear()
        fresh: dict[tuple[int, str], list[str]] = {}
        for word in words:
            fresh.setdefault((len(word), word[0]), []).append(word)
        for (size, initial), found in fresh.items():
            by_initial = self._lists.setdefault(size, {})
            by_initial[initial] = " ".join([by_initial[initial], *found] if initial in by_initial else found)

    def near(self, word: str, *, cut: bool = True) -> list[Near]:
        """The nearest words, and with `cut` beginnings of words, with the same first letter; if there is none, the
        nearest words of all."""
        if len(word) < SHORTEST:
            return []
        initial = word[0]
        sizes = lengths(word)
        whole = self._words(sizes, initial)
        if cut:
            longer = self._words(sorted(size for size in self._lists if size >= sizes.stop), initial)
            found = nearest_or_cut(word, whole, longer)
        else:
            found = nearest(word, whole)
        return found or nearest(word, self._words(sizes))

    def _words(self, sizes: Iterable[int], initial: str | None = None) -> list[str]:
        found: list[str] = []
        for size in sizes:
            by_initial = self._lists.get(size, {})
            for first in by_initial if initial is None else (initial,):
                if (size, first) not in self._apart:
                    if len(self._apart) >= _KEPT_APART:
                        self._apart.clear()
                    self._apart[size, first] = by_initial[first].split(" ") if first in by_initial else []
                found += self._apart[size, first]
        return found
