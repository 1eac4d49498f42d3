"""The words of an index that are nearest to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 3
"""A shorter word has too many neighbours to be corrected (characters)."""

LIMIT: Final = 60
"""How many neighbours stand in for one word."""

Near = tuple[str, float]
"""A word, or the beginning of one, and its similarity to what was typed (0..1)."""


def typos(word: str) -> int:
    """How many mistakes (a letter missing, too many, wrong, or two swapped) are forgiven in `word`."""
    return 1 if len(word) < 8 else 2


def lengths(word: str) -> range:
    """The lengths a whole word may have to be as near as `typos` allows."""
    return range(max(SHORTEST, len(word) - typos(word)), len(word) + typos(word) + 1)


def nearest(word: str, words: Iterable[str]) -> list[Near]:
    """The best `LIMIT` of `words` within `typos` of `word`, nearest first, else in the order given.

    A longer word counts by its beginning of the same length, which is then what is returned. The distance is
    optimal string alignment: one step for a letter missing, inserted, substituted, or swapped with its neighbour.
    """
    size = len(word)
    longest = size + typos(word)
    choices = dict.fromkeys(found if len(found) <= longest else found[:size] for found in words)
    choices.pop(word, None)
    hits = process.extract(
        word, list(choices), scorer=OSA.distance, processor=None, score_cutoff=typos(word), limit=LIMIT
    )
    return [(near, 1 - distance / max(size, len(near))) for near, distance, _ in hits]


class WordList:
    """A vocabulary in memory, to look up neighbours in; it only grows."""

    def __init__(self) -> None:
        self._by_initial: dict[str, list[str]] = {}

    def add(self, words: Iterable[str]) -> None:
        """Take in words, the frequent ones before the rare ones."""
        for word in words:
            self._by_initial.setdefault(word[0], []).append(word)

    def near(self, word: str) -> list[Near]:
        """The nearest words with the same first letter; if there is none, the nearest of all."""
        if len(word) < SHORTEST:
            return []
        found = nearest(word, self._by_initial.get(word[0], ()))
        return found or nearest(word, chain.from_iterable(self._by_initial.values()))
