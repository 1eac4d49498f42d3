"""The page: a headline and a text laid out under it, and where each character of the text stands.

No widget: rows count from the top of the page, cells from its left edge, offsets are code points of the text.
"""

from __future__ import annotations

from tui_reader.document.layout import Layout, lay_out
from tui_reader.model import Block, Document

GUTTER = 4
"""Cells left of the text at the least: a sign, the role's letter, the bar, a blank."""
EMPTY = Document("", ())


def head_of(title: str, byline: str) -> Document:
    """Headline and byline as a document, so that they wrap like everything else; both are sanitised."""
    if not title:
        return EMPTY
    end = len(title)
    return Document(
        f"{title}\n{byline}", (Block("heading", 0, end, 1), Block("caption", end + 1, end + 1 + len(byline)))
    )


class Page:
    """One document in one width. Rows: a blank, headline and byline, a blank, then the lines of the text."""

    def __init__(self, *, justify: bool = False) -> None:
        self._justify = justify
        self.document = EMPTY
        self.head = EMPTY
        self.width = 0
        self.text_width = 1
        self.text: Layout = lay_out(EMPTY, 1)
        self.headline: Layout = lay_out(EMPTY, 1)

    def lay_out(self, document: Document, head: Document, width: int, measure: int) -> None:
        """Lay out a document and its head in `width` cells, the text in at most `measure` of them."""
        text_width = max(1, min(measure, width - GUTTER - 1))
        if document is not self.document or text_width != self.text_width:
            self.text = lay_out(document, text_width, justify=self._justify)
        if head is not self.head or text_width != self.text_width:
            self.headline = lay_out(head, text_width)
        self.document, self.head, self.width, self.text_width = document, head, width, text_width

    @property
    def margin(self) -> int:
        """Cells left of the text; the text stands in the middle."""
        return max(GUTTER, (self.width - self.text_width) // 2)

    @property
    def head_rows(self) -> int:
        """Rows above the text."""
        return len(self.headline) + 2 if self.head is not EMPTY else 0

    @property
    def rows(self) -> int:
        """All rows."""
        return self.head_rows + len(self.text)

    def row_of(self, offset: int) -> int:
        """The row of a character."""
        return self.head_rows + self.text.line_of(offset) if len(self.text) else 0

    def line_at(self, row: int) -> int:
        """The line of the text that stands in a row, the nearest one above or below the text; -1 without a text."""
        return max(0, min(row - self.head_rows, len(self.text) - 1)) if len(self.text) else -1

    def first_offset(self, row: int) -> int:
        """The offset that a row stands for: its first character, 0 in the headline."""
        return 0 if row < self.head_rows or not len(self.text) else self.text.first_offset(self.line_at(row))

    def between(self, first: int, last: int) -> tuple[int, int]:
        """`[start, end)` of the text in the rows `first` to `last`."""
        if not len(self.text):
            return 0, 0
        return self.text.first_offset(self.line_at(first)), self.text.line(self.line_at(last)).end

    def offset_at(self, x: int, row: int, x_scroll: int = 0) -> int:
        """The offset under a cell; clamps in margins, gaps and the headline."""
        return self.text.offset_at(self.line_at(row), x - self.margin, x_scroll) if len(self.text) else 0

    def top_to_see(self, rows: tuple[int, int], top: int, height: int) -> int | None:
        """The row to put first so that the `rows` (first, last) are seen, with a row around them; None if they are.

        `top` and `height` are what is in view. It scrolls as little as needed; a far jump puts them in the upper
        third, and the first line brings the headline with it.
        """
        first, last = rows
        if first >= top + 1 and last <= top + height - 2:
            return None
        if first == self.head_rows and height > self.head_rows + 2:
            target = 0
        elif top - height < first <= top:
            target = first - 1
        elif last < top + height * 2 and last - first < height - 2:
            target = last - height + 3
        else:
            target = first - height // 3
        return max(0, min(target, first))
