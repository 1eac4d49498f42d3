"""The find box under the text."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input

from tui_reader.ui.panes.reading.find import Find
from tui_reader.ui.widgets.entries import LineEntry


class FindBox(LineEntry):
    """Finds while one types. Enter keeps the matches, Escape forgets them; `moved` hears of both."""

    def __init__(self, moved: Callable[[], None], done: Callable[[], None]) -> None:
        """`moved` is called when the current match changed, `done` when the box gives the keyboard back."""
        super().__init__(placeholder="find in this article", id="find-box")
        self.display = False
        self.find = Find()
        self.text = ""
        self.top = 0
        self._moved = moved
        self._done = done

    def open(self, text: str, top: int) -> None:
        """Begin to find in `text`, from offset `top` on."""
        self.text, self.top = text, top
        self.display = True
        self.focus()

    def close(self) -> bool:
        """Forget the query; False if there was none."""
        was = bool(self.display or self.find.query)
        self.find.clear()
        self.display = False
        with self.prevent(Input.Changed):
            self.value = ""
        return was

    @property
    def words(self) -> str:
        """Which match of how many, for the hint line; empty without a query."""
        if not self.find.query:
            return ""
        count = len(self.find.matches)
        return f"{self.find.index + 1}/{count}" if count else "not found"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        self.find.search(self.text, event.value, self.top)
        self._moved()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the matches and give the keyboard back."""
        event.stop()
        self.display = False
        self._done()

    def on_key(self, event: events.Key) -> None:
        """Escape forgets the query."""
        if event.key == "escape":
            event.stop()
            self.close()
            self._moved()
            self._done()
