"""What searching titles, bodies and marks have in common: phrases for the index, and words that may be mistyped."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from tui_reader.document.terms import is_unspaced
from tui_reader.search.nearest import SHORTEST, Near
from tui_reader.search.query import Clause, Piece
from tui_reader.search.snippets import Needle
from tui_reader.store.expressions import Phrase

GUESSED: Final = 0.70
"""What a guess counts beside a title or mark that holds the words as typed."""

BEST_GUESS: Final = 0.69
"""No guess scores higher."""

MOST_CORRECTED: Final = 8
"""Words of one query that are corrected."""

Groups = tuple[tuple[Needle, ...], ...]
"""The words to mark, for each clause."""


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


def correctable(clauses: Iterable[Clause]) -> list[Piece]:
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
    return correctable[:MOST_CORRECTED]


def phrases_of(
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


def body_phrase(piece: Piece) -> Phrase:
    """A piece for a search in bodies, where only the word being typed may be the beginning of one."""
    last = piece.terms[-1]
    unspaced = is_unspaced(last)
    return Phrase(
        piece.terms, prefix=(unspaced and len(last) == 1) or (piece.open and len(last) >= SHORTEST and not unspaced)
    )
