"""Feeds: what is followed, how its reader wants it visited, and what the last visits said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tui_reader.errors import NotFoundError
from tui_reader.model import Feed
from tui_reader.store.database import Database

SETTINGS: Final = (
    "name", "paused", "interval", "user_agent", "headers", "user", "keep", "full_text", "typed", "removed", "url",
    "moved_from",
)  # fmt: skip
"""The columns that its reader decides: what can be undone."""
_RHYTHM_OF: Final = 13
_NONE: Final = "[]"
_MEMORY: Final = "etag, last_modified, digest, retry_after, fresh_for, ttl"
_CLEARABLE: Final = (
    "a.read = 1 AND a.bookmarked = 0 AND a.highlights = 0 AND a.id NOT IN (SELECT article_id FROM article_tags)"
    " AND a.id NOT IN (SELECT article_id FROM highlights) AND a.id NOT IN (SELECT article_id FROM bookmarks)"
)
_NAME: Final = "coalesce(nullif(name, ''), nullif(title, ''), url)"
_ALL: Final = (
    "SELECT f.*, (SELECT json_group_array(tag) FROM (SELECT tag FROM feed_tags t WHERE t.feed_id = f.id ORDER BY tag))"
    " AS tags FROM feeds f"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to a feed said. Times are UTC seconds, spans of time seconds; None: it said nothing of it.

    `problem` is "" for a success, `trouble` its kind. `etag`, `last_modified` and `digest` None keep what is known.
    """

    at: int
    problem: str = ""
    trouble: str = ""
    gone: bool = False
    retry_after: int | None = None
    fresh_for: int | None = None
    ttl: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: bytes | None = None
    title: str = ""
    site_url: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is needed to visit a feed again: validators as the server gave them, the digest of the last body, and
    what decides when it is due. Times are UTC seconds, `posted` those of its newest entries."""

    etag: str
    last_modified: str
    digest: bytes
    retry_after: int | None
    fresh_for: int | None
    ttl: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The articles of a feed that are here, `recent` those of late; `newest` is the time of the newest in UTC seconds,
    None without any."""

    total: int = 0
    unread: int = 0
    newest: int | None = None
    recent: int = 0


