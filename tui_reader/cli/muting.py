"""`newsreader mute`: rules that leave articles out of the lists, tried before they are kept."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.searching import mistaken, protected
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NotFoundError, QueryError
from tui_reader.library import Library

if TYPE_CHECKING:
    from tui_reader.library.muting import DryRun, MuteRule

QUERIES = ("add", "test")
"""What is followed by a query."""
_PATIENCE = 10.0
"""Seconds for a pattern: nobody waits for the next key here."""


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The options of `newsreader mute`."""
    parser.epilog = "newsreader mute add QUERY [--dry-run] · newsreader mute remove N · newsreader mute test QUERY"
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print the rules as JSON")
    deeds = parser.add_subparsers(
        dest="deed", metavar="add|remove|test", title="without one of these the rules are listed"
    )
    parents = [common, as_json]
    add = deeds.add_parser("add", parents=parents, help="mute what a query means, now and whatever comes")
    add.add_argument("query", nargs="+", metavar="QUERY")
    add.add_argument("--dry-run", action="store_true", help="only say what it would hide, like test")
    remove = deeds.add_parser("remove", parents=parents, help="forget a rule")
    remove.add_argument("number", metavar="N", help="its number in the list")
    test = deeds.add_parser("test", parents=parents, help="say what a rule would hide, without making it")
    test.add_argument("query", nargs="+", metavar="QUERY")


def with_queries_protected(arguments: Sequence[str]) -> list[str]:
    """The arguments behind `mute`, where what a query leaves out (`-war`) is not taken for an option."""
    if arguments and arguments[0] in QUERIES:
        return [arguments[0], *protected(arguments[1:])]
    return list(arguments)


def mute(library: Library, options: argparse.Namespace) -> int:
    """`newsreader mute`."""
    as_json = getattr(options, "json", False)
    if options.deed is None:
        return _list(library.muting.rules(), as_json=as_json)
    if options.deed == "remove":
        return _remove(library, options.number, as_json=as_json)
    query = " ".join(word.strip() for word in options.query).strip()
    try:
        if options.deed == "test" or options.dry_run:
            return _test(query, library.muting.dry_run(query, _PATIENCE), as_json=as_json)
        muted = library.muting.add(query)
    except QueryError as error:
        return mistaken(query, error)
    if as_json:
        say_json({"query": query, "muted": muted})
    else:
        say(f"{muted:,} muted by {one_line(query)}")
    return 0


def _list(rules: Sequence[MuteRule], *, as_json: bool) -> int:
    if as_json:
        say_json(
            [
                {
                    "number": rule.number,
                    "query": rule.query,
                    "made": rule.made,
                    "hidden": rule.hidden,
                    "problem": rule.problem or None,
                }
                for rule in rules
            ]
        )
        return 0
    for rule in rules:
        hidden = "many" if rule.hidden is None else f"{rule.hidden:,}"
        say(f"{rule.number:>3}  {one_line(rule.query)}  ({rule.problem or f'{hidden} muted'})")
    if not rules:
        say("There are no mute rules")
    return 0


def _remove(library: Library, number: str, *, as_json: bool) -> int:
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise NotFoundError(f"there is no mute rule {number!r}; `newsreader mute` lists them")
    rules = {rule.number: rule for rule in library.muting.rules()}
    heard = library.muting.remove(int(number))
    rule = rules[int(number)]
    if as_json:
        say_json({"query": rule.query, "heard": heard})
    else:
        say(f"Removed {one_line(rule.query)}: {heard:,} back in the lists")
    return 0


def _test(query: str, run: DryRun, *, as_json: bool) -> int:
    if as_json:
        say_json(_run(query, run))
        return 0
    say(", ".join((run.words, *run.more)))
    for article in run.examples:
        say(f"{article.id:>6}  {one_line(article.title)}")
    if run.unread is None:
        complain("the pattern takes too long to count all unread articles: narrow it by words or dates")
    return 0


def _run(query: str, run: DryRun) -> dict[str, Any]:
    return {
        "query": query,
        "hidden": run.hidden,
        "of": run.of,
        "spared": run.spared,
        "unread": run.unread,
        "examples": [{"id": article.id, "title": article.title} for article in run.examples],
    }
