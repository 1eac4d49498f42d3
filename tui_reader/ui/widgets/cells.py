"""Fitting one-line text into cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def cells_of(text: str) -> int:
    """How many cells a text of one line takes."""
    return cell_len(text)


def fitted(text: str, width: int) -> str:
    """`text` in exactly `width` cells: padded with blanks, or cut with an ellipsis."""
    if width <= 0:
        return ""
    size = cell_len(text)
    if size <= width:
        return text + " " * (width - size)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
