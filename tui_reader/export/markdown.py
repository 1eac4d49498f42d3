"""Layout "plain": portable CommonMark of an article's head, its bookmark and its highlights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tui_reader.document.sanitise import one_line
from tui_reader.export import blocks, escaping, front_matter, links
from tui_reader.export.front_matter import Front
from tui_reader.model import ROLES, Highlight

UNTITLED = "Untitled"
ALL_ID = "library"
"""The `newsreader_id` of a file that holds every article."""
_ALL_TITLE = "Bookmarks and highlights"
_ID = re.compile(blocks.ID_PATTERN)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with what was marked in it, as an export needs it.

    `id` names the article for good: letters, digits, `-` and `_`, at most 64. `published` is ISO 8601 as given,
    or None; `saved` is UTC seconds. `bookmark` is the sentence at the bookmark ("" if the place has none), None
    without one. `highlights` are in the order of the text. Strings may be of any origin.
    """

    id: str
    title: str
    author: str = ""
    source: str = ""
    url: str = ""
    published: str | None = None
    saved: int = 0
    bookmark: str | None = None
    tags: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id for an export: {self.id!r}")

    @property
    def dated(self) -> str:
        """The day it appeared, else the day it was saved, as YYYY-MM-DD."""
        return _day_of(self.published or "") or _day(self.saved)


@dataclass(frozen=True, slots=True)
class Block:
    """Something the program writes and brings up to date: `key` says which, `rendering` how it reads now."""

    key: str
    rendering: str


@dataclass(frozen=True, slots=True)
class Section:
    """An article in a file: its head, then its highlights in the order of the text."""

    head: Block
    blocks: tuple[Block, ...]


def section(article: MarkedArticle, level: int = 1) -> Section:
    """An article's part of a file; `level` is that of its heading."""
    return Section(
        _block(blocks.head_key(article.id), _head(article, level)),
        tuple(_block(mark.short, _highlight(mark, article.url)) for mark in article.highlights),
    )


def _block(key: str, body: str) -> Block:
    return Block(key, f"{blocks.opening(key)}\n{body}\n{blocks.closing(key)}")


def _head(article: MarkedArticle, level: int) -> str:
    published = article.published or ""
    facts = [
        escaping.title(article.author),
        escaping.title(article.source),
        f"published {_day_of(published) or escaping.title(published)}" if published else "",
        f"saved {_day(article.saved)}",
    ]
    head = [f"{'#' * level} {escaping.title(article.title) or UNTITLED}", escaping.at_start(_joined(facts))]
    if address := links.page(article.url):
        head.append(f"<{address}>")
    if article.bookmark is not None:
        there = escaping.inline(" ".join(escaping.clean(article.bookmark).split()))
        label = _link("Bookmark", links.sentence(article.url, article.bookmark))
        head += ["", f"{label}: {there}" if there else label]
    return "\n".join(head)


def _highlight(mark: Highlight, url: str) -> str:
    parts = [escaping.quote(mark.quote)]
    if mark.note.strip():
        parts.append(escaping.note(mark.note))
    orphan = mark.status == "orphan"
    address = links.page(url) if orphan else links.sentence(url, mark.quote, mark.prefix, mark.suffix)
    facts = [
        ROLES[mark.role - 1].name,
        "no longer in the article" if orphan else "",
        _link("in the article", address) if address and not orphan else "",
        _day_of(mark.created) or escaping.title(mark.created),
        " ".join(f"#{tag}" for tag in _tags(mark.tags)),
    ]
    return "\n\n".join([*parts, _joined(facts)])


def _link(label: str, address: str) -> str:
    return f"[{label}]({address})" if address else label


def _joined(facts: Sequence[str]) -> str:
    return " · ".join(fact for fact in facts if fact)


def _tags(tags: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(tag for each in tags if (tag := escaping.tag(each))))


def front_of(article: MarkedArticle) -> Front:
    """The front matter of an article's own file."""
    values = {"title": _plain(article.title) or UNTITLED, "author": _plain(article.author)}
    values["url"] = links.page(article.url)
    fields = [(key, front_matter.text(value)) for key, value in values.items() if value]
    tags = [*article.tags, *(tag for mark in article.highlights for tag in mark.tags)]
    return Front(article.id, (*fields, ("saved", _day(article.saved))), tuple(_tags(tags)))


def front_of_all() -> Front:
    """The front matter of a file that holds every article."""
    return Front(ALL_ID, (("title", front_matter.text(_ALL_TITLE)),))


def _plain(text: str) -> str:
    return escaping.clean(one_line(text))


def _day(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return date.min.isoformat()


def _day_of(moment: str) -> str:
    """The date an ISO 8601 time begins with, "" if it begins with none that exists."""
    found = _DATE.match(moment) if moment.isascii() else None
    try:
        return date.fromisoformat(found.group()).isoformat() if found else ""
    except ValueError:
        return ""
