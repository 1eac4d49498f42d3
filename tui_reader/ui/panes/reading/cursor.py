"""The sentence cursor: there is always a current sentence, and it is always in view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui_reader.model import Block

Sentence = tuple[int, int]


class SentenceCursor:
    """Sentences of one document and which of them is current. Pure: it is told what is in view."""

    def __init__(self, sentences: Sequence[Sentence] = (), blocks: Sequence[Block] = ()) -> None:
        self.sentences = list(sentences)
        self._starts = [start for start, _ in self.sentences]
        self._paragraphs = [block.start for block in blocks if block.end > block.start and block.kind != "rule"]
        self._index: int | None = None

    def _at(self, offset: int) -> int:
        """The sentence that holds an offset, else the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def current(self, view: tuple[int, int]) -> Sentence | None:
        """The current sentence; when it went out of view, the first one that begins in view."""
        if not self.sentences:
            return None
        if self._index is not None:
            start, end = self.sentences[self._index]
            if start < view[1] and end > view[0]:
                return self.sentences[self._index]
        index = min(bisect_left(self._starts, view[0]), len(self.sentences) - 1)
        if self.sentences[index][0] >= view[1] and index:
            index -= 1  # one sentence fills the whole view
        self._index = index
        return self.sentences[index]

    def step(self, delta: int, view: tuple[int, int]) -> Sentence | None:
        """Move by sentences."""
        if self.current(view) is None or self._index is None:
            return None
        self._index = max(0, min(len(self.sentences) - 1, self._index + delta))
        return self.sentences[self._index]

    def paragraph(self, delta: int, view: tuple[int, int]) -> Sentence | None:
        """Move to the first sentence of the next or previous paragraph."""
        sentence = self.current(view)
        if sentence is None:
            return None
        if delta > 0:
            at = bisect_right(self._paragraphs, sentence[0])
        else:
            at = bisect_left(self._paragraphs, sentence[0]) - 1
        if not 0 <= at < len(self._paragraphs):
            return self.step(len(self.sentences) * delta, view)
        return self.to(self._paragraphs[at])

    def to(self, offset: int) -> Sentence | None:
        """Move to the sentence at an offset."""
        if not self.sentences:
            return None
        self._index = self._at(offset)
        if self.sentences[self._index][1] <= offset and self._index + 1 < len(self.sentences):
            self._index += 1
        return self.sentences[self._index]

    def neighbour(self, offset: int, delta: int) -> Sentence | None:
        """The sentence after (1) the one that ends at `offset`, or the one before (-1) what begins there."""
        at = bisect_left(self._starts, offset) - (0 if delta > 0 else 1)
        return self.sentences[at] if 0 <= at < len(self.sentences) else None

    def covering(self, start: int, end: int) -> list[Sentence]:
        """The sentences that touch `[start, end)`."""
        first = self._at(start)
        last = bisect_left(self._starts, end)
        return [s for s in self.sentences[first:last] if s[1] > start]
