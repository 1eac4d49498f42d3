"""Articles and their revisions: putting them in, reading them out."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tui_reader.errors import NotFoundError
from tui_reader.model import Article, Block, Entry, Span, utc_seconds
from tui_reader.store.database import Database
from tui_reader.store.index import Index
from tui_reader.store.marks import BY_HAND
from tui_reader.store.prepared import Prepared, prepare, size_of
from tui_reader.store.stories import Stories

Change = Literal["added", "updated", "unchanged"]

COLUMNS = (
    "id, title, source, author, url, path, published, added, sort_key, words, seconds, read, bookmarked,"
    " highlights, position, revision_id, lang, feed_id, muted, story, siblings, seen"
)
"""The columns of a list row, in the order of the fields of Article."""


@dataclass(frozen=True, slots=True)
class Put:
    """What putting an entry did. `old_revision` is the revision it replaced (None unless updated)."""

    article_id: int
    change: Change
    old_revision: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article's text. `blocks` is None for plain text."""

    id: int
    article_id: int
    text: str
    blocks: tuple[Block, ...] | None
    spans: tuple[Span, ...]


def article_of(row: sqlite3.Row) -> Article:
    """A row of COLUMNS as a value."""
    values: list[Any] = list(row)
    values[11], values[12], values[18] = bool(values[11]), bool(values[12]), bool(values[18])
    return Article(*values)


