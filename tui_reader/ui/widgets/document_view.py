"""The article: lines drawn from a layout, with layers painted over them. Every position is an offset.

Wrapping is a view of one immutable text: a resize keeps the first visible character, and whatever is marked,
found or selected is a range of code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.document.layout import Layout, lay_out
from tui_reader.model import ROLES, Block, Document, Highlight
from tui_reader.ui.widgets.cells import fitted
from tui_reader.ui.widgets.layers import Layers, Range
from tui_reader.ui.widgets.pointer import Pointer

GUTTER = 3
"""Cells left of the text at the least: role letter, bar, blank."""
EMPTY = Document("", ())
_QUIET = {"caption", "dateline", "image", "rule"}


def _head(title: str, byline: str) -> Document:
    """Headline and byline as a document, so that they wrap like everything else."""
    end = len(title)
    return Document(
        f"{title}\n{byline}", (Block("heading", 0, end, 1), Block("caption", end + 1, end + 1 + len(byline)))
    )


class DocumentView(ScrollView, can_focus=True):
    """Draws one document. It knows offsets, not articles: the reading pane tells it what to show."""

    ALLOW_SELECT = False  # Textual's selection mis-maps margins and wrapped lines; the pointer is our own
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        f"doc--{name}"
        for name in (
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
        self._justify = justify
        self.overlay = Layers()
        self.pointer = Pointer(self)
        self.labels: dict[int, str] = {}
        self.current_sentence: tuple[int, int] | None = None
        self._highlights: tuple[Highlight, ...] = ()
        self._head = EMPTY
        self._layout: Layout = lay_out(EMPTY, 1)
        self._head_layout: Layout = lay_out(EMPTY, 1)
        self._laid_out: tuple[int, int, int] | None = None
        self._pinned: tuple[int, int] | None = None
        self._wanted_top: int | None = None
        self._x_scroll = 0

    # -- what it shows

    def show(self, document: Document, title: str = "", byline: str = "", *, top: int = 0) -> None:
        """Show a document with the character at offset `top` first; 0 shows the headline too.

        `title` and `byline` are sanitised.
        """
        self._head = _head(title, byline) if title else EMPTY
        self.document = document
        self.overlay = Layers()
        self.overlay.set("spans", (Range(s.start, s.end, s.kind) for s in document.spans))
        self.labels = {}
        self.current_sentence = None
        self._highlights = ()
        self._x_scroll = 0
        self._laid_out = None
        self._wanted_top = top
        self._reflow()

    def set_byline(self, byline: str) -> None:
        """Another line under the headline; the place stays."""
        if self._head is not EMPTY:
            self._wanted_top = self.top_offset
            self._head = _head(self._head.text.partition("\n")[0], byline)
            self._laid_out = None
            self._reflow()

    def replace_document(self, document: Document) -> None:
        """Other blocks over the same text: marks and place stay."""
        top = self.top_offset
        self.document = document
        self.overlay.set("spans", (Range(s.start, s.end, s.kind) for s in document.spans))
        self._laid_out = None
        self._wanted_top = top
        self._reflow()

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Paint these highlights; orphans are nowhere to be painted."""
        self._highlights = tuple(h for h in highlights if h.start is not None)
        self.overlay.set(
            "highlights",
            (
                Range(h.start, h.end, f"role-{h.role}")
                for h in self._highlights
                if h.start is not None and h.end is not None
            ),
        )
        self.refresh()

    def set_sentence(self, sentence: tuple[int, int] | None) -> None:
        """Show which sentence is the current one."""
        if sentence != self.current_sentence:
            self.current_sentence = sentence
            self.overlay.set("sentence", [Range(*sentence, "sentence")] if sentence else [])
            self.refresh()

    def set_selection(self, selection: tuple[int, int] | None) -> None:
        """Show a selection."""
        self.overlay.set("selection", [Range(*selection, "selection")] if selection else [])
        self.refresh()

    def set_matches(self, matches: Iterable[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Show what a search found, and which of it is the current match."""
        self.overlay.set("matches", (Range(start, end, "match") for start, end in matches))
        self.overlay.set("match", [Range(*current, "current")] if current else [])
        self.refresh()

    def set_labels(self, labels: dict[int, str]) -> None:
        """Draw a letter over the character at each of these offsets."""
        self.labels = labels
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
        return max(1, min(self.measure, self.scrollable_content_region.width - GUTTER - 1))

    @property
    def margin(self) -> int:
        """Cells left of the text; the text stands in the middle."""
        return max(GUTTER, (self.scrollable_content_region.width - self.text_width) // 2)

    @property
    def _head_rows(self) -> int:
        """Rows above the text: a blank, title and byline, a blank."""
        return len(self._head_layout) + 2 if self._head is not EMPTY else 0

    @property
    def top_offset(self) -> int:
        """The offset of the first visible character; 0 while the headline is in view."""
        if self._wanted_top is not None:
            return self._wanted_top
        row = self.scroll_offset.y
        if self._pinned is not None and self._pinned[0] == row:
            return self._pinned[1]
        line = row - self._head_rows
        return 0 if line < 0 or not len(self._layout) else self._layout.first_offset(min(line, len(self._layout) - 1))

    def in_view(self) -> tuple[int, int]:
        """`[start, end)` of the text in view."""
        if not len(self._layout):
            return 0, 0
        first = int(clamp(self.scroll_offset.y - self._head_rows, 0, len(self._layout) - 1))
        last = int(clamp(self.scroll_offset.y + self.size.height - 1 - self._head_rows, 0, len(self._layout) - 1))
        return self._layout.first_offset(first), self._layout.line(last).end

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is in view; what is not laid out yet has no end."""
        return self._laid_out is not None and self.scroll_offset.y + self.size.height >= self._head_rows + len(
            self._layout
        )

    @property
    def progress(self) -> float:
        """How much of the text has been in view, 0..1."""
        total = self._head_rows + len(self._layout)
        return min(1.0, (self.scroll_offset.y + self.size.height) / total) if total else 1.0

    def _reflow(self) -> None:
        """Lay out again if the width, the measure or the document changed; the first visible character stays."""
        width = self.scrollable_content_region.width
        state = (width, self.text_width, id(self.document))
        if not width or self._laid_out == state:
            return
        top = self.top_offset
        self._laid_out = state
        self._layout = lay_out(self.document, self.text_width, justify=self._justify)
        self._head_layout = lay_out(self._head, self.text_width)
        self.virtual_size = Size(width, self._head_rows + len(self._layout) + 1)
        row = 0 if top <= 0 else self._head_rows + self._layout.line_of(top)
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
        if not len(self._layout):
            return
        first = self._head_rows + self._layout.line_of(start)
        last = self._head_rows + self._layout.line_of(max(start, (end or start + 1) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if first >= top + 1 and last <= top + height - 2:
            return
        if first == self._head_rows and height > self._head_rows + 2:
            target = 0
        elif top - height < first < top:
            target = first - 1
        elif last < top + height * 2 and last - first < height - 2:
            target = last - height + 3
        else:
            target = first - height // 3
        self.scroll_to(y=max(0, min(target, first)), animate=False, force=True)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows; negative is up."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def scroll_columns(self, columns: int) -> None:
        """Scroll code sideways."""
        self._x_scroll = max(0, self._x_scroll + columns)
        self.refresh()

    def offset_at(self, x: int, y: int) -> int:
        """The offset under a cell of the viewport; clamps in margins, gaps and the headline."""
        if not len(self._layout):
            return 0
        line = int(clamp(y + self.scroll_offset.y - self._head_rows, 0, len(self._layout) - 1))
        return self._layout.offset_at(line, x - self.margin, self._x_scroll)

    # -- painting

    def _style(self, *names: str) -> Style:
        return self.get_visual_style(*(f"doc--{name}" for name in names)).rich_style

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        base = self.rich_style
        if self._head_rows and 0 < row <= len(self._head_layout):
            return self._paint_head(row - 1, width, base)
        line = row - self._head_rows
        if not 0 <= line < len(self._layout):
            return Strip.blank(width, base)
        return self._paint(line, width, base)

    def _paint_head(self, row: int, width: int, base: Style) -> Strip:
        line = self._head_layout.line(row)
        name = "title" if line.kind == "heading" else "byline"
        left = Segment(" " * (self.margin + line.indent), base)
        segments = [left, *(Segment(piece.drawn, self._style(name)) for piece in self._head_layout.cut(row))]
        return Strip(segments).adjust_cell_length(width, base)

    def _paint(self, number: int, width: int, base: Style) -> Strip:
        line = self._layout.line(number)
        ranges = self.overlay.on(line.start, line.end) if line.end > line.start else []
        kind = self._block_style(line.block)
        segments = [*self._gutter(line.start, line.end, base)]
        pieces = self._layout.cut(
            number, sorted({edge for r in ranges for edge in (r.start, r.end)}), x_scroll=self._x_scroll
        )
        if line.indent:
            segments.append(Segment(" " * line.indent, base))
        if line.prefix:
            segments.append(Segment(line.prefix, self._style("prefix")))
        for piece in pieces:
            names = [r.style for r in ranges if r.start <= piece.start < r.end]
            if sum(name.startswith("role-") for name in names) > 1:
                names.append("overlap")
            drawn = piece.drawn
            if piece.start in self.labels and "label" in names:
                drawn = fitted(self.labels[piece.start], piece.cells)
            segments.append(Segment(drawn, self._style(*kind, *names)))
        return Strip(segments).adjust_cell_length(width, base)

    def _block_style(self, number: int) -> tuple[str, ...]:
        if number < 0:
            return ()
        block = self.document.blocks[number]
        if block.kind in _QUIET or (block.kind == "heading" and block.level == 0):
            return ("quiet",)
        return {"heading": ("heading",), "quote": ("quote",), "code": ("code-block",)}.get(block.kind, ())

    def _gutter(self, start: int, end: int, base: Style) -> list[Segment]:
        """What stands left of a line: the role of a highlight (a figure where several overlap), the cursor."""
        left = Segment(" " * (self.margin - GUTTER), base)
        marks = self.overlay.of("highlights", start, end) if end > start else []
        if marks:
            begun = [h for h in self._highlights if h.start is not None and start <= h.start < end]
            role = begun[-1].role if begun else int(marks[-1].style.removeprefix("role-"))
            deep = max(sum(m.start <= mark.start < m.end for m in marks) for mark in marks)
            sign = str(min(9, deep)) if deep > 1 else ROLES[role - 1].letter if begun else " "
            style = self._style("gutter", f"role-{role}")
            return [
                left,
                Segment(sign, self._style("gutter")),
                Segment("▌", Style(color=style.bgcolor, bgcolor=base.bgcolor)),
                Segment(" ", base),
            ]
        current = self.current_sentence
        if current is not None and start <= current[0] < end:
            return [left, Segment(" › ", self._style("gutter"))]
        return [left, Segment(" " * GUTTER, base)]

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
