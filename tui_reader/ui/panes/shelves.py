"""The lists that articles may stand in: those always there, saved searches, of one feed, of the feeds with a tag."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NotFoundError
from tui_reader.library import Library
from tui_reader.model import Article, ShelfName

if TYPE_CHECKING:
    from tui_reader.library.reading import Order

SHELVES: Final[tuple[tuple[ShelfName, str], ...]] = (
    ("unread", "Unread"),
    ("all", "All articles"),
    ("today", "Today"),
    ("begun", "Continue reading"),
    ("bookmarks", "Bookmarks"),
    ("highlighted", "With highlights"),
    ("opened", "Read lately"),
    ("muted", "Muted"),
)
TITLES: Final[dict[str, str]] = dict(SHELVES)
SAVED: Final = "saved:"
"""What the name of a list begins with that is a saved search."""
FEED: Final = "feed:"
"""And of the articles of a feed: its id follows."""
TAG: Final = "tag:"
"""And of the articles of all feeds with a tag."""
HEAD: Final = 60
"""Rows painted before the whole order of such a list is known."""


def is_shelf(name: str) -> bool:
    """Whether a name is that of a list."""
    feed_id = name.removeprefix(FEED)
    return name in TITLES or name.startswith((SAVED, TAG)) or (feed_id != name and feed_id.isdecimal())


def title_of(library: Library, shelf: str) -> str:
    """How a list is called."""
    if shelf.startswith(SAVED):
        return one_line(shelf.removeprefix(SAVED), 60)
    if shelf.startswith(TAG):
        return f"#{one_line(shelf.removeprefix(TAG), 60)}"
    if shelf.startswith(FEED):
        with suppress(NotFoundError):
            return one_line(library.feeds.get(_feed_id(shelf)).shown, 60)
        return "A feed"
    return TITLES[shelf]


def head_of(library: Library, shelf: str, *, apart: bool) -> list[Article]:
    """The first rows of a list, at once. With `apart` every article has a row, whatever story it tells."""
    if shelf.startswith(SAVED):
        return library.searches.head(shelf.removeprefix(SAVED), HEAD)
    if shelf.startswith(TAG):
        return library.feeds.tagged_head(shelf.removeprefix(TAG), HEAD)
    if shelf.startswith(FEED):
        return library.feeds.head(_feed_id(shelf), HEAD)
    return library.reading.head(cast(ShelfName, shelf), apart=apart)


def order_of(library: Library, shelf: str, *, apart: bool, quiet: bool, staying: Collection[int] = ()) -> Order:
    """All of a list; with `quiet` those of the feeds that seldom bring something first.

    Those among `staying` that were read are in it still.
    """
    if shelf.startswith(SAVED):
        order = library.searches.articles(shelf.removeprefix(SAVED), staying=staying)
    elif shelf.startswith(TAG):
        order = library.feeds.tagged(shelf.removeprefix(TAG))
    elif shelf.startswith(FEED):
        return library.feeds.articles(_feed_id(shelf))
    else:
        order = library.reading.order(cast(ShelfName, shelf), apart=apart, by_day=not quiet, staying=staying)
    return library.reading.quiet_first(order) if quiet else order


def order_while_shown(
    library: Library, shelf: str, shown: Collection[int], stayed: Collection[int], *, apart: bool, quiet: bool
) -> tuple[Order, set[int]]:
    """A list anew for who stands in it: what is `shown` and was read meanwhile stays. With it, the ids that did.

    `stayed` are those that did before.
    """
    order = order_of(library, shelf, apart=apart, quiet=quiet, staying=stayed)
    if shelf not in ("unread", "begun") and not shelf.startswith(SAVED):
        return order, set()
    gone = set(shown).difference(order.ids)
    if gone:
        stayed = gone.union(stayed)
        order = order_of(library, shelf, apart=apart, quiet=quiet, staying=stayed)
    return order, set(stayed)


def _feed_id(shelf: str) -> int:
    return int(shelf.removeprefix(FEED))
