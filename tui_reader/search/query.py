"""What was typed into the search box, as a tree: clauses that must all hold, each by one of its alternatives.

    solidarity cooperation      both words
    "global community"          these words one after the other
    covid OR pandemic           one of the two
    -football                   but not this

Half-typed queries are met all the time, so an open quote reaches to the end and an `OR` without a neighbour is
ignored. Only what cannot mean anything is a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tui_reader.document.terms import fold, terms
from tui_reader.errors import QueryError

MAX_TERMS: Final = 48
"""What is typed beyond so many terms is not looked at: nothing becomes easier to find by it."""

_TOKEN = re.compile(r"""(?P<minus>-?)["“”„](?P<quoted>[^"“”„]*)(?P<closed>["“”„]?)|(?P<bare>[^\s"“”„]+)""")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or phrase to find.

    `text` is folded, with the words of a phrase parted by one blank; `terms` is what the index calls it. `quoted`
    pieces are meant to the letter. `open` means that it is still being typed and may be the beginning of a word.
    `start` and `end` are code-point offsets into the query.
    """

    text: str
    terms: tuple[str, ...]
    quoted: bool
    open: bool
    start: int
    end: int


Clause = tuple[Piece, ...]
"""Alternatives, of which one must hold."""


@dataclass(frozen=True, slots=True)
class Query:
    """All of `clauses` and none of `without`. Without clauses it asks for nothing."""

    clauses: tuple[Clause, ...] = ()
    without: tuple[Piece, ...] = ()


def parse(typed: str) -> Query:
    """The meaning of `typed`. Raises QueryError if it names only what to leave out, or leaves out an alternative."""
    clauses: list[list[Piece]] = []
    without: list[Piece] = []
    alternative = False  # an OR stands before this token
    left = MAX_TERMS
    for match in _TOKEN.finditer(typed):
        if match["bare"] == "OR":
            alternative = bool(clauses)
            continue
        piece, negative = _piece(match, typed)
        left -= len(piece.terms)
        if left < 0:
            break
        if not piece.terms:
            continue
        if negative:
            if alternative:
                raise QueryError("OR joins two things to find, not one to leave out", match.start())
            without.append(piece)
        elif alternative:
            clauses[-1].append(piece)
        else:
            clauses.append([piece])
        alternative = False
    if without and not clauses:
        raise QueryError("a search needs a word to find, not only words to leave out", without[0].start)
    return Query(tuple(map(tuple, clauses)), tuple(without))


def _piece(match: re.Match[str], typed: str) -> tuple[Piece, bool]:
    bare = match["bare"]
    if bare is None:
        text, negative, quoted = match["quoted"], bool(match["minus"]), True
    else:
        negative = bare.startswith("-") and len(bare) > 1
        text, quoted = bare[negative:], False
    folded = " ".join(fold(text).split())
    still_typed = match.end() == len(typed) and not match["closed"]
    return Piece(folded, tuple(terms(text)), quoted, still_typed, match.start(), match.end()), negative
