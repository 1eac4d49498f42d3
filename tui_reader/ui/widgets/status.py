"""The top line and the hint line: one row each, drawn from plain strings."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui_reader.ui.widgets.cells import fitted

NOTICE_SECONDS = 3.0
"""How long a notice stands in the hint line."""


class TopLine(Widget):
    """Three parts: where one is, what there is, what goes on. Strings are sanitised."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"top--name", "top--quiet"}  # noqa: RUF012 - Textual's own form
    left: reactive[str] = reactive("")
    middle: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """The middle gives way first, then the right, then the left."""
        width = self.size.width
        left, middle, right = f" {self.left} ", self.middle, f" {self.right} " if self.right else ""
        room = width - cell_len(left) - cell_len(right)
        if room < 0:
            right = ""
            room = width - cell_len(left)
        name, quiet = self.get_visual_style("top--name").rich_style, self.get_visual_style("top--quiet").rich_style
        shown = middle if cell_len(middle) <= room else ""
        start = min(max(0, (width - cell_len(shown)) // 2 - cell_len(left)), max(0, room - cell_len(shown)))
        return Strip(
            [
                Segment(fitted(left, min(width, cell_len(left))), name),
                Segment(fitted(" " * start + shown, max(0, room)), quiet),
                Segment(right, quiet),
            ]
        ).adjust_cell_length(width, quiet)


class HintLine(Widget):
    """Keys and what they do, as many as fit, and the reading place at the right.

    It has the class -telling while a notice stands there.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"hint--key", "hint--words"}  # noqa: RUF012 - Textual's own form
    hints: reactive[Sequence[tuple[str, str]]] = reactive(())
    place: reactive[str] = reactive("")
    notice: reactive[str] = reactive("")
    _telling: Timer | None = None

    def tell(self, text: str) -> None:
        """Show a notice for a moment; it is sanitised."""
        self.notice = text
        self.add_class("-telling")
        if self._telling is not None:
            self._telling.stop()
        self._telling = self.set_timer(NOTICE_SECONDS, self._told)

    def take_back(self, text: str) -> None:
        """A notice that holds no more goes, if it stands here."""
        if self.notice == text:
            self._told()

    def _told(self) -> None:
        self.notice = ""
        self.remove_class("-telling")

    def render_line(self, y: int) -> Strip:
        """Whole hints only; a notice stands in their place."""
        width = self.size.width
        key_style = self.get_visual_style("hint--key").rich_style
        words_style = self.get_visual_style("hint--words").rich_style
        place = f" {self.place} " if self.place else ""
        room = width - cell_len(place) - 1
        segments, used = [Segment(" ", words_style)], 0
        if self.notice:
            segments.append(Segment(fitted(self.notice, max(0, room)), key_style))
            used = room
        for key, words in () if self.notice else self.hints:
            size = cell_len(key) + cell_len(words) + 3
            if used + size > room:
                break
            segments += [Segment(key, key_style), Segment(f" {words}  ", words_style)]
            used += size
        segments.append(Segment(" " * max(0, room - used), words_style))
        segments.append(Segment(place, words_style))
        return Strip(segments).adjust_cell_length(width, words_style)
