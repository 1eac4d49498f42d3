"""The verbs that mark: bookmarking, highlighting, and the list of what is marked."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from tui_reader.cli.arguments import article_id
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.status import BAD_USAGE
from tui_reader.document.sanitise import display, one_line
from tui_reader.errors import QuoteNotFoundError
from tui_reader.library import Library
from tui_reader.model import ROLES, Highlight, Status


def add_arguments(verbs: Any, common: argparse.ArgumentParser) -> None:
    """These verbs and their options."""
    keeping = verbs.add_parser("bookmark", parents=[common], help="bookmark an article")
    keeping.add_argument("id", metavar="ID")
    keeping.add_argument("--remove", action="store_true", help="take the bookmark away")

    marking = verbs.add_parser("highlight", parents=[common], help="highlight a passage of an article")
    marking.add_argument("id", metavar="ID")
    marking.add_argument("--quote", required=True, metavar="TEXT", help="the words to highlight")
    marking.add_argument("--role", type=int, default=1, metavar="1-4", help="what it means (1)")
    marking.add_argument("--note", default="", metavar="TEXT", help="a note")
    marking.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be given again")

    listing = verbs.add_parser("marks", parents=[common], help="list bookmarks and highlights")
    listing.add_argument("--status", choices=get_args(Status), metavar="STATUS", help="only highlights of one status")
    listing.add_argument("--json", action="store_true", help="print JSON")


def bookmark(library: Library, options: argparse.Namespace) -> int:
    """`newsreader bookmark`."""
    which = article_id(options.id)
    if options.remove:
        removed = library.marks.remove_bookmark(which)
        say("Bookmark removed" if removed else "There was no bookmark")
    else:
        library.marks.bookmark(which)
        say("Bookmarked")
    return 0


def highlight(library: Library, options: argparse.Namespace) -> int:
    """`newsreader highlight`."""
    try:
        made = library.marks.highlight_quote(
            article_id(options.id), options.quote, options.role, note=options.note, tags=options.tag
        )
    except QuoteNotFoundError as error:
        return not_there(error)
    say(f"{made.id} {one_line(made.quote, 200)}")
    return 0


def marks(library: Library, options: argparse.Namespace) -> int:
    """`newsreader marks`."""
    bookmarks, highlights = library.marks.bookmarks(), library.marks.all()
    if options.status:
        bookmarks, highlights = [], [h for h in highlights if h.status == options.status]
    if options.json:
        say_json(
            {
                "bookmarks": [
                    {
                        "article_id": b.article_id,
                        "title": b.title,
                        "start": b.start,
                        "quote": b.quote,
                        "created": b.created,
                        "found": library.marks.bookmark_place(b.article_id) is not None,
                    }
                    for b in bookmarks
                ],
                "highlights": [highlight_json(h) for h in highlights],
            }
        )
        return 0
    for b in bookmarks:
        say(f"★ {b.article_id:>6}  {one_line(b.title)}")
    for h in highlights:
        say(f"▌ {h.article_id:>6}  [{ROLES[h.role - 1].name}, {h.status}] {one_line(h.quote)}")
        if h.note:
            say("          " + display(h.note).replace("\n", "\n          "))
    return 0


def highlight_json(h: Highlight) -> dict[str, Any]:
    """A highlight as every verb prints it."""
    return {
        "id": h.id,
        "article_id": h.article_id,
        "title": h.title,
        "quote": h.quote,
        "start": h.start,
        "end": h.end,
        "role": h.role,
        "note": h.note,
        "tags": list(h.tags),
        "status": h.status,
        "created": h.created,
        "short": h.short,
        "reason": h.reason,
    }


def not_there(error: QuoteNotFoundError) -> int:
    """Say that a quote does not stand in an article, and which passage is most like it."""
    closest = f"; the closest passage is “{one_line(error.closest)}”" if error.closest else ""
    complain(f"{str(error).rstrip('.')}{closest}")
    return BAD_USAGE
