"""What marks are called and how words of the user are kept: ids, tags, notes."""

from __future__ import annotations

import os
import re
import threading
import time

from tui_reader.document.characters import SURROGATES
from tui_reader.errors import UsageError

_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(f"[{SURROGATES}]")


_made = threading.local()


def new_id() -> str:
    """A ULID: 48 bits of milliseconds, 80 of chance, in Crockford's base 32; ids sort by time of making.

    Of those that one thread makes, also within one millisecond (ULID's monotonicity: the next is one more).
    """
    number = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    last: int = getattr(_made, "last", 0)
    if number >> 80 <= last >> 80:
        number = last + 1
    _made.last = number
    return "".join(_BASE32[number >> shift & 31] for shift in range(125, -1, -5))


def clean_tag(tag: str) -> str:
    """A tag as it is kept: no `#` before it, no blanks or controls in it. Raises UsageError if nothing is left."""
    cleaned = "-".join("".join(c if c.isprintable() else " " for c in tag).strip().lstrip("#").split()).strip(",")
    if not cleaned:
        raise UsageError(f"{tag!r} is not a tag")
    return cleaned


def clean_name(name: str) -> str:
    """A name that a reader gives to something, as it is kept: one line of at most 300 characters, no controls."""
    return " ".join(_CONTROLS.sub(" ", clean_note(name)).split())[:300].rstrip()


def clean_note(note: str) -> str:
    """A note as it is kept: as it was written; half characters, which no file can hold, as U+FFFD."""
    return note if note.isascii() else _SURROGATE.sub("\ufffd", note)
