"""Highlights with their placements and tags, bookmarks, and tags on articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tui_reader.errors import NotFoundError
from tui_reader.model import Bookmark, Highlight, Placement, Status
from tui_reader.store.database import Database

_SELECT = """
SELECT h.id, h.short, h.article_id, a.title, h.quote, h.prefix, h.suffix, p.status, h.role, h.note, p.reason,
       CASE p.status WHEN 'orphan' THEN NULL ELSE p.start END AS start,
       CASE p.status WHEN 'orphan' THEN NULL ELSE p.end END AS end,
       h.created, h.updated, h.revision_id, h.start AS marked_start, h.end AS marked_end,
       (SELECT json_group_array(t.tag) FROM highlight_tags t WHERE t.highlight_id = h.id) AS tags
  FROM highlights h
  JOIN articles a ON a.id = h.article_id
  LEFT JOIN placements p ON p.highlight_id = h.id AND p.revision_id = a.revision_id
 WHERE h.deleted_at IS NULL
"""

_FIELDS = (
    "id, short, article_id, revision_id, start, end, quote, prefix, suffix, role, note, created, updated, deleted_at"
)

BY_HAND = 0
"""The engine number of a placement that the user decided. No engine overwrites it."""


@dataclass(frozen=True, slots=True)
class HighlightRow:
    """A highlight as the table holds it, deleted or not; `start` and `end` are offsets into its own revision."""

    id: str
    short: str
    article_id: int
    revision_id: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    role: int
    note: str
    created: str
    updated: str
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided about a highlight in one revision.

    `start` and `end` are code-point offsets into that revision: of the passage that was accepted, or, where `status`
    is `orphan`, of the passage that was refused.
    """

    revision_id: int
    status: Status
    start: int
    end: int
    reason: str


