"""Mute rules, and which articles they leave out of the lists.

Below the desks: arrivals ask the rules about what came, marks, new names or tags of feeds, and undoing ask them again.
An article is muted while a rule means it and its reader never opened, bookmarked, highlighted or tagged it; nothing
else is remembered.

A rule is meant to the letter (no typo is forgiven, a word is a whole word), and a date like 7d in it counts from the
day the rule was made: so the same rules mute the same articles whenever they are asked.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from tui_reader.errors import QueryError, StoreError
from tui_reader.library import selecting, stories
from tui_reader.model import Condition
from tui_reader.search.fitting import Fitting, Wanted
from tui_reader.search.query import Query, parse
from tui_reader.store import Store
from tui_reader.store.index import ANY_ARTICLE, Filter
from tui_reader.store.muting import HEARD, MUTED, UNTOUCHED

KEY: Final = "mute_rules"
"""Where the rules are kept."""
_TEXTS = 500  # held at a time
_LOT = 20  # asked between two looks at the clock


@dataclass(frozen=True, slots=True)
class Rule:
    """A query; `made` is when it was made, ISO 8601 UTC."""

    query: str
    made: str

    def parsed(self) -> Query:
        """What it means. Raises QueryError."""
        return parse(self.query, datetime.fromisoformat(self.made))


def rules_in(state: Any) -> list[Rule]:
    """The rules as they are kept."""
    return [Rule(str(each["query"]), str(each["made"])) for each in state or ()]


def rules(store: Store) -> list[Rule]:
    """The rules, in the order they were made in."""
    return rules_in(store.state.get(KEY))


def keep(store: Store, kept: Sequence[Rule]) -> None:
    """These are the rules from now on; what they mute is another matter."""
    store.state.set(KEY, [asdict(rule) for rule in kept])


def mute(store: Store, ids: Iterable[int]) -> list[int]:
    """Leave articles out of the lists; which were not muted before. Call it inside a transaction."""
    return _set(store, ids, True)


def _set(store: Store, ids: Iterable[int], muted: bool) -> list[int]:
    changed = store.muting.set_muted(ids, muted)
    if changed:
        stories.after_muting(store)
    return changed


def settle(store: Store, article_ids: Iterable[int]) -> None:
    """Ask the rules about some articles: ones that came, or whose marks have changed. Call it in a transaction.

    It does not ask the index, which may not know them yet. A rule that cannot be asked mutes nothing: no article is
    kept from coming in by it.
    """
    wanted = [each for each in map(_wanted, rules(store)) if each is not None]
    if not wanted:
        return
    ids = list(article_ids)
    for at in range(0, len(ids), _TEXTS):
        some = ids[at : at + _TEXTS]
        _put(store, some, _meant_of(store, some, wanted))


def _meant_of(store: Store, ids: Sequence[int], wanted: Sequence[Wanted]) -> set[int]:
    """Those of some articles that rules mean."""
    articles, texts = store.articles.summaries(ids), store.articles.texts(ids)
    tags = {feed_id: store.feeds.tags(feed_id) for feed_id in {article.feed_id for article in articles.values()}}
    return {
        each
        for each, article in articles.items()
        if _meant(Fitting(article, texts.get(each, ""), tags[article.feed_id]), wanted)
    }


def _put(store: Store, ids: Iterable[int], meant: set[int]) -> None:
    """Mute those of some articles that are meant, as far as they may be; let the others be heard."""
    if meant:
        meant = meant & set(store.shelves.ids_of(store.conditions.among(meant) & UNTOUCHED))
        mute(store, meant)
    _set(store, set(ids) - meant, False)


def settle_feeds(store: Store, feed_ids: Collection[int]) -> list[int]:
    """Ask the rules about the articles of feeds whose names or tags have changed. Call it in a transaction; the
    articles that patterns must be asked about are left as they are: give them to `settle_slowly` after it.

    Only rules that name feeds or tags could mean something else now. What they mean no more may be meant by others.
    """
    asked = [(rule, wanted) for rule in rules(store) if (wanted := _wanted(rule)) is not None] if feed_ids else []
    naming = [rule for rule, wanted in asked if _asks_for_feeds(wanted.condition)]
    if not naming:
        return []
    ids = set(store.feeds.articles_of(feed_ids))
    quick = [rule for rule, _ in asked if not rule.parsed().patterns]
    among = store.conditions.among(ids) & UNTOUCHED
    meant = {each for rule in quick for each in matching(store, rule, among=among)}
    unasked = ids.intersection(store.muting.unasked(store.muting.last()))
    mute(store, meant)
    if len(quick) == len(asked):
        _set(store, ids - meant, False)
        settle(store, unasked)
        return []
    left = set(store.shelves.ids_of(store.conditions.among(ids - meant) & MUTED)) | unasked
    for rule in naming:
        if rule not in quick:
            left.update(store.shelves.ids_of(selecting.filter_of(store, rule.parsed(), exact=True) & among))
    return sorted(left - meant | unasked, reverse=True)


def settle_slowly(store: Store, article_ids: Sequence[int], patience: float = selecting.PATIENCE) -> None:
    """Ask the rules about articles, outside of any transaction: others write while patterns take their time. After
    `patience` seconds those that are left stay as they are, the oldest if they are given newest first."""
    end = time.monotonic() + patience
    for at in range(0, len(article_ids), _LOT):
        if time.monotonic() > end:
            return
        some, asked = article_ids[at : at + _LOT], rules(store)
        meant = _meant_of(store, some, [each for each in map(_wanted, asked) if each is not None])
        with suppress(StoreError), store.transaction():  # what they follow from has happened
            if rules(store) != asked:  # whoever changed them has asked
                return
            _put(store, some, meant)


def _asks_for_feeds(condition: Condition | None) -> bool:
    if condition is None:
        return False
    return condition.test in ("source", "tag") or any(map(_asks_for_feeds, condition.parts))


@lru_cache(maxsize=256)
def _wanted(rule: Rule) -> Wanted | None:
    """What a rule means; None for one that another version of this program understood."""
    try:
        return Wanted.of(rule.parsed())
    except QueryError:
        return None


def _meant(article: Fitting, wanted: Sequence[Wanted]) -> bool:
    for each in wanted:
        try:
            if article.fits(each):
                return True
        except QueryError:
            continue
    return False


def matching(
    store: Store, rule: Rule, *, among: Filter = ANY_ARTICLE, patience: float = selecting.PATIENCE
) -> array[int]:
    """The articles `among` these that a rule means, newest first. Raises QueryError, also for a pattern that takes
    longer than `patience` seconds."""
    return selecting.ids_of(store, rule.parsed(), patience, among=among, exact=True)


def lift(store: Store, left: Sequence[Rule]) -> list[int]:
    """Let be heard what none of the rules that are `left` means; which articles. They are the rules that are kept by
    now. Call it inside a transaction.

    Raises QueryError when one of them cannot be asked; then nothing has changed.
    """
    muted = set(store.shelves.ids_of(MUTED))
    for rule in left:
        if _wanted(rule) is not None:
            muted.difference_update(matching(store, rule, among=MUTED))
    heard = _set(store, muted, False)
    settle(store, store.muting.unasked(store.muting.last()))
    still = store.muting.among(heard)
    return [each for each in heard if each not in still]


def follow(store: Store, before: Sequence[Rule], after: Sequence[Rule]) -> None:
    """The rules were `before` and are `after` now (they were undone, or done again). Call it inside a transaction.

    Only what changed is asked. A rule that cannot be asked changes nothing.
    """
    if any(rule not in after for rule in before):
        with suppress(QueryError):
            lift(store, after)
    for rule in after:
        if rule not in before:
            with suppress(QueryError):
                mute(store, matching(store, rule, among=HEARD & UNTOUCHED))
    settle(store, store.muting.unasked(store.muting.last()))
