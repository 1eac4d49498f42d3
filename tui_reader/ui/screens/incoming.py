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
from tui_reader.ui.screens.going_on import GoingOn, Job
from tui_reader.ui.screens.prompt import ChoiceScreen, PageScreen, PromptScreen
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.screens.visiting import Visiting

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress
    from tui_reader.library.adding import Report as Added
    from tui_reader.library.pages import Seen
    from tui_reader.library.subscriptions import Report as ListReport

# What people type for an address: a name with a dot in it, and no file of that name.
_HOST = re.compile(
    r"(?:[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,24}|localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:[/?#]\S*)?"
)
_FILES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".xml", ".rss", ".atom", ".opml", ".zip", ".csv", ".pdf")
STOPPED = "Stopped; what came stays"
NOTHING_CAME = "Stopped; nothing was added"
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
        self.going_on = GoingOn(screen)

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

    # -- addresses

    async def _look(self, address: str) -> None:
        """See what is at an address; ask where there is more than one answer."""
        from tui_reader.library.pages import Cancelled

        screen = self._screen
        with self.going_on.job("looking at the address") as job:  # which may hold a password
            try:
                seen = await self._desk.ask(lambda library: library.pages.look(address, cancelled=lambda: job.stopped))
            except Cancelled:
                screen.tell(NOTHING_CAME)
                return
        if seen.feed is not None:
            await self._take_in(seen)
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

    async def _take_in(self, seen: Seen) -> None:
        """Follow the feed that was seen, with what came."""
        visit = await self._desk.ask(lambda library: library.feeds.follow_seen(seen))
        self._tell_followed(visit.feed.shown, new=visit.is_new, articles=len(visit.came.new))
        if visit.came.new or visit.came.updated:
            self._screen.search.refresh_results()
        if visit.came.new and self._screen.place == "list":
            self._screen.articles.load(cursor=visit.came.new[-1])
        else:
            self._screen.articles.arrived()

    async def _follow(self, url: str, title: str, *, typed: bool) -> None:
        def follow(library: Library) -> tuple[int, str, bool]:
            feed, new = library.feeds.follow(url, title=title, typed=typed)
            return feed.id, feed.shown, new

        feed_id, name, new = await self._desk.ask(follow)
        self._tell_followed(name, new=new)
        self._visiting.refresh([feed_id], show_first=True)

    def _tell_followed(self, name: str, *, new: bool, articles: int = 0) -> None:
        came = f" · {wording.counted(articles, 'article')}" if articles else ""
        shown = one_line(name, 60)
        said = f"Following {shown}{came} · u takes it back" if new else f"{shown} is followed already{came}"
        self._screen.tell(said)

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
