"""RSS 0.9x, 1.0 (RDF) and 2.0, with the modules that are in use: a tree to what the feed says."""

from __future__ import annotations

from typing import Any

from tui_reader.ingest.feeds.elements import XML_LANG, Elements, attribute, inner, markup_of, text_of
from tui_reader.ingest.feeds.values import FeedKind, RawEntry, RawFeed, RawText

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_SECONDS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_YEAR = 31_536_000
# Names of an item's text, the whole article before its summary.
_TEXTS = (
    "content:encoded", "xhtml:body", "xhtml:div", "body", "content", "atom:content", "fulltext", "description",
    "itunes:summary", "atom:summary", "summary", "media:description", "dc:description",
)  # fmt: skip


def read(root: Any, own: str, kind: FeedKind, *, based: bool) -> RawFeed:
    """The feed of a tree; `own` is the namespace of its names, `based` whether `xml:base` occurs in it."""
    channel = next(root.iter("{*}channel", "{*}Channel", "{*}CHANNEL"), root)
    facts = Elements(channel, own)
    feed = RawFeed(
        kind,
        title=_first_markup(facts, "title", "dc:title"),
        description=_first_markup(facts, "description", "itunes:summary", "dc:description", "itunes:subtitle"),
        site_url=_link(facts),
        self_url=_atom_link(facts, "self"),
        lang=facts.text("language", "dc:language") or attribute(root, XML_LANG),
        authors=_authors(facts, "dc:creator", "managingeditor", "itunes:author"),
        interval=_interval(facts),
        base=(channel.base or "") if based else "",
    )
    feed.entries = [_entry(item, own, based=based) for item in root.iter("{*}item", "{*}Item", "{*}ITEM")]
    return feed


def _entry(item: Any, own: str, *, based: bool) -> RawEntry:
    facts = Elements(item, own)
    guid = next(iter(facts.all("guid", "atom:id")), None)
    about = attribute(item, _ABOUT)
    own_id = (text_of(guid) if guid is not None else "") or about
    return RawEntry(
        title=_first_markup(facts, "title", "dc:title", "media:title", "itunes:title"),
        link=_link(facts) or about,
        guid=own_id,
        guid_is_link=guid is not None and attribute(guid, "isPermaLink").lower() != "false",
        authors=_authors(facts, "dc:creator", "author", "itunes:author"),
        published=facts.text("pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published", "published"),
        updated=facts.text("atom:updated", "dcterms:modified", "updated"),
        texts=_texts(facts),
        categories=facts.texts("category", "dc:subject"),
        enclosures=_enclosures(facts),
        comments=facts.text("comments"),
        base=(item.base or "") if based else "",
        lang=attribute(item, XML_LANG) or facts.text("dc:language"),
    )


def _first_markup(facts: Elements, *names: str) -> RawText:
    for child in facts.all(*names):
        if text := inner(child).strip():
            return RawText(text)
    return RawText("")


def _texts(facts: Elements) -> list[RawText]:
    texts = [markup_of(child) for child in facts.all(*_TEXTS)]
    for group in facts.all("media:group"):
        texts += [RawText(text_of(child)) for child in group.iter("{*}description")]
    return [text for text in texts if text.value]


def _link(facts: Elements) -> str:
    """The address of the page, before the counting one a hoster put in its place."""
    for child in facts.all("feedburner:origlink", "link", "Link"):
        if text := text_of(child) or attribute(child, "href"):
            return text
    return _atom_link(facts, "alternate")


def _atom_link(facts: Elements, relation: str) -> str:
    for link in facts.all("atom:link"):
        if (attribute(link, "rel") or "alternate") == relation and attribute(link, "href"):
            return attribute(link, "href")
    return ""


def _authors(facts: Elements, *names: str) -> list[str]:
    for name in names:
        if authors := facts.texts(name):
            return authors
    people = [text_of(child) for person in facts.all("atom:author") for child in person.iter("{*}name")]
    return [name for name in people if name]


def _enclosures(facts: Elements) -> list[tuple[str, str, str]]:
    found = [(attribute(e, "url"), attribute(e, "type"), attribute(e, "length")) for e in facts.all("enclosure")]
    found += [
        (attribute(e, "href"), attribute(e, "type"), attribute(e, "length"))
        for e in facts.all("atom:link")
        if attribute(e, "rel") == "enclosure"
    ]
    media = facts.all("media:content")
    for group in facts.all("media:group"):
        media += group.iter("{*}content")
    for content in media:
        kind = attribute(content, "type") or attribute(content, "medium")
        if kind.startswith(("audio", "video")):
            found.append((attribute(content, "url"), attribute(content, "type"), attribute(content, "fileSize")))
    return found


def _interval(facts: Elements) -> int | None:
    """How long the feed asks to be left alone, in seconds; None if it does not say or makes no sense."""
    ttl = facts.text("ttl")
    if ttl.isascii() and ttl.isdigit() and len(ttl) < 8 and int(ttl):
        return min(int(ttl) * 60, _YEAR)
    period = _SECONDS.get(facts.text("sy:updateperiod").lower())
    frequency = facts.text("sy:updatefrequency") or "1"
    if period and frequency.isascii() and frequency.isdigit() and len(frequency) < 6 and int(frequency):
        return max(1, period // int(frequency))
    return None
