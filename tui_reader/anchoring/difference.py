"""What became of a text, word by word, for a reader to see; and how much of it is the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from tui_reader.anchoring.anchor import mass_of
from tui_reader.anchoring.tokendiff import SINGLE, pair_in_order
from tui_reader.document import characters

PieceKind = Literal["same", "removed", "added"]

_MOST = 3_000_000  # characters of both texts together, beyond which what differs is shown as a whole
_ISLAND = 24  # mass of an unchanged phrase that only breaks up what was written anew around it
_FURTHEST = 200  # words by which what was put in or taken out is shifted to where a sentence begins
_ENDS = frozenset(".!?…。！？؟।")
_CLOSING = frozenset("\"'”’»)]」』）")

Run = tuple[int, int, int]
"""A stretch of equal words: where it begins in the old text and in the new one, and how many it has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both texts (`same`), in the old one only (`removed`) or in the new one (`added`)."""

    kind: PieceKind
    text: str


class Stretch(NamedTuple):
    """Old `[old, old_end)` and new `[new, new_end)`, in code points: the same words, or what was replaced by what, of
    which one may be empty."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """Words and signs of a text, and where each ends. The blanks before a word go with it."""

    text: str
    words: list[str]
    ends: list[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the words `[first, last)`, with the blanks before them and, at the end, all after."""
        start, end = (self.ends[at - 1] if at else 0 for at in (first, max(first, last)))
        end = len(self.text) if max(first, last) == len(self.ends) else end
        return (start, end) if first < last else (end, end)

    def begins(self, number: int) -> int:
        """How plainly something begins at a word: 2 a line, 1 a sentence, 0 nothing."""
        if number == 0 or number >= len(self.words):
            return 2
        last = self.ends[number - 1]
        if "\n" in self.text[last : self.ends[number] - len(self.words[number])]:
            return 2
        before = number - 1
        while before > 0 and self.words[before] in _CLOSING:
            before -= 1
        return int(self.words[before] in _ENDS)


@cache
def _word() -> re.Pattern[str]:
    """A word, a character of a script without blanks, or a sign; marks stay on what they stand on."""
    marks = f"[{characters.WIDTHLESS}{characters.SPACING_MARKS}]*"
    return re.compile(rf"[{SINGLE}]{marks}|(?:[^\W{SINGLE}]+{marks})+|[^\w\s]{marks}")


def _words_of(text: str) -> _Words:
    found = [(match[0], match.end()) for match in _word().finditer(text)]
    return _Words(text, [word for word, _ in found], [end for _, end in found])


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """How `new` differs from `old`, in words; scripts without blanks in characters. Spacing is no difference.

    The pieces `same` and `added` together are `new` to the letter; `same` and `removed` together hold the words of
    `old`. Texts too long to compare are removed and added as a whole, but for their common ends. No input raises.
    """
    pieces: list[Piece] = []
    for stretch in stretches(old, new):
        before, after = old[stretch.old : stretch.old_end], new[stretch.new : stretch.new_end]
        found = (Piece("same", after),) if stretch.same else (Piece("removed", before), Piece("added", after))
        pieces += (piece for piece in found if piece.text)
    return tuple(pieces)


def stretches(old: str, new: str) -> list[Stretch]:
    """The same as offsets: stretches in order, which cover both texts; none is empty on both sides.

    A phrase of few words that happens to stand in a passage written anew is part of that passage. What was put in or
    taken out begins, where that is a matter of choice, where a line or a sentence does.
    """
    before, after = _words_of(old), _words_of(new)
    if not before.words or not after.words:
        return [Stretch(False, 0, len(old), 0, len(new))] if old or new else []
    runs = _kept(before, after)
    _shift(runs, before, after)
    found: list[Stretch] = []
    i = j = 0
    for a, b, size in [*runs, (len(before.words), len(after.words), 0)]:
        if a > i or b > j:
            found.append(Stretch(False, *before.span(i, a), *after.span(j, b)))
        if size:
            found.append(Stretch(True, *before.span(a, a + size), *after.span(b, b + size)))
        i, j = a + size, b + size
    return _without_islands(found, old, new)


def reads_alike(old: str, new: str) -> bool:
    """Whether two texts are the same words."""
    return old == new or _words_of(old).words == _words_of(new).words


def run_together(before: str, after: str) -> bool:
    """Whether two texts set side by side would read as one word: what was removed and what was added instead."""
    end, start = before[-1:], after[:1]
    return end.isalnum() and start.isalnum() and len(_words_of(end + start).words) == 1


def likeness(a: str, b: str) -> float:
    """The share, 0..1, of two texts that is the same words in the same order; 1 for two blank texts."""
    first, second = _words_of(a), _words_of(b)
    total = sum(map(len, first.words)) + sum(map(len, second.words))
    if not total:
        return 1.0
    same = sum(len(word) for i, _, size in _kept(first, second) for word in first.words[i : i + size])
    return 2 * same / total


def _kept(before: _Words, after: _Words) -> list[Run]:
    """Stretches of equal words in order, none of them touching the next."""
    old, new = before.words, after.words
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    pairs = [(at, at) for at in range(head)]
    if len(before.text) + len(after.text) <= _MOST:
        pairs += [(head + i, head + j) for i, j in pair_in_order(middle_old, middle_new)]
    pairs += [(len(old) - at, len(new) - at) for at in range(tail, 0, -1)]
    runs: list[Run] = []
    for i, j in pairs:
        if runs and (i, j) == (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]):
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return runs


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two lists begin with in common."""
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))


def _shift(runs: list[Run], before: _Words, after: _Words) -> None:
    """Shift what was only put in, or only taken out, to where a line or a sentence begins, if it reads the same."""
    for at, ((i, j, size), (k, m, more)) in enumerate(pairwise(runs)):
        i, j, size = runs[at]  # the step before may have shifted its end
        if (i + size == k) == (j + size == m):
            continue
        text, first, last = (after, j + size, m) if i + size == k else (before, i + size, k)
        words = text.words
        # A run in the middle keeps a word; the first and the last may be used up.
        lowest = -min(_FURTHEST, size - (at > 0))
        highest = min(_FURTHEST, more - (at < len(runs) - 2))
        low = high = 0
        while low > lowest and words[first + low - 1] == words[last + low - 1]:
            low -= 1
        while high < highest and words[first + high] == words[last + high]:
            high += 1
        by = max(range(low, high + 1), key=lambda by: (text.begins(first + by), -abs(by)))
        runs[at], runs[at + 1] = (i, j, size + by), (k + by, m + by, more - by)


def _without_islands(found: list[Stretch], old: str, new: str) -> list[Stretch]:
    """Join what was written anew over the short phrases in between that stayed by chance."""
    kept: list[tuple[Stretch, float, float]] = []  # with the masses of both sides
    for stretch in found:
        mass = mass_of(new[stretch.new : stretch.new_end])
        kept.append((stretch, mass if stretch.same else mass_of(old[stretch.old : stretch.old_end]), mass))
        while not kept[-1][0].same and len(kept) > 2:
            (first, old_1, new_1), (_, island, _), (last, old_2, new_2) = kept[-3:]
            rewritten = (old_1 or old_2) and (new_1 or new_2)
            if not rewritten or island > min(_ISLAND, max(old_1, new_1), max(old_2, new_2)):
                break
            joined = Stretch(False, first.old, last.old_end, first.new, last.new_end)
            kept[-3:] = [(joined, old_1 + island + old_2, new_1 + island + new_2)]
    return [stretch for stretch, _, _ in kept]
