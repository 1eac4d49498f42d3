"""Finding articles by their texts: all words in title or body; a word that none holds is replaced by its nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui_reader.document.terms import is_unspaced, runs, terms
from tui_reader.library.matching import Groups, body_phrase, correctable, groups_of
from tui_reader.search.nearest import Near, WordList
from tui_reader.search.query import Clause, Piece, Query
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import ANY_ARTICLE, BodyMatch, Filter, Index

_CACHED = 500


class BodyHits(NamedTuple):
    """The articles that hold all that was asked for, best first. `near` are the words that stood in for mistyped
    ones (empty: all was found as typed), `groups` the words to mark. `loose`: terms that were typed as one may stand
    apart. `capped`: only the newest of very many were ranked."""

    matches: list[BodyMatch]
    near: Mapping[str, Sequence[Near]]
    groups: Groups
    loose: bool
    capped: bool = False


class BodySearch:
    """Finds articles that hold all words in title or body; a word that none holds is replaced by its nearest."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = WordList()
        self._last_word = 0
        self._near: dict[tuple[str, bool], list[Near]] = {}

    def find(self, query: Query, limit: int, among: Filter = ANY_ARTICLE) -> BodyHits:
        """The best `limit` articles for `query`."""
        near: dict[str, list[Near]] = {}
        clauses = [part for clause in query.clauses for part in self._loosened(clause)]
        loose = len(clauses) > len(query.clauses)
        phrases: list[list[Phrase]] = []
        for clause in clauses:
            phrases.append(self._resolved(clause, near))
            if not phrases[-1]:
                return BodyHits([], near, groups_of(clauses, near), loose)
        groups = groups_of(clauses, near)
        without = [Phrase(piece.terms) for piece in query.without]
        matches, capped = self._index.bodies(phrases, without, limit, among)
        return BodyHits(matches, near, groups, loose, capped)

    def _loosened(self, clause: Clause) -> list[Clause]:
        """A clause whose one piece has several terms that nowhere follow one another, as a clause for each word."""
        piece = clause[0]
        if len(clause) > 1 or piece.quoted or len(piece.terms) == 1 or self._index.in_bodies(body_phrase(piece)):
            return [clause]
        words = [word for run in runs(piece.text) for word in (self._words_of(run) if is_unspaced(run) else [run])]
        last = len(words) - 1
        return [
            (Piece(word, tuple(terms(word)), False, piece.open and number == last, piece.start, piece.end),)
            for number, word in enumerate(words)
        ]

    def _words_of(self, run: str) -> list[str]:
        """A run of a script without blanks, cut so that each part stands somewhere: the longest there is, from the
        left. Who types two words of such a script puts no blank between them either."""
        found: list[str] = []
        start = 0
        while start < len(run):
            end = start + 1
            while end < len(run) and self._index.in_bodies(Phrase.of(run[start : end + 1])):
                end += 1
            found.append(run[start:end])
            start = end
        return found

    def _resolved(self, clause: Clause, near: dict[str, list[Near]]) -> list[Phrase]:
        """What to look for; `near` receives the words that stand in for missing ones."""
        phrases = [phrase for phrase in map(body_phrase, clause) if self._index.in_bodies(phrase)]
        if phrases:
            return phrases
        for piece in correctable([clause]):
            found = self._neighbours(piece)
            if found:
                near[piece.text] = found
                phrases += [Phrase((one.word,), prefix=one.cut) for one in found]
        return phrases

    def _neighbours(self, piece: Piece) -> list[Near]:
        self.refresh()
        key = (piece.text, piece.open)
        if key not in self._near:
            if len(self._near) >= _CACHED:
                self._near.clear()
            self._near[key] = self._words.near(piece.text, cut=piece.open)
        return self._near[key]

    def refresh(self) -> None:
        """Read the words that were added since the last time."""
        words, last = self._index.body_words(self._last_word)
        if words:
            self._words.add(words)
            self._last_word = last
            self._near.clear()
