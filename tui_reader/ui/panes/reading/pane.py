"""The reading pane: opens articles and keeps the place in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from tui_reader.config import NARROWEST, WIDEST, Config
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NotFoundError
from tui_reader.model import Block, Document, Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.browser import OpenFailed, open_url
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticleOpened, ArticlesChanged, Notice
from tui_reader.ui.panes.reading.find_box import FindBox
from tui_reader.ui.panes.reading.finishing import Finishing
from tui_reader.ui.panes.reading.landmarks import Landmarks
from tui_reader.ui.panes.reading.pointing import Pointing
from tui_reader.ui.panes.reading.scrolling import Scrolling
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.pointer import Pressed
from tui_reader.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.reading import Opened

SAVE_AFTER = 0.4
"""Seconds of rest after scrolling before the place is saved."""
TICK = 1.0
"""Seconds between two looks at whether the article counts as read by now."""
NOTHING_OPEN = "Nothing is open yet. Enter opens the article under the cursor, a adds your own, ? shows the keys."
BEFORE = 300
"""Characters in view before a passage one goes to: a match on the very first line is read without its sentence."""
MODES = {"visual": "select", "labels": "letter: mark · CAPITAL: from", "links": "letter: open"}


class ReadingPane(Horizontal):
    """Owns the open article: its document and the place in it. What is pointed at in it knows `pointing`."""

    PLACE: ClassVar[Place] = "reader"

    def __init__(self, desk: Background, config: Config, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._config = config
        self._view = DocumentView(justify=config.justify, id="document")
        self._view.set_reactive(DocumentView.measure, config.measure)
        self._rail = Rail(id="rail")
        self._landmarks = Landmarks(self._view, self._rail)
        self._find_box = FindBox(self._show_match, self.focus_inside)
        self.pointing = Pointing(self._view, self.browse, self.post_message)
        self.scrolling = Scrolling(self._view)
        self.opened: Opened | None = None
        self._finishing = Finishing(config)
        self._saving: Timer | None = None
        self._left: tuple[int | None, int] | None = None

    def compose(self) -> ComposeResult:
        """The text with its rail, and the find box under them."""
        yield self._view
        yield self._rail
        yield self._find_box

    def on_mount(self) -> None:
        """An empty pane says what fills it."""
        self._show_nothing()
        self.set_interval(TICK, self._tick)

    def _show_nothing(self) -> None:
        self._view.show(Document(NOTHING_OPEN, (Block("caption", 0, len(NOTHING_OPEN)),)))

    def focus_inside(self) -> None:
        """Give the text the keyboard."""
        self._view.focus()

    # -- opening

    async def open(self, article_id: int, start: int | None = None, *, before: int = BEFORE) -> None:
        """Show an article where reading stopped, or at an offset with so many characters before it.

        Raises NotFoundError.
        """
        self.save_place()
        page_at = -1 if start is None else start
        opened = await self._desk.ask(lambda library: library.reading.open(article_id, page_at=page_at))
        self._left = None
        self._show(opened, None if start is None else max(0, start - before))
        self.post_message(ArticleOpened(article_id))
        self._began(opened)

    def _began(self, opened: Opened, *, told: bool = False) -> None:
        """A text is shown; whoever read another one before is told, if that is not so already."""
        article = opened.article

        def begin(library: Library) -> bool:
            library.reading.began(article.id)
            return bool(article.feed_id and article.url) and library.pages.facts(article.id).has_more

        async def began() -> None:
            more = await self._desk.ask(begin)
            if more and not (article.changed or told):
                self.post_message(Notice("The feed gives only the beginning · X fetches the rest"))
            if article.changed:
                self.post_message(ArticlesChanged([article.id]))

        work(self, began, group="reading-save")
        if article.changed and not told:
            self.post_message(Notice("The text has changed since you read it · d shows how"))

    def _show(self, opened: Opened, top: int | None = None) -> None:
        self.pointing.leave_mode()
        self._find_box.close()
        self.opened = opened
        article = opened.article
        self._finishing.begin(counted=article.read)
        top = article.position if top is None else top
        self._view.show(
            opened.document,
            one_line(article.title, wording.TITLE_LENGTH) or "Untitled",
            wording.byline(article, opened.tags),
            top=min(top, max(0, len(opened.document.text) - 1)),
            whole=opened.whole,
        )
        self._set_marks(opened)
        self.pointing.read(opened)
        self.call_after_refresh(self.pointing.follow)
        if not opened.whole:
            # Only when the page is seen: the rest must not delay it.
            self.call_after_refresh(work, self, self._complete, group="reading-rest", exclusive=True)

    # -- looking at another text without leaving this one

    async def preview(self, article_id: int, start: int | None, end: int | None) -> None:
        """Show a passage; what is read stays where it is, and nothing is remembered. Raises NotFoundError."""
        if self._left is None:
            self.save_place()
            self._left = (self.opened.article.id if self.opened else None, self._view.top_offset)
        if self.opened is None or self.opened.article.id != article_id:
            opened = await self._desk.ask(lambda library: library.reading.open(article_id, page_at=start or 0))
            if self._left is None:
                return  # it was ended, or something was opened, in the meantime
            self._show(opened, max(0, (start or 0) - BEFORE))
            self._finishing.begin(counted=True)  # looking is not reading
        if start is None:
            self._view.set_matches((), None)
            self._view.put_first(0)
        else:
            self.call_after_refresh(self.show_passage, start, end)

    async def end_preview(self) -> None:
        """Back to what was read, at its place."""
        left = self._left
        if left is None:
            return
        article_id, top = left
        if article_id is None:
            self._left = self.opened = None
            self._show_nothing()
            return
        opened = await self._desk.ask(lambda library: library.reading.open(article_id, page_at=top))
        if self._left is left:  # until then the place in what is only looked at is not to be remembered
            self._left = None
            self._show(opened, top)

    @property
    def previewing(self) -> bool:
        """Whether another text is only looked at."""
        return self._left is not None

    @property
    def where(self) -> tuple[int, int] | None:
        """The article that is read, and the offset of its first visible character; not what is only looked at."""
        if self._left is not None:
            return None if self._left[0] is None else (self._left[0], self._left[1])
        return None if self.opened is None else (self.opened.article.id, self._view.top_offset)

    async def _complete(self) -> None:
        """Bring in the part of a long article that no page needed so far."""
        before = self.opened
        if before is None or before.whole:
            return
        try:
            complete = await self._desk.ask(lambda library: library.reading.completed(before))
        except NotFoundError:  # the text was replaced, and its old version dropped, in between
            await self.reload()
            return
        now = self.opened
        if now is None or now.whole or now.article.revision_id != before.article.revision_id:
            return
        self.opened = replace(now, document=complete.document, sentences=complete.sentences, whole=True)
        self._view.replace_document(complete.document)
        self.pointing.go_on_in(self.opened)
        self.pointing.follow()

    def show_passage(self, start: int, end: int | None = None) -> None:
        """Go to a passage and make it the current match."""
        self._view.reveal(start, end)
        self.pointing.go_to(start)
        if end is not None and end > start:
            self._view.set_matches([], (start, end))
        self.pointing.follow()

    def go_to_line(self, offset: int) -> None:
        """Put the line of an offset first."""
        self._view.put_first(offset)
        self.pointing.go_to(offset)
        self.pointing.follow()

    def set_highlights(self, article_id: int, highlights: Sequence[Highlight]) -> None:
        """Paint the highlights of the open article."""
        if self.opened is not None and self.opened.article.id == article_id:
            self._view.set_highlights(highlights)
            self._landmarks.set_highlights(highlights)

    def _set_marks(self, opened: Opened) -> None:
        self._landmarks.set_bookmark(opened.bookmark)
        self.set_highlights(opened.article.id, opened.highlights)

    async def reload(self, *, told: bool = False) -> None:
        """Read the open article again: its text, marks or state may have changed. `told`: the user knows of it."""
        before = self.opened
        if before is None:
            return
        top = None if self.previewing else self._view.top_offset
        opened = await self._desk.ask(lambda library: library.reading.again(before, top))
        if self._took(opened, before, told=told):
            self._set_marks(opened)
            self._view.set_byline(wording.byline(opened.article, opened.tags))

    def _took(self, opened: Opened, before: Opened, *, told: bool = False) -> bool:
        """Go on with the open article as it is now; not if another was opened meanwhile, or if its text went on:
        then that is shown instead."""
        now = self.opened
        if now is None or now.article.id != before.article.id or now.article.revision_id != before.article.revision_id:
            return False
        if opened.article.revision_id != before.article.revision_id:
            self._show(opened)
            self.post_message(ArticleOpened(opened.article.id))
            if not self.previewing:
                self._began(opened, told=told)
            return False
        if now.whole and not opened.whole:
            opened = replace(opened, document=now.document, sentences=now.sentences, whole=True)
        self.opened = opened
        return True

    @property
    def text(self) -> str:
        """The canonical text of the open article."""
        return self.opened.document.text if self.opened else ""

    # -- the place

    @property
    def measure(self) -> int:
        """The widest a line of text becomes, in cells."""
        return self._view.measure

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
        self._landmarks.follow()
        self.pointing.follow()
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.save_place)

    def on_rail_jumped(self, message: Rail.Jumped) -> None:
        """Go where the rail was pressed."""
        message.stop()
        self._view.scroll_to(y=message.row, animate=False, force=True)

    def on_pressed(self, message: Pressed) -> None:
        """The mouse pointed at something."""
        message.stop()
        self.pointing.pressed(message)

    def save_place(self) -> None:
        """Remember the first visible character now."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self.opened is not None and self._left is None:
            article, top = self.opened.article, self._view.top_offset
            work(
                self,
                lambda: self._desk.ask(
                    lambda library: library.reading.save_position(article.id, top, article.revision_id)
                ),
                group="reading-save",
            )

    def _tick(self) -> None:
        """The text was in view for another moment, if nothing else was looked at."""
        looked_at = self.opened is not None and self.has_focus_within
        if looked_at and self._finishing.is_read(TICK, at_end=self._view.at_end):
            self._finish()

    def turn_over(self) -> None:
        """The reader goes on behind the end of the article."""
        if self._finishing.turned_over():
            self._finish()

    def _finish(self) -> None:
        if self.opened is None or self.opened.article.read:
            return
        article_id = self.opened.article.id

        async def finish() -> None:
            whole = self._config.same_story == "read-all"
            changed = await self._desk.ask(lambda library: library.reading.finish(article_id, whole_story=whole))
            if changed:
                self.post_message(ArticlesChanged(changed))
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
        self._landmarks.set_matches(find.matches, find.current)
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

    def page_on(self) -> bool:
        """A page down; False at the end."""
        if self.opened is None or self._view.at_end:
            return False
        self.scrolling.do_page_down()
        return True

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
            article_id = before.article.id
            opened = await self._desk.ask(lambda library: library.reading.open(article_id, as_it_came=as_it_came))
            if not self._took(opened, before):
                return
            self._view.replace_document(opened.document)
            self.pointing.go_on_in(opened)
            self.pointing.follow()
            self.post_message(Notice("The text as it came" if as_it_came else "The text in paragraphs"))

        work(self, toggle, group="reading-paragraphs", exclusive=True)
