"""Visiting feeds and pages beside the interface: by the clock, by key, one at a time or all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.document.sanitise import one_line
from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.going_on import TEXT_STAYS, GoingOn, Job
from tui_reader.ui.screens.prompt import ChoiceScreen
from tui_reader.ui.screens.stage import Stage

if TYPE_CHECKING:
    from tui_reader.library.refreshing import Progress, Report

FIRST_LOOK = 2.0
"""Seconds after the start until the clock is asked for the first time: the first screen comes before."""
LOOK_EVERY = 60.0
"""Seconds between two looks at which feeds are due."""
WITHOUT_NETWORK = 300.0
"""Seconds until the next such look when no feed could be reached."""
SHOW_EVERY = 2.0
"""Seconds between two updates of the list while articles come in."""


class Visiting:
    """One visit to feeds at a time; what comes is shown as it comes, and the cursor stays where it is."""

    def __init__(self, screen: Stage, desk: Background, pages_desk: Background, going_on: GoingOn) -> None:
        """`desk` is a thread that visits feeds, `pages_desk` one for single pages, which do not wait for it;
        `going_on` knows what Escape ends."""
        self._screen = screen
        self._desk = desk
        self._pages_desk = pages_desk
        self._going_on = going_on
        self._going: list[Job] = []
        self._closed = False
        self._shown_at = 0.0
        self._unshown = False
        self._look_after = 0.0

    # -- by the clock

    def start(self, *, clock: bool) -> None:
        """Finish what an earlier visit left; with `clock` visit feeds when they are due from now on."""
        work(self._screen, self._finish_index, group="clock")
        if clock:
            self._screen.set_timer(FIRST_LOOK, self._look_at_clock)
            self._screen.set_interval(LOOK_EVERY, self._look_at_clock)

    async def _finish_index(self) -> None:
        await self._desk.ask(lambda library: library.refreshing.index_waiting(lambda: self._closed))

    def _look_at_clock(self) -> None:
        if self._going or time.monotonic() < self._look_after:
            return

        async def look() -> None:
            if await self._desk.ask(lambda library: bool(library.refreshing.due())):
                self.refresh(None, by_hand=False)

        work(self._screen, look, group="clock", exclusive=True)

    # -- feeds

    def refresh(
        self, feed_ids: Sequence[int] | None, *, by_hand: bool = True, show_first: bool = False, told: str = ""
    ) -> None:
        """Visit these feeds, or all; `by_hand` those not due yet too. With `show_first` the cursor goes to the newest
        article that came. `told` is the notice that said so: it goes when they were visited."""
        work(self._screen, lambda: self._refresh(feed_ids, by_hand, show_first, told), group="visiting")

    @property
    def running(self) -> bool:
        """Whether feeds are being visited."""
        return bool(self._going)

    def stop(self) -> None:
        """End the visit that goes on, and those that wait for it; what came stays."""
        for visit in self._going:
            visit.stopped = True
        self._going_on.show()

    def close(self) -> None:
        """End what goes on, and begin nothing more."""
        self._closed = True
        for visit in self._going:
            visit.stopped = True

    async def _refresh(self, feed_ids: Sequence[int] | None, by_hand: bool, show_first: bool, told: str) -> None:
        screen = self._screen
        if self._closed:
            return
        with self._going_on.job("⟳ visiting feeds", by_clock=not by_hand) as visit:

            def progress(at: Progress) -> None:
                if not visit.stopped:
                    self._going_on.progress(visit, wording.visiting(at))
                    screen.app.call_from_thread(self._show_progress, at)

            self._going.append(visit)
            try:
                report = await self._desk.ask(
                    lambda library: library.refreshing.refresh_apart(
                        feed_ids, by_hand=by_hand, progress=progress, cancelled=lambda: visit.stopped
                    )
                )
            finally:
                self._going = [each for each in self._going if each is not visit]
                screen.take_back(told)
        await self._show(report, by_hand, show_first)
        if report.cancelled and not self._closed:
            await self._finish_index()  # what came stays: it shall be found, too
            screen.articles.arrived()
            screen.search.refresh_results()

    def _show_progress(self, at: Progress) -> None:
        self._unshown |= at.stored
        if self._unshown and time.monotonic() - self._shown_at > SHOW_EVERY:
            self._unshown = False
            self._shown_at = time.monotonic()
            self._screen.articles.arrived()

    async def _show(self, report: Report, by_hand: bool, show_first: bool) -> None:
        screen = self._screen
        self._look_after = time.monotonic() + WITHOUT_NETWORK if report.silent else 0.0
        if by_hand or report.new or report.cancelled:
            failed = bool(report.failed or report.silent) and report.visited == len(report.failed)
            only_failed = failed and not report.cancelled
            screen.tell(wording.visited(report), problem=by_hand and only_failed)
        if report.new or report.updated:
            screen.search.refresh_results()
            await screen.reading.reload()
        if show_first and report.new and screen.place == "list":
            screen.articles.load(cursor=report.new[-1])
        else:
            screen.articles.arrived()

    # -- by key

    def do_full_text(self) -> None:
        """Fetch the whole text of the article at hand from its page."""
        article_id = self._screen.article_at_hand()
        if article_id is not None:
            work(self._screen, lambda: self._full_text(article_id), group="page", exclusive=True)

    async def _full_text(self, article_id: int) -> None:
        from tui_reader.library.pages import Cancelled, FullText

        def fetch(library: Library, job: Job) -> tuple[FullText, int, int]:
            outcome = library.pages.full_text(article_id, cancelled=lambda: job.stopped)
            marks = library.marks.of(article_id)
            return outcome, sum(each.status != "orphan" for each in marks), len(marks)

        try:
            outcome, found, marks = await self._going_on.page(self._pages_desk, fetch)
        except Cancelled:
            self._screen.tell(TEXT_STAYS)
            return
        if outcome is FullText.FETCHED:
            await self._screen.reading.reload(told=True)
            self._screen.articles.refresh_articles([article_id])
            self._screen.tell(wording.full_text(found, marks))
        else:
            self._screen.tell("The page has no more text than this")

    def do_extras(self) -> None:
        """What belongs to the article at hand on the web: its page, its comments, the files that came with it."""
        article = self._screen.article()
        if article is None:
            return

        async def show() -> None:
            facts = await self._pages_desk.ask(lambda library: library.pages.facts(article.id))
            options = [(article.url, "Its page")] if article.url else []
            options += [(facts.comments, "Its comments")] if facts.comments else []
            options += [(url, wording.enclosure(url, kind, size)) for url, kind, size in facts.enclosures]
            if not options:
                self._screen.tell("Nothing on the web belongs to this article")
                return

            def chosen(url: str | None) -> None:
                if url is not None:
                    self._screen.reading.browse(url)

            self._screen.open_dialog(ChoiceScreen(one_line(article.title, 40), options), chosen)

        work(self._screen, show, group="extras", exclusive=True)
