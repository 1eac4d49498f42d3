"""The reading pane: the open article, and the parts that read it, show it, point into it and keep the place in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui_reader.config import NARROWEST, WIDEST, Config
from tui_reader.model import Highlight
from tui_reader.ui.background import Background, work
from tui_reader.ui.browser import OpenFailed, open_url
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import Notice
from tui_reader.ui.panes.reading.find_box import FindBox
from tui_reader.ui.panes.reading.opening import Opening
from tui_reader.ui.panes.reading.pointing import Pointing
from tui_reader.ui.panes.reading.previewing import Previewing
from tui_reader.ui.panes.reading.progress import Progress
from tui_reader.ui.panes.reading.scrolling import Scrolling
from tui_reader.ui.panes.reading.showing import BEFORE, Showing
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.pointer import Pressed
from tui_reader.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from tui_reader.library.reading import Opened

MODES = {"visual": "select", "labels": "letter: mark · CAPITAL: from", "links": "letter: open"}


class ReadingPane(Horizontal):
    """The text, its rail and the find box. It routes what happens there to the part that knows what to do.

    `showing` what is on the page, `opening` which article that is, `previewing` another one for a while, `progress`
    how far it is read, `pointing` at what in it, `scrolling` through it.
    """

    PLACE: ClassVar[Place] = "reader"

    def __init__(self, desk: Background, config: Config, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._view = DocumentView(justify=config.justify, id="document")
        self._view.set_reactive(DocumentView.measure, config.measure)
        self._rail = Rail(id="rail")
        self._find_box = FindBox(self._show_match, self.focus_inside)
        self.pointing = Pointing(self._view, self.browse, self.post_message)
        self.scrolling = Scrolling(self._view)
        self._showing = Showing(self._view, self._rail, self.pointing)
        self._opening = Opening(self, desk, self._showing, self._before_showing)
        self._progress = Progress(self, desk, config, self._opening, self._view)
        self._previewing = Previewing(self, self._showing, self._opening, self._progress)

    def compose(self) -> ComposeResult:
        """The text with its rail, and the find box under them."""
        yield self._view
        yield self._rail
        yield self._find_box

    def on_mount(self) -> None:
        """An empty pane says what fills it."""
        self._showing.show_nothing()
        self._progress.watch()

    def focus_inside(self) -> None:
        """Give the text the keyboard."""
        self._view.focus()

    # -- which article

    @property
    def opened(self) -> Opened | None:
        """The article that is shown."""
        return self._opening.opened

    @property
    def text(self) -> str:
        """Its canonical text."""
        return self.opened.document.text if self.opened else ""

    @property
    def previewing(self) -> bool:
        """Whether another text is only looked at."""
        return self._opening.looking

    @property
    def where(self) -> tuple[int, int] | None:
        """The article that is read, and the offset of its first visible character; not what is only looked at."""
        return self._opening.where

    async def open(self, article_id: int, start: int | None = None, *, before: int = BEFORE) -> None:
        """Show an article where reading stopped, or at an offset with so many characters before it.

        Raises NotFoundError.
        """
        self.save_place()
        await self._opening.open(article_id, start, None if start is None else max(0, start - before))

    async def preview(self, article_id: int, start: int | None, end: int | None) -> None:
        """Show a passage; what is read stays where it is, and nothing is remembered. Raises NotFoundError."""
        await self._previewing.show(article_id, start, end)

    async def end_preview(self) -> None:
        """Back to what was read, at its place."""
        await self._previewing.end()

    async def reload(self, *, told: bool = False) -> None:
        """Read the open article again: its text, marks or state may have changed. `told`: the user knows of it."""
        await self._opening.reload(told=told)

    def _before_showing(self, opened: Opened) -> None:
        """What was done to the text before is over."""
        self.pointing.leave_mode()
        self._find_box.close()
        # Looking is not reading.
        self._progress.begin(counted=opened.article.read or self.previewing)

    # -- what is shown of it

    def show_passage(self, start: int, end: int | None = None) -> None:
        """Go to a passage and make it the current match."""
        self._showing.show_passage(start, end)

    def go_to_line(self, offset: int) -> None:
        """Put the line of an offset first."""
        self._showing.go_to_line(offset)

    def set_highlights(self, article_id: int, highlights: Sequence[Highlight]) -> None:
        """Paint the highlights of the open article."""
        if self.opened is not None and self.opened.article.id == article_id:
            self._showing.set_highlights(highlights)

    def on_document_view_scrolled(self, message: DocumentView.Scrolled) -> None:
        """Other text is in view."""
        message.stop()
        self._showing.follow()
        self._progress.moved()

    def on_rail_jumped(self, message: Rail.Jumped) -> None:
        """Go where the rail was pressed."""
        message.stop()
        self._view.scroll_to(y=message.row, animate=False, force=True)

    def on_pressed(self, message: Pressed) -> None:
        """The mouse pointed at something."""
        message.stop()
        self.pointing.pressed(message)

    def browse(self, url: str) -> None:
        """Open an address in the user's browser, or say why not."""
        try:
            self.post_message(Notice(open_url(url, self.app.copy_to_clipboard)))
        except OpenFailed as error:
            self.post_message(Notice(str(error), problem=True))

    # -- the place

    @property
    def top_offset(self) -> int:
        """The offset of the first visible character."""
        return self._view.top_offset

    @property
    def place(self) -> str:
        """Where one is, for the hint line."""
        if self.opened is None:
            return ""
        return self._find_box.words or MODES.get(self.pointing.mode) or self._progress.words

    def save_place(self) -> None:
        """Remember the first visible character now."""
        self._progress.save()

    def page_on(self) -> bool:
        """A page down; False at the end."""
        if self.opened is None or self._view.at_end:
            return False
        self.scrolling.do_page_down()
        return True

    def turn_over(self) -> None:
        """The reader goes on behind the end of the article."""
        self._progress.turn_over()

    # -- find

    @property
    def finding(self) -> bool:
        """Whether a find is open: then n and p go from match to match."""
        return bool(self._find_box.find.query)

    def do_find(self) -> None:
        """Open the find box."""
        if self.opened is not None:
            self._find_box.open(self.text, self._view.top_offset)

    def step_match(self, delta: int) -> None:
        """Go to the next or previous match."""
        self._find_box.find.step(delta)
        self._show_match()

    def _show_match(self) -> None:
        self._showing.show_match(self._find_box.find)

    def back(self) -> bool:
        """Step back one layer inside the pane; False if there was none."""
        if self._find_box.close():
            self._show_match()
            self.focus_inside()
            return True
        return self.pointing.leave_mode()

    # -- how the text is shown

    @property
    def measure(self) -> int:
        """The widest a line of text becomes, in cells."""
        return self._view.measure

    def do_narrower(self) -> None:
        """A narrower measure."""
        self._measure(-4)

    def do_wider(self) -> None:
        """A wider measure."""
        self._measure(4)

    def _measure(self, delta: int) -> None:
        self.set_measure(self._view.measure + delta)
        measure = self._view.measure
        self.post_message(Notice(f"Measure {measure}"))
        work(
            self,
            lambda: self._desk.ask(lambda library: library.reading.remember("measure", measure)),
            group="remember",
        )

    def set_measure(self, measure: int) -> None:
        """Set the width of the text, in cells."""
        self._view.measure = max(NARROWEST, min(WIDEST, measure))

    def do_paragraphs(self) -> None:
        """Toggle between guessed paragraphs and the text as it came."""
        if self.opened is not None:
            work(self, self._opening.toggle_paragraphs, group="reading-paragraphs", exclusive=True)
