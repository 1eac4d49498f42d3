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
    from tui_reader.library.pages import Seen
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
        """Look for its feed where its site is, else where the feed was."""
        feed, screen = state.feed, self._screen
        address = feed.site_url or feed.url
        screen.tell(f"Looking at {one_line(address, 80)}")
        seen = await self._long_desk.ask(
            lambda library: library.pages.look(address, cancelled=lambda: not screen.is_attached)
        )
        found = _found(seen)
        if not found:
            screen.tell(f"No feed was found at {one_line(seen.url, 120)}", problem=True)
        elif len(found) == 1 and found[0][0] == feed.url:
            screen.tell("Its feed is where it was; it is visited again")
            self._deeds.visit([feed.id])
        else:
            self._choose(state, found)

    def _choose(self, state: FeedState, found: list[tuple[str, str]]) -> None:
        def chosen(url: str | None) -> None:
            if url is not None:
                settings: dict[str, Any] = {"url": url}
                self._deeds.change(state, settings)

        options = [(url, f"{one_line(title or url, 70)}\n{one_line(url, 120)}") for url, title in found]
        self._deeds.open(ChoiceScreen("These feeds are there now", options), chosen)


def _found(seen: Seen) -> list[tuple[str, str]]:
    """The feeds that were found, as (address, title)."""
    if seen.feed is not None:
        return [(seen.url, seen.feed.title)]
    return [(feed.url, feed.title) for feed in seen.feeds]
