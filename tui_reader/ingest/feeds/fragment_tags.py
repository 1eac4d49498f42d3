"""What tags of an entry's HTML stand for, and what their attributes tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape

from tui_reader.model import SpanKind

HIDDEN = frozenset(
    ("script", "style", "template", "head", "title", "svg", "select", "iframe", "video", "audio", "object", "canvas")
)
"""Elements whose inside nobody sees, or only who cannot see the element."""

LISTS = ("ul", "ol", "menu", "dir")

_BLOCK_NAMES = (
    "address article aside body caption center dd details dialog div dl dt fieldset figure footer form header hgroup"
    " html legend main nav option p section summary tbody tfoot thead textarea"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin and end a block and say nothing else."""

STYLES: dict[str, SpanKind] = {
    "a": "link",
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em"), "em"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
}

_LANGUAGE_CLASS = re.compile(r"(?:^|[\s\"'])(?:language|lang|highlight-source|brush:)-?\s*([\w+#-]{1,20})")
_TINY = re.compile(r"\s*0*[01]\s*(?:px)?\s*")
_HIDING = re.compile(r"display\s*:\s*none|(?:^|[;\s])(?:width|height)\s*:\s*[01]\s*px", re.IGNORECASE)
_NOT_IN_CELLS = frozenset(("ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "hr"))
_LONGEST_TABLE = 20_000


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s\"'/]){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute, "" if it is not there."""
    # Most that are asked for are not there, which takes the pattern longest to tell.
    if name not in attributes and name not in attributes.casefold():
        return ""
    found = _pattern(name).search(attributes)
    if not found:
        return ""
    value = (found[1] or found[2] or found[3] or "").strip()
    return unescape(value) if "&" in value else value


def alternative_of(attributes: str) -> str:
    """What a picture shows, in one line of words; "" if nobody wrote it down."""
    return " ".join((attribute(attributes, "alt") or attribute(attributes, "title")).split())


def is_pixel(attributes: str) -> bool:
    """Whether a picture is there to be loaded, not seen."""
    if _TINY.fullmatch(attribute(attributes, "width") or "2") or _TINY.fullmatch(
        attribute(attributes, "height") or "2"
    ):
        return True
    return "style" in attributes and _HIDING.search(attribute(attributes, "style")) is not None


def language_of(attributes: str) -> str:
    """The language of code, "" if its class does not tell."""
    found = _LANGUAGE_CLASS.search(attribute(attributes, "class"))
    return found[1] if found else ""


def is_data_table(tokens: Sequence[tuple[str, str, str, str]], start: int) -> bool:
    """Whether the table that opens with the tag of `tokens[start]` holds data, and does not lay out a page.

    Data has two columns somewhere, and no more than a paragraph in a cell.
    """
    cells = in_row = most_in_row = paragraphs = 0
    for at in range(start + 1, min(start + _LONGEST_TABLE, len(tokens))):
        _, closing, name, _ = tokens[at]
        if closing:
            if name == "table":
                return most_in_row > 1 and paragraphs <= cells
        elif name in ("td", "th"):
            cells += 1
            in_row += 1
            most_in_row = max(most_in_row, in_row)
        elif name == "tr":
            in_row = 0
        elif name in ("p", "div"):
            paragraphs += 1
        elif name in _NOT_IN_CELLS:
            return False
    return False
