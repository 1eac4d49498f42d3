"""Subscriptions as OPML 2.0, which every feed reader imports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tui_reader.export import links

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed: its title, the address of the feed and that of the page it belongs to ("" if unknown), its tags."""

    title: str
    xml_url: str
    html_url: str = ""
    tags: tuple[str, ...] = ()


def dumps(feeds: Iterable[Subscription], title: str = "Subscriptions") -> str:
    """Feeds in their order, in a folder for each tag: the same feeds when this program reads them again.

    A feed with several tags stands in several folders, as readers that know folders only expect it. Feeds whose
    address is not http(s) are left out.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_text(title)}</title></head>",
        "  <body>",
    ]
    folder = ""
    for feed in feeds:
        if not links.page(feed.xml_url):
            continue
        for tag in feed.tags or ("",):
            if tag != folder:
                lines += ["    </outline>"] if folder else []
                lines += [f'    <outline text="{_text(tag)}" title="{_text(tag)}">'] if tag else []
                folder = tag
            lines.append(("      " if tag else "    ") + _outline(feed))
    lines += ["    </outline>"] if folder else []
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(feed: Subscription) -> str:
    label = _text(feed.title or feed.xml_url)
    site = f' htmlUrl="{_text(feed.html_url)}"' if links.page(feed.html_url) else ""
    return f'<outline type="rss" text="{label}" title="{label}" xmlUrl="{_text(feed.xml_url)}"{site}/>'


def _text(text: str) -> str:
    """Text for an attribute; what XML has not, or would rather not have, as U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text))
