"""A body of a feed to entries ready to be stored: the part of a refresh that costs the most, done beside the rest.

Plain values go in and out, so that another process can do it.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from tui_reader.errors import SourceError
from tui_reader.ingest.feeds.values import FeedEntry
from tui_reader.store.prepared import Prepared, prepare


class ReadEntry(NamedTuple):
    """An entry as its feed gives it. `digest` is of what the feed says, `enclosures` are (address, type, bytes)."""

    entry: Prepared
    digest: bytes
    truncated: bool
    comments: str
    enclosures: tuple[tuple[str, str, int], ...]


class ReadFeed(NamedTuple):
    """A feed that was understood. `interval` is how many seconds it asks to be left alone."""

    title: str
    site_url: str
    interval: int | None
    entries: list[ReadEntry]


def read_feed(data: bytes, url: str, origin: str, content_type: str, name: str) -> ReadFeed | str:
    """The feed in `data`, found at `url`, its entries known by `origin`; or why there is none.

    `name` is what its reader calls it, "" for its own title.
    """
    from tui_reader.ingest.feeds.parse import parse

    try:
        feed = parse(data, url=url, content_type=content_type, origin=origin)
    except SourceError as error:
        return error.reason
    entries = [ready(item) for item in feed.entries]
    if name:
        entries = [item._replace(entry=item.entry._replace(source=name)) for item in entries]
    return ReadFeed(feed.title, feed.site_url, feed.interval, entries)


def ready(item: FeedEntry) -> ReadEntry:
    """An entry ready to be stored."""
    prepared = prepare(item.entry, measure=True)
    enclosures = tuple((each.url, each.type, each.length) for each in item.enclosures)
    return ReadEntry(prepared, _digest(prepared), item.truncated, item.comments, enclosures)


def _digest(entry: Prepared) -> bytes:
    """Whether a feed says the same of an entry as before. Its name is no part of it: that may be the reader's own."""
    facts = "\x1f".join((entry.title, entry.author, entry.url, entry.published or ""))
    return hashlib.blake2b(facts.encode() + entry.digest, digest_size=16).digest()
