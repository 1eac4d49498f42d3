"""Finding sources and authors by their names, for rows that stand for all their articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tui_reader.search.names import NameList
from tui_reader.search.query import Clause
from tui_reader.search.tokens import QUOTES
from tui_reader.store.names import Names

_MOST: Final = 3
"""Rows for names above or among those of articles."""

_UNQUOTED = str.maketrans(dict.fromkeys(QUOTES, " "))


class SourceHit(NamedTuple):
    """A name that was found. `article_id` is its last added article, `query` finds all of them."""

    name: str
    article_id: int
    score: float
    query: str


class SourceSearch:
    """Knows the names of the library; articles that were added since the last search are read first."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._last_article = 0
        self._newest: dict[str, dict[str, int]] = {"source": {}, "author": {}}
        self._lists = {field: NameList() for field in self._newest}

    def find(self, clauses: Sequence[Clause]) -> list[SourceHit]:
        """The sources and authors whose names hold all that was typed, best first; a few."""
        if any(len(clause) > 1 for clause in clauses):
            return []
        self.refresh()
        words = [" ".join(clause[0].terms) for clause in clauses]
        found: list[SourceHit] = []
        for field, names in self._lists.items():
            for name, score in names.find(words, _MOST):
                query = f'{field}:"{name.translate(_UNQUOTED)}"'
                found.append(SourceHit(name, self._newest[field][name], score, query))
        found.sort(key=lambda hit: -hit.score)
        return found[:_MOST]

    def refresh(self) -> None:
        """Read the names of the articles that were added since the last time."""
        for article_id, source, author in self._names.added(self._last_article):
            self._newest["source"][source] = article_id
            self._newest["author"][author] = article_id
            self._last_article = article_id
        for field, names in self._lists.items():
            names.add(self._newest[field])
