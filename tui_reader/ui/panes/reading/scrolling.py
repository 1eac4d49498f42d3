"""Moving in the text by lines, pages and ends."""

from __future__ import annotations

from tui_reader.ui.widgets.document_view import DocumentView

KEPT_ROWS = 2
"""Rows of a page that stay in view when one pages, so that the eye finds its line."""
COLUMNS = 8


class Scrolling:
    """The commands that scroll one view."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view

    @property
    def _page(self) -> int:
        return max(1, self._view.size.height - KEPT_ROWS)

    @property
    def _half(self) -> int:
        return max(1, self._view.size.height // 2)

    def do_down(self) -> None:
        """A line down."""
        self._view.scroll_rows(1)

    def do_up(self) -> None:
        """A line up."""
        self._view.scroll_rows(-1)

    def do_top(self) -> None:
        """The headline."""
        self._view.scroll_to(y=0, animate=False, force=True)

    def do_bottom(self) -> None:
        """The end."""
        self._view.to_end()

    def do_half_down(self) -> None:
        """Half a page down."""
        self._view.scroll_rows(self._half)

    def do_half_up(self) -> None:
        """Half a page up."""
        self._view.scroll_rows(-self._half)

    def do_page_down(self) -> None:
        """A page down."""
        self._view.scroll_rows(self._page)

    def do_page_up(self) -> None:
        """A page up."""
        self._view.scroll_rows(-self._page)

    def do_right(self) -> None:
        """Code to the right."""
        self._view.scroll_columns(COLUMNS)

    def do_left(self) -> None:
        """Code to the left."""
        self._view.scroll_columns(-COLUMNS)
