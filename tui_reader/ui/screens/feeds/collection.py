"""All feeds in the orders one may want them in, and what of them answers a filter. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from tui_reader.document.sanitise import one_line
from tui_reader.library.feeds import FeedState
from tui_reader.library.health import HEALTHS, Health, health_of, in_words
from tui_reader.ui.screens.browsing.listing import Arranged, Group

ORDERS: Final[dict[str, str]] = {"name": "by name", "unread": "by unread", "tag": "by tag", "health": "health"}
"""The orders with their words, as a key cycles them."""
NO_TAG: Final = "Without a tag"
HEADINGS: Final[dict[Health, str]] = {
    "failing": "Failing",
    "gone": "Gone",
    "moved": "Moved",
    "silent": "Silent for months",
    "busy": "Busiest",
    "paused": "Paused",
    "new": "Not visited yet",
    "well": "Well",
}
SIGNS: Final[dict[Health, str]] = {
    "failing": "✕",
    "gone": "∅",
    "moved": "→",
    "silent": "◌",
    "busy": "▲",
    "paused": "‖",
    "new": "○",
    "well": "✓",
}
"""What stands for a state, also without colours."""
ILL: Final[frozenset[Health]] = frozenset({"failing", "gone", "moved", "silent"})
"""The states that want to be looked at."""


def word_of(state: FeedState, health: Health) -> str:
    """A state in a word or two."""
    failures = state.feed.failures
    words: dict[Health, str] = {
        "failing": f"failing, {failures} times" if failures > 1 else "failing",
        "gone": "gone for good",
        "moved": "moved",
        "silent": f"silent for {in_words(state.silent or 0)}",
        "busy": "busy",
        "paused": "paused",
        "new": "not visited yet",
        "well": "well",
    }
    return words[health]


class FeedCollection(Arranged[FeedState, int]):
    """Feeds by name, ready to be arranged and filtered."""

    def id_of(self, thing: FeedState) -> int:
        """The feed's id."""
        return thing.feed.id

    def text_of(self, thing: FeedState) -> str:
        """Names, tags, addresses, state and problem."""
        feed, tags = thing.feed, (f"#{tag}" for tag in thing.feed.tags)
        words = word_of(thing, self.health_of(feed.id))
        return "\n".join((feed.name, feed.title, *tags, feed.url, feed.site_url, words, feed.problem))

    def groups_of(self, order: str) -> list[Group[FeedState]]:
        """By name, by whether anything is unread, by tag, or by how they are doing."""
        if order == "unread":
            return self._by_unread()
        if order == "tag":
            return self._by_tag()
        if order == "health":
            return self._by_health()
        return [Group("", self.things)]

    @cached_property
    def _healths(self) -> dict[int, Health]:
        return {state.feed.id: health_of(state) for state in self.things}

    def health_of(self, feed_id: int) -> Health:
        """How a feed is doing."""
        return self._healths[feed_id]

    @property
    def unread(self) -> int:
        """How many articles of all feeds are not read."""
        return sum(state.tally.unread for state in self.things)

    @property
    def ill(self) -> int:
        """How many feeds want to be looked at."""
        return sum(health in ILL for health in self._healths.values())

    @property
    def tags(self) -> list[str]:
        """Every tag of a feed, by name."""
        return sorted({tag for state in self.things for tag in state.feed.tags}, key=_by_words)

    def _by_unread(self) -> list[Group[FeedState]]:
        unread = sorted((s for s in self.things if s.tally.unread), key=lambda s: -s.tally.unread)
        return [Group("Unread", unread), Group("All read", [s for s in self.things if not s.tally.unread])]

    def _by_tag(self) -> list[Group[FeedState]]:
        within: dict[str, list[FeedState]] = {}
        for state in self.things:
            for tag in state.feed.tags:
                within.setdefault(tag, []).append(state)
        tagged = [Group(f"#{one_line(tag, 80)}", within[tag]) for tag in sorted(within, key=_by_words)]
        return [*tagged, Group(NO_TAG, [s for s in self.things if not s.feed.tags])]

    def _by_health(self) -> list[Group[FeedState]]:
        return [
            Group(
                HEADINGS[health], _worst_first(health, (s for s in self.things if self.health_of(s.feed.id) == health))
            )
            for health in HEALTHS
        ]


def _by_words(tag: str) -> tuple[str, str]:
    return tag.casefold(), tag


def _worst_first(health: Health, states: Iterable[FeedState]) -> Sequence[FeedState]:
    """Inside a group: the most failures, the longest silence, the most articles; else by name."""
    if health == "failing":
        return sorted(states, key=lambda s: -s.feed.failures)
    if health == "silent":
        return sorted(states, key=lambda s: -(s.silent or 0))
    if health == "busy":
        return sorted(states, key=lambda s: -s.weekly)
    return list(states)
