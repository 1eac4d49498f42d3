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

_KEPT_APART = 300


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
    strings; so do those of the same length and second letter. Those that were needed last stay taken apart.
    """

    def __init__(self) -> None:
        # By length and place (0 or 1), then by the letter at that place: words parted by blanks.
        self._lists: dict[tuple[int, int], dict[str, str]] = {}
        self._apart: dict[tuple[int, int, str], list[str]] = {}

    def add(self, words: Iterable[str]) -> None:
        """Take in words without blanks, the frequent ones before the rare ones."""
        self._apart.clear()
        fresh: dict[tuple[int, int, str], list[str]] = {}
        for word in words:
            for place, letter in enumerate(word[:2]):
                fresh.setdefault((len(word), place, letter), []).append(word)
        for (size, place, letter), found in fresh.items():
            by_letter = self._lists.setdefault((size, place), {})
            by_letter[letter] = " ".join([by_letter[letter], *found] if letter in by_letter else found)

    def near(self, word: str, *, cut: bool = True) -> list[Near]:
        """The nearest words, and with `cut` beginnings of words, with the same first letter; if there is none, the
        nearest words where the first letter is the mistake, or one of them."""
        if len(word) < SHORTEST:
            return []
        sizes = lengths(word)
        whole = self._words(sizes, 0, word[0])
        if cut:
            beyond = sorted(size for size, place in self._lists if place == 0 and size >= sizes.stop)
            found = nearest_or_cut(word, whole, self._words(beyond, 0, word[0]))
        else:
            found = nearest(word, whole)
        return found or nearest(word, self._with_another_initial(word, sizes))

    def _with_another_initial(self, word: str, sizes: range) -> list[str]:
        """The words that `word` may stand for by one mistake in its first letter and no other before the third."""
        return list(
            dict.fromkeys(
                self._words(sizes, 1, word[1])  # it is wrong
                + self._words(sizes, 1, word[0])  # it is missing
                + self._words(sizes, 0, word[1])  # it is one too many, or swapped with the second
            )
        )

    def _words(self, sizes: Iterable[int], place: int, letter: str) -> list[str]:
        found: list[str] = []
        for size in sizes:
            key = (size, place, letter)
            if key not in self._apart:
                if len(self._apart) >= _KEPT_APART:
                    self._apart.clear()
                self._apart[key] = self._lists.get((size, place), {}).get(letter, "").split()
            found += self._apart[key]
        return found
