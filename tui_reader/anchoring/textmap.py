"""Where each passage of an old text went in the new one: made once per article, asked once per highlight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tui_reader.anchoring.anchor import normalised
from tui_reader.anchoring.normalise import NormalisedText
from tui_reader.anchoring.tokendiff import Token, pair_tokens, tokens_of

_SPREAD, _SPREAD_MORE = 2.2, 40  # how far apart the parts of one quote may have drifted
_NEIGHBOUR = 80  # characters beside the quote in which a neighbour that stayed is looked for
_BESIDE = 24  # characters by which a span may be off and still stand beside a neighbour
_MOST_TOKENS = 1_500_000  # far more than any prose of 5 MB has; beyond it only the common ends are mapped
_RUN = 8  # a matched run of fewer characters may be chance


class Run(NamedTuple):
    """Old `[old, old_end)` is new `[new, new_end)`, in normalised characters; `equal`: the very same text."""

    old: int
    old_end: int
    new: int
    new_end: int
    equal: bool


class Trace(NamedTuple):
    """What became of an old span: where its parts lie now, and the ends of its neighbours that stayed.

    `share` is the part of the span that was found again and `solid` the part found in runs too long for chance.
    `torn` is the part found in such runs far away from the rest. `start` and `end` are -1 if nothing was found.
    `left` is the new end of the nearest passage before the span and `right` the new start of the nearest after it,
    -1 if none is near; `left_gap` and `right_gap` count the old characters between these passages and the span.
    The ends of the text count as neighbours.
    """

    start: int
    end: int
    share: float
    solid: float
    torn: float
    left: int
    right: int
    left_gap: int
    right_gap: int

    def beside(self, start: int, end: int) -> int:
        """On how many sides, 0 to 2, a new span stands next to an old neighbour, as the old span did."""
        left = self.left >= 0 and abs(start - self.left - self.left_gap) <= _BESIDE
        right = self.right >= 0 and abs(self.right - self.right_gap - end) <= _BESIDE
        return left + right


class TextMap:
    """The diff of an article's old and new text, normalised.

    Building it takes time linear in the stretch between the first and the last difference, about 10 ms per
    10,000 characters of it.
    """

    def __init__(self, old: NormalisedText | str, new: NormalisedText | str) -> None:
        self.old, self.new = normalised(old), normalised(new)
        self._runs = _runs(self.old.text, self.new.text)
        self._starts = [run.old for run in self._runs]
        self._by_new = sorted(self._runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]

    def trace(self, start: int, end: int) -> Trace:
        """Follow the old normalised span `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        parts = [part for run in self._runs[first:last] if (part := _clip(run, start, end))]
        everywhere = _weight_of_runs(parts)
        parts, share = _densest(parts, _SPREAD * (end - start) + _SPREAD_MORE)
        solid, length = _weight_of_runs(parts), max(1, end - start)
        left, left_gap = self._left_of(start)
        right, right_gap = self._right_of(end)
        low = min((part.new for part in parts), default=-1)
        high = max((part.new_end for part in parts), default=-1)
        torn = (everywhere - solid) / length
        return Trace(low, high, share / length, solid / length, torn, left, right, left_gap, right_gap)

    def foreign(self, new_start: int, new_end: int, start: int, end: int) -> float:
        """Share of a new span that demonstrably was another passage of the old text than `[start, end)`."""
        first = max(0, bisect_right(self._new_starts, new_start) - 1)
        last = bisect_left(self._new_starts, new_end)
        total = 0
        for run in self._by_new[first:last]:
            low, high = max(run.new, new_start), min(run.new_end, new_end)
            if high > low:
                shift = run.old - run.new
                source = (low + shift, high + shift) if run.equal else (run.old, run.old_end)
                inside = max(0, min(source[1], end) - max(source[0], start))
                total += max(0, high - low - inside)
        return total / max(1, new_end - new_start)

    def _left_of(self, start: int) -> tuple[int, int]:
        at = bisect_left(self._starts, start) - 1
        while at >= 0 and self._runs[at].old_end > start - _NEIGHBOUR:
            run = self._runs[at]
            if run.old_end >= start and run.equal:
                if start - run.old >= _RUN:
                    return run.new + start - run.old, 0
            elif run.equal and run.old_end - run.old >= _RUN:
                return run.new_end, start - run.old_end
            at -= 1
        return (0, start) if start <= 1 else (-1, 0)

    def _right_of(self, end: int) -> tuple[int, int]:
        at = max(0, bisect_right(self._starts, end) - 1)
        while at < len(self._runs) and self._runs[at].old < end + _NEIGHBOUR:
            run = self._runs[at]
            if run.equal and run.old_end - max(run.old, end) >= _RUN:
                return run.new + max(0, end - run.old), max(0, run.old - end)
            at += 1
        left = len(self.old.text) - end
        return (len(self.new.text), left) if left <= 1 else (-1, 0)


def _clip(run: Run, start: int, end: int) -> Run | None:
    low, high = max(run.old, start), min(run.old_end, end)
    if high <= low:
        return None
    if not run.equal:
        return run
    return Run(low, high, run.new + low - run.old, run.new + high - run.old, True)


def _densest(parts: list[Run], spread: float) -> tuple[list[Run], int]:
    """The parts of a quote that lie together where most of it is, and their length."""
    parts = sorted(parts, key=lambda part: part.new)
    best: tuple[int, int, int] = (0, 0, 0)
    low = weight = 0
    for high, part in enumerate(parts):
        weight += part.old_end - part.old
        while part.new_end - parts[low].new > spread and low < high:
            weight -= parts[low].old_end - parts[low].old
            low += 1
        best = max(best, (weight, low, high + 1))
    return parts[best[1] : best[2]], best[0]


def _weight_of_runs(parts: list[Run]) -> int:
    return sum(part.old_end - part.old for part in parts if part.equal and part.old_end - part.old >= _RUN)


def _runs(old: str, new: str) -> list[Run]:
    head = _common_head(old, new)
    tail = _common_tail(old, new, min(len(old), len(new)) - head)
    runs = [Run(0, head, 0, head, True)] if head else []
    old_tokens = tokens_of(old, head, len(old) - tail, _MOST_TOKENS)
    new_tokens = tokens_of(new, head, len(new) - tail, _MOST_TOKENS)
    if max(len(old_tokens), len(new_tokens)) >= _MOST_TOKENS:
        old_tokens = new_tokens = []
    for pair in pair_tokens(old_tokens, new_tokens):
        _append(runs, old_tokens[pair.old], new_tokens[pair.new], pair.equal, old, new)
    if tail:
        runs.append(Run(len(old) - tail, len(old), len(new) - tail, len(new), True))
    return runs


def _append(runs: list[Run], old_token: Token, new_token: Token, equal: bool, old: str, new: str) -> None:
    """Add a pair of tokens, joined to the run before it where the text between is the same too."""
    if runs and equal and runs[-1].equal:
        last = runs[-1]
        apart = old_token.start - last.old_end
        same = old[last.old_end : old_token.start] == new[last.new_end : new_token.start]
        if same and apart <= 1 and new_token.start - last.new_end == apart:
            runs[-1] = Run(last.old, old_token.end, last.new, new_token.end, True)
            return
    runs.append(Run(old_token.start, old_token.end, new_token.start, new_token.end, equal))


def _common_head(old: str, new: str) -> int:
    """Length of the common beginning, not ending inside a word."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    while low and old[low - 1].isalnum() and (old[low : low + 1].isalnum() or new[low : low + 1].isalnum()):
        low -= 1
    return low


def _common_tail(old: str, new: str, limit: int) -> int:
    """Length of the common ending, not beginning inside a word."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    while low and old[-low].isalnum() and (_before(old, low).isalnum() or _before(new, low).isalnum()):
        low -= 1
    return low


def _before(text: str, tail: int) -> str:
    at = len(text) - tail
    return text[at - 1 : at] if at else ""
