"""wallabag: its JSON with texts and annotations, and its CSV with texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from tui_reader.ingest.imports import fields, records, tables
from tui_reader.ingest.imports.values import ImportedArticle, ImportedBookmark, ImportedHighlight, Item, Problem

COLUMNS = frozenset(("title", "url", "content", "tags", "mime type", "language", "creation date"))

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})\b.*")


def read_json(text: str) -> Iterator[Item]:
    """The entries of a JSON export. An annotation's ranges are paths into wallabag's own HTML: its quote counts."""
    for record in records.records(text):
        if isinstance(record, Problem):
            yield record
            continue
        said = record.fields
        url = fields.address(said.get("given_url")) if not said.get("url") else fields.address(said.get("url"))
        if not url:
            yield Problem(record.number, "it has no web address")
            continue
        added = fields.moment(said.get("created_at"))
        starred = fields.moment(said.get("starred_at")) or added
        yield ImportedArticle(
            record.number,
            url=url,
            title=fields.line(said.get("title")) or url,
            author=_authors(said.get("published_by")),
            source=fields.line(said.get("domain_name")),
            published=fields.published(said.get("published_at")),
            added=added,
            tags=fields.listed(said.get("tags"), ","),
            html=fields.text(said.get("content")),
            read=fields.flag(said.get("is_archived")),
            bookmark=ImportedBookmark(created=starred) if fields.flag(said.get("is_starred")) else None,
            highlights=tuple(_annotations(said.get("annotations"))),
        )


def _annotations(value: object) -> Iterator[ImportedHighlight]:
    for each in records.objects(value):
        quote, note = fields.text(each.get("quote")), fields.text(each.get("text")).strip()
        if quote.strip() or note:
            yield ImportedHighlight(quote, note, created=fields.moment(each.get("created_at")))


def _authors(value: object) -> str:
    names: list[Any] = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(fields.line, names)))


def read_csv(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of a CSV export. Its hours are those of a clock face without morning or evening: the day counts."""
    for row in tables.rows(stream, name, COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        url = fields.address(row.get("url"))
        if not url:
            yield Problem(row.number, "it has no web address")
            continue
        day = _DAY.fullmatch(row.get("creation date").strip())
        yield ImportedArticle(
            row.number,
            url=url,
            title=fields.line(row.get("title")) or url,
            added=fields.moment(f"{day[3]}-{day[2]}-{day[1]}") if day else None,
            tags=fields.listed(row.get("tags"), ","),
            html=fields.text(row.get("content")),
        )
