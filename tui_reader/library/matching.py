"""Asking the index for what was typed: first as it stands, then with the nearest words there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tui_reader.document.terms import is_unspaced
from tui_reader.search import heads
from tui_reader.search.nearest import SHORTEST, Near, WordList, lengths, nearest, nearest_or_cut
from tui_reader.search.query import Clause, Piece, Query
from tui_reader.search.ranking import BEGINNING, Ranked, rank
from tui_reader.search.snippets import Needle
from tui_reader.store.index import TITLE_LIMIT, BodyMatch, Index, Phrase, TitleMatch

ENOUGH: Final = 10
"""With so many titles found as typed, no word is taken for a mistyped one."""

GUESSED: Final = 0.70
"""What a guess counts beside a title or mark that holds the words as typed."""

BEST_GUESS: Final = 0.69
"""No guess scores higher."""

_PARTIAL = 0.3  # the same for a title that lacks a word
_PER_SPLIT = 100  # titles looked at for one way to take a run apart
_SPLIT_TITLES = 500
_SPLITS = 80
_CORRECTED = 8  # words of one query that are corrected
_CACHED = 500
_LONGEST = 33

Groups = tuple[tuple[Needle, ...], ...]


class TitleHit(NamedTuple):
    """A title that was found; `score` is 0 to 1.09, `groups` are the words to mark in it."""

    article_id: int
    title: str
    score: float
    groups: Groups


class BodyHits(NamedTuple):
    """The articles that hold all that was asked for, best first. `near` are the words that stood in for mistyped
    ones (empty: all was found as typed), `groups` the words to mark."""

    matches: list[BodyMatch]
    near: Mapping[str, Sequence[Near]]
    groups: Groups
    loose: bool


class TitleSearch:
    """Finds titles: all words in any order, each as the beginning of a word, typos forgiven when little is found."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = WordList()
        self._last_word = 0
        self._near: dict[str, list[Near]] = {}

    def find(self, query: Query) -> list[TitleHit]:
        """The titles that answer `query`, best first."""
        clauses = query.clauses
        without = [Phrase(piece.terms) for piece in query.without]
        as_typed = found = self._as_typed(clauses, without)
        near: dict[str, list[Near]] = {}
        if len(found) < ENOUGH:
            self._refresh()
            whole = {piece.text for piece in _correctable(clauses) if self._index.in_titles(Phrase(piece.terms))}
            near = self._neighbours(
                piece
                for piece in _correctable(clauses)
                if piece.text not in whole and not self._index.in_titles(Phrase(piece.terms, prefix=True))
            )
            if near:
                found = found | _by_id(self._index.titles(_phrases(clauses, near, whole), without))
            if not found:  # a word may be mistyped into another one
                near = self._neighbours(_correctable(clauses))
                found = _by_id(self._index.titles(_phrases(clauses, near), without))
            if not found and 1 < len(clauses) <= _CORRECTED:
                found = self._all_but_one(_phrases(clauses, near, whole), without)
        ranked = rank(self._kept(found.values(), without), clauses, near)
        groups = groups_of(clauses, near)
        hits = [TitleHit(one.article_id, one.title, _weighed(one), groups) for one in ranked]
        return hits if as_typed else self._with_run_together(hits, clauses, without)

    def _as_typed(self, clauses: Sequence[Clause], without: Sequence[Phrase]) -> dict[int, TitleMatch]:
        found = _by_id(self._index.titles(_phrases(clauses, {}), without))
        if len(found) == TITLE_LIMIT:
            # Older titles with the whole words must not be crowded out by newer ones with longer words.
            whole = [[Phrase(piece.terms) for piece in clause] for clause in clauses]
            found |= _by_id(self._index.titles(whole, without))
        return found

    def _refresh(self) -> None:
        words, last = self._index.title_words(self._last_word)
        if words:
            self._words.add(words)
            self._last_word = last
            self._near.clear()

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

    def _all_but_one(self, phrases: list[list[Phrase]], without: Sequence[Phrase]) -> dict[int, TitleMatch]:
        found: dict[int, TitleMatch] = {}
        for left_out in range(len(phrases)):
            found |= _by_id(self._index.titles(phrases[:left_out] + phrases[left_out + 1 :], without, _PER_SPLIT))
        return found

    def _with_run_together(
        self, hits: list[TitleHit], clauses: Sequence[Clause], without: Sequence[Phrase]
    ) -> list[TitleHit]:
        """`hits` and, if one long word was typed, the titles whose words begin with its parts."""
        pieces = [piece for clause in clauses for piece in _correctable([clause])]
        if len(clauses) != 1 or len(pieces) != 1 or len(pieces[0].text) not in heads.LENGTHS:
            return hits
        best = {hit.article_id: hit for hit in hits}
        seen = 0
        for parts in heads.splits(pieces[0].text, _Heads(self._index))[:_SPLITS]:
            phrases = [[Phrase((part,), prefix=True)] for part in parts]
            matches = self._index.titles(phrases, without, _PER_SPLIT)
            groups = tuple((Needle(part, open=True),) for part in parts)
            for match in self._kept(matches, without):
                score = heads.score(match.title, parts)
                if match.article_id not in best or best[match.article_id].score < score:
                    best[match.article_id] = TitleHit(match.article_id, match.title, score, groups)
            seen += len(matches)
            if seen > _SPLIT_TITLES:
                break
        return sorted(best.values(), key=lambda hit: (-hit.score, -hit.article_id))

    def _kept(self, matches: Iterable[TitleMatch], without: Sequence[Phrase]) -> list[TitleMatch]:
        """`matches` without the articles whose body holds what is to be left out."""
        matches = list(matches)
        unwanted = self._index.having(without, (match.article_id for match in matches)) if without else set()
        return [match for match in matches if match.article_id not in unwanted]


