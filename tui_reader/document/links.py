"""Links from one place of a text to another: the `href` of a span is "#" and an offset in code points."""

from __future__ import annotations

import re

_PLACE = re.compile(r"#([0-9]{1,9})")


def to_place(offset: int) -> str:
    """The `href` of a link to an offset of the same text."""
    return f"#{offset}"


def place_of(href: str) -> int | None:
    """The offset that a link leads to in the same text; None if it leads elsewhere."""
    found = _PLACE.fullmatch(href)
    return int(found[1]) if found else None
