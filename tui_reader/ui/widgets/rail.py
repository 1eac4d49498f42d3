"""The rail beside a text: which part of it is in view, and where its matches, marks and bookmark are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.model import ROLES

GLYPHS = {
    "current": "●",
    "match": "•",
    "bookmark": "★",
    **{f"role-{role.number}": "▪" for role in reversed(ROLES)},
}
"""What a tick is drawn as, by its style; where several fall on one cell, the first of these is drawn."""
TRACK, THUMB = "│", "┃"


class Thumb(NamedTuple):
    """The rows in view: the first one, how many, and of how many."""

    top: int = 0
    height: int = 1
    total: int = 1


class Rail(Widget):
    """One column. It knows rows of a document, not the document; a click or a drag on it is a wish to be elsewhere."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "rail--track",
        "rail--thumb",
        *(f"rail--{name}" for name in GLYPHS),
    }
    DEFAULT_CSS: ClassVar[str] = """
    Rail {
      width: 1;
      height: 1fr;
      background: $background;
      & > .rail--track { color: $panel; }
      & > .rail--thumb { color: $quiet; }
      & > .rail--match { color: $primary; }
      & > .rail--current { color: $primary; text-style: bold; }
      & > .rail--bookmark { color: $foreground; text-style: bold; }
      & > .rail--role-1 { color: $role-1; }
      & > .rail--role-2 { color: $role-2; }
      & > .rail--role-3 { color: $role-3; }
      & > .rail--role-4 { color: $role-4; }
    }
    Rail:nocolor > .rail--track { text-style: dim; }
    Rail:nocolor > .rail--thumb { text-style: bold; }
    """

    class Jumped(Message):
        """The user wants `row` to be the first one in view."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

        def can_replace(self, message: Message) -> bool:
            """Only the last place of a drag counts."""
            return isinstance(message, Rail.Jumped)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._thumb = Thumb()
        self._ticks: dict[str, list[int]] = {}
        self._drawn: list[str] | None = None
        self._held: int | None = None  # where the thumb was taken hold of, in cells from its first one

    def show(self, thumb: tuple[int, int, int] | None = None, ticks: Iterable[tuple[int, str]] | None = None) -> None:
        """Show what is in view, `(top, height, total)` in rows, and ticks, `(row, style)`, in any order.

        The styles are those of `GLYPHS`. What is None stays as it is.
        """
        before, extent = self._thumb, self._extent()
        if thumb is not None:
            self._thumb = Thumb(*map(max, thumb, (0, 1, 1)))
        if ticks is not None:
            self._ticks = {}
            for row, style in ticks:
                self._ticks.setdefault(style, []).append(row)
            for rows in self._ticks.values():
                rows.sort()
        if ticks is not None or self._thumb.total != before.total:
            self._drawn = None
        if ticks is not None or self._thumb.total != before.total or self._extent() != extent:
            self.refresh()  # not when the thumb stays on its cells: one pages through a long text often

    # -- geometry

    @property
    def _rows(self) -> int:
        """Rows the whole rail stands for: a text that is all in view stands beside its own rows."""
        return max(1, self._thumb.total, self.size.height)

    def _first_row(self, cell: int) -> int:
        """The first row that falls on a cell."""
        return -(-cell * self._rows // max(1, self.size.height))

    def _extent(self) -> tuple[int, int]:
        """`[first, end)` cells of the thumb; none if all is in view."""
        height, thumb = self.size.height, self._thumb
        if thumb.height >= thumb.total or not height:
            return 0, 0
        size = max(1, round(thumb.height * height / thumb.total))
        room = thumb.total - thumb.height
        first = round(max(0, min(thumb.top, room)) * (height - size) / room)
        return first, first + size

    # -- painting

    def _names(self) -> list[str]:
        """The style of the tick on each cell, "" where there is none: worked out once for many paintings."""
        if self._drawn is None or len(self._drawn) != self.size.height:
            edges = [self._first_row(cell) for cell in range(self.size.height + 1)]
            self._drawn = [""] * self.size.height
            for style in reversed(GLYPHS):
                rows = self._ticks.get(style, [])
                at = bisect_left(rows, 0)
                for cell in range(self.size.height if rows else 0):
                    behind = bisect_left(rows, edges[cell + 1], at)
                    if behind > at:
                        self._drawn[cell] = style
                    at = behind
        return self._drawn

    def render_line(self, y: int) -> Strip:
        """One cell."""
        first, end = self._extent()
        part = "thumb" if first <= y < end else "track"
        name = self._names()[y] if y < self.size.height else ""
        blank = self._thumb.height >= self._thumb.total
        drawn = GLYPHS[name] if name else " " if blank else THUMB if part == "thumb" else TRACK
        style = self.get_visual_style(*(f"rail--{each}" for each in (part, name) if each))
        return Strip([Segment(drawn, style.rich_style)], 1)

    # -- mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb, or go to what is under the pointer."""
        event.stop()
        first, end = self._extent()
        if first <= event.y < end:
            self._held = event.y - first
        else:
            self._held = (end - first) // 2
            self._go_to(self._aim(event.y))
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the thumb."""
        if self._held is None:
            return
        event.stop()
        first, end = self._extent()
        room = max(1, self.size.height - (end - first))
        cell = max(0, min(event.y - self._held, room))
        self._go_to(cell * (self._thumb.total - self._thumb.height) // room)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        event.stop()
        if self._held is not None:
            self._held = None
            self.release_mouse()

    def _aim(self, cell: int) -> int:
        """The row to put first for a click on a cell: that of its tick in the upper third, else its own in the
        middle."""
        first, behind = self._first_row(cell), self._first_row(cell + 1)
        for style in GLYPHS:
            rows = self._ticks.get(style, [])
            at = bisect_left(rows, first)
            if at < len(rows) and rows[at] < behind:
                return rows[at] - self._thumb.height // 3
        return (first + behind) // 2 - self._thumb.height // 2

    def _go_to(self, row: int) -> None:
        row = max(0, min(row, self._thumb.total - self._thumb.height))
        if row != self._thumb.top:
            self.post_message(self.Jumped(row))
