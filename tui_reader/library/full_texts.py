"""The whole text of an article whose feed gives only its beginning: fetched from its page, and kept.

Below the desks: refreshing does it for feeds that are set so, reading one article does it by key; only that is a deed.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import aclosing
from typing import TYPE_CHECKING

from tui_reader.errors import SourceError
from tui_reader.ingest import kinds
from tui_reader.ingest.fetch.urls import host_of
from tui_reader.ingest.fetch.values import PAGE_ACCEPT, Answer, Failed, Fetched, Request
from tui_reader.library import arrivals
from tui_reader.library.changes import deed
from tui_reader.model import Article, Document, Entry
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.ingest.fetch.fetcher import Fetcher

AT_ONCE = 200
"""Pages fetched in one refresh at most; the others follow in the next."""


async def fetch(store: Store, fetcher: Fetcher, feed_ids: Collection[int]) -> int:
    """Fetch the pages of what is unread of those of some feeds that shall give the full text, and keep their texts; how
    many had more than the feed gave. A page that cannot be had, or has less text, leaves the article as it is."""
    wanted = store.entries.wanting_full_text(feed_ids, AT_ONCE)
    if not wanted:
        return 0
    articles = store.articles.summaries(wanted)
    requests = [
        Request(article.url, key=article.id, accept=PAGE_ACCEPT, allow_private_hosts=allowed_hosts(store, article))
        for article in articles.values()
    ]
    count = 0
    async with aclosing(fetcher.fetch_many(requests)) as answers:
        async for request, answer in answers:
            article = articles[request.key]
            document = _more(store, article, answer)
            if document is not None:
                with store.transaction():
                    if _has_more(store, article.id, document):  # in the meantime it may have changed, or gone
                        _keep(store, article.id, document)
                        count += 1
            elif not _may_change(answer):
                with store.transaction():
                    if store.articles.exists(request.key):
                        store.entries.full_text_tried(request.key)
    return count


def allowed_hosts(store: Store, article: Article) -> frozenset[str]:
    """The hosts that may be private for the page of an article: its own if its reader typed it, for itself or for the
    feed that it comes from."""
    if not article.feed_id:
        typed = not article.path and not store.entries.is_entry(article.id)
        return frozenset({host_of(article.url)} - {""}) if typed else frozenset()
    feed = store.feeds.get(article.feed_id)
    return frozenset({host_of(feed.url)} - {""}) if feed.typed else frozenset()


def _may_change(answer: Answer) -> bool:
    """Whether another try may give another answer: not if the page was had, or its server does not hand it out."""
    if not isinstance(answer, Failed):
        return False
    refused = answer.status is not None and 400 <= answer.status < 500 and answer.kind != "limited"
    return not (answer.permanent or refused)


async def fetch_one(store: Store, fetcher: Fetcher, article: Article) -> bool:
    """Fetch the page of one article; whether it had more text than is here. That can be taken back. Raises SourceError
    if it cannot be had."""
    allowed = allowed_hosts(store, article)
    answer = await fetcher.fetch(Request(article.url, accept=PAGE_ACCEPT, allow_private_hosts=allowed))
    if isinstance(answer, Failed):
        raise SourceError(article.url, answer.words)
    document = _more(store, article, answer)
    if document is None:
        return False
    with store.transaction():
        if not _has_more(store, article.id, document):
            return False
        with deed(store, "fetching the full text") as doing:
            doing.touch("text", article.id)
            _keep(store, article.id, document, prune=False)
        store.articles.prune(article.id)  # not before the deed says which text it stands on
    return True


def _more(store: Store, article: Article, answer: Answer) -> Document | None:
    """The text of a page, if that is more than is here."""
    from tui_reader.ingest.web_page import full_text

    if not isinstance(answer, Fetched) or kinds.binary_reason(answer.body[: kinds.HEAD]):
        return None
    document = full_text(answer.body, answer.final_url, answer.charset, article.title)
    return document if document is not None and _has_more(store, article.id, document) else None


def _has_more(store: Store, article_id: int, document: Document) -> bool:
    """Whether an article is here, with less text than its page."""
    return store.articles.exists(article_id) and len(document.text) > store.articles.length(article_id)


def _keep(store: Store, article_id: int, document: Document, *, prune: bool = True) -> None:
    """Give an article, that is there, the text of its page. Call it inside a transaction."""
    article = store.articles.get(article_id)  # with the facts it has now
    taken = arrivals.take(store, _with_text(store, article, document), prune=prune)
    store.entries.set_full_text(article.id)
    arrivals.settle(store, [taken.article_id])


def _with_text(store: Store, article: Article, document: Document) -> Entry:
    """The article as it is, with another text."""
    return Entry(
        identity=store.articles.identity(article.id),
        title=article.title,
        text=document.text,
        blocks=document.blocks,
        spans=document.spans,
        published=article.published,
        source=article.source,
        author=article.author,
        url=article.url,
        path=article.path,
        lang=article.lang,
    )
