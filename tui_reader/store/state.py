"""Small facts that survive a restart: which article was open, the theme, recent searches. JSON values by key."""

from __future__ import annotations

import json
from typing import Any

from tui_reader.store.database import Database


class State:
    """A table of key and JSON value."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under `key`, or `default`; a value that cannot be read counts as absent."""
        text = self._db.value("SELECT value FROM state WHERE key = ?", (key,))
        if text is None:
            return default
        try:
            return json.loads(text)
        except ValueError:
            return default

    def set(self, key: str, value: Any) -> None:
        """Keep `value` under `key`."""
        self._db.run(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )
