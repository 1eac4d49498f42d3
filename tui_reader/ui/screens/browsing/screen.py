"""The screen around a list: orders to choose from, a filter while typing, moving, and leaving."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.browsing.browser import Browser, Memory
from tui_reader.ui.screens.browsing.listing import K, T
from tui_reader.ui.screens.browsing.orders import OrderLine
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.keyed import KeyedScreen
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.widgets.entries import LineEntry

WATCH_SECONDS = 1.0
"""How often one looks whether somebody else has changed something."""
_EDITING: Final = {
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
} - {"enter"}
"""Keys that the filter box uses itself."""
A = TypeVar("A")


class BrowsingScreen(KeyedScreen[A], Generic[A, T, K]):
    """Who inherits gives the list, the orders, and what is done to what is under the cursor."""

    AUTO_FOCUS = ".browse-rows"  # not the box, which would swallow what was typed ahead
    HORIZONTAL_BREAKPOINTS = [(0, "-below"), (100, "-beside")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-low"), (16, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        stage: Stage,
        desk: Background,
        browser: Browser[T, K],
        memory: Memory[K],
        *,
        name: str,
        orders: Mapping[str, str],
        order_key: str,
        hint: str,
        open_word: str,
    ) -> None:
        """`orders` are names and words; the chosen one is kept under `order_key`. `hint` stands in the empty box, and
        `open_word` says what Enter does."""
        super().__init__(stage.keymap, stage.tell)
        self._stage = stage
        self.add_class("browse")
        self.memory = memory
        self.browser = browser
        self._desk = desk
        self._order_key = order_key
        self._orders = OrderLine(name, orders, memory.order)
        self._box = LineEntry(memory.typed, placeholder=f"/ {hint}", classes="browse-box")
        self._typing = False
        self._typing_hints = [("Enter", open_word), ("↓ ↑", "move"), ("Tab", "list"), ("Esc", "clear")]
        self._changes: int | None = None

    @abstractmethod
    async def reload(self, changed: Sequence[int] | None, *, to_new: bool = False) -> None:
        """Something has changed (None: it may be anything); `to_new` leads to what was not here before."""

    @abstractmethod
    def do_open(self) -> None:
        """Go to what is under the cursor."""

    @property
    def whereabouts(self) -> object:
        """The order, what is typed, and what is under the cursor."""
        return self.memory.order, self.memory.typed, self.memory.id

    def summary(self) -> str:
        """What the list holds, in words."""
        return ""

    def compose(self) -> ComposeResult:
        """Title, filter, list and page, hints."""
        yield self._orders
        yield self._box
        yield self.browser
        yield self._hints

    def on_mount(self) -> None:
        """Begin where one was, in the list."""
        self.browser.focus_inside()
        self.show(self.memory.id)
        self.warm()
        self._look_round()
        self.set_interval(WATCH_SECONDS, self._look_round)
        self.show_hints()

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
            self._hints.hints = self._typing_hints
        else:
            super().show_hints()

    # -- what is shown

    @property
    def current(self) -> T | None:
        """What is under the cursor."""
        return self.browser.current

    @property
    def shown(self) -> Sequence[K]:
        """The ids of what is in the list."""
        return self.browser.shown

    def show(self, cursor: K | None = None) -> None:
        """Fill the list; the cursor goes to a thing if it is there."""
        self.browser.show(cursor)
        self._orders.order = self.memory.order
        self.show_count()

    def show_count(self) -> None:
        """How many there are, in the title line."""
        self._orders.count = self.browser.count or self.summary()

    def warm(self) -> None:
        """Make the filter ready beside the screen."""
        things = self.browser.things

        async def warm() -> None:
            await self._desk.ask(lambda _: things.filter.words)

        work(self, warm, group="browse-warm", exclusive=True)

    def _look_round(self) -> None:
        """Another reader of this library, or a verb of the command line, may have changed something."""

        async def look() -> None:
            changes = await self._desk.ask(lambda library: library.change_count())
            known, self._changes = self._changes, changes
            if known is not None and known != changes:
                await self.reload(None)

        work(self, look, group="browse-watch", exclusive=True)

    # -- filter and order

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing: the first that answers is under the cursor; nothing typed stays where one is."""
        event.stop()
        if event.value == self.memory.typed or event.value != self._box.value:
            return  # nothing new, or there is something newer already
        self.memory.typed = event.value
        if event.value.strip():
            self.browser.go_to(0)
            self.show()
        else:
            self.show(self.memory.id)

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
        self.browser.focus_inside()

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
        names = list(self._orders.orders)
        self.set_order(names[(names.index(self.memory.order) + step) % len(names)])

    def on_order_line_chosen(self, message: OrderLine.Chosen) -> None:
        """The order that was clicked."""
        message.stop()
        self.set_order(message.order)

    def first_matters(self, order: str) -> bool:
        """Whether an order is looked at from its beginning: then the cursor goes there."""
        return False

    def set_order(self, order: str) -> None:
        """Show another order, and keep it; the cursor stays on its thing as a rule."""
        self.memory.order = order
        first = self.first_matters(order)
        if first:
            self.browser.go_to(0)
        self.show(None if first else self.memory.id)
        stage, desk, key = self._stage, self._desk, self._order_key
        work(stage, lambda: desk.ask(lambda library: library.reading.remember(key, order)), group="remember")

    # -- moving

    def do_down(self) -> None:
        """The next row."""
        self.browser.move(1)

    def do_up(self) -> None:
        """The one before."""
        self.browser.move(-1)

    def do_page_down(self) -> None:
        """A page on."""
        self.browser.move(self.browser.page)

    def do_page_up(self) -> None:
        """A page back."""
        self.browser.move(-self.browser.page)

    def do_top(self) -> None:
        """The first."""
        self.browser.go_to(0)

    def do_bottom(self) -> None:
        """The last."""
        self.browser.go_to(sys.maxsize)

    def do_scroll_down(self) -> None:
        """On in a long page."""
        self.browser.scroll_page(3)

    def do_scroll_up(self) -> None:
        """Back in it."""
        self.browser.scroll_page(-3)

    # -- leaving

    def on_browser_chosen(self, message: Browser.Chosen) -> None:
        """A click on what is under the cursor goes there too."""
        message.stop()
        self.do_open()

    def do_back(self) -> None:
        """Out of the box and its filter, then out of the screen."""
        if self.memory.typed:
            self._box.value = ""
        elif not self._typing:
            self.do_close()
        self._leave_box()

    def do_close(self) -> None:
        """Back to where one came from."""
        self.memory.typed = ""
        self.dismiss(None)

    def do_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(HelpScreen(self.keymap, self.place))
