"""A page put together from parts in several styles, as the views of highlights and of changes show it."""

from __future__ import annotations

from typing import NamedTuple

from tui_reader.anchoring.difference import run_together
from tui_reader.model import Block, BlockKind, Document
from tui_reader.ui.widgets.layers import Range

Part = tuple[str, str]
"""A text and the name of its style."""


class Sheet(NamedTuple):
    """A page: its text with blocks, and the styles of its parts."""

    document: Document
    ranges: tuple[Range, ...]


EMPTY = Sheet(Document("", ()), ())


class SheetWriter:
    """Puts the parts of a sheet one behind the other."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._blocks: list[Block] = []
        self._ranges: list[Range] = []
        self.length = 0

    def block(self, *parts: Part, kind: BlockKind = "paragraph", level: int = 0, marker: str = "") -> None:
        """A block of parts; one without text is none.

        What has the style "removed" and what is "added" instead are kept from reading as one word.
        """
        start = self.length
        before: Part = ("", "")
        for text, style in parts:
            if (before[1], style) == ("removed", "added") and run_together(before[0], text):
                self._text.append(" ")
                self.length += 1
            before = text, style
            self._text.append(text)
            self._ranges.append(Range(self.length, self.length + len(text), style))
            self.length += len(text)
        if self.length > start:
            self._blocks.append(Block(kind, start, self.length, level, marker))
            self._text.append("\n")
            self.length += 1

    def sheet(self) -> Sheet:
        """The page as it is by now."""
        return Sheet(Document("".join(self._text), tuple(self._blocks)), tuple(self._ranges))
