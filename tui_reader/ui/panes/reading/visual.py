"""Selecting text by keys: words, characters, sentences, paragraphs, from either end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from tui_reader.ui.panes.reading.cursor import SentenceCursor

_WORD = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")
_CLAUSE_END = re.compile(r"[,;:–—](?:\s+|$)|[，；：、]")
_REACH = 4_000
"""Characters searched for the next word: blanks and long words cost the same in any text."""


class Visual:
    """A selection with a fixed end (`anchor`) and a moving one (`head`). Pure."""

    KEYS = frozenset("wbehl)(}{o+-")

    def __init__(self, text: str, cursor: SentenceCursor, start: int, end: int, paragraphs: list[int]) -> None:
        self._text = text
        self._cursor = cursor
        self._paragraphs = paragraphs
        self._smaller: list[tuple[int, int]] = []
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
        if key in "+-":
            self._take_more() if key == "+" else self._take_less()
            return
        self._smaller.clear()
        self.head = max(0, min(len(self._text), self._moved(key)))

    def _take_more(self) -> None:
        """The next larger unit around the selection: words, a clause, sentences, paragraphs."""
        start, end = self.selection
        for low, high in (
            self._words(start, end),
            self._clause(start, end),
            self._told(start, end),
            self._block(start, end),
        ):
            if low <= start and end <= high and (low, high) != (start, end):
                self._smaller.append((self.anchor, self.head))
                self.anchor, self.head = low, high
                return

    def _take_less(self) -> None:
        """What was selected before it was made more; else only the first unit that is smaller."""
        if self._smaller:
            self.anchor, self.head = self._smaller.pop()
            return
        start, end = self.selection
        told = self._told(start, start + 1)
        smaller = (told, self._clause(start, start + 1), self._words(start, start + 1), (start, start + 1))
        for low, high in smaller:
            low, high = max(low, start), min(high, end)
            if low < high and high - low < end - start:
                self.anchor, self.head = low, high
                return

    def _words(self, start: int, end: int) -> tuple[int, int]:
        low, high = max(0, start - _REACH), min(len(self._text), end + _REACH)
        for match in _WORD.finditer(self._text, low, high):
            if match.start() <= start < match.end():
                start = match.start()
            if match.start() < end <= match.end():
                end = match.end()
            if match.start() >= end:
                break
        return start, end

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        low, high = self._told(start, end)
        for mark in _CLAUSE_END.finditer(self._text, low, high):
            if mark.end() <= start:
                low = mark.end()
            elif mark.start() >= end:
                return low, mark.start() + 1
        return low, high

    def _told(self, start: int, end: int) -> tuple[int, int]:
        sentences = self._cursor.covering(start, max(end, start + 1))
        return (min(start, sentences[0][0]), max(end, sentences[-1][1])) if sentences else (start, end)

    def _block(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_right(self._paragraphs, start) - 1
        behind = bisect_left(self._paragraphs, end)
        low = self._paragraphs[first] if first >= 0 else start
        high = self._paragraphs[behind] if behind < len(self._paragraphs) else len(self._text)
        return low, max(end, low + len(self._text[low:high].rstrip()))

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
