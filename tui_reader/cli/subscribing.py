"""The verbs for lists of feeds: `newsreader feeds import`, `export`, `starters` and `start`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.cli import exporting
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.progress import ProgressLine
from tui_reader.cli.status import FAILED, INTERRUPTED
from tui_reader.document.sanitise import one_line
from tui_reader.errors import SourceError

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.subscriptions import Report

_TOLD = 20
"""Skipped lines that are told to a person; a program gets them all."""


def add_arguments(verbs: Any, common: argparse.ArgumentParser) -> None:
    """These verbs and their options."""
    taking = verbs.add_parser("import", parents=[common], help="follow the feeds of a list: OPML, newsboat's files")
    taking.add_argument("file", metavar="FILE", help="an OPML file, newsboat's urls, or its cache.db with its articles")
    taking.add_argument("--json", action="store_true", help="print what was done as JSON")
    giving = verbs.add_parser("export", parents=[common], help="write the feeds as OPML, which every feed reader takes")
    giving.add_argument("-o", "--output", default="-", metavar="FILE|-", help="a file, or - (stdout)")
    starters = verbs.add_parser("starters", parents=[common], help="list packs of well-known feeds")
    starters.add_argument("--json", action="store_true", help="print JSON")
    start = verbs.add_parser("start", parents=[common], help="follow the feeds of such a pack")
    start.add_argument("pack", metavar="PACK")
    start.add_argument("--json", action="store_true", help="print what was done as JSON")


def import_list(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds import`."""
    from tui_reader.library.subscriptions import Report

    report, complaint, status = Report(), "", 0
    with ProgressLine(quiet=options.json) as line:
        try:
            library.subscriptions.bring(
                Path(options.file), progress=lambda done: line.draw(0, 0, "", f"{done} articles"), report=report
            )
        except SourceError as error:
            complaint, status = str(error), FAILED
        except KeyboardInterrupt:
            complaint, status = "interrupted; what was imported stays, and a second run goes on", INTERRUPTED
    _tell(report, options, failed=status == FAILED)
    if status:
        complain(complaint)
    return status or (FAILED if report.skipped else 0)


def start(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds start`."""
    _tell(library.subscriptions.start_with(options.pack), options)
    return 0


def _tell(report: Report, options: argparse.Namespace, *, failed: bool = False) -> None:
    if options.json:
        say_json(
            {
                "kind": report.kind,
                "new": report.new,
                "known": report.known,
                "articles": report.articles,
                "articles_known": report.articles_known,
                "read": report.read,
                "skipped": [{"what": each.what, "reason": each.reason} for each in report.skipped],
            }
        )
        return
    if not failed or report.new or report.known:
        feeds = "1 feed" if len(report.new) == 1 else f"{len(report.new)} feeds"
        said = f"{feeds} followed now, {report.known} already"
        if report.kind == "cache":
            said += f"; {report.articles} new articles, {report.articles_known} known, {report.read} marked as read"
        say(said + ("; `newsreader refresh` fetches what is new" if report.new else ""))
    for skipped in report.skipped[:_TOLD]:
        complain(f"skipped {one_line(skipped.what, 200)}: {skipped.reason}")
    if len(report.skipped) > _TOLD:
        complain(f"{len(report.skipped) - _TOLD} more were skipped; --json names them")


def export_list(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds export`: the same as `newsreader export --format opml`."""
    return exporting.opml(library, options.output)


def starters(library: Library, options: argparse.Namespace) -> int:
    """`newsreader feeds starters`."""
    packs = library.subscriptions.starters()
    if options.json:
        say_json(
            [
                {
                    "name": pack.name,
                    "title": pack.title,
                    "lang": pack.lang,
                    "feeds": [{"title": feed.title, "url": feed.url} for feed in pack.feeds],
                }
                for pack in packs
            ]
        )
        return 0
    for pack in packs:
        names = ", ".join(one_line(feed.title) for feed in pack.feeds)
        say(f"{pack.name}: {one_line(pack.title)} ({pack.lang}), {len(pack.feeds)} feeds: {names}")
    say("newsreader feeds start NAME follows one")
    return 0


VERBS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "import": import_list,
    "export": export_list,
    "starters": starters,
    "start": start,
}
