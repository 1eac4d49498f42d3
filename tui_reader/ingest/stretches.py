"""A page's tree as a row of stretches: what is kept or left out as one when the article is looked for.

A stretch is the running text between two tags of blocks, or a whole list or table of data, which makes no sense with
pieces missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

HIDDEN = frozenset(
    (
        "script", "style", "template", "head", "title", "noscript", "svg", "math", "select", "iframe", "video", "audio",
        "object", "canvas", "button", "textarea", "dialog",
    )
)  # fmt: skip
"""Elements whose inside is no text of the page."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol", "menu", "dir", "dl")
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
        "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS,
    )
)  # fmt: skip
"""Elements that begin and end a block."""

# A character of scripts written without blanks is a word.
_WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u0e00-\u0e7f\u3040-\u9fff]+")
# A list with one of these in it is no list of items but lays out a part of the page.
_LAID_OUT = ("table", "article", "section", *HEADINGS)
_NOT_IN_CELLS = ("table", "ul", "ol", "blockquote", "pre", *HEADINGS)
# Code points of text in a table without headings, and in a list of items on average.
_LONGEST_CELL = 300
_LONGEST_ITEM = 1_000


@dataclass(slots=True, eq=False)
class Stretch:
    """`element` is the innermost block around it; `texts` are the places of its text, an element and whether it is the
    text behind that element. `linked` counts the words in links that lead away, `ends` is how the text ends. `kept` is
    the verdict."""

    element: Any
    texts: list[tuple[Any, bool]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    ends: str = ""
    kept: bool = False

    @property
    def link_share(self) -> float:
        """The share of its words that are links."""
        return self.linked / len(self.words) if self.words else 0.0

    @property
    def text(self) -> str:
        """Its text in one line."""
        pieces = (element.tail if behind else element.text for element, behind in self.texts)
        return " ".join(" ".join(piece or "" for piece in pieces).split())

    def says(self, title: str) -> bool:
        """Whether it is just that title."""
        return self.words == words_of(title) != []

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.element.tag in HEADINGS


@dataclass(slots=True)
class Stretches:
    """The stretches of a tree in order, and how many of them stand before each picture and rule."""

    all: list[Stretch] = field(default_factory=list)
    others: list[tuple[Any, int]] = field(default_factory=list)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORDS.findall(text.lower())


def is_data_table(table: Any) -> bool:
    """Whether a table holds data, and does not lay out a page: two columns somewhere, at most a paragraph a cell."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if not rows or max(map(len, rows)) < 2 or next(table.iterdescendants(*_NOT_IN_CELLS), None) is not None:
        return False
    if next(table.iter("th"), None) is None and any(
        sum(map(len, cell.itertext())) > _LONGEST_CELL for row in rows for cell in row
    ):
        return False
    return sum(1 for _ in table.iter("p", "div")) <= sum(map(len, rows))


def stretches_of(tree: Any) -> Stretches:
    """The stretches of a tree that have words in them."""
    found = Stretches()
    walk = _Walk(found)
    walk.inside(tree)
    walk.close()
    return found


class _Walk:
    """Gathers running text, and ends a stretch where a block begins or ends."""

    def __init__(self, found: Stretches) -> None:
        self._found = found
        self._stretch: Stretch | None = None
        self._block: Any = None
        self._links = 0
        self._broken = False

    def inside(self, element: Any) -> None:
        """Walk through an element that is a block."""
        outer, self._block = self._block, element
        self.close()
        self._content(element)
        self.close()
        self._block = outer

    def close(self) -> None:
        """End a stretch."""
        if self._stretch is not None and self._stretch.words:
            self._found.all.append(self._stretch)
        self._stretch = None
        self._broken = False

    def _content(self, element: Any) -> None:
        self._text(element.text, element, behind=False)
        for child in element:
            self._read(child)
            self._text(child.tail, child, behind=True)

    def _read(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN:
            return
        if tag in ("img", "hr"):
            self._found.others.append((element, len(self._found.all)))
        if tag == "br":
            if self._broken:
                self.close()
            self._broken = True
        elif _is_whole(element):
            self._whole(element)
        elif tag in BLOCKS:
            self.inside(element)
        else:
            leads_away = _leads_away(element)
            self._links += leads_away
            self._content(element)
            self._links -= leads_away

    def _whole(self, element: Any) -> None:
        """A list or table: one stretch, whatever blocks are in it."""
        self.close()
        outer, self._block = self._block, element
        self._stretch = Stretch(element)
        self._gather(element)
        self.close()
        self._block = outer

    def _gather(self, element: Any) -> None:
        self._text(element.text, element, behind=False)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in HIDDEN:
                leads_away = _leads_away(child)
                self._links += leads_away
                if child.tag == "img":
                    self._found.others.append((child, len(self._found.all)))
                self._gather(child)
                self._links -= leads_away
            self._text(child.tail, child, behind=True)

    def _text(self, text: str | None, element: Any, *, behind: bool) -> None:
        if not text or not text.strip():
            return
        self._broken = False
        stretch = self._stretch
        if stretch is None:
            stretch = self._stretch = Stretch(self._block)
        words = words_of(text)
        stretch.texts.append((element, behind))
        stretch.words += words
        stretch.ends = text.rstrip()[-2:]
        if self._links:
            stretch.linked += len(words)


def _leads_away(element: Any) -> bool:
    return element.tag == "a" and (element.get("href") or "#")[:1] != "#"


def _is_whole(element: Any) -> bool:
    if element.tag == "table":
        return is_data_table(element)
    if element.tag not in LISTS or next(element.iterdescendants(*_LAID_OUT), None) is not None:
        return False
    items = sum(1 for _ in element.iter("li", "dd", "dt"))
    return items > 0 and sum(len(text) for text in element.itertext()) <= _LONGEST_ITEM * items
