"""What newsboat keeps: its list of feeds (`urls`), and the articles of its cache as the store reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tui_reader.ingest.dates import from_seconds
from tui_reader.ingest.decode import decode, storable
from tui_reader.ingest.feeds.entries import Making, plain
from tui_reader.ingest.feeds.subscriptions import NotTaken, Subscription, merged
from tui_reader.ingest.feeds.values import FeedEntry, RawEntry, RawText

_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*+)"?|(\S+))')
_ESCAPE = re.compile(r"\\(.)")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_REASONS = {
    "query:": "it is a search over other feeds; save the search instead",
    "exec:": "it runs a command; commands are not run",
    "filter:": "it passes a feed through a command; commands are not run",
    "file:": "it is a file; add the file instead",
}


@dataclass(frozen=True, slots=True)
class UrlsDocument:
    """The feeds of a `urls` file, and its lines that were not taken."""

    feeds: tuple[Subscription, ...]
    skipped: tuple[NotTaken, ...] = ()


class CachedArticle(Protocol):
    """An article as newsboat's cache has it: what `entry_of` needs to know. `published` is in UTC seconds."""

    @property
    def guid(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def feed_url(self) -> str: ...
    @property
    def published(self) -> int: ...
    @property
    def content(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def enclosure_url(self) -> str: ...
    @property
    def enclosure_type(self) -> str: ...
    @property
    def base(self) -> str: ...


def read_urls(data: bytes) -> UrlsDocument:
    """The feeds of a `urls` file: an address a line, tags behind it, a title as a tag that begins with "~".

    A tag that only hides the feed from newsboat's list ("!") is dropped. Nothing is raised.
    """
    feeds: list[Subscription] = []
    skipped: list[NotTaken] = []
    for line in decode(data).removeprefix("\ufeff").split("\n"):
        words = list(_words(line))
        if not words:
            continue
        address, *rest = words
        if reason := not_taken(address):
            skipped.append(NotTaken(address, reason))
            continue
        title = next((word[1:].strip() for word in rest if word.startswith("~")), "")
        tags = dict.fromkeys(word.strip() for word in rest if word.strip() and not word.startswith(("~", "!")))
        feeds.append(Subscription(address, title, tags=tuple(tags)))
    return UrlsDocument(merged(feeds), tuple(skipped))


def not_taken(address: str) -> str:
    """Why what newsboat follows at an address cannot be followed here; "" if it can."""
    if _ADDRESS.fullmatch(address):
        return ""
    reason = next((why for start, why in _REASONS.items() if address.lower().startswith(start)), "")
    return reason or "its address is none of the web"


def _words(line: str) -> Iterator[str]:
    """The words of a line, quoted ones whole; from an unquoted "#" on it is a comment."""
    at = 0
    while found := _WORD.match(line, at):
        at = found.end()
        if found[2] is not None:
            if found[2].startswith("#"):
                return
            yield found[2]
        elif found[1]:
            yield _ESCAPE.sub(r"\1", found[1])


def entry_of(article: CachedArticle, feed_title: str = "") -> FeedEntry | None:
    """An article of the cache as an entry of its feed, the same as when it comes from the feed itself.

    None if there is nothing in it to show.
    """
    plain_text = article.content_type.partition(";")[0].strip().lower() in ("text/plain", "text")
    raw = RawEntry(
        title=RawText(article.title, "text"),
        link=article.url,
        guid=article.guid,
        guid_is_link=True,
        authors=[article.author],
        texts=[RawText(article.content, "text" if plain_text else "html")],
        enclosures=[(article.enclosure_url, article.enclosure_type, "")] if article.enclosure_url else [],
        published=(from_seconds(article.published) or "") if article.published > 0 else "",
        base=article.base,
    )
    name = plain(RawText(feed_title, "text"))
    making = Making(storable(article.feed_url), name, base=article.feed_url, path="", lang="", author="")
    return making.one(raw)
