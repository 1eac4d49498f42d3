"""Following a feed that has just been seen: with the entries that came, so that it is not fetched twice.

Below the desks: feeds and adding both do it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tui_reader.errors import UsageError
from tui_reader.library import entries_in, passwords, visits, web
from tui_reader.library.changes import deed
from tui_reader.library.following import follow
from tui_reader.model import Feed
from tui_reader.store import Store
from tui_reader.store.secrets import Secrets


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """A feed that is followed now, whether it was not before, the articles that came with it, and how many entries the
    feed has, known ones included."""

    feed: Feed
    is_new: bool
    came: entries_in.Came
    entries: int


def take_in(
    store: Store, secrets: Callable[[], Secrets] | None, seen: web.Seen, *, name: str = "", tags: Iterable[str] = ()
) -> FirstVisit:
    """Follow the feed that was seen, and store its entries. Following can be undone. Its articles wait for the index.

    Raises UsageError if it was no feed.
    """
    if seen.feed is None or seen.answer is None:
        raise UsageError(f"there is no feed at {seen.url}")
    with deed(store, "following a feed") as doing:
        feed_id, new = follow(store, doing, seen.url, name=name, tags=tags, typed=seen.is_typed(seen.url))
        renewal = passwords.typed_in(store, doing, feed_id, seen.asked) if secrets is not None else None
    feed = store.feeds.get(feed_id)
    if renewal is not None and secrets is not None:
        passwords.keep(store, secrets(), renewal)
    # The entries of a feed that is known already are known by the address it had first.
    read = web.read(seen.answer, feed.origin, feed.name)
    digest = hashlib.blake2b(seen.answer.body, digest_size=16).digest()
    with store.transaction():
        store.feeds.visited(feed_id, visits.visit_of(seen.answer, int(time.time()), digest, read))
        came = entries_in.Came() if isinstance(read, str) else entries_in.put(store, feed_id, read.entries)
    return FirstVisit(store.feeds.get(feed_id), new, came, 0 if isinstance(read, str) else len(read.entries))
