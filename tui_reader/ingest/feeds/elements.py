"""The children of an element of a feed by name, whatever prefix, capitals or old namespace the feed writes them in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tui_reader.ingest.feeds.values import RawText

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Namespaces as feeds write them: without the scheme, in small letters, without what follows the last word.
_PREFIXES = {
    "purl.org/rss/1.0": "",
    "purl.org/rss/2.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "backend.userland.com/rss": "",
    "backend.userland.com/rss2": "",
    "backend.userland.com/blogchannelmodule": "?",
    "blogs.law.harvard.edu/tech/rss": "",
    "cyber.law.harvard.edu/rss": "",
    "www.rssboard.org/rss-specification": "",
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/syndication": "sy",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "search.yahoo.com/mrss": "media",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "www.w3.org/1999/xhtml": "xhtml",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
}
_SCHEME = re.compile(r"https?://")
_PREFIX = re.compile(r"(</?)[A-Za-z_][\w.-]*:")
_NAMESPACES = re.compile(r"\sxmlns(?::[\w.-]+)?=\"[^\"]*\"")


@lru_cache(maxsize=4_096)
def name_of(tag: str, own: str) -> str:
    """A name like "title" or "dc:creator"; `own` is the namespace of the feed itself, whose names have no prefix."""
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    local = local.lower()
    if not namespace:
        return local  # a prefix that the feed forgot to declare still stands in the name
    if namespace == own:
        return local
    prefix = _PREFIXES.get(_SCHEME.sub("", namespace.lower().strip()).rstrip("/#"), "?")
    return f"{prefix}:{local}" if prefix else local


class Elements:
    """The children of one element, gathered by name in the order of the feed."""

    __slots__ = ("_found", "element")

    def __init__(self, element: Any, own: str) -> None:
        self.element = element
        self._found: dict[str, list[Any]] = {}
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                self._found.setdefault(name_of(tag, own), []).append(child)

    def all(self, *names: str) -> list[Any]:
        """The children with these names, those of the first name first."""
        found = self._found
        children: list[Any] = []
        for name in names:
            if name in found:
                children += found[name]
        return children

    def texts(self, *names: str) -> list[str]:
        """The texts of the children with these names, those of the first name first, without blank ones."""
        children = self.all(*names)
        return [text for child in children if (text := text_of(child))] if children else []

    def text(self, *names: str) -> str:
        """The first text of a child with one of these names that is not blank, else ""."""
        found = self._found
        for name in names:
            if name in found:
                for child in found[name]:
                    if text := text_of(child):
                        return text
        return ""


def text_of(element: Any) -> str:
    """All text of an element, without its mark-up and without blanks around it."""
    text: str = element.text or "" if _is_plain(element) else "".join(element.itertext())
    return text.strip()


def _is_plain(element: Any) -> bool:
    """Whether an element holds text only; or other entries, in a feed so damaged that they stand inside each other.

    Those are read by themselves: taken with each element around them, they would cost the square of their number.
    """
    return not len(element) or next(element.iter("{*}item", "{*}entry"), None) is not None


def inner(element: Any) -> str:
    """What stands between the tags of an element, as HTML.

    Text is taken as it stands (it is escaped HTML); elements, as in XHTML, are written out.
    """
    if _is_plain(element):
        return element.text or ""
    from lxml.etree import tostring

    whole: str = tostring(element, encoding="unicode", method="html", with_tail=False)
    whole = _NAMESPACES.sub("", whole)
    inside = whole[whole.find(">") + 1 : whole.rfind("</")]
    return _PREFIX.sub(r"\1", inside)


def markup_of(element: Any) -> RawText:
    """The text of an element whose text is HTML by custom."""
    return RawText(inner(element).strip())


def attribute(element: Any, name: str) -> str:
    """An attribute, "" if it is not there."""
    value: str = element.get(name) or ""
    return value.strip()
