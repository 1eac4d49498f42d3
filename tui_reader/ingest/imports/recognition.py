"""Which tool a file comes from, told by its first kilobytes: never by its name, which people change."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui_reader.ingest.decode import decode
from tui_reader.ingest.imports import hypothesis, instapaper, pocket, raindrop, readwise, tables, wallabag
from tui_reader.ingest.imports.values import FeedListError, Format

HEAD = 262_144
"""Bytes that are looked at."""

Shape = tuple[Format, str]
"""A format and the variant of it: `csv`, `json`, `html`, `zip`, `text`, or one of a name of its own."""


class _Columns(NamedTuple):
    needed: frozenset[str]
    shape: Shape


_TABLES = (
    _Columns(frozenset(("url", "time_added", "status")), ("pocket", "csv")),
    _Columns(frozenset(("url", "selection", "folder")), ("instapaper", "csv")),
    _Columns(frozenset(("url", "quote/description", "type")), ("hypothesis", "csv")),
    _Columns(frozenset(("url", "excerpt", "created", "cover")), ("raindrop", "csv")),
    _Columns(frozenset(("url", "document tags", "saved date")), ("readwise", "library")),
    _Columns(frozenset(("url", "content", "mime type")), ("wallabag", "csv")),
    _Columns(frozenset(("highlight", "book title")), ("readwise", "csv")),
    _Columns(frozenset(("highlight", "title")), ("readwise", "csv")),
)
_KNOWN_COLUMNS = frozenset[str]().union(
    pocket.COLUMNS, instapaper.COLUMNS, hypothesis.COLUMNS, raindrop.COLUMNS, wallabag.COLUMNS,
    readwise.HIGHLIGHT_COLUMNS, readwise.READER_COLUMNS,
)  # fmt: skip

_KEY = re.compile(r'"([A-Za-z_][\w-]{0,40})"\s*:')
# The keys that a JSON file must name near its beginning; the first line that fits counts.
_OBJECTS = (
    _Columns(frozenset(("typeCode", "guid")), ("firefox", "json")),
    _Columns(frozenset(("typeCode", "children")), ("firefox", "json")),
    _Columns(frozenset(("annotations", "client_version")), ("hypothesis", "json")),
    _Columns(frozenset(("rows", "total", "uri")), ("hypothesis", "json")),
    _Columns(frozenset(("entries", "version")), ("koreader", "json")),
    _Columns(frozenset(("entries", "created_on")), ("koreader", "json")),
    _Columns(frozenset(("documents", "created_on")), ("koreader", "json")),
    _Columns(frozenset(("entries", "drawer")), ("koreader", "json")),
)
_ARRAYS = (
    _Columns(frozenset(("href", "description", "time")), ("pinboard", "json")),
    _Columns(frozenset(("url", "is_archived")), ("wallabag", "json")),
    _Columns(frozenset(("slug", "savedAt", "url")), ("omnivore", "json")),
    _Columns(frozenset(("uri", "target")), ("hypothesis", "json")),
    _Columns(frozenset(("uri", "dateAdded")), ("firefox", "json")),
    _Columns(frozenset(("url", "highlights", "quote")), ("pocket", "json")),
)

_OURS = re.compile(r'\{\s*"format"\s*:\s*"newsreader"')
_NETSCAPE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<!doctype\s+netscape-bookmark-file", re.IGNORECASE | re.DOTALL)
_LIST_OF_LINKS = re.compile(r"<dt\b[^<>]*>\s*<(?:a|h3)\b", re.IGNORECASE)
_POCKET_PAGE = re.compile(r"<title>\s*pocket export|<a\b[^<>]{0,4000}\btime_added=", re.IGNORECASE)
_FEED_LIST = re.compile(r"<opml\b", re.IGNORECASE)
_CLIPPING = re.compile(r"\ufeff?\s*[^\n]{1,2000}\n[ \t]*-[^\n]{3,500}\n", re.MULTILINE)
_CLIPPING_END = re.compile(r"^={10}[ \t]*$", re.MULTILINE)
_LOOKED_AT = 20_000


def recognise(name: str, head: bytes) -> Format | None:
    """The tool that a file comes from, by its first HEAD bytes; None if it is none that is known.

    A zip archive is not looked into: its format is None. Raises FeedListError, named after `name`, for OPML.
    """
    found = shape_of(name, head)
    return found[0] if found else None


def shape_of(name: str, head: bytes) -> Shape | None:
    """The tool and the variant of its export; raises as `recognise` does."""
    text = decode(head[:HEAD], markup=True).lstrip("\ufeff")
    begun = text.lstrip()[:_LOOKED_AT]
    if begun.startswith("<"):
        if _FEED_LIST.search(begun):
            raise FeedListError(name)
        return _of_page(begun)
    if begun.startswith(("{", "[")):
        return _of_json(text.lstrip())
    if _CLIPPING.match(begun) and (_CLIPPING_END.search(text) or len(text) < _LOOKED_AT):
        return "kindle", "text"
    columns = frozenset(tables.head_of(text, _KNOWN_COLUMNS).names)
    return next((each.shape for each in _TABLES if each.needed <= columns), None)


def _of_page(begun: str) -> Shape | None:
    if _POCKET_PAGE.search(begun):
        return "pocket", "html"
    if _NETSCAPE.match(begun) or _LIST_OF_LINKS.search(begun):
        return "netscape", "html"
    return None


def _of_json(text: str) -> Shape | None:
    if _OURS.match(text):
        return "newsreader", "json"
    keys = frozenset(_KEY.findall(text))
    shapes = _OBJECTS if text.startswith("{") else _ARRAYS
    found = next((each.shape for each in shapes if each.needed <= keys), None)
    if found is None and text.startswith("{"):  # records a line
        return next((each.shape for each in _ARRAYS if each.needed <= keys), None)
    return found
