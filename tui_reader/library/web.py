"""What is behind a web address: a feed, a page to be read, a page that names feeds.

Below the desks: adding and pages both look there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from tui_reader.errors import SourceError
from tui_reader.ingest import kinds
from tui_reader.ingest.fetch.urls import UrlError, host_of, parse, same_origin, with_credentials, without_secrets
from tui_reader.ingest.fetch.values import FEED_ACCEPT, Answer, Failed, Fetched, Request
from tui_reader.library.feed_reading import ReadFeed, read_feed
from tui_reader.model import Entry

if TYPE_CHECKING:
    from tui_reader.ingest.fetch.fetcher import Fetcher

TRIED = 6
"""Usual places of feeds that are tried where a page names none."""
LOOK_EVERY = 0.1
"""Seconds between two looks at whether it is to be cancelled."""
_PAGE_OR_FEED = f"text/html, application/xhtml+xml, {FEED_ACCEPT}"
GUESS = 3.0
"""Seconds that a host which was typed without `https://` has to agree on a secure connection before the other way is
tried beside it."""
_WITHOUT_TLS = ("refused", "tls", "protocol", "broken")
"""Failures after which such a host is tried without one."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OfferedFeed:
    """A feed that a page names: its address and what the page calls it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at `url` (where redirects led). `feed` if it is a feed; else `page`, None if there is no text in
    it, with the reason in `problem`; and the `feeds` that the page names.

    `asked` may hold a password, `typed` is the host that its reader typed. `answer` is what came, for who keeps it.
    """

    asked: str = field(repr=False)
    url: str
    feed: ReadFeed | None = None
    page: Entry | None = None
    problem: str = ""
    feeds: tuple[OfferedFeed, ...] = ()
    typed: str = ""
    answer: Fetched | None = field(default=None, repr=False, compare=False)

    @property
    def to_follow(self) -> str:
        """Where to follow the feed, with the password that was typed into the address asked for; not to be shown."""
        given = parse(self.asked).credentials
        return self.url if given is None else with_credentials(self.url, given.user, given.password)

    def is_typed(self, url: str) -> bool:
        """Whether the host of an address found here is the one that was typed: then it may be a private one."""
        return host_of(url) == self.typed


class Cancelled(Exception):  # noqa: N818 - no error: nobody waits any more
    """What was asked for is not wanted any more."""


def look(
    address: str, *, typed: str | None = None, guess: bool = True, cancelled: Callable[[], bool] = lambda: False
) -> Seen:
    """Fetch what is at an address that its reader typed. Raises SourceError in one sentence, and Cancelled.

    `typed` is the host that they typed if another page named the address: then only that one may be a private one,
    none if it is "".
    With `guess` the usual places are tried for the feeds of a page that names none.
    """
    return run(_look(address, typed, guess), cancelled)


def run(work: Coroutine[Any, Any, T], cancelled: Callable[[], bool] = lambda: False) -> T:
    """Run a coroutine of this thread's own; raises what it raises, and Cancelled soon after `cancelled` says so; if it
    said so before, nothing is begun."""
    if cancelled():
        work.close()
        raise Cancelled

    async def watched() -> T:
        task = asyncio.ensure_future(work)
        while True:
            done, _ = await asyncio.wait({task}, timeout=LOOK_EVERY)
            if done:
                return task.result()
            if cancelled():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
                raise Cancelled

    return asyncio.run(watched())


async def _look(address: str, typed: str | None, guess: bool) -> Seen:
    from tui_reader.ingest.fetch.fetcher import Fetcher

    bare = "://" not in address
    address = _with_scheme(address)
    typed = host_of(address) if typed is None else typed
    allowed = frozenset({typed} - {""})
    async with Fetcher() as fetcher:
        if bare and not _has_password(address):
            address, answer = await _guessed(fetcher, address, allowed)
        else:
            answer = await fetcher.fetch(Request(address, accept=_PAGE_OR_FEED, allow_private_hosts=allowed))
        if isinstance(answer, Failed):
            raise SourceError(without_secrets(address), answer.words)
        if not isinstance(answer, Fetched):
            raise SourceError(without_secrets(address), "nothing came")
        feed = _feed(answer)
        if feed is not None:
            return Seen(address, _to_follow(address, answer), feed=feed, typed=typed, answer=answer)
        named, guessed = _offered(answer)
        if guess and not named and guessed:
            named = await _that_are_feeds(fetcher, guessed[:TRIED], allowed)
        page, problem = _page(answer)
        return Seen(address, answer.final_url, None, page, problem, tuple(named), typed, answer)


