"""What an export is made of: articles with their marks, and the blocks and files these are written as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tui_reader.export import blocks
from tui_reader.export.front_matter import Front
from tui_reader.model import Bookmark, Highlight

_ID = re.compile(blocks.ID_PATTERN)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with what was marked in it, as an export needs it.

    `id` names the article for good: letters, digits, `-` and `_`, at most 64. `published` is ISO 8601 as given,
    or None; `saved` is UTC seconds. `highlights` are all there are, in the order of the text. `shown` are the short
    ids of those this export is about, None for all; the others are alive and stay as they stand in a file. Strings
    may be of any origin.
    """

    id: str
    title: str
    author: str = ""
    source: str = ""
    url: str = ""
    published: str | None = None
    saved: int = 0
    bookmark: Bookmark | None = None
    tags: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    shown: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id for an export: {self.id!r}")

    @property
    def dated(self) -> str:
        """The day it appeared, else the day it was saved, as YYYY-MM-DD."""
        return day_of(self.published or "") or day(self.saved)

    @property
    def marked(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.highlights) or self.bookmark is not None

    @property
    def wanted(self) -> bool:
        """Whether the export is about anything in it."""
        return self.marked if self.shown is None else bool(self.shown)

    def shows(self, mark: Highlight) -> bool:
        """Whether the export is about a highlight."""
        return self.shown is None or mark.short in self.shown

    @property
    def shown_highlights(self) -> list[Highlight]:
        """The highlights that the export is about."""
        return [mark for mark in self.highlights if self.shows(mark)]


@dataclass(frozen=True, slots=True)
class Block:
    """Something the program writes and brings up to date: `key` says which, `rendering` how it reads now.

    A rendering of None means that it is alive but not what this export is about: it stays as it stands.
    """

    key: str
    rendering: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """An article in a file: its head, then its highlights in the order of the text. Or a heading alone."""

    head: Block
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A file: `id` is its `newsreader_id`, `title` and `date` make its name.

    A page that is not `wanted` holds nothing this export is about, and its file is left alone.
    """

    id: str
    title: str
    date: str
    front: Front
    sections: tuple[Section, ...]
    wanted: bool = True


def framed(key: str, body: str | None) -> Block:
    """A block with its marks around the body."""
    return Block(key, None if body is None else f"{blocks.opening(key)}\n{body}\n{blocks.closing(key)}")


def day(seconds: int) -> str:
    """UTC seconds as YYYY-MM-DD."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return date.min.isoformat()


def day_of(moment: str) -> str:
    """The date an ISO 8601 time begins with, "" if it begins with none that exists."""
    found = _DATE.match(moment) if moment.isascii() else None
    try:
        return date.fromisoformat(found.group()).isoformat() if found else ""
    except ValueError:
        return ""
