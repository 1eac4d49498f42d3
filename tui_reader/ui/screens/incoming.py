"""What comes in: files, folders, lists of feeds, and whatever is behind a web address."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, SourceError
from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.prompt import ChoiceScreen, PageScreen, PromptScreen
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.screens.visiting import Visiting

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress
    from tui_reader.library.pages import Seen
    from tui_reader.library.subscriptions import Report as ListReport

# What people type for an address: a name with a dot in it, and no file of that name.
_HOST = re.compile(
    r"(?:[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,24}|localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:[/?#]\S*)?"
)
_FILES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".xml", ".rss", ".atom", ".opml", ".zip", ".csv", ".pdf")
PAGE = "page"
"""The answer that a page is to be kept; any other is the address of a feed."""


def is_address(name: str) -> bool:
    """Whether a name is a web address; one without `http://` only if it neither is nor looks like that of a file."""
    if "://" in name:
        return True
    return _HOST.fullmatch(name) is not None and not name.lower().endswith(_FILES) and not os.path.lexists(name)


class Incoming:
    """Runs what comes in beside the interface, tells how far it is, and shows what came."""

    def __init__(self, screen: Stage, desk: Background, visiting: Visiting) -> None:
        """`desk` is a thread for long jobs."""
        self._screen = screen
        self._desk = desk
        self._visiting = visiting
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
            work(self._screen, lambda address=address: self._look(address), group="adding")  # type: ignore[misc]

    # -- files

    async def _add(self, names: Sequence[str], stdin: bytes | None, open_first: bool) -> None:
        screen, loop_call = self._screen, self._screen.app.call_from_thread
        before = screen.whereabouts()
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
        changed, asked = bool(report.added or report.updated), open_first
        # Whoever went on reading or searching meanwhile is not torn away.
        open_first = open_first and bool(report.article_ids) and before == screen.whereabouts()
        if open_first:
            screen.uncover()
        if report.skipped or changed or asked:
            screen.tell(wording.added(report), problem=bool(report.skipped))
        if open_first:
            screen.open_article(report.article_ids[0])
        if changed:
            screen.articles.load(cursor=report.article_ids[0] if open_first else None)
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

    # -- addresses

    async def _look(self, address: str) -> None:
        """See what is at an address; ask where there is more than one answer."""
        from tui_reader.library.pages import Cancelled

        screen = self._screen
        screen.show_activity("looking at the address")  # which may hold a password
        try:
            seen = await self._desk.ask(lambda library: library.pages.look(address, cancelled=lambda: self._stopped))
        except Cancelled:
            return
        finally:
            screen.show_activity("")
        if seen.feed is not None:
            await self._follow(seen.to_follow, seen.feed.title, typed=seen.is_typed(seen.url))
        elif seen.page is not None and not seen.feeds:
            await self._save(seen)
        elif seen.feeds:
            self._choose(seen)
        else:
            raise SourceError(seen.url, seen.problem)

    def _choose(self, seen: Seen) -> None:
        feeds = [(feed.url, f"Follow the feed “{one_line(feed.title or feed.url, 60)}”") for feed in seen.feeds]
        page = [(PAGE, f"Keep the page “{one_line(seen.page.title, 60)}”")] if seen.page else []
        # The front page of a site is there for its feeds, any other to be read.
        front = urlsplit(seen.url).path in ("", "/")
        titles = {feed.url: feed.title for feed in seen.feeds}

        def chosen(answer: str | None) -> None:
            if answer == PAGE:
                work(self._screen, lambda: self._save(seen), group="adding")
            elif answer is not None:
                typed = seen.is_typed(answer)
                work(self._screen, lambda: self._follow(answer, titles[answer], typed=typed), group="adding")

        options = [*feeds, *page] if front else [*page, *feeds]
        self._screen.open_dialog(ChoiceScreen(f"At {one_line(urlsplit(seen.url).netloc, 40)}", options), chosen)

    async def _follow(self, url: str, title: str, *, typed: bool) -> None:
        def follow(library: Library) -> tuple[int, str, bool]:
            feed, new = library.feeds.follow(url, title=title, typed=typed)
            return feed.id, feed.shown, new

        feed_id, name, new = await self._desk.ask(follow)
        words = (
            f"Following {one_line(name, 60)} · u takes it back" if new else f"{one_line(name, 60)} is followed already"
        )
        self._screen.tell(words)
        self._visiting.refresh([feed_id], show_first=True)

    async def _save(self, seen: Seen) -> None:
        page = seen.page
        assert page is not None
        before = self._screen.whereabouts()
        saved = await self._desk.ask(lambda library: library.pages.save(page))
        here = before == self._screen.whereabouts()
        if here:
            self._screen.uncover()
        self._screen.tell({"added": "Kept as an article", "updated": "Its text is the present one now"}.get(
            saved.change, "It is kept already, and unchanged"
        ))  # fmt: skip
        self._screen.articles.load(cursor=saved.article_id)
        self._screen.search.refresh_results()
        if here:
            self._screen.open_article(saved.article_id)

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
            work(self._screen, lambda: self._fetch_again(article.id, article.url), group="page", exclusive=True)
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

    async def _fetch_again(self, article_id: int, url: str) -> None:
        def fetch(library: Library) -> str:
            seen = library.pages.look_again(article_id)
            if seen.page is None:
                raise NewsreaderError(f"{url}: {seen.problem or 'there is no page any more'}")
            return library.pages.save_again(article_id, seen.page).change

        self._screen.show_activity("fetching the page")
        try:
            change = await self._desk.ask(fetch)
        finally:
            self._screen.show_activity("")
        await self._screen.reading.reload()
        self._screen.articles.refresh_articles([article_id])
        self._screen.tell("The page has a new text" if change == "updated" else "The page is unchanged")
