"""The verbs that decide about highlights: reviewing the ones whose text changed, merging."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui_reader.cli.output import complain, say, say_json
from tui_reader.document.sanitise import one_line
from tui_reader.errors import QuoteNotFoundError
from tui_reader.library import Library
from tui_reader.model import Highlight

if TYPE_CHECKING:
    from tui_reader.library.reviewing import Passage, Review

BAD_USAGE = 2


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
