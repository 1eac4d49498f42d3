"""Articles that can be seen but not found yet: those that wait for the index, and putting them into it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui_reader.store.database import Database
from tui_reader.store.index import Index, Indexable


class Waiting(NamedTuple):
    """An article that waits, as it was when it was read."""

    article_id: int
    revision_id: int
    title: str
    text: str
    url: str
    source: str


class Unindexed:
    """The table of articles that wait. They are put into it with the articles themselves."""

    def __init__(self, database: Database, index: Index) -> None:
        self._db = database
        self._index = index

    def count(self) -> int:
        """How many wait."""
        return int(self._db.value("SELECT count(*) FROM unindexed"))

    def after(self, article_id: int, most: int, characters: int) -> list[Waiting]:
        """The first of those that wait and came after an article, in the order they came in: at most `most`, and no
        more once their texts have so many `characters`."""
        query = (
            "SELECT a.id, a.revision_id, a.title, r.text, a.url, a.source FROM unindexed u"
            " JOIN articles a ON a.id = u.article_id JOIN revisions r ON r.id = a.revision_id"
            " WHERE u.article_id > ? ORDER BY u.article_id LIMIT ?"
        )
        found: list[Waiting] = []
        cursor = self._db.run(query, (article_id, most))
        for row in cursor:
            found.append(Waiting(*row))
            characters -= len(found[-1].text)
            if characters <= 0:
                break
        cursor.close()
        return found

    def still(self, waiting: Iterable[Waiting]) -> set[int]:
        """Those that wait still, and as they were: others may have written since they were read."""
        read = {each.article_id: (each.revision_id, each.title, each.url, each.source) for each in waiting}
        query = (
            "SELECT a.id, a.revision_id, a.title, a.url, a.source FROM json_each(?) w"
            " JOIN unindexed u ON u.article_id = w.value JOIN articles a ON a.id = u.article_id"
        )
        rows = self._db.rows(query, (json.dumps(list(read)),))
        return {row[0] for row in rows if read[row[0]] == tuple(row)[1:]}

    def put(self, ready: Sequence[Indexable]) -> None:
        """Make articles findable. Call it inside a transaction."""
        self._index.add_all(ready)
        self._db.many("DELETE FROM unindexed WHERE article_id = ?", ((each.article_id,) for each in ready))
