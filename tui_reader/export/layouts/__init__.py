"""How an export reads and how it is spread over files: a style (the words of a block) and an arrangement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tui_reader.errors import UsageError
from tui_reader.export import layout_names
from tui_reader.export.layouts import commonplace, plain, vault
from tui_reader.export.layouts.arrangement import Layout

PLAIN = Layout(layout_names.PLAIN, plain.STYLE)
VAULT = Layout(layout_names.VAULT, vault.STYLE)
BY_MONTH = Layout(layout_names.BY_MONTH, commonplace.STYLE, commonplace.by_month)
BY_TAG = Layout(layout_names.BY_TAG, commonplace.STYLE, commonplace.by_tag)

_BY_NAME = {layout.name: layout for layout in (PLAIN, VAULT, BY_MONTH, BY_TAG)}


def named(name: str = PLAIN.name, template: Path | None = None) -> Layout:
    """The layout of a name; `template` is a file that says how a highlight reads in it.

    Raises UsageError for a name that does not exist, ExportError for a template that cannot be used.
    """
    found = _BY_NAME.get(name)
    if found is None:
        raise UsageError(f"there is no layout {name!r}; there are {', '.join(layout_names.LAYOUTS)}")
    if template is None:
        return found
    from tui_reader.export.layouts.templates import styled  # asks for a library that only templates need

    return replace(found, style=styled(template, found.style))
