"""A choice between a few words on one row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.widgets.cells import fitted


class OptionLine(Widget, can_focus=True):
    """A label and its options, (value, words). Left and right choose, and so does a click; where there is no room for
    all of them, the chosen one stands alone between arrows."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"options--label", "options--quiet", "options--chosen"}  # noqa: RUF012 - Textual's own form
    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, line: OptionLine, value: str) -> None:
            super().__init__()
            self.line = line
            self.value = value

        @property
        def control(self) -> OptionLine:
            """The line."""
            return self.line

    def __init__(
        self, label: str, options: Sequence[tuple[str, str]], value: str, *, room: int = 10, id: str | None = None
    ) -> None:
        """`room` is how many cells the label takes."""
        super().__init__(id=id)
        self._label, self._options, self._room = label, tuple(options), room
        self.set_reactive(OptionLine.value, value)

    def watch_value(self, value: str) -> None:
        """Tell."""
        self.post_message(self.Changed(self, value))

    def step(self, by: int) -> None:
        """Go on to another option, round the end."""
        values = [value for value, _ in self._options]
        self.value = values[(values.index(self.value) + by) % len(values)]

    def on_key(self, event: events.Key) -> None:
        """Left, right and blank choose."""
        by = {"right": 1, "l": 1, "space": 1, "left": -1, "h": -1}.get(event.key)
        if by is not None:
            event.stop()
            event.prevent_default()
            self.step(by)

    def on_click(self, event: events.Click) -> None:
        """The option under the pointer; where only one is seen, the next."""
        options = self._shown()
        ends = list(accumulate((cell_len(words) for _, words in options), initial=self._room))
        for (value, _), start, end in zip(options, ends, ends[1:], strict=False):
            if start <= event.x < end:
                if value == self.value and len(options) == 1:
                    self.step(1)
                self.value = self.value if len(options) == 1 else value

    def _shown(self) -> list[tuple[str, str]]:
        shown = [(value, f" {words} ") for value, words in self._options]
        if self._room + sum(cell_len(words) for _, words in shown) <= self.size.width:
            return shown
        return [(value, f"‹{words}›") for value, words in shown if value == self.value]

    def render_line(self, y: int) -> Strip:
        """Label and options; with the keyboard here, the chosen one is set off more."""
        label, quiet, chosen = (
            self.get_visual_style(f"options--{name}").rich_style for name in ("label", "quiet", "chosen")
        )
        segments = [Segment(fitted(self._label, self._room), label)]
        segments += [Segment(words, chosen if value == self.value else quiet) for value, words in self._shown()]
        return Strip(segments).adjust_cell_length(self.size.width, quiet)
