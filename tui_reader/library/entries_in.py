"""Entries of a feed going in: new ones, changed ones, and none that were cleared away.

Below the desks: refreshing brings them from the web, importing from the cache of another reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tui_reader.library import arrivals
from tui_reader.library.feed_reading import ReadEntry as ReadEntry
from tui_reader.store import Store

INDEX_AT_ONCE = 250
"""Articles made findable in one transaction."""


@dataclass(slots=True)
class Came:
    """What a visit brought: the ids of articles."""

    new: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)


def put(store: Store, feed_id: int, entries: Sequence[ReadEntry]) -> Came:
    """Store the entries of a feed, the oldest first, so that the newest is the last to come. Call it inside a
    transaction; new articles wait for the index."""
    came = Came()
    keys: dict[int, tuple[int, ...]] = {}
    identities = [item.entry.identity for item in entries]
    known = store.entries.known(identities)
    unknown = [identity for identity in identities if identity not in known]
    cleared = store.entries.cleared(unknown) if unknown else set()
    for item in reversed(entries):
        before = known.get(item.entry.identity)
        if item.entry.identity in cleared or (before is not None and before.digest == item.digest):
            continue
        if before is not None and before.full_text and len(item.entry.text) <= store.articles.length(before.article_id):
            # The page was longer than what the feed gives; only the facts are taken from the feed.
            _remember(store, before.article_id, item)
            continue
        taken = arrivals.take(store, item.entry, feed_id=feed_id, index=False)
        _remember(store, taken.article_id, item)
        if item.entry.keys is not None:
            keys[taken.article_id] = item.entry.keys
        if taken.change == "added":
            came.new.append(taken.article_id)
        elif taken.change == "updated":
            came.updated.append(taken.article_id)
    arrivals.settle(store, [*came.new, *came.updated], keys)
    return came


def _remember(store: Store, article_id: int, item: ReadEntry) -> None:
    store.entries.keep(
        article_id,
        item.digest,
        truncated=item.truncated,
        comments=item.comments,
        enclosures=item.enclosures,
    )


def make_findable(
    store: Store,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[int], None] = lambda _: None,
) -> int:
    """Put what waits for the index into it, some at a time; how many. `tell` hears how many are left."""
    left = store.articles.waiting()
    count = 0
    while left > 0 and not cancelled():
        tell(left)
        with store.transaction():
            done = store.articles.index_waiting(INDEX_AT_ONCE)
        count += done
        left = left - done if done else 0
    return count
