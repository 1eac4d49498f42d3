"""When a feed is due again, and why, in words for its reader. Pure: times are UTC seconds, nothing is asked or done."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MINUTE, HOUR, DAY = 60, 3_600, 86_400

DEFAULT_INTERVAL = HOUR
SHORTEST, LONGEST = 30 * MINUTE, DAY
"""Between these the feed's own rhythm decides."""
LONGEST_ASKED = 7 * DAY
"""More than this is a mistake of the server, not a wish."""
BACKOFF_BASE, BACKOFF_CAP = 5 * MINUTE, DAY
_RHYTHM_OF = 12
_MONTH, _YEAR = 30.44 * DAY, 365.25 * DAY
_SIZES = (
    (2 * _YEAR, _YEAR, "year"),
    (60 * DAY, _MONTH, "month"),
    (DAY, DAY, "day"),
    (HOUR, HOUR, "hour"),
    (MINUTE, MINUTE, "minute"),
)
"""From how many seconds on a length of time is told in which unit."""
_LOOKS_PER_GAP = 4
_SILENT_GAPS = 3


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one feed.

    `last_success` and `last_try` are None before the first. `failures` counts those since the last success.
    `retry_after` was asked for at the last try; `fresh_for` comes from the last success's headers, `ttl` from the
    feed itself; `interval` is the user's own wish; all four are in seconds. `posted` are times of the newest entries,
    in any order. `gone` and `paused` stop the clock. `key` (the feed's id) spreads retries of many feeds.
    """

    key: int = 0
    last_success: int | None = None
    last_try: int | None = None
    failures: int = 0
    retry_after: int | None = None
    fresh_for: int | None = None
    ttl: int | None = None
    interval: int | None = None
    posted: tuple[int, ...] = ()
    gone: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """`at` is None for never; `reasons` are short phrases, the deciding one first."""

    at: int | None
    reasons: tuple[str, ...]


def next_due(history: History, now: int) -> Due:
    """When to ask next. A server's Retry-After is always kept; the user's interval wins over everything else."""
    if history.paused:
        return Due(None, ("paused by you",))
    if history.gone:
        return Due(None, ("the server says it is gone for good",))
    if history.last_try is None:
        return Due(now, ("never fetched",))
    if history.last_try > now:  # it would be silent until the clock is there again
        return Due(now, ("the clock was set back since the last visit",))
    wait, reasons = _wait(history, now)
    since = history.last_try if history.failures or history.last_success is None else history.last_success
    since = min(since, now)  # a success that the clock has not come to again
    asked = min(history.retry_after or 0, LONGEST_ASKED)
    if history.last_try + asked > since + wait:
        return Due(history.last_try + asked, (f"the server asked to wait {in_words(asked)}", *reasons))
    return Due(since + wait, reasons)


def backoff(failures: int, base: float, cap: float, jitter: float = 1.0) -> float:
    """Seconds to wait after so many failures in a row: base, doubled each time, never over the cap.

    `jitter` in 0..1 chooses between half and all of it ("equal jitter"), so that many clients do not return as one.
    """
    if failures <= 0:
        return 0.0
    full = min(cap, base * 2.0 ** min(failures - 1, 64))
    return full / 2 + full / 2 * min(max(jitter, 0.0), 1.0)


def spread(key: int, failures: int) -> float:
    """A number in 0..1 that looks random but is the same for the same feed and failure: next tries can be shown."""
    return zlib.crc32(f"{key}:{failures}".encode()) / 0xFFFFFFFF


def rhythm(posted: Sequence[int], now: int) -> int | None:
    """The usual seconds between posts: the median of the last gaps, or the present silence if that is longer.

    None when fewer than two different times are known; times in the future count as now.
    """
    times = sorted({min(moment, now) for moment in posted}, reverse=True)[: _RHYTHM_OF + 1]
    if len(times) < 2:
        return None
    gaps = sorted(newer - older for newer, older in pairwise(times))
    return max(gaps[len(gaps) // 2], now - times[0])


def in_words(seconds: float) -> str:
    """A length of time as people say it: "40 seconds", "5 minutes", "2 days", "5 months"."""
    for least, size, name in _SIZES:
        if seconds >= least:
            count = round(seconds / size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    count = max(1, round(seconds))
    return f"{count} second{'' if count == 1 else 's'}"


def _wait(history: History, now: int) -> tuple[int, tuple[str, ...]]:
    if history.failures:
        wait = int(backoff(history.failures, BACKOFF_BASE, BACKOFF_CAP, spread(history.key, history.failures)))
        times = "once" if history.failures == 1 else f"{history.failures} times in a row"
        return wait, (f"it failed {times}, so it is left alone for {in_words(wait)}",)
    if history.interval:
        return history.interval, (f"you set every {in_words(history.interval)}",)
    return _own_pace(history, now)


def _own_pace(history: History, now: int) -> tuple[int, tuple[str, ...]]:
    gap = rhythm(history.posted, now)
    if gap is None:
        wait, reasons = DEFAULT_INTERVAL, [f"every {in_words(DEFAULT_INTERVAL)} until its rhythm is known"]
    else:
        wait = min(max(gap // _LOOKS_PER_GAP, SHORTEST), LONGEST)
        usual = rhythm(history.posted, max(history.posted)) or 0
        silent = gap > _SILENT_GAPS * usual and gap > DAY
        reasons = [f"it {'has been silent for' if silent else 'posts about every'} {in_words(gap)}"]
    for seconds, reason in ((history.ttl, "the feed asks for"), (history.fresh_for, "its server asks for")):
        asked = min(seconds or 0, LONGEST)
        if asked > wait:
            wait = asked
            reasons.insert(0, f"{reason} {in_words(asked)} between visits")
    return wait, tuple(reasons)
