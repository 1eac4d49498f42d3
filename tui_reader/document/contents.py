"""The blocks of a document made ready to be laid out: what no width changes is worked out once and kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tui_reader.document.frames import markers_of
from tui_reader.document.tables import Table
from tui_reader.document.wrap import Paragraph
from tui_reader.model import Block, Document

_MAX_TABLE_CELLS = 20_000
_KEPT_DOCUMENTS = 8
_STRONG = re.compile("[^\\W\\d_]|[\u200e\u200f\u061c]")
_EMPTY_BUT_DRAWN = {"item", "image", "rule"}


class Rule(NamedTuple):
    """A line across, drawn over the text of its block."""

    start: int
    end: int


class Lines(NamedTuple):
    """Lines that are not wrapped: where each starts and ends."""

    starts: list[int]
    ends: list[int]


class Part(NamedTuple):
    """A block that is drawn: its number, its content, whether it stands right, what a list wants before it."""

    number: int
    block: Block
    content: Paragraph | Table | Lines | Rule
    right: bool
    indent: int
    marker: str


class _Same:
    """A document as a key: the very same object, since comparing two texts of megabytes takes its time."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.document is other.document


def parts_of(document: Document) -> tuple[Part, ...]:
    """The blocks of a document that have something to draw, ready to be laid out; those of the last few documents
    are kept.

    Blocks that overlap or reach beyond the text (which makes no sense) are cut to what is still free.
    """
    return _parts(_Same(document))


@lru_cache(maxsize=_KEPT_DOCUMENTS)
def _parts(same: _Same) -> tuple[Part, ...]:
    text, blocks = same.document.text, same.document.blocks
    parts: list[Part] = []
    free = 0
    for number, (block, (indent, marker)) in enumerate(zip(blocks, markers_of(blocks), strict=True)):
        start = min(max(block.start, free), len(text))
        end = free = min(max(block.end, start), len(text))
        content = _content(text, block, start, end)
        if content is not None:
            right = isinstance(content, Paragraph) and _reads_leftwards(text, start, end)
            parts.append(Part(number, block, content, right, indent, marker))
    return tuple(parts)


def _content(text: str, block: Block, start: int, end: int) -> Paragraph | Table | Lines | Rule | None:
    if block.kind == "rule":
        return Rule(start, end)
    if block.kind == "code":
        return _lines(text, start, end)
    if block.kind == "table":
        if text.count("\t", start, end) + text.count("\n", start, end) > _MAX_TABLE_CELLS:
            return _lines(text, start, end)
        table = Table(text, start, end)
        return table if table.count else None
    paragraph = Paragraph(text, start, end)
    return paragraph if paragraph.cells or block.kind in _EMPTY_BUT_DRAWN else None


def _lines(text: str, start: int, end: int) -> Lines | None:
    """The lines between the first and the last that are not blank."""
    starts: list[int] = []
    ends: list[int] = []
    for line in text[start:end].split("\n"):
        starts.append(start)
        ends.append(start + len(line.rstrip(" \t\r")))
        start += len(line) + 1
    filled = [number for number, (first, last) in enumerate(zip(starts, ends, strict=True)) if first < last]
    if not filled:
        return None
    return Lines(starts[filled[0] : filled[-1] + 1], ends[filled[0] : filled[-1] + 1])


def _reads_leftwards(text: str, start: int, end: int) -> bool:
    """Whether the first strong character is one of a right-to-left script (rules P2 and P3 of Unicode's UAX #9)."""
    strong = _STRONG.search(text, start, end)
    return strong is not None and unicodedata.bidirectional(strong.group()) in ("R", "AL")
