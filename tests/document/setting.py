"""Documents made on the spot, and what a layout shows of them."""

from __future__ import annotations

from tui_reader.document.layout import Layout, lay_out
from tui_reader.model import Block, BlockKind, Document

Made = tuple[BlockKind, str] | tuple[BlockKind, str, int] | tuple[BlockKind, str, int, str]


def document_of(*blocks: Made) -> Document:
    """A document of these blocks (kind, text, level, marker), a line end between them."""
    made: list[Block] = []
    at = 0
    for block in blocks:
        end = at + len(block[1])
        level = block[2] if len(block) > 2 else 0
        marker = block[3] if len(block) > 3 else ""
        made.append(Block(block[0], at, end, level, marker))
        at = end + 1
    return Document("\n".join(block[1] for block in blocks), tuple(made))


def paragraph(text: str, width: int, *, justify: bool = False) -> Layout:
    """The layout of one paragraph."""
    return lay_out(document_of(("paragraph", text)), width, justify=justify)


def painted(layout: Layout, x_scroll: int = 0) -> list[str]:
    """What a screen shows, line by line."""
    shown: list[str] = []
    for number in range(len(layout)):
        line = layout.line(number)
        drawn = "".join(piece.drawn for piece in layout.pieces(number, x_scroll))
        shown.append((" " * line.indent + line.prefix + drawn).rstrip())
    return shown


def sources(layout: Layout) -> list[str]:
    """The text each line stands for."""
    lines = [layout.line(number) for number in range(len(layout))]
    return [layout.document.text[line.start : line.end] for line in lines]
