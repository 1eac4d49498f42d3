"""Hypothesis: the JSON and the CSV of its export, and what its API answers.

Its selectors have our names. Their offsets count UTF-16 units of a page as the browser saw it; a hint is all they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from tui_reader.ingest.imports import fields, records, tables
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight, Item, Problem

COLUMNS = frozenset(("created at", "author", "page", "url", "group", "type", "quote/description", "comment", "tags"))

_NOT_ON_A_QUOTE = frozenset(("page note", "reply"))
_LISTS = ("annotations", "rows")


def read_csv(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The rows of a CSV export: a page note and a reply have no quote."""
    for row in tables.rows(stream, name, COLUMNS):
        if isinstance(row, Problem):
            yield row
            continue
        url = fields.address(row.get("url"))
        on_page = row.get("type").strip().lower() in _NOT_ON_A_QUOTE
        quote = "" if on_page else fields.text(row.get("quote/description")).strip()
        note = fields.text(row.get("comment")).strip()
        if not url or not (quote or note):
            yield Problem(row.number, "it holds neither a quote nor a comment" if url else "it has no web address")
            continue
        created = fields.moment(row.get("created at"))
        highlight = ImportedHighlight(quote, note, fields.listed(row.get("tags"), ","), created=created)
        yield ImportedArticle(row.number, url=url, title=url, highlights=(highlight,))


def read_json(text: str, name: str) -> Iterator[Item]:
    """The annotations of a JSON export or of the API. Raises SourceError if an object is not whole."""
    if text.lstrip().startswith("["):
        found: Iterator[records.Record | Problem] = records.records(text)
    else:
        said = records.whole(text, name)
        listed = next((said[key] for key in _LISTS if key in said), None)
        found = (records.Record(number, each) for number, each in enumerate(records.objects(listed), 1))
    for record in found:
        yield record if isinstance(record, Problem) else _annotation(record)


def _annotation(record: records.Record) -> Item:
    said = record.fields
    targets = records.objects(said.get("target"))
    url = fields.address(said.get("uri")) or next((fields.address(target.get("source")) for target in targets), "")
    if not url:
        return Problem(record.number, "it has no web address")
    selectors = [each for target in targets for each in records.objects(target.get("selector"))]
    quote = _selector(selectors, "TextQuoteSelector")
    position = _selector(selectors, "TextPositionSelector").get("start")
    exact, note = fields.text(quote.get("exact")), fields.text(said.get("text")).strip()
    if not exact.strip() and not note:
        return Problem(record.number, "it holds neither a quote nor a comment")
    highlight = ImportedHighlight(
        exact,
        note,
        fields.listed(said.get("tags"), ","),
        created=fields.moment(said.get("created")),
        prefix=fields.text(quote.get("prefix")),
        suffix=fields.text(quote.get("suffix")),
        start=position if type(position) is int and position >= 0 else None,
        source_id=f"hypothesis:{own}" if (own := fields.text(said.get("id"))) else "",
    )
    return ImportedArticle(record.number, url=url, title=_title(said) or url, highlights=(highlight,))


def _selector(selectors: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next((each for each in selectors if each.get("type") == kind), {})


def _title(said: dict[str, Any]) -> str:
    document = said.get("document")
    title = document.get("title") if isinstance(document, dict) else None
    return fields.line(next(iter(title), "") if isinstance(title, list) else title)
