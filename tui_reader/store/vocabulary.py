"""The distinct words of the library, among which the nearest to a mistyped word is sought.

FTS5 has a vocabulary of its own (`fts5vocab`), but reading it passes over the list of articles of every word: 0.3 s
for the words of 20,000 bodies, and growing with the library. These tables grow with the language only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Set
from typing import Final

from tui_reader.document.terms import is_unspaced

WORDS_SCHEMA: Final = """
CREATE TABLE title_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE body_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
"""

_LENGTHS: Final = range(3, 33)  # shorter words have too many neighbours, longer ones are not typed
_KNOWN_LIMIT: Final = 200_000
_CONTINUING_LIMIT: Final = 5_000


class Vocabulary:
    """The words of one kind, numbered as they were first seen: on the whole the frequent ones have low numbers.

    Words are never taken out.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._known: set[str] = set()
        self._newest: str | None = None
        self._last = 0
        self._continuing: dict[tuple[str, int], list[str]] = {}

    def add(self, words: Set[str]) -> None:
        """Take in the words of a text or of several (in alphabetical order)."""
        if not self._known_is_stored():
            self._known.clear()
            self._newest = None
        unknown = words - self._known
        if not unknown:
            return
        fresh = sorted(filter(is_suggestible, unknown))
        self._connection.executemany(
            f"INSERT OR IGNORE INTO {self._table} (word) VALUES (?)", ((word,) for word in fresh)
        )
        if len(self._known) > _KNOWN_LIMIT:
            self._known.clear()
        self._known |= unknown
        if fresh:
            self._newest = fresh[-1]

    def _known_is_stored(self) -> bool:
        """Whether the word we put in last is still there; if not, a transaction was rolled back under us."""
        if self._newest is None:
            return True
        query = f"SELECT 1 FROM {self._table} WHERE word = ?"
        return self._connection.execute(query, (self._newest,)).fetchone() is not None

    def after(self, number: int) -> tuple[list[str], int]:
        """The words with higher numbers in their order, and the last one's number."""
        query = f"SELECT id, word FROM {self._table} WHERE id > ? ORDER BY id"
        rows = self._connection.execute(query, (number,)).fetchall()
        return [word for _, word in rows], rows[-1][0] if rows else number

    def last(self) -> int:
        """The number of the last word, 0 if there is none."""
        number: int | None = self._connection.execute(f"SELECT max(id) FROM {self._table}").fetchone()[0]
        return number or 0

    def continuing(self, beginning: str, limit: int) -> list[str]:
        """At most `limit` words that begin so. With every key much the same is asked, so it is kept."""
        if (beginning, limit) not in self._continuing:
            query = f"SELECT word FROM {self._table} WHERE word >= ? AND word < ? LIMIT ?"
            rows = self._connection.execute(query, (beginning, beginning + "\U0010ffff", limit))
            self._continuing[beginning, limit] = [word for (word,) in rows]
        return self._continuing[beginning, limit]

    def forget(self) -> None:
        """Forget what was kept if words were added since, by whomever."""
        last = self.last()
        if last != self._last or len(self._continuing) > _CONTINUING_LIMIT:
            self._continuing.clear()
            self._last = last


def is_suggestible(word: str) -> bool:
    """Whether a word is kept in a vocabulary: not too short, not endless, no number, not part of an unspaced run."""
    return len(word) in _LENGTHS and not word.isdigit() and not is_unspaced(word)
