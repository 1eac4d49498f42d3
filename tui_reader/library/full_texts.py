"""The whole text of an article whose feed gives only its beginning: fetched from its page, and kept.

Below the desks: refreshing does it for feeds that are set so, reading one article does it by key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.errors import SourceError
from tui_reader.ingest.fetch.values import PAGE_ACCEPT, Failed, Fetched, Request
from tui_reader.library import arrivals
from tui_reader.model import Article, Document, Entry
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.ingest.fetch.fetcher import Fetcher

AT_ONCE = 200
"""Pages fetched in one refresh at most; the others follow in the next."""


async def fetch(store: Store, fetcher: Fetcher, article_ids: Sequence[int]) -> int:
    """Fetch the pages of articles and keep their texts; how many had more than the feed gave. A page that cannot be
    had, or has less text, leaves the article as it is."""
    articles = store.articles.summaries(list(article_ids)[:AT_ONCE])
    requests = [Request(article.url, key=article.id, accept=PAGE_ACCEPT) for article in articles.values()]
    count = 0
    async for request, answer in fetcher.fetch_many(requests):
        if isinstance(answer, Fetched):
            count += _keep(store, articles[request.key], answer)
    return count


async def fetch_one(store: Store, fetcher: Fetcher, article: Article, allowed: frozenset[str] = frozenset()) -> bool:
    """Fetch the page of one article; whether it had more text than is here. `allowed` are hosts that may be private.

    Raises SourceError if it cannot be had.
    """
    answer = await fetcher.fetch(Request(article.url, accept=PAGE_ACCEPT, allow_private_hosts=allowed))
    if isinstance(answer, Failed):
        raise SourceError(article.url, answer.words)
    return isinstance(answer, Fetched) and _keep(store, article, answer)


def _keep(store: Store, article: Article, answer: Fetched) -> bool:
    from tui_reader.ingest.web_page import full_text

    document = full_text(answer.body, answer.final_url, answer.charset, article.title)
    if document is None or len(document.text) <= store.articles.length(article.id):
        return False
    with store.transaction():
        taken = arrivals.take(store, _with_text(store, article, document))
        store.entries.set_full_text(article.id)
        arrivals.settle(store, [taken.article_id])
    return True


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
