"""The mouse over a document: drags that snap to words, double click for a sentence, triple for a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, Protocol

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tui_reader.document.language import BLANKLESS

Unit = Literal["word", "sentence", "paragraph"]
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_NEAR = 200
"""A word longer than this many characters is not looked for: a drag must cost the same in any text."""


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word around an offset; the character itself in scripts without blanks or between words."""
    low, high = max(0, offset - _NEAR), min(len(text), offset + _NEAR)
    for match in _WORD.finditer(text, low, high):
        if match.start() <= offset < match.end():
            return (offset, offset + 1) if BLANKLESS.search(match.group()) else match.span()
        if match.start() > offset:
            break
    return offset, min(len(text), offset + 1)


class Pressed(Message):
    """The document was clicked, or text was selected with the mouse.

    `unit` says what was meant: the sentence or paragraph at `start`, or the range `[start, end)`; a plain click
    has `start == end`.
    """

    def __init__(self, start: int, end: int, unit: Unit = "word") -> None:
        super().__init__()
        self.start = start
        self.end = end
        self.unit: Unit = unit


class Surface(Protocol):
    """What the pointer needs of the view it points at."""

    @property
    def text(self) -> str:
        """The text in view."""

    @property
    def size(self) -> Size:
        """Cells of the viewport."""

    def offset_at(self, x: int, y: int) -> int:
        """The offset under a cell of the viewport."""

    def set_selection(self, selection: tuple[int, int] | None) -> None:
        """Show a selection."""

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows."""

    def capture_mouse(self) -> None:
        """Hear of the mouse wherever it goes."""

    def release_mouse(self) -> None:
        """No longer."""

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> Timer:
        """Call back every `interval` seconds."""

    def post_message(self, message: Message) -> bool:
        """Tell the panes."""


class Pointer:
    """Keeps track of one drag. The view beyond whose edge the mouse is held scrolls on."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self._anchor: tuple[int, int] | None = None
        self._last = (0, 0)
        self._dragged = False
        self._timer: Timer | None = None

    def press(self, event: events.MouseDown) -> None:
        """Begin."""
        if event.button != 1:
            return
        offset = self._view.offset_at(event.x, event.y)
        self._anchor, self._dragged, self._last = word_at(self._view.text, offset), False, (event.x, event.y)
        self._view.capture_mouse()
        self._timer = self._view.set_interval(1 / 30, self._scroll)

    def move(self, event: events.MouseMove) -> None:
        """Extend the selection to the word under the pointer."""
        if self._anchor is None or (event.x, event.y) == self._last:
            return
        self._dragged, self._last = True, (event.x, event.y)
        self._view.set_selection(self._range())

    def _range(self) -> tuple[int, int]:
        assert self._anchor is not None
        x, y = self._last
        height = self._view.size.height
        start, end = word_at(self._view.text, self._view.offset_at(x, min(max(y, 0), height - 1)))
        return min(start, self._anchor[0]), max(end, self._anchor[1])

    def _scroll(self) -> None:
        y = self._last[1]
        beyond = y if y < 0 else max(0, y - self._view.size.height + 1)
        if beyond and self._dragged:
            self._view.scroll_rows(beyond)
            self._view.set_selection(self._range())

    def release(self) -> None:
        """End: report what was selected."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._view.release_mouse()
        if self._anchor is not None and self._dragged:
            self._view.post_message(Pressed(*self._range()))
        self._anchor = None

    def click(self, event: events.Click) -> None:
        """A click without a drag: a place, a sentence, a paragraph."""
        if self._dragged:
            return
        event.prevent_default()
        offset = self._view.offset_at(event.x, event.y)
        units: dict[int, Unit] = {2: "sentence", 3: "paragraph"}
        self._view.post_message(Pressed(offset, offset, units.get(event.chain, "word")))
