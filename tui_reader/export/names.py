"""File names from titles of any origin: short, portable, never a path, never the name of another file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from tui_reader.document.sanitise import one_line

SUFFIX = ".md"
MAX_BYTES = 120
"""The longest name in bytes of UTF-8, suffix included; file systems allow 255, synchronised folders less."""
_UNTITLED = "Untitled"

_REPLACED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
# What Obsidian cannot link to.
_DROPPED = re.compile(r"[#^\[\]]")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)


def folded(name: str) -> str:
    """What two names have in common when a file system that ignores case or composition takes them for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_name(title: str, date: str, id: str, taken: Collection[str]) -> str:
    """The name for an article's file, `{date} {title}.md`.

    `taken` are the `folded` names in the folder. On a clash the name gets as much of the article's `id` behind it
    as it takes to be another one, then a number.
    """
    stem = safe(f"{date} {safe(title)}" if date else title)
    name = _cut(stem, "") + SUFFIX
    if folded(name) not in taken:
        return name
    for length in range(min(4, len(id)), len(id) + 1):
        name = _marked(stem, id[:length])
        if folded(name) not in taken:
            return name
    return next(name for number in count(2) if folded(name := _marked(stem, f"{id} {number}")) not in taken)


def safe(text: str) -> str:
    """Text as a file's name without its suffix; not cut. Never empty, a path, hidden, or a device of Windows."""
    text = unicodedata.normalize("NFC", one_line(_REPLACED.sub("-", text)))
    text = _DROPPED.sub("", _REPLACED.sub("-", text))
    text = " ".join(text.split()).lstrip("@.~- ").rstrip(". ")
    if not text:
        return _UNTITLED
    reserved = _RESERVED.match(text)
    return f"{text[: reserved.end()]}_{text[reserved.end() :]}" if reserved else text


def _marked(stem: str, mark: str) -> str:
    mark = f" ({mark})"
    return _cut(stem, mark) + mark + SUFFIX


def _cut(stem: str, mark: str) -> str:
    """As much of the stem as there is room for, whole characters only: a base keeps its combining marks or goes."""
    room = MAX_BYTES - len((mark + SUFFIX).encode())
    encoded = stem.encode()
    if len(encoded) <= room:
        return stem
    kept = encoded[:room].decode(errors="ignore")
    end = len(kept)
    while end and unicodedata.combining(stem[end]):
        end -= 1
    return kept[:end].rstrip(". ") or _UNTITLED
