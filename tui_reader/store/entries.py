"""What only a feed says of an article: its entry as it stood there last, and the files that came with it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui_reader.store.database import Database

_FETCHED, _TRIED, _REFUSED = 1, 2, 3
"""What `full_text` says: the text is from the page; the page had no more than the feed; the text of the page was taken
back by the reader. 0 if it was not asked."""


class Standing(NamedTuple):
    """How it stands with an entry: the article it is, None if it is not here; `cleared` if it was, and shall not come
    back. `digest` is of what the feed last said, which is not the text if `full_text` has been fetched from the page;
    it is None for an article that did not come with a feed."""

    article_id: int | None
    digest: bytes | None
    full_text: bool
    cleared: bool


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """`truncated`: the feed gave only the beginning. `enclosures` are (address, type, bytes or 0)."""

    truncated: bool = False
    full_text: bool = False
    comments: str = ""
    enclosures: tuple[tuple[str, str, int], ...] = ()

    @property
    def has_more(self) -> bool:
        """There is more on the page than the feed gave and than is here."""
        return self.truncated and not self.full_text


class Said(NamedTuple):
    """What a feed says of an article now; `digest` is of all of it."""

    article_id: int
    digest: bytes
    truncated: bool
    comments: str
    enclosures: Sequence[tuple[str, str, int]]


class Entries:
    """The entries table."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def standing(self, identities: Collection[str]) -> dict[str, Standing]:
        """How it stands with each of some entries, by identity."""
        query = (
            "SELECT w.value, a.id, e.digest, e.full_text, c.identity FROM json_each(?) w"
            " LEFT JOIN articles a ON a.identity = w.value LEFT JOIN entries e ON e.article_id = a.id"
            " LEFT JOIN cleared c ON c.identity = w.value"
        )
        rows = self._db.rows(query, (json.dumps(list(identities)),))
        return {row[0]: Standing(row[1], row[2], row[3] == _FETCHED, row[4] is not None) for row in rows}

    def keep(self, said: Iterable[Said]) -> None:
        """Remember what feeds say now."""
        self._db.many(
            "INSERT INTO entries (article_id, digest, truncated, comments, enclosures) VALUES (?,?,?,?,?)"
            " ON CONFLICT (article_id) DO UPDATE SET digest = excluded.digest, truncated = excluded.truncated,"
            " comments = excluded.comments, enclosures = excluded.enclosures,"
            f" full_text = coalesce(nullif(full_text, {_TRIED}), 0)",
            (
                (each.article_id, each.digest, each.truncated, each.comments, json.dumps(each.enclosures))
                for each in said
            ),
        )

    def is_entry(self, article_id: int) -> bool:
        """Whether an article came with a feed, also one that is not followed."""
        return bool(self.digest(article_id))

    def digest(self, article_id: int) -> bytes | None:
        """What the feed last said of an article, in short; empty or None for what came otherwise."""
        found: bytes | None = self._db.value("SELECT digest FROM entries WHERE article_id = ?", (article_id,))
        return found

    def facts(self, article_id: int) -> EntryFacts:
        """What a feed said of an article; nothing for what came otherwise."""
        row = self._db.row(
            "SELECT truncated, full_text, comments, enclosures FROM entries WHERE article_id = ?", (article_id,)
        )
        if row is None:
            return EntryFacts()
        enclosures = tuple((str(url), str(kind), int(size)) for url, kind, size in json.loads(row["enclosures"]))
        return EntryFacts(bool(row["truncated"]), row["full_text"] == _FETCHED, row["comments"], enclosures)

    def set_full_text(self, article_id: int) -> None:
        """The text of an article is from its page now, whatever the feed gives."""
        self._db.run(
            "INSERT INTO entries (article_id, digest, full_text) VALUES (?, x'', 1)"
            " ON CONFLICT (article_id) DO UPDATE SET full_text = 1",
            (article_id,),
        )

    def refuse_full_text(self, article_id: int, digest: bytes | None = None) -> None:
        """The text of its page was taken back: it is not asked again by itself, whatever the feed says. `digest` is of
        what the feed said of the text that is here now; as it is, if None."""
        self._db.run(
            "UPDATE entries SET full_text = ?, digest = coalesce(?, digest) WHERE article_id = ?",
            (_REFUSED, digest, article_id),
        )

    def full_text_tried(self, article_id: int) -> None:
        """The page of an entry gave no more than its feed: it is not asked again until the feed says something else."""
        self._db.run("UPDATE entries SET full_text = ? WHERE article_id = ?", (_TRIED, article_id))

    def wanting_full_text(self, feed_ids: Collection[int], most: int) -> list[int]:
        """The unread articles whose pages have not been fetched, of those of some feeds that shall give the full text;
        at most `most`, the newest first."""
        query = (
            "SELECT a.id FROM json_each(?) w JOIN feeds f ON f.id = w.value JOIN articles a ON a.feed_id = f.id"
            " JOIN entries e ON e.article_id = a.id WHERE f.full_text = 1 AND a.feed_id > 0 AND a.read = 0"
            " AND e.full_text = 0 AND a.url <> '' ORDER BY a.sort_key DESC, a.id DESC LIMIT ?"
        )
        return [row[0] for row in self._db.rows(query, (json.dumps(list(feed_ids)), most))]
