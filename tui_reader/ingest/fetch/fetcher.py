"""The polite fetcher: conditional requests, few at once per host, everything bounded, failures as values.

async with Fetcher() as fetcher:
    async for request, answer in fetcher.fetch_many(requests):
        ...
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from tui_reader import __version__
from tui_reader.ingest.fetch import failures, headers
from tui_reader.ingest.fetch.inward import names_inward
from tui_reader.ingest.fetch.lanes import HostQueue, HostSlots
from tui_reader.ingest.fetch.proxies import proxy_for
from tui_reader.ingest.fetch.redirects import REDIRECTS, RedirectError, Trail
from tui_reader.ingest.fetch.urls import UrlError, ascii_host, host_of, parse
from tui_reader.ingest.fetch.values import PAGE_ACCEPT, Answer, Failed, Fetched, Limits, Request, Unchanged

if TYPE_CHECKING:
    from tui_reader.ingest.fetch.transfer import Client, Order, Reply

USER_AGENT = f"newsreader/{__version__}"
_RESULTS_AHEAD = 4
"""Finished bodies that may wait for whoever consumes them; then the transfers wait too."""
_REST_AFTER_429 = 60
"""Seconds in which a host is left alone that does not say for how long."""

_Result: TypeAlias = tuple[Request, Answer] | BaseException


class Fetcher:
    """Fetches over HTTP on the running asyncio loop (which must offer `add_reader`). Use it with `async with`.

    `ca_file` replaces the trusted certificate authorities; `environ` is where proxies are looked up.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        user_agent: str = USER_AGENT,
        ca_file: str = "",
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.limits = limits or Limits()
        self._user_agent = user_agent
        self._ca_file = ca_file
        self._environ = environ
        self._slots = HostSlots(self.limits.per_host)
        self._client: Client | None = None

    async def __aenter__(self) -> Self:
        from tui_reader.ingest.fetch.transfer import Client, trusted_certificates

        self._client = Client(self.limits, self._ca_file or trusted_certificates(self._environ))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def fetch(self, request: Request) -> Answer:
        """Fetch one address. Everything that can go wrong out there comes back as `Failed`; nothing is raised."""
        started = time.monotonic()
        try:
            answer = await self._follow(request)
        except UrlError as fault:
            answer = Failed(request.url, "url", str(fault), permanent=True)
        except failures.TransferError as fault:
            answer = Failed(request.url, fault.kind, fault.words, permanent=fault.permanent)
        return replace(answer, elapsed=time.monotonic() - started)

    async def fetch_page(self, url: str, *, allow_private_hosts: frozenset[str] = frozenset()) -> Answer:
        """Fetch a web page for reading: `Fetched` has its bytes, where it was found and its declared charset."""
        return await self.fetch(Request(url, accept=PAGE_ACCEPT, allow_private_hosts=allow_private_hosts))

    async def fetch_many(self, requests: Iterable[Request]) -> AsyncGenerator[tuple[Request, Answer], None]:
        """Fetch all, yielding each as soon as it is there, in no order; `limits.concurrency` at once.

        Leaving the loop (with `aclose`) or cancelling stops every transfer at once. When a host says "too often",
        what is left for it is answered `limited` without asking again. A slow consumer slows the transfers, so at
        most `concurrency` + a few bodies are held.
        """
        queue: HostQueue[Request] = HostQueue()
        count = 0
        for request in requests:
            queue.push(host_of(request.url), request)
            count += 1
        results: asyncio.Queue[_Result] = asyncio.Queue(_RESULTS_AHEAD)
        resting: dict[str, float] = {}
        workers = [
            asyncio.create_task(self._work(queue, results, resting)) for _ in range(min(count, self.limits.concurrency))
        ]
        try:
            for _ in range(count):
                result = await results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _work(
        self, queue: HostQueue[Request], results: asyncio.Queue[_Result], resting: dict[str, float]
    ) -> None:
        """Take requests whose host is free until none are left; a fault of our own goes to the consumer."""
        try:
            while queue:
                request = queue.pop(self._slots.free)
                if request is None:
                    await self._slots.changed()
                    continue
                answer = (resting and _still_resting(request, resting)) or await self.fetch(request)
                if isinstance(answer, Failed) and answer.kind == "limited":
                    wait = answer.retry_after if answer.retry_after is not None else _REST_AFTER_429
                    resting.setdefault(host_of(request.url), time.monotonic() + wait)
                await results.put((request, answer))
        except Exception as fault:
            await results.put(fault)
            raise

    async def _follow(self, request: Request) -> Answer:
        """Ask, and follow redirects, in one total time; waiting for a turn is free. Raises UrlError, TransferError."""
        if self._client is None:
            raise RuntimeError("the fetcher is used outside its `async with`")
        target = parse(request.url)
        trail = Trail(target, request.credentials or target.credentials)
        left = request.timeout if request.timeout is not None else self.limits.total
        while True:
            order = self._order(request, trail, left)
            async with self._slots.hold(trail.target.host):
                started = time.monotonic()
                reply = await self._client.get(order)
            left -= time.monotonic() - started
            location = reply.headers.get("location", "")
            if reply.status not in REDIRECTS or not location:
                return _answer(request, trail, reply)
            try:
                trail = trail.hop(reply.status, location, self.limits.redirects)
            except RedirectError as fault:
                raise failures.TransferError("redirects", f"{trail.target.host} {fault}.") from None

    def _order(self, request: Request, trail: Trail, left: float) -> Order:
        from tui_reader.ingest.fetch.transfer import Order

        host = trail.target.host
        typed = request.allow_private_hosts
        inward_allowed = host in typed or host in map(_readable, typed)
        if not inward_allowed and names_inward(host):
            raise failures.inward(host, first=not trail.visited)
        fields = [("User-Agent", request.user_agent or self._user_agent), ("Accept", request.accept)]
        if request.etag:
            fields.append(("If-None-Match", _one_line(request.etag)))
        if request.last_modified:
            fields.append(("If-Modified-Since", _one_line(request.last_modified)))
        if trail.trusted:
            own = {name.lower() for name, _ in request.headers}
            fields = [field for field in fields if field[0].lower() not in own] + list(request.headers)
        return Order(
            target=trail.target,
            headers=tuple(fields),
            credentials=trail.credentials,
            proxy=proxy_for(trail.target, self._environ),
            inward_allowed=inward_allowed,
            total=max(left, 0.001),
            first=not trail.visited,
        )


