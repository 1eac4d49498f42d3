"""Who may talk to which host now: a few at a time per host, and a busy host never holds up the others."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class HostSlots:
    """At most `limit` transfers per host, first come first served."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._watchers: list[asyncio.Future[None]] = []

    def free(self, host: str) -> bool:
        """Whether `hold` would get a slot without waiting."""
        return self._running[host] < self._limit

    @asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[None]:
        """A slot of this host for as long as the block runs."""
        while not self.free(host):
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(host, deque()).append(turn)
            await turn
        self._running[host] += 1
        try:
            yield
        finally:
            self._release(host)

    async def changed(self) -> None:
        """Return when some slot has been given back."""
        change: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.append(change)
        await change

    def _release(self, host: str) -> None:
        self._running[host] -= 1
        if not self._running[host]:
            del self._running[host]
        for turn in self._waiting.pop(host, ()):  # few; each looks again whether there is room
            if not turn.done():
                turn.set_result(None)
        watchers, self._watchers = self._watchers, []
        for change in watchers:
            if not change.done():
                change.set_result(None)


class HostQueue(Generic[T]):
    """Items by host, taken round robin from hosts that are free; in order within a host."""

    def __init__(self) -> None:
        self._items: dict[str, deque[T]] = {}
        self._turns: deque[str] = deque()

    def __bool__(self) -> bool:
        return bool(self._turns)

    def push(self, host: str, item: T) -> None:
        """Add an item at the end of its host's line."""
        if host not in self._items:
            self._items[host] = deque()
            self._turns.append(host)
        self._items[host].append(item)

    def pop(self, free: Callable[[str], bool]) -> T | None:
        """The next item of the next free host; None if every host left is busy."""
        for _ in range(len(self._turns)):
            host = self._turns.popleft()
            if not free(host):
                self._turns.append(host)
                continue
            line = self._items[host]
            item = line.popleft()
            if line:
                self._turns.append(host)
            else:
                del self._items[host]
            return item
        return None
