"""The door of this room: a file of another tool, as batches of values.

A batch is small enough to be stored in one transaction, and no more than one is held at a time: a file of a million
rows takes no more memory than one of a thousand.
"""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tui_reader.errors import SourceError
from tui_reader.ingest import sources
from tui_reader.ingest.imports import (
    archives,
    firefox,
    hypothesis,
    instapaper,
    kindle,
    koreader,
    netscape,
    newsreader,
    omnivore,
    pinboard,
    pocket,
    raindrop,
    readwise,
    records,
    wallabag,
)
from tui_reader.ingest.imports.recognition import HEAD, Shape, shape_of
from tui_reader.ingest.imports.values import FORMATS, Format, Imported, ImportedArticle, Item, Problem

BATCH_ROWS = 400
BATCH_CHARACTERS = 4_000_000

_STREAMS: dict[Shape, Callable[[BinaryIO, str], Iterator[Item]]] = {
    ("pocket", "csv"): pocket.read_csv,
    ("instapaper", "csv"): instapaper.read_csv,
    ("wallabag", "csv"): wallabag.read_csv,
    ("readwise", "csv"): readwise.read_highlights,
    ("readwise", "library"): readwise.read_library,
    ("raindrop", "csv"): raindrop.read_csv,
    ("hypothesis", "csv"): hypothesis.read_csv,
}
_TEXTS: dict[Shape, Callable[[str, str], Iterator[Item]]] = {
    ("newsreader", "json"): newsreader.read_json,
    ("firefox", "json"): firefox.read_json,
    ("hypothesis", "json"): hypothesis.read_json,
    ("koreader", "json"): koreader.read_json,
    ("pinboard", "json"): lambda text, name: pinboard.read_json(text),
    ("wallabag", "json"): lambda text, name: wallabag.read_json(text),
    ("omnivore", "json"): lambda text, name: omnivore.read_json(text),
    ("pocket", "json"): lambda text, name: pocket.read_annotations(text),
    ("pocket", "html"): lambda text, name: pocket.read_html(text),
    ("netscape", "html"): lambda text, name: netscape.read_html(text),
    ("kindle", "text"): lambda text, name: kindle.read_text(text),
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read(path: Path, format: Format | None = None) -> Iterator[Imported]:
    """The batches of a file, in its order; stop asking for more to stop reading.

    `format` says where the file comes from; None looks into it. Pages that stand in several rows of a batch are one.
    Raises SourceError, when the first batch is asked for or later, if the file is none of the formats or cannot be
    read; FeedListError for OPML.
    """
    name = sources.readable(str(path))
    with _opened(path, name) as stream:
        yield from read_stream(stream, name, format)


def read_stream(stream: BinaryIO, name: str, format: Format | None = None) -> Iterator[Imported]:
    """The batches of a stream that can be sought, at its start; errors name it `name`. Otherwise as `read`."""
    if format is not None and format not in FORMATS:
        raise SourceError(name, f"{format!r} is no format; there are {', '.join(FORMATS)}")
    try:
        yield from _batches(stream, name, format)
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(name, sources.reason_of(error)) from error
    except Exception as error:  # whatever a file does to a parser, it is one sentence for the user
        raise SourceError(name, f"it could not be read ({type(error).__name__})") from error


def _opened(path: Path, name: str) -> BinaryIO:
    """A regular file, opened: a pipe in its place would be waited for without end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(name, "it is a folder" if path.is_dir() else "it is not a file")
        return path.open("rb")
    except OSError as error:
        raise SourceError(name, sources.reason_of(error)) from error
    except ValueError as error:
        raise SourceError(name, str(error)) from error


def _batches(stream: BinaryIO, name: str, format: Format | None) -> Iterator[Imported]:
    head = stream.read(HEAD)
    stream.seek(0)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise SourceError(name, "it is empty")
    if head.startswith(_ZIP):
        with archives.opened(stream, name) as archive:
            yield from _of_archive(archive, name, format)
        return
    shape = _shape(name, head, format)
    if shape is None:
        raise SourceError(name, f"it is not an export of any kind that is known ({', '.join(FORMATS)})")
    yield from _in_batches(shape[0], _items(shape, stream, name))


def _shape(name: str, head: bytes, format: Format | None) -> Shape | None:
    """What a file is. One that the user names is believed where the content does not tell otherwise."""
    found = shape_of(name, head)
    if found is not None and format not in (None, found[0]):
        raise SourceError(name, f"it is not an export of {format} but of {found[0]}")
    if found is not None or format is None:
        return found
    begun = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    variant = "json" if begun in (b"{", b"[") else "html" if begun == b"<" else "text" if format == "kindle" else "csv"
    shape = (format, variant)
    if shape not in _STREAMS and shape not in _TEXTS:
        raise SourceError(name, f"it is not an export of {format}")
    return shape


def _items(shape: Shape, stream: BinaryIO, name: str) -> Iterator[Item]:
    if shape in _STREAMS:
        return _STREAMS[shape](stream, name)
    return _TEXTS[shape](records.text_of(stream, name, markup=shape[1] == "html"), name)


def _of_archive(archive: archives.Archive, name: str, format: Format | None) -> Iterator[Imported]:
    if any(map(omnivore.METADATA.fullmatch, archive.names())) and format in (None, "omnivore"):
        yield from _in_batches("omnivore", omnivore.read_archive(archive))
        return
    found_any = False
    for member in archive.names():
        full = f"{name}:{member}"
        try:
            data = archive.read(member)
            shape = None if data.startswith(_ZIP) else _shape(full, data[:HEAD], format)
            if shape is None:
                continue
            found_any = True
            yield from _in_batches(shape[0], _items(shape, io.BytesIO(data), full))
        except SourceError as error:
            found_any = found_any or archive.is_exhausted
            yield Imported(None, problems=(Problem(0, str(error)),))
            if archive.is_exhausted:
                return
    if not found_any:
        raise SourceError(name, "no file in it is an export of a kind that is known")


def _in_batches(format: Format, items: Iterator[Item]) -> Iterator[Imported]:
    pages: dict[str, ImportedArticle] = {}
    problems: list[Problem] = []
    weight = rows = count = 0
    for item in items:
        rows = max(rows, item.row)
        count += 1
        if isinstance(item, Problem):
            problems.append(item)
        else:
            known = pages.get(item.key)
            pages[item.key] = item if known is None else known.joined(item)
            weight += item.weight
        if count >= BATCH_ROWS or weight >= BATCH_CHARACTERS:
            yield Imported(format, tuple(pages.values()), tuple(problems), rows)
            pages, problems, weight, count = {}, [], 0, 0
    if pages or problems:
        yield Imported(format, tuple(pages.values()), tuple(problems), rows)
