"""The names in use: of sources, of authors, and tags. They are few, so what is asked of them is asked in memory."""

from __future__ import annotations

import json
from typing import Final, Literal

from tui_reader.document.terms import term_line, terms
from tui_reader.store.database import Database

NameKind = Literal["source", "author", "tag"]

_QUERIES: Final[dict[NameKind, str]] = {
    "source": "SELECT DISTINCT source FROM articles WHERE source <> ''",
    "author": "SELECT DISTINCT author FROM articles WHERE author <> ''",
    "tag": "SELECT tag FROM highlight_tags UNION SELECT tag FROM article_tags UNION SELECT tag FROM feed_tags",
}


class Names:
    """The names of one library, read again when something was written since."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._known: dict[NameKind, tuple[tuple[int, int], list[str]]] = {}
        self._lines: dict[str, str] = {}

    def all(self, kind: NameKind) -> list[str]:
        """Every name of a kind."""
        now = moment(self._db)
        known = self._known.get(kind)
        if known is None or known[0] != now:
            known = (now, [row[0] for row in self._db.rows(_QUERIES[kind])])
            self._known[kind] = known
        return known[1]

    def added(self, after: int) -> list[tuple[int, str, str]]:
        """The id, source and author of each article with a higher id than `after`."""
        query = "SELECT id, source, author FROM articles WHERE id > ? ORDER BY id"
        return [tuple(row) for row in self._db.rows(query, (after,))]

    def like(self, kind: NameKind, value: str, *, exact: bool = False) -> list[str]:
        """The names that `value` means: those that hold its words one after the other; if there are none, those
        where the last word is only begun, unless it is meant `exact`.

        A tag is meant as a whole. Capitals and accents make no difference.
        """
        names = self.all(kind)
        wanted = " ".join(terms(value))
        if not wanted:  # a tag of symbols only
            return [name for name in names if name.casefold() == value.casefold()]
        if kind == "tag":
            whole = [name for name in names if self._line(name) == f" {wanted} "]
            return whole or [name for name in names if not exact and self._line(name).startswith(f" {wanted}")]
        whole = [name for name in names if f" {wanted} " in self._line(name)]
        return whole or [name for name in names if not exact and f" {wanted}" in self._line(name)]

    def _line(self, name: str) -> str:
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = term_line(name)
        return line


def as_list(names: list[str]) -> str:
    """Names as one parameter, for `IN (SELECT value FROM json_each(?))`: however many, the statement is the same."""
    return json.dumps(names)


def moment(database: Database) -> tuple[int, int]:
    """Another value as soon as anything was written, by another connection or by this one."""
    return int(database.value("PRAGMA data_version")), database.connection.total_changes
