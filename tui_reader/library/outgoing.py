"""What is to be exported, read from the store at one moment. Below the desk of exporting."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from tui_reader.export.formats.archive import ArchivedArticle, ArchivedBookmark, ArchivedRevision
from tui_reader.export.marked import MarkedArticle
from tui_reader.model import Article, Bookmark, Highlight
from tui_reader.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """What an export is about: all marks of `articles` (ids), and these `highlights` (ids). None of both: everything.

    What is left out is not taken for deleted: in a file that holds it, it stays as it stands.
    """

    articles: Collection[int] | None = None
    highlights: Collection[str] | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.articles is None and self.highlights is None

    def shown(self, article_id: int, highlights: Collection[Highlight]) -> frozenset[str] | None:
        """The short ids of an article's highlights that it is about, None for all of them and the bookmark."""
        if self.everything or (self.articles is not None and article_id in self.articles):
            return None
        wanted = self.highlights or ()
        return frozenset(mark.short for mark in highlights if mark.id in wanted)


EVERYTHING = Scope()


def marked_articles(store: Store, scope: Scope) -> list[MarkedArticle]:
    """Every article with a mark, newest first, also those out of scope: an export has to know what is alive."""
    with store.database.snapshot():
        identities = store.exports.marked()
        articles = _newest_first(store, identities)
        bookmarks = {bookmark.article_id: bookmark for bookmark in store.marks.bookmarks()}
        highlights = _in_order_of_texts(store)
        tags = store.exports.article_tags()
    return [
        _marked(
            article,
            identities[article.id],
            bookmarks.get(article.id),
            tags.get(article.id, ()),
            highlights.get(article.id, ()),
            scope,
        )
        for article in articles
    ]


def _marked(
    article: Article,
    identity: str,
    bookmark: Bookmark | None,
    tags: tuple[str, ...],
    highlights: tuple[Highlight, ...],
    scope: Scope,
) -> MarkedArticle:
    return MarkedArticle(
        id=_stable_id(identity),
        title=article.title,
        author=article.author,
        source=article.source,
        url=article.url,
        published=article.published,
        saved=article.added,
        bookmark=bookmark,
        tags=tags,
        highlights=highlights,
        shown=scope.shown(article.id, highlights),
    )


def archived_articles(store: Store, scope: Scope) -> list[ArchivedArticle]:
    """Every article in scope with a mark or a tag, newest first, with its texts; those of one moment in the order of
    their identities, which is the same in the library that imports them."""
    with store.database.snapshot():
        identities = store.exports.marked() | store.exports.tagged()
        highlights = _in_order_of_texts(store)
        tags = store.exports.article_tags()
        found: list[ArchivedArticle] = []
        articles = store.articles.summaries(identities).values()
        for article in sorted(articles, key=lambda article: (-article.sort_key, identities[article.id])):
            marks = highlights.get(article.id, ())
            shown = scope.shown(article.id, marks)
            if shown is None or shown:
                kept = marks if shown is None else tuple(mark for mark in marks if mark.short in shown)
                bookmark = store.marks.bookmark(article.id) if shown is None else None
                tagged = tags.get(article.id, ())
                found.append(_archived(store, article, identities[article.id], tagged, bookmark, kept))
    return found


def _archived(
    store: Store,
    article: Article,
    identity: str,
    tags: tuple[str, ...],
    bookmark: tuple[int, int, str, str] | None,
    highlights: tuple[Highlight, ...],
) -> ArchivedArticle:
    needed = {article.revision_id, *(mark.revision_id for mark in highlights)} | ({bookmark[0]} if bookmark else set())
    texts = [text for text in store.exports.texts(article.id) if text.id in needed]
    digests = {text.id: text.digest for text in texts}
    return ArchivedArticle(
        article,
        identity,
        tags,
        None if bookmark is None else ArchivedBookmark(digests[bookmark[0]], *bookmark[1:]),
        highlights,
        tuple(ArchivedRevision(text.digest, text.taken, text.text, text.blocks, text.spans) for text in texts),
        digests,
    )


def _newest_first(store: Store, ids: Collection[int]) -> list[Article]:
    articles = store.articles.summaries(ids).values()
    return sorted(articles, key=lambda article: (-article.sort_key, -article.id))


def _in_order_of_texts(store: Store) -> dict[int, tuple[Highlight, ...]]:
    """All highlights by article, in the order of its text, orphans last."""
    found: defaultdict[int, list[Highlight]] = defaultdict(list)
    for mark in store.marks.all_highlights():
        found[mark.article_id].append(mark)
    return {
        article_id: tuple(sorted(marks, key=lambda mark: (mark.start is None, mark.start or 0, mark.created, mark.id)))
        for article_id, marks in found.items()
    }


def _stable_id(identity: str) -> str:
    """The same article has the same id in every export, also from another library."""
    return hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()
