"""Entries of a feed going in: new ones, changed ones, and none that were cleared away.

Below the desks: refreshing brings them from the web, importing from the cache of another reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui_reader.library import arrivals, muted
from tui_reader.library.feed_reading import ReadEntry as ReadEntry
from tui_reader.store import Store
from tui_reader.store.entries import Said, Standing


@dataclass(slots=True)
class Came:
    """What a visit brought: the ids of articles."""

    new: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)


def put(store: Store, feed_id: int, entries: Sequence[ReadEntry]) -> Came:
    """Store the entries of a feed, the oldest first, so that the newest is the last to come. Call it inside a
    transaction.

    New articles stand in the lists then; that they are found, and which of them tell one story, is settled by
    `findable.settle_waiting`.
    """
    # Of two with one identity, the newer takes the place of the older.
    items = {item.entry.identity: item for item in reversed(entries)}
    standing = store.entries.standing(items)
    came = Came(_put_new(store, feed_id, [item for each, item in items.items() if _is_new(standing[each])]))
    for identity, item in items.items():
        article_id, digest, full_text, _ = standing[identity]
        if article_id is None or digest == item.digest:
            continue
        if full_text and len(item.entry.text) <= store.articles.length(article_id):
            # The page was longer than what the feed gives; only the facts are taken from the feed.
            store.entries.keep([_said(article_id, item)])
            continue
        taken = arrivals.take(store, item.entry, feed_id=feed_id, index=False)
        store.entries.keep([_said(article_id, item)])
        if taken.change == "updated":
            came.updated.append(article_id)
    muted.settle(store, came.new)
    arrivals.settle(store, came.updated)
    return came


def _is_new(standing: Standing) -> bool:
    return standing.article_id is None and not standing.cleared


def _put_new(store: Store, feed_id: int, items: Sequence[ReadEntry]) -> list[int]:
    if not items:
        return []
    ids = store.articles.put_new([item.entry for item in items], feed_id=feed_id)
    store.entries.keep(_said(article_id, item) for article_id, item in zip(ids, items, strict=True))
    return ids


def _said(article_id: int, item: ReadEntry) -> Said:
    return Said(article_id, item.digest, item.truncated, item.comments, item.enclosures)
