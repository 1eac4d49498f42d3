"""Saved searches, which are shelves that fill themselves, and the searches made last.

As on other shelves, what is muted does not stand there, unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tui_reader.errors import NotFoundError, QueryError, UsageError
from tui_reader.library import selecting
from tui_reader.library.changes import deed
from tui_reader.model import Article
from tui_reader.search.query import Query, parse
from tui_reader.store import Store
from tui_reader.store.index import ANY_ARTICLE, Filter
from tui_reader.store.muting import HEARD
from tui_reader.store.shelves import Order

RECENT: Final = 50
"""Searches that are remembered."""

_SAVED = "saved_searches"
_LAST = "recent_searches"
_LONGEST_NAME = 80
_LONGEST_QUERY = 1_000  # of those remembered
_PATIENCE = 0.5  # seconds to count the matches of a pattern


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name. `unread` is how many articles not read it means, None when that takes too long."""

    name: str
    query: str
    unread: int | None


class Searches:
    """The desk of queries that are kept. The order of saved searches is that in which they were saved."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- saved

    def all(self) -> list[SavedSearch]:
        """Every saved search with its count of now."""
        return [SavedSearch(name, query, self._unread(query)) for name, query in self._saved().items()]

    def save(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of what the name stood for. Can be undone.

        Raises UsageError for an empty name or a query that asks for nothing, QueryError.
        """
        name, query = _named(name), _storable(query).strip()
        if parse(query).empty:
            raise UsageError("an empty search cannot be saved")
        self._keep(f"saved search {name}", {**self._saved(), name: query})

    def rename(self, old: str, new: str) -> None:
        """Give a saved search another name. Can be undone. Raises NotFoundError, and UsageError if it is taken."""
        saved, new = self._saved(), _named(new)
        self._query(old)
        if new in saved and new != old:
            raise UsageError(f"there is a saved search {new} already")
        self._keep(f"renamed search {old}", {new if name == old else name: query for name, query in saved.items()})

    def remove(self, name: str) -> None:
        """Forget a saved search. Can be undone. Raises NotFoundError."""
        self._query(name)
        self._keep(f"removed search {name}", {each: query for each, query in self._saved().items() if each != name})

    def articles(self, name: str, *, staying: Collection[int] = ()) -> Order:
        """The articles that a saved search means, newest first; and those among `staying` that were read.

        Raises NotFoundError, QueryError.
        """
        query = self._parsed(name)
        with self._store.database.snapshot():
            order = selecting.order_of(self._store, query, among=_among(query))
            stay = set(self._store.shelves.staying(staying)).difference(order.ids) if staying else ()
            if not stay:
                return order
            return self._store.shelves.order_of(self._store.conditions.among([*order.ids, *stay]))

    def head(self, name: str, limit: int) -> list[Article]:
        """The first of them, for a first paint that does not wait for the whole order; none for a pattern.

        Raises NotFoundError, QueryError.
        """
        query = self._parsed(name)
        if query.patterns or query.empty:
            return []
        with self._store.database.snapshot():
            return self._store.shelves.head_of(selecting.filter_of(self._store, query) & _among(query), limit)

    def _saved(self) -> dict[str, str]:
        kept = self._store.state.get(_SAVED, [])
        return {each["name"]: each["query"] for each in kept}

    def _keep(self, label: str, saved: dict[str, str]) -> None:
        with deed(self._store, label) as doing:
            doing.touch("state", _SAVED)
            self._store.state.set(_SAVED, [{"name": name, "query": query} for name, query in saved.items()])

    def _query(self, name: str) -> str:
        query = self._saved().get(name)
        if query is None:
            raise NotFoundError(f"there is no saved search {name}")
        return query

    def _parsed(self, name: str) -> Query:
        return parse(self._query(name))

    def _unread(self, query: str) -> int | None:
        try:
            asked = parse(query)
            return selecting.count_of(self._store, asked, unread=True, patience=_PATIENCE, among=_among(asked))
        except QueryError:
            return None

    # -- recent

    def recent(self) -> list[str]:
        """The last searches, the last one first, each once."""
        return [str(query) for query in self._store.state.get(_LAST, [])]

    def remember(self, query: str) -> None:
        """Put a search before all others; an empty one is not worth it."""
        query = _storable(query).strip()[:_LONGEST_QUERY]
        if query:
            others = [each for each in self.recent() if each != query]
            self._store.state.set(_LAST, [query, *others][:RECENT])


def _among(query: Query) -> Filter:
    """What a shelf of this query may hold."""
    return ANY_ARTICLE if query.asks_state("muted") else HEARD


def _named(name: str) -> str:
    name = " ".join(_storable(name).split())[:_LONGEST_NAME].strip()
    if not name:
        raise UsageError("a saved search needs a name")
    return name


def _storable(text: str) -> str:
    """`text` without lone surrogates, which no file takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
