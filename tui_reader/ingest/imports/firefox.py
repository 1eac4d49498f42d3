"""Firefox's bookmarks as JSON: its own backup, a tree whose folders become tags, or a plain list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tui_reader.ingest.imports import fields, records
from tui_reader.ingest.imports.values import ImportedArticle, Item, Problem

_SEPARATOR = 3


def read_json(text: str, name: str) -> Iterator[Item]:
    """The bookmarks of a backup in the order of its tree, or those of a list. Queries (`place:`) are passed over,
    folders of roots unnamed.

    Raises SourceError if a tree is not whole.
    """
    return _of_list(text) if text.lstrip("\ufeff \t\r\n").startswith("[") else _of_tree(text, name)


def _of_list(text: str) -> Iterator[Item]:
    for record in records.records(text):
        if isinstance(record, Problem):
            yield record
        elif not fields.text(record.fields.get("uri")).startswith("place:"):
            yield _bookmark(record.number, record.fields, ())


def _of_tree(text: str, name: str) -> Iterator[Item]:
    waiting: list[tuple[dict[str, Any], tuple[str, ...]]] = [(records.whole(text, name), ())]
    number = 0
    while waiting:
        node, folders = waiting.pop()
        children = records.objects(node.get("children"))
        if children:
            inner = folders if node.get("root") else (*folders, fields.text(node.get("title")))
            waiting.extend((child, inner) for child in reversed(children))
            continue
        written = fields.text(node.get("uri"))
        if not written or written.startswith("place:") or node.get("typeCode") == _SEPARATOR:
            continue
        number += 1
        yield _bookmark(number, node, folders)


def _bookmark(number: int, node: Mapping[str, Any], folders: tuple[str, ...]) -> Item:
    url = fields.address(fields.text(node.get("uri")))
    if not url:
        return Problem(number, "it has no web address")
    return ImportedArticle(
        number,
        url=url,
        title=fields.line(node.get("title")) or url,
        added=fields.moment(node.get("dateAdded")),
        tags=tuple(dict.fromkeys((*fields.folder(folders), *fields.listed(node.get("tags"), ",")))),
    )
