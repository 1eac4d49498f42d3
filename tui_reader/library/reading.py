"""Reading: lists, opening an article, what counts as read, where reading stopped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from tui_reader.document import structure
from tui_reader.document.contents import parts_of
from tui_reader.document.sentences import Sentences
from tui_reader.errors import NotFoundError
from tui_reader.library import kept_places, quiet, stories
from tui_reader.library.changes import deed
from tui_reader.model import Article, Document, Highlight, ShelfName
from tui_reader.store import Store
from tui_reader.store.shelves import Order as Order

PAGES = 16_000
"""Characters behind a place that are surely more than a screen shows there."""
BEHIND = 2_000
"""Characters behind a sentence in which others stand that tell where it was, should it be gone."""
HEAD = 60
"""Rows read for a first paint: more than any terminal shows."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article ready to be read.

    `as_it_came` says that the paragraphs are those of the source. Unless `whole`, the document has all of the text
    but only the first of its blocks, enough to show a page at the place that was asked for. `bookmark` is the
    offset of the bookmark, None if there is none or its words are gone.
    """

    article: Article
    document: Document
    sentences: Sentences
    highlights: tuple[Highlight, ...]
    tags: tuple[str, ...]
    bookmark: int | None = None
    as_it_came: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles stand on each of the shelves that are always in view."""

    total: int
    unread: int
    bookmarked: int


