"""All highlights in the orders one may want them in, and what of them answers a filter. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from tui_reader.document.sanitise import one_line
from tui_reader.model import ROLES, Article, Highlight, Status, utc_seconds
from tui_reader.ui import wording
from tui_reader.ui.screens.browsing.listing import Arranged, Group

ORDERS: Final[dict[str, str]] = {
    "newest": "newest",
    "article": "by article",
    "role": "by role",
    "tag": "by tag",
    "review": "to review",
}
"""The orders with their words, as a key cycles them."""
NO_TAG = "Without a tag"
_DAY = 86_400
_FILTERED_LENGTH = 20_000
"""Characters of a quote that a filter looks at: a whole article may be marked."""
_REVIEW: Final[tuple[tuple[str, tuple[Status, ...]], ...]] = (
    ("Needs your eye", ("review", "orphan")),
    ("The text changed around them", ("changed",)),
    ("In their place", ("exact", "moved")),
)


class Collection(Arranged[Highlight, str]):
    """Highlights, the newest first, with the articles they stand in, ready to be arranged and filtered."""

    def __init__(
        self,
        highlights: Sequence[Highlight] = (),
        articles: Mapping[int, Article] | None = None,
        *,
        today: int = 0,
        before: Collection | None = None,
    ) -> None:
        """`today` counts days from the epoch, UTC. `before` is the collection that this one takes the place of."""
        super().__init__(highlights, before)
        self._articles = articles or {}
        self._today = today

    def with_articles(
        self, articles: Mapping[int, Article], article_ids: Iterable[int], highlights: Sequence[Highlight]
    ) -> Collection:
        """The collection after `article_ids` were read again: `highlights` are all that these have now."""
        read = set(article_ids)
        merged = [*(h for h in self.things if h.article_id not in read), *highlights]
        merged.sort(key=lambda h: (h.created, h.id), reverse=True)
        return Collection(merged, {**self._articles, **articles}, today=self._today, before=self)

    def article(self, highlight: Highlight) -> Article | None:
        """The article a highlight stands in."""
        return self._articles.get(highlight.article_id)

    @property
    def articles(self) -> int:
        """How many articles are marked."""
        return len({highlight.article_id for highlight in self.things})

    def id_of(self, thing: Highlight) -> str:
        """Its id."""
        return thing.id

    def text_of(self, thing: Highlight) -> str:
        """Quote, note, tags, and the article's title and source."""
        article = self.article(thing)
        source = () if article is None else (wording.source_of(article), article.author)
        tags = (f"#{tag}" for tag in thing.tags)
        return "\n".join((thing.quote[:_FILTERED_LENGTH], thing.note, *tags, thing.title, *source))

    def groups_of(self, order: str) -> list[Group[Highlight]]:
        """By day, article, role, tag, or by whether they want a decision."""
        arrange = {
            "newest": self._by_day,
            "article": self._by_article,
            "role": self._by_role,
            "tag": self._by_tag,
            "review": self._by_status,
        }
        return arrange[order]()

    def _by_day(self) -> list[Group[Highlight]]:
        days = groupby(self.things, key=lambda h: (utc_seconds(h.created) or 0) // _DAY)
        return [Group(wording.heading_of(day, self._today), list(within)) for day, within in days]

    def _by_article(self) -> list[Group[Highlight]]:
        """The article marked last comes first; inside, the order of its text, what is not found there last."""
        within: dict[int, list[Highlight]] = {}
        for highlight in self.things:
            within.setdefault(highlight.article_id, []).append(highlight)
        for marked in within.values():
            marked.sort(key=lambda h: (h.start is None, h.start or 0, h.created))
        return [Group(one_line(marked[0].title, 200) or "Untitled", marked) for marked in within.values()]

    def _by_role(self) -> list[Group[Highlight]]:
        return [Group(role.name, [h for h in self.things if h.role == role.number]) for role in ROLES]

    def _by_tag(self) -> list[Group[Highlight]]:
        within: dict[str, list[Highlight]] = {}
        for highlight in self.things:
            for tag in highlight.tags:
                within.setdefault(tag, []).append(highlight)
        tagged = [
            Group(f"#{one_line(tag, 80)}", within[tag]) for tag in sorted(within, key=lambda tag: (tag.casefold(), tag))
        ]
        return [*tagged, Group(NO_TAG, [h for h in self.things if not h.tags])]

    def _by_status(self) -> list[Group[Highlight]]:
        return [Group(heading, [h for h in self.things if h.status in among]) for heading, among in _REVIEW]
