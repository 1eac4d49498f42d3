"""What is told of feeds that are followed now, and of those that a page names: for people and for programs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui_reader.document.sanitise import one_line

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.adding import Offered
    from tui_reader.library.first_visit import FirstVisit
    from tui_reader.model import Article

_NEWEST = 3
"""Articles of a feed that are named."""
_OFFERED = 5
"""Feeds of a page that are named to a person; a program gets them all."""


def day_and_title(article: Article) -> str:
    """The end of an article's line in every list."""
    return f"{(article.published or '')[:10]:<10}  {one_line(article.title)}"


def followed(library: Library, visit: FirstVisit) -> str:
    """A feed that is followed now and what came of it, as lines."""
    feed, new = visit.feed, len(visit.came.new)
    itself = f", which calls itself {one_line(feed.title)}" if feed.name and feed.title else ""
    if feed.last_try is None:
        came = "not fetched yet"
    else:
        came = "1 new article" if new == 1 else f"{new} new articles"
        came += f" of {visit.entries}" if visit.entries != new else ""
    lines = [
        f"{'Followed' if visit.is_new else 'Followed already'}: {one_line(feed.shown)} ({feed.id}){itself}, {came}"
    ]
    lines += [f"{article.id:>6}    {day_and_title(article)}" for article in _newest(library, visit)]
    if new > _NEWEST:
        lines.append(f"          and {new - _NEWEST} more: newsreader list --feed {feed.id}")
    return "\n".join(lines)


def as_json(library: Library, visit: FirstVisit) -> dict[str, Any]:
    """The same as JSON."""
    feed = visit.feed
    return {
        "id": feed.id,
        "name": feed.shown,
        "title": feed.title,
        "url": feed.url,
        "new": visit.is_new,
        "articles": len(visit.came.new),
        "entries": visit.entries,
        "newest": [
            {"id": article.id, "title": article.title, "published": article.published}
            for article in _newest(library, visit)
        ],
    }


def _newest(library: Library, visit: FirstVisit) -> list[Article]:
    """The first of what came, as the feed has it."""
    ids = visit.came.new[: -_NEWEST - 1 : -1]
    rows = library.reading.rows(ids)
    return [rows[each] for each in ids if each in rows]


def offered(pages: Sequence[Offered]) -> str:
    """The feeds that pages name, each with the command that follows it, as lines."""
    lines: list[str] = []
    for page in pages:
        count = "a feed" if len(page.feeds) == 1 else f"{len(page.feeds)} feeds"
        lines.append(f"{one_line(page.source)} names {count}; to follow {'it' if len(page.feeds) == 1 else 'one'}:")
        for feed in page.feeds[:_OFFERED]:
            # The title stands apart: not every shell takes what follows a # for a remark.
            lines += [f"  {one_line(feed.title, 80)}"] * bool(feed.title)
            lines.append(f"    newsreader feeds add {shlex.quote(one_line(feed.url))}")
        if len(page.feeds) > _OFFERED:
            lines.append(f"  and {len(page.feeds) - _OFFERED} more; newsreader feeds add lists them all")
    return "\n".join(lines)


def offered_json(pages: Sequence[Offered]) -> list[dict[str, Any]]:
    """The same as JSON."""
    return [
        {"source": page.source, "feeds": [{"url": feed.url, "title": feed.title} for feed in page.feeds]}
        for page in pages
    ]
