"""What a file of another reading tool holds, as values that have nothing of that tool left in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Literal, get_args

from tui_reader.errors import SourceError
from tui_reader.model import ROLES, Entry, identity_of

Format = Literal[
    "newsreader",
    "pocket",
    "instapaper",
    "omnivore",
    "wallabag",
    "readwise",
    "raindrop",
    "pinboard",
    "hypothesis",
    "kindle",
    "koreader",
    "firefox",
    "netscape",
]
"""Where a file comes from. Variants of one tool (its CSV, its HTML) are told apart by their content."""

FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class ImportedHighlight:
    """A marked quote. Its offsets and surroundings are hints of another tool, never positions to trust.

    An empty `quote` with a note is a note on the whole page. `created` is ISO 8601 UTC or None, `start` a code-point
    offset into a text that may be another than ours. `source_id` is the other tool's name for it, "" if it has none.

    The last four are known of what this program exported itself: the highlight's own id and short id, when it was
    last changed, and the name of the version of the text in which `start` counts.
    """

    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    role: int = 1
    created: str | None = None
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    source_id: str = ""
    own_id: str = ""
    short: str = ""
    updated: str | None = None
    version: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.role <= len(ROLES):
            raise ValueError(f"not a role: {self.role}")
        if not self.quote.strip() and not self.note.strip():
            raise ValueError("a highlight needs a quote or a note")

    def key(self, page: str) -> bytes:
        """Sixteen bytes that are the same whenever this highlight of `page` (an article's key) is read again.

        Without an id of its own a highlight is its page and its words (blanks apart), for a page note the note's.
        """
        kind, words = ("quote", self.quote) if self.quote.strip() else ("note", self.note)
        said = f"id\x1f{self.source_id}" if self.source_id else f"{kind}\x1f{page}\x1f{' '.join(words.split())}"
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class ImportedBookmark:
    """A star, or a place kept: code-point offset `start` (0 for a star) and the words there, if they are known.

    `version` names the version of the text in which `start` counts, "" where there is only one.
    """

    start: int = 0
    quote: str = ""
    created: str | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class ImportedVersion:
    """An earlier text of an article, which marks were made on; `name` is what they call it, `taken` when it came
    (ISO 8601 UTC)."""

    name: str
    entry: Entry
    taken: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """A page that was saved, with what was made of it. `row` says where in the file it stands, counted from 1.

    `published` is ISO 8601 as given, `added` (when it was saved) ISO 8601 UTC, or None. `html` is its text as another
    tool kept it, `entry` the same as this program kept it; both may be missing. `read` stands for archived, too.

    `versions` are its earlier texts, oldest first; `version` is the name of the present one and `taken` when it came
    (ISO 8601 UTC). `position` is the code-point offset where reading stopped.
    """

    row: int
    url: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    published: str | None = None
    added: str | None = None
    tags: tuple[str, ...] = ()
    html: str = ""
    entry: Entry | None = None
    read: bool = False
    bookmark: ImportedBookmark | None = None
    highlights: tuple[ImportedHighlight, ...] = ()
    versions: tuple[ImportedVersion, ...] = ()
    version: str = ""
    taken: str | None = None
    position: int = 0

    def __post_init__(self) -> None:
        if not self.url and not self.title and self.entry is None:
            raise ValueError("a page needs an address or a title")

    @property
    def key(self) -> str:
        """What makes two arrivals the same article: its address, else its title and author (a book has no more)."""
        if self.entry is not None:
            return self.entry.identity
        if self.url:
            return identity_of(url=self.url)
        return identity_of(source="import", own_id=f"{self.title.casefold()}\x1f{self.author.casefold()}")

    @property
    def has_text(self) -> bool:
        """Whether the file brings the article's text."""
        return bool(self.html.strip()) or (self.entry is not None and bool(self.entry.text))

    @property
    def weight(self) -> int:
        """Code points it holds, to tell how full a batch is."""
        text = len(self.entry.text) if self.entry is not None else len(self.html)
        return text + sum(len(highlight.quote) + len(highlight.note) for highlight in self.highlights)

    def joined(self, other: ImportedArticle) -> ImportedArticle:
        """This one with what `other`, the same page in a later row, has more."""
        return replace(
            self,
            url=self.url or other.url,
            title=other.title if self.title in ("", self.url) else self.title,
            author=self.author or other.author,
            source=self.source or other.source,
            published=self.published or other.published,
            added=min(filter(None, (self.added, other.added)), default=None),
            tags=tuple(dict.fromkeys((*self.tags, *other.tags))),
            html=self.html or other.html,
            entry=self.entry or other.entry,
            read=self.read or other.read,
            bookmark=self.bookmark or other.bookmark,
            highlights=tuple(dict.fromkeys((*self.highlights, *other.highlights))),
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """A row (0: the file as a whole) that was passed over or not taken whole, and why, in plain words."""

    row: int
    reason: str


Item = ImportedArticle | Problem
"""What a reader of a format gives, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A batch of a file. `rows` is the number of the last row that was read so far.

    `format` is None if all it holds is a part of an archive that could not be read.
    """

    format: Format | None
    articles: tuple[ImportedArticle, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0


class FeedListError(SourceError):
    """The file is a list of feeds (OPML): it is taken in by another verb."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is a list of feeds; `newsreader feeds import` takes it in")
