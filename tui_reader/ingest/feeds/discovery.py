"""The feeds of a web page: those it names in its head, those it links to, and where one is worth a try."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import parse_qs, urlsplit

from tui_reader.ingest import titles
from tui_reader.ingest.decode import decode
from tui_reader.ingest.feeds.addresses import absolute
from tui_reader.ingest.feeds.fragment_tags import attribute
from tui_reader.ingest.tags import tags_of

FoundKind = Literal["rss", "atom", "json", "guess"]

LARGEST = 5_000_000
"""Bytes of a page that are looked at."""

_TYPES: dict[str, FoundKind] = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/x-rss+xml": "rss",
    "text/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/x-atom+xml": "atom",
    "application/feed+json": "json",
}
_LOOKS_LIKE_ONE = re.compile(
    r"(?:^|/)(?:feeds?|rss|atom|index\.(?:rss|atom|rdf)|(?:[\w-]{1,40}[._-])?(?:rss|atom|feed)\.(?:xml|json|php)|[\w-]{1,60}\.(?:rss|atom|rdf))/?$",
    re.IGNORECASE,
)
_TRIED = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json")
_COMMENTS = re.compile(r"/comments?/feed/?$|\bcomments?\b", re.IGNORECASE)
_MOST = 50

_YOUTUBE = re.compile(r"(?:www\.|m\.)?youtube\.com", re.IGNORECASE)
_CHANNEL = re.compile(r"/channel/(UC[\w-]{22})(?:/.*)?")
_PLAYLIST = re.compile(r"[\w-]{10,60}")
_REDDIT = re.compile(r"(?:www\.|old\.|new\.)?reddit\.com", re.IGNORECASE)
_SUBREDDIT = re.compile(r"(/(?:r|user)/[\w-]{1,60})/?")
_REPOSITORY = re.compile(r"/([\w.-]{1,60})/([\w.-]{1,110})(?:/(releases|tags|commits))?/?")


class FoundFeed(NamedTuple):
    """A feed that a page points to. `kind` "guess" says that nobody said so: it has to be tried."""

    url: str
    title: str
    kind: FoundKind


def discover(html: bytes, url: str) -> list[FoundFeed]:
    """The feeds of the page at `url`, the likeliest first, each once.

    Those named in the page come first (feeds of comments last among them), then known patterns of large sites, then
    links that look like feeds; the usual paths are given only where all that found nothing. Nothing is raised.
    """
    page = decode(html[:LARGEST], markup=True)
    base = url
    named: list[FoundFeed] = []
    linked: list[FoundFeed] = []
    for tag in tags_of(page):
        if tag.closing:
            continue
        if tag.name == "base" and base == url:
            base = absolute(attribute(tag.attributes, "href"), url) or url
        elif tag.name == "link":
            if found := _from_link(tag.attributes, base):
                named.append(found)
        elif tag.name == "a" and len(linked) < _MOST and (found := _from_anchor(tag.attributes, base)):
            linked.append(found)
    named.sort(key=lambda feed: _COMMENTS.search(feed.url) is not None or _COMMENTS.search(feed.title) is not None)
    found_all: dict[str, FoundFeed] = {}
    for feed in (*named, *known_patterns(url), *linked):
        found_all.setdefault(feed.url, feed)
    return list(found_all.values())[:_MOST] or _usual_paths(base)


def known_patterns(url: str) -> list[FoundFeed]:
    """Where large sites keep the feed of a page, told by its address alone."""
    try:
        parts = urlsplit(url)
        host, query = parts.hostname or "", parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return []
    if _YOUTUBE.fullmatch(host):
        playlist = query.get("list", [""])[0]
        if channel := _CHANNEL.fullmatch(parts.path):
            return [FoundFeed(f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}", "Videos", "atom")]
        if parts.path == "/playlist" and _PLAYLIST.fullmatch(playlist):
            return [FoundFeed(f"https://www.youtube.com/feeds/videos.xml?playlist_id={playlist}", "Playlist", "atom")]
    if _REDDIT.fullmatch(host) and (place := _SUBREDDIT.fullmatch(parts.path)):
        return [FoundFeed(f"https://www.reddit.com{place[1]}/.rss", place[1][1:], "atom")]
    if host.lower() in ("github.com", "www.github.com") and (repository := _REPOSITORY.fullmatch(parts.path)):
        owner, name, part = repository.groups()
        parts_wanted = [part] if part else ["releases", "commits"]
        return [FoundFeed(f"https://github.com/{owner}/{name}/{p}.atom", f"{name} {p}", "atom") for p in parts_wanted]
    return []


def _from_link(attributes: str, base: str) -> FoundFeed | None:
    relations = attribute(attributes, "rel").lower().split()
    kind = _TYPES.get(attribute(attributes, "type").partition(";")[0].strip().lower())
    if kind is None and attribute(attributes, "type").lower() == "application/json" and "alternate" in relations:
        kind = "json" if _LOOKS_LIKE_ONE.search(_path_of(attribute(attributes, "href"))) else None
    if kind is None or not {"alternate", "feed"} & set(relations):
        return None
    address = absolute(attribute(attributes, "href").removeprefix("feed:"), base)
    return FoundFeed(address, titles.tidy(unescape(attribute(attributes, "title"))), kind) if address else None


def _from_anchor(attributes: str, base: str) -> FoundFeed | None:
    href = attribute(attributes, "href").removeprefix("feed:")
    if not href or not _LOOKS_LIKE_ONE.search(_path_of(href)):
        return None
    address = absolute(href, base)
    return FoundFeed(address, titles.tidy(attribute(attributes, "title")), "guess") if address else None


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _usual_paths(base: str) -> list[FoundFeed]:
    return [FoundFeed(address, "", "guess") for path in _TRIED if (address := absolute(path, base))]
