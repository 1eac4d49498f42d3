"""The title line of a browsing screen: its name, the orders with the chosen one set off, and a count."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.widgets.cells import fitted


class OrderLine(Widget):
    """One row. A click on an order chooses it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"orders--name", "orders--quiet", "orders--chosen"}  # noqa: RUF012 - Textual's own form
    order: reactive[str] = reactive("")
    count: reactive[str] = reactive("")

    class Chosen(Message):
        """The user clicked an order."""

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    def __init__(self, name: str, orders: Mapping[str, str], order: str) -> None:
        """`orders` are names and words; `order` is the one chosen at first."""
        super().__init__(classes="browse-orders")
        self._title = f" {name} "
        self.orders = orders
        self.set_reactive(OrderLine.order, order)

    def render_line(self, y: int) -> Strip:
        """The name gives way first, then the count; the chosen order stays."""
        segments = self._segments(self.size.width)
        return Strip([Segment(text, style) for text, style, _ in segments]).adjust_cell_length(
            self.size.width, self._style("quiet")
        )

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"orders--{name}").rich_style

    def _segments(self, width: int) -> list[tuple[str, Style, str | None]]:
        quiet, chosen = self._style("quiet"), self._style("chosen")
        count = f" {self.count} "
        orders: list[tuple[str, Style, str | None]] = [
            (f" {words} ", chosen if order == self.order else quiet, order) for order, words in self.orders.items()
        ]
        if _cells(orders) + cell_len(self._title) + cell_len(count) + 2 > width:
            orders = [each for each in orders if each[2] == self.order]
        name = self._title if cell_len(self._title) + _cells(orders) + cell_len(count) <= width else ""
        room = width - len(name) - _cells(orders)
        tail = fitted(count, min(room, cell_len(count))) if room > 1 else ""
        gap = " " * max(0, room - cell_len(tail))
        return [(name, self._style("name"), None), *orders, (gap, quiet, None), (tail, quiet, None)]

    def on_click(self, event: events.Click) -> None:
        """The order under the pointer."""
        at = 0
        for text, _, order in self._segments(self.size.width):
            at += cell_len(text)
            if event.x < at:
                if order is not None:
                    self.post_message(self.Chosen(order))
                return


def _cells(segments: list[tuple[str, Style, str | None]]) -> int:
    return sum(cell_len(text) for text, _, _ in segments)
