"""What is behind a web address: a feed, a page to be read, a page that names feeds.

Below the desks: adding and pages both look there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from tui_reader.errors import SourceError
from tui_reader.ingest.fetch.urls import host_of
from tui_reader.ingest.fetch.values import FEED_ACCEPT, Failed, Fetched, Request
from tui_reader.library.feed_reading import ReadFeed, read_feed
from tui_reader.model import Entry

TRIED = 6
"""Usual places of feeds that are tried where a page names none."""
LOOK_EVERY = 0.1
"""Seconds between two looks at whether it is to be cancelled."""
_PAGE_OR_FEED = f"text/html, application/xhtml+xml, {FEED_ACCEPT}"
_WITHOUT_TLS = ("refused", "tls", "protocol", "broken")
"""Failures after which a host that was typed without `https://` is tried without it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OfferedFeed:
    """A feed that a page names: its address and what the page calls it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at `url` (where redirects led). `feed` if it is a feed; else `page`, None if there is no text in
    it, with the reason in `problem`; and the `feeds` that the page names."""

    asked: str
    url: str
    feed: ReadFeed | None = None
    page: Entry | None = None
    problem: str = ""
    feeds: tuple[OfferedFeed, ...] = ()


class Cancelled(Exception):  # noqa: N818 - no error: nobody waits any more
    """What was asked for is not wanted any more."""


def look(address: str, *, cancelled: Callable[[], bool] = lambda: False) -> Seen:
    """Fetch what is at an address that its reader typed. Raises SourceError in one sentence, and Cancelled."""
    return run(_look(address), cancelled)


def run(work: Coroutine[Any, Any, T], cancelled: Callable[[], bool] = lambda: False) -> T:
    """Run a coroutine of this thread's own; raises what it raises, and Cancelled soon after `cancelled` says so."""

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


async def _look(address: str) -> Seen:
    from tui_reader.ingest.fetch.fetcher import Fetcher

    bare = "://" not in address
    address = f"https://{address}" if bare else address
    typed = frozenset({host_of(address)} - {""})
    async with Fetcher() as fetcher:
        answer = await fetcher.fetch(Request(address, accept=_PAGE_OR_FEED, allow_private_hosts=typed))
        if bare and isinstance(answer, Failed) and answer.kind in _WITHOUT_TLS:
            address = f"http{address[5:]}"
            answer = await fetcher.fetch(Request(address, accept=_PAGE_OR_FEED, allow_private_hosts=typed))
        if isinstance(answer, Failed):
            raise SourceError(address, answer.words)
        if not isinstance(answer, Fetched):
            raise SourceError(address, "nothing came")
        feed = _feed(answer)
        if feed is not None:
            return Seen(address, answer.moved_to or answer.url, feed=feed)
        named, guessed = _offered(answer)
        if not named and guessed:
            named = await _that_are_feeds(fetcher, guessed[:TRIED], typed)
        page, problem = _page(answer)
        return Seen(address, answer.final_url, page=page, problem=problem, feeds=tuple(named))


def _feed(answer: Fetched) -> ReadFeed | None:
    content_type = f"{answer.content_type}; charset={answer.charset}" if answer.charset else answer.content_type
    read = read_feed(answer.body, answer.final_url, "", content_type, "")
    return None if isinstance(read, str) else read


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

    page = page_entry(answer.body, answer.final_url, answer.charset)
    return (None, page.reason) if isinstance(page, SourceError) else (page, "")
