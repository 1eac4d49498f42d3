"""How a feed is doing, in one word, and what may help an ill one. Decides; does nothing."""

from __future__ import annotations

from typing import Final, Literal

from tui_reader.ingest.fetch.schedule import in_words as in_words
from tui_reader.library.feeds import FeedState
from tui_reader.model import Feed

Health = Literal["failing", "gone", "moved", "silent", "new", "busy", "paused", "well"]
HEALTHS: Final[tuple[Health, ...]] = ("failing", "gone", "moved", "silent", "busy", "paused", "new", "well")
"""All of them, what wants to be looked at first."""
Remedy = Literal["visit", "trust", "look", "address", "account", "keep", "resume", "pause", "leave"]
"""Visit it now; let its host, with all feeds there, be a private one; look for its feed again; type its address, or
user and password; keep the address it moved to; visit it again, or no more for now; follow it no more."""

BUSY: Final = 35
"""Articles a week from which on a feed is a busy one."""


def health_of(state: FeedState) -> Health:
    """How a feed is doing. What its reader did about it goes before what it does itself."""
    feed = state.feed
    if feed.paused:
        return "paused"
    if feed.gone:
        return "gone"
    if feed.problem:
        return "failing"
    if feed.moved_to or feed.moved_from:
        return "moved"
    if state.silent is not None:
        return "silent"
    if feed.last_success is None:
        return "new"
    return "busy" if state.weekly >= BUSY else "well"


def remedies(state: FeedState) -> tuple[Remedy, ...]:
    """What may help a feed, the most fitting first; nothing for one that is well."""
    feed, health = state.feed, health_of(state)
    if health == "failing":
        return _against(feed)
    if health == "moved":
        return ("leave", "look") if feed.moved_to else ("keep", "leave")
    cures: dict[Health, tuple[Remedy, ...]] = {
        "paused": ("resume", "leave"),
        "gone": ("leave", "look", "pause"),
        "silent": ("pause", "leave", "look"),
        "new": ("visit",),
        "busy": ("pause", "leave"),
    }
    return cures.get(health, ())


def _against(feed: Feed) -> tuple[Remedy, ...]:
    trouble = feed.trouble
    if trouble == "login":
        return ("account", "look", "pause", "leave")
    if trouble == "inward":
        # One whose host is known is led elsewhere by a redirect: there is nothing left to be said of that.
        return ("look", "address", "pause", "leave") if feed.typed else ("trust", "look", "pause", "leave")
    if trouble == "limited":  # whoever asks again now is told to wait even longer
        return ("pause", "leave")
    if trouble in ("missing", "no feed", "url", "redirects"):
        return ("look", "address", "pause", "leave")
    return ("visit", "look", "address", "pause", "leave")
