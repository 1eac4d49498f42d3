"""Adding: files, folders, dumps and standard input become articles, in batches that stay when one interrupts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.errors import SourceError
from tui_reader.ingest import files, sources
from tui_reader.ingest.fetch.urls import without_secrets
from tui_reader.library import arrivals, findable, first_visit, guide, web
from tui_reader.model import Entry
from tui_reader.store import Store
from tui_reader.store.articles import Put
from tui_reader.store.secrets import Secrets

BATCH_ENTRIES = 400
BATCH_CHARACTERS = 4_000_000
BATCH_SECONDS = 0.5
"""A transaction ends at whichever comes first: others may write in between, and little is lost by a crash."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A page that names feeds which are not followed, and these, each named once in a report."""

    source: str
    feeds: tuple[web.OfferedFeed, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that did not go in, and why, in plain words. Neither is sanitised."""

    source: str
    reason: str


@dataclass(slots=True)
class Report:
    """What adding did. `article_ids` are the articles touched, in order, each once, `feeds` those followed now, and
    `offered` those that could be."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    ignored: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    article_ids: list[int] = field(default_factory=list)
    feeds: list[first_visit.FirstVisit] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many articles were looked at."""
        return self.added + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding is: `done` of `total` files (total None while it is not known), `articles` so far."""

    done: int
    total: int | None
    articles: int


class Adding:
    """The desk where articles come in."""

    def __init__(self, store: Store, secrets: Callable[[], Secrets] | None = None) -> None:
        """`secrets` opens where passwords are kept, those typed into addresses of feeds; without it they are not."""
        self._store = store
        self._secrets = secrets

    def add(
        self,
        names: Sequence[str],
        *,
        stdin: Callable[[], bytes] | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        report: Report | None = None,
    ) -> Report:
        """Add what `names` say: paths, folders, `-` for what `stdin` gives, web addresses. A page becomes an article; a
        feed is followed, and its entries come in.

        Nothing is raised for a source that cannot be read: the report says so and the others go in. An interrupt
        (KeyboardInterrupt) or `cancelled` keeps what was added; `report` is filled as it goes, so that it tells
        what went in before an interrupt. Raises StoreError.
        """
        report = Report() if report is None else report
        batch: list[Entry] = []
        size = 0
        begun = time.monotonic()
        try:
            for item in self._items(names, stdin, report, progress, cancelled):
                if cancelled():
                    break
                if item is None:
                    continue
                if isinstance(item, SourceError):
                    report.skipped.append(Skipped(item.source, item.reason))
                    continue
                batch.append(item)
                size += len(item.text)
                full = len(batch) >= BATCH_ENTRIES or size >= BATCH_CHARACTERS
                if full or time.monotonic() - begun > BATCH_SECONDS:
                    self._put(batch, report)
                    batch, size, begun = [], 0, time.monotonic()
        finally:
            self._put(batch, report)
            if report.feeds:
                findable.settle_waiting(self._store, cancelled)
        return report

    def welcome(self) -> bool:
        """Put the bundled guide into an empty library; whether it was empty."""
        return guide.welcome(self._store)

    def _items(
        self,
        names: Iterable[str],
        stdin: Callable[[], bytes] | None,
        report: Report,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Iterator[Entry | SourceError | None]:
        for name in names:
            if name == "-":
                yield from files.read_bytes(stdin() if stdin else b"", "standard input")
            elif sources.is_address(name):
                with suppress(web.Cancelled):
                    yield self._behind(name, report, cancelled)
                progress(Progress(1, None, report.done))
            else:
                yield from self._files(Path(name), report, progress)

    def _behind(self, address: str, report: Report, cancelled: Callable[[], bool]) -> Entry | SourceError | None:
        """The page at a web address. A feed is followed at once: then there is nothing left to store."""
        try:
            seen = web.look(address, guess=False, cancelled=cancelled)
        except SourceError as error:
            return error
        if seen.feed is None:
            self._offer(seen, report)
            return seen.page or SourceError(without_secrets(address), seen.problem)
        visit = first_visit.take_in(self._store, self._secrets, seen)
        came = visit.came
        report.feeds.append(visit)
        report.added += len(came.new)
        report.updated += len(came.updated)
        report.unchanged += len(seen.feed.entries) - len(came.new) - len(came.updated)
        report.article_ids += [*reversed(came.new), *came.updated]
        return None

    def _offer(self, seen: web.Seen, report: Report) -> None:
        """Name the feeds of a page, but for those that are followed or named already."""
        named = {feed.url for each in report.offered for feed in each.feeds}
        rest = [f for f in seen.feeds if f.url not in named and self._store.feeds.at(f.url) is None]
        if rest:
            report.offered.append(Offered(without_secrets(seen.asked), tuple(rest)))

    def _files(self, path: Path, report: Report, progress: Callable[[Progress], None]) -> Iterator[Entry | SourceError]:
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises below a folder that may not be searched
            yield from self._counted(files.read_file(path), report, progress, 0, None)
            progress(Progress(1, 1, report.done))
            return
        total = sources.count(path)
        done = 0
        for found in sources.walk(path):
            if isinstance(found, SourceError):
                yield found
            elif found.ignored:
                report.ignored += 1
            else:
                yield from self._counted(files.read_file(found.path), report, progress, done, total)
                done += 1
                progress(Progress(done, total, report.done))

    def _counted(
        self,
        items: Iterable[Entry | SourceError],
        report: Report,
        progress: Callable[[Progress], None],
        done: int,
        total: int | None,
    ) -> Iterator[Entry | SourceError]:
        """Tell of progress inside a dump of many articles too."""
        for number, item in enumerate(items, 1):
            yield item
            if number % 250 == 0:
                progress(Progress(done, total, report.done))

    def _put(self, batch: Sequence[Entry], report: Report) -> None:
        if not batch:
            return
        puts: list[Put] = []
        with self._store.transaction():
            for entry in batch:
                puts.append(arrivals.take(self._store, entry))
            arrivals.settle(self._store, [put.article_id for put in puts if put.change != "unchanged"])
        # Counted once they are committed: an interrupt in between takes all of the batch back.
        seen = set(report.article_ids[-BATCH_ENTRIES:])
        for put in puts:
            setattr(report, put.change, getattr(report, put.change) + 1)
            if put.article_id not in seen:
                report.article_ids.append(put.article_id)
                seen.add(put.article_id)
