"""The full-text index: FTS5 over titles and bodies, and the words it holds (to find the nearest to a mistyped one).

The tables are contentless, so taking an article out needs the very text that was put in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from tui_reader.document.terms import segmented, singled, spaced_words
from tui_reader.errors import StoreError
from tui_reader.store.expressions import TOKENIZE, Phrase, all_of, expression, in_body
from tui_reader.store.vocabulary import WORDS_SCHEMA, Vocabulary, is_suggestible

# Titles: no positions and no sizes (they are ranked in Python), prefixes of one to three letters for every key typed.
# Bodies: with positions (phrases, characters of unspaced scripts); the title is a column of its own, so that words of
# which one is in the title and one in the body find the article. The body comes first: a word in any other column
# takes two bytes more for each article.
SCHEMA: Final = f"""
CREATE VIRTUAL TABLE titles USING fts5(
    title, content = '', detail = none, columnsize = 0, prefix = '1 2 3', {TOKENIZE}
);
CREATE VIRTUAL TABLE bodies USING fts5(body, title, content = '', {TOKENIZE});
{WORDS_SCHEMA}
"""

TITLE_LIMIT: Final = 300  # candidates handed to the ranking
BODY_LIMIT: Final = 20_000  # newest articles among which bm25 chooses

_LONGEST_PREFIX = 3
_SPELT_OUT = 40


class TitleMatch(NamedTuple):
    """An article whose title may be what was typed; `sort_key` is UTC seconds."""

    article_id: int
    title: str
    sort_key: int


class Filter(NamedTuple):
    """What an article must fulfil, as SQL over its row `a`, with the values of its parameters."""

    sql: str
    values: tuple[str | int, ...] = ()

    def __and__(self, other: Filter) -> Filter:
        """Both of them."""
        return Filter(f"({self.sql}) AND ({other.sql})", self.values + other.values)


ANY_ARTICLE: Final = Filter("1")


class BodyMatch(NamedTuple):
    """An article that holds what was asked for; a higher `relevance` is better (bm25, its sign turned)."""

    article_id: int
    relevance: float


class BodyMatches(NamedTuple):
    """The best articles, best first. `capped`: more than `BODY_LIMIT` answer, and older ones were not looked at."""

    best: list[BodyMatch]
    capped: bool


class Indexable(NamedTuple):
    """An article in the terms of the index, worked out before it goes in, and perhaps elsewhere."""

    article_id: int
    title: str
    body: str
    title_in_body: str

    @classmethod
    def of(cls, article_id: int, title: str, body: str) -> Indexable:
        """The terms of an article."""
        return cls(article_id, segmented(title), singled(body), singled(title))


class Index:
    """The search tables of one connection. Every method runs inside the caller's transaction, if there is one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._title_words = Vocabulary(connection, "title_words")
        self._body_words = Vocabulary(connection, "body_words")

    def add(self, article_id: int, title: str, body: str) -> None:
        """Make an article findable. An article that is in the index already must be removed first."""
        self.add_all([Indexable.of(article_id, title, body)])
        self.learn(spaced_words(title), spaced_words(f"{title} {body}"))

    def add_all(self, ready: Sequence[Indexable]) -> None:
        """The same for several, whose words are for `learn`."""
        with _translating():
            self._connection.executemany(
                "INSERT INTO titles (rowid, title) VALUES (?, ?)", ((each.article_id, each.title) for each in ready)
            )
            self._connection.executemany(
                "INSERT INTO bodies (rowid, body, title) VALUES (?, ?, ?)",
                ((each.article_id, each.body, each.title_in_body) for each in ready),
            )

    def learn(self, title_words: Set[str], body_words: Set[str]) -> None:
        """Remember words as suggestions for mistyped ones: those of titles, and those of titles and bodies, both as
        `spaced_words` has them."""
        with _translating():
            self._title_words.add(title_words)
            self._body_words.add(body_words)

    def remove(self, article_id: int, title: str, body: str) -> None:
        """Take an article out; `title` and `body` are exactly what `add` was given.

        Its words stay behind as suggestions for mistyped ones; a suggestion that finds nothing does no harm.
        """
        self._rows("INSERT INTO titles (titles, rowid, title) VALUES ('delete', ?, ?)", (article_id, segmented(title)))
        self._rows(
            "INSERT INTO bodies (bodies, rowid, body, title) VALUES ('delete', ?, ?, ?)",
            (article_id, singled(body), singled(title)),
        )

    def titles(
        self,
        clauses: Sequence[Sequence[Phrase]],
        without: Sequence[Phrase] = (),
        limit: int = TITLE_LIMIT,
        among: Filter = ANY_ARTICLE,
    ) -> list[TitleMatch]:
        """The last added articles whose titles hold, for each clause, the terms of one of its phrases, in any order
        (whether they follow one another is left to the ranking)."""
        with _translating():
            self._title_words.forget()
        wanted = expression([self._spelt_out(clause) for clause in clauses], without, all_of)
        if wanted is None:
            return []
        rows = self._rows(
            "SELECT a.id, a.title, a.sort_key FROM titles JOIN articles AS a ON a.id = titles.rowid"
            f" WHERE titles MATCH ? AND {among.sql} ORDER BY titles.rowid DESC LIMIT ?",
            (wanted, *among.values, limit),
        )
        return [TitleMatch(*row) for row in rows]

    def bodies(
        self,
        clauses: Sequence[Sequence[Phrase]],
        without: Sequence[Phrase] = (),
        limit: int = 50,
        among: Filter = ANY_ARTICLE,
    ) -> BodyMatches:
        """The articles that hold one phrase of each clause in title or body, chosen among the `BODY_LIMIT` last
        added."""
        wanted = expression(clauses, without, in_body)
        if wanted is None:
            return BodyMatches([], False)
        joined = "" if among is ANY_ARTICLE else " JOIN articles AS a ON a.id = bodies.rowid"
        newest = f"FROM bodies{joined} WHERE bodies MATCH ? AND {among.sql} ORDER BY bodies.rowid DESC LIMIT ?"
        values = (wanted, *among.values, BODY_LIMIT)
        rows = self._rows(
            f"SELECT id, score FROM (SELECT bodies.rowid AS id, bm25(bodies, 1.0, 4.0) AS score {newest})"
            " ORDER BY score, id DESC LIMIT ?",
            (*values, limit),
        )
        # Counted only where there may be so many: as a column of the above it would take four times as long.
        capped = len(rows) >= min(limit, BODY_LIMIT) and (
            self._rows(f"SELECT count(*) FROM (SELECT 1 {newest})", values)[0][0] >= BODY_LIMIT
        )
        return BodyMatches([BodyMatch(article_id, -score) for article_id, score in rows], capped)

    def in_titles(self, phrase: Phrase) -> bool:
        """Whether any title holds the terms of `phrase`."""
        return self._any("titles", expression([self._spelt_out([phrase])], (), all_of))

    def in_bodies(self, phrase: Phrase) -> bool:
        """Whether any article holds `phrase` in title or body."""
        return self._any("bodies", expression([[phrase]], (), in_body))

    def having(self, phrases: Sequence[Phrase], article_ids: Iterable[int]) -> set[int]:
        """Those of `article_ids` that hold one of `phrases` in title or body."""
        wanted = set(article_ids)
        unwanted = expression([phrases], (), in_body)
        if unwanted is None or not wanted:
            return set()
        rows = self._rows(
            "SELECT rowid FROM bodies WHERE bodies MATCH ? AND rowid BETWEEN ? AND ?",
            (unwanted, min(wanted), max(wanted)),
        )
        return {row[0] for row in rows} & wanted

    def title_words(self, after: int = 0) -> tuple[list[str], int]:
        """The words of titles numbered above `after`, as they were first seen, and the last one's number."""
        with _translating():
            return self._title_words.after(after)

    def body_words(self, after: int = 0) -> tuple[list[str], int]:
        """The same for the words of titles and bodies together."""
        with _translating():
            return self._body_words.after(after)

    def _any(self, table: str, wanted: str | None) -> bool:
        if wanted is None:
            return False
        return bool(self._rows(f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1", (wanted,)))

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
