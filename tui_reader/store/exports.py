"""What goes out: the articles that have something to export, and what the last export wrote, the base of the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tui_reader.model import Block, Span
from tui_reader.store.database import Database


@dataclass(frozen=True, slots=True)
class KeptText:
    """A version of an article's text as it is kept. `digest` is hexadecimal, `taken` UTC seconds."""

    id: int
    digest: str
    taken: int
    text: str
    blocks: tuple[Block, ...] | None
    spans: tuple[Span, ...]


class Exports:
    """Last renderings by target (a canonical path), and bulk reads: an export asks for everything at once."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def bases(self, target: str) -> dict[str, str]:
        """What was remembered of the last export to `target`, by key."""
        rows = self._db.rows("SELECT short, base FROM exports WHERE target = ?", (target,))
        return {row["short"]: row["base"] for row in rows}

    def keep(self, target: str, bases: Mapping[str, str]) -> None:
        """Replace what is known of `target`. Call it inside a transaction."""
        self._db.run("DELETE FROM exports WHERE target = ?", (target,))
        self._db.many("INSERT INTO exports VALUES (?, ?, ?)", ((target, s, b) for s, b in bases.items()))

    def marked(self) -> dict[int, str]:
        """The identities of the articles with a highlight or a bookmark, by id."""
        rows = self._db.rows("SELECT id, identity FROM articles WHERE highlights > 0 OR bookmarked = 1")
        return {row[0]: row[1] for row in rows}

    def counts(self) -> dict[int, tuple[int, int]]:
        """How many highlights and bookmarks each article has that has any, by its id."""
        rows = self._db.rows("SELECT id, highlights, bookmarked FROM articles WHERE highlights > 0 OR bookmarked = 1")
        return {row[0]: (row[1], row[2]) for row in rows}

    def tagged(self) -> dict[int, str]:
        """The identities of the articles with a tag, by id."""
        rows = self._db.rows("SELECT id, identity FROM articles WHERE id IN (SELECT article_id FROM article_tags)")
        return {row[0]: row[1] for row in rows}

    def article_tags(self) -> dict[int, tuple[str, ...]]:
        """The tags of every article that has any, sorted, by its id."""
        found: dict[int, tuple[str, ...]] = {}
        for article_id, tag in self._db.rows("SELECT article_id, tag FROM article_tags ORDER BY article_id, tag"):
            found[article_id] = (*found.get(article_id, ()), tag)
        return found

    def texts(self, article_id: int) -> list[KeptText]:
        """The present text of an article, then the older ones that a mark was made on, newest first."""
        rows = self._db.rows(
            "SELECT r.id, r.digest, r.taken, r.text, r.structure FROM revisions r"
            " JOIN articles a ON a.id = r.article_id WHERE r.article_id = ?1 AND (r.id = a.revision_id"
            " OR r.id IN (SELECT revision_id FROM highlights WHERE article_id = ?1 AND deleted_at IS NULL)"
            " OR r.id IN (SELECT revision_id FROM bookmarks WHERE article_id = ?1))"
            " ORDER BY r.id = a.revision_id DESC, r.id DESC",
            (article_id,),
        )
        return [_kept(*row) for row in rows]


def _kept(id: int, digest: bytes, taken: int, text: str, structure: str | None) -> KeptText:
    if structure is None:
        return KeptText(id, digest.hex(), taken, text, None, ())
    parts = json.loads(structure)
    blocks = tuple(Block(*values) for values in parts["blocks"])
    return KeptText(id, digest.hex(), taken, text, blocks, tuple(Span(*values) for values in parts["spans"]))
