"""Following one feed: what every way to a subscription has in common."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress

from tui_reader.errors import UsageError
from tui_reader.ingest.fetch.urls import UrlError, parse, without_secrets
from tui_reader.library.changes import Deed
from tui_reader.library.naming import clean_name, clean_tag
from tui_reader.store import Store


def follow(
    store: Store,
    doing: Deed,
    url: str,
    *,
    name: str = "",
    title: str = "",
    site_url: str = "",
    tags: Iterable[str] = (),
    typed: bool = False,
) -> tuple[int, bool]:
    """Follow the feed at an address inside a deed; its id, and whether it was not followed before. Tags are added.

    `name` is what its reader calls it, for one that is new; `title` what it calls itself, until it says so. `typed`
    says that its reader typed the address, so that its host may be a private one. Raises UsageError for an address
    that cannot be fetched.
    """
    try:
        address = parse(url).url
    except UrlError as error:
        raise UsageError(f"{without_secrets(url)}: {error}") from error
    # Known before: its settings as they are now are what an undo goes back to.
    known = store.feeds.known_at(address)
    if known is not None:
        doing.touch("feed", known)
    feed_id, new = store.feeds.follow(
        address, title=clean_name(title), site_url=site_url, typed=typed, now=int(time.time())
    )
    if known is None:
        doing.made("feed", feed_id)
    called = clean_name(name)
    if new and called and (feed := store.feeds.get(feed_id)).name == "" and feed.title != called:
        store.feeds.set(feed_id, {"name": called})
        store.feeds.rename_articles(feed_id)
    wanted: set[str] = set()
    for tag in tags:
        with suppress(UsageError):
            wanted.add(clean_tag(tag))
    if wanted:
        store.feeds.set_tags(feed_id, wanted | set(store.feeds.tags(feed_id)))
    return feed_id, new
