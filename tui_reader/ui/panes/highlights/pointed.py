"""What the highlights need to know of the text: what is pointed at, and the sentences around."""

from __future__ import annotations

from typing import Protocol

Range = tuple[int, int]
"""`[start, end)` code points of the open article's text."""


class Pointing(Protocol):
    """Answers what is pointed at."""

    @property
    def article_id(self) -> int | None:
        """The article pointed into."""

    @property
    def revision_id(self) -> int | None:
        """The revision of its text that the offsets are of."""

    @property
    def selecting(self) -> bool:
        """Whether something is selected."""

    def go_to(self, offset: int) -> None:
        """Make the sentence at an offset the current one."""

    def words(self, target: Range) -> str:
        """The text of a range."""

    def target(self) -> Range | None:
        """The selection or the current sentence."""

    def sentence_beside(self, offset: int, delta: int) -> Range | None:
        """The sentence after or before an offset."""

    def sentences_in(self, start: int, end: int) -> list[Range]:
        """The sentences that touch a range."""

    def leave_mode(self) -> bool:
        """The selection was used."""
