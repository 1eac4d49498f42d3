"""One feed as rows of a list and as a page to look at: how it is doing, what it brings, how it is visited."""

from __future__ import annotations

import time
from typing import Final

from tui_reader.document.sanitise import one_line
from tui_reader.library.feeds import WEEKS, FeedState
from tui_reader.library.health import Health, Remedy, in_words, remedies
from tui_reader.search.filtering import Filtered
from tui_reader.ui.screens.feeds.collection import ILL, SIGNS, word_of
from tui_reader.ui.widgets.row_list import Row
from tui_reader.ui.widgets.sheet import Part, Sheet, SheetWriter

REMEDIES: Final[dict[Remedy, str]] = {
    "visit": "Visit it now",
    "trust": "Visit all feeds of its host: I know it",
    "look": "Look for its feed again",
    "address": "Type another address",
    "account": "Give a user name and a password",
    "keep": "Keep the new address: all is well",
    "resume": "Visit it again from now on",
    "pause": "Pause it: keep it, but visit it no more",
    "leave": "Leave it: its articles stay",
}
"""What may help a feed, in words."""
_SAID: Final[dict[Health, str]] = {
    "failing": "It could not be had",
    "gone": "Gone: its server says it will not come back",
    "moved": "It has moved",
    "silent": "Nothing new",
    "busy": "Well, and one of the busiest",
    "paused": "Paused: it is not visited",
    "new": "Not visited yet",
    "well": "Well",
}
_NAME_LENGTH = 200
Line = list[Part]
"""The (text, style) parts of one line."""


def rate_of(state: FeedState) -> str:
    """How much a feed brings, in words; empty if nothing came of late."""
    if state.weekly >= 70:
        return f"{round(state.weekly / 7):,} a day"
    if state.weekly >= 1:
        return f"{round(state.weekly)} a week"
    recent = round(state.weekly * WEEKS)
    return f"{recent} a month" if recent else ""


def row_of(state: FeedState, health: Health, filtered: Filtered) -> Row:
    """A row of the list: unread of all articles, state, how much it brings, tags."""
    feed, tally = state.feed, state.tally
    articles = f"{tally.unread:,}/{tally.total:,}" if tally.total else "no articles"
    parts = [articles, word_of(state, health), rate_of(state)]
    parts += [f"#{one_line(tag, 40)}" for tag in feed.tags]
    name, meta = one_line(feed.shown, _NAME_LENGTH), " · ".join(part for part in parts if part)
    return Row(
        name,
        meta,
        SIGNS[health],
        strong=tally.unread > 0,
        marks=filtered.marks(name),
        meta_marks=filtered.marks(meta),
    )


def sheet_of(state: FeedState, health: Health, keys: tuple[str, str] = ("f", "e"), now: int | None = None) -> Sheet:
    """All that is known of a feed. `keys` are those that mend it and that change its settings."""
    now = int(time.time()) if now is None else now
    page = SheetWriter()
    for part in (
        _about(state, health, keys[0]),
        _visits(state, now),
        _articles(state, now),
        _settings(state, keys[1]),
    ):
        lines = [line for line in part if any(text for text, _ in line)]
        for number, line in enumerate(lines, 1):
            page.block(*line, kind="paragraph" if number == len(lines) else "dateline")  # which stand close together
    return page.sheet()


def _about(state: FeedState, health: Health, key: str) -> list[Line]:
    feed, cures = state.feed, remedies(state)
    said = f"{SIGNS[health]} {_SAID[health]}"
    if health == "failing" and feed.failures > 1:
        said += f", {feed.failures} times in a row"
    elif health == "silent":
        said += f" for {in_words(state.silent or 0)}"
    itself = one_line(feed.title, _NAME_LENGTH) if feed.name and feed.title != feed.name else ""
    moved = ""
    if feed.moved_to:
        moved = f"Its new address is followed already, as another feed: {one_line(feed.moved_to, 300)}"
    elif feed.moved_from:
        moved = f"It was at {one_line(feed.moved_from, 300)} before, and is visited at its new address."
    more = " · and more" if len(cures) > 1 else ""
    return [
        [(one_line(feed.shown, _NAME_LENGTH), "title")],
        [(f"calls itself {itself}" if itself else "", "quiet")],
        [(said, "doubt" if health in ILL else "label")],
        [(one_line(feed.problem, 400), "")],
        [(moved, "")],
        [(f"{key} ", "label"), (f"{REMEDIES[cures[0]]}{more}", "quiet")] if cures else [],
    ]


def _visits(state: FeedState, now: int) -> list[Line]:
    feed, due = state.feed, state.due
    tried = feed.last_try is not None and feed.last_try != feed.last_success
    when = "never"
    if due.at is not None:
        when = "as soon as feeds are visited" if due.at <= now else f"in {in_words(due.at - now)}"
    return [
        [("Visits", "label")],
        [("Last success ", "quiet"), (_ago(feed.last_success, now), "")],
        [("Last try ", "quiet"), (_ago(feed.last_try, now), "")] if tried else [],
        [("Next try ", "quiet"), (when, "")],
        *([(reason, "quiet")] for reason in due.reasons),
    ]


def _articles(state: FeedState, now: int) -> list[Line]:
    tally = state.tally
    if not tally.total:
        return [[("Articles", "label")], [("none yet", "")]]
    newest = "" if tally.newest is None else f", the newest {_ago(tally.newest, now)}"
    return [
        [("Articles", "label")],
        [(f"{tally.unread:,} unread of {tally.total:,}", "")],
        [(f"{rate_of(state) or 'none of late'}{newest}", "quiet")],
    ]


def _settings(state: FeedState, key: str) -> list[Line]:
    feed = state.feed
    own = [
        f"visited every {in_words(feed.interval)}" if feed.interval else "",
        f"says it is {one_line(feed.user_agent, 80)}" if feed.user_agent else "",
        f"sends {', '.join(one_line(name, 40) for name, _ in feed.headers)}" if feed.headers else "",
        f"as {one_line(feed.user, 60)}" if feed.user else "",
        f"keeps {feed.keep:,} articles when cleared" if feed.keep is not None else "",
        "fetches the full texts" if feed.full_text else "",
    ]
    return [
        [("Address", "label")],
        [(one_line(feed.url, 400), "")],
        [(one_line(feed.site_url, 400), "quiet")],
        [(" ".join(f"#{one_line(tag, 60)}" for tag in feed.tags), "tags")],
        [(f"{key} ", "label"), (", ".join(part for part in own if part) or "no settings of its own", "quiet")],
    ]


def _ago(moment: int | None, now: int) -> str:
    if moment is None:
        return "never"
    return "just now" if now - moment < 60 else f"{in_words(now - moment)} ago"
