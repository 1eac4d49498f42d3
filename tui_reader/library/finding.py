"""Finding: one box over titles, bodies, highlights and notes, one list, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tui_reader.document.terms import term_line
from tui_reader.library.matching import (
    BEST_GUESS,
    GUESSED,
    BodyHits,
    BodySearch,
    Groups,
    TitleHit,
    TitleSearch,
    groups_of,
)
from tui_reader.model import Article, Highlight, SearchHit
from tui_reader.search.nearest import Near
from tui_reader.search.query import Query, parse
from tui_reader.search.ranking import BEGINNING, Sought
from tui_reader.search.snippets import Passage, best_passage, marks_in
from tui_reader.store import Store

# Scores of what is found as typed. A title scores 0.8 to 1.09 (1 and more for whole words), so it stands above all
# else; a title with beginnings of words only mixes with marks and bodies. Guesses of any kind stay below 0.7.
_BODY: Final = (0.70, 0.20)  # least, and how much more for the most relevant
_MARK: Final = (0.86, 0.08)  # least, and how much more for whole words
_BODY_GUESSED: Final = (0.44, 0.12)


class _Found(NamedTuple):
    score: float
    article_id: int
    title: TitleHit | None = None
    highlight: Highlight | None = None
    in_note: bool = False


class Finding:
    """Searches the library. It remembers the words of the library between searches, so keep it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._titles = TitleSearch(store.index)
        self._bodies = BodySearch(store.index)
        self._lines: dict[str, tuple[str, str, str]] = {}

    def find(self, query: str, limit: int = 50) -> list[SearchHit]:
        """The best `limit` hits for what was typed, best first: an article once, be it for its title or its body,
        and each highlight and note.

        Nothing is found for an empty query. Raises QueryError for a query that cannot mean anything, StoreError.
        """
        wanted = parse(query)
        if not wanted.clauses or limit < 1:
            return []
        with self._store.database.snapshot():
            titles = self._titles.find(wanted)[:limit]
            bodies = self._bodies.find(wanted, limit)
            found = [_Found(hit.score, hit.article_id, title=hit) for hit in titles]
            found += _scored(bodies)
            best = _one_for_each(found) + self._marks(wanted, bodies.near)
            best.sort(key=lambda one: (-one.score, -one.article_id))
            return self._shown(best[:limit], wanted, bodies)

    def _marks(self, wanted: Query, near: Mapping[str, Sequence[Near]]) -> list[_Found]:
        sought = Sought(wanted.clauses, near)
        unwanted = [" " + " ".join(piece.terms) for piece in wanted.without]
        found: list[_Found] = []
        lines: dict[str, tuple[str, str, str]] = {}
        for highlight in self._store.marks.all_highlights():
            known = self._lines.get(highlight.id)
            if known is None or known[0] != highlight.updated:
                known = (highlight.updated, term_line(highlight.quote), term_line(highlight.note))
            lines[highlight.id] = known
            quote, note = known[1:]
            if any(text in quote or text in note for text in unwanted):
                continue
            for in_note, line in enumerate((quote, note, quote + note)):
                scores = sought.scores(line)
                if scores and min(scores) > 0:
                    found.append(
                        _Found(_mark_score(scores), highlight.article_id, highlight=highlight, in_note=in_note == 1)
                    )
                    break
        self._lines = lines
        return found

    def _shown(self, found: Sequence[_Found], wanted: Query, bodies: BodyHits) -> list[SearchHit]:
        in_bodies = [one.article_id for one in found if one.title is None and one.highlight is None]
        articles = self._store.articles.summaries(in_bodies)
        texts = self._store.articles.texts(in_bodies)
        groups = groups_of(wanted.clauses, bodies.near)
        shown: list[SearchHit] = []
        for one in found:
            if one.title is not None:
                shown.append(_title_hit(one.article_id, one.title.title, one.title.groups, one.score))
            elif one.highlight is not None:
                shown.append(_mark_hit(one, one.highlight, groups))
            elif one.article_id in articles and one.article_id in texts:
                shown.append(_body_hit(articles[one.article_id], texts[one.article_id], bodies.groups, one.score))
        return shown


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
        if one.article_id not in best or best[one.article_id].score < one.score:
            best[one.article_id] = one
    return list(best.values())


def _mark_score(scores: Sequence[float]) -> float:
    mean = sum(scores) / len(scores)
    if min(scores) < BEGINNING:
        return min(BEST_GUESS, mean * GUESSED)
    least, more = _MARK
    return least + more * (mean - BEGINNING) / (1 - BEGINNING)


def _title_hit(article_id: int, title: str, groups: Groups, score: float) -> SearchHit:
    return SearchHit(article_id, title, "title", title, marks_in(title, groups), score)


def _body_hit(article: Article, text: str, groups: Groups, score: float) -> SearchHit:
    passage = best_passage(text, groups)
    if passage is None:  # all words are in the title
        return _title_hit(article.id, article.title, groups, score)
    start, end = passage.match
    return SearchHit(article.id, article.title, "body", passage.snippet, passage.marks, score, start, end)


def _mark_hit(one: _Found, highlight: Highlight, groups: Groups) -> SearchHit:
    text = highlight.note if one.in_note else highlight.quote
    passage: Passage | None = best_passage(text, groups)
    snippet, marks = (passage.snippet, passage.marks) if passage else (text, ())
    return SearchHit(
        highlight.article_id,
        highlight.title,
        "note" if one.in_note else "highlight",
        snippet,
        marks,
        one.score,
        highlight.start,
        highlight.end,
        highlight.id,
    )
