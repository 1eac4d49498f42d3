"""The list of highlights and the preview beside it."""

from __future__ import annotations

from tui_reader.library.reviewing import Review
from tui_reader.model import Highlight
from tui_reader.search.filtering import Filtered
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.browsing import Browser, Memory
from tui_reader.ui.screens.quotes.collection import Collection
from tui_reader.ui.screens.quotes.sheet import row_of, sheet_of
from tui_reader.ui.widgets.row_list import Row
from tui_reader.ui.widgets.sheet import Sheet

_NO_QUOTES = "No highlights yet.\n\nWhile you read, 1 to 4 highlight the sentence at the cursor."


class QuoteBrowser(Browser[Highlight, str]):
    """Shows a quote in full; what its text has become of comes a moment later."""

    things: Collection

    def __init__(self, desk: Background, collection: Collection, memory: Memory[str], decide: str) -> None:
        """`decide` says how one accepts and refuses a passage in doubt."""
        super().__init__(collection, memory, _NO_QUOTES)
        self._decide = decide
        self._desk = desk

    def row_of(self, thing: Highlight, order: str, filtered: Filtered) -> Row:
        """A highlight as a row."""
        return row_of(thing, order, filtered)

    def sheet_of(self, thing: Highlight) -> Sheet:
        """All that is known of it."""
        return sheet_of(thing, self.things.article(thing))

    def looked_at(self, thing: Highlight) -> None:
        """Look where it stands in its text of now, unless that is where it was marked."""
        article = self.things.article(thing)
        here = article is not None and (article.revision_id, thing.start) == (thing.revision_id, thing.marked_start)
        if thing.start is not None and not (here and thing.status == "exact"):
            work(self, lambda: self._compare(thing), group="quotes-compare", exclusive=True)

    async def _compare(self, highlight: Highlight) -> None:
        review: Review = await self._desk.ask(lambda library: library.reviewing.review(highlight.id))
        if self.current is highlight:
            self.show_page(sheet_of(highlight, self.things.article(highlight), review, self._decide))