def _answer(request: Request, trail: Trail, reply: Reply) -> Answer:
    now = time.time()
    final = trail.target.url
    wait = headers.retry_after(reply.headers, now)
    etag, modified = reply.headers.get("etag", ""), reply.headers.get("last-modified", "")
    fresh = headers.fresh_for(reply.headers, now)
    if reply.status == 304:
        return Unchanged(request.url, final, trail.moved_to, etag, modified, fresh, wait, trail.downgraded)
    if not 200 <= reply.status < 300:
        verdict = failures.of_status(reply.status, trail.target.host, wait)
        return Failed(request.url, verdict.kind, verdict.words, reply.status, wait, verdict.permanent)
    kind, charset = headers.content_type(reply.headers)
    return Fetched(
        request.url, final, reply.status, reply.body, trail.moved_to, kind, charset, etag, modified, fresh, wait,
        trail.downgraded,
    )  # fmt: skip


def _still_resting(request: Request, resting: Mapping[str, float]) -> Failed | None:
    host = host_of(request.url)
    left = resting.get(host, 0.0) - time.monotonic()
    if left <= 0:
        return None
    verdict = failures.of_status(429, host, max(1, round(left)))
    return Failed(request.url, verdict.kind, verdict.words, retry_after=max(1, round(left)), asked=False)


def _readable(host: str) -> str:
    try:
        return ascii_host(host)
    except UrlError:
        return ""


def _one_line(validator: str) -> str:
    """A kept validator as it was; without what could only come from a damaged store and would split the header."""
    return re.sub(r"[\r\n\0]", "", validator)
