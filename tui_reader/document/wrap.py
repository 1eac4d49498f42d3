"""Greedy wrapping of one paragraph into lines of at most so many cells.

A paragraph is made ready once (`Paragraph`) and can then be wrapped to any width cheaply. Where all of it is drawn
in single cells, a line costs one `str.rfind`; elsewhere widths come from its runs by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from tui_reader.document import breaking
from tui_reader.document.graphemes import Runs, collapsed, is_even, is_plain, runs_of


class Paragraph:
    """`source[start:end]` ready to be wrapped: blanks at its ends are left out, runs of blanks are one.

    `text[first:last]` is what is wrapped, `shift` leads from its positions to those of the source. `drops` are the
    positions after which further code points of the source were left out, `dropped` how many there were so far.
    """

    __slots__ = ("dashes", "dense", "dropped", "drops", "first", "hinted", "last", "runs", "shift", "text")

    def __init__(self, source: str, start: int, end: int) -> None:
        text = source[start:end]
        self.drops: list[int] = []
        self.dropped: list[int] = [0]
        self.shift = 0
        if is_even(text):
            self.first = start + len(text) - len(text.lstrip(" \xa0"))
            self.last = max(self.first, start + len(text.rstrip(" \xa0")))
            text, self.text = source[self.first : self.last], source
        else:
            self._collapse(text, start)
            text = self.text[self.first : self.last]
        self.runs: Runs | None = None
        self.dense = self.hinted = False
        if not is_plain(text):
            self._measure(text)
        self.dashes = breaking.dashes_in(self.text, self.first, self.last)

    def _collapse(self, text: str, start: int) -> None:
        self.text, drops = collapsed(text)
        self.first = len(self.text) - len(self.text.lstrip(" \xa0"))
        self.last = max(self.first, len(self.text.rstrip(" \xa0")))
        self.shift = start
        self.drops = [position for position, _ in drops]
        self.dropped = [0, *accumulate(count for _, count in drops)]

    def _measure(self, text: str) -> None:
        """Runs count from the paragraph's first character, so `text` is wrapped instead of the whole source."""
        self.runs = runs_of(text)
        self.dense, self.hinted = breaking.is_dense(text), breaking.is_hinted(text)
        if self.first:
            self.shift += self.first
            self.drops = [position - self.first for position in self.drops]
        self.text, self.first, self.last = text, 0, len(text)

    @property
    def shown(self) -> str:
        """The text without what is left out."""
        return self.text[self.first : self.last]

    @property
    def cells(self) -> int:
        """The cells it takes on one line."""
        return self.last - self.first if self.runs is None else self.runs.cells[-1]

    def at(self, position: int) -> int:
        """A position of `text` as a code-point offset of the source."""
        return position + self.shift + self.dropped[bisect_left(self.drops, position)]

    def wrap(self, width: int) -> tuple[list[int], list[int]]:
        """Where each line of at most `width` cells starts and ends, as offsets of the source.

        A line ends before the blank at which it was cut. A single grapheme wider than `width` is a line.
        """
        starts, ends = self._wrap_plain(width) if self.runs is None else self._wrap_runs(self.runs, width)
        if self.drops:
            return [self.at(start) for start in starts], [self.at(end) for end in ends]
        if self.shift:
            return [start + self.shift for start in starts], [end + self.shift for end in ends]
        return starts, ends

    def _wrap_plain(self, width: int) -> tuple[list[int], list[int]]:
        starts: list[int] = []
        ends: list[int] = []
        text, last, dashes, rfind = self.text, self.last, self.dashes, self.text.rfind
        start = self.first
        while (limit := start + width) < last:
            blank = cut = rfind(" ", start, limit + 1)
            if blank <= start:
                cut = breaking.inside_word(text, start, limit)
            elif blank != limit and dashes and any(rfind(dash, blank + 1, limit) >= 0 for dash in dashes):
                cut = max(cut, breaking.after_dash(text, blank + 1, limit))
            starts.append(start)
            ends.append(cut)
            start = cut + 1 if text[cut] in " \xa0" else cut
        if start < last:
            starts.append(start)
            ends.append(last)
        return starts, ends

    def _wrap_runs(self, runs: Runs, width: int) -> tuple[list[int], list[int]]:
        starts: list[int] = []
        ends: list[int] = []
        text, start, last = self.text, 0, self.last
        while start < last:
            limit = self._fit(runs, start, width)
            cut = limit
            if limit < last and text[limit] != " ":
                cut = self._cut(runs, start, limit, width)
                if self.hinted and text[cut - 1] == breaking.SOFT_HYPHEN:
                    cut = _with_hyphen(runs, start, cut, width)
            starts.append(start)
            ends.append(cut)
            start = cut + 1 if cut < last and text[cut] in " \xa0" else cut
        return starts, ends

    def _fit(self, runs: Runs, start: int, width: int) -> int:
        """The end of the last cluster that fits a line of `width` cells from `start`; at least one."""
        target = _cells_before(runs, start) + width
        if target >= runs.cells[-1]:
            return runs.starts[-1]
        run = bisect_right(runs.cells, target) - 1
        limit = runs.starts[run]
        if step := runs.steps[run]:
            limit += (target - runs.cells[run]) // step
        if limit > start:
            return limit
        run = bisect_right(runs.starts, start) - 1
        return start + 1 if runs.steps[run] else runs.starts[run + 1]

    def _cut(self, runs: Runs, start: int, limit: int, width: int) -> int:
        """Where to cut the line `[start, limit)`, behind which no blank stands."""
        text = self.text
        blank = text.rfind(" ", start, limit)
        floor = blank + 1 if blank > start else start
        cut = -1
        if self.hinted:
            room = _cells_before(runs, start) + width - 1
            for at in breaking.hints(text, floor, limit):
                if _is_boundary(runs, at) and (
                    text[at - 1] == breaking.ZERO_WIDTH_SPACE or _cells_before(runs, at) <= room
                ):
                    cut = at
                    break
        if self.dense and not breaking.prefers(text, max(cut, blank), start, limit):
            cut = max(cut, next((at for at in breaking.between(text, floor, limit) if _is_boundary(runs, at)), -1))
        if self.dashes and blank > start:
            after = breaking.after_dash(text, floor, limit)
            cut = max(cut, after if _is_boundary(runs, after) else -1)
        if cut <= start:
            cut = blank
        if cut <= start:
            cut = breaking.inside_word(text, start, limit)
            cut = cut if _is_boundary(runs, cut) else limit
        return cut


def _cells_before(runs: Runs, position: int) -> int:
    """Cells from the beginning to a boundary between clusters."""
    run = bisect_right(runs.starts, position) - 1
    return runs.cells[run] + (position - runs.starts[run]) * runs.steps[run]


def _with_hyphen(runs: Runs, start: int, cut: int, width: int) -> int:
    """`cut`, or a cluster before it where the line `[start, cut)` leaves no room for the hyphen that is drawn."""
    before = runs.starts[bisect_right(runs.starts, cut - 1) - 1]
    fits = _cells_before(runs, cut) - _cells_before(runs, start) < width
    return cut if fits or before <= start else before


def _is_boundary(runs: Runs, position: int) -> bool:
    """Whether a grapheme cluster starts at `position`."""
    run = bisect_right(runs.starts, position) - 1
    return run >= 0 and (runs.steps[run] > 0 or runs.starts[run] == position)
