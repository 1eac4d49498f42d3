"""What the last export wrote, per target and highlight: the base of the next merge."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.store.database import Database


class Exports:
    """Last renderings by target (a canonical path) and highlight (its short id)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def bases(self, target: str) -> dict[str, str]:
        """The last rendering of each block written to `target`, by short id."""
        rows = self._db.rows("SELECT short, base FROM exports WHERE target = ?", (target,))
        return {row["short"]: row["base"] for row in rows}

    def keep(self, target: str, bases: Mapping[str, str]) -> None:
        """Replace what is known of `target`. Call it inside a transaction."""
        self._db.run("DELETE FROM exports WHERE target = ?", (target,))
        self._db.many("INSERT INTO exports VALUES (?, ?, ?)", ((target, s, b) for s, b in bases.items()))
