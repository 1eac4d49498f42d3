"""Tables: rows end in "\\n", cells in "\\t". Columns as wide as their text, narrowed to the measure by wrapping the
longest cells; where that leaves too little, one cell after the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui_reader.document.graphemes import cells_of, collapsed
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
    cells: int


class Row(NamedTuple):
    """The lines of one row, and the range of the text they stand for."""

    start: int
    end: int
    lines: list[list[Fragment]]


class Table:
    """The cells of a block made ready once; `rows` lays them out for a width."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._rows: list[tuple[int, int, list[_Cell]]] = []
        for row in text[start:end].split("\n"):
            cells: list[_Cell] = []
            at = start
            for number, cell in enumerate(row.split("\t")):
                paragraph = Paragraph(text, at, at + len(cell))
                cells.append(_Cell(at - 1 if number else at, paragraph, cells_of(collapsed(cell)[0].strip(" \xa0"))))
                at += len(cell) + 1
            if row.strip():
                self._rows.append((start, at - 1, cells))
            start = at
        count = max((len(cells) for _, _, cells in self._rows), default=0)
        self._wide = [0] * count
        self._numeric = [len(self._rows) > 1] * count
        for number, (_, _, cells) in enumerate(self._rows):
            for column, cell in enumerate(cells):
                self._wide[column] = max(self._wide[column], cell.cells)
                if number and cell.cells:
                    of = cell.paragraph
                    shown = of.text[of.first : of.last]
                    self._numeric[column] &= _NUMBER.fullmatch(shown) is not None

    def rows(self, width: int) -> list[Row]:
        """The table in a measure of `width` cells."""
        columns = self._columns(width)
        if columns is None:
            return [row for start, end, cells in self._rows for row in _stacked(start, end, cells, width)]
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

    def _aligned(self, cells: list[_Cell], columns: list[int]) -> list[list[Fragment]]:
        lines: list[list[Fragment]] = []
        x = 0
        for cell, column, numeric in zip(cells, columns, self._numeric, strict=False):
            for number, (start, end) in enumerate(zip(*cell.paragraph.wrap(max(1, column)), strict=True)):
                if number == len(lines):
                    lines.append([])
                shift = column - cell.cells if numeric and cell.cells <= column else 0
                lines[number].append(Fragment(x + shift, start, end, cell.tab))
            x += column + GAP
        return lines


def _stacked(start: int, end: int, cells: list[_Cell], width: int) -> list[Row]:
    """One cell per line; those after a row's first hang."""
    hanging = _HANGING if width >= 2 * _LEAST else 0
    rows: list[Row] = []
    for number, cell in enumerate(cells):
        x = hanging if number else 0
        for first, last in zip(*cell.paragraph.wrap(width - x), strict=True):
            rows.append(Row(first, last, [[Fragment(x, first, last, first)]]))
    return rows