class _Heads:
    """Whether any title has a word with this beginning; each is asked once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[str, bool] = {}

    def __call__(self, head: str) -> bool:
        if head not in self._known:
            self._known[head] = self._index.in_titles(Phrase((head,), prefix=True))
        return self._known[head]


class BodySearch:
    """Finds articles that hold all words in title or body; a word that none holds is replaced by its nearest."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._last_words = (0, 0)
        self._near: dict[tuple[str, bool], list[Near]] = {}

    def find(self, query: Query, limit: int) -> BodyHits:
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
        return BodyHits(self._index.bodies(phrases, without, limit), near, groups, loose)

    def _loosened(self, clause: Clause) -> list[Clause]:
        """A clause whose one piece has several terms that nowhere follow one another, as a clause for each term."""
        piece = clause[0]
        if len(clause) > 1 or piece.quoted or len(piece.terms) == 1 or self._index.in_bodies(_phrase(piece)):
            return [clause]
        last = len(piece.terms) - 1
        return [
            (Piece(term, (term,), False, piece.open and number == last, piece.start, piece.end),)
            for number, term in enumerate(piece.terms)
        ]

    def _resolved(self, clause: Clause, near: dict[str, list[Near]]) -> list[Phrase]:
        """What to look for; `near` receives the words that stand in for missing ones."""
        phrases = [phrase for phrase in map(_phrase, clause) if self._index.in_bodies(phrase)]
        if phrases:
            return phrases
        for piece in _correctable([clause]):
            found = self._neighbours(piece)
            if found:
                near[piece.text] = found
                phrases += [Phrase((one.word,), prefix=one.cut) for one in found]
        return phrases

    def _neighbours(self, piece: Piece) -> list[Near]:
        last_words = self._index.last_words()
        if last_words != self._last_words or len(self._near) >= _CACHED:
            self._near.clear()
            self._last_words = last_words
        word = piece.text
        key = (word, piece.open)
        if key not in self._near:
            sizes = lengths(word)
            if piece.open:
                longer = self._index.body_words(word[0], range(sizes.stop, _LONGEST))
                found = nearest_or_cut(word, self._index.body_words(word[0], sizes), longer)
            else:
                found = nearest(word, self._index.body_words(word[0], sizes))
            self._near[key] = found or nearest(word, self._index.body_words("", sizes))
        return self._near[key]


def groups_of(clauses: Sequence[Clause], near: Mapping[str, Sequence[Near]]) -> Groups:
    """What to mark for each clause: its pieces, and the words that stand in for them."""
    return tuple(
        tuple(
            needle
            for piece in clause
            for needle in (
                Needle(piece.text, not piece.quoted),
                *(Needle(one.word, open=one.cut) for one in near.get(piece.text, ())),
            )
        )
        for clause in clauses
    )


def _correctable(clauses: Iterable[Clause]) -> list[Piece]:
    """The pieces that may be mistyped: single words with enough letters, not too many of them."""
    correctable = [
        piece
        for clause in clauses
        for piece in clause
        if not piece.quoted
        and len(piece.terms) == 1
        and len(piece.text) >= SHORTEST
        and not piece.text.isdigit()
        and not is_unspaced(piece.text)
    ]
    return correctable[:_CORRECTED]


def _phrases(
    clauses: Sequence[Clause], near: Mapping[str, Sequence[Near]], whole: Container[str] = ()
) -> list[list[Phrase]]:
    """The clauses for a search in titles, where every word but the `whole` ones may be the beginning of one.
    (Beginnings of frequent words take much longer to look up.)"""
    return [
        [
            phrase
            for piece in clause
            for phrase in (
                Phrase(piece.terms, prefix=(not piece.quoted or piece.open) and piece.text not in whole),
                *(Phrase((one.word,), prefix=one.cut) for one in near.get(piece.text, ())),
            )
        ]
        for clause in clauses
    ]


def _phrase(piece: Piece) -> Phrase:
    """A piece for a search in bodies, where only the word being typed may be the beginning of one."""
    last = piece.terms[-1]
    unspaced = is_unspaced(last)
    return Phrase(
        piece.terms, prefix=(unspaced and len(last) == 1) or (piece.open and len(last) >= SHORTEST and not unspaced)
    )


def _by_id(matches: Iterable[TitleMatch]) -> dict[int, TitleMatch]:
    return {match.article_id: match for match in matches}


def _weighed(ranked: Ranked) -> float:
    if ranked.poorest >= BEGINNING:
        return ranked.score
    return min(BEST_GUESS, ranked.score * (GUESSED if ranked.poorest > 0 else _PARTIAL))
