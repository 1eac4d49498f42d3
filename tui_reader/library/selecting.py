"""Which articles a query means: all of them and to the letter, not the best fifty.

Below the desks: the search lists them when nothing is to be ranked, saved searches are shelves of them, and rules
and exports go by them.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tui_reader.errors import QueryError
from tui_reader.search.patterns import Pattern
from tui_reader.search.query import Query
from tui_reader.store import Store
from tui_reader.store.index import ANY_ARTICLE, Filter
from tui_reader.store.shelves import Order

PATIENCE: Final = 10.0
"""Seconds that patterns may take over all articles."""


class OutOfTimeError(QueryError):
    """A pattern that did not get through all articles in the time it was given."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An article that all patterns match. `match` is the first match of the first one to be found, in code points
    of the title or of the text; None if patterns only leave out."""

    article_id: int
    title: str
    text: str
    in_title: bool
    match: tuple[int, int] | None


def filter_of(store: Store, query: Query, *, exact: bool = False) -> Filter:
    """All of `query` but its patterns, for the store; it holds until something is written.

    With `exact` a word is never taken for the beginning of one.
    """
    return store.conditions.filter(query.whole, exact=exact)


def ids_of(
    store: Store, query: Query, patience: float = PATIENCE, *, among: Filter = ANY_ARTICLE, exact: bool = False
) -> array[int]:
    """The ids of all articles `among` these that `query` means, newest first; of none for an empty one.

    Raises OutOfTimeError when patterns take longer than `patience` seconds, StoreError.
    """
    if query.empty:
        return array("q")
    with store.database.snapshot():
        among = filter_of(store, query, exact=exact) & among
        if not query.patterns:
            return store.shelves.ids_of(among)
        return array("q", (matched.article_id for matched in matching(store, query.patterns, among, patience)))


def order_of(store: Store, query: Query, patience: float = PATIENCE, *, among: Filter = ANY_ARTICLE) -> Order:
    """The same as a shelf, by day. Raises what `ids_of` raises."""
    with store.database.snapshot():
        if query.empty:
            return Order(array("q"), ())
        if not query.patterns:
            return store.shelves.order_of(filter_of(store, query) & among)
        return store.shelves.order_of(store.conditions.among(ids_of(store, query, patience, among=among)))


def count_of(
    store: Store, query: Query, *, unread: bool, patience: float = PATIENCE, among: Filter = ANY_ARTICLE
) -> int:
    """How many articles `among` these `query` means. Raises what `ids_of` raises."""
    with store.database.snapshot():
        if query.empty:
            return 0
        if query.patterns:
            among = store.conditions.among(ids_of(store, query, patience, among=among))
        else:
            among = filter_of(store, query) & among
        return store.shelves.count_of(among, unread=unread)


def matching(store: Store, patterns: Sequence[Pattern], among: Filter, patience: float) -> Iterator[Matched]:
    """The articles `among` these that the patterns match, newest first, as they are found.

    Raises OutOfTimeError after `patience` seconds, QueryError when a pattern is hopeless on one text.
    """
    end = time.monotonic() + patience
    for looked_at, (article_id, title, text) in enumerate(store.shelves.texts_of(among)):
        if time.monotonic() > end:
            raise OutOfTimeError(
                f"only the newest {looked_at:,} articles were searched for the pattern: narrow it by words or dates",
                patterns[0].at,
            )
        found = _match(patterns, article_id, title, text)
        if found is not None:
            yield found


def _match(patterns: Sequence[Pattern], article_id: int, title: str, text: str) -> Matched | None:
    shown: Matched | None = None
    for pattern in patterns:
        in_title = pattern.search(title)
        match = in_title or pattern.search(text)
        if (match is None) != pattern.negative:
            return None
        if match is not None and shown is None:
            shown = Matched(article_id, title, text, in_title is not None, match)
    return shown or Matched(article_id, title, text, True, None)
