"""The sentence cursor: there is always a current sentence, and it is always in view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui_reader.document.sentences import Sentences
from tui_reader.model import Block

Sentence = tuple[int, int]


class SentenceCursor:
    """Which sentence of one document is current. Pure: it is told what is in view."""

    def __init__(self, sentences: Sentences, blocks: Sequence[Block]) -> None:
        self._current: Sentence | None = None
        self.go_on_in(sentences, blocks)

    def go_on_in(self, sentences: Sentences, blocks: Sequence[Block]) -> None:
        """The same text in other blocks; the current sentence stays."""
        self._sentences = sentences
        self._paragraphs = [block.start for block in blocks if block.end > block.start and block.kind != "rule"]
        self._end = blocks[-1].end if blocks else 0

    @property
    def chosen(self) -> Sentence | None:
        """The current sentence, in view or not; None until there was one."""
        return self._current

    def in_view(self, view: tuple[int, int]) -> bool:
        """Whether some of the current sentence is in view."""
        return self._current is not None and self._current[0] < view[1] and self._current[1] > view[0]

    def current(self, view: tuple[int, int]) -> Sentence | None:
        """The current sentence; when it went out of view, the first one that begins in view.

        While nothing is in view it stays.
        """
        seen = view[0] < view[1]
        if self._current is None or (seen and not self.in_view(view)):
            first = self._sentences.after(view[0])
            if first is None or first[0] >= view[1]:  # one sentence fills the whole view
                first = self._sentences.before(view[0]) or first
            self._current = first
        return self._current

    def step(self, delta: int, view: tuple[int, int]) -> Sentence | None:
        """To the next (1) or the previous sentence (-1); at the ends it stays."""
        current = self.current(view)
        if current is None:
            return None
        beside = self._sentences.after(current[0] + 1) if delta > 0 else self._sentences.before(current[0])
        self._current = beside or current
        return self._current

    def paragraph(self, delta: int, view: tuple[int, int]) -> Sentence | None:
        """To the first sentence of the next or previous paragraph; at the ends to the last or first sentence."""
        sentence = self.current(view)
        if sentence is None:
            return None
        if delta > 0:
            at = bisect_right(self._paragraphs, sentence[0])
        else:
            at = bisect_left(self._paragraphs, sentence[0]) - 1
        if 0 <= at < len(self._paragraphs):
            return self.to(self._paragraphs[at])
        self._current = self._sentences.before(self._end) if delta > 0 else self._sentences.after(0)
        return self._current

    def to(self, offset: int) -> Sentence | None:
        """Move to the sentence at an offset."""
        self._current = self._sentences.at(offset)
        return self._current

    def neighbour(self, offset: int, delta: int) -> Sentence | None:
        """The sentence after (1) the one that ends at `offset`, or the one before (-1) what begins there."""
        return self._sentences.after(offset) if delta > 0 else self._sentences.before(offset)

    def covering(self, start: int, end: int) -> list[Sentence]:
        """The sentences that touch `[start, end)`."""
        return self._sentences.covering(start, end)
