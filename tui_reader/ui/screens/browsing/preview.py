"""The page beside the list: one sheet, laid out in the width there is."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.document.layout import Layout, lay_out
from tui_reader.model import Document
from tui_reader.ui.screens.browsing.sheet import Sheet
from tui_reader.ui.widgets.layers import Layer

MEASURE = 72
"""The widest a line becomes, in cells."""
_EMPTY = Sheet(Document("", ()), ())


class Preview(ScrollView, can_focus=False):
    """Shows a sheet."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "preview--context",
        "preview--role-1",
        "preview--role-2",
        "preview--role-3",
        "preview--role-4",
        "preview--label",
        "preview--note",
        "preview--tags",
        "preview--title",
        "preview--quiet",
        "preview--doubt",
        "preview--same",
        "preview--added",
        "preview--removed",
    }

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._sheet = _EMPTY
        self._layer = Layer()
        self._layout: Layout = lay_out(_EMPTY.document, 1)

    def show(self, sheet: Sheet | None, *, again: bool = False) -> None:
        """Show a sheet from its beginning; None leaves the page empty. `again`: it only grew, and one stays in it."""
        self._sheet = sheet or _EMPTY
        self._layer = Layer(self._sheet.ranges)
        if not again:
            self.scroll_to(y=0, animate=False, force=True)
        self._reflow()

    def _reflow(self) -> None:
        width = self.scrollable_content_region.width
        self._layout = lay_out(self._sheet.document, max(1, min(MEASURE, width)))
        self.virtual_size = Size(width, len(self._layout))
        self.refresh()

    def on_resize(self) -> None:
        """A new width is a new layout."""
        self._reflow()

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows; negative is up."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width, number, base = self.scrollable_content_region.width, y + self.scroll_offset.y, self.rich_style
        if number >= len(self._layout):
            return Strip.blank(width, base)
        line = self._layout.line(number)
        ranges = self._layer.on(line.start, line.end) if line.end > line.start else []
        segments = [Segment(" " * line.indent, base)] if line.indent else []
        for piece in self._layout.cut(number, [r.start for r in ranges]):
            name = next((r.style for r in ranges if r.start <= piece.start < r.end), "")
            segments.append(Segment(piece.drawn, self._style(name) if name else base))
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"preview--{name}").rich_style
