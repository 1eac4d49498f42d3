"""What is drawn on one line, cut where the widget changes styles.

A line is a list of atoms: a grapheme cluster, or a run of blanks, with what is drawn for it. An atom is never cut;
it belongs to the range in which it starts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from tui_reader.document.breaking import SOFT_HYPHEN
from tui_reader.document.graphemes import clusters, collapsed, is_blank, is_even, is_plain, unblanked
from tui_reader.document.tables import Fragment

TAB_STOP = 4
CUT_LEFT, CUT_RIGHT = "‹", "›"
_ROOM_FOR_MARKS = 8
_MAX_STRETCH = 3


class Piece(NamedTuple):
    """A part of a line to draw in one style: `drawn` is sanitised, `cells` wide, and stands for `[start, end)`."""

    drawn: str
    start: int
    end: int
    cells: int


class Atoms(NamedTuple):
    """What is drawn on a line, in order: the offset each atom starts at, its text, its cells."""

    starts: Sequence[int]
    drawn: Sequence[str]
    cells: Sequence[int]

    def at(self, cell: int) -> int | None:
        """The offset of the atom drawn at `cell`, counted from the first atom; None behind the last."""
        index = bisect_right(list(accumulate(self.cells)), cell)
        return self.starts[index] if index < len(self.starts) else None

    def cell_of(self, offset: int) -> int:
        """The cell at which the atom that holds `offset` begins."""
        return sum(self.cells[: max(0, bisect_right(self.starts, offset) - 1)])

    def cut(self, start: int, end: int, edges: Iterable[int]) -> list[Piece]:
        """The line, which stands for `[start, end)`, cut at the edges that lie inside it."""
        cuts = _cuts(start, end, edges)
        indices = [0, *(bisect_left(self.starts, cut) for cut in cuts[1:-1]), len(self.starts)]
        return [
            Piece("".join(self.drawn[i:j]), cuts[k], cuts[k + 1], sum(self.cells[i:j]))
            for k, (i, j) in enumerate(pairwise(indices))
            if j > i
        ]


def _cuts(start: int, end: int, edges: Iterable[int]) -> list[int]:
    return [start, *sorted({edge for edge in edges if start < edge < end}), end]


def is_even_line(text: str) -> bool:
    """Whether a line is drawn as it stands, a cell for a code point (but no-break spaces as blanks)."""
    return is_plain(text) and is_even(text)


def cut_even(text: str, start: int, end: int, edges: Iterable[int]) -> list[Piece]:
    """As `Atoms.cut`, for the line `text[start:end]` that is even."""
    cuts = _cuts(start, end, edges)
    return [Piece(text[a:b].replace("\xa0", " "), a, b, b - a) for a, b in pairwise(cuts) if b > a]


def atoms_of(text: str, start: int, end: int, stop: int) -> Atoms:
    """The atoms of a line of wrapped text. A soft hyphen at which it was cut is drawn: one that is the last of the
    line, but not of its text, which ends at `stop`."""
    line = text[start:end]
    drops: list[tuple[int, int]] = []
    if not is_even(line):
        line, drops = collapsed(line)
    found = list(clusters(line))
    if line.endswith(SOFT_HYPHEN) and end < stop and not is_blank(text[end]):
        at, drawn, cells = found[-1]
        found[-1] = at, drawn + "-", cells + 1
    atoms = _unzipped(found)
    return Atoms(_mapped(atoms.starts, start, drops), atoms.drawn, atoms.cells)


def _mapped(positions: Sequence[int], start: int, drops: list[tuple[int, int]]) -> list[int]:
    """Positions in collapsed text as offsets of the text it was made from, which begins at `start`."""
    if not drops:
        return [start + position for position in positions]
    after = [position for position, _ in drops]
    dropped = [0, *accumulate(count for _, count in drops)]
    return [start + position + dropped[bisect_left(after, position)] for position in positions]


def justified(atoms: Atoms, width: int) -> Atoms:
    """The line with its blanks spread until it is `width` cells wide; as it is where that would tear holes."""
    blanks = [index for index, drawn in enumerate(atoms.drawn) if drawn == " "]
    missing = width - sum(atoms.cells)
    if not blanks or not 0 < missing <= len(blanks) * (_MAX_STRETCH - 1):
        return atoms
    drawn, cells = list(atoms.drawn), list(atoms.cells)
    for number, index in enumerate(blanks):
        cells[index] += missing * (number + 1) // len(blanks) - missing * number // len(blanks)
        drawn[index] = " " * cells[index]
    return Atoms(atoms.starts, drawn, cells)


def table_atoms(text: str, fragments: Sequence[Fragment], stop: int) -> Atoms:
    """The atoms of a line of a table; the blanks between two cells belong to the tab that parts them. The
    table ends at `stop`."""
    starts: list[int] = []
    drawn: list[str] = []
    cells: list[int] = []
    x = 0
    for fragment in fragments:
        if fragment.x > x:
            starts.append(fragment.tab)
            drawn.append(" " * (fragment.x - x))
            cells.append(fragment.x - x)
        part = atoms_of(text, fragment.start, fragment.end, stop)
        starts += part.starts
        drawn += part.drawn
        cells += part.cells
        x = fragment.x + sum(part.cells)
    return Atoms(starts, drawn, cells)


def code_atoms(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """The atoms of a line of code, each with its offset and cells: blanks as they are, tabs to the next multiple of
    four."""
    x = 0
    for at, drawn, cells in clusters(unblanked(text[start:end])):
        if text[start + at] == "\t":
            cells = TAB_STOP - x % TAB_STOP
            drawn = " " * cells
        x += cells
        yield start + at, drawn, cells


def code_cell(text: str, start: int, end: int, offset: int) -> int:
    """The cell of an unscrolled line of code at which the atom that holds `offset` begins."""
    if _is_ascii(text[start:offset]):
        return min(offset, end) - start
    left = x = 0
    for at, _, cells in code_atoms(text, start, end):
        if at > offset:
            return left
        left, x = x, x + cells
    return x if offset >= end else left


def _unzipped(atoms: list[tuple[int, str, int]]) -> Atoms:
    return Atoms([at for at, _, _ in atoms], [drawn for _, drawn, _ in atoms], [cells for _, _, cells in atoms])


def code_window(text: str, start: int, end: int, first: int, width: int) -> Atoms:
    """The part of a line of code that is seen in `width` cells when it is scrolled by `first`.

    A mark stands at an edge behind which there is more, for all that is hidden there.
    """
    marks = width >= _ROOM_FOR_MARKS
    low = first + 1 if first and marks else first
    seen, more = _seen(text, start, end, low, first + width)
    if marks and first and start < end:
        seen.insert(0, (start, CUT_LEFT, 1))
    if marks and more:
        room = width - 1 - sum(cells for _, _, cells in seen)
        while room < 0:
            room += seen[-1][2]
            hidden = seen.pop()[0]
        seen.append((hidden, " " * room + CUT_RIGHT, room + 1))
    return _unzipped(seen)


def _seen(text: str, start: int, end: int, low: int, high: int) -> tuple[list[tuple[int, str, int]], bool]:
    """What of a line of code is drawn in its cells `[low, high)`, and whether there is more to the right. Half a
    character is drawn as blanks."""
    if _is_ascii(text[start:end]):
        part = text[start + low : min(end, start + high)]
        return [(start + low + at, drawn, 1) for at, drawn in enumerate(part)], end - start > high
    seen: list[tuple[int, str, int]] = []
    x = 0
    for at, drawn, cells in code_atoms(text, start, end):
        left, x = x, x + cells
        if left >= high:
            break
        if x > low:
            inside = min(x, high) - max(left, low)
            seen.append((at, drawn if inside == cells else " " * inside, inside))
    return seen, x > high


def _is_ascii(line: str) -> bool:
    return line.isascii() and line.isprintable()