class Reading:
    """The desk of lists and open articles."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- lists

    def listing(
        self, *, unread: bool = False, bookmarked: bool = False, muted: bool = False, limit: int | None = None
    ) -> list[Article]:
        """The newest articles, filtered; what is muted does not count as unread."""
        return self._store.shelves.listing(
            unread=unread, bookmarked=bookmarked, muted=muted, limit=-1 if limit is None else limit
        )

    def head(self, shelf: ShelfName, *, apart: bool = False) -> list[Article]:
        """The first rows of a shelf, at once. With `apart` every article has a row, whatever story it tells."""
        return self._store.shelves.head(shelf, HEAD, apart=apart)

    def order(
        self, shelf: ShelfName, *, apart: bool = False, by_day: bool = True, staying: Collection[int] = ()
    ) -> Order:
        """All article ids of a shelf in order, and its days if they are wanted.

        Those among `staying` that were read stay in a list of unread articles.
        """
        return self._store.shelves.order(shelf, apart=apart, by_day=by_day, staying=staying)

    def quiet_first(self, order: Order) -> Order:
        """The same articles, those of the feeds that seldom bring something first."""
        return quiet.quiet_first(self._store, order)

    def rows(self, ids: Iterable[int]) -> dict[int, Article]:
        """The list rows of some articles, by id."""
        return self._store.articles.summaries(ids)

    def counts(self, *, apart: bool = False) -> Counts:
        """The figures of the header."""
        shelves = self._store.shelves
        return Counts(self._store.articles.count(), shelves.count("unread", apart=apart), shelves.count("bookmarks"))

    def others(self, article_id: int) -> list[Article]:
        """The articles of other sources that tell the story of this one, the first that came first."""
        ids = stories.others(self._store, article_id)
        found = self._store.articles.summaries(ids)
        return [found[each] for each in ids if each in found]

    def files(self) -> list[str]:
        """The paths of the files that articles came from, each once."""
        return self._store.articles.paths()

    # -- an article

    def open(self, article_id: int, *, as_it_came: bool = False, page_at: int | None = None) -> Opened:
        """An article with its document and marks.

        With `page_at`, a code-point offset (or -1 for where reading stopped), the document of a long article may
        end some pages behind that place; `completed` gives the rest. Raises NotFoundError.
        """
        article = self._store.articles.get(article_id)
        until = None
        if page_at is not None:
            until = (article.position if page_at < 0 else page_at) + PAGES
        document, whole = self._document(article, as_it_came, until)
        return Opened(
            article,
            document,
            Sentences(document.text, document.blocks, article.lang),
            tuple(self._store.marks.highlights_of(article_id)),
            tuple(self._store.marks.article_tags(article_id)),
            self._bookmark(article),
            as_it_came,
            whole,
        )

    def _bookmark(self, article: Article) -> int | None:
        kept = self._store.marks.bookmark(article.id) if article.bookmarked else None
        return kept[1] if kept is not None and kept[0] == article.revision_id else None

    def again(self, before: Opened, position: int | None = None) -> Opened:
        """An article that is open, as it is now: its marks and state, or if its text went on, that text.

        `position` is the offset of the first visible character, to be followed into a text that went on. Raises
        NotFoundError.
        """
        article = self._store.articles.get(before.article.id)
        if article.revision_id != before.article.revision_id:
            if position is not None:
                self.save_position(article.id, position, before.article.revision_id)
            return self.open(article.id, as_it_came=before.as_it_came)
        return replace(
            before,
            article=article,
            highlights=tuple(self._store.marks.highlights_of(article.id)),
            tags=tuple(self._store.marks.article_tags(article.id)),
            bookmark=self._bookmark(article),
        )

    def followed(self, before: Opened, now: Opened, offset: int) -> int | None:
        """Where the sentence at an offset of a text that was open stands in the one that is open now.

        The nearest place behind it, if it is gone; None if nothing near it is left.
        """
        if now.article.revision_id == before.article.revision_id:
            return offset
        old, new = before.document.text, now.document.text
        return kept_places.sentence_in(old, new, before.sentences.covering(offset, offset + BEHIND))

    def completed(self, opened: Opened) -> Opened:
        """The same article with all of its blocks, made ready to be laid out. Raises NotFoundError if it is gone."""
        document, _ = self._document(opened.article, opened.as_it_came, None)
        found = Sentences(document.text, document.blocks, opened.article.lang)
        parts_of(document)  # keeps what it works out: the thread that paints need not
        found.split_long_blocks()
        return replace(opened, document=document, sentences=found, whole=True)

    def document(self, article: Article, *, as_it_came: bool = False) -> Document:
        """The present text of an article as a document; plain text is cut into paragraphs unless `as_it_came`."""
        return self._document(article, as_it_came, None)[0]

    def _document(self, article: Article, as_it_came: bool, until: int | None) -> tuple[Document, bool]:
        """The document, with the blocks that start before `until` if it is given; and whether these are all."""
        revision = self._store.articles.revision(article.revision_id)
        text, blocks = revision.text, revision.blocks
        if until is not None and until >= len(text):
            until = None
        if blocks is None and as_it_came:
            blocks = structure.as_it_came(text)
        if blocks is None:
            blocks = structure.blocks_of(text, article.title, article.lang, until=until)
        elif until is not None:
            blocks = tuple(block for block in blocks if block.start < until)
        return Document(text, blocks, revision.spans), until is None

    def began(self, article_id: int) -> None:
        """Remember that an article was opened."""
        self._store.reading.set_opened(article_id)

    def save_position(self, article_id: int, position: int, revision_id: int | None = None) -> None:
        """Remember the code-point offset of the first visible character.

        `revision_id` is the text that was shown, the present one if None: if that went on meanwhile, the place is
        followed.
        """
        if not self._store.reading.set_position(article_id, position, revision_id) and revision_id is not None:
            with self._store.transaction(), suppress(NotFoundError):
                kept_places.follow_reading(self._store, article_id, revision_id, position)

    # -- read and unread

    def finish(self, article_id: int, *, whole_story: bool = False) -> list[int]:
        """Count an article as read because it was; not a deed to undo. Which ones were unread.

        With `whole_story` it counts for all that tell the same.
        """
        ids = self._store.stories.whole([article_id]) if whole_story else [article_id]
        return self._store.reading.set_read(ids, True)

    def set_read(self, ids: Sequence[int], read: bool, *, whole_story: bool = False) -> int:
        """Mark articles read or unread by hand, with `whole_story` all that tell the same too; how many of `ids`
        changed."""
        label = "marking as read" if read else "marking as unread"
        with deed(self._store, label) as doing:
            changed = doing.set_read(self._store.stories.whole(ids) if whole_story else list(ids), read)
            return len(changed) if not whole_story else len(set(ids).intersection(changed))

    # -- what survives a restart

    def recall(self, key: str, default: Any = None) -> Any:
        """A fact kept under `key`."""
        return self._store.state.get(key, default)

    def remember(self, key: str, value: Any) -> None:
        """Keep a fact (a JSON value) under `key`."""
        self._store.state.set(key, value)
