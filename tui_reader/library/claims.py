"""Who visits which feeds now: two programs on one library (a reader and cron) do not ask a server the same at once."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Final

from tui_reader.store import Store

SECONDS: Final = 60
"""After this a claim counts no more: whoever made it may have been killed."""
_KEY: Final = "visiting"


def take(store: Store, feed_ids: Collection[int]) -> set[int]:
    """Claim feeds; which of them nobody else visits at the moment. Give them back when it is over."""
    now = int(time.time())
    with store.transaction():
        claims = _standing(store, now)
        mine = {feed_id for feed_id in feed_ids if str(feed_id) not in claims}
        store.state.set(_KEY, claims | dict.fromkeys(map(str, mine), now + SECONDS))
    return mine


def give_back(store: Store, feed_ids: Collection[int]) -> None:
    """Claim feeds no more."""
    with store.transaction():
        claims = _standing(store, int(time.time()))
        store.state.set(_KEY, {each: until for each, until in claims.items() if int(each) not in feed_ids})


def _standing(store: Store, now: int) -> dict[str, int]:
    """The claims by feed, and until when they count in UTC seconds; later than that the clock was set back."""
    claims: dict[str, int] = store.state.get(_KEY) or {}
    return {each: until for each, until in claims.items() if now < until <= now + SECONDS}
