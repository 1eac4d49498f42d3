"""What comes in: files, folders, lists of feeds; what has an address goes to `addresses`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.addresses import Addresses, is_address
from tui_reader.ui.screens.going_on import NOTHING_CAME, STOPPED, GoingOn, Job
from tui_reader.ui.screens.prompt import PageScreen, PromptScreen
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.screens.visiting import Visiting

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress
    from tui_reader.library.adding import Report as Added
    from tui_reader.library.subscriptions import Report as ListReport


class Incoming:
    """Runs what comes in beside the interface, tells how far it is, and shows what came."""

    def __init__(self, screen: Stage, desk: Background, visiting: Visiting, going_on: GoingOn) -> None:
        """`desk` is a thread for long jobs, `going_on` knows those that may be stopped."""
        self._screen = screen
        self._desk = desk
        self._visiting = visiting
        self.going_on = going_on
        self._addresses = Addresses(screen, desk, visiting, self.going_on)

    def do_add(self) -> None:
        """Ask for a path or an address."""

        def answered(text: str | None) -> None:
            if text and text.strip():
                self.add([text.strip()])

        hint = "a file, a folder, a web page, a site or a feed, a list of feeds (OPML)"
        self._screen.open_dialog(PromptScreen("Add", hint), answered)

    def add(self, names: Sequence[str], *, stdin: bytes | None = None, open_first: bool = True) -> None:
        """Add sources in the background and open the first article that came."""
        addresses = [name for name in names if is_address(name)]
        paths = [os.path.expanduser(name) for name in names if name not in addresses]  # noqa: PTH111 - never raises
        if paths:
            work(self._screen, lambda: self._add(paths, stdin, open_first), group="adding")
        for address in addresses:
            work(self._screen, partial(self._addresses.look, address), group="adding")

    # -- files

    async def _add(self, names: Sequence[str], stdin: bytes | None, open_first: bool) -> None:
        screen = self._screen
        before = screen.whereabouts()
        with self.going_on.job("⟳ adding") as job:
            report = await self._added(names, stdin, job)
        if report is None:
            return
        changed, asked = bool(report.added or report.updated), open_first
        # Whoever stopped it, or went on reading or searching meanwhile, is not torn away.
        open_first = open_first and bool(report.article_ids) and not job.stopped and before == screen.whereabouts()
        if open_first:
            screen.uncover()
        if report.skipped or changed or asked or job.stopped:
            words = wording.added(report)
            if job.stopped:
                words = f"{STOPPED} · {words}" if report.done or report.skipped else NOTHING_CAME
            screen.tell(words, problem=bool(report.skipped))
        if open_first:
            screen.open_article(report.article_ids[0])
        if changed:
            screen.articles.load(cursor=report.article_ids[0] if open_first else None)
            screen.search.refresh_results()
            if not open_first:
                await screen.reading.reload()

    async def _added(self, names: Sequence[str], stdin: bytes | None, job: Job) -> Added | None:
        """Add files; what came of it. None if they were lists of feeds, which tell it themselves."""
        lists = await self._desk.ask(lambda library: [n for n in names if library.subscriptions.is_list(Path(n))])
        for name in lists:
            if not job.stopped:
                await self._brought(name, job)
        names = [name for name in names if name not in lists]
        if not names:
            return None

        def progress(at: Progress) -> None:
            many = at.total is not None and at.total > 1
            self.going_on.progress(job, f"⟳ {at.done:,}/{at.total:,} files" if many else f"⟳ {at.articles:,} articles")

        return await self._desk.ask(
            lambda library: library.adding.add(
                names,
                stdin=None if stdin is None else lambda: stdin,
                progress=progress,
                cancelled=lambda: job.stopped,
            )
        )

    # -- lists of feeds

    def bring(self, name: str) -> None:
        """Follow the feeds of a list in the background."""
        path = os.path.expanduser(name)  # noqa: PTH111 - never raises
        work(self._screen, lambda: self._bring(path), group="adding")

    async def _bring(self, name: str) -> None:
        with self.going_on.job("⟳ feeds") as job:
            await self._brought(name, job)

    async def _brought(self, name: str, job: Job) -> None:
        """Follow the feeds of a list, and visit those that are new."""
        report = await self._desk.ask(
            lambda library: library.subscriptions.bring(
                Path(name),
                progress=lambda articles: self.going_on.progress(job, f"⟳ {articles:,} articles"),
                cancelled=lambda: job.stopped,
            )
        )
        self.brought(report, stopped=job.stopped)

    def brought(self, report: ListReport, *, stopped: bool = False) -> None:
        """Tell what a list brought, and visit what is new in it, unless it was stopped."""
        if report.skipped and not stopped:
            self._screen.open_dialog(PageScreen("What came of the list", wording.brought(report)))
        else:
            words = wording.followed(report) + (" · u takes it back" if report.new else "")
            self._screen.tell(f"{STOPPED} · {words}" if stopped else words)
        if report.articles:
            self._screen.articles.load()
        if report.new and not stopped:
            self._visiting.refresh(report.new)

    # -- again

    def do_refresh(self) -> None:
        """Get the article at hand again: its feed, its file or its page."""
        article = self._screen.article()
        if article is None:
            return
        if article.feed_id:
            self._visiting.refresh([article.feed_id])
        elif article.path:
            self._screen.tell("Reading the file again")
            self.add([article.path], open_first=False)
        elif article.url:
            work(
                self._screen, lambda: self._addresses.fetch_again(article.id, article.url), group="page", exclusive=True
            )
        else:
            self._screen.tell("There is nothing to get this article from again")

    def do_refresh_all(self) -> None:
        """Visit all feeds and read all files again; while that goes on, end it."""
        if self._visiting.running or self.going_on.running:
            self._visiting.stop()
            self.going_on.stop()
            self._screen.tell(STOPPED)
            return

        def sources(library: Library) -> tuple[bool, list[str]]:
            return bool(library.feeds.all()), library.reading.files()

        async def refresh() -> None:
            feeds, files = await self._desk.ask(sources)
            if feeds:
                self._visiting.refresh(None)
            if files:
                await self._add(files, None, False)
            if not feeds and not files:
                self._screen.tell("There are no feeds and no files; a adds some")

        work(self._screen, refresh, group="adding")
