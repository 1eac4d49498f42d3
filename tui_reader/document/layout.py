"""A document laid out in a measure of so many cells: which characters stand on which line, and where.

A layout is a view. It keeps two offsets per line in arrays and works the rest out for the lines that are asked for,
so that laying out again on every resize stays cheap. Offsets are code points of the document's text; cells count
from the left edge of the measure.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui_reader.document import painting
from tui_reader.document.contents import Lines, Part, Rule, parts_of
from tui_reader.document.frames import NO_FRAME, Frame, frame_of, gap_between
from tui_reader.document.painting import Atoms, Piece
from tui_reader.document.tables import Fragment, Table
from tui_reader.document.wrap import Paragraph
from tui_reader.model import BlockKind, Document

_FRAMELESS = {"paragraph", "heading", "table", "rule", "caption", "dateline"}
_JUSTIFIED = {"paragraph", "quote", "item"}
_RULE_SHARE = 3


class Line(NamedTuple):
    """One line. `block` is the number of its block in the document, -1 between two blocks (`kind` is "gap" then).

    Drawn are `indent` blank cells, `prefix`, and the pieces of `Layout.cut`, for the text `[start, end)`. `right`:
    the line stands at the right edge; `indent` has that worked in already. `first`: the first line of its block.
    """

    start: int
    end: int
    block: int
    indent: int
    prefix: str
    kind: BlockKind | Literal["gap"]
    right: bool
    first: bool


class Layout:
    """The lines of a document in a measure of `width` cells. Made by `lay_out`."""

    def __init__(self, document: Document, width: int, justify: bool) -> None:
        self.document = document
        self.width = width
        self.justify = justify
        self._starts: array[int] = array("q")
        self._ends: array[int] = array("q")
        self._parts: list[Part] = []
        self._frames: list[Frame] = []
        self._firsts: array[int] = array("q")  # the first line of each part
        self._stops: array[int] = array("q")  # and the one after its last
        self._tables: dict[int, list[list[Fragment]]] = {}
        for part in parts_of(document):
            self._append(part)

    def _append(self, part: Part) -> None:
        frame = (
            NO_FRAME if part.block.kind in _FRAMELESS else frame_of(part.block, self.width, part.indent, part.marker)
        )
        starts, ends = self._lines_of(part, max(1, self.width - frame.cells))
        gap = gap_between(self._parts[-1].block, part.block) if self._parts else 0
        self._starts.extend([starts[0]] * gap)
        self._ends.extend([starts[0]] * gap)
        self._firsts.append(len(self._starts))
        self._starts.extend(starts)
        self._ends.extend(ends)
        self._stops.append(len(self._starts))
        self._parts.append(part)
        self._frames.append(frame)

    def _lines_of(self, part: Part, room: int) -> tuple[Sequence[int], Sequence[int]]:
        content = part.content
        if isinstance(content, Paragraph):
            starts, ends = content.wrap(room)
            return (starts, ends) if starts else ([content.at(content.first)], [content.at(content.first)])
        if isinstance(content, Table):
            rows = content.rows(room)
            self._tables[len(self._parts)] = [line for row in rows for line in row.lines]
            return [row.start for row in rows for _ in row.lines], [row.end for row in rows for _ in row.lines]
        return (content.starts, content.ends) if isinstance(content, Lines) else ([content.start], [content.end])

    def __len__(self) -> int:
        return len(self._starts)

    def _part_at(self, number: int) -> int:
        """The part a line belongs to; for a gap the one before it."""
        return bisect_right(self._firsts, number) - 1

    def _is_gap(self, number: int, part: int) -> bool:
        return number >= self._stops[part]

    def line(self, number: int) -> Line:
        """What stands on a line. Raises IndexError beyond the last."""
        start, end = self._starts[number], self._ends[number]
        index = self._part_at(number)
        if self._is_gap(number, index):
            return Line(start, end, -1, 0, self._bars_between(index), "gap", False, False)
        part, frame, first = self._parts[index], self._frames[index], number == self._firsts[index]
        indent = frame.indent
        if isinstance(part.content, Rule):
            indent = (self.width - self._rule_cells) // 2
        elif part.right:
            indent += max(0, self.width - frame.cells - self._cells(number, index))
        prefix = frame.first if first else frame.rest
        return Line(start, end, part.number, indent, prefix, part.block.kind, part.right, first)

    def _bars_between(self, index: int) -> str:
        """The bar of a quote goes on between its paragraphs."""
        before, after = self._parts[index].block, self._parts[index + 1].block
        if before.kind == after.kind == "quote":
            return min(self._frames[index].rest, self._frames[index + 1].rest, key=len)
        return ""

    # -- lines and offsets

    def line_of(self, offset: int) -> int:
        """The line on which a character stands; for one that is drawn nowhere the next line that is drawn, or the
        last."""
        if not self._parts:
            return 0
        number = max(bisect_right(self._starts, offset) - 1, self._firsts[0])
        index = self._part_at(number)
        if self._is_gap(number, index):
            return self._firsts[index + 1]
        part = self._parts[index]
        if index in self._tables:
            number = self._table_line(number, index, offset)
        behind = offset > self._starts[number] and offset >= max(part.block.end, self._ends[number])
        if behind and index + 1 < len(self._parts):
            return self._firsts[index + 1]
        return number

    def _table_line(self, number: int, index: int, offset: int) -> int:
        """Of the lines of a row the one that holds the character: the last whose fragment starts before it, in the
        last such cell."""
        best, best_start = number, -1
        first, lines = self._firsts[index], self._tables[index]
        while number >= first and self._starts[number] == self._starts[best]:
            for fragment in lines[number - first]:
                if best_start < fragment.start <= offset:
                    best, best_start = number, fragment.start
            number -= 1
        return best if best_start >= 0 else number + 1

    def first_offset(self, number: int) -> int:
        """The offset a line stands for: its first character, in a gap that of the next block."""
        return self._starts[number]

    def offset_at(self, number: int, cell: int, x_scroll: int = 0) -> int:
        """The character drawn at a cell of a line, which may be its second; the line's start left of its text, its
        end right of it."""
        start, end = self._starts[number], self._ends[number]
        index = self._part_at(number)
        if self._is_gap(number, index) or isinstance(self._parts[index].content, Rule):
            return start
        cell -= self._text_cell(number)
        if cell < 0:
            return start
        if self._is_even(number, index):
            return min(start + cell, end)
        found = self._atoms(number, index, x_scroll).at(cell)
        return end if found is None else found

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The line of a character and the cell at which it begins, as if code were not scrolled."""
        number = self.line_of(offset)
        if not self._parts:
            return 0, 0
        index = self._part_at(number)
        start, end, content = self._starts[number], self._ends[number], self._parts[index].content
        left = self._text_cell(number)
        if offset <= start or isinstance(content, Rule):
            return number, left
        if isinstance(content, Lines):
            return number, left + painting.code_cell(self.document.text, start, end, offset)
        if offset >= end:
            return number, left + self._cells(number, index)
        if self._is_even(number, index):
            return number, left + offset - start
        return number, left + self._all_atoms(number, index).cell_of(offset)

    def _text_cell(self, number: int) -> int:
        line = self.line(number)
        frame = self._frames[self._part_at(number)]
        return line.indent + frame.cells - frame.indent

    # -- painting

    def cut(self, number: int, edges: Sequence[int] = (), x_scroll: int = 0) -> list[Piece]:
        """What is drawn on a line behind its prefix, in order, cut at those of `edges` (offsets) that lie inside.

        `x_scroll` cells of code are hidden at the left. The pieces stand for all of the line's text; one that an
        edge would cut in the middle of a grapheme cluster belongs to what is before the edge.
        """
        index = self._part_at(number)
        if self._is_gap(number, index):
            return []
        start, end = self._starts[number], self._ends[number]
        if self._is_even(number, index):
            return painting.cut_even(self.document.text, start, end, edges)
        return self._atoms(number, index, x_scroll).cut(start, end, edges)

    def pieces(self, number: int, x_scroll: int = 0) -> list[Piece]:
        """What is drawn on a line behind its prefix."""
        return self.cut(number, (), x_scroll)

    @property
    def _rule_cells(self) -> int:
        return max(1, self.width // _RULE_SHARE)

    def _is_even(self, number: int, index: int) -> bool:
        """Whether a line is text that is drawn as it stands, a cell for a code point."""
        if not isinstance(self._parts[index].content, Paragraph) or self._is_justified(number, index):
            return False
        return painting.is_even_line(self.document.text[self._starts[number] : self._ends[number]])

    def _is_justified(self, number: int, index: int) -> bool:
        part = self._parts[index]
        return self.justify and part.block.kind in _JUSTIFIED and not part.right and number + 1 < self._stops[index]

    def _atoms(self, number: int, index: int, x_scroll: int) -> Atoms:
        """The atoms of a line as they are seen; of code only what is in view."""
        start, end = self._starts[number], self._ends[number]
        if isinstance(self._parts[index].content, Lines):
            room = max(1, self.width - self._frames[index].cells)
            return painting.code_window(self.document.text, start, end, max(0, x_scroll), room)
        return self._all_atoms(number, index)

    def _all_atoms(self, number: int, index: int) -> Atoms:
        """The atoms of a line that is no code."""
        text, content = self.document.text, self._parts[index].content
        start, end, stop = self._starts[number], self._ends[number], self._parts[index].block.end
        if isinstance(content, Rule):
            return Atoms([start], ["─" * self._rule_cells], [self._rule_cells])
        if index in self._tables:
            return painting.table_atoms(text, self._tables[index][number - self._firsts[index]], stop)
        atoms = painting.atoms_of(text, start, end, stop)
        if self._is_justified(number, index):
            return painting.justified(atoms, self.width - self._frames[index].cells)
        return atoms

    def _cells(self, number: int, index: int) -> int:
        if self._is_even(number, index):
            return self._ends[number] - self._starts[number]
        return sum(self._all_atoms(number, index).cells)


def lay_out(document: Document, width: int, *, justify: bool = False) -> Layout:
    """Lay a document out in a measure of `width` cells (at least 1); `justify` sets paragraphs flush on both sides.

    Never fails, whatever the document. What does not depend on the width is kept for the next call.
    """
    return Layout(document, max(1, width), justify)
