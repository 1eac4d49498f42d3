"""Finding titles: first as it was typed, then with the nearest words there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tui_reader.library.matching import BEST_GUESS, GUESSED, MOST_CORRECTED, Groups, correctable, groups_of, phrases_of
from tui_reader.search import heads
from tui_reader.search.nearest import Near, WordList
from tui_reader.search.query import Clause, Piece, Query
from tui_reader.search.ranking import BEGINNING, Ranked, rank
from tui_reader.search.snippets import Needle
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import ANY_ARTICLE, TITLE_LIMIT, Filter, Index, TitleMatch

ENOUGH: Final = 10
"""With so many titles found as typed, no word is taken for a mistyped one."""

_PARTIAL = 0.3  # what a guess counts for a title that lacks a word
_PER_SPLIT = 100  # titles looked at for one way to take a run apart
_SPLIT_TITLES = 500
_SPLITS = 80
_CACHED = 500
_CACHED_ANSWERS = 5_000


class TitleHit(NamedTuple):
    """A title that was found; `score` is 0 to 1.09, `groups` are the words to mark in it. A `partial` one lacks one of
    the words."""

    article_id: int
    title: str
    score: float
    groups: Groups
    partial: bool = False


class TitleSearch:
    """Finds titles: all words in any order, each as the beginning of a word, typos forgiven when little is found."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = WordList()
        self._last_word = 0
        self._near: dict[str, list[Near]] = {}
        self._known = _Known(index)

    def find(self, query: Query, limit: int = 50, among: Filter = ANY_ARTICLE) -> list[TitleHit]:
        """The best `limit` titles for `query`, best first."""
        clauses = query.clauses
        look = _Look(self._index, [Phrase(piece.terms) for piece in query.without], among)
        as_typed = found = look.as_typed(clauses)
        near: dict[str, list[Near]] = {}
        if len(found) < ENOUGH:
            self.refresh()
            whole = {piece.text for piece in correctable(clauses) if self._known(piece.terms[0], prefix=False)}
            near = self._neighbours(
                piece for piece in correctable(clauses) if piece.text not in whole and not self._known(piece.terms[0])
            )
            if near:
                found = found | look.titles(phrases_of(clauses, near, whole))
            if not found:  # a word may be mistyped into another one
                near = self._neighbours(correctable(clauses))
                found = look.titles(phrases_of(clauses, near))
            if not found and 1 < len(clauses) <= MOST_CORRECTED:
                found = look.all_but_one(phrases_of(clauses, near, whole))
        ranked = rank(look.kept(found.values()), clauses, near, limit)
        groups = groups_of(clauses, near)
        hits = [TitleHit(one.article_id, one.title, _weighed(one), groups, one.poorest == 0) for one in ranked]
        return hits if as_typed else self._with_run_together(hits, clauses, look)

    def refresh(self) -> None:
        """Read the words that were added since the last time."""
        words, last = self._index.title_words(self._last_word)
        if words:
            self._words.add(words)
            self._last_word = last
            self._near.clear()
            self._known.clear()

    def _neighbours(self, pieces: Iterable[Piece]) -> dict[str, list[Near]]:
        found: dict[str, list[Near]] = {}
        for piece in pieces:
            if piece.text not in self._near:
                if len(self._near) >= _CACHED:
                    self._near.clear()
                self._near[piece.text] = self._words.near(piece.text)
            if self._near[piece.text]:
                found[piece.text] = self._near[piece.text]
        return found

    def _with_run_together(self, hits: list[TitleHit], clauses: Sequence[Clause], look: _Look) -> list[TitleHit]:
        """`hits` and, if one long word was typed, the titles whose words begin with its parts."""
        pieces = [piece for clause in clauses for piece in correctable([clause])]
        if len(clauses) != 1 or len(pieces) != 1 or len(pieces[0].text) not in heads.LENGTHS:
            return hits
        best = {hit.article_id: hit for hit in hits}
        seen = shortest = 0
        for parts in heads.splits(pieces[0].text, self._known)[:_SPLITS]:
            if min(map(len, parts)) < shortest:
                break  # what a more telling way found in order is what was meant
            phrases = [[Phrase((part,), prefix=True)] for part in parts]
            matches = look.titles(phrases, _PER_SPLIT).values()
            groups = tuple((Needle(part, open=True),) for part in parts)
            for match in look.kept(matches):
                score, in_order = heads.score(match.title, parts)
                shortest = max(shortest, in_order * min(map(len, parts)))
                if match.article_id not in best or best[match.article_id].score < score:
                    best[match.article_id] = TitleHit(match.article_id, match.title, score, groups)
            seen += len(matches)
            if seen > _SPLIT_TITLES:
                break
        return sorted(best.values(), key=lambda hit: -hit.score)


class _Look:
    """Asks the index for titles, all of one query with the same things left out and among the same articles."""

    def __init__(self, index: Index, without: Sequence[Phrase], among: Filter) -> None:
        self._index = index
        self._without = without
        self._among = among

    def titles(self, clauses: Sequence[Sequence[Phrase]], limit: int = TITLE_LIMIT) -> dict[int, TitleMatch]:
        matches = self._index.titles(clauses, self._without, limit, self._among)
        return {match.article_id: match for match in matches}

    def as_typed(self, clauses: Sequence[Clause]) -> dict[int, TitleMatch]:
        found = self.titles(phrases_of(clauses, {}))
        if len(found) == TITLE_LIMIT:
            # Older titles with the whole words must not be crowded out by newer ones with longer words.
            found |= self.titles([[Phrase(piece.terms) for piece in clause] for clause in clauses])
        return found

    def all_but_one(self, phrases: list[list[Phrase]]) -> dict[int, TitleMatch]:
        found: dict[int, TitleMatch] = {}
        for left_out in range(len(phrases)):
            found |= self.titles(phrases[:left_out] + phrases[left_out + 1 :], _PER_SPLIT)
        return found

    def kept(self, matches: Iterable[TitleMatch]) -> list[TitleMatch]:
        """`matches` without the articles whose body holds what is to be left out."""
        matches = list(matches)
        unwanted = self._index.having(self._without, (match.article_id for match in matches)) if self._without else ()
        return [match for match in matches if match.article_id not in unwanted]


class _Known:
    """Whether any title has a word, or with `prefix` one that begins so; each is asked once, while no word is new."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._answers: dict[tuple[str, bool], bool] = {}

    def __call__(self, term: str, *, prefix: bool = True) -> bool:
        answer = self._answers.get((term, prefix))
        if answer is None:
            if len(self._answers) >= _CACHED_ANSWERS:
                self.clear()
            answer = self._answers[term, prefix] = self._index.in_titles(Phrase((term,), prefix=prefix))
        return answer

    def clear(self) -> None:
        self._answers.clear()


def _weighed(ranked: Ranked) -> float:
    if ranked.poorest >= BEGINNING:
        return ranked.score
    return min(BEST_GUESS, ranked.score * (GUESSED if ranked.poorest > 0 else _PARTIAL))
