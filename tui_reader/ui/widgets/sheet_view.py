"""Shows a sheet, laid out in the width there is."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.document.layout import Layout, lay_out
from tui_reader.ui.widgets.layers import Layer
from tui_reader.ui.widgets.page import GUTTER
from tui_reader.ui.widgets.sheet import EMPTY, Sheet

MEASURE = 72
"""The widest a line becomes, in cells, where nothing else is said."""
HERE = "▸"
_ADDED, _REMOVED, _BOTH = "+", "−", "±"


class SheetView(ScrollView, can_focus=False):
    """Draws one sheet. With `signs` it stands in the middle, as an article does, and a gutter says of each line
    whether something was added to it or removed."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "sheet--context",
        "sheet--role-1",
        "sheet--role-2",
        "sheet--role-3",
        "sheet--role-4",
        "sheet--label",
        "sheet--note",
        "sheet--tags",
        "sheet--title",
        "sheet--quiet",
        "sheet--doubt",
        "sheet--same",
        "sheet--added",
        "sheet--removed",
        "sheet--sign",
    }

    class Scrolled(Message):
        """Other lines are in view."""

        def can_replace(self, message: Message) -> bool:
            """Only the last of many counts."""
            return isinstance(message, SheetView.Scrolled)

    def __init__(
        self, *, measure: int = MEASURE, signs: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._measure = measure
        self._gutter = GUTTER if signs else 0
        self._sheet = EMPTY
        self._layer = Layer()
        self._layout: Layout = lay_out(EMPTY.document, 1)
        self._here: tuple[int, int] | None = None
        self._columns = 0

    def show(self, sheet: Sheet | None, *, again: bool = False) -> None:
        """Show a sheet from its beginning; None leaves the page empty. `again`: it only grew, and one stays in it."""
        self._sheet = sheet or EMPTY
        self._layer = Layer(self._sheet.ranges)
        self._here = None
        if not again:
            self.scroll_to(y=0, animate=False, force=True)
        self._reflow()

    def point(self, start: int, end: int) -> None:
        """The gutter points at the lines of `[start, end)` of the sheet."""
        self._here = (start, end)
        self.refresh()

    def _reflow(self) -> None:
        width = self.scrollable_content_region.width
        self._layout = lay_out(self._sheet.document, max(1, min(self._measure, width - self._gutter)))
        self.virtual_size = Size(width, len(self._layout))
        self.refresh()

    def on_resize(self) -> None:
        """A new width is a new layout; the first line in view stays."""
        top = self._layout.first_offset(self.scroll_offset.y) if self.scroll_offset.y < len(self._layout) else 0
        self._reflow()
        if top:
            self.scroll_to(y=self._layout.line_of(top), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other lines are in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows; negative is up."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def scroll_columns(self, columns: int) -> None:
        """Scroll code sideways."""
        self._columns = max(0, self._columns + columns)
        self.refresh()

    def reveal(self, start: int, end: int) -> None:
        """Scroll until `[start, end)` of the sheet, or its beginning, stands in view with something around it."""
        first, last = self._layout.line_of(start), self._layout.line_of(max(start, end - 1))
        top, height = self.scroll_offset.y, self.size.height
        if first <= top or last >= top + height - 1:
            self.scroll_to(y=max(0, first - height // 3), animate=False, force=True)

    def in_view(self) -> tuple[int, int]:
        """`[start, end)` of the sheet in view."""
        if not len(self._layout):
            return 0, 0
        first = min(self.scroll_offset.y, len(self._layout) - 1)
        last = min(first + max(1, self.size.height), len(self._layout)) - 1
        return self._layout.first_offset(first), self._layout.line(last).end

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width, number, base = self.scrollable_content_region.width, y + self.scroll_offset.y, self.rich_style
        if number >= len(self._layout):
            return Strip.blank(width, base)
        line = self._layout.line(number)
        ranges = self._layer.on(line.start, line.end) if line.end > line.start else []
        segments = [*self._margin(line.start, line.end, {r.style for r in ranges}, width)] if self._gutter else []
        if line.indent or line.prefix:
            segments.append(Segment(" " * line.indent + line.prefix, base))
        for piece in self._layout.cut(number, [r.start for r in ranges], self._columns):
            name = next((r.style for r in ranges if r.start <= piece.start < r.end), "")
            segments.append(Segment(piece.drawn, self._style(name) if name else base))
        return Strip(segments).adjust_cell_length(width, base)

    def _margin(self, start: int, end: int, styles: set[str], width: int) -> list[Segment]:
        """The cells left of the text: where one is, and what became of the line."""
        here = self._here is not None and start < max(self._here[1], self._here[0] + 1) and end > self._here[0]
        sign = " "
        if "added" in styles or "removed" in styles:
            sign = _BOTH if {"added", "removed"} <= styles else _ADDED if "added" in styles else _REMOVED
        left = max(self._gutter, (width - self._layout.width) // 2) - self._gutter
        drawn = f"{HERE if here else ' '}{sign}".ljust(self._gutter)
        return [Segment(" " * left, self.rich_style), Segment(drawn, self._style("sign"))]

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"sheet--{name}").rich_style
