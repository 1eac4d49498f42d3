"""Tables: rows end in "\\n", cells in "\\t". Columns as wide as their text, narrowed to the measure by wrapping the
longest cells; where that leaves too little, one cell after the other."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from tui_reader.document.wrap import Paragraph

GAP = 2
_LEAST = 8
_HANGING = 2
_NUMBER = re.compile(r"[\s(]*[-+−±~<>]?[\s$€£¥]*\d[\d.,:%\s$€£¥/xX)]*")


class Fragment(NamedTuple):
    """A part of a cell on one line: drawn from cell `x` of the line; `tab` is the offset of what parts it from the
    cell before (of the cell's beginning in the first column)."""

    x: int
    start: int
    end: int
    tab: int


class _Cell(NamedTuple):
    tab: int
    paragraph: Paragraph


class Row(NamedTuple):
    """The lines of one row, and the range of the text they stand for."""

    start: int
    end: int
    lines: list[list[Fragment]]


class Table:
    """The cells of a block made ready once; `rows` lays them out for a width."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._rows: list[tuple[int, int, dict[int, _Cell]]] = []
        for row in text[start:end].split("\n"):
            if cells := _cells(text, start, row):
                self._rows.append((start, start + len(row), cells))
            start += len(row) + 1
        count = max((max(cells) + 1 for _, _, cells in self._rows), default=0)
        self._wide = [0] * count
        self._numeric = [len(self._rows) > 1] * count
        for number, (_, _, cells) in enumerate(self._rows):
            for column, cell in cells.items():
                self._wide[column] = max(self._wide[column], cell.paragraph.cells)
                if number and not _NUMBER.fullmatch(cell.paragraph.shown):
                    self._numeric[column] = False

    @property
    def count(self) -> int:
        """Rows that have something to draw."""
        return len(self._rows)

    def rows(self, width: int) -> list[Row]:
        """The table in a measure of `width` cells."""
        columns = self._columns(width)
        if columns is None:
            return [row for _, _, cells in self._rows for row in _stacked(cells, width)]
        return [Row(start, end, self._aligned(cells, columns)) for start, end, cells in self._rows]

    def _columns(self, width: int) -> list[int] | None:
        """The width of each column; None if they cannot stand side by side."""
        room = width - GAP * (len(self._wide) - 1)
        if sum(self._wide) <= room:
            return self._wide
        if sum(min(wide, _LEAST) for wide in self._wide) > room:
            return None
        # The narrow columns keep what they need; the others share the rest evenly.
        columns = [0] * len(self._wide)
        by_width = sorted(range(len(columns)), key=self._wide.__getitem__)
        for left, column in zip(range(len(columns), 0, -1), by_width, strict=True):
            columns[column] = min(self._wide[column], room // left)
            room -= columns[column]
        return columns

    def _aligned(self, cells: dict[int, _Cell], columns: list[int]) -> list[list[Fragment]]:
        lines: list[list[Fragment]] = []
        lefts = list(accumulate((column + GAP for column in columns), initial=0))
        for number, cell in cells.items():
            column, wide = columns[number], cell.paragraph.cells
            x = lefts[number] + (column - wide if self._numeric[number] and wide < column else 0)
            for row, (start, end) in enumerate(zip(*cell.paragraph.wrap(max(1, column)), strict=True)):
                if row == len(lines):
                    lines.append([])
                lines[row].append(Fragment(x, start, end, cell.tab))
        return lines


def _cells(text: str, start: int, row: str) -> dict[int, _Cell]:
    """The cells of a row that are not empty, by column."""
    cells: dict[int, _Cell] = {}
    at = start
    for number, cell in enumerate(row.split("\t")):
        if cell:
            paragraph = Paragraph(text, at, at + len(cell))
            if paragraph.cells:
                cells[number] = _Cell(max(start, at - 1), paragraph)
        at += len(cell) + 1
    return cells


def _stacked(cells: dict[int, _Cell], width: int) -> list[Row]:
    """One cell after the other; those after a row's first hang."""
    hanging = _HANGING if width >= _LEAST else 0
    rows: list[Row] = []
    for number, cell in enumerate(cells.values()):
        x = hanging if number else 0
        for start, end in zip(*cell.paragraph.wrap(width - x), strict=True):
            rows.append(Row(start, end, [[Fragment(x, start, end, start)]]))
    return rows
