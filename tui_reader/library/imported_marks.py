"""The highlights of one imported page: which are new, where they stand, what they add to those that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Literal

from tui_reader.anchoring import engine
from tui_reader.anchoring.normalise import NormalisedText, normalise
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight
from tui_reader.library import unplaced
from tui_reader.library.changes import now
from tui_reader.library.revisions import place
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow

Outcome = Literal["placed", "unplaced", "merged", "known", "deleted"]

_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE36 = "abcdefghijklmnopqrstuvwxyz0123456789"
_SHORT = 6


def id_of(digest: bytes) -> str:
    """Sixteen bytes in the form of an id of ours: the same highlight of the same file is the same row for good."""
    number = int.from_bytes(digest)
    return "".join(_BASE32[number >> shift & 31] for shift in range(125, -1, -5))


class Marking:
    """Takes in the highlights of a page. `versions` are revisions of its article by the names the file gives them."""

    def __init__(
        self,
        store: Store,
        article_id: int,
        page: ImportedArticle,
        versions: dict[str, int],
        touch: Callable[[str, int | str], None],
    ) -> None:
        self._store = store
        self._page = page
        self._versions = versions
        self._touch = touch
        self._article = store.articles.get(article_id)

    @cached_property
    def _text(self) -> NormalisedText:
        return normalise(self._store.articles.revision_text(self._article.revision_id))

    @cached_property
    def _by_quote(self) -> dict[str, str]:
        """The highlights that are there, by their words."""
        found = self._store.marks.highlights_of(self._article.id)
        return {_words(highlight.quote): highlight.id for highlight in reversed(found)}

    def take(self, given: ImportedHighlight) -> Outcome:
        """Store one highlight, or what it has more than one that is there."""
        highlight_id = given.own_id or id_of(given.key(self._page.key))
        known = self._store.marks.row(highlight_id)
        if known is not None:
            return "known" if known.deleted_at is None else "deleted"
        same = self._by_quote.get(_words(given.quote)) if given.quote.strip() and not given.own_id else None
        if same is not None:
            return self._merge(same, given)
        row = self._row(highlight_id, given)
        standing = self._in_version(row, given) or unplaced.stood(self._text, row, row.revision_id, given.start)
        row = standing or row
        self._touch("highlight", row.id)
        self._store.marks.put(row)
        self._store.marks.set_highlight_tags(row.id, given.tags)
        if standing is not None:
            place(self._store, row)
        else:
            found = unplaced.find(self._text, row, given.start)
            self._store.marks.place(row.id, self._article.revision_id, found, engine.ENGINE_VERSION)
        if given.quote.strip():
            self._by_quote.setdefault(_words(given.quote), row.id)
        return "placed" if self._store.marks.highlight(row.id).start is not None else "unplaced"

    def _row(self, highlight_id: str, given: ImportedHighlight) -> HighlightRow:
        """A row that waits for its text. A note on the whole page stands on its title."""
        made = given.created or self._page.added or now()
        return HighlightRow(
            id=highlight_id,
            short=self._short(given.short, highlight_id),
            article_id=self._article.id,
            revision_id=self._article.revision_id,
            start=0,
            end=0,
            quote=given.quote if given.quote.strip() else self._article.title or self._article.url,
            prefix=given.prefix,
            suffix=given.suffix,
            role=given.role,
            note=given.note,
            created=made,
            updated=given.updated or made,
        )

    def _in_version(self, row: HighlightRow, given: ImportedHighlight) -> HighlightRow | None:
        """The row where it was made, if the file brought that text."""
        revision_id = self._versions.get(given.version)
        if revision_id is None or given.start is None:
            return None
        if not self._store.articles.revision_text(revision_id).startswith(row.quote, given.start):
            return None
        return replace(row, revision_id=revision_id, start=given.start, end=given.start + len(row.quote))

    def _merge(self, highlight_id: str, given: ImportedHighlight) -> Outcome:
        """Give a highlight of the same words the note and the tags that it lacks, and the role if it has none."""
        row = self._store.marks.row(highlight_id)
        assert row is not None
        tags = self._store.marks.highlight_tags(highlight_id)
        note = row.note if given.note in row.note else f"{row.note}\n\n{given.note}".strip()
        role = given.role if row.role == 1 else row.role
        if (note, role) == (row.note, row.role) and set(given.tags) <= set(tags):
            return "known"
        self._touch("highlight", highlight_id)
        self._store.marks.put(replace(row, note=note, role=role, updated=now()))
        self._store.marks.set_highlight_tags(highlight_id, {*tags, *given.tags})
        return "merged"

    def _short(self, wanted: str, highlight_id: str) -> str:
        """A short id that is free: the one it had, else one made from the long one, so that it is the same again."""
        attempt = 0
        while not wanted or self._store.marks.short_taken(wanted):
            digest = hashlib.blake2b(f"{highlight_id}\x1f{attempt}".encode(), digest_size=_SHORT).digest()
            wanted = "".join(_BASE36[byte % len(_BASE36)] for byte in digest)
            attempt += 1
        return wanted


def _words(quote: str) -> str:
    return normalise(quote).text.strip().casefold()