class Feeds:
    """The feeds table, with the tags of feeds. A removed feed stays as a row: its articles are still here."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- following

    def follow(
        self, url: str, *, title: str = "", site_url: str = "", typed: bool = False, now: int
    ) -> tuple[int, bool]:
        """Follow the feed at an address; its id, and whether it was not followed before. A removed one comes back."""
        known = self.known_at(url)
        if known is not None:
            gone = self._db.value("SELECT removed FROM feeds WHERE id = ?", (known,)) is not None
            self._db.run("UPDATE feeds SET removed = NULL, typed = max(typed, ?) WHERE id = ?", (typed, known))
            return known, gone
        feed_id = self._db.run(
            "INSERT INTO feeds (url, origin, title, site_url, added, typed) VALUES (?,?,?,?,?,?)",
            (url, url, title, site_url, now, int(typed)),
        ).lastrowid
        assert feed_id is not None
        return feed_id, True

    def known_at(self, url: str) -> int | None:
        """The id of the feed at an address, or first followed there; also of a removed one."""
        found: int | None = self._db.value(
            "SELECT id FROM feeds WHERE url = ?1 OR origin = ?1 ORDER BY url <> ?1", (url,)
        )
        return found

    def all(self) -> list[Feed]:
        """The feeds that are followed, by their names."""
        rows = self._db.rows(f"{_ALL} WHERE removed IS NULL ORDER BY {_NAME} COLLATE NOCASE, id")
        return [_feed_of(row) for row in rows]

    def left(self) -> list[Feed]:
        """The feeds that are followed no more, by their names."""
        rows = self._db.rows(f"{_ALL} WHERE removed IS NOT NULL ORDER BY {_NAME} COLLATE NOCASE, id")
        return [_feed_of(row) for row in rows]

    def get(self, feed_id: int) -> Feed:
        """One feed, also a removed one. Raises NotFoundError."""
        row = self._db.row(f"{_ALL} WHERE f.id = ?", (feed_id,))
        if row is None:
            raise NotFoundError(f"there is no feed {feed_id}")
        return _feed_of(row)

    def at(self, url: str) -> Feed | None:
        """The feed that is followed at an address, or was first."""
        row = self._db.row(f"{_ALL} WHERE removed IS NULL AND (url = ?1 OR origin = ?1) ORDER BY url <> ?1", (url,))
        return None if row is None else _feed_of(row)

    # -- what its reader decides

    def settings(self, feed_id: int) -> dict[str, Any] | None:
        """All that its reader decided, as JSON can keep it; None if there is no such feed."""
        row = self._db.row(f"SELECT {', '.join(SETTINGS)} FROM feeds WHERE id = ?", (feed_id,))
        return None if row is None else {**dict(row), "tags": self.tags(feed_id)}

    def set(self, feed_id: int, settings: Mapping[str, Any]) -> None:
        """Change some of SETTINGS, or `tags`. Call it inside a transaction."""
        changed = {name: value for name, value in settings.items() if name in SETTINGS}
        if changed:
            assignments = ", ".join(f"{name} = ?" for name in changed)
            self._db.run(f"UPDATE feeds SET {assignments} WHERE id = ?", (*changed.values(), feed_id))
        if "tags" in settings:
            self.set_tags(feed_id, settings["tags"])

    def tags(self, feed_id: int) -> list[str]:
        """The tags of a feed, sorted."""
        return [row[0] for row in self._db.rows("SELECT tag FROM feed_tags WHERE feed_id = ? ORDER BY tag", (feed_id,))]

    def set_tags(self, feed_id: int, tags: Iterable[str]) -> None:
        """Replace the tags of a feed."""
        self._db.run("DELETE FROM feed_tags WHERE feed_id = ?", (feed_id,))
        self._db.many("INSERT OR IGNORE INTO feed_tags VALUES (?, ?)", ((feed_id, tag) for tag in tags))

    # -- what visits say

    def memory(self, feed_id: int) -> Memory:
        """What the last visits left. Raises NotFoundError."""
        row = self._db.row(f"SELECT {_MEMORY} FROM feeds WHERE id = ?", (feed_id,))
        if row is None:
            raise NotFoundError(f"there is no feed {feed_id}")
        return Memory(*row)

    def memories(self) -> dict[int, Memory]:
        """What the last visits to the feeds that are followed left, by their ids."""
        rows = self._db.rows(f"SELECT id, {_MEMORY} FROM feeds WHERE removed IS NULL")
        return {row[0]: Memory(*row[1:]) for row in rows}

    def visited(self, feed_id: int, visit: Visit) -> None:
        """Remember a visit."""
        self._db.run(
            "UPDATE feeds SET last_try = :at, problem = :problem, trouble = :trouble, retry_after = :retry_after,"
            " failures = CASE WHEN :problem = '' THEN 0 ELSE failures + 1 END,"
            " last_success = CASE WHEN :problem = '' THEN :at ELSE last_success END,"
            " gone = CASE WHEN :problem = '' THEN 0 ELSE max(gone, :gone) END,"
            " moved_to = CASE WHEN :problem = '' THEN '' ELSE moved_to END,"
            " fresh_for = CASE WHEN :problem = '' THEN :fresh_for ELSE fresh_for END,"
            " ttl = coalesce(:ttl, ttl), etag = coalesce(:etag, etag),"
            " last_modified = coalesce(:last_modified, last_modified), digest = coalesce(:digest, digest),"
            " title = coalesce(nullif(:title, ''), title), name = CASE WHEN name = :title THEN '' ELSE name END,"
            " site_url = coalesce(nullif(:site_url, ''), site_url)"
            " WHERE id = :id",
            {
                "id": feed_id,
                "at": visit.at,
                "problem": visit.problem,
                "trouble": visit.trouble,
                "retry_after": visit.retry_after,
                "gone": int(visit.gone),
                "fresh_for": visit.fresh_for,
                "ttl": visit.ttl,
                "etag": visit.etag,
                "last_modified": visit.last_modified,
                "digest": visit.digest,
                "title": visit.title,
                "site_url": visit.site_url,
            },
        )

    def moved(self, feed_id: int, url: str, *, typed: bool = False) -> bool:
        """Visit a feed at another address from now on; False if another feed is or was followed there. That of one
        that is followed is remembered.

        `typed`: its reader typed the host of that address as well.
        """
        if self.taken(url, feed_id):
            if self.at(url) is not None:
                self._db.run("UPDATE feeds SET moved_to = ? WHERE id = ?", (url, feed_id))
            return False
        self._db.run("UPDATE feeds SET moved_from = url, url = ?, typed = ? WHERE id = ?", (url, int(typed), feed_id))
        return True

    def taken(self, url: str, feed_id: int) -> bool:
        """Whether a feed other than this one is visited at an address, or was until it was removed."""
        return self._db.value("SELECT 1 FROM feeds WHERE url = ? AND id <> ?", (url, feed_id)) is not None

    def forget_visits(self, feed_id: int) -> None:
        """Forget what visits said: the next one asks for everything, and at once."""
        self._db.run(
            "UPDATE feeds SET etag = '', last_modified = '', digest = x'', failures = 0, problem = '', trouble = '',"
            " gone = 0, moved_to = '', retry_after = NULL, last_try = NULL WHERE id = ?",
            (feed_id,),
        )

    def ask_for_all(self, feed_id: int) -> None:
        """Let the next visit read what the feed says, also if it says the same as before."""
        self._db.run("UPDATE feeds SET etag = '', last_modified = '', digest = x'' WHERE id = ?", (feed_id,))

    # -- its articles

    def tallies(self, since: int = 0) -> dict[int, Tally]:
        """How many articles of each feed are here, by the feed's id; muted ones do not count as unread. Those after
        `since` (UTC seconds) are the recent ones."""
        rows = self._db.rows(
            "SELECT feed_id, count(*), sum(read = 0 AND muted = 0), max(sort_key), sum(sort_key >= ?) FROM articles"
            " WHERE feed_id > 0 GROUP BY feed_id",
            (since,),
        )
        return {row[0]: Tally(*row[1:]) for row in rows}

    def tag_tallies(self) -> dict[str, int]:
        """The tags of feeds that are followed, with how many unread articles these have; by name."""
        rows = self._db.rows(
            "SELECT t.tag, coalesce(sum(u.unread), 0) FROM feed_tags t JOIN feeds f ON f.id = t.feed_id"
            " LEFT JOIN (SELECT feed_id, sum(read = 0 AND muted = 0) AS unread FROM articles WHERE feed_id > 0"
            " GROUP BY feed_id) u ON u.feed_id = f.id WHERE f.removed IS NULL GROUP BY t.tag"
            " ORDER BY t.tag COLLATE NOCASE"
        )
        return {row[0]: row[1] for row in rows}

    def posted(self, feed_id: int) -> tuple[int, ...]:
        """The times of the newest entries of a feed, UTC seconds, newest first: enough to know its rhythm."""
        query = "SELECT sort_key FROM articles WHERE feed_id = ? AND feed_id > 0 ORDER BY sort_key DESC LIMIT ?"
        return tuple(row[0] for row in self._db.rows(query, (feed_id, _RHYTHM_OF)))

    def all_posted(self) -> dict[int, tuple[int, ...]]:
        """The same for every feed that is followed, by its id."""
        query = (
            "SELECT id, (SELECT group_concat(sort_key) FROM (SELECT sort_key FROM articles a WHERE a.feed_id = f.id"
            " AND a.feed_id > 0 ORDER BY sort_key DESC LIMIT ?)) FROM feeds f WHERE removed IS NULL"
        )
        return {
            row[0]: tuple(map(int, row[1].split(","))) if row[1] else () for row in self._db.rows(query, (_RHYTHM_OF,))
        }

    def articles_of(self, feed_ids: Collection[int]) -> list[int]:
        """All articles of some feeds, muted ones too."""
        query = "SELECT a.id FROM json_each(?) w JOIN articles a ON a.feed_id = w.value AND a.feed_id > 0 ORDER BY a.id"
        return [row[0] for row in self._db.rows(query, (json.dumps(list(feed_ids)),))]

    def unread_of(self, feed_id: int) -> list[int]:
        """The articles of a feed that are not read."""
        query = "SELECT id FROM articles WHERE feed_id = ? AND feed_id > 0 AND read = 0"
        return [row[0] for row in self._db.rows(query, (feed_id,))]

    def clearable(self, feed_id: int, keep: int) -> list[int]:
        """The articles of a feed beyond its newest `keep` that may go (see `still_clearable`)."""
        query = (
            "SELECT id FROM (SELECT * FROM articles WHERE feed_id = ? AND feed_id > 0"
            f" ORDER BY sort_key DESC, id DESC LIMIT -1 OFFSET ?) AS a WHERE {_CLEARABLE}"
        )
        return [row[0] for row in self._db.rows(query, (feed_id, keep))]

    def still_clearable(self, ids: Collection[int]) -> list[int]:
        """Those of some articles that were read, without a bookmark, a highlight (also a deleted one, which can come
        back) or a tag."""
        query = f"SELECT id FROM articles AS a WHERE id IN (SELECT value FROM json_each(?)) AND {_CLEARABLE}"
        return [row[0] for row in self._db.rows(query, (json.dumps(list(ids)),))]

    def rename_articles(self, feed_id: int) -> None:
        """Let the articles of a feed bear its name."""
        self._db.run(
            "UPDATE articles SET source = (SELECT coalesce(nullif(name, ''), title) FROM feeds WHERE id = ?1)"
            " WHERE feed_id = ?1 AND feed_id > 0",
            (feed_id,),
        )

    def names_of(self, ids: Collection[int]) -> dict[int, str]:
        """How feeds are called, by id, also removed ones."""
        query = f"SELECT id, {_NAME} FROM feeds WHERE id IN (SELECT value FROM json_each(?))"
        return {row[0]: row[1] for row in self._db.rows(query, (json.dumps(list(ids)),))}


def _headers(kept: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in json.loads(kept))


def _feed_of(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        origin=row["origin"],
        title=row["title"],
        name=row["name"],
        site_url=row["site_url"],
        tags=tuple(json.loads(row["tags"])) if row["tags"] != _NONE else (),
        added=row["added"],
        removed=row["removed"] is not None,
        paused=bool(row["paused"]),
        interval=row["interval"],
        user_agent=row["user_agent"],
        headers=_headers(row["headers"]) if row["headers"] != _NONE else (),
        user=row["user"],
        keep=row["keep"],
        full_text=bool(row["full_text"]),
        typed=bool(row["typed"]),
        last_try=row["last_try"],
        last_success=row["last_success"],
        failures=row["failures"],
        problem=row["problem"],
        gone=bool(row["gone"]),
        moved_from=row["moved_from"],
        trouble=row["trouble"],
        moved_to=row["moved_to"],
    )
