"""`newsreader feeds add`: following feeds by their addresses, or by those of their sites."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui_reader.cli import arguments
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.passwords import add_password, read_password
from tui_reader.cli.status import FAILED, INTERRUPTED
from tui_reader.document.sanitise import one_line
from tui_reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.pages import Seen
    from tui_reader.model import Feed


def add_arguments(verbs: Any, common: argparse.ArgumentParser) -> None:
    """The verb and its options."""
    add = verbs.add_parser("add", parents=[common], help="follow feeds, or the feeds of sites, and fetch them")
    add.add_argument("urls", nargs="+", metavar="URL", help="the address of a feed or of a site that has one")
    add.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be given again")
    add.add_argument("--title", default="", metavar="NAME", help="what to call it")
    add.add_argument("--pick", type=arguments.number, metavar="N", help="which of the feeds of a site")
    add.add_argument("--user", default="", metavar="NAME", help="a user name; the password comes with --password-stdin")
    add_password(add)
    add.add_argument("--no-fetch", action="store_true", help="follow the address as it stands, without looking at it")
    add.add_argument("--json", action="store_true", help="print the outcome as JSON")


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
    password = read_password() if options.password_stdin else ""
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
        feed, new = library.feeds.follow(url, name=options.title, tags=options.tag)
        _followed(library, feed, new, 0, options, outcome)
        return
    seen = library.pages.look(url)
    if seen.feed is None:
        chosen = _choose(seen, options, outcome)
        if chosen is None:
            return
        seen = library.pages.look(chosen, typed=seen.typed)
        if seen.feed is None:
            raise SourceError(chosen, "the site calls this a feed, but it is none")
    visit = library.feeds.follow_seen(seen, name=options.title, tags=options.tag)
    _followed(library, visit.feed, visit.is_new, len(visit.came.new), options, outcome)


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


def _followed(
    library: Library, feed: Feed, new: bool, articles: int, options: argparse.Namespace, outcome: _Outcome
) -> None:
    if options.title and not new:
        feed = library.feeds.set(feed.id, name=options.title)
    outcome.followed.append(as_json(feed, new=new, articles=articles))
    if not options.json:
        say(followed(feed, new=new, articles=articles))


def followed(feed: Feed, *, new: bool, articles: int) -> str:
    """What is said of a feed that is followed now."""
    came = "1 new article" if articles == 1 else f"{articles} new articles"
    return f"{'Followed' if new else 'Followed already'}: {one_line(feed.shown)} ({feed.id}), {came}"


def as_json(feed: Feed, *, new: bool, articles: int) -> dict[str, Any]:
    """The same as JSON."""
    return {"id": feed.id, "name": feed.shown, "url": feed.url, "new": new, "articles": articles}


def _skip(outcome: _Outcome, source: str, reason: str, options: argparse.Namespace) -> None:
    outcome.skipped.append({"source": source, "reason": reason})
    if not options.json:
        complain(reason if source in reason else f"{one_line(source)}: {reason}")


def _shown(url: str) -> str:
    from tui_reader.ingest.fetch.urls import without_secrets

    return without_secrets(url)
