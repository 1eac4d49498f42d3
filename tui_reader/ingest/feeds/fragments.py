"""The HTML of an entry to a document, without a tree: short pieces, thousands in a row, and all of their text.

A page needs its article found in it; an entry is the article already, so nothing is left out but what nobody sees. Well
formed HTML is split at its tags in one go. What is not goes the way of `tags`, which loses no text whatever stands
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui_reader.ingest.building import plain_document
from tui_reader.ingest.decode import storable
from tui_reader.ingest.feeds.fragment_writer import FragmentWriter, Token
from tui_reader.ingest.tags import tags_of, visible_paragraphs
from tui_reader.model import Document

# As in `tags`, but a tag that never ends is matched too, up to where it cannot go on: then no look at it is repeated.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\"'<]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)(>?)")
# Inside these, tags or blanks are not what they are elsewhere.
_SPECIAL = re.compile(r"<(?:[!?]|(?:pre|textarea|script|style|title|xmp|iframe|noembed|noframes)\b)", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
# Of more, only the text is kept: no entry has so many, and gathering them would take all memory.
_MOST_TAGS = 100_000


def read_fragment(html: str, base: str = "") -> Document:
    """The document of an entry's HTML; `base` is what relative links in it refer to. Nothing is raised."""
    html = storable(html)
    if html.count("<") > _MOST_TAGS:
        return plain_document(visible_paragraphs(html))
    writer = FragmentWriter(base)
    writer.write(_plain_tokens(html) or _tokens(html))
    return writer.document()


def _plain_tokens(html: str) -> Sequence[Token] | None:
    """The tokens of well-formed HTML in which all blanks are alike, None for any other."""
    if _SPECIAL.search(html):
        return None
    joined = " ".join(html.split())
    parts = _TAG.split(joined)
    if joined.count("<") != len(parts) // 5 or "" in parts[4::5]:
        return None
    parts += ("", "", "", "")
    return list(zip(parts[::5], parts[1::5], map(str.lower, parts[2::5]), parts[3::5], strict=True))


def _tokens(html: str) -> Sequence[Token]:
    return list(_joined(_raw_tokens(html)))


def _raw_tokens(html: str) -> Iterator[Token]:
    at = 0
    for tag in tags_of(html):
        yield html[at : tag.start], "/" if tag.closing else "", tag.name, tag.attributes
        at = tag.end
    yield html[at:], "", "", ""


def _joined(tokens: Iterator[Token]) -> Iterator[Token]:
    """Tokens with blanks collapsed in their texts, but inside `<pre>`."""
    depth = 0
    for text, closing, name, attributes in tokens:
        yield text if depth else _BLANKS.sub(" ", text), closing, name, attributes
        if name == "pre":
            depth = max(0, depth - 1) if closing else depth + 1
