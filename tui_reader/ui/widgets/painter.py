"""Paints the rows of a page: pieces of text in the styles of the layers over them, and the gutter beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.model import ROLES, Highlight
from tui_reader.ui.widgets.cells import fitted
from tui_reader.ui.widgets.layers import Layers, Range
from tui_reader.ui.widgets.page import GUTTER, Page

NOTE, CHANGED, REVIEW = "✎", "≈", "?"
"""Signs in the gutter: the mark carries a note; its words have changed since; whether it is here wants a decision."""
_STATUS_SIGNS = {"changed": CHANGED, "review": REVIEW}
_QUIET = {"caption", "dateline", "image", "rule"}
_BLOCK_STYLES = {"heading": ("heading",), "quote": ("quote",), "code": ("code-block",)}


class Styles(Protocol):
    """Where the styles come from: the widget, which knows the theme."""

    def __call__(self, *names: str) -> Style:
        """The style of these component classes over one another."""


class _Edge(NamedTuple):
    """One end of a highlight."""

    offset: int
    number: int


class Signs:
    """What the gutter says of highlights: where each begins, with its role and status, and where one has a note."""

    def __init__(self, highlights: Sequence[Highlight] = ()) -> None:
        self._highlights = [h for h in highlights if h.start is not None and h.end is not None]
        self._starts = sorted(_Edge(h.start or 0, n) for n, h in enumerate(self._highlights))
        self._notes = sorted(h.end or 0 for h in self._highlights if h.note)

    def ranges(self) -> Iterable[Range]:
        """The highlights as a layer; the one made last lies on top."""
        by_age = sorted(range(len(self._highlights)), key=lambda n: self._highlights[n].created)
        for rank, number in enumerate(by_age):
            h = self._highlights[number]
            yield Range(h.start or 0, h.end or 0, f"role-{h.role}", rank)

    def begin(self, start: int, end: int) -> list[Highlight]:
        """The highlights that begin in `[start, end)`, in the order of the text."""
        first, last = bisect_left(self._starts, (start,)), bisect_left(self._starts, (end,))
        return [self._highlights[edge.number] for edge in self._starts[first:last]]

    def note_ends(self, start: int, end: int) -> bool:
        """Whether a highlight with a note ends in `(start, end]`."""
        return bisect_left(self._notes, start + 1) < bisect_left(self._notes, end + 1)


class Painter:
    """Draws rows of a page. It holds what lies over the text: layers, labels, signs, the current sentence."""

    def __init__(self, page: Page, styles: Styles) -> None:
        self._page = page
        self._style = styles
        self.layers = Layers()
        self.labels: Mapping[int, str] = {}
        self._signs = Signs()
        self.sentence: tuple[int, int] | None = None
        self.x_scroll = 0

    def forget(self) -> None:
        """Another text: nothing lies over it yet."""
        self.layers = Layers()
        self.labels, self._signs, self.sentence, self.x_scroll = {}, Signs(), None, 0

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """What is marked."""
        self._signs = Signs(highlights)
        self.layers.set("highlights", self._signs.ranges())

    def row(self, row: int, base: Style) -> Strip:
        """One row of the page."""
        page = self._page
        if page.head_rows and 0 < row <= len(page.headline):
            return self._headline(row - 1, base)
        line = row - page.head_rows
        if not 0 <= line < len(page.text):
            return Strip.blank(page.width, base)
        return self._line(line, base)

    def _headline(self, number: int, base: Style) -> Strip:
        line = self._page.headline.line(number)
        name = "title" if line.kind == "heading" else "byline"
        left = Segment(" " * (self._page.margin + line.indent), base)
        pieces = self._page.headline.cut(number)
        segments = [left, *(Segment(piece.drawn, self._style(name)) for piece in pieces)]
        return Strip(segments).adjust_cell_length(self._page.width, base)

    def _line(self, number: int, base: Style) -> Strip:
        line = self._page.text.line(number)
        ranges = self.layers.on(line.start, line.end) if line.end > line.start else []
        kind = self._block_style(line.block)
        segments = [*self._gutter(line.start, line.end, base)]
        if line.indent:
            segments.append(Segment(" " * line.indent, base))
        if line.prefix:
            segments.append(Segment(line.prefix, self._style("prefix")))
        edges = sorted({edge for r in ranges for edge in (r.start, r.end)})
        for piece in self._page.text.cut(number, edges, x_scroll=self.x_scroll):
            names = _names([r for r in ranges if r.start <= piece.start < r.end])
            drawn = piece.drawn
            if piece.start in self.labels and "label" in names:
                drawn = fitted(self.labels[piece.start], piece.cells)
            segments.append(Segment(drawn, self._style(*kind, *names)))
        if kind == _BLOCK_STYLES["code"]:  # one ground for all of its lines
            used = sum(cell_len(segment.text) for segment in segments) - self._page.margin
            segments.append(Segment(" " * max(0, self._page.text_width - used), self._style(*kind)))
        return Strip(segments).adjust_cell_length(self._page.width, base)

    def _block_style(self, number: int) -> tuple[str, ...]:
        if number < 0:
            return ()
        block = self._page.document.blocks[number]
        if block.kind in _QUIET or (block.kind == "heading" and block.level == 0):
            return ("quiet",)
        return _BLOCK_STYLES.get(block.kind, ())

    def _gutter(self, start: int, end: int, base: Style) -> list[Segment]:
        """What stands left of a line: a sign, the role's letter (a figure where several overlap), a bar; or the
        cursor."""
        left = Segment(" " * (self._page.margin - GUTTER), base)
        marks = self.layers.of("highlights", start, end) if end > start else []
        if marks:
            begun = self._signs.begin(start, end)
            role = begun[-1].role if begun else int(max(marks, key=lambda mark: mark.rank).style.removeprefix("role-"))
            deep = max(sum(m.start <= mark.start < m.end for m in marks) for mark in marks)
            letter = str(min(9, deep)) if deep > 1 else ROLES[role - 1].letter if begun else " "
            sign = next((_STATUS_SIGNS[h.status] for h in begun if h.status in _STATUS_SIGNS), "")
            if not sign and self._signs.note_ends(start, end):
                sign = NOTE
            style = self._style("gutter", f"role-{role}")
            return [
                left,
                Segment((sign or " ") + letter, self._style("gutter")),
                Segment("▌", Style(color=style.bgcolor, bgcolor=base.bgcolor)),
                Segment(" ", base),
            ]
        if self.sentence is not None and start <= self.sentence[0] < end:
            return [left, Segment("  › ", self._style("gutter"))]
        return [left, Segment(" " * GUTTER, base)]


def _names(over: list[Range]) -> list[str]:
    """The styles over a piece, lowest first: of several highlights the last made is the ground, the others a line
    under the text."""
    roles = [r for r in over if r.style.startswith("role-")]
    if len(roles) < 2:
        return [r.style for r in over]
    top = max(roles, key=lambda r: r.rank)
    names = [r.style for r in over if r is top or not r.style.startswith("role-")]
    names.insert(names.index(top.style) + 1, "overlap")
    return names
