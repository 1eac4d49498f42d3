"""A list of two-line rows that never holds more of them than it shows, give or take some pages."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.ui.widgets.cells import fitted

PAGE = 100
"""Rows asked for at a time."""
KEPT = 4_000
"""Rows kept after they were shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows; strings are sanitised and of one line.

    `marks` are the ranges of `title`, `meta_marks` those of `meta`, that matched a search. `lead` stands before `meta`
    however much of that is cut away to show what matched.
    """

    title: str
    meta: str
    marker: str = " "
    strong: bool = True
    marks: tuple[tuple[int, int], ...] = ()
    meta_marks: tuple[tuple[int, int], ...] = ()
    role: int = 0
    lead: str = ""


class RowList(ScrollView, can_focus=True):
    """Rows by key, in an order given once; the rows themselves are asked for with `RowsWanted` as they are shown.

    The cursor follows its key, not its row number, when the order changes.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "rows--title",
        "rows--read",
        "rows--meta",
        "rows--marker",
        "rows--heading",
        "rows--cursor",
        "rows--match",
        "rows--role-1",
        "rows--role-2",
        "rows--role-3",
        "rows--role-4",
    }
    cursor: reactive[int] = reactive(0, init=False)

    class RowsWanted(Message):
        """Rows that are in view and not here yet."""

        def __init__(self, row_list: RowList, keys: Sequence[Any]) -> None:
            super().__init__()
            self.row_list = row_list
            self.keys = keys

    class Chosen(Message):
        """A row was clicked, or opened by key."""

        def __init__(self, row_list: RowList, key: Any) -> None:
            super().__init__()
            self.row_list = row_list
            self.key = key

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.keys: Sequence[Any] = array("q")
        self._rows: OrderedDict[Any, Row] = OrderedDict()
        self._asked: set[int] = set()
        self._groups: tuple[tuple[int, str], ...] = ()
        self._group_rows: list[int] = []
        self._group_ys: list[int] = []

    # -- what it shows

    def show(
        self,
        keys: Sequence[Any],
        rows: Mapping[Any, Row] | None = None,
        groups: Iterable[tuple[int, str]] = (),
        *,
        cursor_key: Any = None,
    ) -> None:
        """Show `keys` in order; `groups` are (row number of the first row, heading).

        The cursor goes to `cursor_key`, else stays on the key it is on, else on its row number.
        """
        wanted = self.cursor_key if cursor_key is None else cursor_key
        before = self.cursor
        line = self.y_of(before) - self.scroll_offset.y if self.keys and wanted == self.cursor_key else None
        self.keys = keys
        self._asked.clear()
        if rows is not None:
            self.give(rows)
        self._groups = tuple(groups)
        self._group_rows = [first for first, _ in self._groups]
        self._group_ys = [first * 2 + number for number, first in enumerate(self._group_rows)]
        self.virtual_size = Size(0, len(keys) * 2 + len(self._groups))
        row = self._index(wanted)
        self.set_reactive(RowList.cursor, self.validate_cursor(before if row is None else row))
        if line is not None and row is not None:
            # What one looks at stays where it is on the screen, whatever came in above it.
            self.scroll_to(y=max(0, self.y_of(row) - line), animate=False, force=True)
        self._reveal()
        self.refresh()

    def _index(self, key: Any) -> int | None:
        if key is None:
            return None
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def give(self, rows: Mapping[Any, Row]) -> None:
        """Rows that were asked for, or that changed."""
        self._rows.update(rows)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
            self._asked.clear()
        self.refresh()

    def forget_rows(self) -> None:
        """Ask for every row again as it is shown: they may all have changed."""
        self._rows.clear()
        self._asked.clear()
        self.refresh()

    @property
    def cursor_key(self) -> Any:
        """The key under the cursor; None in an empty list."""
        return self.keys[self.cursor] if self.keys else None

    def select(self, key: Any) -> bool:
        """Move the cursor to a key; False if it is not in the list."""
        row = self._index(key)
        if row is None:
            return False
        self.cursor = row
        return True

    # -- geometry

    def y_of(self, row: int) -> int:
        """The first line of a row, counted from the top of the list."""
        return row * 2 + bisect_right(self._group_rows, row)

    def _at(self, y: int) -> tuple[int, int]:
        """A line of the list -> (row number, line of the row); (-1 - group number, 0) on a heading."""
        group = bisect_right(self._group_ys, y)
        if group and self._group_ys[group - 1] == y:
            return -group, 0
        return divmod(y - group, 2)

    def _reveal(self) -> None:
        if not self.keys:
            return
        y, top, height = self.y_of(self.cursor), self.scroll_offset.y, self.scrollable_content_region.height
        heading = 1 if self.cursor in self._group_rows else 0
        if y - heading < top:
            self.scroll_to(y=y - heading, animate=False, force=True)
        elif y + 2 > top + height:
            self.scroll_to(y=y + 2 - height, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()

    # -- painting

    def _style(self, *names: str) -> Style:
        return self.get_visual_style(*(f"rows--{name}" for name in names)).rich_style

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width = self.scrollable_content_region.width
        row_number, line = self._at(y + self.scroll_offset.y)
        if row_number < 0:
            return Strip(
                [Segment(fitted(" " + self._groups[-row_number - 1][1], width), self._style("heading"))], width
            )
        if row_number >= len(self.keys):
            return Strip.blank(width, self.rich_style)
        cursor = ("cursor",) if row_number == self.cursor else ()
        row = self._rows.get(self.keys[row_number])
        if row is None:
            self._want(row_number // PAGE)
            return Strip([Segment(fitted("   …" if line == 0 else "", width), self._style("meta", *cursor))], width)
        if line == 0:
            edge = Segment("▎" if cursor else " ", self._style("marker", *cursor))
            role = (f"role-{row.role}",) if row.role else ()
            marker = Segment(f"{row.marker} ", self._style("marker", *cursor, *role))
            title = self._marked(row.title, row.marks, width - 3, ("title" if row.strong else "read", *cursor))
            return Strip([edge, marker, *title], width)
        blank = Segment("▎  " if cursor else "   ", self._style("marker", *cursor))
        lead = Segment(row.lead, self._style("meta", *cursor))
        room = width - 3 - lead.cell_length
        return Strip([blank, lead, *self._marked(row.meta, row.meta_marks, room, ("meta", *cursor))], width)

    def _marked(self, text: str, marks: Sequence[tuple[int, int]], width: int, names: tuple[str, ...]) -> list[Segment]:
        """`text` in `width` cells with its matches painted."""
        if marks and marks[0][1] > width:
            # What matched must be seen: begin shortly before it.
            cut = max(0, marks[0][0] - width // 3)
            text, marks = "…" + text[cut:], [(start - cut + 1, end - cut + 1) for start, end in marks]
        drawn = fitted(text, width)
        if not marks:
            return [Segment(drawn, self._style(*names))]
        segments, at = [], 0
        for start, end in marks:
            start, end = max(at, min(start, len(drawn))), min(end, len(drawn))
            if start < end:
                segments.append(Segment(drawn[at:start], self._style(*names)))
                segments.append(Segment(drawn[start:end], self._style(*names, "match")))
                at = end
        segments.append(Segment(drawn[at:], self._style(*names)))
        return segments

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.post_message(self.RowsWanted(self, self.keys[page * PAGE : (page + 1) * PAGE]))

    # -- moving

    def validate_cursor(self, value: int) -> int:
        """Within the list."""
        return int(clamp(value, 0, max(0, len(self.keys) - 1)))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint two rows, not the list."""
        for row in (old, new):
            self.refresh_lines(self.y_of(row) - self.scroll_offset.y, 2)
        self._reveal()

    def page_rows(self) -> int:
        """Rows in one page of the viewport."""
        return max(1, self.scrollable_content_region.height // 2 - 1)

    def choose(self) -> None:
        """Open the row under the cursor."""
        if self.keys:
            self.post_message(self.Chosen(self, self.cursor_key))

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row."""
        row_number, _ = self._at(event.y + self.scroll_offset.y)
        if 0 <= row_number < len(self.keys):
            self.cursor = row_number
            self.choose()
