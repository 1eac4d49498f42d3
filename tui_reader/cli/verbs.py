"""The headless verbs. Names, options and JSON fields are a contract that other programs rely on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tui_reader.cli import (
    changes,
    exporting,
    feeds,
    following,
    importing,
    marking,
    muting,
    refreshing,
    reviewing,
    searching,
)
from tui_reader.cli.arguments import article_id
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.plain import plain_text
from tui_reader.cli.progress import ProgressLine
from tui_reader.cli.status import FAILED, INTERRUPTED
from tui_reader.document.sanitise import one_line
from tui_reader.library import Library
from tui_reader.model import Article


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


VERBS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "add": add,
    "list": list_articles,
    "show": show,
    "search": searching.search,
    "bookmark": marking.bookmark,
    "highlight": marking.highlight,
    "marks": marking.marks,
    "reanchor": reviewing.reanchor,
    "review": reviewing.review,
    "merge": reviewing.merge,
    "mute": muting.mute,
    "export": exporting.export,
    "import": importing.import_file,
    "feeds": feeds.feeds,
    "refresh": refreshing.refresh,
    "full-text": refreshing.full_text,
}
