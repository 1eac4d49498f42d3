"""The command line: verbs, options and their help."""

from __future__ import annotations

import argparse
from typing import Any

from tui_reader import __version__
from tui_reader.cli import exporting, feeds, importing, marking, muting, refreshing, reviewing, searching
from tui_reader.cli.arguments import count

VERBS = (
    "add",
    "list",
    "show",
    "search",
    "bookmark",
    "highlight",
    "marks",
    "reanchor",
    "review",
    "merge",
    "mute",
    "export",
    "import",
    "feeds",
    "refresh",
    "full-text",
    "read",
)


def build() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-dir",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the folder of the library (else $NEWSREADER_DATA_DIR, else the platform's place for data)",
    )
    parser = argparse.ArgumentParser(
        prog="newsreader",
        parents=[common],
        description="Read, search, highlight and export articles in the terminal.",
        epilog="Without a verb the reader opens, adding what is named: newsreader [PATH|-]…"
        "   (a path that is called like a verb: newsreader ./add)",
    )
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")

    def verb(name: str, words: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=words)
        return made

    _add_articles(verbs, common)
    searching.add_arguments(verb("search", "search titles, texts, notes and quotes"))
    marking.add_arguments(verbs, common)
    reviewing.add_arguments(verbs, common)
    muting.add_arguments(verb("mute", "rules that leave articles out of the lists"), common)
    exporting.add_arguments(verb("export", "export bookmarks and highlights"))
    importing.add_arguments(verb("import", "import what another reading tool exported"))
    feeds.add_arguments(verb("feeds", "list the feeds that are followed; follow, leave, set them"), common)
    refreshing.add_arguments(verb("refresh", "visit the feeds that are due and take in what is new"))
    refreshing.add_full_text_arguments(verb("full-text", "fetch the whole text of articles from their pages"))
    return parser


def _add_articles(verbs: Any, common: argparse.ArgumentParser) -> None:
    """The verbs for articles themselves."""
    read = verbs.add_parser("read", parents=[common], help="open the reader (what happens without a verb)")
    read.add_argument("sources", nargs="*", metavar="PATH|-", help="add these first and open the first")
    read.add_argument("--offline", action="store_true", help="visit no feed unless asked to by key")
    read.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")

    add = verbs.add_parser("add", parents=[common], help="add files, folders, dumps, web pages or standard input")
    add.add_argument(
        "sources", nargs="+", metavar="PATH|URL|-", help="a file, a folder, a page or feed of the web, or - for stdin"
    )
    add.add_argument("--json", action="store_true", help="print the outcome as JSON")

    listing = verbs.add_parser("list", parents=[common], help="list articles, newest first")
    listing.add_argument("--unread", action="store_true", help="only unread ones")
    listing.add_argument("--bookmarked", action="store_true", help="only bookmarked ones")
    listing.add_argument("--muted", action="store_true", help="only muted ones")
    listing.add_argument("--feed", metavar="FEED", help="only those of a feed: its id, address or name")
    listing.add_argument("--limit", type=count, metavar="N", help="at most N")
    listing.add_argument("--json", action="store_true", help="print JSON")

    show = verbs.add_parser("show", parents=[common], help="print an article as plain text in paragraphs")
    show.add_argument("id", metavar="ID")
    show.add_argument("--changes", action="store_true", help="print what changed in it since it was read")
    show.add_argument("--json", action="store_true", help="print JSON with the canonical text and its blocks")


def with_verb(arguments: list[str]) -> list[str]:
    """`newsreader PATH…` means `newsreader read PATH…`: put the verb in where it was left out."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--data-dir"):
        at += 1 if "=" in arguments[at] else 2
    rest = arguments[at:]
    if rest[:1] == ["search"]:
        return [*arguments[:at], "search", *searching.protected(rest[1:])]
    if rest[:1] == ["mute"]:
        return [*arguments[:at], "mute", *muting.with_queries_protected(rest[1:])]
    if rest and (rest[0] in VERBS or rest[0] in ("-h", "--help", "--version")):
        return arguments
    return [*arguments[:at], "read", *rest]
