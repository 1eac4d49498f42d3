"""Who visits which feeds now: two programs on one library (a reader and cron) do not ask a server the same at once."""

from __future__ import annotations

import time
from collections.abc import Collection
from contextlib import suppress
from typing import Final

from tui_reader.errors import StoreError
from tui_reader.library.naming import new_id
from tui_reader.store import Store

SECONDS: Final = 180
"""After this a claim counts no more: whoever made it may have been killed."""
_KEY: Final = "claims"


class Claim:
    """The feeds that one program visits; nobody else gives them back."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._name = new_id()

    def take(self, feed_ids: Collection[int]) -> set[int]:
        """Claim feeds; which of them nobody else visits at the moment. Call it inside a transaction."""
        now = int(time.time())
        claims = self._standing(now)
        mine = {feed_id for feed_id in feed_ids if str(feed_id) not in claims}
        if mine:
            self._store.state.set(_KEY, claims | {str(each): [now + SECONDS, self._name] for each in mine})
        return mine

    def give_back(self) -> None:
        """Claim nothing more. If that cannot be written, the claims run out."""
        with suppress(StoreError), self._store.transaction():
            claims = self._standing(int(time.time()))
            others = {each: claim for each, claim in claims.items() if claim[1] != self._name}
            if others != claims:
                self._store.state.set(_KEY, others)

    def _standing(self, now: int) -> dict[str, list]:  # type: ignore[type-arg]
        """By feed until when a claim counts, in UTC seconds, and whose it is. Of later ones the clock was set back."""
        claims = self._store.state.get(_KEY) or {}
        return {each: claim for each, claim in claims.items() if now < claim[0] <= now + SECONDS}
