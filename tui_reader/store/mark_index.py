"""The words of quotes and notes, in a full-text table that lives as long as the connection.

It belongs to no file: ten thousand highlights are indexed in a moment, and when something was written only those
that changed are taken in again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tui_reader.document.terms import term_line
from tui_reader.store.database import Database
from tui_reader.store.expressions import TOKENIZE, Phrase, all_of, expression, in_sequence
from tui_reader.store.index import ANY_ARTICLE, Filter
from tui_reader.store.names import moment

_LIMIT: Final = 100  # candidates handed to the ranking
_TABLE: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.mark_words"
    f" USING fts5(quote, note, highlight UNINDEXED, article UNINDEXED, prefix = '1 2 3', {TOKENIZE})"
)


class MarkMatch(NamedTuple):
    """A highlight that may be what was typed; `quote` and `note` are term lines (see `document.terms`)."""

    highlight_id: str
    article_id: int
    quote: str
    note: str


class MarkIndex:
    """Finds highlights by the words of their quotes and notes."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._moment: tuple[int, int] | None = None
        self._last = 0
        self._turn: int | None = None
        self._known: dict[str, tuple[int, str]] = {}  # row and time of the last change, by highlight

    def refresh(self) -> None:
        """Take in what changed since the last time. Every search does it first."""
        with self._db.snapshot():  # outside of a transaction every row would be one
            self._db.run("CREATE TABLE IF NOT EXISTS temp.mark_turn (number INTEGER)")
            turn = self._db.value("SELECT number FROM mark_turn")
            now = moment(self._db)
            if now != self._moment or turn != self._turn:
                self._catch_up(turn)
                self._moment = (now[0], moment(self._db)[1])  # without what was written here

    def _catch_up(self, turn: int | None) -> None:
        self._db.run(_TABLE)
        if turn != self._turn:  # a rollback took the last turn back
            self._db.run("DELETE FROM mark_words")
            self._known.clear()
        self._turn = (self._turn or 0) + 1
        self._db.run("DELETE FROM mark_turn")
        self._db.run("INSERT INTO mark_turn VALUES (?)", (self._turn,))
        present = {
            row[0]: (row[1], row[2])
            for row in self._db.rows("SELECT id, updated, article_id FROM highlights WHERE deleted_at IS NULL")
        }
        gone = [(row, key) for key, (row, at) in self._known.items() if key not in present or present[key][0] != at]
        self._db.many("DELETE FROM mark_words WHERE rowid = ?", [(row,) for row, _ in gone])
        for _, key in gone:
            del self._known[key]
        fresh = [key for key in present if key not in self._known]
        if len(fresh) > len(present) // 2:
            self._take_in("", ())
        else:
            for key in fresh:
                self._take_in(" AND id = ?", (key,))

    def _take_in(self, which: str, values: Sequence[str]) -> None:
        """Index the highlights that are not known yet, oldest first: the newest have the highest numbers."""
        rows = self._db.rows(
            f"SELECT id, updated, article_id, quote, note FROM highlights WHERE deleted_at IS NULL{which}"
            " ORDER BY created, id",
            values,
        )
        lines = []
        for key, updated, article_id, quote, note in rows:
            if key not in self._known:
                self._last += 1
                self._known[key] = (self._last, updated)
                lines.append((self._last, term_line(quote), term_line(note), key, article_id))
        self._db.many("INSERT INTO mark_words (rowid, quote, note, highlight, article) VALUES (?, ?, ?, ?, ?)", lines)

    def find(
        self, clauses: Sequence[Sequence[Phrase]], without: Sequence[Phrase] = (), among: Filter = ANY_ARTICLE
    ) -> list[MarkMatch]:
        """The newest highlights that hold, for each clause, the terms of one of its phrases in quote or note, and
        none of `without`; in articles `among` these."""
        self.refresh()
        wanted = expression(clauses, without, all_of)
        return [] if wanted is None else self._matches(wanted, among, _LIMIT)

    def noting(self, phrases: Sequence[Phrase], among: Filter = ANY_ARTICLE, limit: int = -1) -> list[MarkMatch]:
        """The newest highlights whose note holds each of `phrases`: its terms one after the other; where no note
        does, the last is only begun. A `limit` below zero means all."""
        self.refresh()
        wanted = expression([[self._as_noted(phrase)] for phrase in phrases], (), in_sequence)
        return [] if wanted is None else self._matches(f"{{note}} : ({wanted})", among, limit)

    def _as_noted(self, phrase: Phrase) -> Phrase:
        wanted = expression([[phrase]], (), in_sequence)
        known = "SELECT 1 FROM mark_words WHERE mark_words MATCH ? LIMIT 1"
        if wanted is None or self._db.value(known, (f"{{note}} : {wanted}",)):
            return phrase
        return Phrase(phrase.terms, prefix=True)

    def _matches(self, wanted: str, among: Filter, limit: int) -> list[MarkMatch]:
        rows = self._db.rows(
            "SELECT m.highlight, m.article, m.quote, m.note FROM mark_words AS m JOIN articles AS a ON a.id = m.article"
            f" WHERE mark_words MATCH ? AND {among.sql} ORDER BY m.rowid DESC LIMIT ?",
            (wanted, *among.values, limit),
        )
        return [MarkMatch(*row) for row in rows]
