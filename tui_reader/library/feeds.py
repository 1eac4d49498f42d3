"""Feeds: following and leaving them, how each is to be visited, how each is doing, and clearing what was read."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from tui_reader.errors import NotFoundError, UsageError
from tui_reader.ingest.fetch.schedule import DAY, Due, rhythm
from tui_reader.ingest.fetch.urls import UrlError, host_of, parse, same_origin, without_secrets
from tui_reader.library import findable, first_visit, passwords, visits, web
from tui_reader.library.changes import deed
from tui_reader.library.following import follow
from tui_reader.library.naming import clean_name, clean_tag
from tui_reader.model import Article, Feed
from tui_reader.store import Store
from tui_reader.store.feeds import Memory, Tally
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
class ClearedFeed:
    """How many articles of a feed may go; `left` says that it is followed no more."""

    name: str
    articles: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class Clearing:
    """Articles that may go: of which feed how many, and their ids. Nothing is deleted until it is asked for."""

    by_feed: tuple[ClearedFeed, ...]
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
        with suppress(UrlError):
            url = parse(url).url
        return self._store.feeds.at(url)

    def named(self, said: str) -> Feed:
        """The feed that is followed and meant by an id, an address, a name, or a part of a name that no other has.

        Raises NotFoundError, UsageError when it may be one of several.
        """
        feeds = self._store.feeds.all()
        wanted = " ".join(said.split()).casefold()
        found = [feed for feed in feeds if said.isascii() and said.isdigit() and str(feed.id) == said.lstrip("0")]
        if not found and (there := self.at(said)):
            found = [there]
        found = found or [feed for feed in feeds if wanted in (feed.name.casefold(), feed.title.casefold())]
        found = found or [feed for feed in feeds if wanted in feed.shown.casefold()]
        if not wanted or not found:
            raise NotFoundError(f"there is no feed {said!r}; `newsreader feeds` lists them")
        if len(found) > 1:
            some = ", ".join(f"{feed.shown} ({feed.id})" for feed in found[:5])
            raise UsageError(f"{said!r} may be {some}{' and others' if len(found) > 5 else ''}; say which by its id")
        return found[0]

    def states(self) -> list[FeedState]:
        """Every feed and how it is doing, by name."""
        now = int(time.time())
        store = self._store.feeds
        with self._store.database.snapshot():
            tallies, posted = store.tallies(now - WEEKS * 7 * DAY), store.all_posted()
            feeds, memories = store.all(), store.memories()
        resting = visits.resting(feeds, memories, now)
        return [
            _state(
                feed,
                tallies.get(feed.id, Tally()),
                posted[feed.id],
                memories[feed.id],
                now,
                resting.get(host_of(feed.url), 0),
            )
            for feed in feeds
        ]

    def head(self, feed_id: int, limit: int) -> list[Article]:
        """The newest articles of a feed, for a first paint."""
        return self._store.shelves.head_of(self._store.conditions.of_feed(feed_id), limit)

    def articles(self, feed_id: int) -> Order:
        """All articles of a feed, newest first, by day."""
        return self._store.shelves.order_of(self._store.conditions.of_feed(feed_id))

    def tags(self) -> dict[str, int]:
        """The tags of feeds by name, with how many unread articles their feeds have."""
        return self._store.feeds.tag_tallies()

    def tagged_head(self, tag: str, limit: int) -> list[Article]:
        """The newest articles of the feeds with a tag, for a first paint."""
        return self._store.shelves.head_of(self._store.conditions.of_tagged_feeds(tag), limit)

    def tagged(self, tag: str) -> Order:
        """All articles of the feeds with a tag, newest first, by day."""
        return self._store.shelves.order_of(self._store.conditions.of_tagged_feeds(tag))

    # -- following

    def follow(
        self, url: str, *, name: str = "", title: str = "", tags: Iterable[str] = (), typed: bool = True
    ) -> tuple[Feed, bool]:
        """Follow the feed at an address that its reader typed; the feed, and whether it was not followed before.

        `name` is what its reader calls it, `title` what it calls itself as far as is known. It is not visited yet. Can
        be undone. Raises UsageError for an address that cannot be fetched and for a tag that is none.
        """
        tags = [clean_tag(tag) for tag in tags]
        with deed(self._store, "following a feed") as doing:
            feed_id, new = follow(self._store, doing, url, name=name, title=title, tags=tags, typed=typed)
            renewal = passwords.typed_in(self._store, doing, feed_id, url)
        self._keep(renewal)
        return self._store.feeds.get(feed_id), new

    def follow_seen(self, seen: web.Seen, *, name: str = "", tags: Iterable[str] = ()) -> first_visit.FirstVisit:
        """Follow the feed that was seen at an address, and take in the entries that came, without another visit.

        Following can be undone. Raises UsageError if it was no feed.
        """
        tags = [clean_tag(tag) for tag in tags]
        visit = first_visit.take_in(self._store, self._secrets, seen, name=name, tags=tags)
        findable.settle_waiting(self._store)
        return visit

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
        """Change how a feed is called, tagged or visited; see `Feed`. Can be undone; of passwords
        that the same user had on the same host only the last one comes back.

        `name`, `url`, `tags`, `paused`, `interval` (seconds or None), `user_agent`, `headers` (a mapping), `user`,
        `password`, `keep` (a number or None), `full_text`. Raises UsageError for what makes no sense, NotFoundError.
        """
        feed = self._store.feeds.get(feed_id)
        password = settings.pop("password", None)
        for mistake in self.mistakes(feed_id, settings).values():
            raise UsageError(mistake)
        checked = _checked(settings)
        if "url" in checked and not same_origin(parse(feed.url), parse(checked["url"])):
            # What was meant for one host is not sent to another; the password stays for whoever takes this back.
            checked = {"user": "", "headers": "[]"} | checked
        with deed(self._store, f"changing {feed.shown}") as doing:
            doing.touch("feed", feed_id)
            self._store.feeds.set(feed_id, checked)
            renewal = passwords.typed_in(self._store, doing, feed_id, settings["url"]) if "url" in checked else None
            if renewal is None and password is not None:
                renewal = passwords.renew(self._store, doing, feed_id, password)
            if "url" in checked or "headers" in checked or "user" in checked or renewal is not None:
                self._store.feeds.forget_visits(feed_id)
            if "name" in checked:
                self._store.feeds.rename_articles(feed_id)
        self._keep(renewal)
        return self._store.feeds.get(feed_id)

    def _keep(self, renewal: passwords.Renewal | None) -> None:
        if renewal is not None:
            passwords.keep(self._store, self._secrets(), renewal)

    def mistakes(self, feed_id: int, settings: Mapping[str, Any]) -> dict[str, str]:
        """What makes no sense of settings that `set` would get: one sentence for each, by its name."""
        found: dict[str, str] = {}
        for name, value in settings.items():
            try:
                checked = _checked({name: value}) if name != "password" else {}
            except UsageError as error:
                found[name] = str(error)
                continue
            if "url" in checked and (why := self._not_free(checked["url"], feed_id)):
                found[name] = why
        return found

    def _not_free(self, url: str, feed_id: int) -> str:
        """Why a feed cannot be visited at an address, "" if it can."""
        other = self._store.feeds.at(url)
        if other is not None and other.id != feed_id:
            return f"{url} is followed already, as {other.shown}"
        if self._store.feeds.taken(url, feed_id):
            return f"{url} was followed before; follow it again and remove this feed instead"
        return ""

    def trust(self, feed_id: int) -> list[int]:
        """Let the host of a feed be one inside its reader's network, who knows it: for this feed and every other one
        that is followed there, as if their addresses had been typed; which changed. They are visited at once the next
        time. Can be undone. Raises NotFoundError."""
        host = host_of(self._store.feeds.get(feed_id).url)
        there = [feed for feed in self._store.feeds.all() if not feed.typed and host_of(feed.url) == host]
        with deed(self._store, f"knowing {host}") as doing:
            for feed in there:
                doing.touch("feed", feed.id)
                self._store.feeds.set(feed.id, {"typed": 1})
                self._store.feeds.forget_visits(feed.id)
        return [feed.id for feed in there]

    def keep_address(self, feed_id: int) -> None:
        """Be content with where a feed has moved to. Can be undone. Raises NotFoundError."""
        feed = self._store.feeds.get(feed_id)
        with deed(self._store, f"the new address of {feed.shown}") as doing:
            doing.touch("feed", feed_id)
            self._store.feeds.set(feed_id, {"moved_from": ""})

    def pause(self, feed_ids: Collection[int], paused: bool) -> int:
        """Visit feeds no more until this is taken back; how many changed. Can be undone."""
        changed = [feed for feed in map(self._store.feeds.get, feed_ids) if feed.paused != paused]
        which = changed[0].shown if len(changed) == 1 else f"{len(changed)} feeds"
        with deed(self._store, f"pausing {which}" if paused else f"visiting {which} again") as doing:
            for feed in changed:
                doing.touch("feed", feed.id)
                self._store.feeds.set(feed.id, {"paused": int(paused)})
        return len(changed)

    def password(self, feed: Feed) -> str | None:
        """The password of a feed's user on its host."""
        return passwords.of(self._store, self._secrets(), feed)

    # -- clearing

    def clearing(self, keep: int | None = None, spare: int | None = None) -> Clearing:
        """What could be deleted: read articles beyond the newest `keep` of each feed (its own figure goes before), and
        all that were read of feeds that are followed no more; never one with a bookmark, a highlight, a note or a tag,
        nor the article `spare`."""
        by_feed: list[ClearedFeed] = []
        ids: list[int] = []
        with self._store.database.snapshot():
            for feed in (*self._store.feeds.all(), *self._store.feeds.left()):
                kept = feed.keep if feed.keep is not None else KEPT if keep is None else keep
                found = self._store.feeds.clearable(feed.id, 0 if feed.removed else kept)
                found = [each for each in found if each != spare]
                if found:
                    by_feed.append(ClearedFeed(feed.shown, len(found), feed.removed))
                    ids += found
        by_feed.sort(key=lambda each: -each.articles)
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


