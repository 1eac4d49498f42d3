"""Which tokens of an old text stand where in the new one: a diff that follows moved passages. Linear in practice.

Stretches whose every run of four tokens is rare are matched wherever they went, in the manner of patience diff
(but not only in order); what lies between two matched stretches that stayed together is aligned by edit distance.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from tui_reader.anchoring.normalise import UNSPACED

# Scripts written without blanks are cut into characters, all others into words.
SINGLE = UNSPACED + "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
_TOKEN = re.compile(rf"[{SINGLE}]|[^\W{SINGLE}]+|[^\w\s]")

_SEED = 4  # tokens of a run that makes a passage recognisable
_SOLID_TOKENS, _SOLID_LETTERS = 6, 12  # a passage this long is matched wherever it stands
_CELLS = 9_000_000  # largest gap, old x new tokens, aligned by edit distance
_DEPTH = 6
_ALIKE = 0.5  # a replaced token is still the same word
_RELATED = 0.35  # share of the smaller side that must match before an aligned gap is believed


class Token(NamedTuple):
    """A token and its `[start, end)` in characters."""

    start: int
    end: int
    text: str


class Pair(NamedTuple):
    """Old token `old` became new token `new`; `equal` says unchanged."""

    old: int
    new: int
    equal: bool


def tokens_of(text: str, start: int, end: int, most: int | None = None) -> list[Token]:
    """The first `most` (or all) tokens of `text[start:end]`, with offsets into `text`."""
    found = islice(_TOKEN.finditer(text, start, end), most)
    return [Token(one.start(), one.end(), one[0]) for one in found]


def pair_tokens(old: Sequence[Token], new: Sequence[Token]) -> list[Pair]:
    """Pairs of corresponding tokens, by old position."""
    return _Differ([t.text for t in old], [t.text for t in new]).run()


def pair_in_order(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (old, new) of equal tokens that rise in both, as in an ordinary diff: nothing is followed elsewhere."""
    differ = _Differ(list(old), list(new), replacing=False)
    differ.align()
    return sorted((pair.old, pair.new) for pair in differ.pairs if pair.equal)


class _Block(NamedTuple):
    old: int
    new: int
    size: int


