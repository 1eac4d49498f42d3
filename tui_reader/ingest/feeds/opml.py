"""OPML: the lists of feeds that readers exchange, read with patience.

Two thirds of such lists in the wild are no well-formed XML (bare `&`, tags and quotes in attributes), so they are read
by their `<outline>` tags alone. No XML parser sees them, and nothing in them can be expanded or fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from tui_reader.errors import SourceError
from tui_reader.ingest import titles
from tui_reader.ingest.decode import decode, storable
from tui_reader.ingest.feeds.subscriptions import NotTaken, Subscription, merged

LARGEST = 15_000_000
"""Bytes of a list that is read at all."""

_TAG = re.compile(r"<(/?)outline(?![\w:.-])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAME = re.compile(r"\s*+([A-Za-z_:][\w:.-]{0,63})\s*=\s*([\"'])")
_BARE = re.compile(r"\s*+([A-Za-z_:][\w:.-]{0,63})\s*=\s*([^\s\"'<>]{1,2000})")
# A quote ends a value if what follows goes on as a tag does, and behind the tag as a list does: mark-up inside values
# has quotes and ends of tags as well. Where no quote passes for an end, any before an end of a tag has to do.
_GOES_ON = r"\s+[A-Za-z_:][\w:.-]{0,63}\s*=\s*[\"']"
_ENDS = {
    quote: re.compile(rf"{quote}(?=\s*+(?:/?>\s*+)?(?:\Z|</body|</opml)|{_GOES_ON})", re.IGNORECASE) for quote in "\"'"
}
_LOOSE_ENDS = {quote: re.compile(rf"{quote}(?=\s*+/?>|{_GOES_ON})") for quote in "\"'"}
_STRAY = re.compile(r"\s*+(?:[\w:.-]+|\S)")
_CLOSES = re.compile(r"\s*+(?:(/)\s*+)?>")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,400})</title", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_IS_OPML = re.compile(r"<(?:opml|outline)\b", re.IGNORECASE)
_LONGEST_FOLDER = 200


@dataclass(frozen=True, slots=True)
class OpmlDocument:
    """A list of feeds. `skipped` are the outlines that name no feed one could fetch, and why."""

    title: str
    feeds: tuple[Subscription, ...]
    skipped: tuple[NotTaken, ...] = ()


class _Outline(NamedTuple):
    """An `<outline>` tag; `end` is where it ends, `open` whether others stand inside it."""

    facts: dict[str, str]
    end: int
    open: bool


def read_opml(data: bytes) -> OpmlDocument:
    """The feeds in a list, each once, in its order; folders become tags ("News/World" for a folder in a folder).

    Raises SourceError for what is no such list.
    """
    if len(data) > LARGEST:
        raise SourceError("the list of feeds", f"it is larger than {LARGEST // 1_000_000} MB")
    text = decode(data, markup=True)
    if not _IS_OPML.search(text):
        raise SourceError("the list of feeds", "it is empty" if not text.strip() else "it is no OPML")
    title = _TITLE.search(text, 0, 20_000)
    text = _without_comments(text)
    feeds: list[Subscription] = []
    skipped: list[NotTaken] = []
    folders = [""]
    at = 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        if tag[1]:
            if len(folders) > 1:
                folders.pop()
            continue
        following = _TAG.search(text, at)
        outline = _outline_at(text, at, following.start() if following else len(text))
        found = _subscription(outline.facts, folders[-1])
        if isinstance(found, Subscription):
            feeds.append(found)
        elif found is not None:
            skipped.append(found)
        if outline.open:
            folders.append(folders[-1] if found else _inside(folders[-1], _label(outline.facts)))
        at = outline.end
    return OpmlDocument(titles.tidy(unescape(title[1])) if title else "", merged(feeds), tuple(skipped))


def _without_comments(text: str) -> str:
    # Beyond the last end there is none to look for; looking would cost the square of the number of beginnings.
    last = text.rfind("-->") + 3
    return _COMMENT.sub(" ", text[:last]) + text[last:] if "<!--" in text and last > 2 else text


def _inside(folder: str, name: str) -> str:
    path = "/".join(filter(None, (folder, name)))
    return path if len(path) <= _LONGEST_FOLDER else folder


def _outline_at(text: str, at: int, limit: int) -> _Outline:
    """The attributes of a tag from where its name ends; stray characters between them are passed over."""
    facts: dict[str, str] = {}
    ends = _ENDS
    while at < limit:
        if closing := _CLOSES.match(text, at, limit):
            return _Outline(facts, closing.end(), not closing[1])
        if name := _NAME.match(text, at, limit):
            end = ends[name[2]].search(text, name.end(), limit)
            if end is None:
                ends = _LOOSE_ENDS
                end = ends[name[2]].search(text, name.end(), limit)
            if end is None:
                break
            facts.setdefault(name[1].lower(), text[name.end() : end.start()])
            at = end.end()
        elif bare := _BARE.match(text, at, limit):
            facts.setdefault(bare[1].lower(), bare[2].removesuffix("/"))
            at = bare.end()
        elif stray := _STRAY.match(text, at, limit):
            at = stray.end()
        else:
            break
    return _Outline(facts, limit, False)


def _subscription(facts: dict[str, str], folder: str) -> Subscription | NotTaken | None:
    """What an outline stands for; None for a folder."""
    address = _value(facts, "xmlurl") or (_value(facts, "url") if facts.get("type", "").lower() in _KINDS else "")
    if not address:
        kind = facts.get("type", "").lower()
        if kind in ("link", "include"):
            return NotTaken(_label(facts) or _value(facts, "url"), f"it is a {kind}, not a feed")
        return NotTaken(_label(facts), "it has no address") if kind in _KINDS or "xmlurl" in facts else None
    label = _label(facts)
    if address.lower().startswith("feed:"):
        address = address[5:] if address[5:].lower().startswith("http") else "https:" + address[5:]
    if not _ADDRESS.fullmatch(address):
        return NotTaken(label or address, "its address is none of the web")
    site = _value(facts, "htmlurl")
    return Subscription(
        address,
        "" if label == address else label,
        site if _ADDRESS.fullmatch(site) else "",
        (folder,) if folder else (),
    )


_KINDS = ("rss", "atom", "feed", "rdf", "rss1", "rss2")


def _value(facts: dict[str, str], name: str) -> str:
    return storable(unescape(facts.get(name, ""))).strip()


def _label(facts: dict[str, str]) -> str:
    return titles.tidy(_value(facts, "title") or _value(facts, "text"))
