"""What a name stands for: a web address, a file, a folder with files in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui_reader.errors import SourceError
from tui_reader.ingest import kinds

SUFFIXES = frozenset(
    (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".jsonl", ".ndjson", ".rss", ".atom", ".rdf")
)
"""Files with these names are taken from a folder. A file named outright is judged by its content."""
MAYBE_FEEDS = frozenset((".xml", ".json"))
"""Files with these names are taken from a folder if a feed is in them: most others are settings and data."""

# Not to hang on a pipe that took a file's place since it was looked at.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_HEAD = 8_192

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a folder; `ignored` if its name is not one of an article."""

    path: Path
    ignored: bool = False


def is_address(name: str) -> bool:
    """Whether `name` is a web address and not a path."""
    return _ADDRESS.match(name) is not None


def count(folder: Path) -> int:
    """How many files `walk` will give that are not ignored. Opens only those that may be feeds."""
    return sum(1 for found in walk(folder) if isinstance(found, Found) and not found.ignored)


def walk(folder: Path) -> Iterator[Found | SourceError]:
    """The files in `folder` and below, in the order of their names, as they are found.

    Each real folder is gone through once, whatever links lead to it. Hidden files and folders (names with a leading
    dot) are passed over, `folder` itself may be hidden. A folder that cannot be listed and a name that is not
    valid text are SourceErrors; nothing is raised.
    """
    visited: set[tuple[int, int]] = set()
    waiting = [_listed(folder, visited)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, SourceError):
            yield entry
        elif _is_folder(entry):
            if is_text(entry.name):
                waiting.append(_listed(Path(entry.path), visited))
            else:
                yield unnameable(entry.path)
        elif not _is_wanted(entry):
            yield Found(Path(entry.path), ignored=True)
        elif is_text(entry.name):
            yield Found(Path(entry.path))
        else:
            yield unnameable(entry.path)


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    suffix = Path(entry.name).suffix.lower()
    return suffix in SUFFIXES or (suffix in MAYBE_FEEDS and _holds_feed(entry))


def _holds_feed(entry: os.DirEntry[str]) -> bool:
    """Whether a regular file begins as a feed; one that cannot be read is taken for none."""
    try:
        if not entry.is_file():
            return False
        descriptor = os.open(entry.path, _FLAGS)
        try:
            return kinds.is_feed(os.read(descriptor, _HEAD))
        finally:
            os.close(descriptor)
    except OSError:
        return False


def is_text(name: str) -> bool:
    """Whether a name from the file system is valid text (the system hands bytes that are not over as surrogates)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def readable(name: str) -> str:
    """A path as it can be told to a user: bytes that are no text become U+FFFD."""
    return name if is_text(name) else os.fsencode(name).decode("utf-8", "replace")


def unnameable(path: str) -> SourceError:
    """The error of a path that is not valid text."""
    return SourceError(readable(path), "its name is not valid text")


def reason_of(error: OSError) -> str:
    """Why the system refused, in plain words."""
    known = {
        FileNotFoundError: "there is no such file",
        PermissionError: "you have no permission to read it",
        IsADirectoryError: "it is a folder",
        NotADirectoryError: "there is no such file",
    }
    return known.get(type(error)) or f"it cannot be read: {(error.strerror or str(error)).lower()}"


def _listed(folder: Path, visited: set[tuple[int, int]]) -> Iterator[os.DirEntry[str] | SourceError]:
    try:
        facts = folder.stat()
        if (facts.st_dev, facts.st_ino) in visited:
            return
        visited.add((facts.st_dev, facts.st_ino))
        with os.scandir(folder) as entries:
            ordered = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield SourceError(readable(str(folder)), reason_of(error))
        return
    yield from ordered


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
