"""Finding: one box over titles, bodies, highlights, notes and sources, one list, best first."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, NamedTuple

from tui_reader.document.terms import fold
from tui_reader.library import hits, selecting
from tui_reader.library.body_search import BodyHits, BodySearch
from tui_reader.library.mark_search import MarkHit, find_marks
from tui_reader.library.matching import groups_of
from tui_reader.library.source_search import SourceHit, SourceSearch
from tui_reader.library.title_search import TitleHit, TitleSearch
from tui_reader.model import SearchHit
from tui_reader.search.query import Query, parse
from tui_reader.store import Store
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import ANY_ARTICLE, BODY_LIMIT, Filter

PATIENCE: Final = 0.08
"""Seconds that a pattern may take while it is typed."""

# Scores of what is found as typed. A title scores 0.8 to 1.09 (1 and more for whole words), so it stands above all
# else but a source of just that name; a title with beginnings of words only mixes with marks (to 0.94), names and
# bodies. Guesses of any kind stay below 0.7.
_BODY: Final = (0.70, 0.20)  # least, and how much more for the most relevant
_BODY_GUESSED: Final = (0.44, 0.12)
_AS_TYPED: Final = 0.70


MOST_RANKED: Final = BODY_LIMIT
"""Texts that are ranked at most: the newest ones."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first. `notice` is one sentence when a pattern did not get to the end, else empty.
    `capped`: more than `MOST_RANKED` texts hold what was typed, and the older ones were left out."""

    hits: tuple[SearchHit, ...]
    notice: str = ""
    capped: bool = False


class _Found(NamedTuple):
    score: float
    article_id: int
    hit: TitleHit | MarkHit | SourceHit | None = None  # None: in the body


class Finding:
    """Searches the library. It remembers the words and names of the library between searches, so keep it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._titles = TitleSearch(store.index)
        self._bodies = BodySearch(store.index)
        self._sources = SourceSearch(store.names)

    def find(self, query: str, limit: int = 50) -> list[SearchHit]:
        """The hits of `answer`."""
        return list(self.answer(query, limit).hits)

    def answer(self, query: str, limit: int = 50, patience: float = PATIENCE) -> Answer:
        """The best `limit` hits for what was typed: an article once, be it for its title or its body, each
        highlight and note, and a few sources. A query of fields and patterns only lists the newest articles first.

        Nothing is found for an empty query. A pattern is given up after `patience` seconds, with a notice. Raises
        QueryError for a query that cannot mean anything, StoreError.
        """
        wanted = parse(query)
        if wanted.empty or limit < 1:
            return Answer(())
        with self._store.database.snapshot():
            if wanted.patterns:
                answer = self._matching(wanted, limit, patience)
            elif not wanted.clauses:
                answer = Answer(tuple(self._listed(wanted, limit)))
            else:
                answer = self._ranked(wanted, limit)
            return replace(answer, hits=self._with_articles(answer.hits))

    def matching_ids(self, query: str, patience: float = selecting.PATIENCE) -> array[int]:
        """The ids of all articles that a query means, newest first: to the letter, no typo is forgiven.

        Raises QueryError, also for a pattern that takes longer than `patience` seconds; StoreError.
        """
        return selecting.ids_of(self._store, parse(query), patience)

    def prepare(self) -> None:
        """Read what the first search would have to read: words, names and marks. Worth doing when the box opens."""
        with self._store.database.snapshot():
            self._titles.refresh()
            self._bodies.refresh()
            self._sources.refresh()
            self._store.mark_index.refresh()

    def _with_articles(self, found: tuple[SearchHit, ...]) -> tuple[SearchHit, ...]:
        """The hits with their articles, also those that were found by their marks or by a pattern."""
        wanting = [hit.article_id for hit in found if hit.article is None and not hit.query]
        articles = self._store.articles.summaries(wanting)
        return tuple(
            hit if hit.article is not None or hit.query else replace(hit, article=articles.get(hit.article_id))
            for hit in found
        )

    def _ranked(self, wanted: Query, limit: int) -> Answer:
        among = self._store.conditions.filter(wanted.condition)
        titles = self._titles.find(wanted, limit, among)[:limit]
        bodies = self._bodies.find(wanted, limit, among)
        found = [_Found(hit.score, hit.article_id, hit) for hit in titles]
        best = _one_for_each(found + _scored(bodies))
        marks = find_marks(self._store.mark_index, wanted, bodies.near, among)
        best += [_Found(hit.score, hit.article_id, hit) for hit in marks]
        if among is ANY_ARTICLE and not wanted.without:
            best += [_Found(hit.score, hit.article_id, hit) for hit in self._sources.find(wanted.clauses)]
        best.sort(key=lambda one: -one.score)  # of equals, titles before bodies, and each as they were ranked
        if best and best[0].score >= _AS_TYPED:
            # Where something holds all that was typed, a title that lacks a word is no answer.
            best = [one for one in best if not (isinstance(one.hit, TitleHit) and one.hit.partial)]
        return Answer(tuple(self._shown(best[:limit], wanted, bodies)), capped=bodies.capped)

    def _shown(self, found: Sequence[_Found], wanted: Query, bodies: BodyHits) -> list[SearchHit]:
        articles = self._store.articles.summaries(
            one.article_id for one in found if one.hit is None or isinstance(one.hit, TitleHit)
        )
        texts = self._store.articles.texts(one.article_id for one in found if one.hit is None)
        groups = groups_of(wanted.clauses, bodies.near)
        shown: list[SearchHit] = []
        for score, article_id, hit in found:
            if isinstance(hit, TitleHit):
                if article_id in articles:
                    shown.append(hits.title_hit(articles[article_id], hit.groups, score))
            elif isinstance(hit, MarkHit):
                highlight = self._store.marks.highlight(hit.highlight_id)
                shown.append(hits.mark_hit(highlight, hit.in_note, groups, score))
            elif isinstance(hit, SourceHit):
                shown.append(hits.source_hit(hit, groups))
            elif article_id in articles and article_id in texts:
                shown.append(hits.body_hit(articles[article_id], texts[article_id], bodies.groups, score))
        return shown

    def _listed(self, wanted: Query, limit: int) -> list[SearchHit]:
        among = self._store.conditions.filter(wanted.condition)
        if wanted.notes:
            return self._noted(wanted.notes, among, limit)
        return [hits.listed_hit(article, wanted.mentioned) for article in self._store.shelves.head_of(among, limit)]

    def _noted(self, notes: Sequence[str], among: Filter, limit: int) -> list[SearchHit]:
        phrases = [Phrase.of(note) for note in notes]
        words = [" ".join(fold(note).split()) for note in notes]
        matches = self._store.mark_index.noting(phrases, among, limit)
        return [hits.noted_hit(self._store.marks.highlight(match.highlight_id), words) for match in matches]

    def _matching(self, wanted: Query, limit: int, patience: float) -> Answer:
        among = selecting.filter_of(self._store, wanted)
        found: list[SearchHit] = []
        try:
            for matched in islice(selecting.matching(self._store, wanted.patterns, among, patience), limit):
                found.append(hits.pattern_hit(matched))
        except selecting.OutOfTimeError as error:
            return Answer(tuple(found), str(error))
        return Answer(tuple(found))


def _scored(bodies: BodyHits) -> list[_Found]:
    least, more = _BODY_GUESSED if bodies.near or bodies.loose else _BODY
    top = max((match.relevance for match in bodies.matches), default=0.0)
    return [
        _Found(least + more * (max(0.0, match.relevance) / top if top > 0 else 0.0), match.article_id)
        for match in bodies.matches
    ]


def _one_for_each(found: Iterable[_Found]) -> list[_Found]:
    best: dict[int, _Found] = {}
    for one in found:
        known = best.get(one.article_id)
        if known is None or known.score < one.score:
            best.pop(one.article_id, None)  # it stands where it was found, not where the poorer one was
            best[one.article_id] = one
    return list(best.values())
