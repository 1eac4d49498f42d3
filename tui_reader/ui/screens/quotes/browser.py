"""The list of highlights and the preview beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_reader.library.reviewing import Review
from tui_reader.model import Highlight
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.quotes.collection import Collection, Entry, Listing, Order
from tui_reader.ui.screens.quotes.sheet import row_of, sheet_of
from tui_reader.ui.widgets.row_list import Row, RowList
from tui_reader.ui.widgets.sheet_view import SheetView

_NO_QUOTES = "No highlights yet.\n\nWhile you read, 1 to 4 highlight the sentence at the cursor."
_NO_ANSWER = "Nothing answers this.\n\nEsc clears the filter."


@dataclass(slots=True)
class Memory:
    """Where one was among the highlights, kept while the program runs."""

    order: Order = "newest"
    typed: str = ""
    id: str | None = None


class QuoteBrowser(Container):
    """Shows a collection in the order and with the filter of a memory, and what is under the cursor in full."""

    class Chosen(Message):
        """The user clicked the highlight under the cursor."""

    def __init__(
        self, desk: Background, collection: Collection, memory: Memory, decide: str, *, id: str | None = None
    ) -> None:
        """`decide` says how one accepts and refuses a passage in doubt."""
        super().__init__(id=id)
        self._decide = decide
        self.collection = collection
        self._memory = memory
        self._desk = desk
        self._listing: Listing = collection.listing(memory.order)
        self._list = RowList(id="quote-rows")
        self._preview = SheetView(id="quote-preview")
        self._nothing = Static(id="quote-nothing", markup=False)
        self._pressed_on: Entry | None = None

    def compose(self) -> ComposeResult:
        """The styles say how the two stand to each other."""
        yield self._list
        yield self._nothing
        yield self._preview

    def on_mount(self) -> None:
        """The preview follows the cursor."""
        self.watch(self._list, "cursor", self._look, init=False)

    def focus_inside(self) -> None:
        """Take the keyboard."""
        self._list.focus()

    @property
    def current(self) -> Highlight | None:
        """The highlight under the cursor."""
        key = self._list.cursor_key
        return None if key is None else self.collection.by_id.get(key.id)

    @property
    def shown(self) -> Sequence[str]:
        """The ids of the highlights in the list, each once."""
        return self._listing.ids

    # -- what is shown

    def show(self, cursor: str | None = None) -> None:
        """Fill the list; the cursor goes to a highlight if it is there, else stays on its row."""
        self._listing = self.collection.listing(self._memory.order, self._memory.typed)
        entries = self._listing.entries
        at = self._row_of(cursor, entries)
        self._list.forget_rows()
        beside = self._list.page_rows() + 2  # what is in view is given at once, so that it never flickers
        near = self._rows(entries[max(0, at - beside) : at + beside])
        self._list.show(entries, near, self._listing.headings, cursor_key=entries[at] if entries else None)
        if not entries:
            self._nothing.update(Content(_NO_ANSWER if self._memory.typed.strip() else _NO_QUOTES))
        self._list.display = bool(entries)
        self._nothing.display = not entries
        self._look()

    def _row_of(self, cursor: str | None, entries: Sequence[Entry]) -> int:
        here = self._list.cursor_key
        if cursor is not None and here is not None and here.id == cursor and here in entries:
            return entries.index(here)  # of the rows of a highlight with two tags the one that one is on
        at = min(self._list.cursor, len(entries) - 1)
        return next((number for number, entry in enumerate(entries) if entry.id == cursor), max(0, at))

    @property
    def count(self) -> str:
        """How many are shown, in words."""
        shown, all_of_them = len(self._listing), len(self.collection.highlights)
        if self._memory.typed.strip():
            return f"{'similar words · ' if self._listing.filtered.guessed else ''}{shown} of {all_of_them}"
        articles = self.collection.articles
        return f"{all_of_them} in {articles} {'article' if articles == 1 else 'articles'}" if articles else ""

    def _rows(self, entries: Sequence[Entry]) -> dict[Entry, Row]:
        order, filtered, by_id = self._memory.order, self._listing.filtered, self.collection.by_id
        return {entry: row_of(by_id[entry.id], order, filtered) for entry in entries if entry.id in by_id}

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Rows are made as they come into view."""
        message.stop()
        self._list.give(self._rows(message.keys))

    def _look(self) -> None:
        """Show in full what is under the cursor; what its text has become of comes a moment later."""
        highlight = self.current
        if highlight is None:
            self._preview.show(None)
            return
        self._memory.id = highlight.id
        self._preview.show(sheet_of(highlight, self.collection.article(highlight)))
        if highlight.status in ("changed", "review"):
            work(self, lambda: self._compare(highlight), group="quotes-compare", exclusive=True)

    async def _compare(self, highlight: Highlight) -> None:
        review: Review = await self._desk.ask(lambda library: library.reviewing.review(highlight.id))
        if self.current is highlight:
            self._preview.show(
                sheet_of(highlight, self.collection.article(highlight), review, self._decide), again=True
            )

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

    def scroll_preview(self, rows: int) -> None:
        """Scroll a long quote; negative is up."""
        self._preview.scroll_rows(rows)

    def on_mouse_down(self) -> None:
        """Remember where the cursor was: a click elsewhere only looks, a click there goes."""
        self._pressed_on = self._list.cursor_key

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click on a row."""
        message.stop()
        if message.key == self._pressed_on:
            self.post_message(self.Chosen())
