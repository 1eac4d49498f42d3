"""The verbs that decide about highlights: looking for them again, reviewing the ones in doubt, merging."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui_reader.cli.arguments import article_id
from tui_reader.cli.marking import highlight_json, not_there
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.status import BAD_USAGE
from tui_reader.document.sanitise import one_line
from tui_reader.errors import QuoteNotFoundError
from tui_reader.library import Library
from tui_reader.model import Highlight

if TYPE_CHECKING:
    from tui_reader.library.reviewing import Passage, Review


def add_arguments(verbs: Any, common: argparse.ArgumentParser) -> None:
    """These verbs and their options."""
    looking = verbs.add_parser("reanchor", parents=[common], help="look for highlights in changed texts again")
    looking.add_argument("id", nargs="?", metavar="ID", help="an article; all of them without it")
    looking.add_argument("--dry-run", action="store_true", help="only say what would move where")
    looking.add_argument("--json", action="store_true", help="print JSON")

    reviewing = verbs.add_parser(
        "review", parents=[common], help="list or decide highlights whose place in a changed text is not sure"
    )
    reviewing.add_argument("id", nargs="?", metavar="ID", help="a highlight, by its long or short id; all without it")
    decision = reviewing.add_mutually_exclusive_group()
    decision.add_argument("--accept", action="store_true", help="the place found is right")
    decision.add_argument("--reject", action="store_true", help="the place found is wrong")
    decision.add_argument("--quote", metavar="TEXT", help="the right place is where these words stand")
    reviewing.add_argument("--json", action="store_true", help="print JSON")

    merging = verbs.add_parser("merge", parents=[common], help="make one of highlights that overlap or touch")
    merging.add_argument("ids", nargs="+", metavar="ID", help="highlights, by long or short id; the first keeps its id")
    merging.add_argument("--json", action="store_true", help="print JSON")


def reanchor(library: Library, options: argparse.Namespace) -> int:
    """`newsreader reanchor`."""
    which = None if options.id is None else article_id(options.id)
    found = library.marks.reanchor(which, dry_run=options.dry_run)
    if options.json:
        say_json(
            [
                {
                    "id": each.before.id,
                    "article_id": each.before.article_id,
                    "quote": each.before.quote,
                    "before": {"status": each.before.status, "start": each.before.start, "end": each.before.end},
                    "after": {"status": each.after.status, "start": each.after.start, "end": each.after.end},
                    "quality": round(each.after.quality, 4),
                    "context": round(each.after.context, 4),
                    "reason": each.after.reason,
                    "changed": each.changed,
                }
                for each in found
            ]
        )
        return 0
    for each in found:
        if each.changed:
            went = f"{each.before.status} → {each.after.status}"
            say(f"{each.before.article_id:>6}  {went}  {one_line(each.before.quote, 80)}")
    changed = sum(each.changed for each in found)
    say(f"{len(found)} highlights looked for, {changed} {'would change' if options.dry_run else 'changed'}")
    return 0


def review(library: Library, options: argparse.Namespace) -> int:
    """`newsreader review`."""
    desk = library.reviewing
    if options.id is None:
        if options.accept or options.reject or options.quote is not None:
            complain("say which highlight: newsreader review ID --accept")
            return BAD_USAGE
        return _say_reviews([desk.review(h.id) for h in desk.awaiting()], as_json=options.json)
    which = library.marks.named(options.id).id
    if options.accept:
        return _say_highlight(desk.accept(which), as_json=options.json)
    if options.reject:
        return _say_highlight(desk.reject(which), as_json=options.json)
    if options.quote is not None:
        try:
            return _say_highlight(desk.reselect_quote(which, options.quote), as_json=options.json)
        except QuoteNotFoundError as error:
            return not_there(error)
    return _say_reviews([desk.review(which)], as_json=options.json)


def merge(library: Library, options: argparse.Namespace) -> int:
    """`newsreader merge`."""
    merged = library.marks.merge([library.marks.named(name).id for name in options.ids])
    return _say_highlight(merged, as_json=options.json)


def _say_highlight(highlight: Highlight, *, as_json: bool) -> int:
    if as_json:
        say_json(highlight_json(highlight))
    else:
        why = f": {highlight.reason}" if highlight.reason else ""
        say(f"{highlight.short}  [{highlight.status}{why}] {one_line(highlight.quote, 200)}")
    return 0


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "start": passage.start,
        "end": passage.end,
        "before": passage.before,
        "text": passage.text,
        "after": passage.after,
    }


def _say_reviews(reviews: list[Review], *, as_json: bool) -> int:
    if as_json:
        say_json(
            [
                {
                    **highlight_json(each.highlight),
                    "quality": round(each.quality, 4),
                    "context": round(each.context, 4),
                    "marked": _passage(each.marked),
                    "found": _passage(each.found),
                    "difference": [{"kind": piece.kind, "text": piece.text} for piece in each.difference],
                }
                for each in reviews
            ]
        )
        return 0
    for each in reviews:
        highlight = each.highlight
        say(f"{highlight.short}  {highlight.article_id:>6}  [{highlight.status}: {highlight.reason}]")
        say(f"    was: {one_line(highlight.quote)}")
        if each.found is not None:
            say(f"    now: {one_line(each.found.text)}")
    return 0
