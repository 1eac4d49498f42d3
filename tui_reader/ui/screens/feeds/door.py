"""The way to the feeds screen and back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui_reader.library import Library
from tui_reader.library.feeds import FeedState
from tui_reader.ui.background import Background, work
from tui_reader.ui.panes.shelves import FEED
from tui_reader.ui.screens.browsing import Memory
from tui_reader.ui.screens.feeds.collection import ORDERS, FeedCollection
from tui_reader.ui.screens.feeds.screen import ORDER, FeedsScreen

if TYPE_CHECKING:
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.incoming import Incoming
    from tui_reader.ui.screens.stage import Stage
    from tui_reader.ui.screens.visiting import Visiting


class Subscriptions:
    """Opens the screen where one was in it, and shows the articles of the feed that was chosen there."""

    def __init__(
        self,
        stage: Stage,
        desk: Background,
        long_desk: Background,
        deeds: Deeds,
        incoming: Incoming,
        visiting: Visiting,
    ) -> None:
        self._stage = stage
        self._desk = desk
        self._parts = (long_desk, deeds, incoming, visiting)
        self._memory: Memory[int] = Memory("name")

    def do_feeds(self) -> None:
        """Every feed, in the order that was chosen last."""
        self._open(self._memory)

    def do_health(self) -> None:
        """Every feed, the ill ones first."""
        self._open(Memory("health"), of_this_order=True)

    def _open(self, memory: Memory[int], *, of_this_order: bool = False) -> None:
        stage = self._stage

        def look(library: Library) -> tuple[list[FeedState], Any]:
            return library.feeds.states(), library.reading.recall(ORDER, memory.order)

        async def show() -> None:
            states, order = await self._desk.ask(look)
            if order in ORDERS and not of_this_order:
                memory.order = order
            screen = FeedsScreen(stage, self._desk, *self._parts, FeedCollection(states), memory)

            def chosen(feed_id: int | None) -> None:
                if feed_id is not None:
                    stage.show_shelf(f"{FEED}{feed_id}", back=lambda: self._open(memory, of_this_order=True))

            stage.open_dialog(screen, chosen)

        work(stage, show, group="feeds", exclusive=True)
