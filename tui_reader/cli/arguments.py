"""Kinds of values on the command line: text to value, or one sentence why not."""

from __future__ import annotations

import argparse
import re
from typing import Final

from tui_reader.errors import NotFoundError

AUTO: Final = 0
"""An interval that is left to the feed."""
_UNITS: Final = {"m": 60, "h": 3_600, "d": 86_400}
_SPAN: Final = re.compile(r"([0-9]{1,5})\s*([mhd])", re.IGNORECASE)


def article_id(text: str) -> int:
    """An id as typed. Raises NotFoundError for what cannot be one."""
    if text.isascii() and text.isdigit() and len(text) < 18:
        return int(text)
    raise NotFoundError(f"there is no article {text!r}; `newsreader list` shows the ids")


def count(text: str) -> int:
    """A number of at least 0."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError("a number of at least 0 is needed")
    return int(text)


def number(text: str) -> int:
    """A number of at least 1."""
    found = count(text)
    if not found:
        raise argparse.ArgumentTypeError("a number of at least 1 is needed")
    return found


def interval(text: str) -> int:
    """A length of time in seconds; AUTO for none."""
    if text.lower() == "auto":
        return AUTO
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError("a length of time is needed, as 30m, 2h or 1d, or auto")
    return int(found[1]) * _UNITS[found[2].lower()]


def switch(text: str) -> bool:
    """On or off."""
    if text.lower() not in ("on", "off"):
        raise argparse.ArgumentTypeError("on or off is needed")
    return text.lower() == "on"


def header(text: str) -> tuple[str, str]:
    """A header as `Name: value`."""
    name, colon, value = text.partition(":")
    if not colon or not name.strip():
        raise argparse.ArgumentTypeError("a header is needed, as 'Name: value'")
    return name.strip(), value.strip()
