"""The verb that exports: Markdown that is merged into what stands there, or another format."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.output import say, say_json
from tui_reader.document.sanitise import terminal
from tui_reader.errors import UsageError
from tui_reader.export.layout_names import COMMONPLACE, GROUPINGS, LAYOUTS, grouped_by

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.exporting import Exported, Look

FORMATS = ("markdown", "json", "w3c", "readwise", "netscape", "opml")
_MARKDOWN_ONLY = ("layout", "by", "template", "one_file", "restore")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `newsreader export`."""
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="FILE|DIR|-",
        help="a file, a folder (one file an article), or - (stdout)",
    )
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="the format (markdown)")
    parser.add_argument(
        "--layout",
        choices=(*LAYOUTS, COMMONPLACE),
        metavar="NAME",
        help=f"how the Markdown reads: {', '.join(LAYOUTS)} (plain)",
    )
    parser.add_argument("--by", choices=GROUPINGS, help=argparse.SUPPRESS)  # with commonplace, as it was called before
    parser.add_argument("--template", metavar="FILE", help="a Jinja2 template for highlights")
    parser.add_argument("--one-file", action="store_true", default=None, help="everything in one Markdown file")
    parser.add_argument("--where", metavar="QUERY", help="only articles that the query finds; the rest stays as it is")
    parser.add_argument(
        "--restore", action="store_true", default=None, help="bring back what you deleted from the files"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change, as a diff")
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")


def export(library: Library, options: argparse.Namespace) -> int:
    """`newsreader export`."""
    _check(options)
    if options.format == "opml":
        return opml(library, options.output, dry_run=options.dry_run, as_json=options.json)
    articles = None if options.where is None else library.finding.matching_ids(options.where)
    wanted = None if articles is None else frozenset(articles)
    if options.output == "-":
        _print(library, options, wanted)
        return 0
    target = Path(options.output)
    if options.format == "markdown":
        done = library.exporting.export(
            target,
            _look(options),
            articles=wanted,
            dry_run=options.dry_run,
            restore=bool(options.restore),
        )
    else:
        done = library.exporting.export_as(options.format, target, articles=wanted, dry_run=options.dry_run)
    _say(done, as_json=options.json)
    return 0


def _say(done: Exported, *, as_json: bool) -> None:
    if as_json:
        say_json(_report(done))
        return
    if done.diff:
        say(done.diff)
    for conflict in done.conflicts:
        say(f"changed on both sides, yours kept: {conflict.key}")
    say(done.summary)


def opml(library: Library, output: str, *, dry_run: bool = False, as_json: bool = False) -> int:
    """The feeds that are followed, as OPML."""
    feeds = library.subscriptions.outgoing()
    if output == "-":
        _write(library.exporting.convert("opml", feeds=feeds))
    else:
        _say(library.exporting.export_as("opml", Path(output), feeds=feeds, dry_run=dry_run), as_json=as_json)
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse options that would do nothing, or anything."""
    if not options.output.strip():
        raise UsageError("-o needs a file, a folder, or - for standard output")
    given = [name for name in _MARKDOWN_ONLY if getattr(options, name) is not None]
    if options.format != "markdown" and given:
        raise UsageError(f"--{given[0].replace('_', '-')} is for Markdown, not for {options.format}")
    if options.format == "opml" and options.where is not None:
        raise UsageError("--where is for articles; opml is the list of feeds")
    if options.by is not None and options.layout != COMMONPLACE:
        raise UsageError(f"--by goes with --layout {COMMONPLACE}; say --layout {grouped_by(options.by)}")
    if options.output == "-" and (options.dry_run or options.json or options.restore):
        raise UsageError("--dry-run, --restore and --json need -o FILE or -o DIR")


def _look(options: argparse.Namespace) -> Look:
    from tui_reader.library.exporting import Look

    template = None if options.template is None else Path(options.template)
    layout = options.layout or "plain"
    if layout == COMMONPLACE:
        layout = grouped_by(options.by or "month")
    return Look(layout, template, bool(options.one_file))


def _print(library: Library, options: argparse.Namespace, articles: Collection[int] | None) -> None:
    if options.format == "markdown":
        text = library.exporting.text(_look(options), articles=articles)
    else:
        text = library.exporting.convert(options.format, articles=articles)
    _write(text)


def _write(text: str) -> None:
    sys.stdout.write(terminal(text) if sys.stdout.isatty() else text)


def _report(done: Exported) -> dict[str, object]:
    return {
        "dry_run": done.dry_run,
        "written": [str(path) for path in done.written],
        "backups": [str(path) for path in done.backups],
        "unchanged": done.unchanged,
        "blocks": done.report.counts(),
        "conflicts": list(done.report.conflict),
        "both": [{"id": each.key, "yours": each.mine, "new": each.theirs} for each in done.conflicts],
        "diff": done.diff,
    }
