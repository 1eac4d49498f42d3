"""The command line: verbs, options and their help."""

from __future__ import annotations

import argparse
from typing import get_args

from tui_reader import __version__
from tui_reader.cli import exporting, feeds, importing, muting, refreshing, searching
from tui_reader.cli.arguments import count
from tui_reader.model import Status

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

    search = verbs.add_parser("search", parents=[common], help="search titles, texts, notes and quotes")
    search.add_argument("query", nargs="+", metavar="QUERY")
    search.add_argument("--limit", type=count, default=20, metavar="N", help="at most N (20)")
    search.add_argument("--json", action="store_true", help="print JSON")

    bookmark = verbs.add_parser("bookmark", parents=[common], help="bookmark an article")
    bookmark.add_argument("id", metavar="ID")
    bookmark.add_argument("--remove", action="store_true", help="take the bookmark away")

    highlight = verbs.add_parser("highlight", parents=[common], help="highlight a passage of an article")
    highlight.add_argument("id", metavar="ID")
    highlight.add_argument("--quote", required=True, metavar="TEXT", help="the words to highlight")
    highlight.add_argument("--role", type=int, default=1, metavar="1-4", help="what it means (1)")
    highlight.add_argument("--note", default="", metavar="TEXT", help="a note")
    highlight.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be given again")

    marks = verbs.add_parser("marks", parents=[common], help="list bookmarks and highlights")
    marks.add_argument("--status", choices=get_args(Status), metavar="STATUS", help="only highlights of one status")
    marks.add_argument("--json", action="store_true", help="print JSON")

    reanchor = verbs.add_parser("reanchor", parents=[common], help="look for highlights in changed texts again")
    reanchor.add_argument("id", nargs="?", metavar="ID", help="an article; all of them without it")
    reanchor.add_argument("--dry-run", action="store_true", help="only say what would move where")
    reanchor.add_argument("--json", action="store_true", help="print JSON")

    review = verbs.add_parser(
        "review", parents=[common], help="list or decide highlights whose place in a changed text is not sure"
    )
    review.add_argument("id", nargs="?", metavar="ID", help="a highlight, by its long or short id; all without it")
    decision = review.add_mutually_exclusive_group()
    decision.add_argument("--accept", action="store_true", help="the place found is right")
    decision.add_argument("--reject", action="store_true", help="the place found is wrong")
    decision.add_argument("--quote", metavar="TEXT", help="the right place is where these words stand")
    review.add_argument("--json", action="store_true", help="print JSON")

    merge = verbs.add_parser("merge", parents=[common], help="make one of highlights that overlap or touch")
    merge.add_argument("ids", nargs="+", metavar="ID", help="highlights, by long or short id; the first keeps its id")
    merge.add_argument("--json", action="store_true", help="print JSON")

    mute = verbs.add_parser("mute", parents=[common], help="rules that leave articles out of the lists")
    muting.add_arguments(mute, common)

    export = verbs.add_parser("export", parents=[common], help="export bookmarks and highlights")
    exporting.add_arguments(export)

    taking = verbs.add_parser("import", parents=[common], help="import what another reading tool exported")
    importing.add_arguments(taking)

    feeding = verbs.add_parser(
        "feeds", parents=[common], help="list the feeds that are followed; follow, leave, set them"
    )
    feeds.add_arguments(feeding, common)

    refresh = verbs.add_parser("refresh", parents=[common], help="visit the feeds that are due and take in what is new")
    refreshing.add_arguments(refresh)

    full_text = verbs.add_parser(
        "full-text", parents=[common], help="fetch the whole text of articles from their pages"
    )
    full_text.add_argument("ids", nargs="+", metavar="ID", help="articles")
    full_text.add_argument("--json", action="store_true", help="print the outcome as JSON")
    return parser


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
