"""Pocket: its CSV (in a zip of parts), its older HTML page, the highlights beside the CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tui_reader.ingest.imports import fields, markup, records, tables
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight, Item, Problem

COLUMNS = frozenset(("title", "url", "time_added", "tags", "status"))
"""A later variant has a `cursor` among them."""


def read_csv(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of `part_000000.csv`: archived is read."""
    for row in tables.rows(stream, name, COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        url = fields.address(row.get("url"))
        if not url:
            yield Problem(row.number, "it has no web address")
            continue
        yield ImportedArticle(
            row.number,
            url=url,
            title=fields.line(row.get("title")) or url,
            added=fields.moment(row.get("time_added")),
            tags=fields.listed(row.get("tags"), "|"),
            read=row.get("status").strip().lower() == "archive",
        )


def read_annotations(text: str) -> Iterator[Item]:
    """The highlights of `annotations/part_000000.json`: pages with a list of quotes."""
    for record in records.records(text):
        if isinstance(record, Problem):
            yield record
            continue
        url = fields.address(record.fields.get("url"))
        quotes = tuple(
            ImportedHighlight(quote, created=fields.moment(each.get("created_at")), note=fields.text(each.get("note")))
            for each in records.objects(record.fields.get("highlights"))
            if (quote := fields.text(each.get("quote")).strip())
        )
        if url:
            title = fields.line(record.fields.get("title")) or url
            yield ImportedArticle(record.number, url=url, title=title, highlights=quotes)
        else:
            yield Problem(record.number, "it has no web address")


def read_html(page: str) -> Iterator[Item]:
    """`ril_export.html`: a heading for what is unread, another for the archive, a list of links under each."""
    archived = False
    for number, element in enumerate(markup.elements(page, frozenset(("h1", "a"))), 1):
        if element.name == "h1":
            archived = "archive" in element.text.lower()
            continue
        url = fields.address(element.attributes.get("href"))
        if not url:
            yield Problem(number, "it has no web address")
            continue
        yield ImportedArticle(
            number,
            url=url,
            title=fields.line(element.text) or url,
            added=fields.moment(element.attributes.get("time_added")),
            tags=fields.listed(element.attributes.get("tags"), ","),
            read=archived,
        )
