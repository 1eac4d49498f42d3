"""The HTML of an entry to a document, without a tree: short pieces, thousands in a row, and all of their text.

A page needs its article found in it; an entry is the article already, so nothing is left out but what nobody sees. Well
formed HTML is split at its tags in one go. What is not goes the way of `tags`, which loses no text whatever stands
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tui_reader.ingest.building import plain_document
from tui_reader.ingest.decode import storable
from tui_reader.ingest.feeds.fragment_tags import BLOCKS, LISTS, STYLES
from tui_reader.ingest.feeds.fragment_writer import FragmentWriter, Token
from tui_reader.ingest.tags import tags_of, visible_paragraphs
from tui_reader.model import Document

# A tag as in `tags`, without its brackets: one that ends inside a quoted value is not whole, and matches nothing.
_WRITTEN = re.compile(r"(/?)([a-zA-Z][^\s/\"'<]*+)([^=]*+(?:=\s*+(?:\"[^\"]*\"|'[^']*'|(?![\"'])\S*+)[^=]*+)*+)")
# Inside these, tags are not what they are elsewhere; inside `<pre>`, blanks are not.
_RAW = frozenset(("textarea", "script", "style", "title", "xmp", "iframe", "noembed", "noframes"))
_SPECIAL = _RAW | {"pre"}
# Most tags have no attributes, and need no look at them.
_BARE = {
    slash + name + end: (slash, name, end)
    for name in {*BLOCKS, *STYLES, *LISTS, "li", "br", "hr", "tr", "td", "th", "h2", "h3", "h4", "code", "span"} - _RAW
    for slash, end in (("", ""), ("/", ""), ("", "/"), ("", " /"))
}
_BLANKS = re.compile(r"\s+")
# ASCII with every blank as a space.
_SPACED = bytes(0x20 if chr(code).isspace() else code for code in range(256))
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
    return _split(_collapsed(html), _SPECIAL)


def _collapsed(text: str) -> str:
    """Runs of blanks as one space, none at either end. Where no two blanks meet, nothing needs to be put together."""
    if text.isascii():
        spaced = text.encode().translate(_SPACED)
        if b"  " not in spaced:
            return spaced.strip(b" ").decode()
    return " ".join(text.split())


def _tokens(html: str) -> Sequence[Token]:
    return list(_joined(_split(html, _RAW) or _raw_tokens(html)))


def _split(html: str, special: frozenset[str]) -> list[Token] | None:
    """The tokens of HTML in which every `<` begins a whole tag, and none of an element in `special`."""
    tokens: list[Token] = []
    text, *pieces = html.split("<")
    for piece in pieces:
        written, ended, behind = piece.partition(">")
        tag = _BARE.get(written)
        if tag is None:
            found = _WRITTEN.fullmatch(written)
            if found is None:
                return None
            tag = found[1], found[2].lower(), found[3]
        closing, name, attributes = tag
        if not ended or (name in special and not closing):
            return None
        tokens.append((text, closing, name, attributes))
        text = behind
    tokens.append((text, "", "", ""))
    return tokens


def _raw_tokens(html: str) -> Iterator[Token]:
    at = 0
    for tag in tags_of(html):
        yield html[at : tag.start], "/" if tag.closing else "", tag.name, tag.attributes
        at = tag.end
    yield html[at:], "", "", ""


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with blanks collapsed in their texts, but inside `<pre>`."""
    depth = 0
    for text, closing, name, attributes in tokens:
        yield text if depth else _BLANKS.sub(" ", text), closing, name, attributes
        if name == "pre":
            depth = max(0, depth - 1) if closing else depth + 1
