"""What a list of feeds of another program says of one feed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed somebody follows. `url` is http(s); `title` is "" where the list gives none of its own."""

    url: str
    title: str = ""
    site_url: str = ""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.url:
            raise ValueError("a subscription needs an address")


class NotTaken(NamedTuple):
    """A line or outline of a list that became no subscription, and why, in plain words. Neither is sanitised."""

    what: str
    reason: str


def merged(feeds: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """Each feed once, where it stands first, with all of its tags and the first title and site that are known."""
    found: dict[str, Subscription] = {}
    for feed in feeds:
        known = found.get(feed.url)
        if known is not None:
            feed = replace(
                known,
                title=known.title or feed.title,
                site_url=known.site_url or feed.site_url,
                tags=tuple(dict.fromkeys((*known.tags, *feed.tags))),
            )
        found[feed.url] = feed
    return tuple(found.values())
