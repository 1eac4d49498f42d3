"""The fuzzy search sidebar: one box over titles, texts, notes and quotes."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, QueryError
from tui_reader.model import SearchHit
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticleChosen
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.row_list import RowList

LIMIT = 60
"""Results shown."""


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
        self._hits: Sequence[SearchHit] = ()
        self._asked = ""
        self._answered = ""
        self._opening: str | None = None

    def compose(self) -> ComposeResult:
        """A box, a line for a mistake in the query, the results."""
        yield self._box
        self._problem.display = False
        yield self._problem
        yield self._list

    def focus_inside(self) -> None:
        """Give the box the keyboard."""
        self._box.focus()

    def begin(self) -> None:
        """Typing now replaces what stands in the box; what a first search needs is fetched meanwhile."""
        self._box.select_all()
        work(self, self._warm, group="search-warm", exclusive=True)

    async def _warm(self) -> None:
        await self._desk.ask(lambda library: library.finding.find(""))

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
        hits: Sequence[SearchHit] = ()
        try:
            # The question may be stale before the thread comes to it: then it is not asked at all.
            hits = await self._desk.ask(
                lambda library: library.finding.find(query, LIMIT) if query == self._asked else ()
            )
        except QueryError as error:
            problem = " " * error.position + "^ " + one_line(str(error))
        except NewsreaderError as error:
            problem = one_line(str(error))
        if query != self._asked:
            return
        self._hits = hits
        self._problem.update(Content(problem))
        self._problem.display = bool(problem)
        self._list.show(array("q", range(len(hits))), {i: wording.hit_row(hit) for i, hit in enumerate(hits)})
        self._list.cursor = 0
        count = f" · {len(hits)}{'+' if len(hits) >= LIMIT else ''}" if query.strip() else ""
        self.border_title = Content(f"Search{count}")
        self._answered = query
        if self._opening == query:
            self._list.choose()
        self._opening = None if self._opening == query else self._opening

    def refresh_results(self) -> None:
        """Ask again: articles or marks changed."""
        if self._asked:
            work(self, lambda: self._search(self._asked), group="search", exclusive=True)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open a result at its passage."""
        message.stop()
        if message.key is not None and message.key < len(self._hits):
            hit = self._hits[message.key]
            self.post_message(ArticleChosen(hit.article_id, hit.start, hit.end))

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
