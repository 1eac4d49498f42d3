"""Which articles tell the same story: the keys they are known by, and which of them stands for the others in lists."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tui_reader.store.database import Database

_FACTS: Final = (
    "a.id, a.title, a.url, a.source, a.path, a.feed_id, a.sort_key, a.muted,"
    " a.bookmarked OR a.highlights > 0 OR a.opened > 0, a.story, a.siblings"
)
_AMONG: Final = "(SELECT value FROM json_each(?))"
# With `story > 0`, or SQLite does not use the index that holds only those.
_COUNTED: Final = "(SELECT count(*) FROM articles s WHERE s.story = articles.id AND s.story > 0 AND s.muted = 0)"


@dataclass(slots=True)
class Teller:
    """An article as one that tells a story. `kept`: its reader has bookmarked, marked or opened it."""

    id: int
    title: str
    url: str
    source: str
    path: str
    feed_id: int
    sort_key: int
    muted: bool
    kept: bool
    story: int
    siblings: int

    @property
    def lead(self) -> int:
        """The article that stands for it in lists."""
        return self.story or self.id


class Stories:
    """The columns `story` and `siblings` of articles, and the table of keys.

    `story` always names an article that stands for itself: stories are no chains. `siblings` counts those that are
    not muted. What writes belongs into the transaction of what it follows from.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- reading

    def tellers(self, ids: Collection[int]) -> list[Teller]:
        """Those of some articles that exist, the first that came first."""
        query = f"SELECT {_FACTS} FROM articles a WHERE a.id IN {_AMONG} ORDER BY a.id"
        return [_teller(row) for row in self._tuples(query, ids)]

    def holders(self, keys: Collection[int]) -> list[tuple[int, Teller]]:
        """The articles that have one of these keys, with that key, the first that came first."""
        query = (
            f"SELECT k.key, {_FACTS} FROM json_each(?) w JOIN story_keys k ON k.key = w.value"
            " JOIN articles a ON a.id = k.article_id ORDER BY a.id"
        )
        return [(row[0], _teller(row[1:])) for row in self._tuples(query, keys)]

    def members(self, lead: int) -> list[Teller]:
        """All that tell one story, the one that stands for the others included."""
        query = f"SELECT {_FACTS} FROM articles a WHERE a.id = ? OR (a.story = ? AND a.story > 0) ORDER BY a.id"
        return [_teller(row) for row in self._db.rows(query, (lead, lead))]

    def whole(self, ids: Collection[int]) -> list[int]:
        """Some articles with all that tell the same stories."""
        leads = (
            "SELECT CASE a.story WHEN 0 THEN a.id ELSE a.story END FROM json_each(?) w"
            " JOIN articles a ON a.id = w.value WHERE a.story > 0 OR a.siblings > 0"
        )
        query = (
            f"WITH l(id) AS ({leads}) SELECT id FROM l"
            " UNION SELECT a.id FROM l JOIN articles a ON a.story = l.id AND a.story > 0"
        )
        others = {row[0] for row in self._tuples(query, ids)}
        return [*ids, *sorted(others.difference(ids))]

    # -- writing

    def keep_keys(self, keys: Mapping[int, Iterable[int]]) -> None:
        """Remember the keys of articles in place of those they had."""
        self._db.run(f"DELETE FROM story_keys WHERE article_id IN {_AMONG}", (json.dumps(list(keys)),))
        # In the order of the table, which makes many of them twice as fast.
        rows = sorted((key, article_id) for article_id, each in keys.items() for key in each)
        self._db.many("INSERT OR IGNORE INTO story_keys VALUES (?, ?)", rows)

    def put_under(self, lead_of: Mapping[int, int]) -> None:
        """Let others stand for articles: the one that does, which stands for itself, by article."""
        self._db.many(
            "UPDATE articles SET story = ?1, siblings = 0 WHERE id = ?2 OR (story = ?2 AND story > 0)",
            ((lead, article_id) for article_id, lead in lead_of.items()),
        )
        self._recount(set(lead_of.values()))

    def leave(self, article_id: int) -> None:
        """Let an article stand for itself alone. If it stood for others, the first of them does now."""
        if not self._promote(article_id):
            lead = self._db.value("SELECT story FROM articles WHERE id = ?", (article_id,))
            if lead:
                self._db.run("UPDATE articles SET story = 0 WHERE id = ?", (article_id,))
                self._recount([lead])

    def mend(self) -> None:
        """After articles were muted or shown again: a muted one stands for none that is shown, and counts are right."""
        hidden = self._db.rows(
            "SELECT DISTINCT l.id, l.bookmarked OR l.highlights > 0 OR l.opened > 0 FROM articles s"
            " JOIN articles l ON l.id = s.story WHERE s.story > 0 AND s.muted = 0 AND l.muted = 1"
        )
        for lead, kept in hidden:
            new = self._promote(lead)
            if new and not kept:
                self.put_under({lead: new})
        self._db.run(
            f"UPDATE articles SET siblings = {_COUNTED}"
            f" WHERE id IN (SELECT DISTINCT story FROM articles WHERE story > 0) AND siblings <> {_COUNTED}"
        )

    def _promote(self, lead: int) -> int | None:
        """Let the first of those told by `lead` stand for the others; None if there are none."""
        first = "SELECT id FROM articles WHERE story = ? AND story > 0 ORDER BY muted, id LIMIT 1"
        new = self._db.value(first, (lead,))
        if new is None:
            return None
        self._db.run("UPDATE articles SET story = ? WHERE story = ? AND story > 0", (new, lead))
        self._db.run("UPDATE articles SET story = 0, siblings = 0 WHERE id IN (?, ?)", (new, lead))
        self._recount([new])
        return int(new)

    def _recount(self, leads: Collection[int]) -> None:
        self._db.run(f"UPDATE articles SET siblings = {_COUNTED} WHERE id IN {_AMONG}", (json.dumps(list(leads)),))

    def _tuples(self, query: str, values: Collection[int]) -> list[tuple[int, ...]]:
        cursor = self._db.run(query, (json.dumps(list(values)),))
        cursor.row_factory = None
        return cursor.fetchall()


def _teller(row: Iterable[object]) -> Teller:
    found = Teller(*row)  # type: ignore[arg-type]
    found.muted, found.kept = bool(found.muted), bool(found.kept)
    return found
