"""Selecting text by keys: words, characters, sentences, paragraphs, from either end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from tui_reader.ui.panes.reading.cursor import SentenceCursor

_WORD = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")
_REACH = 4_000
"""Characters searched for the next word: blanks and long words cost the same in any text."""


class Visual:
    """A selection with a fixed end (`anchor`) and a moving one (`head`). Pure."""

    KEYS = frozenset("wbehl)(}{o")

    def __init__(self, text: str, cursor: SentenceCursor, start: int, end: int, paragraphs: list[int]) -> None:
        self._text = text
        self._cursor = cursor
        self._paragraphs = paragraphs
        self.anchor = start
        self.head = end

    @property
    def selection(self) -> tuple[int, int]:
        """`[start, end)`; never empty in a text that is not."""
        start, end = sorted((self.anchor, self.head))
        start = min(start, max(0, len(self._text) - 1))
        return start, max(end, min(len(self._text), start + 1))

    def press(self, key: str) -> None:
        """One of KEYS."""
        if key == "o":
            self.anchor, self.head = self.head, self.anchor
            return
        self.head = max(0, min(len(self._text), self._moved(key)))

    def _moved(self, key: str) -> int:
        head = self.head
        if key in "we":
            match = next(_WORD.finditer(self._text, head, head + _REACH), None)
            return match.end() if match else min(len(self._text), head + 1)
        if key == "b":
            before = [m.start() for m in _WORD.finditer(self._text, max(0, head - _REACH), head)]
            return next((at for at in reversed(before) if at < head), max(0, head - 1))
        if key == "l":
            return head + 1
        if key == "h":
            return head - 1
        if key == ")":
            sentence = self._cursor.neighbour(head, 1)
            return sentence[1] if sentence else len(self._text)
        if key == "(":
            sentence = self._cursor.neighbour(head, -1)
            return sentence[0] if sentence else 0
        if key == "}":
            at = bisect_right(self._paragraphs, head)
            return self._paragraphs[at] if at < len(self._paragraphs) else len(self._text)
        at = bisect_left(self._paragraphs, head) - 1
        return self._paragraphs[at] if at >= 0 else 0
