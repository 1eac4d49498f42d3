"""What the rail shows of the open article: where its matches, marks and bookmark are, as rows of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui_reader.model import Highlight
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.rail import Rail

Range = tuple[int, int]
TO_A_CELL = 4
"""Of marks that stand so close that more than these fall on one cell of the rail, some are enough."""


class Landmarks:
    """Keeps a rail in step with a view."""

    def __init__(self, view: DocumentView, rail: Rail) -> None:
        self._view = view
        self._rail = rail
        self._matches: Sequence[Range] = ()
        self._current: Range | None = None
        self._highlights: Sequence[Highlight] = ()
        self._bookmark: int | None = None
        self._shown: tuple[int, int] | None = None

    def set_matches(self, matches: Sequence[Range], current: Range | None) -> None:
        """What a search found."""
        if self._matches or matches:
            self._matches, self._current, self._shown = matches, current, None
            self.follow()

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """What is marked."""
        self._highlights, self._shown = highlights, None
        self.follow()

    def set_bookmark(self, offset: int | None) -> None:
        """Where the bookmark is."""
        self._bookmark, self._shown = offset, None
        self.follow()

    def follow(self) -> None:
        """Other text is in view, or it is laid out in another width."""
        view, page = self._view, self._view.page
        height = view.scrollable_content_region.height
        thumb = (view.scroll_offset.y, height, page.rows)
        laid_out = (page.rows, page.text_width)
        if laid_out == self._shown:
            self._rail.show(thumb)
        else:
            self._shown = laid_out
            self._rail.show(thumb, self._ticks())

    def _ticks(self) -> Iterable[tuple[int, str]]:
        row_of = self._view.page.row_of
        finest = len(self._view.text) // (TO_A_CELL * max(1, self._view.size.height))
        behind = -1
        for start, _ in self._matches:
            if start > behind:
                behind = start + finest
                yield row_of(start), "match"
        if self._current is not None:
            yield row_of(self._current[0]), "current"
        behind = -1
        for highlight in self._highlights:
            if highlight.start is not None and highlight.start > behind:
                behind = highlight.start + finest
                yield row_of(highlight.start), f"role-{highlight.role}"
        if self._bookmark is not None:
            yield row_of(self._bookmark), "bookmark"
