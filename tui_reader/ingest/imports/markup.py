"""Lists of links in HTML: their elements in order, without a tree, so that neither depth nor missing ends matter."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.ingest.tags import tags_of

_ATTRIBUTE = re.compile(r"(?<![\w:.-])([a-zA-Z_][\w:.-]{0,60}+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


class Element(NamedTuple):
    """An opening (or, if `closing`, a closing) tag and the text that follows it up to the next tag that was asked for.

    Names are in small letters, blanks in the text are collapsed.
    """

    name: str
    closing: bool
    attributes: dict[str, str]
    text: str


def elements(page: str, names: frozenset[str], ends: frozenset[str] = frozenset()) -> Iterator[Element]:
    """The elements called `names` in order, and the closing tags of those called `ends`."""
    open_name, open_closing, open_attributes = "", False, ""
    pieces: list[str] = []
    at = 0
    for tag in tags_of(page):
        pieces.append(page[at : tag.start])
        at = tag.end
        wanted = tag.name in (ends if tag.closing else names)
        if not wanted and not (tag.closing and tag.name in names):
            continue
        if open_name:
            yield _element(open_name, open_closing, open_attributes, pieces)
        pieces = []
        open_name, open_closing = (tag.name, tag.closing) if wanted else ("", False)
        open_attributes = tag.attributes if wanted else ""
    if open_name:
        yield _element(open_name, open_closing, open_attributes, [*pieces, page[at:]])


def _element(name: str, closing: bool, attributes: str, pieces: list[str]) -> Element:
    found: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(attributes):
        found.setdefault(key.lower(), html.unescape(double or single or bare))
    return Element(name, closing, found, " ".join(html.unescape("".join(pieces)).split()))
