"""The stage: the panes, which of them are shown at which width, where the keyboard is, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from tui_reader.config import Config
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, NotFoundError
from tui_reader.model import Article
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import Place
from tui_reader.ui.keys import KeyMap
from tui_reader.ui.panes.articles import ORDER, ArticlesPane
from tui_reader.ui.panes.highlights import HighlightsPane, Marking
from tui_reader.ui.panes.reading import ReadingPane
from tui_reader.ui.panes.search import SearchPane
from tui_reader.ui.panes.shelves import is_shelf
from tui_reader.ui.screens.keyboard import Keyboard
from tui_reader.ui.screens.keyed import TOLD, KeyedScreen
from tui_reader.ui.screens.problems import Problems
from tui_reader.ui.widgets.status import HintLine, TopLine

LAST = "last"
"""The key under which the place is kept over a restart."""
LOOK_EVERY = 1.0
"""Seconds between two looks at whether another program has written to the library."""
T = TypeVar("T")
BROWSING_WORK = ("browse-warm", "browse-watch", "quotes-compare")
NOT_WAITED_FOR = {
    "leave",
    "begin",
    "adding",
    "clock",
    "visiting",
    "page",
    "extras",
    "search",
    "search-warm",
    "articles-load",
    "articles-rows",
    "look",
    "changes",
    "mute",
    "mute-look",
    *BROWSING_WORK,
}
"""Work that changes nothing, or that ends by itself: quitting does not wait for it."""
PLACES: tuple[Place, ...] = ("list", "reader", "search")


class Stage(Screen[None]):
    """What every route needs: the panes, the place of the keyboard, notices, and the place kept over a restart."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (140, "-wide")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]  # noqa: RUF012
    SMALLEST: ClassVar[tuple[int, int]] = (20, 5)

    def __init__(self, desk: Background, search_desk: Background, config: Config, keymap: KeyMap) -> None:
        super().__init__()
        self._desk = desk
        self.keymap = keymap
        self._problems = Problems(self)
        self._top = TopLine(id="top")
        self._hints = HintLine(id="hints")
        self.articles = ArticlesPane(desk, config, id="articles")
        self.reading = ReadingPane(desk, config, id="reading")
        self.search = SearchPane(search_desk, id="search")
        self.marks = HighlightsPane(desk, self.reading.pointing, id="highlights")
        self.marking = Marking(self.marks, desk, self.reading.pointing)
        self._panes: dict[Place, ArticlesPane | ReadingPane | SearchPane] = {
            "list": self.articles,
            "reader": self.reading,
            "search": self.search,
        }
        self._at: Place = "list"
        self._resumed = False
        self._keyboard = Keyboard(self, keymap, self.show_hints)
        self._came_from: Place = "list"
        self._back: Callable[[], None] | None = None
        self._changes: int | None = None

    def compose(self) -> ComposeResult:
        """Top line, panes, hint line; styles decide what is shown at which width."""
        yield self._top
        with Horizontal(id="panes"):
            yield self.articles
            yield self.search
            yield self.reading
            yield self.marks
        yield self._hints
        yield Static(Content("newsreader needs a larger terminal"), id="too-small")

    async def on_mount(self) -> None:
        """Start where the last session ended."""
        self._top.left = "newsreader"
        self.go("list")
        work(self, self._resume, group="resume")
        self.set_interval(LOOK_EVERY, lambda: work(self, self._look, group="look", exclusive=True))

    def show_hints(self) -> None:
        """The keys that count now."""
        raise NotImplementedError

    # -- where the keyboard is

    @property
    def place(self) -> Place:
        """Which keys count now. The focus follows: a key typed ahead of it must already mean the right thing."""
        return self._at

    def go(self, place: Place) -> None:
        """Show a pane (on narrow screens instead of another) and give it the keyboard."""
        if place == "search":
            self.add_class("-searching")
            if self._at != "search":
                self.search.begin()
        for name in PLACES:
            self.set_class(name == place, f"-at-{name}")
        pane = self._panes[place]
        if place != "search" and isinstance(self.focused, Input):
            self.set_focus(None)  # at once: the box must not swallow what is typed for the pane
        # After the classes took effect: a hidden widget cannot take the focus, and would lose it to an Input.
        self.call_after_refresh(pane.focus_inside)
        self.call_after_refresh(self.show_hints)
        self._at = place
        self.remember()

    def show_shelf(self, shelf: str, back: Callable[[], None] | None = None) -> None:
        """Show a list of articles; Escape leads back to where the user was: `back` goes on there from the unread."""
        self._came_from = self._at
        self._back = back
        self.articles.load(shelf)
        self.go("list")

    def leave_shelf(self) -> None:
        """Back to the unread articles, and to the text if the list was opened from there."""
        self.articles.load("unread", self.reading.opened.article.id if self.reading.opened else None)
        self.go(self._came_from if self.reading.opened else "list")
        self._came_from = "list"
        back, self._back = self._back, None
        if back is not None:
            back()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click into a pane gives it the keyboard."""
        for place, pane in self._panes.items():
            if pane.display and pane.region.contains(event.screen_x, event.screen_y) and place != self._at:
                self.go(place)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where nothing can be shown; keep the focus on what is visible."""
        small = event.size.width < self.SMALLEST[0] or event.size.height < self.SMALLEST[1]
        self.set_class(small, "-too-small")
        if not small:
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        """A pane that is hidden at the new width does not keep the keyboard."""
        if self.focused is None or not self.focused.is_on_screen:
            self._panes[self._at].focus_inside()

    def rows_changed(self, article_ids: Sequence[int]) -> None:
        """Articles look different wherever they are listed."""
        self.articles.refresh_articles(article_ids)
        self.search.refresh_articles(article_ids)

    def article_at_hand(self) -> int | None:
        """The article that a command means: the open one while reading, else the one under the cursor."""
        if self.place == "reader":
            return self.reading.opened.article.id if self.reading.opened else None
        return self.articles.article_id

    def article(self) -> Article | None:
        """The article that a command means, as it was read last."""
        if self.place == "reader" and self.reading.opened is not None:
            return self.reading.opened.article
        article_id = self.articles.article_id
        return None if article_id is None else self.articles.article(article_id)

    # -- dialogs, and keys typed ahead of them

    def hold_keys(self) -> None:
        """A dialog is about to open: keys that still come here are kept for it."""
        self._keyboard.hold()

    def release_keys(self) -> None:
        """The dialog is there, or there will be none: play what was typed meanwhile."""
        self._keyboard.release()

    def open_dialog(self, dialog: ModalScreen[T], answered: Callable[[T | None], None] | None = None) -> None:
        """Open a dialog over the panes; `answered` gets its answer."""
        self.app.push_screen(dialog, answered)
        dialog.call_after_refresh(self.release_keys)

    # -- what is told

    def whereabouts(self) -> object:
        """Where the user is: another value than before says that they went on, and are not to be torn away."""
        over = self.app.screen
        opened = self.reading.opened
        article_id = opened.article.id if opened else None
        return self.place, article_id, over, over.whereabouts if isinstance(over, KeyedScreen) else None

    def uncover(self) -> None:
        """Leave the screen that stands over the panes, as something is to be seen in them."""
        over = self.app.screen
        if isinstance(over, KeyedScreen):
            over.dismiss(None)

    def open_article(self, article_id: int, start: int | None = None, end: int | None = None) -> None:
        """Show an article and give it the keyboard: where reading stopped, or at a passage."""

        async def show() -> None:
            if start is None and self.articles.shelf == "bookmarks":
                kept = await self._desk.ask(lambda library: library.marks.bookmark_place(article_id))
                await self.reading.open(article_id, kept or None, before=0)
            else:
                await self.reading.open(article_id, start)
            self.go("reader")
            if start is not None:
                # Once the pane is laid out, which on narrow screens it is only now.
                self.call_after_refresh(self.reading.show_passage, start, end)

        work(self, show, group="open", exclusive=True)

    def tell(self, text: str, *, problem: bool = False) -> None:
        """One sentence for the user; never markup. A problem stays longer, and in view of everything."""
        self.release_keys()
        if problem:
            self._problems.tell(text)
            return
        over = [screen for screen in self.app.screen_stack if isinstance(screen, KeyedScreen) and screen.is_attached]
        if over:
            over[-1].tell(text)  # its hint line is in view, this one is not
            return
        self._hints.tell(one_line(text, TOLD))

    def take_back(self, text: str) -> None:
        """What was told holds no more: it goes, wherever it stands."""
        for screen in self.app.screen_stack:
            for line in screen.query(HintLine):
                line.take_back(one_line(text, TOLD))

    def show_activity(self, words: str) -> None:
        """What goes on in the background, in the top line."""
        self._top.right = words

    # -- the place, over a restart

    async def _resume(self) -> None:
        def recall(library: Any) -> tuple[Any, ...]:
            return tuple(library.reading.recall(key) for key in (LAST, "measure", ORDER))

        try:
            last, measure, order = await self._desk.ask(recall)
        except NewsreaderError as error:
            self.app.exit(return_code=1, message=one_line(str(error)))
            return
        if isinstance(measure, int):
            self.reading.set_measure(measure)
        self.articles.quiet = order == "quiet"
        last = last if isinstance(last, dict) else {}
        shelf = last.get("shelf")
        if not isinstance(shelf, str) or not is_shelf(shelf):
            shelf = "unread"
        article_id = last.get("article")
        self.articles.load(shelf, last.get("cursor"))
        # Whoever has opened something else by now, or gone to search, stays there.
        if isinstance(article_id, int) and self.reading.opened is None and not self.reading.previewing:
            with suppress(NotFoundError):
                await self.reading.open(article_id)
                self._resumed = True
                if self._at == "list":
                    self.go("reader")
        self._resumed = True

    def remember(self) -> None:
        """Keep where the user is, now: a crash must not lose it."""
        place = {
            "shelf": self.articles.shelf,
            "cursor": self.articles.article_id,
            "article": self.reading.where[0] if self.reading.where else None,
        }
        if not self._resumed:
            return  # what the last session left is not read yet
        work(self, lambda: self._desk.ask(lambda library: library.reading.remember(LAST, place)), group="remember")

    async def _look(self) -> None:
        """Another window or verb may have marked what is open here: show that too."""
        count = await self._desk.ask(lambda library: library.change_count())
        if count == self._changes:
            return
        first, self._changes = self._changes is None, count
        if first or self.reading.opened is None or self.reading.previewing:
            return
        await self.reading.reload()
        self.marks.show(self.reading.opened.article.id)
        self.rows_changed([self.reading.opened.article.id])

    async def save(self) -> None:
        """Write what is not written yet: the reading place."""
        self.reading.save_place()
        self.remember()
        await self.workers.wait_for_complete([w for w in self.workers if w.group not in NOT_WAITED_FOR])
