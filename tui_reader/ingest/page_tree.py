"""The text of a page to a tree, when a tree parser can be trusted with it."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from typing import Any

from tui_reader.ingest.decode import storable
from tui_reader.ingest.stretches import stretches_of, words_of
from tui_reader.ingest.tags import cost_of, visible_paragraphs

# What goes to the tree parser. It drops without a word what stands 255 deep and all that follows; more attributes or
# tags would take it or the extractor many seconds.
_MOST_TAGS = 40_000
_DEEPEST = 200
_MOST_ATTRIBUTES = 1_000

_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_NOT_XML = re.compile("[\x01-\x08\x0b\x0e-\x1f]")
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,40};)")
_NUMBERED = re.compile("&#(x[0-9a-f]{1,40}|[0-9]{1,40});?", re.IGNORECASE)


def tree_of(page: str) -> Any:
    """The tree of a page without its comments; None if a parser would lose text of it, or take too long."""
    cost = cost_of(page, _MOST_TAGS)
    if cost.tags > _MOST_TAGS or cost.depth > _DEEPEST or cost.attributes > _MOST_ATTRIBUTES:
        return None
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(cleaned(page).encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    return None if cost.broken and _lost_words(page, tree) else tree


def _lost_words(page: str, tree: Any) -> bool:
    """Whether a word that can be seen in a page is not in its tree."""
    seen = Counter(word for paragraph in visible_paragraphs(page) for word in words_of(paragraph))
    return bool(seen - Counter(word for stretch in stretches_of(tree).all for word in stretch.words))


def cleaned(page: str) -> str:
    """A page that a tree parser takes as it is.

    No noncharacters, controls as their pictures, both also where they are written as numbers (`&#27;`); and names of
    characters resolved that are younger than the parser (`&percnt;`).
    """
    page = _NONCHARACTERS.sub("\ufffd", storable(page)).replace("\x0c", " ")
    page = _NUMBERED.sub(_without_controls, _ENTITY.sub(_resolved, page))
    return _NOT_XML.sub(lambda found: chr(0x2400 + ord(found.group())), page)


def _resolved(entity: re.Match[str]) -> str:
    character = html5.get(entity[1], "")
    return entity.group() if not character or character in "<>&\"'" else character


def _without_controls(entity: re.Match[str]) -> str:
    code = int(entity[1][1:], 16) if entity[1][0] in "xX" else int(entity[1])
    if code < 0x20 and code not in (0x09, 0x0A, 0x0D):
        return chr(0x2400 + code)
    unusable = 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE or code > 0x10FFFF
    return "\ufffd" if unusable else entity.group()
