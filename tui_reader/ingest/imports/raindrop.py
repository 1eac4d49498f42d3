"""Raindrop's CSV backup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from tui_reader.ingest.imports import fields, tables
from tui_reader.ingest.imports.values import ImportedArticle, ImportedBookmark, ImportedHighlight, Item, Problem

COLUMNS = frozenset(
    ("id", "title", "note", "excerpt", "url", "folder", "tags", "created", "cover", "highlights", "favorite")
)

_UNSORTED = frozenset(("", "unsorted"))
_LABELLED = re.compile(r"^(?:highlight|note)\s*:\s*", re.IGNORECASE)
_NOTE = re.compile(r"^note\s*:\s*", re.IGNORECASE)


def read_csv(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of a backup: the note is one on the page, each line of highlights is a quote."""
    for row in tables.rows(stream, name, COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        url = fields.address(row.get("url"))
        if not url:
            yield Problem(row.number, "it has no web address")
            continue
        added = fields.moment(row.get("created"))
        place = row.get("folder").strip()
        folders = () if place.lower() in _UNSORTED else fields.folder(place.split("/"))
        note = fields.text(row.get("note")).strip()
        notes = (ImportedHighlight("", note=note, created=added),) if note else ()
        yield ImportedArticle(
            row.number,
            url=url,
            title=fields.line(row.get("title")) or url,
            added=added,
            tags=tuple(dict.fromkeys((*folders, *fields.listed(row.get("tags"), ",")))),
            bookmark=ImportedBookmark(created=added) if fields.flag(row.get("favorite")) else None,
            highlights=(*_highlights(fields.text(row.get("highlights")), added), *notes),
        )


def _highlights(cell: str, added: str | None) -> Iterator[ImportedHighlight]:
    """One quote a line; a line that is labelled as a note belongs to the quote before it."""
    quote, note = "", ""
    for line in [*cell.split("\n"), "Highlight:"]:
        if _NOTE.match(line) and quote:
            note = _LABELLED.sub("", line).strip()
            continue
        if quote:
            yield ImportedHighlight(quote, note=note, created=added)
        quote, note = _LABELLED.sub("", line).strip(), ""
