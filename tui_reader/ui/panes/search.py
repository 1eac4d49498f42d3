"""The fuzzy search sidebar: one box over titles, texts, notes and quotes."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from tui_reader.document.sanitise import display, one_line
from tui_reader.errors import NewsreaderError, QueryError
from tui_reader.library import Library
from tui_reader.library.finding import MOST_RANKED
from tui_reader.model import Article, SearchHit
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticleChosen, NoPassageSeen, Notice, PassageSeen
from tui_reader.ui.widgets.cells import cells_of
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.row_list import Row, RowList

LIMIT = 60
"""Results shown."""
RECENT, LATELY = 8, 30
"""Searches and articles offered while nothing is typed."""
PREVIEW_AFTER = 0.15
"""Seconds the cursor rests on a result before its passage is shown."""
NOTHING_FOUND = "Nothing found"
Offer = SearchHit | Article | str
"""What a row stands for: a result, an article read lately, a search made lately."""


def row_of(offer: Offer) -> Row:
    """What a row shows."""
    if isinstance(offer, SearchHit):
        return wording.hit_row(offer)
    return wording.article_row(offer) if isinstance(offer, Article) else wording.search_row(offer)


def _article_id(offer: Offer) -> int:
    """The article a row is about, 0 for one that is about none."""
    if isinstance(offer, SearchHit):
        return 0 if offer.query else offer.article_id
    return offer.id if isinstance(offer, Article) else 0


def _lately(library: Library) -> Sequence[Offer]:
    """What is offered while nothing is typed: the last searches, articles read lately, and then the newest."""
    articles = {article.id: article for shelf in ("opened", "all") for article in library.reading.head(shelf)[:LATELY]}
    return (*library.searches.recent()[:RECENT], *list(articles.values())[:LATELY])


class SearchPane(Vertical):
    """Searches while one types, in a thread of its own; a late answer to an old question is dropped."""

    PLACE: ClassVar[Place] = "search"

    def __init__(self, desk: Background, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._box = LineEntry(placeholder="search everything you read", id="search-box", select_on_focus=False)
        self._list = RowList(id="search-rows")
        self._list.can_focus = False
        self._problem = Static(id="search-problem", markup=False)
        self._offers: Sequence[Offer] = ()
        self._resting: Timer | None = None
        self._asked = ""
        self._answered = ""
        self._opening: str | None = None

    def compose(self) -> ComposeResult:
        """A box, a line for a mistake in the query, the results."""
        yield self._box
        self._problem.display = False
        yield self._problem
        yield self._list

    def on_mount(self) -> None:
        """The passage under the cursor is shown when it rests."""
        self.border_title = Content("Search")
        self.watch(self._list, "cursor", self._rest, init=False)

    def focus_inside(self) -> None:
        """Give the box the keyboard."""
        self._box.focus()

    def begin(self) -> None:
        """Typing now replaces what stands in the box; what a first search needs is fetched meanwhile."""
        self._box.select_all()
        work(
            self, lambda: self._desk.ask(lambda library: library.finding.prepare()), group="search-warm", exclusive=True
        )
        if not self._box.value:
            work(self, lambda: self._search(""), group="search", exclusive=True)

    def type(self, character: str) -> None:
        """A character for the box that was typed before the box had the keyboard."""
        self._box.replace(character, *sorted(self._box.selection))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now."""
        event.stop()
        self._asked = event.value
        work(self, lambda: self._search(event.value), group="search", exclusive=True)

    async def _search(self, query: str) -> None:
        problem = ""
        mistaken = False
        offers: Sequence[Offer] = ()
        capped = False

        def ask(library: Library) -> tuple[Sequence[Offer], str, bool]:
            # The question may be stale before the thread comes to it: then it is not asked at all.
            if query != self._asked:
                return (), "", False
            if not query.strip():
                return _lately(library), "", False
            answer = library.finding.answer(query, LIMIT)
            return answer.hits, answer.notice or ("" if answer.hits else NOTHING_FOUND), answer.capped

        try:
            offers, problem, capped = await self._desk.ask(ask)
        except QueryError as error:
            mistaken = True
            problem = f"{' ' * self._cell_of(query, error.position)}^\n{one_line(str(error))}"
        except NewsreaderError as error:
            mistaken, problem = True, one_line(str(error))
        if query != self._asked:
            return
        self._offers = offers
        self._problem.update(Content(problem))
        self._problem.display = bool(problem)
        self._problem.set_class(mistaken, "-mistake")
        self._list.show(array("q", range(len(offers))), {i: row_of(offer) for i, offer in enumerate(offers)})
        self._list.cursor = 0
        self._rest()
        count = f" · {len(offers)}{'+' if len(offers) >= LIMIT else ''}" if query.strip() else ""
        among = f" among the newest {MOST_RANKED:,}" if capped else ""
        self.border_title = Content(f"Search{count}{among}")
        self._answered = query
        if self._opening == query:
            self._list.choose()
        self._opening = None if self._opening == query else self._opening

    def _cell_of(self, query: str, position: int) -> int:
        """The cell of the box in which a code point of the query is drawn; at its edge if it is out of view."""
        room = max(1, self._box.content_size.width)
        at = cells_of(display(query[:position])) - round(self._box.scroll_offset.x)
        return min(max(0, at), room - 1)

    # -- the passage under the cursor

    def _rest(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PREVIEW_AFTER, self._look)

    def _look(self) -> None:
        offer = self._offer(self._list.cursor_key)
        if isinstance(offer, SearchHit) and not offer.query:
            self.post_message(PassageSeen(offer.article_id, offer.start, offer.end))
        else:
            self.post_message(NoPassageSeen())

    def _offer(self, key: int | None) -> Offer | None:
        return self._offers[key] if key is not None and key < len(self._offers) else None

    def leave(self) -> None:
        """The search is closed, or one of its results is opened."""
        if self._resting is not None:
            self._resting.stop()

    def refresh_results(self) -> None:
        """Ask again: articles or marks changed."""
        if self._asked:
            work(self, lambda: self._search(self._asked), group="search", exclusive=True)

    def refresh_articles(self, ids: Sequence[int]) -> None:
        """Some articles look different now: so do their rows, in their place."""
        changed = set(ids)
        if any(_article_id(offer) in changed for offer in self._offers):
            work(self, lambda: self._refresh(changed), group="search-rows")

    async def _refresh(self, ids: set[int]) -> None:
        articles = await self._desk.ask(lambda library: library.reading.rows(ids))
        rows: dict[int, Row] = {}
        offers = list(self._offers)
        for at, offer in enumerate(offers):
            article = articles.get(_article_id(offer))
            if article is not None:
                offers[at] = fresh = replace(offer, article=article) if isinstance(offer, SearchHit) else article
                rows[at] = row_of(fresh)
        self._offers = offers
        self._list.give(rows)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open a result at its passage; a search made lately, or a source, is searched for."""
        message.stop()
        offer = self._offer(message.key)
        if isinstance(offer, str) or (isinstance(offer, SearchHit) and offer.query):
            self._box.value = offer if isinstance(offer, str) else offer.query
            self._box.action_end()
        elif offer is not None:
            self.leave()
            self._remember()
            hit = offer if isinstance(offer, SearchHit) else None
            article_id = offer.id if isinstance(offer, Article) else offer.article_id
            self.post_message(ArticleChosen(article_id, hit.start if hit else None, hit.end if hit else None))

    def _remember(self) -> None:
        query = self._asked
        work(self, lambda: self._desk.ask(lambda library: library.searches.remember(query)), group="remember")

    def do_save(self) -> None:
        """Keep this search among the lists, or let it go."""
        query = self._box.value.strip()
        if not query:
            self.post_message(Notice("Type a search first"))
            return

        def toggle(library: Library) -> bool:
            known = {saved.query: saved.name for saved in library.searches.all()}
            if query in known:
                library.searches.remove(known[query])
                return False
            library.searches.save(query, query)
            library.searches.remember(query)
            return True

        async def tell() -> None:
            kept = await self._desk.ask(toggle)
            words = "Kept among the lists (g l)" if kept else "No longer among the lists"
            self.post_message(Notice(f"{words} · u takes it back"))

        work(self, tell, group="searches")

    def do_open(self) -> None:
        """Open the chosen result; if the answer to what was typed is still to come, its first."""
        if self._answered == self._box.value:
            self._list.choose()
        else:
            self._opening = self._box.value

    def do_down(self) -> None:
        """Next result."""
        self._list.cursor += 1

    def do_up(self) -> None:
        """Previous result."""
        self._list.cursor -= 1
