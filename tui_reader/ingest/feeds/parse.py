"""The door: the bytes of a feed in any format to a FeedDocument, or one sentence why there is none."""

from __future__ import annotations

import re
from typing import Any

from tui_reader.errors import SourceError
from tui_reader.ingest.feeds import atom_feed, json_feed, lenient, repair, rss_feed
from tui_reader.ingest.feeds.addresses import absolute, host_of
from tui_reader.ingest.feeds.entries import Making, language, names, plain
from tui_reader.ingest.feeds.values import FeedDocument, FeedKind, RawFeed
from tui_reader.ingest.sources import is_address

_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body)\b", re.IGNORECASE)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_OPENINGS = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LOOKED_AT = 4_096


def parse(data: bytes, *, url: str = "", content_type: str = "", origin: str = "") -> FeedDocument:
    """Read a feed: RSS 0.9x, 1.0 or 2.0, Atom 0.3 or 1.0, JSON Feed 1 or 1.1.

    `url` is where it was found: a web address, or the path of a file, which every entry then carries. `content_type`
    is what a server said. `origin` is the address that its entries are known by, `url` unless it is given: a feed that
    moved has the entries it had. Raises SourceError, and nothing else, for what is no feed.
    """
    raw = _raw(data, url, content_type)
    path = "" if is_address(url) else url
    address = url if is_address(url) else ""
    base = raw.base or address or absolute(raw.self_url, "") or absolute(raw.site_url, "")
    site, own = absolute(raw.site_url, base), absolute(raw.self_url, base)
    title = plain(raw.title)
    lang = language(raw.lang)
    name = title or host_of(site or own or address)
    making = Making(
        origin or url or own or site or title, name or path, base=base, path=path, lang=lang, author=names(raw.authors)
    )
    problems = list(raw.problems)
    return FeedDocument(
        kind=raw.kind,
        title=name,
        entries=making.all(raw.entries, problems),
        site_url=site,
        self_url=own,
        description=plain(raw.description),
        lang=lang,
        interval=raw.interval,
        problems=tuple(problems),
    )


def _raw(data: bytes, url: str, content_type: str) -> RawFeed:
    name = url or "the feed"
    if len(data) > repair.LARGEST:
        raise SourceError(name, f"it is larger than {repair.LARGEST // 1_000_000} MB")
    text = repair.text_of(data, content_type)
    if not text.strip():
        raise SourceError(name, "it is empty")
    if text.lstrip("\ufeff \t\n").startswith("{"):
        feed = json_feed.read(text.lstrip("\ufeff"))
        if feed is None:
            raise SourceError(name, "it is JSON, but no JSON Feed")
        return feed
    return _xml(text, url if is_address(url) else "", name)


def _xml(text: str, base: str, name: str) -> RawFeed:
    start = repair.begins_at(text)
    if start < 0:
        raise SourceError(name, _why_not(text))
    text = text[start:]
    tree = repair.tree_of(text, base)
    feed = None if tree is None else _read(tree.root, based="xml:base" in text)
    if tree is not None and not tree.problem and feed is not None:
        return feed
    # A damaged feed: another parser may see more of its entries.
    found = len(feed.entries) if feed else 0
    if feed is None or found < sum(1 for _ in _OPENINGS.finditer(text)):
        other = lenient.read(text)
        if other is not None and (feed is None or len(other.entries) > found):
            feed = other
    if feed is None:
        raise SourceError(name, _why_not(text))
    feed.problems.append(tree.problem if tree and tree.problem else "the feed is damaged; what could be read was taken")
    return feed


def _read(root: Any, *, based: bool) -> RawFeed | None:
    """The feed of a tree, None if its root is that of something else."""
    tag = root.tag if isinstance(root.tag, str) else ""
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    local = local.lower().rpartition(":")[2]
    if local == "feed":
        return atom_feed.read(root, namespace, based=based)
    if local in ("rss", "rdf", "channel"):
        kind: FeedKind = "rdf" if local == "rdf" else "rss"
        return rss_feed.read(root, namespace, kind, based=based)
    return None


def _why_not(text: str) -> str:
    beginning = text[:_LOOKED_AT]
    if _OPML.search(beginning):
        return "it is a list of feeds (OPML), not a feed"
    if _HTML.search(beginning):
        return "it is a web page, not a feed"
    return "there is no feed in it"
