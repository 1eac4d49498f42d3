"""Refreshing: visiting the feeds that are due, politely, and taking in what they have; what is here stays readable."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress

from tui_reader.ingest.fetch.urls import host_of
from tui_reader.ingest.fetch.values import Limits
from tui_reader.library import claims, findable, visiting_apart, visits
from tui_reader.library.processes import FEW, Processes
from tui_reader.library.rounds import Progress as Progress
from tui_reader.library.rounds import Report as Report
from tui_reader.library.rounds import Round
from tui_reader.model import Feed
from tui_reader.store import Store

COLLECT_AFTER = 50_000
"""Objects after which circles of them are looked for while feeds come in: they leave none, and to look for some again
and again takes a twentieth of the time."""


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    usual = gc.get_threshold()
    if usual[0] >= COLLECT_AFTER:  # another one has seen to it
        yield
        return
    gc.set_threshold(COLLECT_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Refreshing:
    """The desk that visits feeds."""

    def __init__(self, store: Store, password: Callable[[Feed], str | None], limits: Limits | None = None) -> None:
        """`password` gives the password of a feed's user."""
        self._store = store
        self._password = password
        self._limits = limits or Limits()

    def refresh(
        self,
        feed_ids: Collection[int] | None = None,
        *,
        by_hand: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        report: Report | None = None,
    ) -> Report:
        """Visit the feeds that are due, or those of `feed_ids`; `by_hand` does not wait until they are due.

        A server that asked to wait is left alone whoever asks. A feed that fails says so in the report and in its own
        row; nothing is raised for it. An interrupt or `cancelled` keeps what came. Raises StoreError, NotFoundError.
        """
        report = Report() if report is None else report
        claim = claims.Claim(self._store)
        with self._store.transaction():  # or another one visits them between the choice and the claim
            chosen = self._chosen(feed_ids, report, by_hand=by_hand)
            mine = claim.take({feed.id for feed in chosen})
        report.not_due += len(chosen) - len(mine)
        with Processes(len(mine)) as processes, self._store.much(), _seldom_collecting():
            running = Round(self._store, self._password, self._limits, processes, report, progress, cancelled)
            try:
                if mine:
                    asyncio.run(running.visit([feed for feed in chosen if feed.id in mine]))
            finally:
                claim.give_back()
            if not report.cancelled:  # what is left then waits for the next time
                running.settle()
        return report

    def refresh_apart(
        self,
        feed_ids: Collection[int] | None = None,
        *,
        by_hand: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Report:
        """The same for a program with an interface: many feeds are visited by a process of their own.

        Raises StoreError, NotFoundError.
        """
        with self._store.database.snapshot():
            many = len(self._chosen(feed_ids, Report(), by_hand=by_hand)) > FEW
        if many:
            folder = self._store.database.path.parent
            with suppress(OSError):
                return visiting_apart.visit(folder, feed_ids, by_hand=by_hand, progress=progress, cancelled=cancelled)
        return self.refresh(feed_ids, by_hand=by_hand, progress=progress, cancelled=cancelled)

    def index_waiting(self, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Make articles findable that an earlier refresh left behind; how many."""
        return findable.settle_waiting(self._store, cancelled)

    def due(self) -> list[Feed]:
        """The feeds that are due now."""
        with self._store.database.snapshot():
            return self._chosen(None, Report(), by_hand=False)

    def _chosen(self, feed_ids: Collection[int] | None, report: Report, *, by_hand: bool) -> list[Feed]:
        """The feeds to visit; what is told of the others goes into the report. Call it where all is read at once."""
        now, feeds = int(time.time()), self._store.feeds
        followed, memories = feeds.all(), feeds.memories()
        resting = visits.resting(followed, memories, now)
        if feed_ids is not None:
            wanted = [feeds.get(feed_id) for feed_id in feed_ids]
        else:
            wanted = [feed for feed in followed if not feed.paused]
        by_hand = by_hand or feed_ids is not None
        chosen = []
        for feed in wanted:
            memory, rest = memories.get(feed.id) or feeds.memory(feed.id), resting.get(host_of(feed.url), 0)
            if by_hand:
                wait: int | None = visits.wait_of(feed, memory, now, rest)
                wait = None if feed.gone and feed_ids is None else wait
            else:
                due = visits.due_of(feed, memory, feeds.posted(feed.id), now, rest).at
                wait = None if due is None else max(0, due - now)
            if wait == 0:
                chosen.append(feed)
            elif wait is not None:
                report.wait = min(wait, report.wait or wait)
        report.not_due += len(wanted) - len(chosen)
        return chosen
