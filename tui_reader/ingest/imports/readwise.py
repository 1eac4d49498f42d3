"""Readwise: the CSV of all highlights (and the shorter form it imports), and the CSV of a Reader library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tui_reader.ingest.imports import fields, tables
from tui_reader.ingest.imports.values import ImportedArticle, ImportedBookmark, ImportedHighlight, Item, Problem

HIGHLIGHT_COLUMNS = frozenset(
    ("highlight", "book title", "book author", "title", "author", "url", "note", "color", "tags", "highlighted at",
     "document tags", "amazon book id", "location", "location type", "date"),
)  # fmt: skip
READER_COLUMNS = frozenset(
    ("title", "url", "id", "document tags", "saved date", "reading progress", "location", "seen")
)


def read_highlights(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of a highlights export: each is one highlight of a book or page."""
    for row in tables.rows(stream, name, HIGHLIGHT_COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        quote, note = fields.text(row.get("highlight")).strip(), fields.text(row.get("note")).strip()
        if not quote and not note:
            yield Problem(row.number, "it holds neither a highlight nor a note")
            continue
        role, colour = fields.role_of(row.get("color", "colour"))
        url = fields.address(row.get("url", "source url"))
        highlight = ImportedHighlight(
            quote,
            note=note,
            tags=tuple(dict.fromkeys((*fields.listed(row.get("tags"), ","), *colour))),
            role=role,
            created=fields.moment(row.get("highlighted at", "date")),
        )
        yield ImportedArticle(
            row.number,
            url=url,
            title=fields.line(row.get("book title", "title")) or url or "Untitled",
            author=fields.line(row.get("book author", "author")),
            tags=fields.listed(row.get("document tags"), ","),
            highlights=(highlight,),
        )


def read_library(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of a Reader library: what lies in the archive is read; what it follows as feeds is passed over."""
    for row in tables.rows(stream, name, READER_COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        url, place = fields.address(row.get("url")), row.get("location").strip().lower()
        if not url or place == "feed":
            yield Problem(row.number, "it is an item of a feed" if url else "it has no web address")
            continue
        added = fields.moment(row.get("saved date"))
        yield ImportedArticle(
            row.number,
            url=url,
            title=fields.line(row.get("title")) or url,
            added=added,
            tags=fields.listed(row.get("document tags"), ","),
            read=place == "archive",
            bookmark=ImportedBookmark(created=added) if place == "shortlist" else None,
        )
