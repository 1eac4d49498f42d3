"""`newsreader feeds`: what is followed and how it is doing; following, leaving, settings, clearing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui_reader.cli import arguments, following, subscribing
from tui_reader.cli.output import say, say_json
from tui_reader.cli.passwords import add_password, read_password
from tui_reader.document.sanitise import one_line
from tui_reader.errors import UsageError

if TYPE_CHECKING:
    from tui_reader.library import Library

_TOLD = 20
"""Feeds that are named in a summary."""


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs of `newsreader feeds` and their options; without one it lists."""
    parser.add_argument("--health", action="store_true", help="how each is doing: last success, next visit and why")
    parser.add_argument("--json", action="store_true", help="print JSON")
    verbs = parser.add_subparsers(dest="feeds_verb", metavar="VERB", title="verbs; without one feeds are listed")
    following.add_arguments(verbs, common)
    remove = verbs.add_parser("remove", parents=[common], help="follow feeds no more; their articles stay")
    remove.add_argument("ids", nargs="+", metavar="FEED", help="an id, an address, or a name")
    remove.add_argument("--keep-unread", action="store_true", help="do not count their articles as read")
    _add_settings(verbs.add_parser("set", parents=[common], help="change how a feed is called, tagged and visited"))
    clean = verbs.add_parser("clean", parents=[common], help="delete old articles that were read and not marked")
    clean.add_argument("--keep", type=arguments.count, metavar="N", help="articles of each feed that stay anyway (200)")
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
    add_password(parser)
    parser.add_argument("--keep", metavar="N", help="articles that `feeds clean` leaves, or auto")
    parser.add_argument(
        "--full-text", type=arguments.switch, metavar="on|off", help="fetch the whole text of its articles"
    )
    pause = parser.add_mutually_exclusive_group()
    pause.add_argument("--pause", dest="paused", action="store_const", const=True, help="visit it no more for now")
    pause.add_argument("--resume", dest="paused", action="store_const", const=False, help="visit it again")


def feeds(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds` and its verbs."""
    verbs = {"add": following.add, "remove": remove, "set": settings, "clean": clean, **subscribing.VERBS}
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
        wanted["password"] = read_password()
    if not wanted:
        raise UsageError("say what to change; `newsreader feeds set --help` lists it")
    feed = library.feeds.set(feed.id, **wanted)
    say(f"Changed: {one_line(feed.shown)} ({feed.id})")
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
        by_feed = [{"name": name, "articles": count} for name, count in clearing.by_feed]
        say_json({"articles": len(clearing.ids), "deleted": deleted, "feeds": by_feed})
        return 0
    if not clearing.ids:
        say("Nothing to delete: what is unread, marked, tagged or among the newest of its feed stays")
        return 0
    for name, count in clearing.by_feed[:_TOLD]:
        say(f"{count:>7}  {one_line(name)}")
    if len(clearing.by_feed) > _TOLD:
        say(f"         and {len(clearing.by_feed) - _TOLD} more feeds")
    if options.yes:
        say(f"{deleted} articles deleted")
    else:
        say(f"{len(clearing.ids)} articles that were read would be deleted for good; --yes does it")
    return 0
