"""Every highlight of every article, newest first; words filter them, Enter goes to the passage."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from tui_reader.model import Highlight
from tui_reader.ui import wording
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.row_list import RowList


def matching(highlights: Sequence[Highlight], query: str) -> list[Highlight]:
    """The highlights that hold every word of `query` in quote, note, tags or title; case does not count."""
    words = query.casefold().split()
    return [
        h
        for h in highlights
        if all(word in f"{h.quote} {h.note} {' '.join(h.tags)} {h.title}".casefold() for word in words)
    ]


class QuotesScreen(ModalScreen[Highlight | None]):
    """Answers the highlight to go to, or None."""

    def __init__(self, highlights: Sequence[Highlight]) -> None:
        super().__init__()
        self._all = highlights
        self._shown: dict[str, Highlight] = {}
        self._list = RowList(id="quote-rows")
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """A box to filter, and the rows."""
        with Vertical(classes="dialog quotes"):
            yield LineEntry(placeholder="filter the highlights", id="quote-box")
            yield self._list

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def _show(self, query: str) -> None:
        shown = matching(self._all, query)
        self._shown = {h.id: h for h in shown}
        self._list.show(list(self._shown))
        self.query_one(".quotes").border_title = Content(f"Highlights · {len(shown)}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        self._show(event.value)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go there."""
        message.stop()
        self.dismiss(self._shown.get(message.key))

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Rows that were dropped from memory come again."""
        message.stop()
        rows = {key: wording.highlight_row(self._shown[key], with_title=True) for key in message.keys}
        self._list.give(rows)

    def on_key(self, event: events.Key) -> None:
        """The box has the keyboard; arrows move, Enter goes, Escape steps back."""
        moves = {"down": 1, "up": -1, "pagedown": self._list.page_rows(), "pageup": -self._list.page_rows()}
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "enter":
            event.stop()
            self._list.choose()
        elif event.key in moves:
            event.stop()
            self._list.cursor += moves[event.key]
