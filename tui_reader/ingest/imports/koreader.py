"""KOReader's JSON: one book, or several under `documents`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui_reader.ingest.imports import fields, records
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight, Item, Problem


def read_json(text: str, name: str) -> Iterator[Item]:
    """The books of an export with their highlights. Raises SourceError if the file is not whole."""
    said = records.whole(text, name)
    for number, book in enumerate(records.objects(said.get("documents")) or [said], 1):
        title = fields.line(book.get("title"))
        highlights = tuple(_highlights(book.get("entries")))
        if not title:
            yield Problem(number, "the book has no title")
        elif not highlights:
            yield Problem(number, "the book has no highlights")
        else:
            author = fields.line(fields.text(book.get("author")).replace("\n", ", "))
            yield ImportedArticle(number, title=title, author=author, highlights=highlights)


def _highlights(entries: object) -> Iterator[ImportedHighlight]:
    for each in _flat(entries):
        quote, note = fields.text(each.get("text")), fields.text(each.get("note")).strip()
        if not quote.strip() and not note:
            continue
        role, colour = fields.role_of(each.get("color"))
        yield ImportedHighlight(quote, note, colour, role, fields.moment(each.get("time")))


def _flat(entries: object) -> list[dict[str, Any]]:
    """Older files hold each entry in a list of its own."""
    if not isinstance(entries, list):
        return []
    return [each for entry in entries for each in records.objects(entry if isinstance(entry, list) else [entry])]
