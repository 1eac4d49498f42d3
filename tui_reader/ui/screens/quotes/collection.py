"""All highlights in the orders one may want them in, and what of them answers a filter. Knows no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, Literal, NamedTuple

from tui_reader.document.sanitise import one_line
from tui_reader.model import ROLES, Article, Highlight, Status, utc_seconds
from tui_reader.search.filtering import Filter, Filtered
from tui_reader.ui import wording

Order = Literal["newest", "article", "role", "tag", "review"]
ORDERS: Final[dict[Order, str]] = {
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


class Entry(NamedTuple):
    """A row: a highlight by its id, and the number of its group. One with two tags stands in two."""

    id: str
    group: int


class Group(NamedTuple):
    """A heading and what stands under it."""

    heading: str
    highlights: Sequence[Highlight]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown: the rows, the headings as (number of the row below, words), and how the filter was taken."""

    entries: Sequence[Entry]
    headings: Sequence[tuple[int, str]]
    filtered: Filtered

    @property
    def ids(self) -> list[str]:
        """The highlights that are shown, each once, in the order of the rows."""
        return list(dict.fromkeys(entry.id for entry in self.entries))

    def __len__(self) -> int:
        return len(self.filtered.rows)


class Collection:
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
        self.highlights = highlights
        self.by_id = {highlight.id: highlight for highlight in highlights}
        self._articles = articles or {}
        self._today = today
        self._arranged: dict[Order, list[tuple[str, list[Entry]]]] = {}
        self._before = None if before is None else before.__dict__.get("filter")

    def with_articles(
        self, articles: Mapping[int, Article], article_ids: Iterable[int], highlights: Sequence[Highlight]
    ) -> Collection:
        """The collection after `article_ids` were read again: `highlights` are all that these have now."""
        read = set(article_ids)
        merged = [*(h for h in self.highlights if h.article_id not in read), *highlights]
        merged.sort(key=lambda h: (h.created, h.id), reverse=True)
        return Collection(merged, {**self._articles, **articles}, today=self._today, before=self)

    def article(self, highlight: Highlight) -> Article | None:
        """The article a highlight stands in."""
        return self._articles.get(highlight.article_id)

    @property
    def articles(self) -> int:
        """How many articles are marked."""
        return len({highlight.article_id for highlight in self.highlights})

    @cached_property
    def filter(self) -> Filter:
        """Made when it is first needed; ask for it beside the screen, since 10,000 highlights take 0.3 s."""
        made = Filter((self._text(highlight) for highlight in self.highlights), self._before)
        self._before = None
        return made

    def _text(self, highlight: Highlight) -> str:
        article = self.article(highlight)
        source = () if article is None else (wording.source_of(article), article.author)
        tags = (f"#{tag}" for tag in highlight.tags)
        return "\n".join((highlight.quote[:_FILTERED_LENGTH], highlight.note, *tags, highlight.title, *source))

    def listing(self, order: Order, typed: str = "") -> Listing:
        """The rows of an order that answer what was typed."""
        filtered = self.filter.matching(typed) if typed.strip() else Filtered(range(len(self.highlights)))
        wanted = {self.highlights[row].id for row in filtered.rows} if len(filtered.rows) < len(self.by_id) else None
        entries: list[Entry] = []
        headings: list[tuple[int, str]] = []
        for heading, within in self._groups(order):
            shown = within if wanted is None else [entry for entry in within if entry.id in wanted]
            if shown:
                headings.append((len(entries), f"{heading} · {len(shown)}"))
                entries += shown
        return Listing(entries, headings, filtered)

    def _groups(self, order: Order) -> list[tuple[str, list[Entry]]]:
        """All rows of an order under their headings, made once: a filter only picks from them."""
        if order not in self._arranged:
            arrange: dict[Order, Callable[[], list[Group]]] = {
                "newest": self._by_day,
                "article": self._by_article,
                "role": self._by_role,
                "tag": self._by_tag,
                "review": self._by_status,
            }
            self._arranged[order] = [
                (group.heading, [Entry(highlight.id, number) for highlight in group.highlights])
                for number, group in enumerate(arrange[order]())
            ]
        return self._arranged[order]

    def _by_day(self) -> list[Group]:
        days = groupby(self.highlights, key=lambda h: (utc_seconds(h.created) or 0) // _DAY)
        return [Group(wording.heading_of(day, self._today), list(within)) for day, within in days]

    def _by_article(self) -> list[Group]:
        """The article marked last comes first; inside, the order of its text, what is not found there last."""
        within: dict[int, list[Highlight]] = {}
        for highlight in self.highlights:
            within.setdefault(highlight.article_id, []).append(highlight)
        for marked in within.values():
            marked.sort(key=lambda h: (h.start is None, h.start or 0, h.created))
        return [Group(one_line(marked[0].title, 200) or "Untitled", marked) for marked in within.values()]

    def _by_role(self) -> list[Group]:
        return [Group(role.name, [h for h in self.highlights if h.role == role.number]) for role in ROLES]

    def _by_tag(self) -> list[Group]:
        within: dict[str, list[Highlight]] = {}
        for highlight in self.highlights:
            for tag in highlight.tags:
                within.setdefault(tag, []).append(highlight)
        tagged = [
            Group(f"#{one_line(tag, 80)}", within[tag]) for tag in sorted(within, key=lambda tag: (tag.casefold(), tag))
        ]
        return [*tagged, Group(NO_TAG, [h for h in self.highlights if not h.tags])]

    def _by_status(self) -> list[Group]:
        return [Group(heading, [h for h in self.highlights if h.status in among]) for heading, among in _REVIEW]
