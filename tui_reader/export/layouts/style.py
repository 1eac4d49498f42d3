"""What a layout writes: the head of an article, a highlight, the front matter of an article's own file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tui_reader.document.sanitise import one_line
from tui_reader.export import escaping, front_matter, links
from tui_reader.export.front_matter import Front
from tui_reader.export.marked import MarkedArticle, day, day_of
from tui_reader.model import ROLES, Highlight, Status

UNTITLED = "Untitled"
_CHANGED: Final[dict[Status, str]] = {
    "changed": "≈ changed in the article since",
    "review": "? perhaps changed in the article since",
}


@dataclass(frozen=True, slots=True)
class Style:
    """The words of a layout, as Markdown without the marks around a block.

    `head` takes an article and the level of its heading, `highlight` an article and one of its highlights.
    """

    head: Callable[[MarkedArticle, int], str]
    highlight: Callable[[MarkedArticle, Highlight], str]
    front: Callable[[MarkedArticle], Front]


def heading(title: str, level: int) -> str:
    """A heading of level 1 to 6."""
    return f"{'#' * level} {escaping.title(title) or UNTITLED}"


def facts_of(article: MarkedArticle) -> str:
    """Who wrote it, where and when, on one line."""
    published = article.published or ""
    return escaping.at_start(
        joined(
            [
                escaping.title(article.author),
                escaping.title(article.source),
                f"published {day_of(published) or escaping.title(published)}" if published else "",
                f"saved {day(article.saved)}",
            ]
        )
    )


def bookmark_line(article: MarkedArticle) -> str:
    """The bookmark with its sentence, linked to it; "" without one."""
    if article.bookmark is None:
        return ""
    there = escaping.inline(" ".join(escaping.clean(article.bookmark.quote).split()))
    label = link("Bookmark", links.sentence(article.url, article.bookmark.quote))
    return f"{label}: {there}" if there else label


def place_of(article: MarkedArticle, mark: Highlight, label: str = "in the article") -> str:
    """`label` as a link to the sentence; that it is gone where it is; "" without a page to link to."""
    if mark.status == "orphan":
        return "no longer in the article"
    address = links.sentence(article.url, mark.quote, mark.prefix, mark.suffix)
    return link(label, address) if address else ""


def changed_since(mark: Highlight) -> str:
    """That the article does not say it as it was marked any more; "" if it does, or says nothing of it."""
    return _CHANGED.get(mark.status, "")


def role_of(mark: Highlight) -> str:
    """What the highlight means to its reader."""
    return ROLES[mark.role - 1].name


def made_on(mark: Highlight) -> str:
    """The day it was made."""
    return day_of(mark.created) or escaping.title(mark.created)


def hashtags(tags: Sequence[str]) -> str:
    """Tags as `#tag #other`."""
    return " ".join(f"#{tag}" for tag in tags_of(tags))


def tags_of(tags: Sequence[str]) -> list[str]:
    """Tags in the form that Markdown tools know, each once."""
    return list(dict.fromkeys(tag for each in tags if (tag := escaping.tag(each))))


def link(label: str, address: str) -> str:
    """A link, or the bare label without an address."""
    return f"[{label}]({address})" if address else label


def joined(facts: Sequence[str]) -> str:
    """The facts there are on one line."""
    return " · ".join(fact for fact in facts if fact)


def plain_line(text: str) -> str:
    """Text of any origin on one line, for a value of the front matter."""
    return escaping.clean(one_line(text))


def front_of(article: MarkedArticle, *, everything: bool = False) -> Front:
    """The front matter of an article's own file; with `everything` also what the head of the file says."""
    values = {"title": plain_line(article.title) or UNTITLED, "author": plain_line(article.author)}
    if everything:
        values["source"] = plain_line(article.source)
    values["url"] = links.page(article.url)
    fields = [(key, front_matter.text(value)) for key, value in values.items() if value]
    if everything and article.published:
        published = day_of(article.published) or front_matter.text(plain_line(article.published))
        fields.append(("published", published))
    tags = [*article.tags, *(tag for mark in article.highlights for tag in mark.tags)]
    return Front(article.id, (*fields, ("saved", day(article.saved))), tuple(tags_of(tags)))
