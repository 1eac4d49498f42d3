"""A list of things and the page beside it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_reader.search.filtering import Filtered
from tui_reader.ui.screens.browsing.listing import Arranged, Entry, K, Listing, T
from tui_reader.ui.widgets.row_list import Row, RowList
from tui_reader.ui.widgets.sheet import Sheet
from tui_reader.ui.widgets.sheet_view import SheetView

_NO_ANSWER = "Nothing answers this.\n\nEsc clears the filter."


@dataclass(slots=True)
class Memory(Generic[K]):
    """Where one was, kept while the program runs."""

    order: str
    typed: str = ""
    id: K | None = None


class Browser(Container, Generic[T, K]):
    """Shows things in the order and with the filter of a memory, and what is under the cursor in full."""

    class Chosen(Message):
        """The user clicked what is under the cursor."""

    def __init__(self, things: Arranged[T, K], memory: Memory[K], nothing: str) -> None:
        """`nothing` is what an empty list says."""
        super().__init__(classes="browse-body")
        self.things = things
        self._memory = memory
        self._listing: Listing[K] = things.listing(memory.order)
        self._list = RowList(classes="browse-rows")
        self._preview = SheetView(classes="browse-page")
        self._nothing_words = nothing
        self._nothing = Static(classes="browse-nothing", markup=False)
        self._pressed_on: Entry[K] | None = None
        self._looked_at: K | None = None

    @abstractmethod
    def row_of(self, thing: T, order: str, filtered: Filtered) -> Row:
        """A row of the list. What the heading over it says already may be left out."""

    @abstractmethod
    def sheet_of(self, thing: T) -> Sheet:
        """The page beside the list."""

    def looked_at(self, thing: T) -> None:
        """The cursor came to a thing, and its page is shown."""

    def compose(self) -> ComposeResult:
        """The styles say how the two stand to each other."""
        yield self._list
        yield self._nothing
        yield self._preview

    def on_mount(self) -> None:
        """The page follows the cursor."""
        self.watch(self._list, "cursor", self.look, init=False)

    def focus_inside(self) -> None:
        """Take the keyboard."""
        self._list.focus()

    @property
    def current(self) -> T | None:
        """What is under the cursor."""
        key = self._list.cursor_key
        return None if key is None else self.things.by_id.get(key.id)

    @property
    def shown(self) -> Sequence[K]:
        """The ids of what is in the list, each once."""
        return self._listing.ids

    # -- what is shown

    def show(self, cursor: K | None = None) -> None:
        """Fill the list; the cursor goes to a thing if it is there, else stays on its row."""
        self._listing = self.things.listing(self._memory.order, self._memory.typed)
        entries = self._listing.entries
        at = self._row_of(cursor, entries)
        self._list.forget_rows()
        beside = self._list.page_rows() + 2  # what is in view is given at once, so that it never flickers
        near = self._rows(entries[max(0, at - beside) : at + beside])
        self._list.show(entries, near, self._listing.headings, cursor_key=entries[at] if entries else None)
        if not entries:
            self._nothing.update(Content(_NO_ANSWER if self._memory.typed.strip() else self._nothing_words))
        self._list.display = bool(entries)
        self._nothing.display = not entries
        self.set_class(not self.things.things, "-empty")
        self.look()

    def _row_of(self, cursor: K | None, entries: Sequence[Entry[K]]) -> int:
        here = self._list.cursor_key
        if cursor is not None and here is not None and here.id == cursor and here in entries:
            return entries.index(here)  # of the rows of a thing with two tags the one that one is on
        at = min(self._list.cursor, len(entries) - 1)
        return next((number for number, entry in enumerate(entries) if entry.id == cursor), max(0, at))

    @property
    def count(self) -> str:
        """How many answer the filter, in words; empty without one."""
        if not self._memory.typed.strip():
            return ""
        guessed = " · similar words" if self._listing.filtered.guessed else ""
        return f"{len(self._listing)} of {len(self.things.things)}{guessed}"

    def _rows(self, entries: Sequence[Entry[K]]) -> dict[Entry[K], Row]:
        order, filtered, by_id = self._memory.order, self._listing.filtered, self.things.by_id
        return {entry: self.row_of(by_id[entry.id], order, filtered) for entry in entries if entry.id in by_id}

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Rows are made as they come into view."""
        message.stop()
        self._list.give(self._rows(message.keys))

    def look(self) -> None:
        """Show in full what is under the cursor."""
        thing, before = self.current, self._looked_at
        self._looked_at = None if thing is None else self.things.id_of(thing)
        if thing is None:
            self._preview.show(None)
            return
        self._memory.id = self._looked_at
        self._preview.show(self.sheet_of(thing), again=before == self._looked_at)
        self.looked_at(thing)

    def show_page(self, sheet: Sheet) -> None:
        """Show more on the page one is on."""
        self._preview.show(sheet, again=True)

    # -- moving

    def move(self, rows: int) -> None:
        """Move the cursor; negative is up."""
        self._list.cursor += rows

    def go_to(self, row: int) -> None:
        """Move the cursor to a row, at most the last."""
        self._list.cursor = row

    @property
    def page(self) -> int:
        """How many rows make a page."""
        return self._list.page_rows()

    def scroll_page(self, rows: int) -> None:
        """Scroll the page beside the list; negative is up."""
        self._preview.scroll_rows(rows)

    def on_mouse_down(self) -> None:
        """Remember where the cursor was: a click elsewhere only looks, a click there goes."""
        self._pressed_on = self._list.cursor_key

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click on a row."""
        message.stop()
        if message.key == self._pressed_on:
            self.post_message(self.Chosen())
