"""Firefox's own bookmark backup: a tree of JSON objects. Folders become tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui_reader.ingest.imports import fields, records
from tui_reader.ingest.imports.values import ImportedArticle, Item, Problem

_SEPARATOR = 3


def read_json(text: str, name: str) -> Iterator[Item]:
    """The bookmarks of a backup in the order of its tree. Queries (`place:`) are passed over, folders of roots unnamed.

    Raises SourceError if the file is not whole.
    """
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
        url = fields.address(written)
        if not url:
            yield Problem(number, "it has no web address")
            continue
        yield ImportedArticle(
            number,
            url=url,
            title=fields.line(node.get("title")) or url,
            added=fields.moment(node.get("dateAdded")),
            tags=tuple(dict.fromkeys((*fields.folder(folders), *fields.listed(node.get("tags"), ",")))),
        )
