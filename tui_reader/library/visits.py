"""When a feed is to be visited, how it is asked, and what the answer means. Decides; does nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from tui_reader.errors import UsageError
from tui_reader.ingest.fetch.schedule import LONGEST_ASKED, Due, History, in_words, next_due
from tui_reader.ingest.fetch.urls import host_of, parse, same_origin
from tui_reader.ingest.fetch.values import Answer, Credentials, Failed, Fetched, Request, Unchanged
from tui_reader.library.feed_reading import ReadFeed
from tui_reader.model import Feed
from tui_reader.store.feeds import Memory, Visit

REST_AFTER_429 = 60
"""Seconds in which a host is left alone that said it was asked too often, but not for how long."""
AGAIN_AFTER = 60
"""Seconds after a visit in which a feed is not asked again even by hand."""


def history_of(feed: Feed, memory: Memory, posted: tuple[int, ...]) -> History:
    """What decides when a feed is due."""
    return History(
        key=feed.id,
        last_success=feed.last_success,
        last_try=feed.last_try,
        failures=feed.failures,
        retry_after=memory.retry_after,
        fresh_for=memory.fresh_for,
        ttl=memory.ttl,
        interval=feed.interval,
        posted=posted,
        gone=feed.gone,
        paused=feed.paused,
    )


def due_of(feed: Feed, memory: Memory, posted: tuple[int, ...], now: int, rest: int = 0) -> Due:
    """When a feed is due by itself, in UTC seconds, and why then; `rest` is until when its host is left alone."""
    due = next_due(history_of(feed, memory, posted), now)
    if due.at is None or rest <= max(due.at, now):
        return due
    return Due(rest, (f"its server said to another feed that it was asked too often: {in_words(rest - now)} more",))


def wait_of(feed: Feed, memory: Memory, now: int, rest: int = 0) -> int:
    """Seconds until a feed may be visited because its reader wants it: not at once after a visit, nor while its server
    asked to wait."""
    if feed.last_try is None or feed.last_try > now:  # the clock was set back
        return max(0, rest - now)
    asked = min(memory.retry_after or 0, LONGEST_ASKED)
    again = feed.last_try + max(asked, AGAIN_AFTER if not feed.failures else 0)
    return max(0, rest - now, again - now)


def resting(feeds: Iterable[Feed], memories: Mapping[int, Memory], now: int) -> dict[str, int]:
    """The hosts that said they were asked too often, and until when they are left alone, in UTC seconds."""
    until: dict[str, int] = {}
    for feed in feeds:
        if feed.trouble == "limited" and feed.last_try is not None and feed.last_try <= now:
            host, wait = host_of(feed.url), memories[feed.id].retry_after
            rest = feed.last_try + min(REST_AFTER_429 if wait is None else wait, LONGEST_ASKED)
            until[host] = max(rest, until.get(host, 0))
    return until


def request_for(feed: Feed, memory: Memory, password: Callable[[Feed], str | None]) -> Request:
    """How to ask. A body that was never understood is asked for anew. Raises UsageError for headers of no use."""
    user = feed.user
    return Request(
        feed.url,
        key=feed.id,
        etag=memory.etag if memory.digest else "",
        last_modified=memory.last_modified if memory.digest else "",
        headers=feed.headers,
        credentials=Credentials(user, password(feed) or "") if user else None,
        user_agent=feed.user_agent,
        allow_private_hosts=frozenset({host_of(feed.url)} - {""}) if feed.typed else frozenset(),
    )


def checked_headers(headers: Mapping[str, str]) -> str:
    """Headers as they are kept. Raises UsageError for what cannot be sent."""
    check_headers(headers)
    if any(name.lower() in ("authorization", "cookie", "host", "content-length") for name in headers):
        raise UsageError("A header that identifies you or the host cannot be set; use a user name and a password.")
    return json.dumps(list(headers.items()))


def check_headers(headers: Mapping[str, str]) -> None:
    """Raises UsageError for headers that cannot be sent."""
    Request("http://localhost/", headers=tuple(headers.items()))


def visit_of(answer: Answer, now: int, digest: bytes | None = None, read: ReadFeed | str | None = None) -> Visit:
    """What a visit said. `read` is what the body was: the feed, or why it is none; None if it is the one before."""
    if isinstance(answer, Failed):
        trouble = "missing" if answer.status == 404 else answer.kind
        gone = answer.kind == "gone"
        return Visit(now, problem=answer.words, trouble=trouble, gone=gone, retry_after=answer.retry_after)
    if isinstance(answer, Unchanged):
        return Visit(
            now,
            retry_after=answer.retry_after,
            fresh_for=answer.fresh_for,
            etag=answer.etag or None,
            last_modified=answer.last_modified or None,
        )
    if isinstance(read, str):
        problem = f"What is there is no feed: {read}."
        return Visit(now, problem=problem, trouble="no feed", retry_after=answer.retry_after)
    return Visit(
        now,
        retry_after=answer.retry_after,
        fresh_for=answer.fresh_for,
        ttl=read.interval if read else None,
        etag=answer.etag,
        last_modified=answer.last_modified,
        digest=digest,
        title=read.title if read else "",
        site_url=read.site_url if read else "",
    )


def is_silence(answer: Answer) -> bool:
    """Whether nobody was heard: it may be the feed's server that is not there, or the network here."""
    return isinstance(answer, Failed) and answer.kind in ("dns", "proxy", "timeout")


def may_move(feed: Feed, url: str) -> bool:
    """Whether a feed may be visited at another address from now on: what is secret is sent to no other server."""
    return not (feed.user or feed.headers) or same_origin(parse(feed.url), parse(url))


def moved_to(answer: Answer, read: ReadFeed | str | None) -> str:
    """The address to visit from now on, "" for the same: only after what is there was understood."""
    if isinstance(answer, Fetched) and isinstance(read, str):
        return ""
    return "" if isinstance(answer, Failed) else answer.moved_to
