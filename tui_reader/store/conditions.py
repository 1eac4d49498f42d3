"""Conditions on articles as SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from tui_reader.document.terms import is_unspaced
from tui_reader.model import Condition
from tui_reader.store.expressions import Phrase, expression, in_body, in_sequence
from tui_reader.store.index import ANY_ARTICLE, Filter, Index
from tui_reader.store.mark_index import MarkIndex
from tui_reader.store.names import NameKind, Names, as_list

_NONE: Final = Filter("0")
_STATES: Final = {
    "unread": "a.read = 0",
    "read": "a.read = 1",
    "bookmarked": "a.bookmarked = 1",
    "highlighted": "a.highlights > 0",
    "begun": "a.read = 0 AND a.position > 0",
    "muted": "a.muted = 1",
    "review": (
        "a.id IN (SELECT h.article_id FROM highlights h JOIN articles b ON b.id = h.article_id JOIN placements p"
        " ON p.highlight_id = h.id AND p.revision_id = b.revision_id"
        " WHERE h.deleted_at IS NULL AND p.status = 'review')"
    ),
}
_TAGGED: Final = (
    "(a.id IN (SELECT t.article_id FROM article_tags t WHERE t.tag IN (SELECT value FROM json_each(?)))"
    " OR a.id IN (SELECT h.article_id FROM highlight_tags t JOIN highlights h ON h.id = t.highlight_id"
    " WHERE h.deleted_at IS NULL AND t.tag IN (SELECT value FROM json_each(?)))"
    " OR (a.feed_id > 0 AND a.feed_id IN (SELECT t.feed_id FROM feed_tags t"
    " WHERE t.tag IN (SELECT value FROM json_each(?)))))"
)


class Conditions:
    """Makes a `Filter` of a condition. A word is a whole word; where none is found, it is the beginning of one."""

    def __init__(self, index: Index, names: Names, marks: MarkIndex) -> None:
        self._index = index
        self._names = names
        self._marks = marks

    def filter(self, condition: Condition | None, *, exact: bool = False) -> Filter:
        """The articles that fulfil `condition`; all of them without one. It holds until something is written.

        With `exact` a word is never taken for the beginning of one: what is selected today is selected tomorrow.
        """
        if condition is None:
            return ANY_ARTICLE
        if condition.test in ("all", "any"):
            words = [part for part in condition.parts if part.test == "text"]
            parts = [self.filter(part, exact=exact) for part in condition.parts if part.test != "text"]
            if words:
                phrases = [self._phrase(part.value, self._index.in_bodies, exact) for part in words]
                parts.append(_matching("bodies", [phrases] if condition.test == "any" else [[p] for p in phrases]))
            joined = (" AND " if condition.test == "all" else " OR ").join(part.sql for part in parts)
            return Filter(f"({joined})", tuple(value for part in parts for value in part.values))
        if condition.test == "not":
            left_out = self.filter(condition.parts[0], exact=exact)
            return Filter(f"NOT ({left_out.sql})", left_out.values)
        return self._leaf(condition, exact)

    @staticmethod
    def among(ids: Iterable[int]) -> Filter:
        """The articles with these ids."""
        return Filter("a.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))

    @staticmethod
    def of_feed(feed_id: int) -> Filter:
        """The articles that a feed brought, but for muted ones."""
        return Filter("a.feed_id = ? AND a.feed_id > 0 AND a.muted = 0", (feed_id,))

    @staticmethod
    def of_tagged_feeds(tag: str) -> Filter:
        """The articles that feeds with this very tag brought, but for muted ones."""
        return Filter(
            "a.feed_id > 0 AND a.muted = 0 AND a.feed_id IN (SELECT t.feed_id FROM feed_tags t"
            " JOIN feeds f ON f.id = t.feed_id WHERE t.tag = ? AND f.removed IS NULL)",
            (tag,),
        )

    def _leaf(self, condition: Condition, exact: bool) -> Filter:
        if condition.test == "text":
            return _matching("bodies", [[self._phrase(condition.value, self._index.in_bodies, exact)]])
        if condition.test == "title":
            return self._titled(condition.value, exact)
        if condition.test == "note":
            return self.among({match.article_id for match in self._marks.noting([Phrase.of(condition.value)])})
        if condition.test == "is":
            return Filter(f"({_STATES[condition.value]})")
        if condition.test in ("time", "words"):
            column = "a.sort_key" if condition.test == "time" else "a.words"
            bounds = [(f"{column} >= ?", condition.low), (f"{column} < ?", condition.high)]
            given = [(sql, bound) for sql, bound in bounds if bound is not None]
            return Filter(f"({' AND '.join(sql for sql, _ in given) or '1'})", tuple(bound for _, bound in given))
        return self._named(condition, exact)

    def _named(self, condition: Condition, exact: bool) -> Filter:
        kind: NameKind = "source" if condition.test == "source" else "author" if condition.test == "author" else "tag"
        names = self._names.like(kind, condition.value, exact=exact)
        if not names:
            return _NONE
        if kind == "tag":
            return Filter(_TAGGED, (as_list(names),) * 3)
        return Filter(f"a.{kind} IN (SELECT value FROM json_each(?))", (as_list(names),))

    def _titled(self, value: str, exact: bool) -> Filter:
        phrase = self._phrase(value, self._index.in_titles, exact)
        if len(phrase.terms) == 1:
            return _matching("titles", [[phrase]])
        return _matching("bodies", [[phrase]], "{title} : ")

    def _phrase(self, value: str, holds: Callable[[Phrase], bool], exact: bool) -> Phrase:
        phrase = Phrase.of(value)
        if exact or not phrase.terms or holds(phrase) or is_unspaced(phrase.terms[-1]):
            return phrase
        return Phrase(phrase.terms, prefix=True)


def _matching(table: str, clauses: Sequence[Sequence[Phrase]], column: str = "") -> Filter:
    wanted = expression(clauses, (), in_body if table == "bodies" else in_sequence)
    if wanted is None:
        return ANY_ARTICLE
    return Filter(f"a.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (column + wanted,))
