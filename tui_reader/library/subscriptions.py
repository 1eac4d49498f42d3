"""Lists of feeds: OPML and newsboat's files coming in, starter packs, and OPML for other readers."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from tui_reader.errors import SourceError, StoreError, UsageError
from tui_reader.export.formats.opml import Subscription as Outgoing
from tui_reader.ingest.decode import decode
from tui_reader.ingest.feeds.subscriptions import NotTaken, Subscription
from tui_reader.ingest.fetch.urls import UrlError, parse
from tui_reader.library import entries_in, findable
from tui_reader.library.changes import deed
from tui_reader.library.feed_reading import ready
from tui_reader.library.following import follow
from tui_reader.model import Feed
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.ingest.feeds.starters import StarterPack
    from tui_reader.store.newsboat import NewsboatCache

Kind = Literal["opml", "urls", "cache"]

LARGEST: Final = 15_000_000
"""Bytes of a list that is read."""
BATCH: Final = 400
"""Articles of a cache stored in one transaction."""
_SQLITE: Final = b"SQLite format 3\0"
_HEAD: Final = 65_536
_OPML: Final = re.compile(r"<(?:opml|outline)\b", re.IGNORECASE)


@dataclass(slots=True)
class Report:
    """What a list brought: the ids of feeds that are new, how many were followed before, and the lines that were not
    taken. Of a cache also how many articles are new, how many were here, and how many of these became read."""

    kind: Kind = "opml"
    new: list[int] = field(default_factory=list)
    known: int = 0
    articles: int = 0
    articles_known: int = 0
    read: int = 0
    skipped: list[NotTaken] = field(default_factory=list)


class Subscriptions:
    """The desk where lists of feeds come in and go out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def bring(
        self,
        path: Path,
        *,
        progress: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        report: Report | None = None,
    ) -> Report:
        """Follow the feeds of an OPML file, of newsboat's `urls`, or of its `cache.db`, with its articles and what was
        read of them. What a file is, is told by its content. The feeds can be undone in one step; the same file again
        changes nothing, but what newsboat has read is read then. An interrupt or `cancelled` keeps what came; `report`
        is filled as it goes.

        What a list calls a feed is its name from now on, unless the feed calls itself so. Raises SourceError if the
        file is none of these or cannot be read, StoreError.
        """
        report = Report() if report is None else report
        data = _read(path)
        if data.startswith(_SQLITE):
            self._cache(path, report, progress, cancelled)
        elif _OPML.search(decode(data[:_HEAD], markup=True)):
            self._opml(path, data, report)
        else:
            self._urls(path, data, report)
        return report

    def _opml(self, path: Path, data: bytes, report: Report) -> None:
        from tui_reader.ingest.feeds.opml import read_opml

        try:
            opml = read_opml(data)
        except SourceError as error:
            raise SourceError(str(path), error.reason) from error
        report.skipped += opml.skipped
        self._follow(opml.feeds, report)

    def _urls(self, path: Path, data: bytes, report: Report) -> None:
        from tui_reader.ingest.feeds.newsboat import read_urls

        urls = read_urls(data)
        if not urls.feeds:
            raise SourceError(str(path), "there are no feeds in it: neither OPML nor a list of addresses")
        report.kind = "urls"
        report.skipped += urls.skipped
        self._follow(urls.feeds, report)

    def is_list(self, path: Path) -> bool:
        """Whether a file is a list of feeds, told by its name and its beginning."""
        if path.name == "urls" or path.suffix.lower() == ".opml":
            return path.is_file()
        try:
            if not path.is_file():
                return False
            with path.open("rb") as file:
                head = file.read(4_096)
        except OSError:
            return False
        return b"<opml" in head.lower() or (head.startswith(_SQLITE) and path.name == "cache.db")

    def starters(self) -> tuple[StarterPack, ...]:
        """The packs of well-known feeds that come with the program."""
        from tui_reader.ingest.feeds.starters import starter_packs

        return starter_packs()

    def start_with(self, name: str) -> Report:
        """Follow the feeds of a starter pack. Can be undone in one step. Raises UsageError if there is no such pack."""
        for pack in self.starters():
            if pack.name == name:
                return self._follow(pack.feeds, Report())
        raise UsageError(f"there is no starter pack {name!r}; there are {', '.join(p.name for p in self.starters())}")

    def outgoing(self) -> list[Outgoing]:
        """The feeds that are followed, as OPML lists them: read here again, they are the same."""
        return [Outgoing(feed.shown, feed.url, feed.site_url, feed.tags) for feed in self._store.feeds.all()]

    def _follow(self, feeds: Iterable[Subscription], report: Report, *, own_titles: bool = False) -> Report:
        """Follow feeds; with `own_titles` what they are called is what they call themselves."""
        new: list[int] = []
        known = 0
        skipped: list[NotTaken] = []
        with deed(self._store, "following feeds") as doing:
            for feed in feeds:
                try:
                    feed_id, is_new = follow(
                        self._store,
                        doing,
                        feed.url,
                        name="" if own_titles else feed.title,
                        title=feed.title if own_titles else "",
                        site_url=feed.site_url,
                        tags=feed.tags,
                    )
                except UsageError as error:
                    skipped.append(NotTaken(feed.title or feed.url, str(error)))
                    continue
                if is_new:
                    new.append(feed_id)
                else:
                    known += 1
        # Counted once they are committed.
        report.new += new
        report.known += known
        report.skipped += skipped
        return report

    # -- newsboat's cache

    def _cache(
        self, path: Path, report: Report, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> None:
        from tui_reader.ingest.feeds.newsboat import not_taken
        from tui_reader.store.newsboat import opened

        report.kind = "cache"
        try:
            with opened(path) as cache:
                titles = {feed.url: feed.title for feed in cache.feeds() if feed.url}
                refused = [NotTaken(url, why) for url in titles if (why := not_taken(url))]
                report.skipped += refused
                others = {each.what for each in refused}
                self._follow(
                    (
                        Subscription(feed.url, feed.title, feed.site_url)
                        for feed in cache.feeds()
                        if feed.url and feed.url not in others
                    ),
                    report,
                    own_titles=True,
                )
                for batch in _batches(self._entries(cache, titles)):
                    if cancelled():
                        break
                    self._put(batch, report)
                    progress(report.articles + report.articles_known)
        except StoreError as error:
            raise SourceError(str(path), str(error)) from error

    def _entries(self, cache: NewsboatCache, titles: Mapping[str, str]) -> Iterator[_CachedEntry]:
        from tui_reader.ingest.feeds.newsboat import entry_of

        feeds: dict[str, Feed | None] = {}
        for article in cache.articles():
            if article.feed_url not in feeds:
                feeds[article.feed_url] = self._feed_at(article.feed_url)
            feed = feeds[article.feed_url]
            if feed is not None:  # its entries are known by the address it had first
                article = replace(article, feed_url=feed.origin)
            entry = entry_of(article, feed.shown if feed else titles.get(article.feed_url, ""))
            if entry is not None:
                yield _CachedEntry(feed.id if feed else 0, ready(entry), article.read)

    def _feed_at(self, url: str) -> Feed | None:
        """The feed followed at an address as newsboat wrote it."""
        try:
            return self._store.feeds.at(parse(url).url)
        except UrlError:
            return None

    def _put(self, batch: Sequence[_CachedEntry], report: Report) -> None:
        new = 0
        with self._store.transaction():
            for feed_id, items in groupby(batch, key=lambda item: item.feed_id):
                # They come as they came there, the oldest first; a feed has the newest first.
                entries = [item.entry for item in items][::-1]
                new += len(entries_in.put(self._store, feed_id, entries).new)
            read = [item.entry.entry.identity for item in batch if item.read]
            standing = self._store.entries.standing(read).values()
            ids = [each.article_id for each in standing if each.article_id is not None]
            became_read = self._store.articles.set_read(ids, True)
        findable.settle_waiting(self._store)
        report.articles += new
        report.articles_known += len(batch) - new
        report.read += len(became_read)


@dataclass(frozen=True, slots=True)
class _CachedEntry:
    feed_id: int
    entry: entries_in.ReadEntry
    read: bool


def _batches(entries: Iterable[_CachedEntry]) -> Iterator[list[_CachedEntry]]:
    batch: list[_CachedEntry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(path: Path) -> bytes:
    """The bytes of a file; of a database only its first. Raises SourceError."""
    try:
        if not path.is_file():
            raise SourceError(str(path), "it is not a file" if os.path.lexists(path) else "there is no such file")
        with path.open("rb") as file:
            head = file.read(len(_SQLITE))
            if head == _SQLITE:
                return head
            data = head + file.read(LARGEST)
    except OSError as error:
        raise SourceError(str(path), error.strerror or "it cannot be read") from error
    if len(data) > LARGEST:
        raise SourceError(str(path), f"it is larger than {LARGEST // 1_000_000} MB")
    return data
