"""How often feeds and sources bring something, and which articles are theirs."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection
from typing import Final, NamedTuple

from tui_reader.store.database import Database

_AMONG: Final = "(SELECT value FROM json_each(?))"


class Output(NamedTuple):
    """What a feed, by its id, or a source of articles without a feed, by its name, has brought.

    `listed` are the ids of the articles of a source, as text: most are never asked for. Those of feeds have an index.
    """

    whose: int | str
    articles: int
    lately: int
    listed: str = ""

    def ids(self) -> list[int]:
        """The articles of a source."""
        return [int(each) for each in self.listed.split(",")] if self.listed else []


class Rhythms:
    """Reads of the articles table by feed and by source. Articles without a feed have `feed_id` 0."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def newest(self, until: int) -> int | None:
        """The time of the newest article that is not from after `until`; UTC seconds."""
        found: int | None = self._db.value("SELECT max(sort_key) FROM articles WHERE sort_key <= ?", (until,))
        return found

    def outputs(self, since: int) -> list[Output]:
        """What every feed and every source has brought, and how much of it since then (UTC seconds)."""
        counts = "count(*), sum(sort_key >= ?)"
        of_feeds = f"SELECT feed_id, {counts} FROM articles WHERE feed_id > 0 GROUP BY feed_id"
        # The ids as well: no index has the sources, and to look through the table again takes as long as this.
        of_sources = f"SELECT source, {counts}, group_concat(id) FROM articles WHERE feed_id = 0 GROUP BY source"
        feeds, sources = self._db.rows(of_feeds, (since,)), self._db.rows(of_sources, (since,))
        return [Output(*row) for row in (*feeds, *sources)]

    def of_feeds(self, feed_ids: Collection[int]) -> array[int]:
        """The ids of all articles of some feeds."""
        # With `feed_id > 0`, or SQLite does not use the index that holds only those.
        query = f"SELECT id FROM articles WHERE feed_id > 0 AND feed_id IN {_AMONG}"
        cursor = self._db.run(query, (json.dumps(list(feed_ids)),))
        cursor.row_factory = None
        return array("q", [row[0] for row in cursor])
