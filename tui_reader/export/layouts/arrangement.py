"""Which file of an export holds what: one for each article, one for each group, or all in one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tui_reader.export import blocks, front_matter
from tui_reader.export.front_matter import Front
from tui_reader.export.layouts.commonplace import Group
from tui_reader.export.layouts.style import Style, heading, plain_line
from tui_reader.export.marked import Block, MarkedArticle, Page, Section, framed

ALL_ID = "library"
"""The `newsreader_id` of a file that holds every article."""
ALL_TITLE = "Bookmarks and highlights"

Grouping = Callable[[Sequence[MarkedArticle]], list[Group]]
_GROUP_KINDS = ("month-", "tag-")


@dataclass(frozen=True, slots=True)
class Layout:
    """A style with an arrangement: by article, or by the groups that `grouping` makes."""

    name: str
    style: Style
    grouping: Grouping | None = None

    def owns(self, page_id: str) -> bool:
        """Whether a file of this id is one of this layout's, be it that nothing belongs into it any more."""
        if page_id == ALL_ID:
            return False
        return page_id.startswith(_GROUP_KINDS) == (self.grouping is not None)

    def pages(self, articles: Sequence[MarkedArticle]) -> list[Page]:
        """The files of an export to a folder."""
        if self.grouping is None:
            return [self._article_page(article) for article in articles if article.marked]
        written = self._written(articles)
        return [self._group_page(group, written) for group in self.grouping(articles)]

    def page(self, articles: Sequence[MarkedArticle]) -> Page:
        """Everything in one file. A highlight of several groups stands in the first of them."""
        sections: list[Section] = []
        written = self._written(articles)
        if self.grouping is None:
            marked = [article for article in articles if article.marked]
            sections += [self._section(article, 2, article.id, written, article.wanted) for article in marked]
        else:
            there: set[str] = set()
            for group in self.grouping(articles):
                rest = _without(group, there)
                if rest.articles:
                    sections += self._group_sections(rest, 2, written)
        return Page(ALL_ID, ALL_TITLE, "", front_of_all(), tuple(sections))

    def _written(self, articles: Sequence[MarkedArticle]) -> dict[str, Block]:
        """Every highlight as a block, by its short id: it may stand in several files."""
        return {
            mark.short: framed(mark.short, self.style.highlight(article, mark) if article.shows(mark) else None)
            for article in articles
            for mark in article.highlights
        }

    def _article_page(self, article: MarkedArticle) -> Page:
        section = self._section(article, 1, article.id, self._written([article]), article.wanted)
        return Page(article.id, article.title, article.dated, self.style.front(article), (section,), article.wanted)

    def _group_page(self, group: Group, written: Mapping[str, Block]) -> Page:
        front = Front(group.id, (("title", front_matter.text(plain_line(group.title))),), group.tags)
        wanted = any(article.shown_highlights for article in group.articles)
        return Page(group.id, group.name, "", front, tuple(self._group_sections(group, 1, written)), wanted)

    def _group_sections(self, group: Group, level: int, written: Mapping[str, Block]) -> list[Section]:
        wanted = any(article.shown_highlights for article in group.articles)
        head = framed(blocks.group_key(group.id), heading(group.title, level) if wanted else None)
        # An article may stand under several groups, and one key must not stand twice in a file.
        articles = [
            self._section(article, level + 1, _joint_id(article.id, group.id), written, bool(article.shown_highlights))
            for article in group.articles
        ]
        return [Section(head), *articles]

    def _section(
        self, article: MarkedArticle, level: int, id: str, written: Mapping[str, Block], wanted: bool
    ) -> Section:
        head = framed(blocks.head_key(id), self.style.head(article, level) if wanted else None)
        return Section(head, tuple(written[mark.short] for mark in article.highlights))


def front_of_all() -> Front:
    """The front matter of a file that holds every article."""
    return Front(ALL_ID, (("title", front_matter.text(ALL_TITLE)),))


def _joint_id(article_id: str, group_id: str) -> str:
    return hashlib.blake2b(f"{article_id}/{group_id}".encode(), digest_size=8).hexdigest()


def _without(group: Group, there: set[str]) -> Group:
    """The group without the highlights that are in the file already; `there` takes note of the others."""
    articles: list[MarkedArticle] = []
    for article in group.articles:
        rest = tuple(mark for mark in article.highlights if mark.short not in there)
        there.update(mark.short for mark in rest)
        if rest:
            articles.append(replace(article, highlights=rest))
    return replace(group, articles=tuple(articles))
