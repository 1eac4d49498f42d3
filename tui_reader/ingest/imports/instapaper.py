"""Instapaper's CSV: the folders Unread, Archive and Starred are states, all others are folders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tui_reader.ingest.imports import fields, tables
from tui_reader.ingest.imports.values import ImportedArticle, ImportedBookmark, ImportedHighlight, Item, Problem

COLUMNS = frozenset(("url", "title", "selection", "folder"))
"""Later files have `Timestamp` as well, and `Tags`."""

_STATES = frozenset(("unread", "archive", "starred", ""))


def read_csv(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of an export; a selection is a quote of the page."""
    for row in tables.rows(stream, name, COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        url = fields.address(row.get("url"))
        if not url:
            yield Problem(row.number, "it has no web address")
            continue
        added = fields.moment(row.get("timestamp"))
        place = row.get("folder").strip()
        state = place.lower()
        selection = fields.text(row.get("selection")).strip()
        named = () if state in _STATES else fields.folder([place])
        yield ImportedArticle(
            row.number,
            url=url,
            title=fields.line(row.get("title")) or url,
            added=added,
            tags=tuple(dict.fromkeys((*named, *fields.listed(row.get("tags"), ",")))),
            read=state == "archive",
            bookmark=ImportedBookmark(created=added) if state == "starred" else None,
            highlights=(ImportedHighlight(selection, created=added),) if selection else (),
        )
