"""The article: a page that scrolls, with layers painted over its text. Every position is an offset.

Wrapping is a view of one immutable text: a resize keeps the first visible character, and whatever is marked,
found or selected is a range of code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.model import Document, Highlight
from tui_reader.ui.widgets.layers import Layers, Range
from tui_reader.ui.widgets.page import EMPTY, Page, head_of
from tui_reader.ui.widgets.painter import Painter
from tui_reader.ui.widgets.pointer import Pointer


class DocumentView(ScrollView, can_focus=True):
    """Draws one document. It knows offsets, not articles: the reading pane tells it what to show."""

    ALLOW_SELECT = False  # Textual's selection mis-maps margins and wrapped lines; the pointer is our own
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        f"doc--{name}"
        for name in (
            "ground",
            *("title", "byline", "heading", "quote", "code-block", "quiet", "gutter", "prefix"),
            *("strong", "em", "code", "link", "strike"),
            *("sentence", "role-1", "role-2", "role-3", "role-4", "overlap", "match", "current", "selection", "label"),
        )
    }
    measure: reactive[int] = reactive(72, init=False)

    class Scrolled(Message):
        """Other text is in view."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of many counts."""
            return isinstance(message, DocumentView.Scrolled)

    def __init__(self, *, justify: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document = EMPTY
        self.page = Page(justify=justify)
        self.pointer = Pointer(self)
        self._painter = Painter(self.page, self._style)
        self._head = EMPTY
        self._whole = True
        self._laid_out: tuple[int, int, int, int] | None = None
        self._pinned: tuple[int, int] | None = None
        self._wanted_top: int | None = None
        self._wanted_later: tuple[int, int | None] | None = None

    # -- what it shows

    def show(self, document: Document, title: str = "", byline: str = "", *, top: int = 0, whole: bool = True) -> None:
        """Show a document with the character at offset `top` first; 0 shows the headline too.

        `title` and `byline` are sanitised. Unless `whole`, the blocks end early and `replace_document` brings the
        rest.
        """
        self._head = head_of(title, byline)
        self.document = document
        self._whole = whole
        self._painter.forget()
        self._set_spans()
        self._wanted_later = None
        self._wanted_top = top
        self._laid_out = None
        self._reflow()

    def _set_spans(self) -> None:
        self.overlay.set("spans", (Range(s.start, s.end, s.kind) for s in self.document.spans))

    def set_byline(self, byline: str) -> None:
        """Another line under the headline; the place stays."""
        title, _, before = self._head.text.partition("\n")
        if self._head is not EMPTY and before != byline:
            self._wanted_top = self.top_offset
            self._head = head_of(title, byline)
            self._reflow()

    def replace_document(self, document: Document) -> None:
        """Other blocks over the same text, and all of them: marks and place stay."""
        self._wanted_top = self.top_offset
        self.document, self._whole = document, True
        self._set_spans()
        self._reflow()
        if self._wanted_later is not None:
            (start, end), self._wanted_later = self._wanted_later, None
            self.reveal(start, end)

    @property
    def overlay(self) -> Layers:
        """What lies over the text."""
        return self._painter.layers

    @property
    def labels(self) -> dict[int, str]:
        """The letters drawn over the text, by offset."""
        return dict(self._painter.labels)

    @property
    def current_sentence(self) -> tuple[int, int] | None:
        """The sentence shown as the current one."""
        return self._painter.sentence

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Paint these highlights; orphans are nowhere to be painted."""
        self._painter.set_highlights(highlights)
        self.refresh()

    def set_sentence(self, sentence: tuple[int, int] | None) -> None:
        """Show which sentence is the current one."""
        if sentence != self._painter.sentence:
            self._painter.sentence = sentence
            self._set_range("sentence", sentence)

    def set_selection(self, selection: tuple[int, int] | None) -> None:
        """Show a selection."""
        self._set_range("selection", selection)

    def _set_range(self, name: str, found: tuple[int, int] | None) -> None:
        if found is None and not self.overlay.has(name):
            return
        self.overlay.set(name, [Range(*found, name)] if found else [])
        self.refresh()

    def set_matches(self, matches: Iterable[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Show what a search found, and which of it is the current match."""
        self.overlay.set("matches", (Range(start, end, "match") for start, end in matches))
        self.overlay.set("match", [Range(*current, "current")] if current else [])
        self.refresh()

    def set_labels(self, labels: dict[int, str]) -> None:
        """Draw a letter over the character at each of these offsets."""
        self._painter.labels = labels
        self.overlay.set("labels", (Range(at, at + len(label), "label") for at, label in labels.items()))
        self.refresh()

    # -- geometry

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    @property
    def text_width(self) -> int:
        """Cells available to text."""
        return self.page.text_width

    @property
    def top_offset(self) -> int:
        """The offset of the first visible character; 0 while the headline is in view."""
        if self._wanted_top is not None:
            return self._wanted_top
        row = self.scroll_offset.y
        if self._pinned is not None and self._pinned[0] == row:
            return self._pinned[1]
        return self.page.first_offset(row)

    def in_view(self) -> tuple[int, int]:
        """`[start, end)` of the text in view; empty while none of it is laid out or seen."""
        top = self.scroll_offset.y
        if self._laid_out is None or not self.size.height:
            return self.top_offset, self.top_offset
        return self.page.between(top, top + self.size.height - 1)

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is in view; what is not laid out yet has no end."""
        laid_out = self._whole and self._laid_out is not None
        return laid_out and self.scroll_offset.y + self.size.height >= self.page.rows

    @property
    def progress(self) -> float:
        """How much of the text has been in view, 0..1."""
        if not self._whole:
            return min(1.0, self.in_view()[1] / max(1, len(self.text)))
        rows = self.page.rows
        return min(1.0, (self.scroll_offset.y + self.size.height) / rows) if rows else 1.0

    def _reflow(self) -> None:
        """Lay out again if the width, the measure or the document changed; the first visible character stays."""
        width = self.scrollable_content_region.width
        state = (width, self.measure, id(self.document), id(self._head))
        if not width or self._laid_out == state:
            return
        top = self.top_offset
        self._laid_out = state
        self.page.lay_out(self.document, self._head, width, self.measure)
        self.virtual_size = Size(width, self.page.rows + 1)
        row = 0 if top <= 0 else self.page.row_of(top)
        self._pinned = (row, top)
        self._wanted_top = None
        self.scroll_to(y=row, animate=False, force=True)
        self.refresh()
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """A new width is a new layout."""
        self._reflow()

    def watch_measure(self) -> None:
        """So is a new measure."""
        self._reflow()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other text is in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def reveal(self, start: int, end: int | None = None) -> None:
        """Scroll as little as needed to see `[start, end)`; a far jump puts it in the upper third."""
        page = self.page
        if not len(page.text):
            return
        if not self._whole and start >= self.document.blocks[-1].start:
            self._wanted_later = start, end
            return
        rows = page.row_of(start), page.row_of(max(start, (end or start + 1) - 1))
        top = page.top_to_see(rows, self.scroll_offset.y, self.size.height)
        if top is not None:
            self.scroll_to(y=top, animate=False, force=True)

    def put_first(self, offset: int) -> None:
        """Scroll until the line of an offset is the first one in view; 0 shows the headline too."""
        row = self.page.row_of(offset) if offset > 0 else 0
        self.scroll_to(y=row, animate=False, force=True)

    def to_end(self) -> None:
        """Go to the end of the text."""
        if self._whole:
            self.scroll_end(animate=False, force=True)
        else:
            self._wanted_later = len(self.text), None

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows; negative is up."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def scroll_columns(self, columns: int) -> None:
        """Scroll code sideways."""
        self._painter.x_scroll = max(0, self._painter.x_scroll + columns)
        self.refresh()

    def offset_at(self, x: int, y: int) -> int:
        """The offset under a cell of the viewport; clamps in margins, gaps and the headline."""
        return self.page.offset_at(x, y + self.scroll_offset.y, self._painter.x_scroll)

    # -- painting

    def _style(self, *names: str) -> Style:
        return self.get_visual_style(*(f"doc--{name}" for name in names)).rich_style

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        # Not `self.rich_style`: that is worked out anew for each line, which takes longer than to paint it.
        return self._painter.row(y + self.scroll_offset.y, self._style("ground"))

    # -- mouse: handled by the pointer, which knows clicks, drags and their units

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press may begin a drag."""
        self.pointer.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A drag goes on."""
        self.pointer.move(event)

    def on_mouse_up(self) -> None:
        """A drag ends."""
        self.pointer.release()

    def on_click(self, event: events.Click) -> None:
        """Double and triple clicks select a sentence, a paragraph."""
        self.pointer.click(event)
