"""The highlights screen: every quote of every article, in five orders, filtered while typing, with a preview."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tui_reader.library import Library
from tui_reader.model import Highlight
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import BY_ID, Place
from tui_reader.ui.keys import shown
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.keyed import KeyedScreen
from tui_reader.ui.screens.quotes.browser import Memory, QuoteBrowser
from tui_reader.ui.screens.quotes.collection import ORDERS, Collection, Order
from tui_reader.ui.screens.quotes.deeds import QuoteDeeds
from tui_reader.ui.screens.quotes.orders import OrderLine
from tui_reader.ui.widgets.entries import LineEntry

if TYPE_CHECKING:
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.keeping import Keeping
    from tui_reader.ui.screens.stage import Stage

ORDER = "quotes-order"
"""The key under which the chosen order is kept."""
WATCH_SECONDS = 1.0
"""How often one looks whether somebody else has changed something."""
_EDITING: Final = {
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
} - {"enter"}
"""Keys that the filter box uses itself."""
_MANY = 50
"""Articles beyond which everything is read again."""
_TYPING_HINTS = [("Enter", "passage"), ("↓ ↑", "move"), ("Tab", "list"), ("Esc", "clear")]


def collect(library: Library) -> Collection:
    """All highlights with their articles."""
    highlights = library.marks.all()
    articles = library.reading.rows({highlight.article_id for highlight in highlights})
    return Collection(highlights, articles, today=int(datetime.now(UTC).timestamp()) // 86_400)


def collect_again(library: Library, before: Collection, article_ids: Sequence[int] | None) -> Collection:
    """The highlights after something was done in some articles: only these are read again. None: it may be any."""
    if article_ids is None or len(article_ids) > _MANY:
        return collect(library)
    fresh = [highlight for article_id in article_ids for highlight in library.marks.of(article_id)]
    return before.with_articles(library.reading.rows(article_ids), article_ids, fresh)


class QuotesScreen(KeyedScreen[Highlight | None]):
    """Answers the highlight to go to, or None."""

    HORIZONTAL_BREAKPOINTS = [(0, "-below"), (100, "-beside")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-low"), (16, "-tall")]  # noqa: RUF012
    place: ClassVar[Place] = "quotes"

    def __init__(
        self,
        stage: Stage,
        desk: Background,
        keeping: Keeping,
        deeds: Deeds,
        collection: Collection,
        memory: Memory,
    ) -> None:
        super().__init__(stage)
        self.memory = memory
        self._desk = desk
        self._deeds = QuoteDeeds(self, stage, desk, keeping, deeds)
        self._orders = OrderLine(id="quote-orders")
        self._box = LineEntry(memory.typed, placeholder="/ filter by words, notes, #tags, titles", id="quote-box")
        accept, refuse = (shown(self.keymap.key_of(BY_ID[f"quote.{deed}"])) for deed in ("accept", "reject"))
        decide = f"{accept} accepts it · {refuse} refuses it"
        self._browser = QuoteBrowser(desk, collection, memory, decide, id="quote-body")
        self._typing = False
        self.placing = False
        """Whether the user goes to the passage in order to show the right one."""
        self._changes: int | None = None

    def compose(self) -> ComposeResult:
        """Title, filter, list and preview, hints."""
        yield self._orders
        yield self._box
        yield self._browser
        yield self._hints

    def on_mount(self) -> None:
        """Begin where one was, in the list."""
        self._browser.focus_inside()
        self._show(self.memory.id)
        self._warm()
        self._look_round()
        self.set_interval(WATCH_SECONDS, self._look_round)
        self.show_hints()

    @property
    def owners(self) -> Mapping[str, Any]:
        """The screen itself, and who acts on a highlight."""
        return {"quotes": self, "quote": self._deeds}

    def takes(self, key: str, event: events.Key) -> bool:
        """While one types, what types or edits belongs to the box, also when it comes ahead of the focus."""
        if self._typing and event.is_printable and event.character:
            event.stop()
            self._box.insert_text_at_cursor(event.character)
            return True
        return self._typing and key in _EDITING

    def show_hints(self) -> None:
        """The keys that count now."""
        if self._typing:
            self._hints.hints = _TYPING_HINTS
        else:
            super().show_hints()

    # -- what is shown

    @property
    def collection(self) -> Collection:
        """All highlights as they were read last."""
        return self._browser.collection

    @property
    def current(self) -> Highlight | None:
        """The highlight under the cursor."""
        return self._browser.current

    @property
    def shown(self) -> Sequence[str]:
        """The ids of the highlights in the list."""
        return self._browser.shown

    def _show(self, cursor: str | None = None) -> None:
        self._browser.show(cursor)
        self._orders.order = self.memory.order
        self._orders.count = self._browser.count

    def _warm(self) -> None:
        """Make the filter ready beside the screen."""
        collection = self.collection

        async def warm() -> None:
            await self._desk.ask(lambda _: collection.filter.words)

        work(self, warm, group="quotes-warm", exclusive=True)

    def _look_round(self) -> None:
        """Another reader of this library, or a verb of the command line, may have changed something."""

        async def look() -> None:
            changes = await self._desk.ask(lambda library: library.change_count())
            known, self._changes = self._changes, changes
            if known is not None and known != changes:
                await self.reload(None)

        work(self, look, group="quotes-watch", exclusive=True)

    async def reload(self, article_ids: Sequence[int] | None, *, to_new: bool = False) -> None:
        """Highlights of articles have changed (None: of any); `to_new` leads to one that was not here before."""
        before = self.collection
        collection = await self._desk.ask(lambda library: collect_again(library, before, article_ids))
        if not self.is_attached:
            return
        self._browser.collection = collection
        new = next((h.id for h in collection.highlights if h.id not in before.by_id), None) if to_new else None
        self._show(new or self.memory.id)
        self._warm()

    # -- filter and order

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing: the first that answers is under the cursor; nothing typed stays where one is."""
        event.stop()
        if event.value == self.memory.typed or event.value != self._box.value:
            return  # nothing new, or there is something newer already
        self.memory.typed = event.value
        if event.value.strip():
            self._browser.go_to(0)
            self._show()
        else:
            self._show(self.memory.id)

    def do_filter(self) -> None:
        """Type a filter."""
        self._typing = True
        self._box.focus()

    def do_next_pane(self) -> None:
        """From the box to the list and back."""
        if self._typing:
            self._leave_box()
        else:
            self.do_filter()

    def _leave_box(self) -> None:
        self._typing = False
        self._browser.focus_inside()

    def on_descendant_focus(self) -> None:
        """A click may move the keyboard too."""
        self._typing = self.focused is self._box
        self.show_hints()

    def do_order(self) -> None:
        """The next order."""
        self._turn(1)

    def do_order_back(self) -> None:
        """The order before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        names = list(ORDERS)
        self._set_order(names[(names.index(self.memory.order) + step) % len(names)])

    def on_order_line_chosen(self, message: OrderLine.Chosen) -> None:
        """The order that was clicked."""
        message.stop()
        self._set_order(message.order)

    def _set_order(self, order: Order) -> None:
        """The cursor stays on its highlight; but to review is what comes first there."""
        self.memory.order = order
        if order == "review":
            self._browser.go_to(0)
        self._show(None if order == "review" else self.memory.id)
        stage, desk = self._stage, self._desk
        work(stage, lambda: desk.ask(lambda library: library.reading.remember(ORDER, order)), group="remember")

    # -- moving

    def do_down(self) -> None:
        """The next highlight."""
        self._browser.move(1)

    def do_up(self) -> None:
        """The one before."""
        self._browser.move(-1)

    def do_page_down(self) -> None:
        """A page on."""
        self._browser.move(self._browser.page)

    def do_page_up(self) -> None:
        """A page back."""
        self._browser.move(-self._browser.page)

    def do_top(self) -> None:
        """The first."""
        self._browser.go_to(0)

    def do_bottom(self) -> None:
        """The last."""
        self._browser.go_to(sys.maxsize)

    def do_scroll_down(self) -> None:
        """On in a long quote."""
        self._browser.scroll_preview(3)

    def do_scroll_up(self) -> None:
        """Back in it."""
        self._browser.scroll_preview(-3)

    # -- leaving

    def do_open(self) -> None:
        """Go to the passage."""
        if self.current is not None:
            self.dismiss(self.current)

    def on_quote_browser_chosen(self, message: QuoteBrowser.Chosen) -> None:
        """A click on the highlight under the cursor goes there too."""
        message.stop()
        self.do_open()

    def do_back(self) -> None:
        """Out of the box and its filter, then out of the screen."""
        if self.memory.typed:
            self._box.value = ""
        elif not self._typing:
            self.do_close()
        self._leave_box()

    def do_place(self) -> None:
        """Go there to show which words it stands on now."""
        self.placing = True
        self.do_open()

    def do_close(self) -> None:
        """Back to where one came from."""
        self.memory.typed = ""
        self.dismiss(None)

    def do_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(HelpScreen(self.keymap, self.place))