async def _guessed(fetcher: Fetcher, address: str, allowed: frozenset[str]) -> tuple[str, Answer]:
    """What is at a host that was typed without a scheme, and the address with the one that it answers to.

    A secure connection comes first. One that takes long is not given up: it goes on beside the other way, and what
    that brings counts only if it brings something before.
    """
    from tui_reader.ingest.fetch.fetcher import Fetcher

    secure = Request(address, accept=_PAGE_OR_FEED, allow_private_hosts=allowed)
    plain = replace(secure, url=f"http{address[5:]}")
    async with Fetcher(replace(fetcher.limits, connect=GUESS)) as hasty:
        answer = await hasty.fetch(secure)
    if isinstance(answer, Failed) and answer.kind in _WITHOUT_TLS:
        return plain.url, await fetcher.fetch(plain)
    # Who was connected to, and fell silent only then, speaks TLS.
    if not isinstance(answer, Failed) or answer.kind != "timeout" or answer.elapsed > 2 * GUESS:
        return address, answer
    patient = asyncio.ensure_future(fetcher.fetch(secure))
    try:
        other = await fetcher.fetch(plain)
        if isinstance(other, Failed) or (patient.done() and not isinstance(patient.result(), Failed)):
            return address, await patient
        return plain.url, other
    finally:
        patient.cancel()


def _has_password(address: str) -> bool:
    """Whether something secret would be sent to whoever answers; then nothing is guessed."""
    try:
        return parse(address).credentials is not None
    except UrlError:
        return False


def _to_follow(address: str, answer: Fetched) -> str:
    """Where a feed is followed: where it moved, but not to another server if there is a password in the address."""
    asked = parse(address)
    if answer.moved_to and (asked.credentials is None or same_origin(asked, parse(answer.moved_to))):
        return answer.moved_to
    return asked.url


def _with_scheme(address: str) -> str:
    """An address as it is fetched: people leave out the scheme, and browsers hand over feeds with one of their own."""
    address = address.strip()
    if address.lower().startswith("feed:"):
        address = address[5:].removeprefix("//")
    return address if "://" in address else f"https://{address}"


def read(answer: Fetched, origin: str = "", name: str = "") -> ReadFeed | str:
    """The feed that came, its entries known by `origin`, or why it is none; `name` is what its reader calls it."""
    content_type = f"{answer.content_type}; charset={answer.charset}" if answer.charset else answer.content_type
    return read_feed(answer.body, answer.final_url, origin, content_type, name)


def _feed(answer: Fetched) -> ReadFeed | None:
    found = read(answer)
    return None if isinstance(found, str) else found


def _offered(answer: Fetched) -> tuple[list[OfferedFeed], list[OfferedFeed]]:
    """The feeds that a page names, and those that may be where feeds often are."""
    from tui_reader.ingest.feeds.discovery import discover

    named: list[OfferedFeed] = []
    guessed: list[OfferedFeed] = []
    for found in discover(answer.body, answer.final_url):
        (guessed if found.kind == "guess" else named).append(OfferedFeed(found.url, found.title))
    return named, guessed


async def _that_are_feeds(fetcher: Any, guessed: list[OfferedFeed], typed: frozenset[str]) -> list[OfferedFeed]:
    """Those of some addresses that lead to feeds, in their order."""
    requests = [Request(feed.url, key=at, allow_private_hosts=typed) for at, feed in enumerate(guessed)]
    found: dict[int, OfferedFeed] = {}
    async for request, answer in fetcher.fetch_many(requests):
        if isinstance(answer, Fetched) and (feed := _feed(answer)) is not None:
            found[request.key] = OfferedFeed(answer.moved_to or answer.url, feed.title)
    return [found[key] for key in sorted(found)]


def _page(answer: Fetched) -> tuple[Entry | None, str]:
    from tui_reader.ingest.web_page import page_entry

    if reason := kinds.binary_reason(answer.body[: kinds.HEAD]):
        return None, reason
    page = page_entry(answer.body, answer.final_url, answer.charset)
    return (None, page.reason) if isinstance(page, SourceError) else (page, "")
