"""What reading changes of articles: read or not, where reading stopped, what was opened, which text was seen."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

from tui_reader.store.database import Database


class ReadingState:
    """Those columns of the articles table that belong to its reader."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def set_read(self, ids: Sequence[int], read: bool) -> list[int]:
        """Set the read state; the ids that really changed, for undoing."""
        query = (
            "UPDATE articles SET read = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND read <> ?1 RETURNING id"
        )
        return [row[0] for row in self._db.rows(query, (int(read), json.dumps(list(ids))))]

    def set_position(self, article_id: int, position: int, revision_id: int | None = None) -> bool:
        """Remember the code-point offset where reading stopped; whether that was done. It is not if the offset is of
        a text, `revision_id`, that is no longer the present one."""
        query = "UPDATE articles SET position = ?1 WHERE id = ?2 AND (?3 IS NULL OR revision_id = ?3)"
        return self._db.run(query, (position, article_id, revision_id)).rowcount > 0

    def set_opened(self, article_id: int) -> None:
        """Remember that the article was opened now, and which text was shown. What was opened is muted no more."""
        self._db.run(
            "UPDATE articles SET opened = ?, muted = 0, seen = revision_id,"
            " seen_before = CASE WHEN seen IN (0, revision_id) THEN seen_before ELSE seen END WHERE id = ?",
            (int(time.time()), article_id),
        )

    def set_seen(self, article_id: int) -> None:
        """The present text counts as the one that was shown last."""
        self._db.run("UPDATE articles SET seen = revision_id WHERE id = ?", (article_id,))

    def seen_before(self, article_id: int) -> int | None:
        """The revision that was shown before the one shown last, None if the text never changed in between."""
        row = self._db.row("SELECT seen, seen_before, revision_id FROM articles WHERE id = ?", (article_id,))
        if row is None:
            return None
        before = row["seen"] if row["seen"] not in (0, row["revision_id"]) else row["seen_before"]
        return before if before and self._db.value("SELECT 1 FROM revisions WHERE id = ?", (before,)) else None
