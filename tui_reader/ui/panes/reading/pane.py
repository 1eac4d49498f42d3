"""The reading pane: opens articles and keeps the place in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from tui_reader.config import NARROWEST, WIDEST, Config
from tui_reader.document.sanitise import one_line
from tui_reader.model import Block, Document, Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.browser import OpenFailed, open_url
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticleOpened, ArticlesChanged, Notice
from tui_reader.ui.panes.reading.find_box import FindBox
from tui_reader.ui.panes.reading.pointing import Pointing
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.pointer import Pressed

if TYPE_CHECKING:
    from tui_reader.library.reading import Opened

SAVE_AFTER = 0.4
"""Seconds of rest after scrolling before the place is saved."""
READ_AT_END = 2.0
"""Seconds with the end in view before an article counts as read."""
NOTHING_OPEN = "Nothing is open yet. Enter opens the article under the cursor, a adds your own, ? shows the keys."
BEFORE = 300
"""Characters in view before a passage one goes to: a match on the very first line is read without its sentence."""
MODES = {"visual": "select", "labels": "letter: mark · CAPITAL: from", "links": "letter: open"}


class ReadingPane(Vertical):
    """Owns the open article: its document and the place in it. What is pointed at in it knows `pointing`."""

    PLACE: ClassVar[Place] = "reader"

    def __init__(self, desk: Background, config: Config, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._config = config
        self._view = DocumentView(justify=config.justify, id="document")
        self._view.set_reactive(DocumentView.measure, config.measure)
        self._find_box = FindBox(self._show_match, self.focus_inside)
        self.pointing = Pointing(self._view, self.browse, self.post_message)
        self.opened: Opened | None = None
        self._saving: Timer | None = None
        self._seen = 0.0
        self._at_end = 0.0
        self._counted = False

    def compose(self) -> ComposeResult:
        """The text, and the find box under it."""
        yield self._view
        yield self._find_box

    def on_mount(self) -> None:
        """An empty pane says what fills it. Once a second: does the article count as read by now?"""
        self._view.show(Document(NOTHING_OPEN, (Block("caption", 0, len(NOTHING_OPEN)),)))
        self.set_interval(1.0, self._tick)

    def focus_inside(self) -> None:
        """Give the text the keyboard."""
        self._view.focus()

    # -- opening

    async def open(self, article_id: int, start: int | None = None) -> None:
        """Show an article where reading stopped, or at an offset. Raises NotFoundError."""
        self.save_place()
        opened = await self._desk.ask(lambda library: library.reading.open(article_id))
        self._show(opened, start)
        self.post_message(ArticleOpened(article_id))
        work(self, lambda: self._desk.ask(lambda library: library.reading.began(article_id)), group="reading-save")

    def _show(self, opened: Opened, start: int | None = None) -> None:
        self.pointing.leave_mode()
        self._find_box.close()
        self.opened = opened
        self._seen = self._at_end = 0.0
        self._counted = opened.article.read
        article = opened.article
        top = article.position if start is None else max(0, start - BEFORE)
        self._view.show(
            opened.document,
            one_line(article.title, wording.TITLE_LENGTH) or "Untitled",
            wording.byline(article, opened.tags),
            top=min(top, max(0, len(opened.document.text) - 1)),
        )
        self._view.set_highlights(opened.highlights)
        self.pointing.read(opened)
        self.call_after_refresh(self.pointing.follow)

    def show_passage(self, start: int, end: int | None = None) -> None:
        """Go to a passage and make it the current match."""
        self._view.reveal(start, end)
        self.pointing.go_to(start)
        if end is not None and end > start:
            self._view.set_matches([], (start, end))
        self.pointing.follow()

    def set_highlights(self, article_id: int, highlights: Sequence[Highlight]) -> None:
        """Paint the highlights of the open article."""
        if self.opened is not None and self.opened.article.id == article_id:
            self._view.set_highlights(highlights)

    async def reload(self) -> None:
        """Read the open article again: its text, marks or state may have changed."""
        if self.opened is None:
            return
        opened = await self._again(self.opened, self.opened.as_it_came)
        if opened is not None:
            self._view.set_highlights(opened.highlights)
            self._view.set_byline(wording.byline(opened.article, opened.tags))

    async def _again(self, before: Opened, as_it_came: bool) -> Opened | None:
        """The open article as it is now; None if another was opened meanwhile, or if its text went on: then that
        is shown instead."""
        article_id = before.article.id
        opened = await self._desk.ask(lambda library: library.reading.open(article_id, as_it_came=as_it_came))
        if self.opened is not before:
            return None
        if opened.article.revision_id != before.article.revision_id:
            self._show(opened)
            self.post_message(ArticleOpened(article_id))
            return None
        self.opened = opened
        return opened

    @property
    def text(self) -> str:
        """The canonical text of the open article."""
        return self.opened.document.text if self.opened else ""

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
        if words := self._find_box.words:
            return words
        if self.pointing.mode:
            return MODES[self.pointing.mode]
        progress = self._view.progress
        left = round(self.opened.article.seconds * (1 - progress) / 60)
        return f"{round(progress * 100)} %" + (f" · {left} min left" if left else "")

    def on_document_view_scrolled(self, message: DocumentView.Scrolled) -> None:
        """Other text is in view."""
        message.stop()
        self.pointing.follow()
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.save_place)

    def on_pressed(self, message: Pressed) -> None:
        """The mouse pointed at something."""
        message.stop()
        self.pointing.pressed(message)

    def save_place(self) -> None:
        """Remember the first visible character now."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self.opened is not None:
            article_id, top = self.opened.article.id, self._view.top_offset
            work(
                self,
                lambda: self._desk.ask(lambda library: library.reading.save_position(article_id, top)),
                group="reading-save",
            )

    def _tick(self) -> None:
        """Count an article as read at its end, or after a dwell, as the settings say."""
        if self.opened is None or self._counted or self._config.mark_read == "hand":
            return
        if not self.has_focus_within:
            return  # the text stands there, but something else is looked at
        self._seen += 1.0
        self._at_end = self._at_end + 1.0 if self._view.at_end else 0.0
        dwelt = self._config.mark_read == "dwell" and self._seen >= self._config.dwell_seconds
        if self._config.mark_read == "open" or self._at_end >= READ_AT_END or dwelt:
            self.finish()

    def finish(self) -> None:
        """Count the open article as read."""
        if self.opened is None or self.opened.article.read or self._config.mark_read == "hand":
            return
        article_id = self.opened.article.id
        self._counted = True  # once for each opening: who marks it unread by hand means it

        async def finish() -> None:
            if await self._desk.ask(lambda library: library.reading.finish(article_id)):
                self.post_message(ArticlesChanged([article_id]))
            await self.reload()

        work(self, finish, group="reading-finish", exclusive=True)

    def browse(self, url: str) -> None:
        """Open an address in the user's browser, or say why not."""
        try:
            self.post_message(Notice(open_url(url, self.app.copy_to_clipboard)))
        except OpenFailed as error:
            self.post_message(Notice(str(error), problem=True))

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
        find = self._find_box.find
        self._view.set_matches(find.matches, find.current)
        if find.current is not None:
            self._view.reveal(*find.current)
            self.pointing.go_to(find.current[0])
        self.pointing.follow()

    def back(self) -> bool:
        """Step back one layer inside the pane; False if there was none."""
        if self._find_box.close():
            self._show_match()
            self.focus_inside()
            return True
        return self.pointing.leave_mode()

    # -- scrolling

    def do_down(self) -> None:
        """A line down."""
        self._view.scroll_rows(1)

    def do_up(self) -> None:
        """A line up."""
        self._view.scroll_rows(-1)

    def do_top(self) -> None:
        """The headline."""
        self._view.scroll_to(y=0, animate=False, force=True)

    def do_bottom(self) -> None:
        """The end."""
        self._view.scroll_end(animate=False, force=True)

    def do_half_down(self) -> None:
        """Half a page down."""
        self._view.scroll_rows(max(1, self._view.size.height // 2))

    def do_half_up(self) -> None:
        """Half a page up."""
        self._view.scroll_rows(-max(1, self._view.size.height // 2))

    def do_page_down(self) -> None:
        """A page down, two lines kept."""
        self._view.scroll_rows(max(1, self._view.size.height - 2))

    def do_page_up(self) -> None:
        """A page up, two lines kept."""
        self._view.scroll_rows(-max(1, self._view.size.height - 2))

    def page_on(self) -> bool:
        """A page down; False at the end."""
        if self.opened is None or self._view.at_end:
            return False
        self.do_page_down()
        return True

    def do_scroll_right(self) -> None:
        """Code to the right."""
        self._view.scroll_columns(8)

    def do_scroll_left(self) -> None:
        """Code to the left."""
        self._view.scroll_columns(-8)

    # -- how the text is shown

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
        if self.opened is None:
            return
        before, as_it_came = self.opened, not self.opened.as_it_came

        async def toggle() -> None:
            opened = await self._again(before, as_it_came)
            if opened is None:
                return
            self._view.replace_document(opened.document)
            self.pointing.read(opened)
            self.pointing.follow()
            self.post_message(Notice("The text as it came" if as_it_came else "The text in paragraphs"))

        work(self, toggle, group="reading-paragraphs", exclusive=True)
