"""HTML by its tags alone, without a tree: what a page would cost a parser, and its visible text.

One pass, linear in the length of the page whatever stands in it. Used before a tree is built, and instead of one for
pages that no tree parser takes in whole.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

# What stands between a tag's name and its ">"; a ">" inside quotes does not end it.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\"'<]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\"'<]*)([^>]*)>")
_DECLARATION = re.compile(r"<[!?][^>]*>")

_HIDDEN = frozenset(("script", "style", "template", "head", "title", "noscript", "svg", "math", "select", "iframe"))
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p"
    " pre search section summary table tbody td tfoot th thead title tr ul head".split()
)
_INLINE = frozenset(
    "a abbr acronym applet area audio b base bdi bdo big blink br button canvas cite code col colgroup data datalist"
    " del dfn em embed font i iframe img input ins kbd label link map mark marquee meta meter nobr noembed noframes"
    " noscript object output param picture progress q rb rp rt rtc ruby s samp script select slot small source span"
    " strike strong style sub sup svg math template textarea time track tt u var video wbr xmp path g".split()
)
# An opening tag of these ends the one that stands open before it.
_ENDS_ITSELF = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot"))


class Tag(NamedTuple):
    """A tag in a page: `[start, end)` in code points; a `closing` one has no attributes."""

    name: str
    closing: bool
    attributes: str
    start: int
    end: int


class Cost(NamedTuple):
    """What a page asks of a tree parser. `attributes` is the most in one tag (counted generously)."""

    tags: int
    depth: int
    attributes: int


def is_tag(markup: str) -> bool:
    """Whether `markup` is one tag of an element that HTML knows (or a custom one, with a hyphen)."""
    found = _TAG.fullmatch(markup)
    return found is not None and _is_element(found[2].lower())


def tags_of(page: str) -> Iterator[Tag]:
    """The tags of a page in order; comments, declarations and the insides of scripts are passed over.

    A declaration or comment is given as a tag without a name. `<` that begins no tag is text.
    """
    at = 0
    quotes_hold = True  # once a quote is found open at the end of the page, quotes are taken for text
    while (at := page.find("<", at)) >= 0:
        if page.startswith("<!--", at):
            end = page.find("-->", at + 4)
            if end < 0:
                at += 4
                continue
            yield Tag("", False, "", at, end + 3)
            at = end + 3
            continue
        found = (_TAG if quotes_hold else _LOOSE_TAG).match(page, at)
        if not found and quotes_hold and page[at + 1 : at + 3].strip("/")[:1].isalpha():
            quotes_hold = False
            continue
        found = found or _DECLARATION.match(page, at)
        if not found:
            at += 1
            continue
        if found.re is _DECLARATION:
            yield Tag("", False, "", at, found.end())
            at = found.end()
            continue
        name = found[2].lower()
        yield Tag(name, bool(found[1]), found[3], at, found.end())
        at = found.end() if found[1] or name not in _RAW else _end_of_raw(page, name, found.end())


def _end_of_raw(page: str, name: str, start: int) -> int:
    """Where the raw text of a script or style ends; `start` if it never does, so that nothing is lost."""
    found = _RAW_END[name].search(page, start)
    return found.start() if found else start


_RAW_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _RAW}


def cost_of(page: str) -> Cost:
    """Count what makes tree parsers slow, or lose text without a word."""
    count = most_attributes = deepest = 0
    stack: list[str] = []
    standing: Counter[str] = Counter()
    for tag in tags_of(page):
        count += 1
        if len(tag.attributes) > most_attributes * 2:
            most_attributes = max(most_attributes, tag.attributes.count("=") + len(tag.attributes.split()))
        if tag.closing:
            if standing[tag.name]:
                while (name := stack.pop()) != tag.name:
                    standing[name] -= 1
                standing[tag.name] -= 1
        elif tag.name and tag.name not in _VOID:
            if tag.name in _ENDS_ITSELF and stack and stack[-1] == tag.name:
                continue
            stack.append(tag.name)
            standing[tag.name] += 1
            deepest = max(deepest, len(stack))
    return Cost(count, deepest, most_attributes)


def visible_paragraphs(page: str, *, known_only: bool = False) -> Iterator[str]:
    """The visible text of a page or a piece of one, a paragraph for each stretch between tags of blocks.

    Blanks are not collapsed, but `<br>` is a blank. With `known_only`, a tag of an element that HTML does not know
    is text.
    """
    pieces: list[str] = []
    at = hidden = 0
    inside = ""
    for tag in tags_of(page):
        if known_only and tag.name and not _is_element(tag.name):
            continue
        if not hidden:
            pieces.append(page[at : tag.start])
        at = tag.end
        if not inside and tag.name in _HIDDEN and not tag.closing and not tag.attributes.endswith("/"):
            inside = tag.name if _closes(page, tag) else ""
            hidden = 1 if inside else 0
        elif inside and tag.name == inside:
            hidden += -1 if tag.closing else 1
            inside = inside if hidden else ""
        elif inside == "head" and tag.name == "body":
            hidden, inside = 0, ""
        if tag.name in _BLOCKS:
            yield from _paragraph(pieces)
            pieces = []
        elif tag.name == "br":
            pieces.append(" ")
    if not hidden:
        pieces.append(page[at:])
    yield from _paragraph(pieces)


def title_of(page: str) -> str:
    """The text of the first `<title>` element, "" if there is none."""
    for tag in tags_of(page):
        if tag.name == "title" and not tag.closing:
            return html.unescape(page[tag.end : _end_of_raw(page, "title", tag.end)])
        if tag.name == "body":
            break
    return ""


def _closes(page: str, tag: Tag) -> bool:
    """Whether a hidden element ends anywhere: one that does not would swallow the rest of the page."""
    return re.compile(rf"</{re.escape(tag.name)}\b", re.IGNORECASE).search(page, tag.end) is not None


def _paragraph(pieces: list[str]) -> Iterator[str]:
    text = html.unescape("".join(pieces))
    if text.strip():
        yield text


def _is_element(name: str) -> bool:
    return name in _BLOCKS or name in _INLINE or "-" in name
