"""Marked articles and plain blocks for the tests of this room."""

from __future__ import annotations

from typing import Any

from tui_reader.export.blocks import head_key
from tui_reader.export.marked import Block, MarkedArticle, Section, framed
from tui_reader.model import Bookmark, Highlight

SAVED = 1_772_668_800
"""5 March 2026, UTC."""


def highlight(short: str = "k3f9a2", quote: str = "The harbour was quiet before dawn.", **changes: Any) -> Highlight:
    """A highlight as the store hands it over."""
    values: dict[str, Any] = {
        "id": f"01J9Z6M3{short}",
        "short": short,
        "article_id": 1,
        "title": "Slow boats",
        "quote": quote,
        "prefix": "",
        "suffix": "",
        "start": 0,
        "end": len(quote),
        "status": "exact",
        "role": 1,
        "note": "",
        "tags": (),
        "created": "2026-03-05T21:14:00.000Z",
        "updated": "2026-03-05T21:14:00.000Z",
        "revision_id": 1,
        "marked_start": 0,
        "marked_end": len(quote),
    }
    values |= changes
    if values["status"] == "orphan":
        values |= {"start": None, "end": None}
    return Highlight(**values)


def article(*highlights: Highlight, **changes: Any) -> MarkedArticle:
    """An article with these highlights; a `bookmark` is its sentence."""
    values: dict[str, Any] = {
        "id": "a1",
        "title": "Slow boats",
        "author": "A. Author",
        "source": "The Paper",
        "url": "https://example.org/slow",
        "published": "2026-03-02T08:00:00",
        "saved": SAVED,
        "highlights": highlights,
    }
    values |= changes
    if isinstance(sentence := values.get("bookmark"), str):
        values["bookmark"] = Bookmark(1, values["title"], 7, sentence, "2026-03-06T08:00:00.000Z")
    return MarkedArticle(**values)


def block(key: str, body: str) -> Block:
    """A block with its marks around it."""
    return framed(key, body)


def section(id: str, *blocks: Block, title: str = "# Title") -> Section:
    """An article's head and its blocks."""
    return Section(block(head_key(id), title), blocks)
