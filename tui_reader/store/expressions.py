"""Expressions for FTS5, put together from quoted terms only: nothing of a query is ever read as FTS5 syntax."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui_reader.document.terms import fold, is_unspaced, singles, terms

TOKENIZE = "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* M* Co'\""
"""How every full-text table splits text into terms (see `document.terms`)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that must follow one another; with `prefix` the last may be the beginning of a word."""

    terms: tuple[str, ...]
    prefix: bool = False

    @classmethod
    def of(cls, text: str, *, prefix: bool = False) -> Phrase:
        """The phrase that finds `text`; a single character of an unspaced script is always a prefix."""
        found = tuple(terms(text))
        return cls(found, prefix or (len(found) > 0 and len(found[-1]) == 1 and is_unspaced(found[-1])))


def expression(
    clauses: Sequence[Sequence[Phrase]], without: Sequence[Phrase], form: Callable[[Phrase], str]
) -> str | None:
    """The FTS5 expression for one phrase of each clause and none of `without`; None if that asks for nothing."""
    groups = (_any_of(clause, form) for clause in clauses)
    wanted = " AND ".join(dict.fromkeys(group for group in groups if group))
    if not wanted:
        return None
    unwanted = _any_of(without, form)
    return f"({wanted}) NOT {unwanted}" if unwanted else wanted


def _any_of(phrases: Sequence[Phrase], form: Callable[[Phrase], str]) -> str:
    forms = dict.fromkeys(form(phrase) for phrase in phrases if phrase.terms)
    return f"({' OR '.join(forms)})" if forms else ""


def in_sequence(phrase: Phrase) -> str:
    """The terms of a phrase, one right after the other."""
    return f'"{" ".join(_unquoted(term) for term in phrase.terms)}"{"*" if phrase.prefix else ""}'


def in_body(phrase: Phrase) -> str:
    """The same in the terms that bodies are indexed by."""
    found, begun = singles(phrase.terms)
    prefix = begun or (phrase.prefix and not is_unspaced(found[-1]))
    return in_sequence(Phrase(tuple(found), prefix))


def all_of(phrase: Phrase) -> str:
    """The terms of a phrase, wherever they stand."""
    quoted = [f'"{_unquoted(term)}"' for term in phrase.terms]
    return f"({' AND '.join(quoted)}{'*' if phrase.prefix else ''})"


def _unquoted(term: str) -> str:
    """A term holds letters and digits only; should anything else arrive, it cannot end the quotes."""
    return fold(term).replace('"', " ")
