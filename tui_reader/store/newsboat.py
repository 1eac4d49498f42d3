"""Reading newsboat's `cache.db`: feeds and articles with what their reader made of them. The file is never written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tui_reader.errors import StoreError

# What there is of newsboat's columns depends on the version that made the file; those below have always been there.
_NEEDED = {
    "rss_feed": {"rssurl", "url", "title"},
    "rss_item": {"guid", "title", "url", "feedurl", "pubDate", "content"},
}


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed in the cache: where it is fetched, the page it belongs to, its title."""

    url: str
    site_url: str
    title: str


@dataclass(frozen=True, slots=True)
class CachedArticle:
    """An article in the cache. `published` is in UTC seconds, 0 if unknown; `flags` are letters its reader gave it."""

    guid: str
    title: str
    author: str
    url: str
    feed_url: str
    published: int
    content: str
    content_type: str
    read: bool
    flags: str
    enclosure_url: str
    enclosure_type: str
    base: str


@contextmanager
def opened(path: Path) -> Iterator[NewsboatCache]:
    """The cache in a file, for reading only. Raises StoreError if it is none."""
    if not path.is_file():
        raise StoreError(f"there is no file {path}")
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=5.0)) as connection:
            connection.text_factory = _text
            yield NewsboatCache(connection, path)
    except sqlite3.Error as error:
        raise StoreError(f"cannot read {path}: {error}") from error


class NewsboatCache:
    """An open cache. It belongs to the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        for table, needed in _NEEDED.items():
            if missing := needed - self._columns(table):
                raise StoreError(f"{path} is no cache of newsboat: {table} has no {', '.join(sorted(missing))}")
        self._known = self._columns("rss_item")

    def feeds(self) -> Iterator[CachedFeed]:
        """The feeds, by their addresses."""
        for row in self._connection.execute("SELECT rssurl, url, title FROM rss_feed ORDER BY rssurl"):
            yield CachedFeed(*map(_string, row))

    def articles(self) -> Iterator[CachedArticle]:
        """The articles that were not deleted, in the order in which they came."""
        columns = ", ".join(
            self._column(name, default)
            for name, default in (
                ("guid", "''"), ("title", "''"), ("author", "''"), ("url", "''"), ("feedurl", "''"), ("pubDate", "0"),
                ("content", "''"), ("content_mime_type", "''"), ("unread", "1"), ("flags", "''"),
                ("enclosure_url", "''"), ("enclosure_type", "''"), ("base", "''"),
            )
        )  # fmt: skip
        living = "WHERE deleted = 0" if "deleted" in self._known else ""
        for row in self._connection.execute(f"SELECT {columns} FROM rss_item {living} ORDER BY rowid"):
            texts = [_string(value) for value in row]
            yield CachedArticle(
                guid=texts[0],
                title=texts[1],
                author=texts[2],
                url=texts[3],
                feed_url=texts[4],
                published=_number(row[5]),
                content=texts[6],
                content_type=texts[7],
                read=not _number(row[8]),
                flags="".join(sorted(set(texts[9]))),
                enclosure_url=texts[10],
                enclosure_type=texts[11],
                base=texts[12],
            )

    def _columns(self, table: str) -> set[str]:
        return {row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")}

    def _column(self, name: str, default: str) -> str:
        return name if name in self._known else default


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _string(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, bytes) else str(value)


def _number(value: object) -> int:
    try:
        return int(value) if isinstance(value, int | float | str) else 0
    except (ValueError, OverflowError):
        return 0
