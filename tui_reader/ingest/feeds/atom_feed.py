"""Atom 0.3 and 1.0: a tree to what the feed says."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from tui_reader.ingest.decode import decode
from tui_reader.ingest.feeds.elements import XML_LANG, Elements, attribute, inner, text_of
from tui_reader.ingest.feeds.values import RawEntry, RawFeed, RawText

# Text that says it is plain, and plainly is not.
_PLAINLY_HTML = re.compile(r"</(?:p|div|a|b|i|em|strong|ul|li|span|blockquote|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)


def read(root: Any, own: str, *, based: bool) -> RawFeed:
    """The feed of a tree; `own` is the namespace of its names, `based` whether `xml:base` occurs in it."""
    facts = Elements(root, own)
    feed = RawFeed(
        "atom",
        title=_first(facts, "title", "dc:title"),
        description=_first(facts, "subtitle", "tagline"),
        site_url=_link(facts, "alternate"),
        self_url=_link(facts, "self"),
        lang=attribute(root, XML_LANG) or facts.text("language", "dc:language"),
        authors=_people(facts, own),
        base=(root.base or "") if based else "",
    )
    feed.entries = [_entry(entry, own, based=based) for entry in root.iter("{*}entry", "{*}Entry", "{*}ENTRY")]
    return feed


def _entry(entry: Any, own: str, *, based: bool) -> RawEntry:
    facts = Elements(entry, own)
    return RawEntry(
        title=_first(facts, "title", "dc:title", "media:title"),
        link=facts.text("feedburner:origlink") or _link(facts, "alternate"),
        guid=facts.text("id", "guid"),
        guid_is_link=not facts.all("link"),
        authors=_people(facts, own),
        published=facts.text("published", "issued", "created", "dc:date", "pubdate"),
        updated=facts.text("updated", "modified"),
        texts=_texts(facts),
        categories=[text for child in facts.all("category", "dc:subject") if (text := _category(child))],
        enclosures=[
            (attribute(link, "href"), attribute(link, "type"), attribute(link, "length"))
            for link in facts.all("link")
            if attribute(link, "rel") == "enclosure"
        ],
        comments=_link(facts, "replies", "text/html"),
        base=(entry.base or "") if based else "",
        lang=attribute(entry, XML_LANG),
    )


def construct(element: Any) -> RawText:
    """A text of Atom: plain, escaped HTML, XHTML, or base64 of one of them, as its attributes say."""
    kind = attribute(element, "type").lower()
    if attribute(element, "mode").lower() == "base64" or (kind and _is_binary(kind)):
        return RawText(_from_base64(text_of(element)), "html" if "html" in kind else "text")
    if len(element):
        return RawText(inner(element).strip())
    text = (element.text or "").strip()
    if "html" in kind or _PLAINLY_HTML.search(text):
        return RawText(text)
    return RawText(text, "text")


def _is_binary(kind: str) -> bool:
    """Whether content of this media type comes as base64 (RFC 4287, 4.1.3.3)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _from_base64(text: str) -> str:
    try:
        data = base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (binascii.Error, ValueError):
        return text
    # Bytes with controls are a picture or an archive, not a text.
    return "" if b"\0" in data[:512] else decode(data, markup=True)


def _first(facts: Elements, *names: str) -> RawText:
    for child in facts.all(*names):
        if (text := construct(child)).value:
            return text
    return RawText("", "text")


def _texts(facts: Elements) -> list[RawText]:
    texts = [construct(child) for child in facts.all("content", "content:encoded", "summary", "media:description")]
    for group in facts.all("media:group"):
        texts += [RawText(text_of(child)) for child in group.iter("{*}description")]
    return [text for text in texts if text.value]


def _link(facts: Elements, relation: str, kind: str = "") -> str:
    """The address with a relation, a page before anything else."""
    found = [
        link
        for link in facts.all("link")
        if (attribute(link, "rel").lower() or "alternate") == relation
        and (attribute(link, "href") or text_of(link))
        and (not kind or attribute(link, "type") in ("", kind))
    ]
    page = next((link for link in found if attribute(link, "type") in ("", "text/html")), None)
    chosen = page if page is not None else next(iter(found), None)
    return "" if chosen is None else attribute(chosen, "href") or text_of(chosen)


def _people(facts: Elements, own: str) -> list[str]:
    names = []
    for person in facts.all("author"):
        facts_of = Elements(person, own)
        if name := facts_of.text("name") or ("" if len(person) else text_of(person)) or facts_of.text("email"):
            names.append(name)
    return names or [name for child in facts.all("dc:creator") if (name := text_of(child))]


def _category(element: Any) -> str:
    return attribute(element, "label") or attribute(element, "term") or text_of(element)
