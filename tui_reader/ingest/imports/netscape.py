"""Netscape bookmarks: what browsers and most bookmark tools write. Folders become tags.

The format has no ends that one could rely on: `<DT>`, `<DD>` and `<p>` stay open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tui_reader.ingest.imports import fields, markup
from tui_reader.ingest.imports.values import ImportedArticle, ImportedBookmark, ImportedHighlight, Item, Problem

_NAMES = frozenset(("dl", "h3", "a", "dd", "dt"))
_ENDS = frozenset(("dl",))
_DEEPEST = 100
# Attributes of the folders that every browser has: their names, in any language, say nothing about a page.
_ROOTS = frozenset(("personal_toolbar_folder", "unfiled_bookmarks_folder"))


def read_html(page: str) -> Iterator[Item]:
    """The links of a bookmark file; the text of `<DD>` is a note on the page. Not to be read yet means read."""
    folders: list[str] = []
    heading = ""
    waiting: ImportedArticle | None = None
    number = 0
    for element in markup.elements(page, _NAMES, _ENDS):
        if element.name == "dd":
            if waiting is not None and element.text:
                note = ImportedHighlight("", note=fields.text(element.text), created=waiting.added)
                waiting = replace(waiting, highlights=(note,))
            continue
        if element.name in ("dl", "h3", "a") and waiting is not None:
            yield waiting
            waiting = None
        if element.name == "dl":
            if element.closing:
                folders = folders[:-1]
            elif len(folders) < _DEEPEST:
                folders.append(heading)
            heading = ""
        elif element.name == "h3":
            heading = "" if _ROOTS & element.attributes.keys() else element.text
        elif element.name == "a":
            number += 1
            url = fields.address(element.attributes.get("href"))
            if url:
                waiting = _article(number, url, element, folders)
            else:
                yield Problem(number, "it has no web address")
    if waiting is not None:
        yield waiting


def _article(number: int, url: str, element: markup.Element, folders: list[str]) -> ImportedArticle:
    said = element.attributes
    starred = (
        fields.flag(said.get("starred")) or fields.flag(said.get("favorite")) or fields.flag(said.get("important"))
    )
    added = fields.moment(said.get("add_date"))
    return ImportedArticle(
        number,
        url=url,
        title=fields.line(element.text) or url,
        added=added,
        tags=tuple(dict.fromkeys((*fields.folder(folders), *fields.listed(said.get("tags"), ",")))),
        read="toread" in said and not fields.flag(said["toread"]),
        bookmark=ImportedBookmark(created=added) if starred else None,
    )
