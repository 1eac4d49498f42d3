"""Looking at another text without leaving the one that is read."""

from __future__ import annotations

from textual.widget import Widget

from tui_reader.ui.panes.reading.opening import Opening
from tui_reader.ui.panes.reading.progress import Progress
from tui_reader.ui.panes.reading.showing import BEFORE, Showing


class Previewing:
    """Shows passages of other articles for a while. What is read stays where it is, and nothing is remembered."""

    def __init__(self, pane: Widget, showing: Showing, opening: Opening, progress: Progress) -> None:
        self._pane = pane
        self._showing = showing
        self._opening = opening
        self._progress = progress

    async def show(self, article_id: int, start: int | None, end: int | None) -> None:
        """Show a passage, or the beginning. Raises NotFoundError."""
        opening = self._opening
        if not opening.looking:
            self._progress.save()
            opening.leave()
        if opening.opened is None or opening.opened.article.id != article_id:
            opened = await opening.get(article_id, start or 0)
            if not opening.looking:
                return  # it was ended, or something was opened, in the meantime
            opening.show(opened, max(0, (start or 0) - BEFORE))
        if start is None:
            self._showing.show_beginning()
        else:
            self._pane.call_after_refresh(self._showing.show_passage, start, end)

    async def end(self) -> None:
        """Back to what was read."""
        await self._opening.come_back()
