"""The lists of articles: which belong to a shelf, in what order, grouped by day."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

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
# Both as one number: a second query for the days would cost as much as the first. Division cuts toward zero; days
# before 1970 need the floor.
_DAY_AND_ID = f"((sort_key - ((sort_key % {DAY}) + {DAY}) % {DAY}) / {DAY} << {_ID_BITS}) | id"
# Written as the partial indexes of these lists have it, or SQLite does not use them.
_SHOWN = "muted = 0 AND story = 0"
_UNREAD = "read = 0"
_STAYS = "read = 1 AND muted = 0 AND id IN (SELECT value FROM json_each(?))"
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
    """A shelf at one moment: article ids in order, and where each group begins.

    `groups` holds (row number of the first article, group): the day, counted from the epoch, or the rhythm.
    """

    ids: array[int]
    groups: tuple[tuple[int, int], ...]
    by: Literal["day", "rhythm"] = "day"


class Shelves:
    """Reads lists. Rows are ids first: a hundred thousand of them weigh 0.8 MB and stay put while one reads."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def head(self, name: ShelfName, limit: int, *, apart: bool = False) -> list[Article]:
        """The first rows of a shelf, for a first paint that does not wait for the whole order.

        With `apart` every article has a row, also those that another one stands for.
        """
        shelf = _SHELVES[name]
        where = f"{shelf.where} ORDER BY {shelf.order} LIMIT ?1"
        if apart and _SHOWN in shelf.where:
            where = f"id IN (SELECT id FROM ({_ordered('id', shelf, apart)} LIMIT ?1)) ORDER BY {shelf.order}"
        return [article_of(row) for row in self._db.rows(f"SELECT {COLUMNS} FROM articles WHERE {where}", (limit,))]

    def order(
        self, name: ShelfName, *, apart: bool = False, by_day: bool = True, staying: Collection[int] = ()
    ) -> Order:
        """The whole order of a shelf; `apart` as in `head`. One consistent moment.

        A shelf of unread articles has those among the ids `staying` too that were read and are not muted.
        """
        shelf = _SHELVES[name]
        stay = bool(staying) and _UNREAD in shelf.where
        values = (json.dumps(list(staying)),) if stay else ()
        if shelf.by_day and by_day:
            return _by_day(self._numbers(_ordered(_DAY_AND_ID, shelf, apart, stay), values))
        return Order(self._numbers(_ordered("id", shelf, apart, stay), values), ())

    def staying(self, ids: Collection[int]) -> array[int]:
        """Those among `ids` that were read and are not muted."""
        return self._numbers(f"SELECT id FROM articles WHERE {_STAYS}", (json.dumps(list(ids)),))

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

    def count(self, name: ShelfName, *, apart: bool = False) -> int:
        """How many articles stand on a shelf; `apart` as in `head`."""
        shelf = _SHELVES[name]
        told = _told(shelf) if apart else ""
        counts = [f"(SELECT count(*) FROM articles WHERE {where})" for where in (shelf.where, told) if where]
        return int(self._db.value(f"SELECT {' + '.join(counts)}"))

    # -- shelves made of a query

    def head_of(self, among: Filter, limit: int) -> list[Article]:
        """The newest articles that fulfil a condition."""
        query = f"SELECT {COLUMNS} FROM articles AS a WHERE {among.sql} ORDER BY {_NEWEST} LIMIT ?"
        return [article_of(row) for row in self._db.rows(query, (*among.values, limit))]

    def ids_of(self, among: Filter, *, unread: bool = False) -> array[int]:
        """The ids of all articles that fulfil a condition, newest first; with `unread` only those."""
        also = " AND a.read = 0" if unread else ""
        query = f"SELECT a.id FROM articles AS a WHERE {among.sql}{also} ORDER BY +a.sort_key DESC, a.id DESC"
        return self._numbers(query, among.values)

    def order_of(self, among: Filter) -> Order:
        """All articles that fulfil a condition, newest first, by day.

        The plus keeps SQLite from walking the index of all articles for the order: for few of them, that takes three
        times as long.
        """
        query = f"SELECT {_DAY_AND_ID} FROM articles AS a WHERE {among.sql} ORDER BY +a.sort_key DESC, a.id DESC"
        return _by_day(self._numbers(query, among.values))

    def _numbers(self, query: str, values: Sequence[str | int] = ()) -> array[int]:
        """The first column of a query. Plain tuples: making a hundred thousand rows of them takes 10 ms longer."""
        cursor = self._db.run(query, values)
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


def _told(shelf: _Shelf) -> str:
    """The condition for those that others stand for; "" where the shelf has all of them as it is."""
    return shelf.where.replace("story = 0", "story > 0") if _SHOWN in shelf.where else ""


def _ordered(columns: str, shelf: _Shelf, apart: bool, stay: bool = False) -> str:
    """A query for something of the articles of a shelf, in their order; if some `stay`, their ids are its value.

    Those that others stand for, and those that stay, come as parts of their own: one condition for all would be
    looked up in the table row by row, ten times as long.
    """
    query = f"SELECT {columns} FROM articles WHERE {shelf.where}"
    told = _told(shelf) if apart else ""
    if not told and not stay:
        return f"{query} ORDER BY {shelf.order}"
    columns = f"SELECT {columns}, {shelf.order.partition(' ')[0]}, id FROM articles"
    parts = [f"{columns} WHERE {shelf.where}"]
    if told:
        parts.append(f"{columns} INDEXED BY articles_of_story WHERE {told}")
    if stay:
        parts.append(f"{columns} WHERE {_STAYS}")
    return f"{' UNION ALL '.join(parts)} ORDER BY 2 DESC, 3 DESC"


def _by_day(both: array[int]) -> Order:
    """An order of numbers of day and id."""
    mask = (1 << _ID_BITS) - 1
    return Order(array("q", [each & mask for each in both]), tuple(_days(both)))


def _days(both: array[int]) -> Iterator[tuple[int, int]]:
    """Where each day begins among numbers of day and id, the last day first."""
    at = 0
    while at < len(both):
        day = both[at] >> _ID_BITS
        yield at, day
        at = bisect_left(both, -day + 1, at, key=lambda each: -(each >> _ID_BITS))
