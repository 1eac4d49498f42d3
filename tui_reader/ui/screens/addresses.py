"""What is behind a web address: a feed to follow, a page to keep, a site that has both."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, SourceError
from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.going_on import NOTHING_CAME, TEXT_STAYS, GoingOn, Job
from tui_reader.ui.screens.prompt import ChoiceScreen
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.screens.visiting import Visiting

if TYPE_CHECKING:
    from tui_reader.library.pages import Seen

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


class Addresses:
    """Looks at an address, asks where there is more than one answer, and shows what came."""

    def __init__(self, screen: Stage, desk: Background, visiting: Visiting, going_on: GoingOn) -> None:
        """`desk` is a thread for long jobs, `going_on` knows those that may be stopped."""
        self._screen = screen
        self._desk = desk
        self._visiting = visiting
        self._going_on = going_on

    async def look(self, address: str) -> None:
        """See what is at an address; ask where there is more than one answer."""
        from tui_reader.library.pages import Cancelled

        screen = self._screen
        with self._going_on.job("looking at the address") as job:  # which may hold a password
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

    async def fetch_again(self, article_id: int, url: str) -> None:
        """Fetch the page of an article once more."""

        from tui_reader.library.pages import Cancelled

        def fetch(library: Library, job: Job) -> str:
            seen = library.pages.look_again(article_id, cancelled=lambda: job.stopped)
            if seen.page is None:
                raise NewsreaderError(f"{url}: {seen.problem or 'there is no page any more'}")
            return library.pages.save_again(article_id, seen.page).change

        try:
            change = await self._going_on.page(self._desk, fetch)
        except Cancelled:
            self._screen.tell(TEXT_STAYS)
            return
        await self._screen.reading.reload()
        self._screen.articles.refresh_articles([article_id])
        self._screen.tell("The page has a new text" if change == "updated" else "The page is unchanged")
