"""What the layouts are called everywhere: on the command line, in the dialog, and in what is remembered.

By itself, so that who only reads the command line does not load them.
"""

from __future__ import annotations

from typing import Final

PLAIN, VAULT, BY_MONTH, BY_TAG = "plain", "vault", "by-month", "by-tag"
LAYOUTS: Final = (PLAIN, VAULT, BY_MONTH, BY_TAG)
"""All of them."""
COMMONPLACE: Final = "commonplace"
"""What those by month and by tag were called together, on the command line and in what older versions kept."""
_GROUPED: Final = {"month": BY_MONTH, "tag": BY_TAG}
GROUPINGS: Final = tuple(_GROUPED)
"""What a commonplace book was told apart by."""


def grouped_by(what: str) -> str:
    """The layout with a file for each month or each tag; "" for anything else."""
    return _GROUPED.get(what, "")


def words_of(layout: str) -> str:
    """The name of a layout where there is room for blanks."""
    return layout.replace("-", " ")
