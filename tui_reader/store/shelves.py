"""The lists of articles: which belong to a shelf, in what order, grouped by day."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.model import Article, ShelfName
from tui_reader.store.articles import COLUMNS, article_of
from tui_reader.store.database import Database
from tui_reader.store.index import Filter

DAY = 86_400
"""Seconds. Days are counted in UTC, as times without a zone are sorted as UTC."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    where: str
    order: str
    by_day: bool


_NEWEST = "sort_key DESC, id DESC"
_ID_BITS = 40
# Written as the partial indexes of these lists have it, or SQLite does not use them.
_SHOWN = "muted = 0 AND story = 0"
_SHELVES: dict[ShelfName, _Shelf] = {
    "all": _Shelf(_SHOWN, _NEWEST, True),
    "unread": _Shelf(f"read = 0 AND {_SHOWN}", _NEWEST, True),
    "today": _Shelf(f"sort_key >= CAST(strftime('%s', 'now') AS INTEGER) / 86400 * 86400 AND {_SHOWN}", _NEWEST, False),
    "begun": _Shelf("read = 0 AND position > 0", "opened DESC, id DESC", False),
    "bookmarks": _Shelf("bookmarked = 1", _NEWEST, True),
    "highlighted": _Shelf("highlights > 0", _NEWEST, True),
    "opened": _Shelf("opened > 0", "opened DESC, id DESC", False),
    "muted": _Shelf("muted = 1", _NEWEST, True),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A shelf at one moment: article ids in order, and where each day begins.

    `groups` holds (row number of the first article, day), the day counted from the epoch.
    """

    ids: array[int]
    groups: tuple[tuple[int, int], ...]


class Shelves:
    """Reads lists. Rows are ids first: a hundred thousand of them weigh 0.8 MB and stay put while one reads."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def head(self, name: ShelfName, limit: int) -> list[Article]:
        """The first rows of a shelf, for a first paint that does not wait for the whole order."""
        shelf = _SHELVES[name]
        query = f"SELECT {COLUMNS} FROM articles WHERE {shelf.where} ORDER BY {shelf.order} LIMIT ?"
        return [article_of(row) for row in self._db.rows(query, (limit,))]

    def order(self, name: ShelfName) -> Order:
        """The whole order of a shelf. One consistent moment."""
        shelf = _SHELVES[name]
        with self._db.snapshot():
            cursor = self._db.run(f"SELECT id FROM articles WHERE {shelf.where} ORDER BY {shelf.order}")
            ids = array("q", (row[0] for row in cursor))
            groups: list[tuple[int, int]] = []
            if shelf.by_day:
                row_number = 0
                for day, size in self._db.rows(
                    # Division cuts toward zero; days before 1970 need the floor.
                    f"SELECT (sort_key - ((sort_key % {DAY}) + {DAY}) % {DAY}) / {DAY} AS day, count(*)"
                    f" FROM articles WHERE {shelf.where}"
                    " GROUP BY day ORDER BY day DESC"
                ):
                    groups.append((row_number, day))
                    row_number += size
        return Order(ids, tuple(groups))

    def listing(self, *, unread: bool, bookmarked: bool, limit: int, muted: bool = False) -> list[Article]:
        """The newest articles, filtered; `limit` below zero means all. What is muted does not count as unread."""
        states = {
            "read = 0": unread,
            "muted = 0": unread and not muted,
            "bookmarked = 1": bookmarked,
            "muted = 1": muted,
        }
        wanted = " AND ".join(["1", *(state for state, asked in states.items() if asked)])
        query = f"SELECT {COLUMNS} FROM articles WHERE {wanted} ORDER BY {_NEWEST} LIMIT ?"
        return [article_of(row) for row in self._db.rows(query, (limit,))]

    def count(self, name: ShelfName) -> int:
        """How many articles stand on a shelf."""
        return int(self._db.value(f"SELECT count(*) FROM articles WHERE {_SHELVES[name].where}"))

    # -- shelves made of a query

    def head_of(self, among: Filter, limit: int) -> list[Article]:
        """The newest articles that fulfil a condition."""
        query = f"SELECT {COLUMNS} FROM articles AS a WHERE {among.sql} ORDER BY {_NEWEST} LIMIT ?"
        return [article_of(row) for row in self._db.rows(query, (*among.values, limit))]

    def ids_of(self, among: Filter, *, unread: bool = False) -> array[int]:
        """The ids of all articles that fulfil a condition, newest first; with `unread` only those."""
        also = " AND a.read = 0" if unread else ""
        query = f"SELECT a.id FROM articles AS a WHERE {among.sql}{also} ORDER BY +a.sort_key DESC, a.id DESC"
        return self._numbers(query, among)

    def order_of(self, among: Filter) -> Order:
        """All articles that fulfil a condition, newest first, by day.

        Day and id come as one number: a second query for the days would cost as much as the first. The plus keeps
        SQLite from walking the index of all articles for the order: for few of them, that takes three times as long.
        """
        both = self._numbers(
            f"SELECT (((a.sort_key - ((a.sort_key % {DAY}) + {DAY}) % {DAY}) / {DAY}) << {_ID_BITS}) | a.id"
            f" FROM articles AS a WHERE {among.sql} ORDER BY +a.sort_key DESC, a.id DESC",
            among,
        )
        mask = (1 << _ID_BITS) - 1
        return Order(array("q", [each & mask for each in both]), tuple(_days(both)))

    def _numbers(self, query: str, among: Filter) -> array[int]:
        """The only column of a query. Plain tuples: making a hundred thousand rows of them takes 10 ms longer."""
        cursor = self._db.run(query, among.values)
        cursor.row_factory = None
        return array("q", [row[0] for row in cursor])

    def count_of(self, among: Filter, *, unread: bool = False) -> int:
        """How many articles fulfil a condition; with `unread` how many of those that are not read."""
        also = " AND a.read = 0" if unread else ""
        return int(self._db.value(f"SELECT count(*) FROM articles AS a WHERE {among.sql}{also}", among.values))

    def texts_of(self, among: Filter) -> Iterator[tuple[int, str, str]]:
        """Id, title and present text of the articles that fulfil a condition, newest first, as they are asked for."""
        query = (
            "SELECT a.id, a.title, r.text FROM articles AS a JOIN revisions r ON r.id = a.revision_id"
            f" WHERE {among.sql} ORDER BY a.sort_key DESC, a.id DESC"
        )
        for row in self._db.run(query, among.values):
            yield row[0], row[1], row[2]


def _days(both: array[int]) -> Iterator[tuple[int, int]]:
    """Where each day begins among numbers of day and id, the last day first."""
    at = 0
    while at < len(both):
        day = both[at] >> _ID_BITS
        yield at, day
        at = bisect_left(both, -day + 1, at, key=lambda each: -(each >> _ID_BITS))