def _highlight_of(row: sqlite3.Row) -> Highlight:
    # A highlight without a placement in the present text is one nobody has looked for yet: not found so far.
    return Highlight(
        id=row["id"],
        short=row["short"],
        article_id=row["article_id"],
        title=row["title"],
        quote=row["quote"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        start=row["start"],
        end=row["end"],
        status=row["status"] or "orphan",
        role=row["role"],
        note=row["note"],
        tags=tuple(sorted(json.loads(row["tags"]))),
        created=row["created"],
        updated=row["updated"],
        revision_id=row["revision_id"],
        marked_start=row["marked_start"],
        marked_end=row["marked_end"],
        reason=row["reason"] or "",
    )


class Marks:
    """What the user marked. Deletion of a highlight is a tombstone: exports and undo still know it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- highlights, read

    def highlights_of(self, article_id: int) -> list[Highlight]:
        """The highlights of an article in the order of its text, orphans last."""
        rows = self._db.rows(
            _SELECT + " AND h.article_id = ? ORDER BY p.start IS NULL OR p.status = 'orphan', p.start, h.created, h.id",
            (article_id,),
        )
        return [_highlight_of(row) for row in rows]

    def all_highlights(self) -> list[Highlight]:
        """Every highlight of every article, newest first."""
        return [_highlight_of(row) for row in self._db.rows(_SELECT + " ORDER BY h.created DESC, h.id DESC")]

    def highlight(self, highlight_id: str) -> Highlight:
        """One highlight that is not deleted. Raises NotFoundError."""
        row = self._db.row(_SELECT + " AND h.id = ?", (highlight_id,))
        if row is None:
            raise NotFoundError(f"there is no highlight {highlight_id}")
        return _highlight_of(row)

    # -- highlights, write

    def row(self, highlight_id: str) -> HighlightRow | None:
        """The stored row, deleted or not, as undo needs it."""
        row = self._db.row(f"SELECT {_FIELDS} FROM highlights WHERE id = ?", (highlight_id,))
        return None if row is None else HighlightRow(*row)

    def put(self, row: HighlightRow) -> None:
        """Insert or overwrite a highlight. Placements and tags come apart."""
        values: tuple[Any, ...] = tuple(getattr(row, name) for name in HighlightRow.__slots__)
        marks = ",".join("?" * len(values))
        sets = ", ".join(f"{name} = excluded.{name}" for name in HighlightRow.__slots__ if name != "id")
        self._db.run(
            f"INSERT INTO highlights ({_FIELDS}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}", values
        )
        self._recount(row.article_id)

    def id_of_short(self, short: str) -> str | None:
        """The id of the highlight with this short id that is not deleted, or None."""
        found: str | None = self._db.value("SELECT id FROM highlights WHERE short = ? AND deleted_at IS NULL", (short,))
        return found

    def short_taken(self, short: str) -> bool:
        """Whether a short id is in use, deleted highlights included: a block id is never given twice."""
        return self._db.value("SELECT 1 FROM highlights WHERE short = ?", (short,)) is not None

    def place(self, highlight_id: str, revision_id: int, placement: Placement, engine: int) -> None:
        """Remember where a highlight stands in a revision."""
        self._db.run(
            "INSERT INTO placements VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET status = excluded.status,"
            " start = excluded.start, end = excluded.end, quality = excluded.quality, context = excluded.context,"
            " reason = excluded.reason, engine = excluded.engine",
            (
                highlight_id,
                revision_id,
                placement.status,
                placement.start,
                placement.end,
                placement.quality,
                placement.context,
                placement.reason,
                engine,
            ),
        )

    def unplace(self, highlight_id: str) -> None:
        """Forget every placement of a highlight, before its range changes."""
        self._db.run("DELETE FROM placements WHERE highlight_id = ?", (highlight_id,))

    def placement(self, highlight_id: str, revision_id: int) -> Placement | None:
        """Where a highlight stands in a revision, or None if it was not looked for there."""
        row = self._db.row(
            "SELECT status, start, end, quality, context, reason FROM placements"
            " WHERE highlight_id = ? AND revision_id = ?",
            (highlight_id, revision_id),
        )
        if row is None:
            return None
        placement = Placement(*row)
        return replace(placement, start=None, end=None) if placement.status == "orphan" else placement

    def decide(self, highlight_id: str, decision: Decision) -> None:
        """Remember what the user decided. It stands in the place of what was decided on later texts."""
        self._db.run(
            "DELETE FROM placements WHERE highlight_id = ? AND revision_id > ?", (highlight_id, decision.revision_id)
        )
        found = 0.0 if decision.status == "orphan" else 1.0
        placement = Placement(decision.status, decision.start, decision.end, found, found, decision.reason)
        self.place(highlight_id, decision.revision_id, placement, BY_HAND)

    def decisions(self, highlight_id: str) -> list[Decision]:
        """Everything the user decided about a highlight, the oldest revision first."""
        rows = self._db.rows(
            "SELECT revision_id, status, start, end, reason FROM placements"
            " WHERE highlight_id = ? AND engine = ? ORDER BY revision_id",
            (highlight_id, BY_HAND),
        )
        return [Decision(*row) for row in rows]

    def _recount(self, article_id: int) -> None:
        self._db.run(
            "UPDATE articles SET highlights ="
            " (SELECT count(*) FROM highlights WHERE article_id = ?1 AND deleted_at IS NULL) WHERE id = ?1",
            (article_id,),
        )

    # -- tags

    def highlight_tags(self, highlight_id: str) -> list[str]:
        """The tags of a highlight, sorted."""
        rows = self._db.rows("SELECT tag FROM highlight_tags WHERE highlight_id = ? ORDER BY tag", (highlight_id,))
        return [row[0] for row in rows]

    def set_highlight_tags(self, highlight_id: str, tags: Iterable[str]) -> None:
        """Replace the tags of a highlight."""
        self._db.run("DELETE FROM highlight_tags WHERE highlight_id = ?", (highlight_id,))
        self._db.many("INSERT OR IGNORE INTO highlight_tags VALUES (?, ?)", ((highlight_id, t) for t in tags))

    def article_tags(self, article_id: int) -> list[str]:
        """The tags of an article, sorted."""
        rows = self._db.rows("SELECT tag FROM article_tags WHERE article_id = ? ORDER BY tag", (article_id,))
        return [row[0] for row in rows]

    def set_article_tags(self, article_id: int, tags: Iterable[str]) -> None:
        """Replace the tags of an article."""
        self._db.run("DELETE FROM article_tags WHERE article_id = ?", (article_id,))
        self._db.many("INSERT OR IGNORE INTO article_tags VALUES (?, ?)", ((article_id, t) for t in tags))

    def known_tags(self) -> list[str]:
        """Every tag in use, sorted, for completion."""
        rows = self._db.rows("SELECT tag FROM highlight_tags UNION SELECT tag FROM article_tags ORDER BY tag")
        return [row[0] for row in rows]

    # -- bookmarks

    def bookmark(self, article_id: int) -> tuple[int, int, str, str] | None:
        """The bookmark of an article as (revision id, start, quote, created), or None."""
        row = self._db.row(
            "SELECT revision_id, start, quote, created FROM bookmarks WHERE article_id = ?", (article_id,)
        )
        return None if row is None else (row[0], row[1], row[2], row[3])

    def set_bookmark(self, article_id: int, bookmark: Sequence[Any] | None) -> None:
        """Put (revision id, start, quote, created) as the article's bookmark, or take it away."""
        self._db.run("DELETE FROM bookmarks WHERE article_id = ?", (article_id,))
        if bookmark is not None:
            self._db.run("INSERT INTO bookmarks VALUES (?, ?, ?, ?, ?)", (article_id, *bookmark))
        self._db.run("UPDATE articles SET bookmarked = ? WHERE id = ?", (int(bookmark is not None), article_id))

    def bookmarks(self) -> list[Bookmark]:
        """Every bookmark, newest first."""
        rows = self._db.rows(
            "SELECT b.article_id, a.title, b.start, b.quote, b.created, b.revision_id FROM bookmarks b"
            " JOIN articles a ON a.id = b.article_id ORDER BY b.created DESC, b.article_id DESC"
        )
        return [Bookmark(*row) for row in rows]
