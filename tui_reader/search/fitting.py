"""Whether one article is what a query means, without asking the index: for articles that only just came.

It answers as the store does when a query is meant to the letter: a word is a whole word, never the beginning of one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from tui_reader.document.terms import is_unspaced, term_line, terms
from tui_reader.model import Article, Condition
from tui_reader.search.patterns import Pattern
from tui_reader.search.query import Query

_STATES: Final[dict[str, Callable[[Article], bool]]] = {
    "unread": lambda article: not article.read,
    "read": lambda article: article.read,
    "bookmarked": lambda article: article.bookmarked,
    "highlighted": lambda article: article.highlights > 0,
    "begun": lambda article: article.begun,
    "muted": lambda article: article.muted,
}


class Wanted(NamedTuple):
    """A query ready to be asked about many articles. Nothing fits an empty one."""

    condition: Condition | None
    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, query: Query) -> Wanted:
        """What a query wants."""
        return cls(query.whole, query.patterns)

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return self.condition is None and not self.patterns


class _Needle(NamedTuple):
    """What to look for in a term line, also as a whole name, and its first term; empty strings for symbols only."""

    line: str
    name: str
    first: str


@lru_cache(maxsize=1_024)
def _needle(value: str) -> _Needle:
    found = terms(value)
    if not found:
        return _Needle("", "", "")
    # A single character of a script without blanks stands at the beginning of pairs.
    closed = "" if len(found[-1]) == 1 and is_unspaced(found[-1]) else " "
    words = " ".join(found)
    return _Needle(f" {words}{closed}", f" {words} ", found[0])


class Fitting:
    """One article that nobody has tagged or marked yet, its present text, and the tags of its feed."""

    def __init__(self, article: Article, text: str, tags: Sequence[str] = ()) -> None:
        self._article = article
        self._text = text
        self._tags = tags

    def fits(self, wanted: Wanted) -> bool:
        """Whether it is what a query means. Raises QueryError for a pattern that takes too long."""
        if wanted.condition is not None and not self._holds(wanted.condition):
            return False
        for pattern in wanted.patterns:
            found = pattern.search(self._article.title) or pattern.search(self._text)
            if (found is None) != pattern.negative:
                return False
        return not wanted.empty

    def _holds(self, condition: Condition) -> bool:
        if condition.test == "all":
            return all(self._holds(part) for part in condition.parts)
        if condition.test == "any":
            return any(self._holds(part) for part in condition.parts)
        if condition.test == "not":
            return not self._holds(condition.parts[0])
        if condition.test in ("time", "words"):
            value = self._article.sort_key if condition.test == "time" else self._article.words
            return (condition.low is None or value >= condition.low) and (
                condition.high is None or value < condition.high
            )
        if condition.test == "is":
            state = _STATES.get(condition.value)
            return state is not None and state(self._article)
        return self._says(condition)

    def _says(self, condition: Condition) -> bool:
        wanted = _needle(condition.value)
        if condition.test == "text":
            return wanted.line in self._title or (self._may_hold(wanted.first) and wanted.line in self._body)
        if condition.test == "title":
            return wanted.line in self._title
        if condition.test in ("source", "author"):
            name = self._article.source if condition.test == "source" else self._article.author
            return wanted.name in term_line(name)
        if condition.test == "tag":
            if not wanted.name:  # a tag of symbols only
                return condition.value.casefold() in (tag.casefold() for tag in self._tags)
            return wanted.name in map(term_line, self._tags)
        return False  # a note: it has none

    @cached_property
    def _title(self) -> str:
        return term_line(self._article.title)

    @cached_property
    def _body(self) -> str:
        return term_line(self._text)

    @cached_property
    def _lower(self) -> str | None:
        return self._text.lower() if self._text.isascii() else None

    def _may_hold(self, first: str) -> bool:
        """A first look that spares most texts the folding."""
        return self._lower is None or first in self._lower
