"""The outline of the open article: filter, look, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from tui_reader.document.outline import Heading, filtered, heading_at
from tui_reader.document.sanitise import one_line
from tui_reader.search.within import Within
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.row_list import Row, RowList

INDENT = 2
_LONGEST = 200


class OutlineScreen(ModalScreen[int | None]):
    """Answers the offset of the heading to go to, or None. `preview` hears the offset of every heading the cursor
    comes to; who steps back must be brought back by whoever asked."""

    # It stands where the list is, so that the text can be seen beside it.
    DEFAULT_CSS: ClassVar[str] = """
    OutlineScreen { align: left middle; background: $background 0%; }
    OutlineScreen .outline { width: 44; height: 90%; }
    OutlineScreen RowList { margin-top: 1; height: 1fr; }
    OutlineScreen .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    def __init__(
        self, headings: Sequence[Heading], offset: int, length: int, preview: Callable[[int], None] | None = None
    ) -> None:
        """`offset` is where one is in a text of `length` code points."""
        super().__init__()
        self._headings = headings
        self._here = heading_at(headings, offset)
        self._top = min((heading.level for heading in headings), default=1)
        self._length = max(1, length)
        self._preview = preview
        self._list = RowList()
        self._list.can_focus = False
        self._query = ""

    def compose(self) -> ComposeResult:
        """A framed list under a box to filter it."""
        with Vertical(classes="dialog outline") as box:
            box.border_title = Content(f"Outline · {len(self._headings)}")
            yield LineEntry(placeholder="filter", id="outline-box")
            yield self._list

    def on_mount(self) -> None:
        """Begin where one is."""
        self._show("")
        self.watch(self._list, "cursor", self._look, init=False)

    def _show(self, query: str) -> None:
        self._query = query
        self._list.forget_rows()
        shown = filtered(self._headings, query) if query.strip() else range(len(self._headings))
        self._list.show(shown, cursor_key=shown[0] if shown and query.strip() else self._here)

    def _row(self, number: int) -> Row:
        level, text, offset = self._headings[number]
        indent = " " * (INDENT * (level - self._top))
        title = indent + one_line(text, _LONGEST)
        marks = sorted({match for word in self._query.split() for match in Within(title).find(word).matches})
        here = "›" if number == self._here else " "
        return Row(title, f"{indent}{round(100 * offset / self._length)} %", here, level == self._top, tuple(marks))

    def _look(self) -> None:
        if self._preview is not None and self._list.cursor_key is not None:
            self._preview(self._headings[self._list.cursor_key].offset)

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Rows come into view."""
        message.stop()
        self._list.give({number: self._row(number) for number in message.keys})

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go there."""
        message.stop()
        self.dismiss(self._headings[message.key].offset)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        self._show(event.value)
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what the cursor is on."""
        event.stop()
        self._list.choose()

    def on_key(self, event: events.Key) -> None:
        """The box has the keyboard; arrows move, Escape steps back."""
        page = self._list.page_rows()
        moves = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": page, "pageup": -page}
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key in moves:
            event.stop()
            event.prevent_default()
            self._list.cursor += moves[event.key]
