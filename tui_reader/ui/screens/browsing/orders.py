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
        """The last words of the count give way first, then the name, then the count. Where not all orders have room,
        arrows beside the chosen one say that there are others."""
        segments = self._segments(self.size.width)
        return Strip([Segment(text, style) for text, style, _ in segments]).adjust_cell_length(
            self.size.width, self._style("quiet")
        )

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"orders--{name}").rich_style

    def _segments(self, width: int) -> list[tuple[str, Style, str | None]]:
        """What is drawn, and the order that each piece of it chooses."""
        quiet, chosen = self._style("quiet"), self._style("chosen")
        orders: list[tuple[str, Style, str | None]] = [
            (f" {words} ", chosen if order == self.order else quiet, order) for order, words in self.orders.items()
        ]
        fitting = _fitting(self._title, _cells(orders), self.count, width)
        if fitting is None:
            names = list(self.orders)
            at = names.index(self.order)
            orders = [
                (" ‹", quiet, names[at - 1]),
                orders[at],
                ("› ", quiet, names[(at + 1) % len(names)]),
            ]
            fitting = _fitting("", _cells(orders), self.count, width) or ("", "")
        name, count = fitting
        gap = " " * max(0, width - cell_len(name) - _cells(orders) - cell_len(count))
        return [(name, self._style("name"), None), *orders, (gap, quiet, None), (count, quiet, None)]

    def on_click(self, event: events.Click) -> None:
        """The order under the pointer."""
        at = 0
        for text, _, order in self._segments(self.size.width):
            at += cell_len(text)
            if event.x < at:
                if order is not None:
                    self.post_message(self.Chosen(order))
                return


def _fitting(name: str, orders: int, count: str, width: int) -> tuple[str, str] | None:
    """As much of name and count as there is room for beside orders of so many cells; None if these do not fit."""
    parts = count.split(" · ")
    counts = [f" {' · '.join(parts[:many])} " for many in range(len(parts), 0, -1)] if count else [""]
    for each in (*((name, some) for some in counts), ("", counts[-1]), (name, ""), ("", "")):
        if cell_len(each[0]) + orders + cell_len(each[1]) <= width:
            return each
    return None


def _cells(segments: list[tuple[str, Style, str | None]]) -> int:
    return sum(cell_len(text) for text, _, _ in segments)
