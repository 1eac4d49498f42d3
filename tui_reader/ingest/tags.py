"""HTML by its tags alone, without a tree: what a page would cost a parser, and its visible text.

One pass, linear in the length of the page whatever stands in it. Used before a tree is built, and instead of one for
pages that no tree parser takes in whole.
"""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# What stands between a tag's name and its ">"; a ">" inside quotes does not end it. A quote that does not stand behind
# "=" is a slip, and opens nothing.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\"'<]*+)((?:[^>=]|=\s*+(?:\"[^\"]*\"|'[^']*'|(?![\"'])[^\s>]*+))*+)>")
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\"'<]*+)([^>]*)>")
_BEGINS_TAG = re.compile("</?[a-zA-Z]")
_DECLARATION = re.compile(r"<[!?][^>]*>")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_SEPARATORS = re.compile(r"[\s/=\"'<]+")

_HIDDEN = frozenset(("script", "style", "template", "head", "title", "noscript", "svg", "math", "select", "iframe"))
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_BLOCKS_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p"
    " pre search section summary table tbody td tfoot th thead title tr ul head"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_INLINE_NAMES = (
    "a abbr acronym applet area audio b base bdi bdo big blink br button canvas cite code col colgroup data datalist"
    " del dfn em embed font i iframe img input ins kbd label link map mark marquee meta meter nobr noembed noframes"
    " noscript object output param picture progress q rb rp rt rtc ruby s samp script select slot small source span"
    " strike strong style sub sup svg math template textarea time track tt u var video wbr xmp path g"
)
_INLINE = frozenset(_INLINE_NAMES.split())
# An opening tag of these ends the one that stands open before it.
_ENDS_ITSELF = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot"))


class Tag(NamedTuple):
    """A tag in a page: `[start, end)` in code points.

    Without a name it is a comment or declaration; if `closing` as well, it is empty and marks the place of a quote,
    comment or script that nothing ends.
    """

    name: str
    closing: bool
    attributes: str
    start: int
    end: int


class Cost(NamedTuple):
    """What a page asks of a tree parser.

    `attributes` is the most in one tag (counted generously); `broken` tells of a quote, comment or script that stays
    open, with which a parser loses the rest of the page.
    """

    tags: int
    depth: int
    attributes: int
    broken: bool


def is_tag(markup: str) -> bool:
    """Whether `markup` is one tag of an element that HTML knows (or a custom one, with a hyphen)."""
    found = _TAG.fullmatch(markup)
    return found is not None and _is_element(found[2].lower())


class _Ends:
    """Where each kind of end stands last in a page: beyond it none is looked for, or looking would be quadratic."""

    def __init__(self, page: str) -> None:
        self._page = page
        self.tag = page.rfind(">")
        self.comment = page.rfind("-->")
        self._elements: dict[str, int] = {}

    def element(self, name: str) -> int:
        """Where the last closing tag of `name` begins, -1 if there is none."""
        if name not in self._elements:
            last = deque(_closing(name).finditer(self._page), maxlen=1)
            self._elements[name] = last[0].start() if last else -1
        return self._elements[name]


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\b", re.IGNORECASE)


def tags_of(page: str) -> Iterator[Tag]:
    """The tags of a page in order; the insides of scripts, styles and titles are passed over.

    `<` that begins no tag is text, and so is what an unclosed comment or script would swallow.
    """
    ends = _Ends(page)
    pattern = _TAG
    swallowing = False
    at = page.find("<")
    while 0 <= at < ends.tag:
        comment = page.startswith("<!--", at)
        if comment and at + 4 <= ends.comment:
            end = page.index("-->", at + 4) + 3
            yield Tag("", False, "", at, end)
        elif found := pattern.match(page, at):
            name = found[2].lower()
            end = found.end()
            yield Tag(name, bool(found[1]), found[3], at, end)
            if name in _RAW and not found[1]:
                if end <= ends.element(name):
                    end = _end_of_raw(page, name, end)
                elif end <= ends.element("p") or end <= ends.element("body"):
                    yield Tag("", True, "", end, end)
        elif not comment and (found := _DECLARATION.match(page, at)):
            end = found.end()
            yield Tag("", False, "", at, end)
        elif pattern is _TAG and _BEGINS_TAG.match(page, at):
            yield Tag("", True, "", at, at)
            pattern = _LOOSE_TAG  # a quote stays open to the end of the page: from here on quotes are text
            continue
        else:
            end = at + 1
            if comment and not swallowing:
                swallowing = True
                yield Tag("", True, "", at, at)
        at = page.find("<", end)


def _end_of_raw(page: str, name: str, start: int) -> int:
    found = _closing(name).search(page, start)
    return found.start() if found else len(page)


def cost_of(page: str, enough: int) -> Cost:
    """Count what makes tree parsers slow, or lose text without a word; at `enough` tags it stops counting."""
    count = most_attributes = deepest = 0
    broken = False
    stack: list[str] = []
    standing: Counter[str] = Counter()
    for tag in tags_of(page):
        count += 1
        if count > enough:
            break
        if len(tag.attributes) > most_attributes:
            most_attributes = max(most_attributes, _attributes_in(tag.attributes))
        if tag.closing:
            broken = broken or not tag.name
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
    return Cost(count, deepest, most_attributes, broken)


def _attributes_in(attributes: str) -> int:
    """At least as many as a parser finds: it takes any slash, quote or blank outside a value for the end of one."""
    return len(_SEPARATORS.findall(_VALUE.sub("'", attributes)))


def visible_paragraphs(page: str, *, known_only: bool = False) -> Iterator[str]:
    """The visible text of a page or a piece of one, a paragraph for each stretch between tags of blocks.

    Blanks are not collapsed, but `<br>` is a blank. With `known_only`, a tag of an element that HTML does not know
    is text.
    """
    ends = _Ends(page)
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
            # One that never ends would swallow the rest of the page.
            inside = tag.name if tag.end <= ends.element(tag.name) else ""
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


def _paragraph(pieces: list[str]) -> Iterator[str]:
    text = html.unescape("".join(pieces))
    if text.strip():
        yield text


def _is_element(name: str) -> bool:
    return name in _BLOCKS or name in _INLINE or "-" in name
