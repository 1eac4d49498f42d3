"""Quiet first: groups by rhythm, and the order inside them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from tests.conftest import entry
from tui_reader.library.quiet import rhythm_of
from tui_reader.library.reading import Reading
from tui_reader.model import Rhythm
from tui_reader.store import Store
from tui_reader.store.rhythms import Output

NOW = 1_772_700_000


def bring(
    store: Store, count: int, *, days: float = 28, feed_id: int = 0, source: str = "", until: int = NOW
) -> list[int]:
    """Articles evenly over the last days, the oldest first."""
    with store.transaction():
        return [
            store.articles.put(
                entry(
                    f"{feed_id} {source} {number} {days}",
                    source=source,
                    published=datetime.fromtimestamp(until - (count - number) * days * 86_400 / count, UTC).isoformat(),
                ),
                feed_id=feed_id,
            ).article_id
            for number in range(count)
        ]


@pytest.mark.parametrize(
    ("lately", "rhythm"),
    [(0, "SELDOM"), (4, "SELDOM"), (5, "WEEKLY"), (20, "WEEKLY"), (21, "DAILY"), (56, "DAILY"), (57, "OFTEN")],
)
def test_what_a_rhythm_is(lately: int, rhythm: str) -> None:
    assert rhythm_of(Output(3, 1_000, lately)) is Rhythm[rhythm]
    assert rhythm_of(Output("Paper", 1_000, lately)) is Rhythm[rhythm]
    assert rhythm_of(Output("", 1_000, lately)) is Rhythm.OWN


def test_quiet_feeds_come_first_and_the_newest_first_among_them(store: Store) -> None:
    often, often_too = bring(store, 100, feed_id=1, source="Agency"), bring(store, 60, source="Paper")
    seldom = bring(store, 3, feed_id=2, source="Essays")
    own = bring(store, 2)
    daily, weekly = bring(store, 28, feed_id=3), bring(store, 10, source="Column")
    reading = Reading(store)
    order = reading.order("all")
    quiet = reading.quiet_first(order)
    assert sorted(quiet.ids) == sorted(order.ids)
    assert quiet.by == "rhythm"
    assert quiet.groups == ((0, 0), (2, 1), (5, 2), (15, 3), (43, 4))
    wanted = [own, seldom, weekly, daily, often + often_too]
    position = {each: at for at, each in enumerate(order.ids)}
    expected = [each for group in wanted for each in sorted(group, key=position.__getitem__)]
    assert list(quiet.ids) == expected


def test_whoever_has_most_the_order_is_the_same(store: Store) -> None:
    seldom = [each for feed in range(1, 40) for each in bring(store, 3, feed_id=feed)]
    often = bring(store, 60, feed_id=99)
    quiet = Reading(store).quiet_first(Reading(store).order("unread"))
    assert set(quiet.ids[: len(seldom)]) == set(seldom)
    assert set(quiet.ids[len(seldom) :]) == set(often)


def test_old_output_does_not_count_and_old_libraries_are_counted_from_their_newest(store: Store) -> None:
    once_often = bring(store, 100, feed_id=1, until=NOW - 60 * 86_400)
    often = bring(store, 100, feed_id=2)
    quiet = Reading(store).quiet_first(Reading(store).order("all"))
    assert quiet.groups == ((0, Rhythm.SELDOM), (100, Rhythm.OFTEN))
    assert set(quiet.ids[:100]) == set(once_often)
    assert set(quiet.ids[100:]) == set(often)


def test_a_date_in_the_future_does_not_move_the_four_weeks(store: Store) -> None:
    bring(store, 100, feed_id=1, until=int(time.time()) - 3_600)
    bring(store, 1, feed_id=2, until=int(time.time()) + 400 * 86_400)
    assert [rhythm for _, rhythm in Reading(store).quiet_first(Reading(store).order("all")).groups] == [1, 4]


def test_an_empty_list(store: Store) -> None:
    quiet = Reading(store).quiet_first(Reading(store).order("all"))
    assert (list(quiet.ids), quiet.groups) == ([], ())
