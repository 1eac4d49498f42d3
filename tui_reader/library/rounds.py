"""One round of visits to feeds: what is asked, how far it is, what it brought, and storing what came."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui_reader.errors import StoreError, UsageError
from tui_reader.ingest.fetch.schedule import LONGEST_ASKED
from tui_reader.ingest.fetch.urls import host_of
from tui_reader.ingest.fetch.values import Failed, Fetched, Limits, Request, Unchanged
from tui_reader.library import entries_in, findable, full_texts, visits
from tui_reader.library.feed_reading import ReadFeed, read_feed
from tui_reader.library.processes import FEW, JobError, Processes
from tui_reader.model import Feed
from tui_reader.store import Store
from tui_reader.store.feeds import Visit

if TYPE_CHECKING:
    from tui_reader.ingest.fetch.fetcher import Fetcher

BATCH_ENTRIES = 600
BATCH_SECONDS = 0.4
"""A transaction ends at whichever comes first: entries are visible soon, and others may write in between."""
WAITING_BODIES, WAITING_BYTES = 64, 20_000_000
"""Bodies being read at a time: enough for those who read them while a batch is stored, and no memory full of them."""
LOOK_EVERY = 0.1
"""Seconds between two looks at whether it is to be cancelled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: `done` of `total` feeds, `new` articles so far, `indexing` those that are not findable
    yet. `stored` says that articles went in since the last time."""

    done: int
    total: int
    new: int
    indexing: int = 0
    stored: bool = False


@dataclass(frozen=True, slots=True)
class FeedFailed:
    """A feed that could not be had, and why, in one sentence that is not sanitised."""

    feed_id: int
    name: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a refresh did: feeds visited, of these unchanged ones, articles by their ids, what went wrong.

    `silent` are feeds of which none was reached, as without a network: they count as not visited. `wait` is how many
    seconds it takes until one of those that are `not_due` may be asked, 0 if nobody knows. `left` are those that it did
    not come to, as it was `cancelled`.
    """

    visited: int = 0
    unchanged: int = 0
    not_due: int = 0
    wait: int = 0
    new: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    failed: list[FeedFailed] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    full_texts: int = 0
    silent: int = 0
    cancelled: bool = False
    left: int = 0


@dataclass(slots=True)
class _Arrived:
    """A visit that waits to be stored."""

    feed: Feed
    visit: Visit
    moved_to: str = ""
    read: ReadFeed | None = None


