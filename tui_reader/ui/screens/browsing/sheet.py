"""A page to look at beside a list: its text with blocks, and the styles of its parts. Knows no screen."""

from __future__ import annotations

from typing import NamedTuple

from tui_reader.model import Block, BlockKind, Document
from tui_reader.ui.widgets.layers import Range


class Sheet(NamedTuple):
    """A page: its text with blocks, and the styles of its parts."""

    document: Document
    ranges: tuple[Range, ...]


class SheetWriter:
    """Puts the parts of a sheet one behind the other."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._blocks: list[Block] = []
        self._ranges: list[Range] = []
        self._length = 0

    def block(self, *parts: tuple[str, str], kind: BlockKind = "paragraph") -> None:
        """A block of (text, style); one without text is none."""
        start = self._length
        for text, style in parts:
            self._text.append(text)
            self._ranges.append(Range(self._length, self._length + len(text), style))
            self._length += len(text)
        if self._length > start:
            self._blocks.append(Block(kind, start, self._length))
            self._text.append("\n")
            self._length += 1

    def sheet(self) -> Sheet:
        """The page."""
        return Sheet(Document("".join(self._text), tuple(self._blocks)), tuple(self._ranges))
