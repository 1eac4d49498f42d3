"""The rail beside the text: the highlights of the open article."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui_reader.model import Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticlesChanged, MarksChanged, PassageChosen
from tui_reader.ui.panes.highlights.pointed import Pointing, Range
from tui_reader.ui.widgets.row_list import RowList


class HighlightsPane(Vertical):
    """Owns the highlights of one article. The newest mark is live: it grows and shrinks until the cursor moves on."""

    PLACE: ClassVar[Place] = "reader"

    def __init__(self, desk: Background, pointing: Pointing, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._pointing = pointing
        self._list = RowList(id="highlight-rows")
        self._article_id: int | None = None
        self._highlights: Sequence[Highlight] = ()
        self._live: str | None = None

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    # -- what it shows

    def show(self, article_id: int, highlights: Sequence[Highlight] | None = None) -> None:
        """Show the highlights of another article, or of the same one again; None has them looked up."""
        if article_id != self._article_id:
            self._live = None
        self._article_id = article_id
        if highlights is None:
            work(self, self.load, group="highlights-load", exclusive=True)
        else:
            self._set(highlights)
            self._list.forget_rows()

    async def load(self) -> None:
        """Look the highlights up again."""
        article_id = self._article_id
        if article_id is None:
            return
        highlights = await self._desk.ask(lambda library: library.marks.of(article_id))
        if article_id == self._article_id:
            self._set(highlights)
            self._list.forget_rows()
            self.post_message(MarksChanged(article_id, highlights))

    def _set(self, highlights: Sequence[Highlight]) -> None:
        self._highlights = highlights
        self._list.show([h.id for h in highlights])
        self.border_title = Content(f"In this article · {len(highlights)}")

    def changed(self, highlight: Highlight) -> None:
        """One highlight is new or different, and live from now on: the others need not be read again."""
        self.post_message(ArticlesChanged([highlight.article_id]))
        if highlight.article_id != self._article_id:
            return
        self._live = highlight.id
        highlights = [h for h in self._highlights if h.id != highlight.id]
        insort(highlights, highlight, key=lambda h: (h.start is None, h.start or 0, h.created, h.id))
        self._set(highlights)
        self._list.give({highlight.id: wording.highlight_row(highlight, with_title=False)})
        self.post_message(MarksChanged(highlight.article_id, highlights))

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Rows are made as they come into view."""
        message.stop()
        wanted = set(message.keys)
        self._list.give({h.id: wording.highlight_row(h, with_title=False) for h in self._highlights if h.id in wanted})

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go to the passage."""
        message.stop()
        for highlight in self._highlights:
            if highlight.id == message.key and highlight.start is not None and highlight.end is not None:
                self.post_message(PassageChosen(highlight.start, highlight.end))

    # -- which highlight is meant

    def at_hand(self) -> Highlight | None:
        """The live highlight if the cursor is still on it, else the last made one under the cursor."""
        target = self._pointing.target()
        here = [] if target is None else self.touching(*target)
        live = next((h for h in here if h.id == self._live), None)
        return live or max(here, key=lambda h: (h.created, h.id), default=None)

    def touching(self, start: int, end: int) -> list[Highlight]:
        """The highlights that share text with `[start, end)` of what is pointed into, in the order of the text."""
        return [
            h
            for h in self._highlights
            if h.article_id == self._pointing.article_id
            and h.start is not None
            and h.end is not None
            and h.start < end
            and h.end > start
        ]

    def of_range(self, target: Range) -> Highlight | None:
        """The highlight of exactly this range."""
        return next((h for h in self._highlights if (h.start, h.end) == target), None)
