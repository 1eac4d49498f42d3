"""Finding highlights by the words of their quotes and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui_reader.library.matching import BEST_GUESS, GUESSED, phrases_of
from tui_reader.search.nearest import Near
from tui_reader.search.query import Query
from tui_reader.search.ranking import BEGINNING, Sought
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import Filter
from tui_reader.store.mark_index import MarkIndex

_LEAST, _MORE = 0.86, 0.08
"""A mark that holds what was typed as it was typed scores so much, and how much more for whole words."""


class MarkHit(NamedTuple):
    """A highlight that was found, in its quote or only in its note; `score` is 0 to 0.94."""

    highlight_id: str
    article_id: int
    score: float
    in_note: bool


def find_marks(index: MarkIndex, query: Query, near: Mapping[str, Sequence[Near]], among: Filter) -> list[MarkHit]:
    """The highlights that answer all clauses of `query` in quote and note, in no order; `near` holds the words that
    stand in for mistyped ones."""
    sought = Sought(query.clauses, near)
    without = [Phrase(piece.terms) for piece in query.without]
    found: list[MarkHit] = []
    for match in index.find(phrases_of(query.clauses, near), without, among):
        for in_note, line in enumerate((match.quote, match.note, match.quote + match.note)):
            scores = sought.scores(line)
            if scores and min(scores) > 0:
                found.append(MarkHit(match.highlight_id, match.article_id, _score(scores), in_note == 1))
                break
    return found


def _score(scores: Sequence[float]) -> float:
    mean = sum(scores) / len(scores)
    if min(scores) < BEGINNING:
        return min(BEST_GUESS, mean * GUESSED)
    return _LEAST + _MORE * (mean - BEGINNING) / (1 - BEGINNING)
