"""Pages: what is behind an address, a page kept as an article, and the whole text behind the beginning of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from tui_reader.errors import SourceError, UsageError
from tui_reader.ingest.fetch.urls import host_of
from tui_reader.library import arrivals, full_texts, web
from tui_reader.model import Article, Entry
from tui_reader.store import Store
from tui_reader.store.entries import EntryFacts

Seen = web.Seen
Cancelled = web.Cancelled


class FullText(Enum):
    """What became of the wish for the whole text."""

    FETCHED = "fetched"
    NOT_MORE = "not more"


@dataclass(frozen=True, slots=True)
class Saved:
    """A page that is an article now; `change` is `added`, `updated` or `unchanged`."""

    article_id: int
    change: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a feed may be: the `feeds` named at `url`, which was looked at last; those that are `followed` already, by
    name, are left out. `here` says that it is, or may be, where it was, and nothing else is offered."""

    url: str
    feeds: tuple[web.OfferedFeed, ...]
    followed: tuple[str, ...] = ()
    here: bool = False


class Pages:
    """The desk of single addresses."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def look(self, address: str, *, typed: str = "", cancelled: Callable[[], bool] = lambda: False) -> Seen:
        """See what is at an address that its reader typed. Stores nothing. Raises SourceError, Cancelled.

        For an address that a page named, `typed` is what `Seen` says of that page: the host that was typed.
        """
        return web.look(address, typed=typed or None, cancelled=cancelled)

    def look_for_feed(self, feed_id: int, *, cancelled: Callable[[], bool] = lambda: False) -> Whereabouts:
        """See where a feed may be now: what stands at its address tells, else its site does. Stores nothing.

        Raises SourceError if neither can be had, Cancelled, NotFoundError.
        """
        feed = self._store.feeds.get(feed_id)
        addresses = list(dict.fromkeys(filter(None, (feed.url, feed.site_url))))
        host = host_of(feed.url) if feed.typed else ""
        seen: Seen | None = None
        failed: SourceError | None = None
        known: dict[str, str] = {}
        for address in addresses:
            try:
                seen = web.look(address, typed=host, guess=address == addresses[-1], cancelled=cancelled)
            except SourceError as error:
                failed = error
                continue
            # What was just seen to be no feed is none, whoever names it; what could not be had may be one still.
            itself = (address == feed.url and seen.feed is not None) or failed is not None
            there = [each for each in _feeds_at(seen) if each.url != feed.url or itself]
            followed = {each.url: at.shown for each in there if (at := self._store.feeds.at(each.url)) and at != feed}
            known |= followed
            offered = tuple(each for each in there if each.url not in followed)
            if offered:
                return Whereabouts(
                    seen.url, offered, tuple(known.values()), [each.url for each in offered] == [feed.url]
                )
        if seen is None and failed is not None:
            raise failed
        return Whereabouts(seen.url if seen else feed.url, (), tuple(known.values()))

    def look_again(self, article_id: int, *, cancelled: Callable[[], bool] = lambda: False) -> Seen:
        """See what is at the address of a page that was kept. Raises SourceError, Cancelled, and UsageError for what
        came with a feed: its address was never typed by anybody."""
        article = self._store.articles.get(article_id)
        if self._store.entries.is_entry(article_id):
            raise UsageError("this article came with a feed that is not followed here")
        return web.look(article.url, cancelled=cancelled)

    def save(self, page: Entry) -> Saved:
        """Keep a page as an article; saved before, it gets its text of now and keeps its marks."""
        with self._store.transaction():
            put = arrivals.take(self._store, page)
            arrivals.settle(self._store, [put.article_id])
        return Saved(put.article_id, put.change)

    def save_again(self, article_id: int, page: Entry) -> Saved:
        """Give an article the text that its page has now; its identity and marks stay. Raises NotFoundError."""
        return self.save(replace(page, identity=self._store.articles.identity(article_id)))

    def full_text(self, article_id: int, *, cancelled: Callable[[], bool] = lambda: False) -> FullText:
        """Fetch the whole text of an article from its page and keep it; marks on the text before are found again.
        It can be undone.

        Raises UsageError for an article without an address, SourceError if the page cannot be had, Cancelled,
        NotFoundError.
        """
        article = self._store.articles.get(article_id)
        if not article.url:
            raise UsageError("this article has no address to fetch its full text from")
        more = web.run(self._fetch_one(article), cancelled)
        return FullText.FETCHED if more else FullText.NOT_MORE

    async def _fetch_one(self, article: Article) -> bool:
        from tui_reader.ingest.fetch.fetcher import Fetcher

        async with Fetcher() as fetcher:
            return await full_texts.fetch_one(self._store, fetcher, article)

    def facts(self, article_id: int) -> EntryFacts:
        """What its feed says of an article besides its text: comments, files that come with it."""
        return self._store.entries.facts(article_id)


def _feeds_at(seen: Seen) -> tuple[web.OfferedFeed, ...]:
    """The feed that was seen, or those that the page names."""
    return seen.feeds if seen.feed is None else (web.OfferedFeed(seen.url, seen.feed.title),)
