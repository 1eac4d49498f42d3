"""The verb that imports: what another reading tool exported."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.progress import ProgressLine
from tui_reader.cli.status import FAILED, INTERRUPTED
from tui_reader.errors import SourceError
from tui_reader.ingest.imports.values import FORMATS

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.importing import Report, Taken

AUTO = "auto"
_TOLD = 20
"""Skipped rows that are told to a person; a program gets them all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `newsreader import`."""
    parser.add_argument("file", metavar="FILE", help="what another tool exported: CSV, JSON, HTML, text or zip")
    parser.add_argument(
        "--from", dest="format", choices=(AUTO, *FORMATS), default=AUTO, help="the tool it comes from (told by content)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--json", action="store_true", help="print what was done as JSON, page by page")


def import_file(library: Library, options: argparse.Namespace) -> int:
    """`newsreader import`."""
    from tui_reader.library.adding import Progress
    from tui_reader.library.importing import Report

    report, pages = Report(), list["Taken"]()
    status = 0
    with ProgressLine(quiet=options.json) as line:
        try:
            library.importing.file(
                Path(options.file),
                None if options.format == AUTO else options.format,
                dry_run=options.dry_run,
                progress=lambda at: line.show(Progress(0, None, sum(at.articles.values()))),
                taken=pages.append if options.json else lambda _: None,
                report=report,
            )
        except SourceError as error:
            complaint, status = str(error), FAILED
        except KeyboardInterrupt:
            complaint, status = "interrupted; what was imported stays, and a second run goes on", INTERRUPTED
    if options.json:
        say_json(_json(report, pages, dry_run=options.dry_run))
    elif report.rows or not status:
        _tell(report, dry_run=options.dry_run)
    if status:
        complain(complaint)
    return status or (FAILED if report.skipped_rows else 0)


def _tell(report: Report, *, dry_run: bool) -> None:
    marks = report.highlights
    said = [
        (report.articles["new"], "new article{s}"),
        (report.articles["text"], "known article{s} got the text"),
        (report.articles["known"], "article{s} known already"),
        (marks["placed"], "highlight{s} placed"),
        (marks["unplaced"], "highlight{s} waiting for the text"),
        (marks["merged"], "highlight{s} added to"),
        (marks["known"], "highlight{s} known already"),
        (marks["deleted"], "highlight{s} that you deleted left out"),
        (report.bookmarks, "bookmark{s}"),
    ]
    told = [
        f"{count} {words.format(s='' if count == 1 else 's')}"
        for at, (count, words) in enumerate(said)
        if count or not at
    ]
    say(("It would be: " if dry_run else "") + ", ".join(told) + (f" (from {report.format})" if report.format else ""))
    if not report.undoable:
        say("It is too large to be undone.")
    for skipped in report.skipped[:_TOLD]:
        complain(f"skipped row {skipped.row}: {skipped.reason}" if skipped.row else f"skipped: {skipped.reason}")
    if report.skipped_rows > _TOLD:
        complain(f"{report.skipped_rows - _TOLD} more rows were skipped; --json names them")


def _json(report: Report, pages: list[Taken], *, dry_run: bool) -> dict[str, Any]:
    return {
        "format": report.format,
        "dry_run": dry_run,
        "rows": report.rows,
        "articles": report.articles,
        "highlights": report.highlights,
        "bookmarks": report.bookmarks,
        "tagged": report.tagged,
        "undoable": report.undoable,
        "skipped": [{"row": skipped.row, "reason": skipped.reason} for skipped in report.skipped],
        "skipped_rows": report.skipped_rows,
        "pages": [
            {
                "row": page.row,
                "title": page.title,
                "change": page.change,
                "article_id": None if dry_run and page.change == "new" else page.article_id,
                "highlights": page.highlights,
            }
            for page in pages
        ],
    }
