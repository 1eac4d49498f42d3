"""The outline of a text: its headings, or where it has none, how its paragraphs begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.document.terms import fold
from tui_reader.model import Block, Document

_LONGEST = 120
_FIRST_WORDS = 60


class Heading(NamedTuple):
    """A place to go to: `level` 1-6, its words in one line (not sanitised), its offset in code points."""

    level: int
    text: str
    offset: int


def outline_of(document: Document) -> tuple[Heading, ...]:
    """The headings in order. A headline repeated at the start of the text (level 0) is none.

    News rarely has headings: then the first words of each paragraph stand for it, all of level 1.
    """
    text = document.text
    headings = [block for block in document.blocks if block.kind == "heading" and block.level > 0]
    if headings:
        named = ((block, _words(text, block, _LONGEST)) for block in headings)
    else:
        paragraphs = (block for block in document.blocks if block.kind == "paragraph")
        named = ((block, _words(text, block, _FIRST_WORDS)) for block in paragraphs)
    return tuple(Heading(max(1, block.level), words, block.start) for block, words in named if words)


def _words(text: str, block: Block, limit: int) -> str:
    """How a block begins, cut at a blank if there is one."""
    # Blanks collapse: twice the room holds as many words as are wanted in all but the oddest texts.
    words = " ".join(text[block.start : min(block.end, block.start + 2 * limit)].split())
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    whole, _, rest = cut.rpartition(" ")
    return (whole if len(rest) < limit // 3 else cut) + "…"


def heading_at(headings: Sequence[Heading], offset: int) -> int:
    """The number of the heading under which an offset stands; 0 before the first."""
    return max(0, bisect_right(headings, offset, key=lambda heading: heading.offset) - 1)


def filtered(headings: Sequence[Heading], query: str) -> list[int]:
    """The numbers of the headings that hold every word of `query` in any order, without minding case and accents; if
    none does, of those that hold its letters in order."""
    words = fold(query).split()
    folded = [fold(heading.text) for heading in headings]
    found = [number for number, text in enumerate(folded) if all(word in text for word in words)]
    return found or [number for number, text in enumerate(folded) if _holds_in_order(text, "".join(words))]


def _holds_in_order(text: str, letters: str) -> bool:
    at = -1
    for letter in letters:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True
