"""The highlights screen: every quote of every article, in five orders, filtered while typing, with a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from tui_reader.library import Library
from tui_reader.model import Highlight
from tui_reader.ui.background import Background
from tui_reader.ui.commands import BY_ID, Place
from tui_reader.ui.keys import shown
from tui_reader.ui.screens.browsing import BrowsingScreen, Memory
from tui_reader.ui.screens.quotes.browser import QuoteBrowser
from tui_reader.ui.screens.quotes.collection import ORDERS, Collection
from tui_reader.ui.screens.quotes.deeds import QuoteDeeds

if TYPE_CHECKING:
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.keeping import Keeping
    from tui_reader.ui.screens.stage import Stage

ORDER = "quotes-order"
"""The key under which the chosen order is kept."""
_MANY = 50
"""Articles beyond which everything is read again."""


def collect(library: Library) -> Collection:
    """All highlights with their articles."""
    highlights = library.marks.all()
    articles = library.reading.rows({highlight.article_id for highlight in highlights})
    return Collection(highlights, articles, today=int(datetime.now(UTC).timestamp()) // 86_400)


def collect_again(library: Library, before: Collection, article_ids: Sequence[int] | None) -> Collection:
    """The highlights after something was done in some articles: only these are read again. None: it may be any."""
    if article_ids is None or len(article_ids) > _MANY:
        return collect(library)
    fresh = [highlight for article_id in article_ids for highlight in library.marks.of(article_id)]
    return before.with_articles(library.reading.rows(article_ids), article_ids, fresh)


class QuotesScreen(BrowsingScreen[Highlight | None, Highlight, str]):
    """Answers the highlight to go to, or None."""

    place: ClassVar[Place] = "quotes"
    browser: QuoteBrowser

    def __init__(
        self,
        stage: Stage,
        desk: Background,
        keeping: Keeping,
        deeds: Deeds,
        collection: Collection,
        memory: Memory[str],
    ) -> None:
        accept, refuse = (shown(stage.keymap.key_of(BY_ID[f"quote.{deed}"])) for deed in ("accept", "reject"))
        super().__init__(
            stage,
            desk,
            QuoteBrowser(desk, collection, memory, f"{accept} accepts it · {refuse} refuses it"),
            memory,
            name="Highlights",
            orders=ORDERS,
            order_key=ORDER,
            hint="filter by words, notes, #tags, titles",
            open_word="passage",
        )
        self._deeds = QuoteDeeds(self, stage, desk, keeping, deeds)
        self.placing = False
        """Whether the user goes to the passage in order to show the right one."""

    @property
    def owners(self) -> Mapping[str, Any]:
        """The screen itself, and who acts on a highlight."""
        return {"quotes": self, "quote": self._deeds}

    @property
    def collection(self) -> Collection:
        """All highlights as they were read last."""
        return self.browser.things

    def summary(self) -> str:
        """How many there are."""
        highlights, articles = len(self.collection.things), self.collection.articles
        return f"{highlights} in {articles} {'article' if articles == 1 else 'articles'}" if articles else ""

    async def reload(self, changed: Sequence[int] | None, *, to_new: bool = False) -> None:
        """Highlights of the articles `changed` are others now."""
        before = self.collection
        collection = await self._desk.ask(lambda library: collect_again(library, before, changed))
        if not self.is_attached:
            return
        self.browser.things = collection
        new = next((h.id for h in collection.things if h.id not in before.by_id), None) if to_new else None
        self.show(new or self.memory.id)
        self.warm()

    def first_matters(self, order: str) -> bool:
        """To review is what comes first there."""
        return order == "review"

    # -- leaving

    def do_open(self) -> None:
        """Go to the passage."""
        if self.current is not None:
            self.dismiss(self.current)

    def do_place(self) -> None:
        """Go there to show which words it stands on now."""
        self.placing = True
        self.do_open()
