"""What stands around a block's text: indents, prefixes, blank lines. All widths are cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui_reader.document.sanitise import one_line
from tui_reader.model import Block

BAR = "│ "
PICTURE = "▨ "
_MAX_DEPTH = 12
_MAX_MARKER = 12
_CODE_INDENT = 2
_ROOMY = 20


class Frame(NamedTuple):
    """What stands left of a block's lines: `indent` blank cells, then `first` before the first line and `rest`, as
    wide, before the others. `cells` is the width of it all."""

    indent: int
    first: str
    rest: str
    cells: int


NO_FRAME = Frame(0, "", "", 0)


def markers_of(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """For each block the indent and the marker it wants; the markers of one list stand right-aligned, and a nested
    item begins under the text of the item above it. (0, "") for what is no list item."""
    wanted: list[tuple[int, str]] = []
    at = 0
    while at < len(blocks):
        stop = at
        while stop < len(blocks) and blocks[stop].kind == "item":
            stop += 1
        wanted += _list_markers(blocks[at:stop]) if stop > at else [(0, "")]
        at = max(stop, at + 1)
    return wanted


def _list_markers(items: Sequence[Block]) -> list[tuple[int, str]]:
    marked = [(_depth(item), one_line(item.marker, _MAX_MARKER)) for item in items]
    widths = [0] * (_MAX_DEPTH + 1)
    for depth, marker in marked:
        widths[depth] = max(widths[depth], cell_len(marker))
    steps = [sum(width + 1 if width else 2 for width in widths[:depth]) for depth in range(_MAX_DEPTH + 1)]
    return [(steps[depth], " " * (widths[depth] - cell_len(marker)) + marker) for depth, marker in marked]


def _depth(block: Block) -> int:
    return max(0, min(block.level, _MAX_DEPTH))


def frame_of(block: Block, width: int, indent: int, marker: str) -> Frame:
    """The frame of a block in a measure of `width`; it gives way where it would take more than half of that."""
    if block.kind == "item":
        prefix = f"{marker} " if marker else ""
        cells = cell_len(prefix)
        if cells > width // 2:
            return NO_FRAME
        indent = min(indent, width // 2 - cells)
        return Frame(indent, prefix, " " * cells, indent + cells)
    if block.kind == "quote":
        bars = BAR * min(_depth(block) + 1, width // (2 * len(BAR)))
        return Frame(0, bars, bars, len(bars))
    if block.kind == "image" and width > 2 * len(PICTURE):
        return Frame(0, PICTURE, " " * len(PICTURE), len(PICTURE))
    if block.kind == "code" and width >= _ROOMY:
        return Frame(_CODE_INDENT, "", "", _CODE_INDENT)
    return NO_FRAME


def gap_between(before: Block, after: Block) -> int:
    """Blank lines between two blocks that follow each other."""
    if before.kind == "item" and after.kind == "item":
        return 0
    if before.kind == "dateline" or (before.kind == "image" and after.kind == "caption"):
        return 0
    if after.kind == "heading" and before.kind != "heading" and after.level in (1, 2):
        return 2
    return 1
