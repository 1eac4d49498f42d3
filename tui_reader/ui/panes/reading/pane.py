"""The reading pane: opens articles, keeps the place, and answers what is being pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input

from tui_reader.config import Config
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError
from tui_reader.library.reading import Opened
from tui_reader.model import Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.browser import OpenFailed, open_url
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticleOpened, ArticlesChanged, Notice, PlaceChanged
from tui_reader.ui.panes.reading.cursor import SentenceCursor
from tui_reader.ui.panes.reading.find import Find
from tui_reader.ui.panes.reading.labels import Labels, label_all
from tui_reader.ui.panes.reading.visual import Visual
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.pointer import Pressed

SAVE_AFTER = 0.4
"""Seconds of rest after scrolling before the place is saved."""
READ_AT_END = 2.0
"""Seconds with the end in view before an article counts as read."""
MEASURES = (20, 200)
"""The narrowest and the widest measure, in cells."""

Mode = Literal["", "visual", "labels", "links"]


class ReadingPane(Vertical):
    """Owns the open article: its document, the reading place, the sentence cursor, find, and selection."""

    PLACE: ClassVar[Place] = "reader"

    def __init__(self, desk: Background, config: Config, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._config = config
        self._view = DocumentView(id="document")
        self._view.set_reactive(DocumentView.measure, config.measure)
        self._find_box = Input(placeholder="find in this article", id="find-box")
        self._find = Find()
        self.opened: Opened | None = None
        self._cursor = SentenceCursor()
        self._selection: tuple[int, int] | None = None
        self._visual: Visual | None = None
        self._labels: Labels | None = None
        self.mode: Mode = ""
        self._saving: Timer | None = None
        self._seen = 0.0
        self._at_end = 0.0

    def compose(self) -> ComposeResult:
        """The text, and the find box under it."""
        yield self._view
        self._find_box.display = False
        yield self._find_box

    def on_mount(self) -> None:
        """Look once a second whether the article counts as read by now."""
        self.set_interval(1.0, self._tick)

    def focus_inside(self) -> None:
        """Give the text the keyboard."""
        self._view.focus()

    # -- opening

    async def open(self, article_id: int, start: int | None = None, end: int | None = None) -> bool:
        """Show an article where reading stopped, or at a passage. False if there is no such article."""
        self.save_place()
        as_it_came = False
        try:
            opened = await self._desk.ask(lambda library: library.reading.open(article_id, as_it_came=as_it_came))
        except NewsreaderError as error:
            self.post_message(Notice(str(error), problem=True))
            return False
        self._show(opened, start, end)
        await self._desk.ask(lambda library: library.reading.began(article_id))
        self.post_message(ArticleOpened(article_id, opened.article.title))
        return True

    def _show(self, opened: Opened, start: int | None, end: int | None) -> None:
        self.leave_mode()
        self._close_find()
        self.opened = opened
        self._seen = self._at_end = 0.0
        article = opened.article
        top = min(article.position, max(0, len(opened.document.text) - 1))
        self._view.show(
            opened.document,
            one_line(article.title, wording.TITLE_LENGTH) or "Untitled",
            wording.byline(article, opened.tags),
            top=top,
        )
        self._view.set_highlights(opened.highlights)
        self._cursor = SentenceCursor(opened.sentences, opened.document.blocks)
        if start is not None:
            self.call_after_refresh(self.show_passage, start, end)
        else:
            self.call_after_refresh(self._follow)

    def show_passage(self, start: int, end: int | None = None) -> None:
        """Go to a passage and make it the current match."""
        self._view.reveal(start, end)
        self._cursor.to(start)
        if end is not None and end > start:
            self._view.set_matches([], (start, end))
        self._follow()

    def set_highlights(self, article_id: int, highlights: Sequence[Highlight]) -> None:
        """Paint the highlights of the open article."""
        if self.opened is not None and self.opened.article.id == article_id:
            self._view.set_highlights(highlights)

    async def reload(self) -> None:
        """Read the open article again: its text or marks may have changed."""
        if self.opened is None:
            return
        article_id, as_it_came = self.opened.article.id, self.opened.as_it_came
        opened = await self._desk.ask(lambda library: library.reading.open(article_id, as_it_came=as_it_came))
        if opened.article.revision_id == self.opened.article.revision_id:
            self.opened = opened
            self._view.set_highlights(opened.highlights)
        else:
            self._show(opened, None, None)

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
        if self._find.query:
            count = len(self._find.matches)
            return f"{self._find.index + 1}/{count}" if count else "not found"
        if self.mode:
            return {"visual": "select", "labels": "letter: mark · CAPITAL: from", "links": "letter: open"}[self.mode]
        progress = self._view.progress
        left = round(self.opened.article.seconds * (1 - progress) / 60)
        return f"{round(progress * 100)} %" + (f" · {left} min left" if left else "")

    def on_document_view_scrolled(self, message: DocumentView.Scrolled) -> None:
        """Other text is in view."""
        message.stop()
        self._follow()
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.save_place)

    def _follow(self) -> None:
        """Keep the sentence cursor in view."""
        if self.opened is not None:
            self._view.set_sentence(self._cursor.current(self._view.in_view()) if not self._visual else None)
            self.post_message(PlaceChanged())

    def save_place(self) -> None:
        """Remember the first visible character now."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self.opened is not None:
            article_id, top = self.opened.article.id, self._view.top_offset
            work(self, self._save(article_id, top), group="reading-save")

    async def _save(self, article_id: int, top: int) -> None:
        await self._desk.ask(lambda library: library.reading.save_position(article_id, top))

    def _tick(self) -> None:
        """Count an article as read at its end, or after a dwell, as the settings say."""
        if self.opened is None or self.opened.article.read or self._config.mark_read == "hand" or not self.display:
            return
        self._seen += 1.0
        self._at_end = self._at_end + 1.0 if self._view.at_end else 0.0
        dwelt = self._config.mark_read == "dwell" and self._seen >= self._config.dwell_seconds
        if self._config.mark_read == "open" or self._at_end >= READ_AT_END or dwelt:
            self.finish()

    def finish(self) -> None:
        """Count the open article as read."""
        if self.opened is None or self.opened.article.read:
            return
        article_id = self.opened.article.id

        async def finish() -> None:
            if await self._desk.ask(lambda library: library.reading.finish(article_id)):
                self.post_message(ArticlesChanged([article_id]))
            await self.reload()

        work(self, finish(), group="reading-finish", exclusive=True)

    # -- what is pointed at

    def target(self) -> tuple[int, int] | None:
        """The selection, else the current sentence, as `[start, end)`."""
        if self._visual is not None:
            return self._visual.selection
        if self._selection is not None:
            return self._selection
        return self._cursor.current(self._view.in_view()) if self.opened else None

    def sentence_beside(self, offset: int, delta: int) -> tuple[int, int] | None:
        """The sentence after or before an offset, for growing and shrinking a highlight."""
        return self._cursor.neighbour(offset, delta)

    def sentences_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that touch a range."""
        return self._cursor.covering(start, end)

    def quote_at(self, offset: int) -> str:
        """The sentence at an offset, as a bookmark keeps it."""
        if self.opened is None:
            return ""
        found = self._cursor.covering(offset, offset + 1)
        return self.opened.document.text[slice(*found[0])] if found else ""

    @property
    def text(self) -> str:
        """The canonical text of the open article."""
        return self.opened.document.text if self.opened else ""

    def _select(self, selection: tuple[int, int] | None) -> None:
        self._selection = selection
        self._view.set_selection(selection)
        self.post_message(PlaceChanged())

    def on_pressed(self, message: Pressed) -> None:
        """The mouse selected something, or pointed at it."""
        message.stop()
        self.leave_mode()
        if message.unit == "word":
            if message.end > message.start:
                self._select((message.start, message.end))
            else:
                self._view.set_sentence(self._cursor.to(message.start))
            return
        sentence = self._cursor.to(message.start)
        if message.unit == "paragraph" and self.opened is not None:
            for block in self.opened.document.blocks:
                if block.start <= message.start < block.end:
                    sentence = (block.start, block.end)
        self._select(sentence)

    # -- modes

    def leave_mode(self) -> bool:
        """End selecting and labelling; False if nothing was to end."""
        was = bool(self.mode or self._selection)
        self.mode, self._visual, self._labels = "", None, None
        self._view.set_labels({})
        self._select(None)
        self._follow()
        return was

    def back(self) -> bool:
        """Step back one layer inside the pane; False if there was none."""
        if self._find.query or self._find_box.display:
            self._close_find()
            self.focus_inside()
            return True
        return self.leave_mode()

    @property
    def finding(self) -> bool:
        """Whether a find is open: then n and p go from match to match."""
        return bool(self._find.query)

    def mode_key(self, key: str) -> tuple[int, int] | bool:
        """A key while selecting or labelling: a range to highlight, or whether the key was used."""
        if self._visual is not None:
            if key not in Visual.KEYS:
                return False
            self._visual.press(key)
            self._view.set_selection(self._visual.selection)
            self._view.reveal(self._visual.head)
            return True
        if self._labels is None:
            return False
        try:
            answer = self._labels.press(key)
        except KeyError:
            self.leave_mode()
            return True
        if answer is None:
            return True
        mode = self.mode
        self.leave_mode()
        if mode == "links":
            self._open_link(answer if isinstance(answer, int) else answer[0])
            return True
        start, end = (answer, answer) if isinstance(answer, int) else answer
        first, last = self._cursor.to(start), self._cursor.to(end)
        return (first[0], last[1]) if first and last else True

    def do_visual(self) -> None:
        """Begin to select, from the current sentence."""
        target = self.target()
        if target is None or self.opened is None:
            return
        paragraphs = [block.start for block in self.opened.document.blocks]
        self._visual = Visual(self.text, self._cursor, *target, paragraphs)
        self.mode, self._selection = "visual", None
        self._view.set_sentence(None)
        self._view.set_selection(self._visual.selection)
        self.post_message(PlaceChanged())

    def do_labels(self) -> None:
        """Put a letter on each visible sentence."""
        low, high = self._view.in_view()
        starts = [start for start, _ in self._cursor.covering(low, high) if low <= start < high]
        current = self._cursor.current((low, high))
        self._label("labels", starts, current[0] if current else low)

    def do_links(self) -> None:
        """Put a letter on each visible link."""
        low, high = self._view.in_view()
        spans = self.opened.document.spans if self.opened else ()
        starts = [s.start for s in spans if s.kind == "link" and low <= s.start < high]
        if starts:
            self._label("links", starts, low)
        else:
            self.post_message(Notice("No link is in view"))

    def _label(self, mode: Mode, starts: list[int], near: int) -> None:
        if not starts:
            return
        targets = label_all(starts, near)
        self.mode, self._labels = mode, Labels(targets)
        self._view.set_labels({offset: label for label, offset in targets.items()})
        self.post_message(PlaceChanged())

    def _open_link(self, offset: int) -> None:
        spans = self.opened.document.spans if self.opened else ()
        href = next((s.href for s in spans if s.kind == "link" and s.start == offset), "")
        self.browse(href)

    def browse(self, url: str) -> None:
        """Open an address in the user's browser, or say why not."""
        try:
            self.post_message(Notice(open_url(url, self.app.copy_to_clipboard)))
        except OpenFailed as error:
            self.post_message(Notice(str(error), problem=True))

    # -- find

    def do_find(self) -> None:
        """Open the find box."""
        self._find_box.display = True
        self._find_box.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        self._find.search(self.text, event.value, self._view.top_offset)
        self._show_match()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the matches and give the keys back to the text."""
        event.stop()
        self._find_box.display = False
        self.focus_inside()

    def _show_match(self) -> None:
        self._view.set_matches(self._find.matches, self._find.current)
        if self._find.current is not None:
            self._view.reveal(*self._find.current)
            self._cursor.to(self._find.current[0])
        self._follow()

    def _close_find(self) -> None:
        self._find.clear()
        self._find_box.display = False
        with self._find_box.prevent(Input.Changed):
            self._find_box.value = ""
        self._view.set_matches([], None)
        self.post_message(PlaceChanged())

    def step_match(self, delta: int) -> None:
        """Go to the next or previous match."""
        self._find.step(delta)
        self._show_match()

    # -- commands

    def _go(self, sentence: tuple[int, int] | None) -> None:
        if sentence is not None:
            self.leave_mode()
            self._view.reveal(*sentence)
            self._view.set_sentence(sentence)
            self.post_message(PlaceChanged())

    def do_next_sentence(self) -> None:
        """Sentence cursor on."""
        self._go(self._cursor.step(1, self._view.in_view()))

    def do_previous_sentence(self) -> None:
        """Sentence cursor back."""
        self._go(self._cursor.step(-1, self._view.in_view()))

    def do_next_paragraph(self) -> None:
        """Paragraph on."""
        self._go(self._cursor.paragraph(1, self._view.in_view()))

    def do_previous_paragraph(self) -> None:
        """Paragraph back."""
        self._go(self._cursor.paragraph(-1, self._view.in_view()))

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

    def do_narrower(self) -> None:
        """A narrower measure."""
        self._measure(-4)

    def do_wider(self) -> None:
        """A wider measure."""
        self._measure(4)

    def _measure(self, delta: int) -> None:
        measure = max(MEASURES[0], min(MEASURES[1], self._view.measure + delta))
        self._view.measure = measure
        self.post_message(Notice(f"Measure {measure}"))
        work(self, self._remember("measure", measure), group="reading-remember")

    def set_measure(self, measure: int) -> None:
        """Take a measure over from an earlier session."""
        self._view.measure = max(MEASURES[0], min(MEASURES[1], measure))

    async def _remember(self, key: str, value: object) -> None:
        await self._desk.ask(lambda library: library.reading.remember(key, value))

    def do_paragraphs(self) -> None:
        """Toggle between guessed paragraphs and the text as it came."""
        if self.opened is None:
            return
        article_id, as_it_came = self.opened.article.id, not self.opened.as_it_came

        async def toggle() -> None:
            opened = await self._desk.ask(lambda library: library.reading.open(article_id, as_it_came=as_it_came))
            self.opened = opened
            self._view.replace_document(opened.document)
            self._cursor = SentenceCursor(opened.sentences, opened.document.blocks)
            self._follow()
            self.post_message(Notice("The text as it came" if as_it_came else "The text in paragraphs"))

        work(self, toggle(), group="reading-paragraphs", exclusive=True)

    def on_key(self, event: events.Key) -> None:
        """Escape in the find box closes it."""
        if event.key == "escape" and self._find_box.has_focus:
            event.stop()
            self.back()