class Round:
    """One refresh while it is going on. What it reads and works out, `processes` may do."""

    def __init__(
        self,
        store: Store,
        password: Callable[[Feed], str | None],
        limits: Limits,
        processes: Processes,
        report: Report,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._store = store
        self._password = password
        self._limits = limits
        self._processes = processes
        self._report = report
        self._progress = progress
        self._cancelled = cancelled
        self._feeds: dict[int, Feed] = {}
        self._digests: dict[int, bytes] = {}
        self._waiting: list[_Arrived] = []
        self._waiting_entries = 0
        self._silent: list[_Arrived] = []
        self._heard = False
        self._fault: Exception | None = None
        self._since = time.monotonic()
        self._total = 0
        self._done = 0

    async def visit(self, feeds: list[Feed]) -> None:
        """Visit feeds and store what comes; cancelling ends the transfers at once and keeps what came."""
        from tui_reader.ingest.fetch.fetcher import Fetcher

        self._total = len(feeds)
        if sum(feed.last_success is None for feed in feeds) > FEW:
            self._processes.start()
        requests = self._requests(feeds)
        task = asyncio.current_task()
        assert task is not None
        watch = asyncio.create_task(self._watch(task))
        try:
            async with Fetcher(self._limits) as fetcher:
                await self._fetch(fetcher, requests)
                await self._full_texts(fetcher)
        except asyncio.CancelledError:
            if self._fault is not None:
                raise self._fault from None
            if not self._report.cancelled:
                raise
        finally:
            watch.cancel()
            self._flush()
            self._report.left = self._total - self._done if self._report.cancelled else 0

    def settle(self) -> None:
        """Make what came findable."""
        findable.settle_waiting(self._store, self._cancelled, self._tell_indexing, self._processes)

    async def _watch(self, task: asyncio.Task[None]) -> None:
        """Store what came while the next answer is long in coming, and end the visit when it is to be cancelled."""
        try:
            while not self._cancelled():
                await asyncio.sleep(LOOK_EVERY)
                if self._waiting and time.monotonic() - self._since > BATCH_SECONDS:
                    self._flush()
            self._report.cancelled = True
        except Exception as error:  # noqa: BLE001 - raised by the visit itself
            self._fault = error
        task.cancel()

    def _requests(self, feeds: list[Feed]) -> list[Request]:
        requests = []
        for feed in feeds:
            memory = self._store.feeds.memory(feed.id)
            self._feeds[feed.id], self._digests[feed.id] = feed, memory.digest
            try:
                requests.append(visits.request_for(feed, memory, self._password))
            except (UsageError, StoreError) as error:  # the others do not wait until its password can be had
                self._arrived(_Arrived(feed, Visit(int(time.time()), problem=str(error))))
        return requests

    async def _fetch(self, fetcher: Fetcher, requests: list[Request]) -> None:
        reading: dict[asyncio.Task[None], int] = {}
        answers = fetcher.fetch_many(requests)
        try:
            async for request, answer in answers:
                feed = self._feeds[request.key]
                if isinstance(answer, Fetched):
                    self._break_silence()
                    digest = hashlib.blake2b(answer.body, digest_size=16).digest()
                    if digest != self._digests[feed.id]:
                        task = asyncio.create_task(self._read(feed, answer, digest))
                        reading[task] = len(answer.body)
                        await self._some_done(reading, WAITING_BODIES, WAITING_BYTES)
                        continue
                if isinstance(answer, Failed) and not answer.asked:
                    self._report.not_due += 1
                    self._report.wait = min(answer.retry_after or 0, self._report.wait or LONGEST_ASKED)
                    self._done += 1
                    continue
                visit = visits.visit_of(answer, int(time.time()))
                if not self._heard and visits.is_silence(answer):
                    self._silent.append(_Arrived(feed, visit))
                    continue
                self._break_silence()
                self._arrived(_Arrived(feed, visit, visits.moved_to(answer, None)))
                self._report.unchanged += isinstance(answer, Fetched | Unchanged)
            await self._some_done(reading, 1, 1)
            self._judge_silence()
        finally:
            await answers.aclose()
            for task in reading:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*reading, return_exceptions=True)

    async def _some_done(self, reading: dict[asyncio.Task[None], int], most: int, most_bytes: int) -> None:
        """Wait until fewer than `most` bodies are being read, of fewer bytes than `most_bytes` in all."""
        while len(reading) >= most or sum(reading.values()) >= most_bytes:
            done, _ = await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del reading[task]
                task.result()

    async def _read(self, feed: Feed, answer: Fetched, digest: bytes) -> None:
        content_type = f"{answer.content_type}; charset={answer.charset}" if answer.charset else answer.content_type
        given = answer.body, answer.final_url, feed.origin, content_type, feed.name
        await asyncio.sleep(0)
        try:
            read = await asyncio.wrap_future(self._processes.submit(read_feed, *given))
        except JobError as error:
            read = f"reading it went wrong ({error})"
        visit = visits.visit_of(answer, int(time.time()), digest, read)
        self._arrived(_Arrived(feed, visit, visits.moved_to(answer, read), None if isinstance(read, str) else read))

    def _break_silence(self) -> None:
        """Somebody was heard, so the network is there: those who were not have themselves to blame."""
        self._heard = True
        silent, self._silent = self._silent, []
        for arrived in silent:
            self._arrived(arrived)

    def _judge_silence(self) -> None:
        """Nobody was heard. Of one host nobody can tell why; of several it is the network."""
        if len({host_of(arrived.feed.url) for arrived in self._silent}) > 1:
            self._report.silent = len(self._silent)
        else:
            self._break_silence()

    def _arrived(self, arrived: _Arrived) -> None:
        if arrived.visit.problem:
            feed = arrived.feed
            self._report.failed.append(FeedFailed(feed.id, feed.shown, arrived.visit.problem))
        self._report.visited += 1
        self._done += 1
        self._waiting.append(arrived)
        self._waiting_entries += len(arrived.read.entries) if arrived.read else 0
        if self._waiting_entries >= BATCH_ENTRIES or time.monotonic() - self._since > BATCH_SECONDS:
            self._flush()

    def _flush(self) -> None:
        """Store what waits, in one transaction."""
        waiting, self._waiting, self._waiting_entries = self._waiting, [], 0
        new: list[int] = []
        updated: list[int] = []
        if waiting:
            with self._store.transaction():
                for arrived in waiting:
                    came = self._put(arrived)
                    new += came.new
                    updated += came.updated
        # Counted once they are committed: an interrupt in between takes all of the batch back.
        self._report.new += new
        self._report.updated += updated
        self._since = time.monotonic()
        self._progress(Progress(self._done, self._total, len(self._report.new), stored=bool(new or updated)))

    def _put(self, arrived: _Arrived) -> entries_in.Came:
        feeds, feed = self._store.feeds, self._store.feeds.get(arrived.feed.id)
        if feed.removed or feed.url != arrived.feed.url:
            # Left, or sent elsewhere, while it was visited: what was found there counts no more.
            return entries_in.Came()
        feeds.visited(feed.id, arrived.visit)
        if arrived.moved_to not in ("", feed.url) and visits.may_move(feed, arrived.moved_to):
            typed = feed.typed and host_of(arrived.moved_to) == host_of(feed.url)
            if feeds.moved(feed.id, arrived.moved_to, typed=typed):
                self._report.moved.append(feed.id)
        return entries_in.put(self._store, feed.id, arrived.read.entries) if arrived.read else entries_in.Came()

    async def _full_texts(self, fetcher: Fetcher) -> None:
        """Fetch the pages of entries whose feeds shall give the full text."""
        self._flush()
        self._report.full_texts = await full_texts.fetch(self._store, fetcher, list(self._feeds))

    def _tell_indexing(self, left: int) -> None:
        self._progress(Progress(self._done, self._total, len(self._report.new), indexing=left))
