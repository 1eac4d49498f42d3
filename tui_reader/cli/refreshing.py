"""The verbs that fetch what is followed already: refresh, for a person or for cron, and full-text."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui_reader.cli.arguments import article_id
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.progress import ProgressLine
from tui_reader.cli.status import FAILED, INTERRUPTED
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NotFoundError, SourceError, UsageError
from tui_reader.ingest.fetch.schedule import in_words

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.refreshing import Progress, Report

NO_NETWORK = "no feed could be reached; there seems to be no network. Nothing is counted against them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `newsreader refresh`."""
    parser.add_argument("ids", nargs="*", metavar="FEED", help="only these, whether they are due or not")
    parser.add_argument("--all", action="store_true", help="all feeds, whether they are due or not")
    parser.add_argument("--quiet", action="store_true", help="say nothing but what failed")
    parser.add_argument("--json", action="store_true", help="print what came as JSON")


def add_full_text_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `newsreader full-text`."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="articles")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def refresh(library: Library, options: argparse.Namespace) -> int:
    """`newsreader refresh`."""
    from tui_reader.library.refreshing import Report

    if options.ids and options.all:
        raise UsageError("name feeds or say --all, not both")
    ids = list(dict.fromkeys(library.feeds.named(said).id for said in options.ids)) or None
    report, interrupted = Report(), False
    with ProgressLine(quiet=options.quiet or options.json) as line:
        try:
            library.refreshing.refresh(ids, by_hand=options.all, progress=lambda at: _draw(line, at), report=report)
        except KeyboardInterrupt:
            interrupted = True
    if options.json:
        say_json(_json(report, interrupted=interrupted))
    elif not options.quiet:
        say(_in_words(library, report, by_hand=options.all or ids is not None))
    if not options.json:
        for failed in report.failed:
            complain(f"{one_line(failed.name)}: {failed.reason}")
        _say_what_helps(library, report)
        if report.silent:
            complain(NO_NETWORK)
    if interrupted:
        complain("interrupted; what came stays, and the next run goes on")
        return INTERRUPTED
    return FAILED if report.failed or report.silent else 0


def _say_what_helps(library: Library, report: Report) -> None:
    """One command lets all feeds of a host inside one's own network be visited."""
    feeds = (library.feeds.get(failed.feed_id) for failed in report.failed)
    inside = next((feed for feed in feeds if feed.trouble == "inward" and not feed.typed), None)
    if inside is not None:
        complain(f"if you know such a host: newsreader feeds set {inside.id} --trust-host, for all feeds there")


def _draw(line: ProgressLine, at: Progress) -> None:
    waiting = f"; {at.indexing} to be made findable" if at.indexing else ""
    line.draw(at.done, at.total, "feeds", f"{at.new} new{waiting}")


def _in_words(library: Library, report: Report, *, by_hand: bool) -> str:
    if report.silent and not report.visited:
        return "0 feeds visited"
    if not report.visited:
        if not library.feeds.all():
            return "No feed is followed yet: newsreader feeds add URL"
        if by_hand:
            when = f"; again in {in_words(report.wait)}" if report.wait else ""
            return f"No feed was visited: the last visit was a moment ago, or their servers asked to wait{when}"
        return "No feed is due; --all visits them all the same"
    feeds = "1 feed" if report.visited == 1 else f"{report.visited} feeds"
    said = f"{feeds} visited, {len(report.new)} new, {len(report.updated)} updated"
    if report.full_texts:
        said += f", {report.full_texts} full texts"
    if report.moved:
        said += f", {len(report.moved)} moved"
    return said + (f"; {len(report.failed)} failed" if report.failed else "")


def _json(report: Report, *, interrupted: bool) -> dict[str, Any]:
    return {
        "visited": report.visited,
        "unchanged": report.unchanged,
        "not_due": report.not_due,
        "new": report.new,
        "updated": report.updated,
        "full_texts": report.full_texts,
        "moved": report.moved,
        "silent": report.silent,
        "failed": [{"feed_id": each.feed_id, "name": each.name, "reason": each.reason} for each in report.failed],
        "interrupted": interrupted,
    }


def full_text(library: Library, options: argparse.Namespace) -> int:
    """`newsreader full-text`."""
    from tui_reader.library.pages import FullText

    outcomes: list[dict[str, Any]] = []
    status = 0
    for said in options.ids:
        reason, fetched = "", False
        try:
            fetched = library.pages.full_text(article_id(said)) is FullText.FETCHED
        except (SourceError, UsageError, NotFoundError) as error:
            reason, status = error.reason if isinstance(error, SourceError) else str(error), FAILED
        outcomes.append({"id": said, "fetched": fetched, "reason": reason})
        if options.json:
            continue
        if reason:
            complain(f"{one_line(said)}: {reason}")
        else:
            say(f"{said}: " + ("the full text is here now" if fetched else "its page has no more than is here"))
    if options.json:
        say_json(outcomes)
    return status
