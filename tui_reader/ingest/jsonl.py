"""JSON Lines: one article a line, read as a stream; a line that is none is told by its number and passed over."""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
from collections.abc import Iterator
from typing import BinaryIO

from tui_reader.errors import SourceError
from tui_reader.ingest import titles
from tui_reader.ingest.dates import from_seconds, parse_date
from tui_reader.ingest.decode import UNICODE_MARKS, decode, storable
from tui_reader.model import Entry, identity_of

LONGEST_LINE = 100_000_000
"""Bytes of a line that is read at all."""

_GUESSED_FROM = 600
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def read_jsonl(stream: BinaryIO, name: str, path: str = "") -> Iterator[Entry | SourceError]:
    """The articles of a dump (a stream at its start), in order; errors are named `NAME:LINE`, lines counted from 1.

    `path` is the dump's canonical path, "" for standard input. Blank lines are passed over. The stream may be UTF-8,
    or UTF-16 or UTF-32 with a byte order mark; a line in another encoding is guessed.
    """
    found_any = False
    for number, line in enumerate(_lines(stream), 1):
        if line is not None and not line.strip():
            continue
        found_any = True
        entry = "the line is too long" if line is None else _entry_of(line, name, path)
        yield SourceError(f"{name}:{number}", entry) if isinstance(entry, str) else entry
    if not found_any:
        yield SourceError(name, "it is empty")


def digest_of(title: str, text: str) -> str:
    """What tells an article that has no name of its own: a hash of its title and its text."""
    return hashlib.blake2b(f"{title}\x1f{text}".encode(), digest_size=16).hexdigest()


def _lines(stream: BinaryIO) -> Iterator[str | None]:
    """The lines of a stream as text, which may begin with a byte order mark; None stands for one that is too long."""
    line = stream.readline(LONGEST_LINE)
    mark, encoding = next(((m, e) for m, e in UNICODE_MARKS if line.startswith(m)), (b"", ""))
    if encoding.startswith(("utf-16", "utf-32")):
        stream.seek(len(mark))
        reader = io.TextIOWrapper(stream, encoding=encoding, errors="replace")
        try:
            yield from reader
        finally:
            reader.detach()
        return
    line = line[len(mark) :]
    while line:
        if len(line) >= LONGEST_LINE - len(mark) and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield None
        else:
            try:
                yield line.decode()
            except UnicodeDecodeError:
                yield decode(line)
        mark, line = b"", stream.readline(LONGEST_LINE)


def _entry_of(line: str, name: str, path: str) -> Entry | str:
    """The article of a line, or why there is none."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return f"it is not valid JSON ({error.msg} at character {error.pos + 1})"
    except (ValueError, RecursionError):
        return "it is not valid JSON (a number too long, or nested too deep)"
    if not isinstance(record, dict):
        return "it is not a JSON object"
    text, title = record.get("text"), titles.tidy(_string(record.get("title")))
    if text is not None and not isinstance(text, str):
        return "its text is not a string"
    text = storable(text or "")
    if not title and not text.strip():
        return "it has neither a title nor a text"
    return _entry(record, title, text, name, path)


def _entry(record: dict[str, object], title: str, text: str, name: str, path: str) -> Entry:
    from tui_reader.document.language import guess

    title = title or titles.from_text(text)
    source, own_id = titles.tidy(_string(record.get("source"))), _string(record.get("id")).strip()
    url = _string(record.get("url")).strip()
    url = url if _ADDRESS.fullmatch(url) else ""
    identity = identity_of(
        source=source or path or name,
        own_id=own_id,
        url=url,
        digest="" if own_id or url else digest_of(title, text),
    )
    return Entry(
        identity=identity,
        title=title,
        text=text,
        published=_date(record.get("published")),
        source=source,
        author=_names(record.get("author")),
        url=url,
        path=path,
        lang=guess(text[:_GUESSED_FROM] or title),
    )


def _string(value: object) -> str:
    """A string or a number as a string; anything else says nothing."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if abs(value) < 1e300 else ""
    return ""


def _names(value: object) -> str:
    names = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, (titles.tidy(_string(name)) for name in names)))


def _date(value: object) -> str | None:
    if isinstance(value, str):
        return parse_date(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return from_seconds(value)
    return None
