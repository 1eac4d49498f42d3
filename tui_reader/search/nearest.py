"""The words of an index that are nearest to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 3
"""A shorter word has too many neighbours to be corrected (characters)."""

LIMIT: Final = 60
"""How many neighbours stand in for one word."""


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
    """A vocabulary in memory, to look up neighbours in; it only grows."""

    def __init__(self) -> None:
        self._lists: dict[int, dict[str, list[str]]] = {}  # by length, then by first letter

    def add(self, words: Iterable[str]) -> None:
        """Take in words, the frequent ones before the rare ones."""
        for word in words:
            self._lists.setdefault(len(word), {}).setdefault(word[0], []).append(word)

    def near(self, word: str) -> list[Near]:
        """The nearest words and beginnings of words with the same first letter; if there is none, the nearest words
        of all."""
        if len(word) < SHORTEST:
            return []
        initial = word[0]
        whole: list[str] = []
        everything: list[str] = []
        for size in lengths(word):
            by_initial = self._lists.get(size, {})
            whole += by_initial.get(initial, ())
            everything += chain.from_iterable(by_initial.values())
        longer: list[str] = []
        for size, by_initial in self._lists.items():
            if size >= lengths(word).stop:
                longer += by_initial.get(initial, ())
        return nearest_or_cut(word, whole, longer) or nearest(word, everything)
