"""Highlights as the CSV that Readwise imports: seven columns by name, of which only the first must be filled."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tui_reader.document.sanitise import one_line
from tui_reader.export import escaping, links
from tui_reader.export.marked import MarkedArticle
from tui_reader.model import Highlight

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def dumps(articles: Sequence[MarkedArticle]) -> str:
    """One row for each highlight, in the order of the texts; lines end in CRLF."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for article in articles:
        rows.writerows([guarded(cell) for cell in _row(article, mark)] for mark in article.shown_highlights)
    return out.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) else cell


def _row(article: MarkedArticle, mark: Highlight) -> list[str]:
    place = mark.marked_start if mark.start is None else mark.start
    return [
        escaping.clean(mark.quote),
        escaping.clean(one_line(article.title)),
        escaping.clean(one_line(article.author)),
        links.page(article.url),
        _note(mark),
        str(place),
        escaping.clean(mark.created[:19].replace("T", " ")),
    ]


def _note(mark: Highlight) -> str:
    """Tags come first, as `.tag`, the form in which Readwise reads them out of a note."""
    tags = " ".join(f".{tag}" for each in mark.tags if (tag := escaping.tag(each)))
    return "\n".join(part for part in (tags, escaping.clean(mark.note)) if part)