def _state(feed: Feed, tally: Tally, posted: tuple[int, ...], memory: Memory, now: int, rest: int) -> FeedState:
    silent = None
    if tally.newest is not None and now - tally.newest > SILENT_AFTER:
        silent = now - tally.newest if now - tally.newest > 3 * (_usual_gap(posted) or 0) else None
    return FeedState(feed, tally, visits.due_of(feed, memory, posted, now, rest), tally.recent / WEEKS, silent)


def _usual_gap(posted: tuple[int, ...]) -> int | None:
    """The usual seconds between entries, the present silence aside."""
    return rhythm(posted, posted[0]) if posted else None


def _checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they are kept. Raises UsageError."""
    checked: dict[str, Any] = {}
    for name, value in settings.items():
        if name in ("name", "user"):
            checked[name] = clean_name(str(value))
        elif name == "user_agent":
            checked[name] = clean_name(str(value))
            visits.check_headers({"User-Agent": checked[name]})
        elif name in ("paused", "full_text"):
            checked[name] = int(bool(value))
        elif name == "interval":
            if value is not None and value < SHORTEST_INTERVAL:
                raise UsageError(f"a feed is visited every {SHORTEST_INTERVAL // 60} minutes at the most")
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
                checked |= {"url": parse(value).url, "typed": 1, "moved_from": ""}
            except UrlError as error:
                raise UsageError(f"{without_secrets(str(value))}: {error}") from error
        else:
            raise UsageError(f"a feed has no setting {name!r}")
    return checked
