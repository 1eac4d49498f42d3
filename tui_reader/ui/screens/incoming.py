"""What comes in: files, folders, lists of feeds; what has an address goes to `addresses`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.errors import NewsreaderError
from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.addresses import Addresses, is_address
from tui_reader.ui.screens.prompt import PageScreen, PromptScreen
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.screens.visiting import Visiting

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress
    from tui_reader.library.subscriptions import Report as ListReport


class Incoming:
    """Runs what comes in beside the interface, tells how far it is, and shows what came."""

    def __init__(self, screen: Stage, desk: Background, visiting: Visiting) -> None:
        """`desk` is a thread for long jobs."""
        self._screen = screen
        self._desk = desk
        self._visiting = visiting
        self._addresses = Addresses(screen, desk, visiting, lambda: self._stopped)
        self._stopped = False

    def stop(self) -> None:
        """End what goes on; what was added stays."""
        self._stopped = True

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
        screen, loop_call = self._screen, self._screen.app.call_from_thread
        before = (screen.place, screen.reading.opened)
        lists = await self._desk.ask(lambda library: [n for n in names if library.subscriptions.is_list(Path(n))])
        for name in lists:
            await self._bring(name)
        names = [name for name in names if name not in lists]
        if not names:
            return

        def progress(at: Progress) -> None:
            of = f"/{at.total}" if at.total and at.total > 1 else ""
            words = f"adding {at.done}{of}" if at.total and at.total > 1 else f"adding · {at.articles} articles"
            if not self._stopped:
                loop_call(screen.show_activity, words)

        try:
            report = await self._desk.ask(
                lambda library: library.adding.add(
                    names,
                    stdin=None if stdin is None else lambda: stdin,
                    progress=progress,
                    cancelled=lambda: self._stopped,
                )
            )
        except NewsreaderError as error:
            screen.tell(str(error), problem=True)
            return
        finally:
            screen.show_activity("")
        changed = bool(report.added or report.updated)
        # Whoever went on reading or searching meanwhile is not torn away.
        open_first = open_first and before == (screen.place, screen.reading.opened)
        if report.skipped or changed or open_first:
            screen.tell(wording.added(report), problem=bool(report.skipped))
        if open_first and report.article_ids:
            screen.open_article(report.article_ids[0])
        if changed:
            screen.articles.load(cursor=report.article_ids[0] if open_first and report.article_ids else None)
            screen.search.refresh_results()
            if not open_first:
                await screen.reading.reload()

    # -- lists of feeds

    def bring(self, name: str) -> None:
        """Follow the feeds of a list in the background."""
        path = os.path.expanduser(name)  # noqa: PTH111 - never raises
        work(self._screen, lambda: self._bring(path), group="adding")

    async def _bring(self, name: str) -> None:
        """Follow the feeds of a list, and visit those that are new."""
        loop_call = self._screen.app.call_from_thread

        def progress(articles: int) -> None:
            if not self._stopped:
                loop_call(self._screen.show_activity, f"adding · {articles} articles")

        try:
            report = await self._desk.ask(
                lambda library: library.subscriptions.bring(
                    Path(name), progress=progress, cancelled=lambda: self._stopped
                )
            )
        finally:
            self._screen.show_activity("")
        self.brought(report)

    def brought(self, report: ListReport) -> None:
        """Tell what a list brought, and visit what is new in it."""
        if report.skipped:
            self._screen.open_dialog(PageScreen("What came of the list", wording.brought(report)))
        else:
            self._screen.tell(wording.followed(report) + (" · u takes it back" if report.new else ""))
        if report.articles:
            self._screen.articles.load()
        if report.new:
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
        if self._visiting.running:
            self._visiting.stop()
            self._screen.tell("Stopped; what came stays")
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
