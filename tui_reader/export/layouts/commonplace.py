"""Layouts "by-month" and "by-tag": a commonplace book, of quotes to read, a file for each month or for each tag."""

from __future__ import annotations

import calendar
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tui_reader.export import escaping
from tui_reader.export.layouts import style
from tui_reader.export.layouts.style import Style
from tui_reader.export.marked import MarkedArticle, day_of
from tui_reader.model import Highlight

_UNDATED, _UNTAGGED = "Undated", "Untagged"


@dataclass(frozen=True, slots=True)
class Group:
    """The quotes of one month or tag: articles with only those highlights that belong to it.

    `id` names the group for good, `name` makes the file's name, `title` its heading. `tags` go into its front matter.
    """

    id: str
    name: str
    title: str
    articles: tuple[MarkedArticle, ...]
    tags: tuple[str, ...] = ()


def head(article: MarkedArticle, level: int) -> str:
    """Title and facts of the article that the quotes come from."""
    return f"{style.heading(article.title, level)}\n{style.facts_of(article)}"


def highlight(article: MarkedArticle, mark: Highlight) -> str:
    """The quote, the note under it, and a short line: the day as a link to the sentence, the role."""
    parts = [escaping.quote(mark.quote)]
    if mark.note.strip():
        parts.append(escaping.note(mark.note))
    date = style.made_on(mark)
    linked = day_of(mark.created) if mark.status != "orphan" else ""
    facts = [
        (style.place_of(article, mark, date) or date) if linked else date,
        "" if linked else style.place_of(article, mark),
        style.changed_since(mark),
        style.role_of(mark),
        style.hashtags(mark.tags),
    ]
    return "\n\n".join([*parts, style.joined(facts)])


def by_month(articles: Sequence[MarkedArticle]) -> list[Group]:
    """The months in which something was marked, newest first."""
    months: defaultdict[str, list[MarkedArticle]] = defaultdict(list)
    for article in articles:
        marks: defaultdict[str, list[Highlight]] = defaultdict(list)
        for mark in article.highlights:
            marks[day_of(mark.created)[:7]].append(mark)
        for month, those in marks.items():
            months[month].append(replace(article, highlights=tuple(those)))
    return [_month(month, found) for month, found in sorted(months.items(), reverse=True)]


def _month(month: str, articles: Sequence[MarkedArticle]) -> Group:
    if not month:
        return Group("month-undated", _UNDATED, _UNDATED, tuple(articles))
    year, number = month.split("-")
    return Group(f"month-{month}", month, f"{calendar.month_name[int(number)]} {year}", tuple(articles))


def by_tag(articles: Sequence[MarkedArticle]) -> list[Group]:
    """The tags in alphabetical order, then what has none. A highlight stands under each of its tags and of those of
    its article."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    groups: defaultdict[str, list[MarkedArticle]] = defaultdict(list)
    for article in articles:
        marks: defaultdict[str, list[Highlight]] = defaultdict(list)
        for mark in article.highlights:
            for folded, tag in _folded((*mark.tags, *article.tags)).items() or [("", "")]:
                spellings[folded].add(tag)
                marks[folded].append(mark)
        for folded, those in marks.items():
            groups[folded].append(replace(article, highlights=tuple(those)))
    return [_tag(folded, min(spellings[folded]), groups[folded]) for folded in sorted(groups, key=lambda f: (not f, f))]


def _folded(tags: Iterable[str]) -> dict[str, str]:
    """Tags by what tells them apart where case does not."""
    return {tag.casefold(): tag for tag in style.tags_of(tuple(tags))}


def _tag(folded: str, tag: str, articles: Sequence[MarkedArticle]) -> Group:
    if not folded:
        return Group("tag-none", _UNTAGGED, _UNTAGGED, tuple(articles))
    digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Group(f"tag-{digest}", tag, tag, tuple(articles), (tag,))


STYLE = Style(head, highlight, style.front_of)
