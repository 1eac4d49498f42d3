"""The find box under the text."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from textual import events
from textual.widgets import Input

from tui_reader.search.within import Found, Within, is_pattern
from tui_reader.ui.panes.reading.find import Find
from tui_reader.ui.widgets.entries import LineEntry

AT_ONCE = 500_000
"""Characters of a text in which words are found between two keys; in longer ones, and with regular expressions, a
thread looks for them."""
KEPT = 50
"""Queries remembered."""


class FindBox(LineEntry):
    """Finds while one types. Enter keeps the matches, Escape forgets them; `moved` hears of both.

    Up and down bring earlier queries; Enter in the empty box repeats the last one.
    """

    def __init__(self, moved: Callable[[], None], done: Callable[[], None]) -> None:
        """`moved` is called when the current match changed, `done` when the box gives the keyboard back."""
        super().__init__(placeholder="find in this article · re: for a pattern", id="find-box")
        self.display = False
        self.find = Find()
        self._within = Within("")
        self._top = 0
        self._moved = moved
        self._done = done
        self._wanted = ""
        self._busy = False
        self._past: list[str] = []
        self._back = 0  # how many queries back the box shows; 0 is what is being typed
        self._typed = ""

    def open(self, text: str, top: int) -> None:
        """Begin to find in `text`, from offset `top` on."""
        if self._within.text is not text:
            self._within = Within(text)
        self._top = top
        self._back = 0
        self._put("")
        self.display = True
        self.focus()

    def close(self) -> bool:
        """Forget the query; False if there was none."""
        was = bool(self.display or self.find.query or self._wanted)
        self.find.clear()
        self._wanted = ""
        self.display = False
        self._put("")
        return was

    @property
    def words(self) -> str:
        """Which match of how many, for the hint line; empty without a query."""
        return "…" if self._busy and self._wanted not in ("", self.find.query) else self.find.words

    # -- searching

    def _search(self, query: str) -> None:
        self._wanted = query
        if not query:
            self.find.clear()
            self._moved()
        elif len(self._within.text) <= AT_ONCE and not is_pattern(query):
            self._take(query, self._within.find(query, self._top))
        elif not self._busy:
            self._search_aside()

    def _take(self, query: str, found: Found) -> None:
        self.find.take(query, found, self._top)
        self._moved()

    def _search_aside(self) -> None:
        """One thread at a time: what is typed meanwhile is looked for when it is back."""
        self._busy = True
        query, within, top = self._wanted, self._within, self._top
        loop = asyncio.get_running_loop()

        def look() -> None:
            found = within.find(query, top)
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._arrived, query, within, found)

        # A daemon: quitting does not wait for it.
        threading.Thread(target=look, name="find", daemon=True).start()

    def _arrived(self, query: str, within: Within, found: Found) -> None:
        self._busy = False
        if not self._wanted or not self.is_attached:
            return
        if query == self._wanted and within is self._within:
            self._take(query, found)
        else:
            self._search(self._wanted)

    # -- earlier queries

    def _put(self, query: str) -> None:
        with self.prevent(Input.Changed):
            self.value = query
        self.cursor_position = len(query)

    def _remember(self, query: str) -> None:
        if query in self._past:
            self._past.remove(query)
        self._past = [*self._past, query][-KEPT:]

    def _recall(self, back: int) -> None:
        """Show the query that was entered `back` queries ago."""
        if not 0 <= back <= len(self._past):
            return
        if not self._back:
            self._typed = self.value
        self._back = back
        self._put(self._past[-back] if back else self._typed)
        self._search(self.value)

    # -- keys

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        self._back = 0
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the matches and give the keyboard back."""
        event.stop()
        if event.value:
            self._remember(event.value)
        elif self._past:
            self._search(self._past[-1])
        self.display = False
        self._done()

    def on_key(self, event: events.Key) -> None:
        """Escape forgets the query, up and down go through the earlier ones."""
        if event.key == "escape":
            event.stop()
            self.close()
            self._moved()
            self._done()
        elif event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self._recall(self._back + (1 if event.key == "up" else -1))
