"""What a feed holds: first as its format says it (`Raw…`), then as values a library can keep (`Feed…`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tui_reader.model import Entry

FeedKind = Literal["rss", "rdf", "atom", "json"]
Markup = Literal["html", "text"]


class Enclosure(NamedTuple):
    """A file that comes with an entry; `length` in bytes, 0 if unknown. `url` is http(s) and absolute."""

    url: str
    type: str = ""
    length: int = 0


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: the article, and what only a feed says of it.

    `updated` is ISO 8601 like `entry.published`; `dated` is the date as the feed writes it, also where it means
    nothing to a calendar. `truncated` tells that the feed seems to give only the beginning of the article.
    """

    entry: Entry
    guid: str = ""
    updated: str | None = None
    dated: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    comments: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed at one moment.

    `site_url` and `self_url` are absolute http(s) addresses or "". `interval` is how many seconds the feed asks to be
    left alone between two visits. `problems` are sentences about what could not be taken as it stands.
    """

    kind: FeedKind
    title: str
    entries: tuple[FeedEntry, ...]
    site_url: str = ""
    self_url: str = ""
    description: str = ""
    lang: str = ""
    interval: int | None = None
    problems: tuple[str, ...] = ()


class RawText(NamedTuple):
    """A text of a feed, and whether it is HTML."""

    value: str
    markup: Markup = "html"


NO_TEXT = RawText("")


@dataclass(slots=True)
class RawEntry:
    """An entry as its format says it: nothing is resolved, tidied or believed.

    `texts` are all that might be its content, the likeliest first. `base` is the address that relative ones refer to.
    """

    title: RawText = NO_TEXT
    link: str = ""
    guid: str = ""
    guid_is_link: bool = False
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    texts: list[RawText] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    enclosures: list[tuple[str, str, str]] = field(default_factory=list)
    comments: str = ""
    base: str = ""
    lang: str = ""


@dataclass(slots=True)
class RawFeed:
    """A feed as its format says it."""

    kind: FeedKind
    title: RawText = NO_TEXT
    description: RawText = NO_TEXT
    site_url: str = ""
    self_url: str = ""
    lang: str = ""
    authors: list[str] = field(default_factory=list)
    interval: int | None = None
    base: str = ""
    entries: list[RawEntry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
