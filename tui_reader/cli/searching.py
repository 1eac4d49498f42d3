"""`newsreader search`: the same desk, and so the same answers, as the search box."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from tui_reader.cli.arguments import count
from tui_reader.cli.output import complain, say, say_json
from tui_reader.cli.status import BAD_USAGE
from tui_reader.document.graphemes import clusters, collapsed
from tui_reader.document.sanitise import one_line
from tui_reader.errors import QueryError
from tui_reader.library import Library
from tui_reader.library.finding import MOST_RANKED

_PATIENCE: Final = 10.0
"""Seconds for a pattern: nobody waits for the next key here."""

_BEFORE, _SHOWN = 50, 70
"""Characters of a long query shown before the mistake, and in all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `newsreader search`."""
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--limit", type=count, default=20, metavar="N", help="at most N (20)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def search(library: Library, options: argparse.Namespace) -> int:
    """`newsreader search`."""
    query = " ".join(options.query).strip()
    try:
        answer = library.finding.answer(query, options.limit, _PATIENCE)
    except QueryError as error:
        return mistaken(query, error)
    if options.json:
        say_json(
            [
                {
                    "id": hit.article_id,
                    "title": hit.title,
                    "where": hit.where,
                    "snippet": hit.snippet,
                    "score": round(hit.score, 4),
                    "start": hit.start,
                    "end": hit.end,
                }
                for hit in answer.hits
            ]
        )
    else:
        for hit in answer.hits:
            say(f"{hit.article_id:>6}  {one_line(hit.title)}")
            if hit.where == "source":
                say(f"        source: all of it with {one_line(hit.query)}")
            elif hit.where != "title":
                say(f"        {hit.where}: {one_line(hit.snippet)}")
    if answer.notice:
        complain(answer.notice)
    if answer.capped:
        complain(f"very many texts hold this: only the newest {MOST_RANKED:,} were ranked")
    return 0


def mistaken(query: str, error: QueryError) -> int:
    """Say what is wrong with a query, and where."""
    complain(str(error))
    sys.stderr.write(pointed_at(query, error.position))
    return BAD_USAGE


def pointed_at(query: str, position: int) -> str:
    """Two lines: the query, or the part of it around code point `position`, and a caret under it."""
    start = max(0, position - _BEFORE)
    before = _drawn(query[start:position])
    after = _drawn(query[position : start + _SHOWN])
    cut = "…" if start else ""
    width = len(cut) + sum(cells for _, cells in before)
    line = "".join(text for text, _ in before + after)
    return f"  {cut}{line}\n  {' ' * width}^\n"


def _drawn(text: str) -> list[tuple[str, int]]:
    blanks_kept = collapsed("x" + text.replace("\n", " ") + "x")[0][1:-1]
    return [(drawn, cells) for _, drawn, cells in clusters(blanks_kept)]


def protected(arguments: Sequence[str]) -> list[str]:
    """The arguments of a search, where what is to be left out (`-war`, `-tag:sport`) is not taken for an option."""
    return [
        f" {argument}" if argument[:1] == "-" and argument[1:2] not in ("", "-") and argument != "-h" else argument
        for argument in arguments
    ]
