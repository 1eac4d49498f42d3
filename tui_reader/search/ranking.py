"""How well a title answers what was typed: exact word, then beginning of a word, then a similar word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import Final, NamedTuple

from tui_reader.document.terms import is_unspaced, term_line
from tui_reader.search.nearest import Near
from tui_reader.search.query import Clause, Piece

EXACT: Final = 1.0
BEGINNING: Final = 0.80
"""Score of the beginning of a word; up to 0.88 for nearly all of it. What scores less was only guessed."""

_COMPLETE: Final = 0.08
_SIMILAR: Final = 0.75  # times the similarity
_SHORT: Final = 0.03  # for a title of nothing but what was typed
_TOGETHER: Final = 0.06  # for words that stand together as typed
_IN_ORDER: Final = 0.05  # for words in the order they were typed
_LONGEST_KEPT: Final = 400

Candidate = tuple[int, str, int]
"""An article's id, its title, and its time (UTC seconds): of two equals the newer is better."""


class Ranked(NamedTuple):
    """A ranked title. `score` is 0 to 1.09; `poorest` is the score of the clause that is answered worst: below
    `BEGINNING` it was only guessed, at 0 it is missing."""

    article_id: int
    title: str
    score: float
    poorest: float


def rank(
    candidates: Iterable[Candidate], clauses: Sequence[Clause], near: Mapping[str, Sequence[Near]], limit: int
) -> list[Ranked]:
    """The best `limit` candidates, best first, without those that lack a quoted phrase. `near` holds the neighbours
    of the words that may be mistyped."""
    sought = Sought(clauses, near)
    scored: list[tuple[float, int, int, str, float]] = []
    for article_id, title, sort_key in candidates:
        line = kept_line(title)
        scores = sought.scores(line)
        if not scores:
            continue
        poorest, score = scores[0], scores[0]
        if len(scores) > 1:
            poorest, score = min(scores), sum(scores) / len(scores) + sought.order(line)
        score += _SHORT * min(1.0, sought.length / len(line))
        scored.append((score, sort_key, article_id, title, poorest))
    return [
        Ranked(article_id, title, score, poorest) for score, _, article_id, title, poorest in nlargest(limit, scored)
    ]


def kept_line(title: str) -> str:
    """The term line of a title; while a query is typed the same titles are looked at with every key."""
    return _kept_line(title) if len(title) <= _LONGEST_KEPT else term_line(title)


_kept_line = lru_cache(maxsize=8_192)(term_line)


class Sought:
    """What was typed, made ready to be looked for in many lines of terms (see `term_line`)."""

    def __init__(self, clauses: Sequence[Clause], near: Mapping[str, Sequence[Near]]) -> None:
        self._needles = [[_Needle(piece, near.get(piece.text, ())) for piece in clause] for clause in clauses]
        self._together = " " + " ".join(" ".join(clause[0].terms) for clause in clauses)
        self.length = len(self._together)
        self._alone = [needles[0] for needles in self._needles] if all(len(c) == 1 for c in clauses) else []
        self._literal = [all(piece.quoted for piece in clause) for clause in clauses]

    def scores(self, line: str) -> list[float]:
        """How well each clause is answered, 0 to 1; nothing if a quoted phrase is missing."""
        if self._alone:
            scores = [needle.score(line) for needle in self._alone]
        else:
            scores = [max([needle.score(line) for needle in alternatives]) for alternatives in self._needles]
        if 0.0 in scores and any(literal and not score for literal, score in zip(self._literal, scores, strict=True)):
            return []
        return scores

    def order(self, line: str) -> float:
        """What is added for words that stand in the order they were typed, or even together."""
        if self._together in line:
            return _TOGETHER
        at = 0
        for alternatives in self._needles:
            at = alternatives[0].place(line, at)
            if at < 0:
                return 0.0
        return _IN_ORDER


class _Needle:
    """One piece, made ready to be looked for in many term lines."""

    def __init__(self, piece: Piece, near: Sequence[Near]) -> None:
        self._begins = " " + " ".join(piece.terms)
        self._whole = self._begins if is_unspaced(piece.terms[-1]) else self._begins + " "
        self._each = [f" {term}" for term in piece.terms] if len(piece.terms) > 1 and not piece.quoted else []
        self._may_continue = not piece.quoted
        self._near = [(f" {word}" if cut else f" {word} ", _SIMILAR * similarity) for word, similarity, cut in near]

    def place(self, line: str, start: int) -> int:
        """Where the piece, or the nearest word for it, ends in the line at or after `start`; -1 if it does not."""
        for begins in (self._begins, *self._each[:1], *(word for word, _ in self._near)):
            at = line.find(begins, start)
            if at >= 0:
                return at + len(begins) - 1
        return -1

    def score(self, line: str) -> float:
        if self._whole in line:
            return EXACT
        if self._may_continue:
            at = line.find(self._begins)
            if at >= 0:
                return BEGINNING + _COMPLETE * len(self._begins) / (line.index(" ", at + len(self._begins)) - at)
            if self._each and all(term in line for term in self._each):
                return BEGINNING
        for word, score in self._near:
            if word in line:
                return score
        return 0.0
