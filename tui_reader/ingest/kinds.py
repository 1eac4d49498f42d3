"""What a file holds: told by its name's suffix, else by its first kilobytes. Nothing is parsed in full here."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal

from tui_reader.ingest.decode import UNICODE_MARKS, decode
from tui_reader.ingest.front_matter import split as split_front_matter

Kind = Literal["text", "markdown", "html", "jsonl", "feed"]

HEAD = 65_536
"""Bytes that are looked at."""

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
}

_BINARY_WITHIN = 8_192
# Bytes that no text in any supported encoding holds in numbers: C0 controls but tab, line ends, FF, BS and ESC.
_CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\f\r\x1b")) + b"\x7f"
_TOO_MANY_CONTROLS = 0.1
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or an office document, or an e-book)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a rar archive"),
    (b"\x89PNG\r\n\x1a\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a recording"),
)

_TAG_WITHIN = 1_024
_HTML = re.compile(
    r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*+-->|\s)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|article|main|section|div|p|h[1-6])\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_NEAR = re.compile(r"\s*<.*<(?:html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
# The root of a feed behind what may stand before it; RDF may be anything, and is a feed if it says so.
_FEED = re.compile(
    r"(?:<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!doctype[^<>\[]*+>|\s)*+"
    r"<(?:(?:rss|(?:\w{1,20}:)?feed)\b|(?:\w{1,20}:)?rdf\b[^>]*(?:purl\.org/rss/|netscape\.com/rdf))",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(
    r"\s*\{.*\"version\"\s*:\s*\"https?:[\\/]{2,4}(?:www\.)?jsonfeed\.org[\\/]{1,2}version", re.DOTALL
)
_MARKDOWN_MARKS = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"\]\(https?://"),
    re.compile(r"^[-*+] .*\n(?:\n?[-*+] .*\n)+", re.MULTILINE),
    re.compile(r"^\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:?)? *$", re.MULTILINE),
    re.compile(r"(?<!\S)\*\*\S(?:[^*\n]{0,80}\S)?\*\*(?!\w)"),
    re.compile(r"^\[[^\]\n]{1,80}\]: +\S", re.MULTILINE),
)
_OPENING_HEADING = re.compile(r"\s*# +\S[^\n]*\n[ \t]*\n\s*\S")
_RECORD_BEGINS = re.compile(r'\{\s*"(?:[^"\\]|\\.)*+"\s*:')
_RECORD_KEY = re.compile(r'"(?:title|text)"\s*:')


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file from its name, or, where that does not tell, from its first HEAD bytes."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower()) or _kind_of_content(head)


def is_feed(head: bytes) -> bool:
    """Whether `head` is the beginning of a feed: RSS, Atom or JSON Feed."""
    return _begins_feed(decode(head, markup=True))


def _begins_feed(text: str) -> bool:
    text = text.removeprefix("\ufeff")
    return (_JSON_FEED if text.lstrip()[:1] == "{" else _FEED).match(text) is not None


_STRAY_NULS = 2


def binary_reason(head: bytes) -> str:
    """Why `head` is not the beginning of a text, in plain words; "" if it is one."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return f"it is {what}, not text"
    if any(head.startswith(mark) for mark, _ in UNICODE_MARKS):
        return ""
    part = head[:_BINARY_WITHIN]
    controls = len(part) - len(part.translate(None, _CONTROLS))
    # A slip of the pen is kept as a picture; what counts in NULs is no text.
    if part.count(0) > _STRAY_NULS or controls > _TOO_MANY_CONTROLS * len(part):
        return "it is binary, not text"
    return ""


def _kind_of_content(head: bytes) -> Kind:
    text = decode(head, markup=True)
    if _begins_feed(text):
        return "feed"
    if _HTML.match(text[:_TAG_WITHIN]) or _HTML_NEAR.match(text[:_TAG_WITHIN]):
        return "html"
    if _is_record(text.lstrip().split("\n", 1)[0], cut=len(head) >= HEAD):
        return "jsonl"
    if split_front_matter(text)[0] or _OPENING_HEADING.match(text):
        return "markdown"
    return "markdown" if sum(1 for mark in _MARKDOWN_MARKS if mark.search(text)) >= 2 else "text"


def _is_record(line: str, *, cut: bool) -> bool:
    if not line.startswith("{"):
        return False
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        # A line longer than what was read can only be judged by how it begins.
        return cut and len(line) >= HEAD // 4 and bool(_RECORD_BEGINS.match(line) and _RECORD_KEY.search(line))
    return isinstance(record, dict) and not record.keys().isdisjoint(("title", "text"))
