"""Files and standard input to entries: the door of this room.

Whatever a file holds, its iterator gives entries and SourceErrors and raises nothing but KeyboardInterrupt.
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from tui_reader.errors import SourceError
from tui_reader.ingest import kinds, sources
from tui_reader.ingest.decode import decode
from tui_reader.ingest.jsonl import read_jsonl
from tui_reader.ingest.single import entry_of
from tui_reader.model import Entry

LARGEST = 200_000_000
"""Bytes of a file that is read as one article."""

_SPECIAL = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
    (stat.S_ISCHR, "it is a device, not a file"),
    (stat.S_ISBLK, "it is a device, not a file"),
)
_LIST_OF_FEEDS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<opml\b", re.IGNORECASE | re.DOTALL
)
# Not to hang on a pipe that took a file's place since it was looked at; Windows must be told that bytes are wanted.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path) -> Iterator[Entry | SourceError]:
    """The article of a file, or the articles of a dump or a feed, or why there are none.

    Only regular files are opened. The file's kind is told by its suffix, else by its content.
    """
    name = str(path)
    if not sources.is_text(name):
        yield sources.unnameable(name)
        return
    try:
        stream = _opened(path)
    except OSError as error:
        yield SourceError(name, sources.reason_of(error))
        return
    except ValueError as error:
        yield SourceError(name, str(error))
        return
    with closing(stream):
        yield from _guarded(_read(stream, name, os.path.realpath(path)), name)


def read_bytes(data: bytes, name: str) -> Iterator[Entry | SourceError]:
    """The articles in `data`, which came under `name` (standard input): one, or those of a dump."""
    yield from _guarded(_read(io.BytesIO(data), name, ""), name)


def _opened(path: Path) -> BinaryIO:
    """A regular file, opened. Raises OSError, and ValueError with a reason for what is no regular file."""
    _check_regular(os.stat(path))  # noqa: PTH116 - a pipe must be known before it is opened
    descriptor = os.open(path, _FLAGS)
    try:
        _check_regular(os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _check_regular(facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise ValueError(next((reason for test, reason in _SPECIAL if test(facts.st_mode)), "it is not a file"))


def _guarded(items: Iterator[Entry | SourceError], name: str) -> Iterator[Entry | SourceError]:
    try:
        yield from items
    except OSError as error:
        yield SourceError(name, sources.reason_of(error))
    except Exception as error:  # noqa: BLE001 - whatever one file does to a parser, it must not stop the others
        yield SourceError(name, f"it could not be read ({type(error).__name__})")


def _read(stream: BinaryIO, name: str, path: str) -> Iterator[Entry | SourceError]:
    head = stream.read(kinds.HEAD)
    stream.seek(0)
    reason = kinds.binary_reason(head)
    if reason:
        yield SourceError(name, reason)
        return
    if _LIST_OF_FEEDS.search(head):
        yield SourceError(name, "it is a list of feeds (OPML); `newsreader feeds import` follows them")
        return
    kind = kinds.kind_of(name, head)
    if kind == "jsonl":
        yield from read_jsonl(stream, name, path)
        return
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield SourceError(name, f"it is larger than {LARGEST // 1_000_000} MB")
        return
    if kind == "feed":
        yield from _feed_entries(data, name, path)
        return
    yield entry_of(kind, decode(data, markup=kind == "html"), name, path)


def _feed_entries(data: bytes, name: str, path: str) -> Iterator[Entry | SourceError]:
    """The entries of a feed in a file, and what is wrong with it. Their feed is the path of the file."""
    from tui_reader.ingest.feeds.parse import parse

    try:
        feed = parse(data, url=path)
    except SourceError as error:
        yield SourceError(name, error.reason)
        return
    yield from (item.entry for item in feed.entries)
    problems = feed.problems or (() if feed.entries else ("the feed has no entries",))
    yield from (SourceError(name, problem) for problem in problems)
