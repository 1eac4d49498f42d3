"""Links from an export back to the page, and to the very sentence (URL fragment text directives, WICG)."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_SAFE = "!$&'*+,/:=?@~%#-._"
_DIRECTIVE = ":~:"

_WHOLE_CHARACTERS = 80
_EDGE_WORDS = 5
_EDGE_CHARACTERS = 60
_UNSPACED_CHARACTERS = 20
_SHORT = 30
"""Below this many characters a quote, or its first or last words, may well occur twice, so what stands before or
behind goes into the link."""
_CONTEXT_WORDS = 3


def page(url: str) -> str:
    """The address of a page in a form that can stand between `<` and `>` or in parentheses; "" unless http(s)."""
    url = url.strip()
    if not _WEB.fullmatch(url):
        return ""
    return quote(url, safe=_SAFE, errors="replace")


def sentence(url: str, text: str, prefix: str = "", suffix: str = "") -> str:
    """The address of a passage on a page: `text` is the quote, the rest its surroundings. "" unless http(s)."""
    address = page(url)
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n") if paragraph.strip()]
    if not address or not paragraphs:
        return address
    address = address.partition(_DIRECTIVE)[0]
    whole = paragraphs[0]
    few_words = len(whole.split()) <= 2 * _EDGE_WORDS  # whose edges would overlap
    if len(paragraphs) == 1 and len(whole) <= (2 * _EDGE_CHARACTERS if few_words else _WHOLE_CHARACTERS):
        parts = [_part(whole)]
    else:
        parts = [_part(_edge(whole, first=True)), _part(_edge(paragraphs[-1], first=False))]
    before, after = prefix.split()[1:][-_CONTEXT_WORDS:], suffix.split()[:-1][:_CONTEXT_WORDS]
    if before and len(unquote(parts[0])) < _SHORT:
        parts.insert(0, f"{_part(' '.join(before))}-")
    if after and len(unquote(parts[-1])) < _SHORT:
        parts.append(f"-{_part(' '.join(after))}")
    return f"{address}{'' if '#' in address else '#'}{_DIRECTIVE}text={','.join(parts)}"


def _edge(paragraph: str, *, first: bool) -> str:
    words = paragraph.split(" ")
    edge = " ".join(words[:_EDGE_WORDS] if first else words[-_EDGE_WORDS:])
    if len(edge) <= _EDGE_CHARACTERS:
        return edge
    return edge[:_UNSPACED_CHARACTERS] if first else edge[-_UNSPACED_CHARACTERS:]


def _part(text: str) -> str:
    return quote(text, safe="", errors="replace").replace("-", "%2D")
