"""Marking: highlights, notes, tags, bookmarks. Every verb is one transaction and can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tui_reader.anchoring import quotes
from tui_reader.errors import UsageError
from tui_reader.library import kept_places, revisions, rows
from tui_reader.library.changes import deed, now
from tui_reader.library.merging import merge
from tui_reader.library.naming import clean_note, clean_tag, new_id
from tui_reader.library.revisions import Reanchored
from tui_reader.model import ROLES, Bookmark, Highlight
from tui_reader.store import Store

__all__ = ["Marks", "clean_tag", "new_id"]


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

    def bookmark_place(self, article_id: int) -> int | None:
        """Where an article's bookmark stands in its present text, in code points.

        None if there is no bookmark, or its words are not found in the present text (the bookmark itself is kept).
        Raises NotFoundError.
        """
        article = self._store.articles.get(article_id)
        kept = self._store.marks.bookmark(article_id)
        return kept[1] if kept is not None and kept[0] == article.revision_id else None

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
            revision_id, text = rows.text_of(self._store, article_id, revision_id)
            start, end = rows.trimmed(text, start, end)
            present = self._store.articles.get(article_id).revision_id == revision_id
            same = (h for h in self.of(article_id) if present and (h.start, h.end) == (start, end))
            there = next(same, None)
            highlight_id = there.id if there else new_id()
            doing.touch("highlight", highlight_id)
            row = self._store.marks.row(highlight_id)
            if row is None:
                row = rows.made(self._store, highlight_id, article_id, revision_id, text, start, end)
            row = replace(row, role=role, note=clean_note(note) or row.note, updated=now())
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

    def move(self, highlight_id: str, start: int, end: int, *, revision_id: int | None = None) -> Highlight:
        """Give a highlight another range: growing and shrinking. `revision_id` and errors as in `highlight`."""
        with deed(self._store, "change of a highlight") as doing:
            row = rows.present(self._store, highlight_id)
            doing.touch("highlight", highlight_id)
            revision_id, text = rows.text_of(self._store, row.article_id, revision_id)
            start, end = rows.trimmed(text, start, end)
            fresh = rows.made(self._store, highlight_id, row.article_id, revision_id, text, start, end)
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
        return self._change(highlight_id, "note", merge=more, note=clean_note(note))

    def merge(self, ids: Iterable[str]) -> Highlight:
        """Make one highlight of several that overlap or touch, with only blanks between them.

        The first keeps its id; it gets all notes in the order of the text, all tags, the earliest time of making and
        the role of the newest. The others are deleted. One deed. Raises NotFoundError; UsageError if they stand
        apart, in several articles or not for sure, or if there are fewer than two.
        """
        with deed(self._store, "merging of highlights") as doing:
            merged = merge(self._store, doing, ids)
        return self._store.marks.highlight(merged)

    def get(self, highlight_id: str) -> Highlight:
        """One highlight. Raises NotFoundError."""
        return self._store.marks.highlight(highlight_id)

    def named(self, name: str) -> Highlight:
        """One highlight by its id or its short id, as somebody typed it. Raises NotFoundError."""
        return self._store.marks.highlight(self._store.marks.id_of_short(name) or name)

    def _change(self, highlight_id: str, label: str, *, merge: bool = False, **fields: Any) -> Highlight:
        with deed(self._store, label, merge=merge) as doing:
            row = rows.present(self._store, highlight_id)
            doing.touch("highlight", highlight_id)
            self._store.marks.put(replace(row, updated=now(), **fields))
        return self._store.marks.highlight(highlight_id)

    def set_tags(self, highlight_id: str, tags: Iterable[str]) -> Highlight:
        """Replace the tags of a highlight. Raises NotFoundError, UsageError."""
        cleaned = [clean_tag(tag) for tag in tags]
        with deed(self._store, "tags") as doing:
            row = rows.present(self._store, highlight_id)
            doing.touch("highlight", highlight_id)
            self._store.marks.set_highlight_tags(highlight_id, cleaned)
            self._store.marks.put(replace(row, updated=now()))
        return self._store.marks.highlight(highlight_id)

    def delete(self, highlight_id: str) -> None:
        """Take a highlight away; undo brings it back. Raises NotFoundError."""
        with deed(self._store, "deletion of a highlight") as doing:
            row = rows.present(self._store, highlight_id)
            doing.touch("highlight", highlight_id)
            self._store.marks.put(replace(row, deleted_at=now()))

    def reanchor(self, article_id: int | None = None, *, dry_run: bool = False) -> list[Reanchored]:
        """Look for the highlights of one article, or of all, in the present texts again. Raises NotFoundError.

        With `dry_run` nothing is written.
        """
        with self._store.transaction():
            shelves = self._store.shelves
            marked = dict.fromkeys([*shelves.order("highlighted").ids, *shelves.order("bookmarks").ids])
            ids = list(marked) if article_id is None else [article_id]
            return [found for each in ids for found in revisions.reanchor(self._store, each, dry_run=dry_run)]

    # -- bookmarks and article tags

    def bookmark(
        self, article_id: int, start: int | None = None, quote: str = "", *, revision_id: int | None = None
    ) -> None:
        """Keep a place: code-point offset `start` (the reading position if None) and the sentence there.

        `revision_id` is the revision that the offset is of, the present one if None. A second bookmark moves the
        first. Raises NotFoundError; UsageError if the text meant is gone.
        """
        with deed(self._store, "bookmark") as doing:
            article = self._store.articles.get(article_id)
            doing.touch("bookmark", article_id)
            revision_id, text = rows.text_of(self._store, article_id, revision_id)
            place = article.position if start is None else start
            place = max(0, min(place, len(text)))
            self._store.marks.set_bookmark(article_id, (revision_id, place, quote, now()))
            kept_places.follow(self._store, article)

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
