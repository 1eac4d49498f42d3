"""The values every room speaks of. No I/O, no Textual; a value that makes no sense cannot be built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Literal, get_args

BlockKind = Literal["paragraph", "heading", "quote", "item", "code", "table", "image", "rule", "caption", "dateline"]
SpanKind = Literal["strong", "em", "code", "link", "strike"]
Status = Literal["exact", "moved", "changed", "review", "orphan"]
Where = Literal["title", "body", "highlight", "note", "source"]
ShelfName = Literal["all", "unread", "today", "begun", "bookmarks", "highlighted", "opened", "muted"]
"""A list of articles that is always there."""
Test = Literal["all", "any", "not", "text", "title", "author", "source", "tag", "note", "is", "time", "words"]
"""What a `Condition` asks about an article."""

BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
SPAN_KINDS: tuple[str, ...] = get_args(SpanKind)


def _check_range(start: int, end: int) -> None:
    if not 0 <= start <= end:
        raise ValueError(f"not a range of code points: [{start}, {end})")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article's text: `[start, end)` are code-point offsets into the canonical text.

    `level` is 1-6 for headings (0 marks a headline repeated at the start of the body, drawn quietly) and the
    depth of nesting, counted from 0, for quotes and items. `marker` is what stands before a list item
    ("•", "3.") or the language of a code block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""

    def __post_init__(self) -> None:
        _check_range(self.start, self.end)
        if self.kind not in BLOCK_KINDS:
            raise ValueError(f"not a kind of block: {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Span:
    """Emphasis or a link inside a text: `[start, end)` in code points; `href` only for links."""

    start: int
    end: int
    kind: SpanKind
    href: str = ""

    def __post_init__(self) -> None:
        _check_range(self.start, self.end)
        if self.kind not in SPAN_KINDS:
            raise ValueError(f"not a kind of span: {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Document:
    """An article's body ready to be shown: one immutable text, blocks in order without overlap, inline spans.

    Characters outside every block (the blanks between two paragraphs of a one-line body) are not shown.
    """

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a source hands it over, before it is stored.

    `identity` is what makes two arrivals the same article (see `identity_of`). `text` is the canonical text;
    `blocks` is None for plain text, whose paragraphs are worked out when it is shown. `published` is ISO 8601
    as given, with or without a zone, or None. `source` is the publication's name where one is known.
    """

    identity: str
    title: str
    text: str
    blocks: tuple[Block, ...] | None = None
    spans: tuple[Span, ...] = ()
    published: str | None = None
    source: str = ""
    author: str = ""
    url: str = ""
    path: str = ""
    lang: str = ""

    def __post_init__(self) -> None:
        if not self.identity:
            raise ValueError("an entry needs an identity")


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article as lists show it; the body comes apart, on opening.

    `sort_key` and `added` are UTC seconds; `words` counts words, and characters of scripts written without
    blanks; `seconds` is the reading time; `position` is the code-point offset where reading stopped. `feed_id` is
    0 for what came from no feed. A `muted` one is left out of lists. `story` is the article that stands for this one
    in lists (0: itself), `siblings` how many others this one stands for. `seen` is the revision shown last, 0: none.
    """

    id: int
    title: str
    source: str
    author: str
    url: str
    path: str
    published: str | None
    added: int
    sort_key: int
    words: int
    seconds: int
    read: bool
    bookmarked: bool
    highlights: int
    position: int
    revision_id: int
    lang: str = ""
    feed_id: int = 0
    muted: bool = False
    story: int = 0
    siblings: int = 0
    seen: int = 0

    @property
    def changed(self) -> bool:
        """The text went on since it was shown last."""
        return self.seen not in (0, self.revision_id)

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one."""
        return max(1, round(self.seconds / 60))

    @property
    def begun(self) -> bool:
        """Opened and left before it counted as read."""
        return not self.read and self.position > 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed, or was (`removed`): how its reader wants it, and how the last visits went.

    `title` is what it calls itself, `name` what its reader calls it ("" if the same). `origin` is the address it was
    first followed at, which stays when it moves: its entries are known by it. `typed` says that the reader typed its
    host, which may then be a private one. `interval` (seconds between visits) and `keep` (articles kept when clearing)
    are None where nothing was wished. Times are UTC seconds; `problem` is one sentence, "" after a success, and
    `trouble` its kind: that of a failed fetch, "missing" for nothing at the address, "no feed" for something else
    there. `moved_from` is where it was visited before; `moved_to` where it has moved to while another feed is followed
    there already.
    """

    id: int
    url: str
    origin: str
    title: str
    name: str
    site_url: str
    tags: tuple[str, ...]
    added: int
    removed: bool
    paused: bool
    interval: int | None
    user_agent: str
    headers: tuple[tuple[str, str], ...]
    user: str
    keep: int | None
    full_text: bool
    typed: bool
    last_try: int | None
    last_success: int | None
    failures: int
    problem: str
    gone: bool
    moved_from: str
    trouble: str = ""
    moved_to: str = ""

    @property
    def shown(self) -> str:
        """What it is called."""
        return self.name or self.title or self.url


class Rhythm(IntEnum):
    """How often a feed or a source brings something, the quietest first; `OWN` is what came from neither."""

    OWN = 0
    SELDOM = 1
    WEEKLY = 2
    DAILY = 3
    OFTEN = 4


@dataclass(frozen=True, slots=True)
class Role:
    """What a highlight means to its reader. Colour, gutter letter and style all stand for the role."""

    number: int
    name: str
    letter: str


ROLES: tuple[Role, ...] = (
    Role(1, "general", "g"),
    Role(2, "disagree", "d"),
    Role(3, "read more", "r"),
    Role(4, "made me think", "t"),
)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quote marked in an article.

    `quote` is the raw text as it was marked in revision `revision_id`. `start` and `end` are code-point offsets
    into the article's present text, None while the quote is not found there (status `orphan`). `prefix` and
    `suffix` are the raw text around the quote when it was marked. `created` and `updated` are ISO 8601 UTC.
    `reason` says in one short phrase why it stands where it stands, or why it was not found.
    """

    id: str
    short: str
    article_id: int
    title: str
    quote: str
    prefix: str
    suffix: str
    start: int | None
    end: int | None
    status: Status
    role: int
    note: str
    tags: tuple[str, ...]
    created: str
    updated: str
    revision_id: int
    marked_start: int
    marked_end: int
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("a highlight has both ends or none")
        if self.start is not None and self.end is not None:
            _check_range(self.start, self.end)
        if not 1 <= self.role <= len(ROLES):
            raise ValueError(f"not a role: {self.role}")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place kept in an article: code-point offset `start`, and the sentence there as its `quote`.

    Both are of the revision `revision_id`: the present one, or, while the words are not found in it, an older one.
    """

    article_id: int
    title: str
    start: int
    quote: str
    created: str
    revision_id: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a quote stands in a text: the verdict of the anchoring room.

    `start` and `end` are code-point offsets, None for an orphan. `quality` (how like the quote) and `context`
    (how like its surroundings) are 0..1; `reason` is one short phrase for the reader.
    """

    status: Status
    start: int | None
    end: int | None
    quality: float = 1.0
    context: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What an article must fulfil to be selected: a tree that the search understands and the store answers.

    "all", "any" and "not" (of one) join `parts`. "text" (title or body), "title", "author", "source", "tag" and
    "note" look for `value` as it was typed; "is" names a state. "time" (UTC seconds) and "words" want
    `low` <= it < `high`, where None is open.
    """

    test: Test
    parts: tuple[Condition, ...] = ()
    value: str = ""
    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if bool(self.parts) != (self.test in ("all", "any", "not")) or (self.test == "not" and len(self.parts) != 1):
            raise ValueError(f"not the parts of a condition {self.test!r}: {len(self.parts)}")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row of a search result.

    `snippet` is the text to show and `marks` the `[start, end)` ranges in it that matched. `start` and `end`
    are the passage in the article's text (None: the title matched). Higher `score` is better. A hit in a source
    stands for all its articles: `title` is its name, `query` finds them, the article is its newest. Any other has the
    `article` as lists show it.
    """

    article_id: int
    title: str
    where: Where
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    start: int | None = None
    end: int | None = None
    highlight_id: str | None = None
    query: str = ""
    article: Article | None = None

    @property
    def muted(self) -> bool:
        """Lists leave its article out."""
        return self.article is not None and self.article.muted


def identity_of(*, source: str = "", own_id: str = "", path: str = "", url: str = "", digest: str = "") -> str:
    """The first that is known: a source with its own id, the canonical path, the URL, the content's hash."""
    if own_id:
        return f"id:{source}\x1f{own_id}"
    if path:
        return f"file:{path}"
    if url:
        return f"url:{url}"
    if digest:
        return f"hash:{digest}"
    raise ValueError("nothing to identify an article by")


def utc_seconds(published: str | None) -> int | None:
    """An ISO 8601 time as UTC seconds for sorting; a time without a zone is taken as UTC. None if unreadable."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return int(moment.timestamp())
    except (ValueError, OverflowError):
        return None
