"""The feeds screen: every feed in four orders, filtered while typing, with how it is doing beside the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from tui_reader.library.feeds import FeedState
from tui_reader.ui import wording
from tui_reader.ui.background import Background
from tui_reader.ui.commands import BY_ID, Place
from tui_reader.ui.keys import KeyMap, shown
from tui_reader.ui.screens.browsing import BrowsingScreen, Memory
from tui_reader.ui.screens.feeds.browser import FeedBrowser
from tui_reader.ui.screens.feeds.collection import ORDERS, FeedCollection
from tui_reader.ui.screens.feeds.deeds import FeedDeeds
from tui_reader.ui.screens.feeds.fixing import Fixing
from tui_reader.ui.screens.feeds.lists import FeedLists
from tui_reader.ui.widgets.status import TopLine

if TYPE_CHECKING:
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.incoming import Incoming
    from tui_reader.ui.screens.stage import Stage
    from tui_reader.ui.screens.visiting import Visiting

ORDER = "feeds-order"
"""The key under which the chosen order is kept."""


def _nothing(keymap: KeyMap) -> str:
    """What the screen says while no feed is followed."""
    offers = (
        ("feedlists.starters", "starter packs: well-known feeds"),
        ("feeds.add", "add a feed, or a site and its feed"),
        ("feedlists.bring", "import OPML, or newsboat's files"),
    )
    lines = [f"  {shown(keymap.key_of(BY_ID[command])):<3} {words}" for command, words in offers]
    return "\n".join(("You follow no feeds yet.", "", *lines))


class FeedsScreen(BrowsingScreen[int | None, FeedState, int]):
    """Answers the feed whose articles are wanted, or None."""

    place: ClassVar[Place] = "feeds"
    browser: FeedBrowser

    def __init__(
        self,
        stage: Stage,
        desk: Background,
        long_desk: Background,
        deeds: Deeds,
        incoming: Incoming,
        visiting: Visiting,
        collection: FeedCollection,
        memory: Memory[int],
    ) -> None:
        """`long_desk` is for what takes its time."""
        mend, edit = (shown(stage.keymap.key_of(BY_ID[name])) for name in ("feedfix.fix", "feed.edit"))
        super().__init__(
            stage,
            desk,
            FeedBrowser(collection, memory, _nothing(stage.keymap), (mend, edit)),
            memory,
            name="Feeds",
            orders=ORDERS,
            order_key=ORDER,
            hint="filter by name, #tag, address, state",
            open_word="articles",
        )
        self._incoming = incoming
        self._deeds = FeedDeeds(self, stage, desk, deeds, visiting)
        self._fixing = Fixing(self, self._deeds, long_desk)
        self._lists = FeedLists(self, self._deeds, desk, incoming)
        self._adding = False

    def on_mount(self) -> None:
        """What goes on in the background is told here too."""
        self.watch(self._stage.query_one(TopLine), "right", self._show_going_on, init=False)

    def _show_going_on(self) -> None:
        self.show_count()
        self.show_hints()

    @property
    def owners(self) -> Mapping[str, Any]:
        """The screen itself, who acts on a feed, who mends one, who deals with lists of them."""
        return {"feeds": self, "feed": self._deeds, "feedfix": self._fixing, "feedlists": self._lists}

    @property
    def collection(self) -> FeedCollection:
        """All feeds as they were read last."""
        return self.browser.things

    def summary(self) -> str:
        """What goes on, else how many there are."""
        going_on = self._stage.query_one(TopLine).right
        if going_on:
            return going_on
        feeds = self.collection
        if not feeds.things:
            return ""
        ill = f"{feeds.ill:,} ill" if feeds.ill else ""
        parts = (wording.counted(len(feeds.things), "feed"), f"{feeds.unread:,} unread", ill)
        return " · ".join(part for part in parts if part)

    async def reload(self, changed: Sequence[int] | None = None, *, to_new: bool = False, stay: bool = False) -> None:
        """Read all feeds again: what one does may change the state of any. With `stay` the cursor stays on its row."""
        before = self.collection
        states = await self._desk.ask(lambda library: library.feeds.states())
        if not self.is_attached:
            return
        self.browser.things = FeedCollection(states, before)
        new = None
        if to_new or self._adding:
            new = next((state.feed.id for state in states if state.feed.id not in before.by_id), None)
            self._adding = self._adding and new is None
        self.show(new or (None if stay else self.memory.id))
        self.warm()

    def first_matters(self, order: str) -> bool:
        """In the order of health the ill ones come first."""
        return order == "health"

    def show_hints(self) -> None:
        """The keys that count now; that which stops what comes in before all others."""
        super().show_hints()
        if self._incoming.going_on.running and not self._typing and not self.keymap.pending:
            self._hints.hints = [("Esc", "stop"), *self._hints.hints]

    def do_back(self) -> None:
        """Out of the filter; then what comes in is stopped; then out of the screen."""
        if self._incoming.going_on.running and not self._typing and not self.memory.typed:
            self._incoming.going_on.stop()
            self.show_hints()
        else:
            super().do_back()

    def do_health(self) -> None:
        """The ill ones first."""
        self.set_order("health")

    def do_add(self) -> None:
        """Add a feed, or anything else."""
        self._adding = True
        self._incoming.do_add()

    def do_open(self) -> None:
        """List the articles of the feed."""
        if self.current is not None:
            self.dismiss(self.current.feed.id)
