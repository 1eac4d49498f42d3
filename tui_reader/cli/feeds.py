"""`newsreader feeds`: what is followed and how it is doing; following, leaving, settings, clearing."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tui_reader.cli import arguments, following, subscribing
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.status import FAILED, INTERRUPTED
from tui_reader.document.sanitise import one_line
from tui_reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.first_visit import FirstVisit
    from tui_reader.library.pages import Seen

_TOLD = 20
"""Feeds that are named in a summary."""


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs of `newsreader feeds` and their options; without one it lists."""
    parser.add_argument("--health", action="store_true", help="how each is doing: last success, next visit and why")
    parser.add_argument("--json", action="store_true", help="print JSON")
    verbs = parser.add_subparsers(dest="feeds_verb", metavar="VERB", title="verbs; without one feeds are listed")
    add = verbs.add_parser("add", parents=[common], help="follow feeds, or the feeds of sites, and fetch them")
    add.add_argument("urls", nargs="+", metavar="URL", help="the address of a feed or of a site that has one")
    add.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be given again")
    add.add_argument("--title", default="", metavar="NAME", help="what to call it")
    add.add_argument("--pick", type=arguments.number, metavar="N", help="which of the feeds of a site")
    add.add_argument("--user", default="", metavar="NAME", help="a user name; the password comes with --password-stdin")
    _password(add)
    add.add_argument("--no-fetch", action="store_true", help="follow the address as it stands, without looking at it")
    add.add_argument("--json", action="store_true", help="print the outcome as JSON")
    remove = verbs.add_parser("remove", parents=[common], help="follow feeds no more; their articles stay")
    remove.add_argument("ids", nargs="+", metavar="FEED", help="an id, an address, or a name")
    remove.add_argument("--keep-unread", action="store_true", help="do not count their articles as read")
    _add_settings(verbs.add_parser("set", parents=[common], help="change how a feed is called, tagged and visited"))
    clean = verbs.add_parser("clean", parents=[common], help="delete old articles that were read and not marked")
    clean.add_argument(
        "--keep", type=arguments.count, metavar="N", help="articles of each followed feed that stay anyway (200)"
    )
    clean.add_argument("--yes", action="store_true", help="delete them; without it they are only counted")
    clean.add_argument("--json", action="store_true", help="print JSON")
    subscribing.add_arguments(verbs, common)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="FEED", help="an id, an address, or a name")
    parser.add_argument("--name", metavar="NAME", help="what to call it; '' for its own title")
    parser.add_argument("--url", metavar="URL", help="where it is now")
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="add a tag; may be given again")
    parser.add_argument("--no-tags", action="store_true", help="take all tags away (before adding those of --tag)")
    parser.add_argument(
        "--interval", type=arguments.interval, metavar="TIME", help="visit it every 30m, 2h, 1d; or auto"
    )
    parser.add_argument("--user-agent", metavar="TEXT", help="what to say we are; '' for the usual")
    parser.add_argument(
        "--header", type=arguments.header, action="append", metavar="'N: V'", help="send a header; may be given again"
    )
    parser.add_argument("--no-headers", action="store_true", help="send no headers of its own any more")
    parser.add_argument("--user", metavar="NAME", help="the user name for its server; '' for none")
    _password(parser)
    parser.add_argument("--keep", metavar="N", help="articles that `feeds clean` leaves, or auto")
    parser.add_argument(
        "--full-text", type=arguments.switch, metavar="on|off", help="fetch the whole text of its articles"
    )
    parser.add_argument(
        "--trust-host", action="store_true", help="its host may be inside your own network: for all feeds there"
    )
    pause = parser.add_mutually_exclusive_group()
    pause.add_argument("--pause", dest="paused", action="store_const", const=True, help="visit it no more for now")
    pause.add_argument("--resume", dest="paused", action="store_const", const=False, help="visit it again")


