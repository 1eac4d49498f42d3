"""Pinboard's JSON: `description` is the title, `extended` a note on the page."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.ingest.imports import fields, records
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight, Item, Problem


def read_json(text: str) -> Iterator[Item]:
    """The bookmarks of an export; what is still to be read is unread, all else read."""
    for record in records.records(text):
        if isinstance(record, Problem):
            yield record
            continue
        said = record.fields
        url = fields.address(said.get("href"))
        if not url:
            yield Problem(record.number, "it has no web address")
            continue
        added = fields.moment(said.get("time"))
        note = fields.text(said.get("extended")).strip()
        yield ImportedArticle(
            record.number,
            url=url,
            title=fields.line(said.get("description")) or url,
            added=added,
            tags=fields.listed(said.get("tags"), " "),
            read=fields.text(said.get("toread")).strip().lower() == "no",
            highlights=(ImportedHighlight("", note=note, created=added),) if note else (),
        )
