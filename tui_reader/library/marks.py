"""Marking: highlights, notes, tags, bookmarks. Every verb is one transaction and can be undone."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tui_reader.anchoring import quotes
from tui_reader.errors import NotFoundError, UsageError
from tui_reader.library import revisions
from tui_reader.library.changes import deed, now
from tui_reader.library.revisions import Reanchored
from tui_reader.model import ROLES, Bookmark, Highlight
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow

_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHORT = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_id() -> str:
    """A ULID: 48 bits of milliseconds, 80 of chance, in Crockford's base 32; ids sort by time of making."""
    number = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    return "".join(_BASE32[number >> shift & 31] for shift in range(125, -1, -5))


def clean_tag(tag: str) -> str:
    """A tag as it is kept: no `#` before it, no blanks or controls in it. Raises UsageError if nothing is left."""
    cleaned = "-".join("".join(c if c.isprintable() else " " for c in tag).strip().lstrip("#").split()).strip(",")
    if not cleaned:
        raise UsageError(f"{tag!r} is not a tag")
    return cleaned


class Marks:
    """The desk of highlights and bookmarks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- reading out

    def of(self, article_id: int) -> list[Highlight]:
        """The highlights of an article in the order of its text, orphans last."""
        return self._store.marks.highlights_of(article_id)

    def all(self) -> list[Highlight]:
        """Every highlight, newest first."""
        return self._store.marks.all_highlights()

    def bookmarks(self) -> list[Bookmark]:
        """Every bookmark, newest first."""
        return self._store.marks.bookmarks()

    def known_tags(self) -> list[str]:
        """Every tag in use."""
        return self._store.marks.known_tags()

    def article_tags(self, article_id: int) -> list[str]:
        """The tags of an article."""
        return self._store.marks.article_tags(article_id)

    # -- highlights

    def highlight(
        self,
        article_id: int,
        start: int,
        end: int,
        role: int = 1,
        *,
        note: str = "",
        tags: Iterable[str] = (),
        revision_id: int | None = None,
    ) -> Highlight:
        """Mark `[start, end)` code points of the article's text.

        `revision_id` is the revision that the offsets are of, the present one if None: the text may have gone on
        since it was opened. The same range again changes the role of the mark that is there. Raises NotFoundError
        for an unknown article, UsageError for a range that holds no text, a role that does not exist, or a text
        that is gone.
        """
        if not 1 <= role <= len(ROLES):
            raise UsageError(f"a role is a number from 1 to {len(ROLES)}, not {role}")
        cleaned = [clean_tag(tag) for tag in tags]
        with deed(self._store, "highlight") as doing:
            revision_id, text = self._text(article_id, revision_id)
            start, end = _trimmed(text, start, end)
            present = self._store.articles.get(article_id).revision_id == revision_id
            same = (h for h in self.of(article_id) if present and (h.start, h.end) == (start, end))
            there = next(same, None)
            highlight_id = there.id if there else new_id()
            doing.touch("highlight", highlight_id)
            row = self._store.marks.row(highlight_id)
            if row is None:
                row = self._new_row(highlight_id, article_id, revision_id, text, start, end)
            row = replace(row, role=role, note=note or row.note, updated=now())
            self._store.marks.put(row)
            self._store.marks.set_highlight_tags(
                highlight_id, {*self._store.marks.highlight_tags(highlight_id), *cleaned}
            )
            revisions.place(self._store, row)
        return self._store.marks.highlight(highlight_id)

    def highlight_quote(
        self, article_id: int, quote: str, role: int = 1, *, note: str = "", tags: Iterable[str] = ()
    ) -> Highlight:
        """Mark the passage that reads `quote`.

        Raises QuoteNotFoundError, with the closest passage, when the article does not hold it; UsageError when the
        quote is blank.
        """
        start, end = quotes.locate(self._store.articles.text(article_id), quote)
        return self.highlight(article_id, start, end, role, note=note, tags=tags)

    def _new_row(
        self, highlight_id: str, article_id: int, revision_id: int, text: str, start: int, end: int
    ) -> HighlightRow:
        short = self._new_short()
        prefix, suffix = quotes.context(text, start, end)
        made = now()
        return HighlightRow(
            id=highlight_id,
            short=short,
            article_id=article_id,
            revision_id=revision_id,
            start=start,
            end=end,
            quote=text[start:end],
            prefix=prefix,
            suffix=suffix,
            role=1,
            note="",
            created=made,
            updated=made,
        )

    def _text(self, article_id: int, revision_id: int | None) -> tuple[int, str]:
        """The revision meant, and its text."""
        wanted = self._store.articles.get(article_id).revision_id if revision_id is None else revision_id
        try:
            return wanted, self._store.articles.revision_text(wanted)
        except NotFoundError:
            raise UsageError("the text has changed meanwhile; open the article again") from None

    def _new_short(self) -> str:
        while True:
            short = "".join(secrets.choice(_SHORT) for _ in range(6))
            if not self._store.marks.short_taken(short):
                return short

    def move(self, highlight_id: str, start: int, end: int, *, revision_id: int | None = None) -> Highlight:
        """Give a highlight another range: growing and shrinking. `revision_id` and errors as in `highlight`."""
        with deed(self._store, "change of a highlight") as doing:
            row = self._row(highlight_id)
            doing.touch("highlight", highlight_id)
            revision_id, text = self._text(row.article_id, revision_id)
            start, end = _trimmed(text, start, end)
            fresh = self._new_row(highlight_id, row.article_id, revision_id, text, start, end)
            row = replace(fresh, short=row.short, role=row.role, note=row.note, created=row.created, updated=now())
            self._store.marks.put(row)
            self._store.marks.unplace(highlight_id)
            revisions.place(self._store, row)
        return self._store.marks.highlight(highlight_id)

    def set_role(self, highlight_id: str, role: int) -> Highlight:
        """Change what a highlight means. Raises NotFoundError, UsageError."""
        if not 1 <= role <= len(ROLES):
            raise UsageError(f"a role is a number from 1 to {len(ROLES)}, not {role}")
        return self._change(highlight_id, "change of a role", role=role)

    def set_note(self, highlight_id: str, note: str, *, more: bool = False) -> Highlight:
        """Write the note of a highlight; `more` says that this goes on with the last saving, as one deed.

        Raises NotFoundError.
        """
        return self._change(highlight_id, "note", merge=more, note=note)

    def get(self, highlight_id: str) -> Highlight:
        """One highlight. Raises NotFoundError."""
        return self._store.marks.highlight(highlight_id)

    def _change(self, highlight_id: str, label: str, *, merge: bool = False, **fields: Any) -> Highlight:
        with deed(self._store, label, merge=merge) as doing:
            row = self._row(highlight_id)
            doing.touch("highlight", highlight_id)
            self._store.marks.put(replace(row, updated=now(), **fields))
        return self._store.marks.highlight(highlight_id)

    def set_tags(self, highlight_id: str, tags: Iterable[str]) -> Highlight:
        """Replace the tags of a highlight. Raises NotFoundError, UsageError."""
        cleaned = [clean_tag(tag) for tag in tags]
        with deed(self._store, "tags") as doing:
            row = self._row(highlight_id)
            doing.touch("highlight", highlight_id)
            self._store.marks.set_highlight_tags(highlight_id, cleaned)
            self._store.marks.put(replace(row, updated=now()))
        return self._store.marks.highlight(highlight_id)

    def delete(self, highlight_id: str) -> None:
        """Take a highlight away; undo brings it back. Raises NotFoundError."""
        with deed(self._store, "deletion of a highlight") as doing:
            row = self._row(highlight_id)
            doing.touch("highlight", highlight_id)
            self._store.marks.put(replace(row, deleted_at=now()))

    def _row(self, highlight_id: str) -> HighlightRow:
        row = self._store.marks.row(highlight_id)
        if row is None or row.deleted_at is not None:
            raise NotFoundError(f"there is no highlight {highlight_id}")
        return row

    def reanchor(self, article_id: int | None = None, *, dry_run: bool = False) -> list[Reanchored]:
        """Look for the highlights of one article, or of all, in the present texts again. Raises NotFoundError.

        With `dry_run` nothing is written.
        """
        with self._store.transaction():
            ids = list(self._store.shelves.order("highlighted").ids) if article_id is None else [article_id]
            return [found for each in ids for found in revisions.reanchor(self._store, each, dry_run=dry_run)]

    # -- bookmarks and article tags

    def bookmark(self, article_id: int, start: int | None = None, quote: str = "") -> None:
        """Keep a place: code-point offset `start` (the reading position if None) and the sentence there.

        A second bookmark moves the first. Raises NotFoundError.
        """
        with deed(self._store, "bookmark") as doing:
            article = self._store.articles.get(article_id)
            doing.touch("bookmark", article_id)
            place = article.position if start is None else start
            self._store.marks.set_bookmark(article_id, (article.revision_id, place, quote, now()))

    def remove_bookmark(self, article_id: int) -> bool:
        """Take the bookmark away; False if there was none. Raises NotFoundError."""
        with deed(self._store, "removal of a bookmark") as doing:
            self._store.articles.get(article_id)
            if self._store.marks.bookmark(article_id) is None:
                return False
            doing.touch("bookmark", article_id)
            self._store.marks.set_bookmark(article_id, None)
            return True

    def set_article_tags(self, article_id: int, tags: Iterable[str]) -> list[str]:
        """Replace the tags of an article. Raises NotFoundError, UsageError."""
        cleaned = [clean_tag(tag) for tag in tags]
        with deed(self._store, "tags") as doing:
            self._store.articles.get(article_id)
            doing.touch("article_tags", article_id)
            self._store.marks.set_article_tags(article_id, cleaned)
        return self._store.marks.article_tags(article_id)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its ends. Raises UsageError when nothing is left."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise UsageError("there is no text to highlight there")
    return start, end
