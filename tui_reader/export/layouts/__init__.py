"""How an export reads and how it is spread over files: a style (the words of a block) and an arrangement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tui_reader.errors import UsageError
from tui_reader.export.layouts import commonplace, plain, vault
from tui_reader.export.layouts.arrangement import Layout

PLAIN = Layout("plain", plain.STYLE)
VAULT = Layout("vault", vault.STYLE)
BY_MONTH = Layout("commonplace", commonplace.STYLE, commonplace.by_month)
BY_TAG = Layout("commonplace", commonplace.STYLE, commonplace.by_tag)

NAMES = ("plain", "vault", "commonplace")
GROUPINGS = ("month", "tag")


def named(name: str = "plain", by: str = "month", template: Path | None = None) -> Layout:
    """The layout of a name; `by` is how a commonplace book is divided, `template` a file that says how a highlight
    reads in it.

    Raises UsageError for a name that does not exist, ExportError for a template that cannot be used.
    """
    found = {"plain": PLAIN, "vault": VAULT, "commonplace": BY_TAG if by == "tag" else BY_MONTH}.get(name)
    if found is None or by not in GROUPINGS:
        raise UsageError(f"there is no layout {name!r} by {by!r}; there are {', '.join(NAMES)}, by month or tag")
    if template is None:
        return found
    from tui_reader.export.layouts.templates import styled  # asks for a library that only templates need

    return replace(found, style=styled(template, found.style))
