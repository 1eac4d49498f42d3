"""The headless verbs. Names, options and JSON fields are a contract that other programs rely on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tui_reader.cli import changes, exporting, feeds, following, importing, marking, muting, refreshing, searching
from tui_reader.cli.arguments import article_id
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.plain import plain_text
from tui_reader.cli.progress import ProgressLine
from tui_reader.document.sanitise import display, one_line
from tui_reader.errors import QuoteNotFoundError
from tui_reader.library import Library
from tui_reader.model import ROLES, Article

FAILED = 1
INTERRUPTED = 130


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "source": article.source or article.path or None,
        "url": article.url or None,
        "read": article.read,
        "bookmarked": article.bookmarked,
        "muted": article.muted,
        "highlights": article.highlights,
        "words": article.words,
    }


def add(library: Library, options: argparse.Namespace) -> int:
    """`newsreader add`."""
    from tui_reader.library.adding import Report

    report = Report()
    interrupted = False
    with ProgressLine(quiet=options.json) as line:
        try:
            library.adding.add(options.sources, stdin=sys.stdin.buffer.read, progress=line.show, report=report)
        except KeyboardInterrupt:
            interrupted = True
    if options.json:
        outcome: dict[str, Any] = {
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "skipped": [asdict(skipped) for skipped in report.skipped],
        }
        if report.feeds:
            outcome["feeds"] = [following.as_json(library, each) for each in report.feeds]
        if report.offered:
            outcome["offered"] = following.offered_json(report.offered)
        say_json(outcome)
    else:
        for each in report.feeds:
            say(following.followed(library, each))
        ignored = f", {report.ignored} other files ignored" if report.ignored else ""
        say(f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged{ignored}")
        if report.offered:
            say(following.offered(report.offered))
    for skipped in report.skipped:
        if not options.json:
            complain(f"skipped {one_line(skipped.source)}: {skipped.reason}")
    if interrupted:
        complain("interrupted; what was added stays, and a second run goes on")
        return INTERRUPTED
    return FAILED if report.skipped else 0


def _of_feed(library: Library, options: argparse.Namespace) -> list[Article]:
    """The articles of one feed that are wanted, newest first."""
    found = library.feeds.head(library.feeds.named(options.feed).id, -1)
    return [
        article
        for article in found
        if (article.muted or not options.muted)
        and not (options.unread and (article.read or (article.muted and not options.muted)))
        and (article.bookmarked or not options.bookmarked)
    ]


def list_articles(library: Library, options: argparse.Namespace) -> int:
    """`newsreader list`."""
    if options.feed is None:
        articles = library.reading.listing(
            unread=options.unread, bookmarked=options.bookmarked, muted=options.muted, limit=options.limit
        )
    else:
        articles = _of_feed(library, options)[: options.limit]
    if options.json:
        say_json([_article(article) for article in articles])
        return 0
    for article in articles:
        signs = ("●" if not article.read else " ") + ("★" if article.bookmarked else " ")
        say(f"{article.id:>6} {signs} {following.day_and_title(article)}")
    return 0


def show(library: Library, options: argparse.Namespace) -> int:
    """`newsreader show`."""
    if options.changes:
        return changes.show(library, article_id(options.id), as_json=options.json)
    opened = library.reading.open(article_id(options.id))
    article, document = opened.article, opened.document
    if options.json:
        say_json(
            {
                "id": article.id,
                "title": article.title,
                "published": article.published,
                "text": document.text,
                "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in document.blocks],
            }
        )
        return 0
    say(one_line(article.title))
    facts = [one_line(fact) for fact in (article.author, article.source, article.published or "", article.url) if fact]
    if facts:
        say(" · ".join(facts))
    say()
    say(plain_text(document))
    return 0


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
        return marking.not_there(error)
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
                "highlights": [marking.highlight_json(h) for h in highlights],
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


VERBS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "add": add,
    "list": list_articles,
    "show": show,
    "search": searching.search,
    "bookmark": bookmark,
    "highlight": highlight,
    "marks": marks,
    "reanchor": reanchor,
    "review": marking.review,
    "merge": marking.merge,
    "mute": muting.mute,
    "export": exporting.export,
    "import": importing.import_file,
    "feeds": feeds.feeds,
    "refresh": refreshing.refresh,
    "full-text": refreshing.full_text,
}
