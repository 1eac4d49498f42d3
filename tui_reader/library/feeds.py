"""Feeds: following and leaving them, how each is to be visited, how each is doing, and clearing what was read."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tui_reader.errors import UsageError
from tui_reader.ingest.fetch.schedule import DAY, Due, rhythm
from tui_reader.ingest.fetch.urls import UrlError, parse
from tui_reader.library import visits
from tui_reader.library.changes import deed
from tui_reader.library.following import follow
from tui_reader.library.naming import clean_tag
from tui_reader.model import Article, Feed
from tui_reader.store import Store
from tui_reader.store.feeds import Tally
from tui_reader.store.secrets import Secrets
from tui_reader.store.shelves import Order

SILENT_AFTER: Final = 90 * DAY
"""Seconds without an entry after which a feed counts as silent."""
SHORTEST_INTERVAL: Final = 5 * 60
"""Seconds: nobody needs to be asked more often."""
WEEKS: Final = 4
"""Weeks that count for how much a feed brings."""
KEPT: Final = 200
"""Articles of a feed kept when clearing, unless it has a figure of its own."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed and how it is doing. `weekly` is how many articles it brought a week of late, `silent` the seconds since
    its newest if that is long ago, else None. `due` says when it is visited next, and why then."""

    feed: Feed
    tally: Tally
    due: Due
    weekly: float
    silent: int | None

    @property
    def ill(self) -> bool:
        """Whether it wants to be looked at."""
        return bool(self.feed.problem) or self.feed.gone or self.silent is not None


@dataclass(frozen=True, slots=True)
class Clearing:
    """Articles that may go: of which feed how many, and their ids. Nothing is deleted until it is asked for."""

    by_feed: tuple[tuple[str, int], ...]
    ids: tuple[int, ...]


class Feeds:
    """The desk of subscriptions."""

    def __init__(self, store: Store, secrets: Callable[[], Secrets]) -> None:
        """`secrets` opens where passwords are kept: only who uses one waits for it."""
        self._store = store
        self._secrets = secrets

    # -- looking

    def all(self) -> list[Feed]:
        """The feeds that are followed, by name."""
        return self._store.feeds.all()

    def get(self, feed_id: int) -> Feed:
        """One feed. Raises NotFoundError."""
        return self._store.feeds.get(feed_id)

    def at(self, url: str) -> Feed | None:
        """The feed that is followed at an address."""
        return self._store.feeds.at(url)

    def states(self) -> list[FeedState]:
        """Every feed and how it is doing, by name."""
        now = int(time.time())
        store = self._store.feeds
        with self._store.database.snapshot():
            tallies, recent = store.tallies(), store.since(now - WEEKS * 7 * DAY)
            return [
                self._state(feed, tallies.get(feed.id, Tally()), recent.get(feed.id, 0), now) for feed in store.all()
            ]

    def _state(self, feed: Feed, tally: Tally, recent: int, now: int) -> FeedState:
        posted = self._store.feeds.posted(feed.id)
        silent = None
        if tally.newest is not None and now - tally.newest > max(SILENT_AFTER, 3 * (_usual_gap(posted) or 0)):
            silent = now - tally.newest
        return FeedState(
            feed, tally, visits.due_of(feed, self._store.feeds.memory(feed.id), posted, now), recent / WEEKS, silent
        )

    def head(self, feed_id: int, limit: int) -> list[Article]:
        """The newest articles of a feed, for a first paint."""
        return self._store.shelves.head_of(self._store.conditions.of_feed(feed_id), limit)

    def articles(self, feed_id: int) -> Order:
        """All articles of a feed, newest first, by day."""
        return self._store.shelves.order_of(self._store.conditions.of_feed(feed_id))

    # -- following

    def follow(self, url: str, *, title: str = "", tags: Iterable[str] = (), typed: bool = True) -> tuple[Feed, bool]:
        """Follow the feed at an address that its reader typed; the feed, and whether it was not followed before.

        It is not visited yet. Can be undone. Raises UsageError for an address that cannot be fetched.
        """
        with deed(self._store, "following a feed") as doing:
            feed_id, new = follow(self._store, doing, url, title=title, tags=tags, typed=typed)
            given = parse(url).credentials
            if given is not None:  # typed into the address, where it would be shown
                self._store.feeds.set(feed_id, {"user": given.user})
                self._secrets().set(secret_name(feed_id), given.password)
        return self._store.feeds.get(feed_id), new

    def leave(self, feed_ids: Collection[int], *, mark_read: bool = True) -> int:
        """Follow feeds no more; how many. Their articles stay, and with `mark_read` count as read.

        Can be undone. Raises NotFoundError.
        """
        names = [self._store.feeds.get(feed_id).shown for feed_id in feed_ids]
        label = f"leaving {names[0]}" if len(names) == 1 else f"leaving {len(names)} feeds"
        with deed(self._store, label) as doing:
            rest: list[int] = []
            for feed_id in feed_ids:
                doing.touch("feed", feed_id)
                self._store.feeds.set(feed_id, {"removed": int(time.time())})
                rest += self._store.feeds.unread_of(feed_id) if mark_read else ()
            if rest:
                doing.set_read(rest, True)
        return len(names)

    def set(self, feed_id: int, **settings: Any) -> Feed:
        """Change how a feed is called, tagged or visited; see `Feed`. Can be undone.

        `name`, `url`, `tags`, `paused`, `interval` (seconds or None), `user_agent`, `headers` (a mapping), `user`,
        `password`, `keep` (a number or None), `full_text`. Raises UsageError for what makes no sense, NotFoundError.
        """
        feed = self._store.feeds.get(feed_id)
        password = settings.pop("password", None)
        checked = _checked(settings)
        if "url" in checked and (other := self._store.feeds.at(checked["url"])) and other.id != feed_id:
            raise UsageError(f"{checked['url']} is followed already, as {other.shown}")
        if password is not None:
            self._secrets().set(secret_name(feed_id), password)
        with deed(self._store, f"changing {feed.shown}") as doing:
            doing.touch("feed", feed_id)
            self._store.feeds.set(feed_id, checked)
            if "url" in checked or "headers" in checked or "user" in checked or password is not None:
                self._store.feeds.forget_visits(feed_id)
            if "name" in checked:
                self._store.feeds.rename_articles(feed_id)
        return self._store.feeds.get(feed_id)

    def pause(self, feed_ids: Collection[int], paused: bool) -> int:
        """Visit feeds no more until this is taken back; how many changed. Can be undone."""
        changed = [feed_id for feed_id in feed_ids if self._store.feeds.get(feed_id).paused != paused]
        with deed(self._store, "pausing feeds" if paused else "visiting feeds again") as doing:
            for feed_id in changed:
                doing.touch("feed", feed_id)
                self._store.feeds.set(feed_id, {"paused": int(paused)})
        return len(changed)

    def password(self, feed_id: int) -> str | None:
        """The secret of a feed."""
        return self._secrets().get(secret_name(feed_id))

    # -- clearing

    def clearing(self, keep: int | None = None) -> Clearing:
        """What could be deleted: read articles beyond the newest `keep` of each feed (its own figure goes before),
        never one with a bookmark, a highlight, a note or a tag."""
        by_feed: list[tuple[str, int]] = []
        ids: list[int] = []
        for feed in self._store.feeds.all():
            kept = feed.keep if feed.keep is not None else KEPT if keep is None else keep
            found = self._store.feeds.clearable(feed.id, kept)
            if found:
                by_feed.append((feed.shown, len(found)))
                ids += found
        by_feed.sort(key=lambda each: -each[1])
        return Clearing(tuple(by_feed), tuple(ids))

    def clear(self, ids: Sequence[int], cancelled: Callable[[], bool] = lambda: False) -> int:
        """Delete articles for good; how many. What got a mark since it was asked for stays. Cannot be undone."""
        count = 0
        for at in range(0, len(ids), 500):
            if cancelled():
                break
            with self._store.transaction():
                count += self._store.articles.delete(self._store.feeds.still_clearable(ids[at : at + 500]))
        return count


def secret_name(feed_id: int) -> str:
    """What the password of a feed is kept under."""
    return f"feed:{feed_id}"


def _usual_gap(posted: tuple[int, ...]) -> int | None:
    """The usual seconds between entries, the present silence aside."""
    return rhythm(posted, posted[0]) if posted else None


def _checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they are kept. Raises UsageError."""
    checked: dict[str, Any] = {}
    for name, value in settings.items():
        if name in ("name", "user_agent", "user"):
            checked[name] = " ".join(str(value).split())[:300]
        elif name in ("paused", "full_text"):
            checked[name] = int(bool(value))
        elif name == "interval":
            if value is not None and value < SHORTEST_INTERVAL:
                raise UsageError(f"a feed is visited every {SHORTEST_INTERVAL // 60} minutes at most")
            checked[name] = None if value is None else int(value)
        elif name == "keep":
            if value is not None and value < 0:
                raise UsageError("at least 0 articles are kept")
            checked[name] = value
        elif name == "headers":
            checked[name] = visits.checked_headers(value)
        elif name == "tags":
            checked[name] = [clean_tag(tag) for tag in value]
        elif name == "url":
            try:
                checked |= {"url": parse(value).url, "typed": 1}
            except UrlError as error:
                raise UsageError(f"{value}: {error}") from error
        else:
            raise UsageError(f"a feed has no setting {name!r}")
    return checked
