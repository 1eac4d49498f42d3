"""Articles as plain text for a pager."""

from __future__ import annotations

from tui_reader.model import Block, Document


def plain_text(document: Document) -> str:
    """A document in paragraphs: blocks apart, blanks collapsed, code as it is."""
    parts: list[str] = []
    previous = ""
    for block in document.blocks:
        close = block.kind == "item" and previous == "item"
        parts.append(
            ("\n" if close else "\n\n") * bool(parts) + plain_block(block, document.text[block.start : block.end])
        )
        previous = block.kind
    return "".join(parts)


def plain_block(block: Block, text: str) -> str:
    """A text as a block of some kind."""
    if block.kind == "table":
        text = "\n".join(" | ".join(cell.strip() for cell in row.split("\t")) for row in text.split("\n"))
    elif block.kind != "code":
        text = " ".join(text.split())
    lead = {"quote": "> ", "item": "  " * block.level + (block.marker or "-") + " "}.get(block.kind, "")
    return lead + text
