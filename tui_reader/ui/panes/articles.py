"""The article list: which list is shown, its rows, and what is done to articles in it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.model import Article
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticleChosen, ArticlesChanged, CountsChanged, Notice
from tui_reader.ui.panes import shelves
from tui_reader.ui.widgets.row_list import RowList

ORDER = "article-order"
"""The key under which it is kept which order the lists have: "newest" or "quiet"."""
AS_OPENED = ("begun", "opened")
"""Lists in the order of reading, whatever order the others have."""


class ArticlesPane(Vertical):
    """Owns the list on the left: loads it in pieces, keeps the cursor on its article."""

    PLACE: ClassVar[Place] = "list"

    def __init__(self, desk: Background, config: Config, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._apart = config.same_story == "apart"
        self.whole_story = config.same_story == "read-all"
        self._list = RowList(id="article-rows")
        self._articles: dict[int, Article] = {}
        self._left = True
        self._stayed: set[int] = set()
        self._title = ""
        self.shelf = "unread"
        self.quiet = False

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def focus_inside(self) -> None:
        """Give the list the keyboard."""
        self._list.focus()

    @property
    def article_id(self) -> int | None:
        """The article under the cursor."""
        key: int | None = self._list.cursor_key
        return key

    def article(self, article_id: int) -> Article | None:
        """A list row, if it was shown lately."""
        return self._articles.get(article_id)

    # -- loading

    def load(self, shelf: str | None = None, cursor: int | None = None) -> None:
        """Show a list, with the cursor on an article. If None it is the present one again, which is not left: what
        was read in it stays."""
        if shelf is not None:
            self._left = True
        if shelf is not None and shelf != self.shelf:
            self.shelf, self._title = shelf, ""
            self._list.show((), cursor_key=None)
        work(self, lambda: self._load(cursor), group="articles-load", exclusive=True)

    def arrived(self) -> None:
        """Articles came in: show them without moving the reader from where they are."""
        self.load()  # not to where the cursor is now: it may have moved on when the list is there
        at = self._list.cursor  # what came may stand under a row that is in view
        self.refresh_articles(self._list.keys[max(0, at - 100) : at + 100])

    async def _load(self, cursor: int | None) -> None:
        shelf, apart, quiet = self.shelf, self._apart, self.quiet and self.shelf not in AS_OPENED
        shown, stayed = ((), set()) if self._left else (self._list.keys, self._stayed)
        if not self._list.keys and not quiet:
            # The first rows are painted before the whole order of a large list is known.
            head = await self._desk.ask(lambda library: shelves.head_of(library, shelf, apart=apart))
            self._take(head)
            self._list.show([a.id for a in head], cursor_key=cursor)
        (order, stayed), title = await self._desk.ask(
            lambda library: (
                shelves.order_while_shown(library, shelf, shown, stayed, apart=apart, quiet=quiet),
                shelves.title_of(library, shelf),
            )
        )
        self._left, self._stayed = False, stayed
        today = int(time.time()) // 86_400
        groups = [
            (row, wording.heading_of(group, today) if order.by == "day" else wording.rhythm(group))
            for row, group in order.groups
        ]
        self._list.show(order.ids, groups=groups, cursor_key=cursor)
        self._title = title
        await self._count()

    async def _count(self) -> None:
        """The figures of the header and of the title. That of the unread list is what is unread still, not its rows:
        those that were read stay in it."""
        counts = await self._desk.ask(lambda library: library.reading.counts(apart=self._apart))
        if self._title:
            self.border_title = Content(
                f"{self._title} · {counts.unread if self.shelf == 'unread' else len(self._list.keys)}"
            )
        self.post_message(CountsChanged(counts.total, counts.unread, counts.bookmarked))

    def _take(self, articles: Sequence[Article]) -> None:
        self._articles.update((a.id, a) for a in articles)
        self._list.give({a.id: wording.article_row(a, apart=self._apart) for a in articles})

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Fetch rows that came into view."""
        message.stop()
        ids = list(message.keys)
        work(self, lambda: self._fetch(ids), group="articles-rows")

    async def _fetch(self, ids: Sequence[int]) -> None:
        rows = await self._desk.ask(lambda library: library.reading.rows(ids))
        self._take(list(rows.values()))

    def refresh_articles(self, ids: Sequence[int]) -> None:
        """Read some rows again: what they show changed. The list itself stays as it is until it is left."""
        known = [i for i in ids if i in self._articles][:2_000]
        if len(ids) > 2_000:
            self._list.forget_rows()
        work(self, lambda: self._refresh(known), group="articles-refresh")

    async def _refresh(self, ids: Sequence[int]) -> None:
        if ids:
            await self._fetch(ids)
        await self._count()

    # -- events

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open what was chosen."""
        message.stop()
        if message.key is not None:
            self.post_message(ArticleChosen(message.key))

    def select(self, article_id: int) -> bool:
        """Put the cursor on an article; False if the list does not hold it."""
        return self._list.select(article_id)

    # -- commands

    def do_down(self) -> None:
        """Next row."""
        self._list.cursor += 1

    def do_up(self) -> None:
        """Previous row."""
        self._list.cursor -= 1

    def do_top(self) -> None:
        """First row."""
        self._list.cursor = 0

    def do_bottom(self) -> None:
        """Last row."""
        self._list.cursor = len(self._list.keys) - 1

    def do_half_down(self) -> None:
        """Half a page on."""
        self._list.cursor += max(1, self._list.page_rows() // 2)

    def do_half_up(self) -> None:
        """Half a page back."""
        self._list.cursor -= max(1, self._list.page_rows() // 2)

    def do_page_down(self) -> None:
        """A page on."""
        self._list.cursor += self._list.page_rows()

    def do_page_up(self) -> None:
        """A page back."""
        self._list.cursor -= self._list.page_rows()

    def do_open(self) -> None:
        """Open the article under the cursor."""
        self._list.choose()

    def do_order(self) -> None:
        """Newest first, or quiet feeds first."""
        self.quiet = quiet = not self.quiet
        self.load()  # not to where the cursor is now: it may have moved on when the list is there
        self.post_message(Notice("Quiet feeds first" if quiet else "Newest first"))
        order = "quiet" if quiet else "newest"
        work(self, lambda: self._desk.ask(lambda library: library.reading.remember(ORDER, order)), group="remember")

    def do_mark_all(self) -> None:
        """Mark the whole list read."""
        work(self, self._mark_all, group="articles-deed")

    async def _mark_all(self) -> None:
        ids = list(self._list.keys)  # what is shown, not what came in since
        changed = await self._desk.ask(
            lambda library: library.reading.set_read(ids, True, whole_story=self.whole_story)
        )
        self._list.forget_rows()
        self.post_message(Notice(f"{changed} marked read · u takes it back" if changed else "All are read already"))
        await self._count()

    def toggle_read(self, article_id: int) -> None:
        """Mark one article read, or unread again."""

        def toggle(library: Library) -> bool:
            read = not library.reading.rows([article_id])[article_id].read
            library.reading.set_read([article_id], read, whole_story=self.whole_story)
            return read

        async def tell() -> None:
            read = await self._desk.ask(toggle)
            self.post_message(ArticlesChanged([article_id]))
            self.post_message(Notice(f"Marked {'read' if read else 'unread'} · u takes it back"))

        work(self, tell, group="articles-deed")

    def toggle_bookmark(self, article_id: int, start: int = 0, quote: str = "", revision_id: int | None = None) -> None:
        """Keep a place in an article (0 without a quote: the article as such), or let it go."""

        def toggle(library: Library) -> bool:
            if library.marks.remove_bookmark(article_id):
                return False
            library.marks.bookmark(article_id, start, quote, revision_id=revision_id)
            return True

        async def tell() -> None:
            kept = await self._desk.ask(toggle)
            self.post_message(ArticlesChanged([article_id]))
            self.post_message(Notice(f"Bookmark {'set' if kept else 'removed'} · u takes it back"))

        work(self, tell, group="articles-deed")

    async def unread_beside(self, article_id: int | None, step: int) -> int | None:
        """The next (`step` 1) or previous (-1) unread article of the list, seen from an article; None at the end."""
        keys = self._list.keys
        try:
            at = keys.index(article_id) if article_id is not None else -1
        except ValueError:
            at = self._list.cursor - step
        # Round the end, as far as where it began.
        ahead = [*range(at + step, len(keys) if step > 0 else -1, step)]
        around = [*range(0 if step > 0 else len(keys) - 1, max(at, 0) if step > 0 else at, step)]
        order = [row for row in (*ahead, *around) if 0 <= row < len(keys)]
        for first in range(0, len(order), 100):
            chunk = [keys[row] for row in order[first : first + 100]]
            rows = await self._desk.ask(lambda library, ids=chunk: library.reading.rows(ids))  # type: ignore[misc]
            for key in chunk:
                if key != article_id and key in rows and not rows[key].read:
                    return int(key)
        return None