def _password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def feeds(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds` and its verbs."""
    verbs = {"add": add, "remove": remove, "set": settings, "clean": clean, **subscribing.VERBS}
    return verbs.get(options.feeds_verb, listing)(library, options)


def listing(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds`."""
    from tui_reader.cli import feed_states

    states = library.feeds.states()
    if options.json:
        say_json([feed_states.as_json(state) for state in states])
        return 0
    if options.health:
        states.sort(key=lambda state: not state.ill)  # what wants to be looked at comes first
    for state in states:
        say(feed_states.health(state) if options.health else feed_states.row(state))
    if not states:
        say("No feed is followed yet: newsreader feeds add URL, feeds import FILE, feeds starters")
    return 0


# -- following


@dataclass(slots=True)
class _Outcome:
    """What became of the addresses that were to be followed."""

    followed: list[dict[str, Any]] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)


def add(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds add`."""
    if len(options.urls) > 1 and (options.pick or options.title or options.user or options.password_stdin):
        raise UsageError("--pick, --title and the password are for one address at a time")
    password = _read_password() if options.password_stdin else ""
    outcome, interrupted = _Outcome(), False
    try:
        for url in options.urls:
            try:
                _add_one(library, url, options, password, outcome)
            except SourceError as error:
                _skip(outcome, error.source, error.reason, options)
            except UsageError as error:
                _skip(outcome, _shown(url), str(error), options)
    except KeyboardInterrupt:
        interrupted = True
    if options.json:
        say_json({"followed": outcome.followed, "choices": outcome.choices, "skipped": outcome.skipped})
    if interrupted:
        complain("interrupted; what was followed stays")
        return INTERRUPTED
    return FAILED if outcome.skipped or outcome.choices else 0


def _add_one(library: Library, url: str, options: argparse.Namespace, password: str, outcome: _Outcome) -> None:
    if options.user:
        from tui_reader.ingest.fetch.urls import with_credentials

        url = with_credentials(url, options.user, password)
    if options.no_fetch:
        from tui_reader.library.entries_in import Came
        from tui_reader.library.first_visit import FirstVisit

        feed, new = library.feeds.follow(url, name=options.title, tags=options.tag)
        _followed(library, FirstVisit(feed, new, Came(), 0), options, outcome)
        return
    seen = library.pages.look(url)
    if seen.feed is None:
        chosen = _choose(seen, options, outcome)
        if chosen is None:
            return
        seen = library.pages.look(chosen, typed=seen.typed)
        if seen.feed is None:
            raise SourceError(chosen, "the site calls this a feed, but it is none")
    _followed(library, library.feeds.follow_seen(seen, name=options.title, tags=options.tag), options, outcome)


def _choose(seen: Seen, options: argparse.Namespace, outcome: _Outcome) -> str | None:
    """The address of the feed that is meant of those of a site; None if its reader has to choose."""
    offered = seen.feeds
    if not offered:
        raise SourceError(_shown(seen.asked), "no feed was found there")
    if options.pick:
        if options.pick > len(offered):
            raise SourceError(_shown(seen.asked), f"it has {len(offered)} feeds, there is no number {options.pick}")
        picked: str = offered[options.pick - 1].url
        return picked
    if len(offered) == 1:
        return offered[0].url
    feeds = [{"number": at, "url": feed.url, "title": feed.title} for at, feed in enumerate(offered, 1)]
    outcome.choices.append({"source": _shown(seen.asked), "feeds": feeds})
    if not options.json:
        for at, feed in enumerate(offered, 1):
            say(f"{at:>3}  {one_line(feed.title)}{'  ' if feed.title else ''}{one_line(feed.url)}")
        complain(f"{_shown(seen.asked)} has {len(offered)} feeds; say which with --pick N")
    return None


def _followed(library: Library, visit: FirstVisit, options: argparse.Namespace, outcome: _Outcome) -> None:
    if options.title and not visit.is_new:
        visit = replace(visit, feed=library.feeds.set(visit.feed.id, name=options.title))
    outcome.followed.append(following.as_json(library, visit))
    if not options.json:
        say(following.followed(library, visit))


def _skip(outcome: _Outcome, source: str, reason: str, options: argparse.Namespace) -> None:
    outcome.skipped.append({"source": source, "reason": reason})
    if not options.json:
        complain(reason if source in reason else f"{one_line(source)}: {reason}")


def _shown(url: str) -> str:
    from tui_reader.ingest.fetch.urls import without_secrets

    return without_secrets(url)


def _read_password() -> str:
    """A password that is in no list of processes and no history; asked for where somebody types."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("Password: ", stream=sys.stderr)
    return sys.stdin.buffer.readline(10_000).decode("utf-8", "replace").rstrip("\r\n")


# -- leaving, settings, clearing


def remove(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds remove`."""
    found = {feed.id: feed for feed in (library.feeds.named(said) for said in options.ids)}
    library.feeds.leave(list(found), mark_read=not options.keep_unread)
    for feed in found.values():
        say(f"Followed no more: {one_line(feed.shown)} ({feed.id}); its articles stay")
    return 0


def settings(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds set`."""
    feed = library.feeds.named(options.id)
    wanted: dict[str, Any] = {
        name: value
        for name in ("name", "url", "user_agent", "user", "full_text", "paused")
        if (value := getattr(options, name)) is not None
    }
    if options.tag or options.no_tags:
        wanted["tags"] = [*(() if options.no_tags else feed.tags), *options.tag]
    if options.header or options.no_headers:
        wanted["headers"] = {**({} if options.no_headers else dict(feed.headers)), **dict(options.header or ())}
    if options.interval is not None:
        wanted["interval"] = None if options.interval == arguments.AUTO else options.interval
    if options.keep is not None:
        wanted["keep"] = _kept(options.keep)
    if options.password_stdin:
        wanted["password"] = _read_password()
    if not wanted and not options.trust_host:
        raise UsageError("say what to change; `newsreader feeds set --help` lists it")
    if wanted:
        feed = library.feeds.set(feed.id, **wanted)
        say(f"Changed: {one_line(feed.shown)} ({feed.id})")
    if options.trust_host:
        for known in map(library.feeds.get, library.feeds.trust(feed.id) or [feed.id]):
            say(f"Its host is known: {one_line(known.shown)} ({known.id})")
    return 0


def _kept(said: str) -> int | None:
    if said.lower() == "auto":
        return None
    try:
        return arguments.count(said)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"--keep: {error}, or auto") from None


def clean(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds clean`."""
    clearing = library.feeds.clearing(options.keep)
    deleted = library.feeds.clear(clearing.ids) if options.yes else 0
    if options.json:
        by_feed = [
            {"name": each.name, "articles": each.articles, "followed": not each.left} for each in clearing.by_feed
        ]
        say_json({"articles": len(clearing.ids), "deleted": deleted, "feeds": by_feed})
        return 0
    if not clearing.ids:
        say("Nothing to delete: what is unread, marked, tagged or among the newest of its feed stays")
        return 0
    for each in clearing.by_feed[:_TOLD]:
        say(f"{each.articles:>7}  {one_line(each.name)}{' (followed no more)' if each.left else ''}")
    if len(clearing.by_feed) > _TOLD:
        say(f"         and {len(clearing.by_feed) - _TOLD} more feeds")
    if options.yes:
        say(f"{deleted} articles deleted")
    else:
        say(f"{len(clearing.ids)} articles that were read would be deleted for good; --yes does it")
    return 0
