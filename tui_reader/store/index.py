"""The full-text index: FTS5 over titles and bodies, and the words it holds (to find the nearest to a mistyped one).

Nothing of a query is ever read as FTS5 syntax: expressions are put together from quoted terms only. The tables are
contentless, so taking an article out needs the very text that was put in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from tui_reader.document.terms import fold, is_unspaced, segmented, terms
from tui_reader.errors import StoreError
from tui_reader.store.vocabulary import WORDS_SCHEMA, Vocabulary, is_suggestible

_TOKENIZE = "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* M* Co'\""

# Titles: no positions and no sizes (they are ranked in Python), prefixes of one to three letters for every key typed.
# Bodies: with positions (phrases, pairs of unspaced scripts); the title is a column of its own, so that words of
# which one is in the title and one in the body find the article.
SCHEMA: Final = f"""
CREATE VIRTUAL TABLE titles USING fts5(
    title, content = '', detail = none, columnsize = 0, prefix = '1 2 3', {_TOKENIZE}
);
CREATE VIRTUAL TABLE bodies USING fts5(title, body, content = '', {_TOKENIZE});
{WORDS_SCHEMA}
"""

TITLE_LIMIT: Final = 300  # candidates handed to the ranking
BODY_LIMIT: Final = 20_000  # newest articles among which bm25 chooses

_LONGEST_PREFIX = 3
_SPELT_OUT = 40


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


class TitleMatch(NamedTuple):
    """An article whose title may be what was typed; `sort_key` is UTC seconds."""

    article_id: int
    title: str
    sort_key: int


class BodyMatch(NamedTuple):
    """An article that holds what was asked for; a higher `relevance` is better (bm25, its sign turned)."""

    article_id: int
    relevance: float


class Index:
    """The search tables of one connection. Every method runs inside the caller's transaction, if there is one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._title_words = Vocabulary(connection, "title_words")
        self._body_words = Vocabulary(connection, "body_words")

    def add(self, article_id: int, title: str, body: str) -> None:
        """Make an article findable. An article that is in the index already must be removed first."""
        title, body = segmented(title), segmented(body)
        self._rows("INSERT INTO titles (rowid, title) VALUES (?, ?)", (article_id, title))
        self._rows("INSERT INTO bodies (rowid, title, body) VALUES (?, ?, ?)", (article_id, title, body))
        with _translating():
            self._title_words.add(title)
            self._body_words.add(f"{title} {body}")

    def remove(self, article_id: int, title: str, body: str) -> None:
        """Take an article out; `title` and `body` are exactly what `add` was given.

        Its words stay behind as suggestions for mistyped ones; a suggestion that finds nothing does no harm.
        """
        title, body = segmented(title), segmented(body)
        self._rows("INSERT INTO titles (titles, rowid, title) VALUES ('delete', ?, ?)", (article_id, title))
        self._rows(
            "INSERT INTO bodies (bodies, rowid, title, body) VALUES ('delete', ?, ?, ?)", (article_id, title, body)
        )

    def titles(
        self, clauses: Sequence[Sequence[Phrase]], without: Sequence[Phrase] = (), limit: int = TITLE_LIMIT
    ) -> list[TitleMatch]:
        """The last added articles whose titles hold, for each clause, the terms of one of its phrases, in any order
        (whether they follow one another is left to the ranking)."""
        expression = _expression([self._spelt_out(clause) for clause in clauses], without, _all_of)
        if expression is None:
            return []
        rows = self._rows(
            "SELECT a.id, a.title, a.sort_key FROM titles JOIN articles AS a ON a.id = titles.rowid"
            " WHERE titles MATCH ? ORDER BY titles.rowid DESC LIMIT ?",
            (expression, limit),
        )
        return [TitleMatch(*row) for row in rows]

    def bodies(
        self, clauses: Sequence[Sequence[Phrase]], without: Sequence[Phrase] = (), limit: int = 50
    ) -> list[BodyMatch]:
        """The articles that hold one phrase of each clause in title or body, best first, chosen among the
        `BODY_LIMIT` last added."""
        expression = _expression(clauses, without, _in_sequence)
        if expression is None:
            return []
        rows = self._rows(
            "SELECT id, score FROM (SELECT rowid AS id, bm25(bodies, 4.0, 1.0) AS score FROM bodies"
            " WHERE bodies MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY score, id DESC LIMIT ?",
            (expression, BODY_LIMIT, limit),
        )
        return [BodyMatch(article_id, -score) for article_id, score in rows]

    def in_titles(self, phrase: Phrase) -> bool:
        """Whether any title holds the terms of `phrase`."""
        return self._any("titles", _expression([self._spelt_out([phrase])], (), _all_of))

    def in_bodies(self, phrase: Phrase) -> bool:
        """Whether any article holds `phrase` in title or body."""
        return self._any("bodies", _expression([[phrase]], (), _in_sequence))

    def having(self, phrases: Sequence[Phrase], article_ids: Iterable[int]) -> set[int]:
        """Those of `article_ids` that hold one of `phrases` in title or body."""
        wanted = set(article_ids)
        expression = _expression([phrases], (), _in_sequence)
        if expression is None or not wanted:
            return set()
        rows = self._rows(
            "SELECT rowid FROM bodies WHERE bodies MATCH ? AND rowid BETWEEN ? AND ?",
            (expression, min(wanted), max(wanted)),
        )
        return {row[0] for row in rows} & wanted

    def title_words(self, after: int = 0) -> tuple[list[str], int]:
        """The words of titles numbered above `after`, as they were first seen, and the last one's number."""
        with _translating():
            return self._title_words.after(after)

    def body_words(self, beginning: str, lengths: range) -> list[str]:
        """The words of titles and bodies that begin so and have one of `lengths`, as they were first seen."""
        with _translating():
            return self._body_words.beginning(beginning, lengths)

    def last_words(self) -> tuple[int, int]:
        """The numbers of the last words of titles and of bodies: while they stay, so do the vocabularies."""
        with _translating():
            return self._title_words.last(), self._body_words.last()

    def _any(self, table: str, expression: str | None) -> bool:
        if expression is None:
            return False
        return bool(self._rows(f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1", (expression,)))

    def _spelt_out(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """`phrases`, with the words they may be the beginning of where FTS5 has no index of such beginnings.

        It would read the whole list of articles of each of those words before it gives the first one: 13 ms for
        one frequent word in 1,000,000 titles. Whole words it reads only as far as needed.
        """
        spelt_out: list[Phrase] = []
        for phrase in phrases:
            words = self._continuations(phrase.terms[-1]) if phrase.prefix and phrase.terms else []
            if 0 < len(words) <= _SPELT_OUT:
                spelt_out += [Phrase((*phrase.terms[:-1], word)) for word in words]
            else:
                spelt_out.append(phrase)
        return spelt_out

    def _continuations(self, beginning: str) -> list[str]:
        """At most `_SPELT_OUT` + 1 title words with this beginning, which is longer than those FTS5 has an index of."""
        if len(beginning) <= _LONGEST_PREFIX or not is_suggestible(beginning):
            return []
        with _translating():
            return self._title_words.continuing(beginning, _SPELT_OUT + 1)

    def _rows(self, statement: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
        with _translating():
            return self._connection.execute(statement, values).fetchall()


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"the search index answered: {error}") from error


def _expression(
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


def _in_sequence(phrase: Phrase) -> str:
    return f'"{" ".join(_unquoted(term) for term in phrase.terms)}"{"*" if phrase.prefix else ""}'


def _all_of(phrase: Phrase) -> str:
    quoted = [f'"{_unquoted(term)}"' for term in phrase.terms]
    return f"({' AND '.join(quoted)}{'*' if phrase.prefix else ''})"


def _unquoted(term: str) -> str:
    """A term holds letters and digits only; should anything else arrive, it cannot end the quotes."""
    return fold(term).replace('"', " ")
