"""When a feed is due again, as tables: facts in, a time and its reason out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.fetch.schedule import (
    BACKOFF_BASE,
    BACKOFF_CAP,
    DAY,
    HOUR,
    LONGEST_ASKED,
    MINUTE,
    Due,
    History,
    backoff,
    in_words,
    next_due,
    rhythm,
    spread,
)

NOW = 1_700_000_000
LAST = NOW - 10 * MINUTE


def seen(**facts: object) -> History:
    return History(**{"last_success": LAST, "last_try": LAST, **facts})  # type: ignore[arg-type]


def posts(gap: int, newest: int = LAST, count: int = 8) -> tuple[int, ...]:
    return tuple(newest - gap * number for number in range(count))


@pytest.mark.parametrize(
    ("history", "wait", "reason"),
    [
        (seen(), HOUR, "until its rhythm is known"),
        (seen(posted=posts(10 * MINUTE)), 30 * MINUTE, "posts about every 10 minutes"),
        (seen(posted=posts(8 * HOUR)), 2 * HOUR, "posts about every 8 hours"),
        (seen(posted=posts(30 * DAY)), DAY, "posts about every 30 days"),
        (seen(posted=posts(HOUR, newest=LAST - 60 * DAY)), DAY, "has been silent for 2 months"),
        (seen(posted=posts(HOUR), ttl=3 * HOUR), 3 * HOUR, "the feed asks for 3 hours between visits"),
        (seen(posted=posts(HOUR), fresh_for=2 * HOUR, ttl=HOUR), 2 * HOUR, "its server asks for 2 hours"),
        (seen(posted=posts(HOUR), ttl=365 * DAY), DAY, "the feed asks for 1 day"),
        (seen(posted=posts(HOUR), fresh_for=0), 30 * MINUTE, "posts about every"),
        (seen(interval=15 * MINUTE, ttl=3 * HOUR, fresh_for=DAY), 15 * MINUTE, "you set every 15 minutes"),
        (seen(interval=15 * MINUTE, retry_after=HOUR), HOUR, "the server asked to wait 1 hour"),
        (seen(retry_after=60), HOUR, "until its rhythm is known"),
        (seen(retry_after=365 * DAY), LONGEST_ASKED, "the server asked to wait 7 days"),
    ],
)
def test_a_feed_that_answers(history: History, wait: int, reason: str) -> None:
    due = next_due(history, NOW)
    assert due.at == LAST + wait
    assert reason in due.reasons[0]


def test_failures_are_left_alone_longer_and_longer() -> None:
    waits = []
    for failures in range(1, 30):
        due = next_due(seen(last_success=NOW - 9 * DAY, failures=failures, interval=MINUTE, key=7), NOW)
        assert due.at is not None
        waits.append(due.at - LAST)
    for failures, wait in enumerate(waits, 1):
        full = min(BACKOFF_CAP, BACKOFF_BASE * 2 ** (failures - 1))
        assert full / 2 - 1 <= wait <= full
    assert "3 times in a row" in next_due(seen(failures=3), NOW).reasons[0]
    assert "failed once" in next_due(seen(failures=1), NOW).reasons[0]


def test_retry_after_is_kept_through_failures() -> None:
    due = next_due(seen(failures=1, retry_after=2 * HOUR), NOW)
    assert due.at == LAST + 2 * HOUR
    assert due.reasons[0] == "the server asked to wait 2 hours"
    assert "failed once" in due.reasons[1]


def test_never_tried_paused_and_gone() -> None:
    assert next_due(History(), NOW) == Due(NOW, ("never fetched",))
    assert next_due(History(gone=True, last_try=LAST), NOW).at is None
    assert next_due(History(paused=True), NOW).reasons == ("paused by you",)


def test_a_clock_that_was_set_back_does_not_silence_a_feed() -> None:
    due = next_due(History(last_success=NOW + 900 * DAY, last_try=NOW + 900 * DAY, retry_after=60), NOW)
    assert due.at == NOW
    assert "clock" in due.reasons[0]


@pytest.mark.parametrize(
    ("failures", "jitter", "seconds"),
    [(0, 1.0, 0), (-3, 1.0, 0), (1, 1.0, 10), (1, 0.0, 5), (2, 1.0, 20), (4, 1.0, 80), (5, 1.0, 100), (10**9, 0.5, 75)],
)
def test_backoff_doubles_up_to_its_cap(failures: int, jitter: float, seconds: float) -> None:
    assert backoff(failures, 10, 100, jitter) == seconds


def test_retries_of_many_feeds_are_spread_and_can_be_foretold() -> None:
    numbers = [spread(key, 1) for key in range(1000)]
    assert numbers == [spread(key, 1) for key in range(1000)]
    assert 0 <= min(numbers) < 0.05
    assert 0.95 < max(numbers) <= 1
    assert 0.4 < sum(numbers) / 1000 < 0.6


@pytest.mark.parametrize(
    ("posted", "gap"),
    [
        ((), None),
        ((NOW,), None),
        ((NOW, NOW, NOW), None),
        ((NOW, NOW - 10), 10),
        ((NOW - 10, NOW), 10),
        ((NOW - 50, NOW - 60), 50),
        ((NOW, NOW - 10, NOW - 20, NOW - 10**9), 10),
        ((NOW + 10**9, NOW - 10), 10),
    ],
)
def test_rhythm(posted: tuple[int, ...], gap: int | None) -> None:
    assert rhythm(posted, NOW) == gap


def test_old_posts_do_not_change_the_rhythm() -> None:
    assert rhythm((*posts(HOUR, NOW, 13), *posts(DAY, NOW - 13 * HOUR, 100)), NOW) == HOUR


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 second"),
        (0.2, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (5400, "2 hours"),
        (3 * DAY, "3 days"),
        (59 * DAY, "59 days"),
        (60 * DAY, "2 months"),
        (200 * DAY, "7 months"),
        (800 * DAY, "2 years"),
    ],
)
def test_times_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


numbers = st.none() | st.integers(-(10**12), 10**12)


@settings(deadline=None, max_examples=150)
@given(
    st.builds(
        History,
        key=st.integers(),
        last_success=numbers,
        last_try=numbers,
        failures=st.integers(-1, 10**6),
        retry_after=st.none() | st.integers(0, 10**12),
        fresh_for=st.none() | st.integers(0, 10**12),
        ttl=st.none() | st.integers(0, 10**12),
        interval=st.none() | st.integers(0, 10 * DAY),
        posted=st.lists(st.integers(-(10**11), 10**11), max_size=20).map(tuple),
    )
)
def test_any_history_has_a_time_and_a_reason(history: History) -> None:
    due = next_due(history, NOW)
    assert due.at is not None
    assert due.at <= NOW + max(LONGEST_ASKED, history.interval or 0)
    assert due.reasons
