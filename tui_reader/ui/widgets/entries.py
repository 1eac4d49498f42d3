"""Boxes to type into. What is pasted or was stored before passes the sanitiser on its way to the screen."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input, TextArea

from tui_reader.document.sanitise import display


def _clean(strip: Strip, width: int) -> Strip:
    segments = [Segment(display(segment.text), segment.style) for segment in strip]
    return Strip(segments).adjust_cell_length(width)


class LineEntry(Input):
    """One line."""

    def take_suggestion(self) -> bool:
        """Go to the end and take what is suggested there; whether anything was."""
        before = self.value
        self.action_end()
        self.action_cursor_right()  # behind the end it takes the suggestion
        return self.value != before

    def render_line(self, y: int) -> Strip:
        """The line, cleaned."""
        strip = super().render_line(y)
        return _clean(strip, strip.cell_length)


class TextEntry(TextArea):
    """Several lines."""

    def render_line(self, y: int) -> Strip:
        """The line, cleaned."""
        strip = super().render_line(y)
        return _clean(strip, strip.cell_length)
