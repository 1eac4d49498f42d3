"""Subscriptions as OPML 2.0, which every feed reader imports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from tui_reader.document.sanitise import one_line
from tui_reader.export import escaping, links

_NOT_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed: its title, the address of the feed and that of the page it belongs to ("" if unknown), its tags."""

    title: str
    xml_url: str
    html_url: str = ""
    tags: tuple[str, ...] = ()


def dumps(feeds: Sequence[Subscription]) -> str:
    """Feeds in the folder of their first tag, all of their tags as categories; feeds without a tag come last.

    Feeds whose address is not http(s) are left out.
    """
    folders: dict[str, list[str]] = {}
    for feed in feeds:
        if address := links.page(feed.xml_url):
            tags = [tag for each in feed.tags if (tag := _text(each))]
            folders.setdefault(tags[0] if tags else "", []).append(_outline(feed, address, tags))
    body: list[str] = []
    for folder, outlines in sorted(folders.items(), key=lambda item: (not item[0], item[0])):
        if folder:
            body += [f'    <outline text="{folder}" title="{folder}">', *_indented(outlines), "    </outline>"]
        else:
            body += outlines
    return "\n".join([*_HEAD, *body, "  </body>", "</opml>", ""])


_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    "  <head>",
    "    <title>Subscriptions</title>",
    "  </head>",
    "  <body>",
)


def _outline(feed: Subscription, address: str, tags: Iterable[str]) -> str:
    title = _text(feed.title) or escape(address)
    attributes = [f'type="rss" text="{title}" title="{title}" xmlUrl="{escape(address)}"']
    if page := links.page(feed.html_url):
        attributes.append(f'htmlUrl="{escape(page)}"')
    if categories := ",".join(tag.replace(",", " ") for tag in tags):
        attributes.append(f'category="{categories}"')
    return f"    <outline {' '.join(attributes)}/>"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", escaping.clean(one_line(text))))