class Articles:
    """The articles table and the revisions that hold the texts. The full-text index is kept in step here."""

    def __init__(self, database: Database, index: Index) -> None:
        self._db = database
        self._index = index
        self._stories = Stories(database)

    # -- putting in

    def put(
        self,
        entry: Entry | Prepared,
        added: int | None = None,
        taken: int | None = None,
        *,
        feed_id: int = 0,
        index: bool = True,
    ) -> Put:
        """Store an entry: a new article, a new revision of a known one, or nothing if it is known as it is.

        `added` is when a new article first came to its reader, `taken` when this text did, in UTC seconds: now if
        None. `feed_id` is the feed that a new article comes from. Without `index` a new article waits for it
        (see `Unindexed`). Call it inside a transaction. The replaced revision stays until `prune`.
        """
        entry = entry if isinstance(entry, Prepared) else prepare(entry)
        known = self._db.row(
            "SELECT a.id, a.title, a.source, a.author, a.url, a.published, a.revision_id, r.digest"
            " FROM articles a JOIN revisions r ON r.id = a.revision_id WHERE a.identity = ?",
            (entry.identity,),
        )
        now = int(time.time())
        taken = now if taken is None else taken
        if known is None:
            (article_id,) = self._insert([entry], taken, now if added is None else added, feed_id)
            if index:
                self._index.add(article_id, entry.title, entry.text)
            else:
                self._db.run("INSERT INTO unindexed VALUES (?)", (article_id,))
            return Put(article_id, "added")
        facts = (entry.title, entry.source, entry.author, entry.url, entry.published)
        if known["digest"] == entry.digest:
            if tuple(known)[1:6] == facts:
                return Put(known["id"], "unchanged")
            self._update(known["id"], known["title"], entry, None)
            return Put(known["id"], "updated", None)
        revision = self._add_revision(known["id"], entry, taken)
        self._update(known["id"], known["title"], entry, revision)
        return Put(known["id"], "updated", known["revision_id"])

    def put_new(self, entries: Sequence[Prepared], *, feed_id: int) -> list[int]:
        """Store entries of which none is here yet, much faster than one by one; the ids of the articles, in the same
        order. They wait for the index. Call it inside a transaction."""
        now = int(time.time())
        ids = self._insert(entries, now, now, feed_id)
        self._db.many("INSERT INTO unindexed VALUES (?)", ((article_id,) for article_id in ids))
        return ids

    def _insert(self, entries: Sequence[Prepared], taken: int, added: int, feed_id: int) -> list[int]:
        # Numbers are given out here: asking for each, and telling each article that of its text, takes twice as long.
        ids = self._free("articles", len(entries))
        revisions = self._free("revisions", len(entries))
        rows = []
        for article_id, revision, entry in zip(ids, revisions, entries, strict=True):
            published = utc_seconds(entry.published)
            facts = entry.identity, entry.title, entry.source, entry.author, entry.url, entry.path, entry.published
            sort_key = added if published is None else published
            rows.append((article_id, *facts, entry.lang, added, sort_key, *entry.size(), feed_id, revision))
        self._db.many(
            "INSERT INTO articles (id, identity, title, source, author, url, path, published, lang, added, sort_key,"
            " words, seconds, feed_id, revision_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            rows,
        )
        self._db.many(
            "INSERT INTO revisions (id, article_id, digest, taken, text, structure) VALUES (?,?,?,?,?,?)",
            (
                (revision, article_id, entry.digest, taken, entry.text, entry.structure)
                for article_id, revision, entry in zip(ids, revisions, entries, strict=True)
            ),
        )
        return list(ids)

    def _free(self, table: str, count: int) -> range:
        """The next numbers that no row of a table has or ever had."""
        last = int(self._db.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0)
        return range(last + 1, last + 1 + count)

    def _add_revision(self, article_id: int, entry: Prepared, taken: int) -> int:
        revision = self._db.run(
            "INSERT INTO revisions (article_id, digest, taken, text, structure) VALUES (?,?,?,?,?)",
            (article_id, entry.digest, taken, entry.text, entry.structure),
        ).lastrowid
        assert revision is not None
        return revision

    def _update(self, article_id: int, old_title: str, entry: Prepared, revision: int | None) -> None:
        """Bring a known article up to date; `revision` is its new text, None when only the facts changed."""
        self._unindex(article_id, old_title)
        words, seconds = entry.size()
        published = utc_seconds(entry.published)
        self._db.run(
            "UPDATE articles SET title = ?, source = ?, author = ?, url = ?, published = ?, lang = ?,"
            " sort_key = coalesce(?, added), words = ?, seconds = ?, revision_id = coalesce(?, revision_id)"
            " WHERE id = ?",
            (
                entry.title,
                entry.source,
                entry.author,
                entry.url,
                entry.published,
                entry.lang,
                published,
                words,
                seconds,
                revision,
                article_id,
            ),
        )
        self._index.add(article_id, entry.title, entry.text)

    def show(self, article_id: int, revision_id: int) -> None:
        """Make an older text of an article, that is still kept, its present one. Call it inside a transaction. Raises
        NotFoundError."""
        title, text = self.get(article_id).title, self.revision_text(revision_id)
        self._unindex(article_id, title)
        self._db.run(
            "UPDATE articles SET revision_id = ?, words = ?, seconds = ? WHERE id = ?",
            (revision_id, *size_of(text), article_id),
        )
        self._index.add(article_id, title, text)

    def _unindex(self, article_id: int, title: str) -> None:
        """Take an article out of the index, or from among those that wait for it: the index must not be told to
        forget what it never knew."""
        if not self._db.run("DELETE FROM unindexed WHERE article_id = ?", (article_id,)).rowcount:
            self._index.remove(article_id, title, self.text(article_id))

    def delete(self, ids: Iterable[int]) -> int:
        """Delete articles with all that hangs on them; how many there were. Call it inside a transaction.

        Their identities are remembered, so that what clears a library is not undone by the next visit to a feed.
        """
        count = 0
        for article_id in ids:
            row = self._db.row("SELECT title, identity FROM articles WHERE id = ?", (article_id,))
            if row is None:
                continue
            self._unindex(article_id, row["title"])
            self._stories.leave(article_id)  # what it stood for in lists must not vanish with it
            self._db.run("INSERT OR IGNORE INTO cleared VALUES (?)", (row["identity"],))
            self._db.run("DELETE FROM articles WHERE id = ?", (article_id,))
            count += 1
        return count

    def prune(self, article_id: int) -> None:
        """Drop the texts of an article that nothing stands on: no highlight, no bookmark, no decision of the user,
        no deed that can be taken back.

        The present one stays, and those that its reader saw last.
        """
        self._db.run(
            "DELETE FROM revisions WHERE article_id = ?1"
            " AND id NOT IN (SELECT revision_id FROM articles WHERE id = ?1 UNION SELECT seen FROM articles"
            " WHERE id = ?1 UNION SELECT seen_before FROM articles WHERE id = ?1)"
            " AND id NOT IN (SELECT revision_id FROM highlights WHERE article_id = ?1)"
            " AND id NOT IN (SELECT revision_id FROM bookmarks WHERE article_id = ?1)"
            " AND id NOT IN (SELECT p.revision_id FROM placements p JOIN highlights h ON h.id = p.highlight_id"
            " WHERE h.article_id = ?1 AND p.engine = ?2)"
            " AND id NOT IN (SELECT revision_id FROM journal_texts)",
            (article_id, BY_HAND),
        )

    # -- reading out

    def get(self, article_id: int) -> Article:
        """One article. Raises NotFoundError."""
        row = self._db.row(f"SELECT {COLUMNS} FROM articles WHERE id = ?", (article_id,))
        if row is None:
            raise NotFoundError(f"there is no article {article_id}")
        return article_of(row)

    def summaries(self, ids: Iterable[int]) -> dict[int, Article]:
        """The articles among `ids` that exist, by id."""
        found: dict[int, Article] = {}
        for chunk in _chunks(list(ids)):
            marks = ",".join("?" * len(chunk))
            for row in self._db.rows(f"SELECT {COLUMNS} FROM articles WHERE id IN ({marks})", chunk):
                found[row["id"]] = article_of(row)
        return found

    def texts(self, ids: Iterable[int]) -> dict[int, str]:
        """The present canonical texts of the articles among `ids` that exist, by id."""
        found: dict[int, str] = {}
        for chunk in _chunks(list(ids)):
            marks = ",".join("?" * len(chunk))
            query = (
                f"SELECT a.id, r.text FROM articles a JOIN revisions r ON r.id = a.revision_id WHERE a.id IN ({marks})"
            )
            found.update((row[0], row[1]) for row in self._db.rows(query, chunk))
        return found

    def text(self, article_id: int) -> str:
        """The present canonical text. Raises NotFoundError."""
        return self.revision_text(self.get(article_id).revision_id)

    def exists(self, article_id: int) -> bool:
        """Whether an article is here."""
        return self._db.value("SELECT 1 FROM articles WHERE id = ?", (article_id,)) is not None

    def length(self, article_id: int) -> int:
        """The code points of the present text, 0 for an article that is not there."""
        query = "SELECT length(r.text) FROM articles a JOIN revisions r ON r.id = a.revision_id WHERE a.id = ?"
        return int(self._db.value(query, (article_id,)) or 0)

    def revision_text(self, revision_id: int) -> str:
        """The text of one version, without working out its structure. Raises NotFoundError."""
        text = self._db.value("SELECT text FROM revisions WHERE id = ?", (revision_id,))
        if text is None:
            raise NotFoundError(f"there is no revision {revision_id}")
        return str(text)

    def revision(self, revision_id: int) -> Revision:
        """One version of a text with its structure. Raises NotFoundError."""
        row = self._db.row("SELECT id, article_id, text, structure FROM revisions WHERE id = ?", (revision_id,))
        if row is None:
            raise NotFoundError(f"there is no revision {revision_id}")
        blocks: tuple[Block, ...] | None = None
        spans: tuple[Span, ...] = ()
        if row["structure"] is not None:
            structure = json.loads(row["structure"])
            blocks = tuple(Block(*values) for values in structure["blocks"])
            spans = tuple(Span(*values) for values in structure["spans"])
        return Revision(row["id"], row["article_id"], row["text"], blocks, spans)

    def has_revision(self, revision_id: int) -> bool:
        """Whether a text is still kept."""
        return self._db.value("SELECT 1 FROM revisions WHERE id = ?", (revision_id,)) is not None

    def by_identity(self, identity: str) -> int | None:
        """The id of the article with this identity, or None."""
        found: int | None = self._db.value("SELECT id FROM articles WHERE identity = ?", (identity,))
        return found

    def identity(self, article_id: int) -> str:
        """What makes an article the same one when it arrives again. Raises NotFoundError."""
        found = self._db.value("SELECT identity FROM articles WHERE id = ?", (article_id,))
        if found is None:
            raise NotFoundError(f"there is no article {article_id}")
        return str(found)

    def paths(self) -> list[str]:
        """The files that articles came from, sorted, each once."""
        return [row[0] for row in self._db.rows("SELECT DISTINCT path FROM articles WHERE path <> '' ORDER BY path")]

    def count(self) -> int:
        """How many articles there are."""
        return int(self._db.value("SELECT count(*) FROM articles"))


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """SQLite takes a limited number of parameters."""
    return (ids[at : at + size] for at in range(0, len(ids), size))
