"""Lists of feeds: OPML and newsboat's files coming in, starter packs, and OPML for other readers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from tui_reader.errors import SourceError, StoreError, UsageError
from tui_reader.export.formats.opml import Subscription as Outgoing
from tui_reader.export.formats.opml import dumps
from tui_reader.ingest.feeds.subscriptions import NotTaken, Subscription
from tui_reader.library import entries_in
from tui_reader.library.changes import deed
from tui_reader.library.feed_reading import ready
from tui_reader.library.following import follow
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


@dataclass(slots=True)
class Report:
    """What a list brought: the ids of feeds that are new, how many were followed before, articles of a cache, and the
    lines that were not taken."""

    kind: Kind = "opml"
    new: list[int] = field(default_factory=list)
    known: int = 0
    articles: int = 0
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
    ) -> Report:
        """Follow the feeds of an OPML file, of newsboat's `urls`, or of its `cache.db`, with its articles and what was
        read of them. What a file is, is told by its content. The feeds can be undone in one step.

        Raises SourceError if it is none of these or cannot be read, StoreError.
        """
        data = _read(path)
        if data.startswith(_SQLITE):
            return self._cache(path, progress, cancelled)
        if b"<opml" in data[:4_096].lower() or b"<outline" in data[:65_536].lower():
            from tui_reader.ingest.feeds.opml import read_opml

            try:
                opml = read_opml(data)
            except SourceError as error:
                raise SourceError(str(path), error.reason) from error
            return self._follow("opml", opml.feeds, opml.skipped)
        from tui_reader.ingest.feeds.newsboat import read_urls

        urls = read_urls(data)
        if not urls.feeds:
            raise SourceError(str(path), "there are no feeds in it: neither OPML nor a list of addresses")
        return self._follow("urls", urls.feeds, urls.skipped)

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
                return self._follow("opml", pack.feeds, ())
        raise UsageError(f"there is no starter pack {name!r}; there are {', '.join(p.name for p in self.starters())}")

    def opml(self) -> str:
        """The feeds that are followed, as OPML: read here again, they are the same."""
        feeds = self._store.feeds.all()
        return dumps([Outgoing(feed.shown, feed.url, feed.site_url, feed.tags) for feed in feeds], "newsreader")

    def _follow(self, kind: Kind, feeds: Iterable[Subscription], skipped: Iterable[NotTaken]) -> Report:
        report = Report(kind, skipped=list(skipped))
        with deed(self._store, "following feeds") as doing:
            for feed in feeds:
                try:
                    feed_id, new = follow(
                        self._store, doing, feed.url, title=feed.title, site_url=feed.site_url, tags=feed.tags
                    )
                except UsageError as error:
                    report.skipped.append(NotTaken(feed.title or feed.url, str(error)))
                    continue
                if new:
                    report.new.append(feed_id)
                else:
                    report.known += 1
        return report

    # -- newsboat's cache

    def _cache(self, path: Path, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Report:
        from tui_reader.store.newsboat import opened

        try:
            with opened(path) as cache:
                feeds = [Subscription(feed.url, feed.title, feed.site_url) for feed in cache.feeds() if feed.url]
                titles = {feed.url: feed.title for feed in feeds}
                web = [feed for feed in feeds if feed.url.lower().startswith(("http://", "https://"))]
                others = [feed for feed in feeds if feed not in web]
                report = self._follow("cache", web, [NotTaken(f.url, "its address is none of the web") for f in others])
                for batch in _batches(self._entries(cache, titles)):
                    if cancelled():
                        break
                    self._put(batch)
                    report.articles += len(batch)
                    progress(report.articles)
        except StoreError as error:
            raise SourceError(str(path), str(error)) from error
        return report

    def _entries(self, cache: NewsboatCache, titles: dict[str, str]) -> Iterator[_CachedEntry]:
        from tui_reader.ingest.feeds.newsboat import entry_of

        for article in cache.articles():
            entry = entry_of(article, titles.get(article.feed_url, ""))
            if entry is not None:
                yield _CachedEntry(article.feed_url, ready(entry), article.read)

    def _put(self, batch: list[_CachedEntry]) -> None:
        with self._store.transaction():
            for item in batch:
                feed_id = self._store.feeds.known_at(item.feed_url) or 0
                came = entries_in.put(self._store, feed_id, [item.entry])
                if item.read and came.new:
                    self._store.articles.set_read(came.new, True)
            self._store.articles.index_waiting(BATCH)


@dataclass(frozen=True, slots=True)
class _CachedEntry:
    feed_url: str
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
