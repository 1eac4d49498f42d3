"""What can be undone. Each entry is one thing the user did, as the rows it changed before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tui_reader.store.database import Database

KEEP = 500
"""Entries kept; older ones can no longer be undone."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One undoable deed. `change` is JSON that the undoing desk understands."""

    id: int
    label: str
    change: dict[str, Any]


class Journal:
    """The journal of one library; it survives a restart."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def write(self, label: str, change: dict[str, Any], texts: Iterable[int] = ()) -> None:
        """Add a deed. What was undone before it can no longer be redone. The revisions `texts` are kept as long as the
        deed is."""
        self._db.run("DELETE FROM journal WHERE undone = 1")
        entry_id = self._db.run(
            "INSERT INTO journal (at, label, change) VALUES (?, ?, ?)",
            (datetime.now(UTC).isoformat(timespec="seconds"), label, json.dumps(change, ensure_ascii=False)),
        ).lastrowid
        self._db.many("INSERT INTO journal_texts VALUES (?, ?)", ((entry_id, text) for text in set(texts)))
        self._db.run("DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?", (KEEP,))

    def amend(self, entry_id: int, change: dict[str, Any]) -> None:
        """Replace what a deed changed: it went on."""
        self._db.run("DELETE FROM journal WHERE undone = 1")
        self._db.run("UPDATE journal SET change = ? WHERE id = ?", (json.dumps(change, ensure_ascii=False), entry_id))

    def last_done(self) -> JournalEntry | None:
        """The deed that undo would take back."""
        return self._entry("SELECT id, label, change FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1")

    def last_undone(self) -> JournalEntry | None:
        """The deed that redo would do again."""
        return self._entry("SELECT id, label, change FROM journal WHERE undone = 1 ORDER BY id LIMIT 1")

    def set_undone(self, entry_id: int, undone: bool) -> None:
        """Mark a deed as taken back, or as done again."""
        self._db.run("UPDATE journal SET undone = ? WHERE id = ?", (int(undone), entry_id))

    def _entry(self, query: str) -> JournalEntry | None:
        row = self._db.row(query)
        return None if row is None else JournalEntry(row["id"], row["label"], json.loads(row["change"]))
