"""What became of a quote, word by word, for a reader to see; and how much of it is the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tui_reader.anchoring.tokendiff import SINGLE, pair_in_order
from tui_reader.document import characters

PieceKind = Literal["same", "removed", "added"]

_MOST = 400_000  # characters of both texts together, beyond which what differs is shown as a whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both texts (`same`), in the old one only (`removed`) or in the new one (`added`)."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    """Words and signs of a text, and where each ends. The blanks before a word go with it."""

    text: str
    words: list[str]
    ends: list[int]

    def piece(self, first: int, last: int) -> str:
        """The text of the words `[first, last)`, with the blanks before them."""
        if first >= last:
            return ""
        end = len(self.text) if last == len(self.ends) else self.ends[last - 1]
        return self.text[self.ends[first - 1] if first else 0 : end]


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
    before, after = _words_of(old), _words_of(new)
    if not before.words or not after.words:
        return tuple(Piece(kind, text) for kind, text in (("removed", old), ("added", new)) if text)  # type: ignore[arg-type]
    pieces: list[Piece] = []
    i = j = 0
    for a, b, size in [*_kept(before, after), (len(before.words), len(after.words), 0)]:
        for kind, text in (
            ("removed", before.piece(i, a)),
            ("added", after.piece(j, b)),
            ("same", after.piece(b, b + size)),
        ):
            if text:
                pieces.append(Piece(kind, text))  # type: ignore[arg-type]
        i, j = a + size, b + size
    return tuple(pieces)


def likeness(a: str, b: str) -> float:
    """The share, 0..1, of two texts that is the same words in the same order; 1 for two blank texts."""
    first, second = _words_of(a), _words_of(b)
    total = sum(map(len, first.words)) + sum(map(len, second.words))
    if not total:
        return 1.0
    same = sum(len(word) for i, _, size in _kept(first, second) for word in first.words[i : i + size])
    return 2 * same / total


def _kept(before: _Words, after: _Words) -> list[tuple[int, int, int]]:
    """Stretches of equal words as (old index, new index, words), in order, none of them touching the next."""
    old, new = before.words, after.words
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    pairs = [(at, at) for at in range(head)]
    if len(before.text) + len(after.text) <= _MOST:
        pairs += [(head + i, head + j) for i, j in pair_in_order(middle_old, middle_new)]
    pairs += [(len(old) - at, len(new) - at) for at in range(tail, 0, -1)]
    runs: list[tuple[int, int, int]] = []
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
