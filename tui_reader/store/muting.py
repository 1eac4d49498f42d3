"""Which articles are muted: left out of the lists, and still found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from tui_reader.store.database import Database
from tui_reader.store.index import Filter

MUTED: Final = Filter("a.muted = 1")
HEARD: Final = Filter("a.muted = 0")
UNREAD: Final = Filter("a.read = 0")
UNTOUCHED: Final = Filter(
    "a.opened = 0 AND a.bookmarked = 0 AND a.highlights = 0"
    " AND NOT EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id)"
)
"""What its reader never opened, bookmarked, highlighted or tagged: all that may be muted."""


class Muting:
    """The state of articles that rules of the reader decide about."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def set_muted(self, ids: Iterable[int], muted: bool) -> list[int]:
        """Mute articles, or let them be heard; the ids that really changed. What was touched is never muted."""
        among = f"{HEARD.sql} AND {UNTOUCHED.sql}" if muted else MUTED.sql
        cursor = self._db.run(
            "UPDATE articles AS a SET muted = ? WHERE a.id IN (SELECT value FROM json_each(?))"
            f" AND {among} RETURNING id",
            (int(muted), json.dumps(list(ids))),
        )
        cursor.row_factory = None  # a hundred thousand rows may have changed
        return [row[0] for row in cursor]

    def among(self, ids: Iterable[int]) -> set[int]:
        """Those of some articles that are muted."""
        query = "SELECT a.id FROM json_each(?) w JOIN articles a ON a.id = w.value WHERE a.muted = 1"
        return {row[0] for row in self._db.rows(query, (json.dumps(list(ids)),))}

    def unasked(self, last: int) -> list[int]:
        """The articles that came after the article `last`, and those that the index cannot tell of yet."""
        query = "SELECT id FROM articles WHERE id > ? UNION SELECT article_id FROM unindexed"
        return [row[0] for row in self._db.rows(query, (last,))]

    def last(self) -> int:
        """The article that came last; 0 if there is none."""
        return int(self._db.value("SELECT coalesce(max(id), 0) FROM articles"))

    @staticmethod
    def newest(number: int) -> Filter:
        """The newest articles, so many of them."""
        return Filter("a.id IN (SELECT id FROM articles ORDER BY sort_key DESC, id DESC LIMIT ?)", (number,))
