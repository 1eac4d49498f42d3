"""Following a feed that has just been seen: with the entries that came, so that it is not fetched twice.

Below the desks: feeds and adding both do it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tui_reader.errors import UsageError
from tui_reader.ingest.fetch.urls import UrlError, host_of, parse, same_origin
from tui_reader.library import entries_in, naming, visits, web
from tui_reader.library.changes import deed
from tui_reader.library.following import follow
from tui_reader.model import Feed
from tui_reader.store import Store
from tui_reader.store.secrets import Secrets

_LIBRARY = "library_id"
"""The key under which a library keeps what tells it from others."""


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
        password = take_user(store, feed_id, seen.asked) if secrets is not None else None
    feed = store.feeds.get(feed_id)
    if password is not None and secrets is not None:
        secrets().set(secret_name(store, feed), password)
    # The entries of a feed that is known already are known by the address it had first.
    read = web.read(seen.answer, feed.origin, feed.name)
    digest = hashlib.blake2b(seen.answer.body, digest_size=16).digest()
    with store.transaction():
        store.feeds.visited(feed_id, visits.visit_of(seen.answer, int(time.time()), digest, read))
        came = entries_in.Came() if isinstance(read, str) else entries_in.put(store, feed_id, read.entries)
    return FirstVisit(store.feeds.get(feed_id), new, came, 0 if isinstance(read, str) else len(read.entries))


def take_user(store: Store, feed_id: int, address: str) -> str | None:
    """Keep the user name that was typed into an address, where it would be shown; the password with it, None without
    one. Keep that once the transaction is over: a keyring may ask its owner, and nobody else should wait for that.

    Raises UsageError if the feed is on another host by now.
    """
    try:
        given = parse(address).credentials
    except UrlError:
        return None
    if given is None:
        return None
    feed = store.feeds.get(feed_id)
    if not same_origin(parse(address), parse(feed.url)):
        raise UsageError(f"{feed.shown} has moved to another host; set its password there")
    store.feeds.set(feed_id, {"user": given.user})
    return given.password


def secret_name(store: Store, feed: Feed) -> str:
    """What the password of a feed is kept under: it is that of one user on one host, also after the feed was sent
    elsewhere and back; and of one library, as several may share a keyring."""
    library = store.state.get(_LIBRARY)
    if library is None:
        with store.transaction():  # another reader may have given it one just now
            library = store.state.get(_LIBRARY) or naming.new_id()
            store.state.set(_LIBRARY, library)
    return f"{library}:{feed.id}:{feed.user}@{host_of(feed.url)}"