@dataclass(slots=True)
class _Differ:
    """`replacing`: a token may become another one; without, as many as possible are paired with their equals."""

    old: list[str]
    new: list[str]
    replacing: bool = True
    pairs: list[Pair] = field(default_factory=list)

    def run(self) -> list[Pair]:
        blocks = self._solid_blocks()
        for block in blocks:
            self._equal(block)
        taken = sorted((block.new, block.new + block.size) for block in blocks)
        ends = [_Block(0, 0, 0), *blocks, _Block(len(self.old), len(self.new), 0)]
        for before, after in pairwise(ends):
            self._between(before, after, taken)
        self.pairs.sort()
        return self.pairs

    def align(self) -> None:
        """Pair all of the two texts, in order."""
        self._align(0, len(self.old), 0, len(self.new))

    def _equal(self, block: _Block) -> None:
        self.pairs.extend(Pair(block.old + i, block.new + i, True) for i in range(block.size))

    def _solid_blocks(self) -> list[_Block]:
        """Long equal stretches around runs of tokens that stand once in each text; none overlap."""
        old, new = self.old, self.new
        free_old, free_new = bytearray(b"\1") * len(old), bytearray(b"\1") * len(new)
        blocks = []
        for i, j in _unique_runs(old, new, range(len(old)), range(len(new)), _SEED):
            if not (free_old[i] and free_new[j]):
                continue
            low = 0
            while (
                i > low
                and j > low
                and free_old[i - low - 1]
                and free_new[j - low - 1]
                and old[i - low - 1] == new[j - low - 1]
            ):
                low += 1
            high = 0
            while (
                i + high < len(old)
                and j + high < len(new)
                and free_old[i + high]
                and free_new[j + high]
                and old[i + high] == new[j + high]
            ):
                high += 1
            i, j, size = i - low, j - low, low + high
            if size >= _SOLID_TOKENS and sum(map(len, old[i : i + size])) >= _SOLID_LETTERS:
                free_old[i : i + size] = free_new[j : j + size] = bytes(size)
                blocks.append(_Block(i, j, size))
        return sorted(blocks)

    def _between(self, before: _Block, after: _Block, taken: list[tuple[int, int]]) -> None:
        """Align what lies between two blocks with what the new text holds there and no other block took."""
        low, high = before.old + before.size, after.old
        left, right = before.new + before.size, after.new
        if low >= high:
            return
        following = bisect_left(taken, (left, left))
        hole_end = taken[following][0] if following < len(taken) else len(self.new)
        preceding = bisect_left(taken, (right, right)) - 1
        hole_start = taken[preceding][1] if preceding >= 0 else 0
        if left <= right <= hole_end:
            self._align(low, high, left, right)
            return
        matched = len(self.pairs)
        self._align(low, high, left, hole_end)
        low = max((pair.old + 1 for pair in self.pairs[matched:]), default=low)
        self._align(low, high, hole_start, right)

    def _align(self, low: int, high: int, left: int, right: int, depth: int = 0) -> None:
        """Align old `[low, high)` with new `[left, right)`, in order."""
        if low >= high or left >= right:
            return
        if (high - low) * (right - left) <= _CELLS:
            self._by_distance(low, high, left, right)
            return
        for size in (3, 1) if depth < _DEPTH else ():
            chain = _rising(_unique_runs(self.old, self.new, range(low, high), range(left, right), size))
            if chain:
                for i, j in chain:
                    self._align(low, i, left, j, depth + 1)
                    self._equal(_Block(i, j, 1))
                    low, left = i + 1, j + 1
                self._align(low, high, left, right, depth + 1)
                return

    def _by_distance(self, low: int, high: int, left: int, right: int) -> None:
        pairs = list(self._aligned(low, high, left, right))
        matched = sum(len(self.old[pair.old]) for pair in pairs)
        smaller = min(sum(map(len, self.old[low:high])), sum(map(len, self.new[left:right])))
        if matched >= _RELATED * smaller:
            self.pairs.extend(pairs)

    def _aligned(self, low: int, high: int, left: int, right: int) -> Iterator[Pair]:
        old, new = self.old, self.new
        for step in (Levenshtein if self.replacing else Indel).opcodes(old[low:high], new[left:right]):
            for i, j in zip(
                range(low + step.src_start, low + step.src_end),
                range(left + step.dest_start, left + step.dest_end),
                strict=False,
            ):
                if step.tag == "equal":
                    yield Pair(i, j, True)
                elif Levenshtein.normalized_similarity(old[i], new[j], score_cutoff=_ALIKE):
                    yield Pair(i, j, False)


def _unique_runs(old: list[str], new: list[str], olds: range, news: range, size: int) -> list[tuple[int, int]]:
    """Offsets of the runs of `size` tokens that stand exactly once in each range, by old offset."""
    there = _once(new, news, size)
    return [(i, there[run]) for run, i in _once(old, olds, size).items() if run in there]


def _once(tokens: list[str], within: range, size: int) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    several = set()
    runs = zip(*(tokens[within.start + i : within.stop] for i in range(size)), strict=False)
    for at, run in enumerate(runs, within.start):
        if seen.setdefault(run, at) != at:
            several.add(run)
    for run in several:
        del seen[run]
    return seen


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest chain of pairs that rises in both offsets (patience sorting)."""
    tops: list[int] = []
    top_pairs: list[int] = []
    previous: list[int] = []
    for at, (_, new) in enumerate(pairs):
        pile = bisect_left(tops, new)
        previous.append(top_pairs[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(new)
            top_pairs.append(at)
        else:
            tops[pile], top_pairs[pile] = new, at
    chain = []
    at = top_pairs[-1] if top_pairs else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]
