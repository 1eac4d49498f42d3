"""What the dialog of the export says: counts, and a preview with its changes set off."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from textual.content import Content

from tui_reader.document.sanitise import display, one_line
from tui_reader.export.merged import Conflict
from tui_reader.library.exporting import PREVIEW_FILES, Preview, Selected
from tui_reader.ui.wording import counted

_STYLES = {"+": "$text-success", "-": "$text-error", "@": "$quiet"}
_MARKS = ("<!-- nr ", "<!-- /nr ", "^nr-")


def scope_of(selected: Selected, where: str) -> str:
    """What a query selects, in words."""
    marks = [counted(selected.highlights, "highlight")]
    if selected.bookmarks:
        marks.append(counted(selected.bookmarks, "bookmark"))
    words = f"{', '.join(marks)} in {counted(selected.marked, 'article')}"
    return f"{words}, of {selected.articles:,} found" if where.strip() else words


def first_file(preview: Preview) -> Content:
    """The beginning of a file, our own lines in it subdued."""
    if not preview.name:
        return Content("Nothing is marked yet that this would write.")
    lines = display(preview.text).split("\n")
    return _joined([(line, "$quiet" if line.startswith(_MARKS) else "") for line in lines])


def changes(preview: Preview) -> Content:
    """What changes in the files, and what changed on both sides."""
    lines = [*_conflicts(preview.done.conflicts), *display(preview.done.diff).split("\n")]
    if preview.done.files > PREVIEW_FILES:
        lines.append(f"… and {counted(preview.done.files - PREVIEW_FILES, 'more file')}")
    if not any(lines):
        return Content("Nothing changes in the files.")
    return _joined([(line, _STYLES.get(line[:1], "")) for line in lines])


def _conflicts(conflicts: Sequence[Conflict]) -> list[str]:
    """What the user wrote (-) against what the program would write (+)."""
    lines: list[str] = []
    for conflict in conflicts:
        lines.append(f"Changed on both sides, yours (-) stays: {one_line(conflict.key, 80)}")
        mine, theirs = (display(text).split("\n") for text in (conflict.mine, conflict.theirs))
        lines += [line for line in difflib.ndiff(mine, theirs) if not line.startswith("?")]
        lines.append("")
    return lines


def _joined(lines: Sequence[tuple[str, str]]) -> Content:
    return Content("\n").join([Content.styled(line, style) if style else Content(line) for line, style in lines])
