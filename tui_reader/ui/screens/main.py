"""The one screen of the reader: three panes, and the routes between them. It owns no feature."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from tui_reader.config import Config
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, NotFoundError
from tui_reader.model import ShelfName
from tui_reader.ui import messages
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import COMMANDS, Command, Place
from tui_reader.ui.keys import CHORD_SECONDS, KeyMap, key_name, shown
from tui_reader.ui.panes.articles import TITLES, ArticlesPane
from tui_reader.ui.panes.highlights import HighlightsPane
from tui_reader.ui.panes.reading import ReadingPane
from tui_reader.ui.panes.search import SearchPane
from tui_reader.ui.screens.deeds import Deeds
from tui_reader.ui.screens.dialogs import Dialogs
from tui_reader.ui.screens.keeping import Keeping
from tui_reader.ui.screens.travel import Travel
from tui_reader.ui.widgets.status import HintLine, TopLine

LAST = "last"
"""The key under which the place is kept over a restart."""


NOTICE_SECONDS = 3.0
"""How long a notice stands in the hint line."""


class MainScreen(Screen[None]):
    """Routes keys to commands, commands to panes, and the panes' messages to each other."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (140, "-wide")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]  # noqa: RUF012
    SMALLEST: ClassVar[tuple[int, int]] = (20, 5)

    def __init__(self, desk: Background, search_desk: Background, adding_desk: Background, config: Config) -> None:
        super().__init__()
        self._desk = desk
        self._config = config
        self.keymap = KeyMap(config.keys)
        self._top = TopLine(id="top")
        self._hints = HintLine(id="hints")
        self.articles = ArticlesPane(desk, id="articles")
        self.reading = ReadingPane(desk, config, id="reading")
        self.search = SearchPane(search_desk, id="search")
        self.marks = HighlightsPane(desk, self.reading.pointing, id="highlights")
        self._panes: dict[Place, ArticlesPane | ReadingPane | SearchPane] = {
            "list": self.articles,
            "reader": self.reading,
            "search": self.search,
        }
        self.keeping = Keeping(self, desk, adding_desk)
        self.dialogs = Dialogs(self, desk)
        self.travel = Travel(self)
        self.deeds = Deeds(self, desk)
        self._at: Place = "list"
        self._resumed = False
        self._chord: Timer | None = None
        self._notice: Timer | None = None

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
        work(self, self._resume(), group="resume")

    async def _resume(self) -> None:
        def recall(library: Any) -> tuple[Any, Any]:
            return library.reading.recall(LAST), library.reading.recall("measure")

        try:
            last, measure = await self._desk.ask(recall)
        except NewsreaderError as error:
            self.app.exit(return_code=1, message=one_line(str(error)))
            return
        if isinstance(measure, int):
            self.reading.set_measure(measure)
        last = last if isinstance(last, dict) else {}
        shelf: ShelfName = next((name for name in TITLES if name == last.get("shelf")), "unread")
        article_id = last.get("article")
        self.articles.load(shelf, last.get("cursor"))
        if isinstance(article_id, int):
            with suppress(NotFoundError):
                await self.reading.open(article_id)
                self._resumed = True
                if last.get("place") == "reader":
                    self.go("reader")
        self._resumed = True

    # -- where the keyboard is

    @property
    def place(self) -> Place:
        """Which keys count now. The focus follows: a key typed ahead of it must already mean the right thing."""
        return self._at

    @property
    def _here(self) -> ArticlesPane | ReadingPane:
        return self.reading if self.place == "reader" else self.articles

    def go(self, place: Place) -> None:
        """Show a pane (on narrow screens instead of another) and give it the keyboard."""
        if place == "search":
            self.add_class("-searching")
            self.search.begin()
        for name in ("list", "reader", "search"):
            self.set_class(name == place, f"-at-{name}")
        pane = self._panes[place]
        # After the classes took effect: a hidden widget cannot take the focus, and would lose it to an Input.
        self.call_after_refresh(pane.focus_inside)
        self.call_after_refresh(self._show_hints)
        self._at = place
        self.remember()

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
            self.go(self._at)

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Keys bubble here when no input took them."""
        key = key_name(event.key, event.character)
        place = self.place
        if self.app.screen is not self:
            # Typed ahead of a dialog that opened in the meantime: it is meant for the dialog.
            event.stop()
            self.app.post_message(events.Key(event.key, event.character))
            return
        if place == "search" and event.is_printable and event.character:
            # Typed ahead of the focus: what the box gets itself never comes here.
            event.stop()
            self.search.type(event.character)
            return
        if isinstance(self.focused, Input) and place != "search":
            return
        if place == "reader" and self.reading.pointing.mode and not self.keymap.pending:
            used = self.reading.pointing.key(key)
            if used:
                event.stop()
                if not isinstance(used, bool):
                    self.marks.mark(*used)
                return
        was_pending = self.keymap.pending
        command = self.keymap.feed(place, key)
        if self._chord is not None:
            self._chord.stop()
            self._chord = None
        if command is not None:
            event.stop()
            event.prevent_default()
            self.run_command(command)
        elif self.keymap.pending or was_pending:
            event.stop()
            event.prevent_default()
            if self.keymap.pending:
                self._chord = self.set_timer(CHORD_SECONDS, self._chord_over)
        self._show_hints()

    def _chord_over(self) -> None:
        self.keymap.forget()
        self._show_hints()

    def run_command(self, command: Command) -> None:
        """Let its owner do what a command says."""
        owners: dict[str, Any] = {
            "here": self._here,
            "screen": self,
            "app": self.app,
            "articles": self.articles,
            "reading": self.reading,
            "search": self.search,
            "marks": self.marks,
            "keeping": self.keeping,
            "dialogs": self.dialogs,
            "travel": self.travel,
            "deeds": self.deeds,
            "pointing": self.reading.pointing,
        }
        method: Callable[..., None] = getattr(owners[command.owner], command.method)
        if command.argument is None:
            method()
        else:
            method(command.argument)

    def _show_hints(self) -> None:
        place = self.place
        if self.keymap.pending:
            followers = self.keymap.followers(place)
            self._hints.hints = [(f"{self.keymap.pending} {key}", command.words) for key, command in followers]
        else:
            self._hints.hints = [
                (command.hint.split()[0], " ".join(command.hint.split()[1:]))
                if command.argument is not None
                else (shown(self.keymap.key_of(command)), command.hint)
                for command in COMMANDS
                if command.hint and place in command.where
            ]
        self._hints.place = self.reading.place if place == "reader" else ""

    # -- messages between panes

    def on_article_chosen(self, message: messages.ArticleChosen) -> None:
        """Open an article, at a passage if one was meant."""
        message.stop()
        self.travel.go(message.article_id, message.start, message.end)

    def open_article(self, article_id: int, start: int | None = None, end: int | None = None) -> None:
        """Show an article and give it the keyboard."""

        async def show() -> None:
            await self.reading.open(article_id, start, end)
            self.go("reader")

        work(self, show(), group="open", exclusive=True)

    def on_article_opened(self, message: messages.ArticleOpened) -> None:
        """The list and the highlights follow what is read."""
        message.stop()
        self.marks.show(message.article_id)
        self.articles.select(message.article_id)
        self.articles.refresh_articles([message.article_id])
        self.remember()

    def on_articles_changed(self, message: messages.ArticlesChanged) -> None:
        """Rows look different."""
        message.stop()
        self.articles.refresh_articles(message.article_ids)

    def on_marks_changed(self, message: messages.MarksChanged) -> None:
        """The text shows its highlights."""
        message.stop()
        self.reading.set_highlights(message.article_id, message.highlights)

    def on_passage_chosen(self, message: messages.PassageChosen) -> None:
        """Go to a highlight of the open article."""
        message.stop()
        self.reading.show_passage(message.start, message.end)
        self.go("reader")

    def on_counts_changed(self, message: messages.CountsChanged) -> None:
        """The top line."""
        message.stop()
        self._top.middle = f"Unread {message.unread} · Bookmarks {message.bookmarked} · All {message.total}"

    def on_place_changed(self, message: messages.PlaceChanged) -> None:
        """The hint line."""
        message.stop()
        self._show_hints()

    def on_notice(self, message: messages.Notice) -> None:
        """Tell the user."""
        message.stop()
        self.tell(message.text, problem=message.problem)

    def tell(self, text: str, *, problem: bool = False) -> None:
        """One sentence for the user; never markup. A problem stays longer, and in view of everything."""
        if problem:
            self.notify(one_line(text, 400), severity="error", markup=False, timeout=8)
            return
        self._hints.notice = one_line(text, 300)
        if self._notice is not None:
            self._notice.stop()
        self._notice = self.set_timer(NOTICE_SECONDS, self._end_notice)

    def _end_notice(self) -> None:
        self._hints.notice = ""

    def show_activity(self, words: str) -> None:
        """What goes on in the background, in the top line."""
        self._top.right = words

    def on_note_wanted(self, message: messages.NoteWanted) -> None:
        """Open the note editor."""
        message.stop()
        self.dialogs.edit_note(message.highlight)

    def remember(self) -> None:
        """Keep where the user is, now: a crash must not lose it."""
        place = {
            "shelf": self.articles.shelf,
            "cursor": self.articles.article_id,
            "article": self.reading.opened.article.id if self.reading.opened else None,
            "place": "list" if self._at == "list" else "reader",
        }
        if not self._resumed:
            return  # what the last session left is not read yet
        work(self, self._desk.ask(lambda library: library.reading.remember(LAST, place)), group="remember")

    async def save(self) -> None:
        """Write what is not written yet: the reading place."""
        self.reading.save_place()
        self.remember()
        await self.workers.wait_for_complete(
            [w for w in self.workers if w.group in ("remember", "reading-save", "highlights-deed")]
        )

    def article_at_hand(self) -> int | None:
        """The article that a command means: the open one while reading, else the one under the cursor."""
        if self.place == "reader":
            return self.reading.opened.article.id if self.reading.opened else None
        return self.articles.article_id

    # -- commands that connect panes

    def do_back(self) -> None:
        """Out of a mode, a find, zen, and then to the search or the list."""
        if self.reading.back():
            return
        if self.has_class("-zen"):
            self.remove_class("-zen")
            return
        self.go("search" if self.has_class("-searching") else "list")
        self.remember()

    def do_list_back(self) -> None:
        """From another list to the unread one."""
        if self.has_class("-searching"):
            self.do_close_search()
        elif self.articles.shelf != "unread":
            self.articles.load("unread")

    def do_next_pane(self) -> None:
        """Round the panes that are there."""
        places: list[Place] = ["list", "reader"]
        if self.has_class("-searching"):
            places.append("search")
        self.go(places[(places.index(self.place) + 1) % len(places)])

    def do_search(self) -> None:
        """Open the search."""
        self.remove_class("-zen")
        self.go("search")

    do_search_here = do_search

    def do_close_search(self) -> None:
        """Close the search and go back to where it was opened from."""
        self.remove_class("-searching")
        self.go("reader" if self.reading.opened is not None and self.has_class("-wide") else "list")

    def do_zen(self) -> None:
        """Only the text."""
        if self.reading.opened is not None:
            self.toggle_class("-zen")
            self.go("reader")
