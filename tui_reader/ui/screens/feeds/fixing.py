"""One key for an ill feed: what may help it, the most fitting first, and doing that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tui_reader.document.sanitise import one_line
from tui_reader.library.feeds import FeedState
from tui_reader.library.health import Remedy, remedies
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.feeds.deeds import FeedDeeds, name_of
from tui_reader.ui.screens.feeds.sheet import REMEDIES
from tui_reader.ui.screens.prompt import ChoiceScreen

if TYPE_CHECKING:
    from tui_reader.library.pages import Whereabouts
    from tui_reader.ui.screens.feeds.screen import FeedsScreen


class Fixing:
    """Asks, and carries it out."""

    def __init__(self, screen: FeedsScreen, deeds: FeedDeeds, long_desk: Background) -> None:
        """`long_desk` is a thread that may wait for a server."""
        self._screen = screen
        self._deeds = deeds
        self._long_desk = long_desk

    def do_fix(self) -> None:
        """Offer what may help the feed under the cursor."""
        state = self._screen.current
        if state is None:
            self._screen.tell("There is no feed here")
            return
        cures = remedies(state)
        if not cures:
            self._screen.tell(f"{name_of(state)} is well; there is nothing to mend")
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._apply(state, cast(Remedy, answer))

        text = one_line(state.feed.problem, 300)
        options = [(str(remedy), REMEDIES[remedy]) for remedy in cures]
        self._deeds.open(ChoiceScreen(name_of(state), options, text=text), chosen)

    def _apply(self, state: FeedState, remedy: Remedy) -> None:
        feed_id, deeds = state.feed.id, self._deeds
        if remedy == "visit":
            deeds.do_refresh()
        elif remedy == "look":
            work(self._screen, lambda: self._look(state), group="feed-look", exclusive=True)
        elif remedy == "trust":
            deeds.trust(state)
        elif remedy == "address":
            deeds.edit(state, "url")
        elif remedy == "account":
            deeds.edit(state, "user")
        elif remedy == "keep":
            deeds.do(
                lambda library, _: library.feeds.keep_address(feed_id),
                lambda each: f"{name_of(each)} has a new address",
            )
        elif remedy in ("pause", "resume"):
            deeds.do_pause()
        else:
            deeds.do_leave()

    async def _look(self, state: FeedState) -> None:
        """Look for its feed where it was, else where its site is."""
        feed, screen = state.feed, self._screen
        from tui_reader.library.pages import Cancelled

        words = f"Looking for the feed of {name_of(state)}"
        screen.tell(words)
        try:
            there = await self._long_desk.ask(
                lambda library: library.pages.look_for_feed(feed.id, cancelled=lambda: not screen.is_attached)
            )
        except Cancelled:  # the screen was left
            return
        finally:
            self._deeds.take_back(words)
        if there.here:
            screen.tell("No other feed was found; this one is visited again")
            self._deeds.visit([feed.id])
        elif there.feeds:
            self._choose(state, there)
        elif there.followed:
            screen.tell(f"The feed that is there now is followed already: {one_line(there.followed[0], 60)}")
        else:
            screen.tell(f"No feed was found at {one_line(there.url, 120)}", problem=True)

    def _choose(self, state: FeedState, there: Whereabouts) -> None:
        def chosen(url: str | None) -> None:
            if url is not None:
                settings: dict[str, Any] = {"url": url}
                self._deeds.change(state, settings)

        options = [
            (feed.url, f"{one_line(feed.title or feed.url, 70)}\n{one_line(feed.url, 120)}") for feed in there.feeds
        ]
        self._deeds.open(ChoiceScreen("These feeds are there now", options), chosen)
