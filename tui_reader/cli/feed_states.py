"""How a feed is doing, for people and for programs."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from tui_reader.document.sanitise import one_line
from tui_reader.ingest.fetch.schedule import DAY, in_words
from tui_reader.library.feeds import FeedState


def state_of(state: FeedState) -> str:
    """How a feed is doing, in plain words."""
    feed = state.feed
    if feed.paused:
        return "paused"
    if feed.gone:
        return "gone for good"
    if feed.problem:
        return f"failing: {one_line(feed.problem)}"
    if feed.last_success is None:
        return "not fetched yet"
    if state.silent is not None:
        return f"silent for {in_words(state.silent)}"
    return "fine"


def row(state: FeedState) -> str:
    """A feed as one line of the list."""
    feed, tally = state.feed, state.tally
    tags = "".join(f"  #{one_line(tag)}" for tag in feed.tags)
    return f"{feed.id:>5}  {tally.unread:>5}/{tally.total:<6}{one_line(feed.shown)}{tags}  ({state_of(state)})"


def health(state: FeedState) -> str:
    """A feed and all that is known of its visits, as lines."""
    feed, tally = state.feed, state.tally
    now = int(time.time())
    last = "never" if feed.last_success is None else f"{in_words(max(1, now - feed.last_success))} ago"
    why = "; ".join(one_line(reason) for reason in state.due.reasons)
    if state.due.at is None:
        due = "no visit"
    else:
        due = "next visit now" if state.due.at <= now else f"next visit in {in_words(state.due.at - now)}"
    lines = [
        f"{feed.id:>5}  {one_line(feed.shown)}  ({state_of(state)})",
        f"       {one_line(feed.url)}",
        f"       last success {last}; {due}: {why}",
        f"       {state.weekly:g} articles a week, {tally.unread} of {tally.total} unread",
    ]
    if feed.trouble == "inward" and not feed.typed:
        lines.append(f"       if you know that host: newsreader feeds set {feed.id} --trust-host")
    if feed.moved_from:
        lines.append(f"       moved from {one_line(feed.moved_from)}")
    return "\n".join(lines)


def as_json(state: FeedState) -> dict[str, Any]:
    """A feed as JSON. Of headers only the names: their values may be secret."""
    feed, tally = state.feed, state.tally
    return {
        "id": feed.id,
        "name": feed.shown,
        "title": feed.title,
        "url": feed.url,
        "site_url": feed.site_url or None,
        "tags": list(feed.tags),
        "unread": tally.unread,
        "total": tally.total,
        "newest": _moment(tally.newest),
        "state": state_of(state),
        "problem": feed.problem or None,
        "failures": feed.failures,
        "gone": feed.gone,
        "paused": feed.paused,
        "moved_from": feed.moved_from or None,
        "last_success": _moment(feed.last_success),
        "last_try": _moment(feed.last_try),
        "next_visit": _moment(state.due.at),
        "why": list(state.due.reasons),
        "weekly": state.weekly,
        "silent_days": None if state.silent is None else state.silent // DAY,
        "interval": feed.interval,
        "keep": feed.keep,
        "full_text": feed.full_text,
        "user_agent": feed.user_agent or None,
        "headers": [name for name, _ in feed.headers],
        "user": feed.user or None,
    }


def _moment(seconds: int | None) -> str | None:
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None
