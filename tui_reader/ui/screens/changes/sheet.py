"""The changes of an article as a page. Knows no screen."""

from __future__ import annotations

from typing import NamedTuple

from tui_reader.anchoring.comparison import Unchanged, parts_of
from tui_reader.document.sanitise import one_line
from tui_reader.library.comparing import Changes
from tui_reader.ui import wording
from tui_reader.ui.widgets.sheet import Sheet, SheetWriter


class ChangesSheet(NamedTuple):
    """A page, and where on it each change stands: `[start, end)` of the page's text."""

    sheet: Sheet
    places: tuple[tuple[int, int], ...]


def sheet_of(changes: Changes) -> ChangesSheet:
    """The title, what there is to see in figures, and the text as it changed."""
    page = SheetWriter()
    page.block((one_line(changes.article.title, wording.TITLE_LENGTH) or "Untitled", "title"), kind="dateline")
    page.block((f"Since you read it: {changes.summary}", "quiet"))
    for row in changes.rows:
        if isinstance(row, Unchanged):
            page.block((f"… {row.summary} …", "quiet"))
        else:
            same = "same" if row.changed else "context"
            parts = ((part.text, same if part.kind == "same" else part.kind) for part in row.parts)
            page.block(*parts, kind=row.block.kind, level=row.block.level, marker=row.block.marker)
    sheet = page.sheet()
    return ChangesSheet(sheet, tuple(_places(changes, sheet)))


def _places(changes: Changes, sheet: Sheet) -> list[tuple[int, int]]:
    """The stretches of a sheet that its changes take up."""
    found: list[tuple[int, int]] = []
    numbers = [part.change for part in parts_of(changes.rows) if part.change is not None]
    ranges = [each for each in sheet.ranges if each.style in ("added", "removed")]
    for number, each in zip(numbers, ranges, strict=True):
        if number == len(found):
            found.append((each.start, each.end))
        else:
            found[-1] = (found[-1][0], each.end)
    return found
