"""Theme files: TOML with the fields of `textual.theme.Theme`, colours as `#rrggbb`, and the hues of highlights.

Bundled themes come with the package; the user's own stand in a folder and win by name. A broken file never stops
the program: it is one error to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tui_reader.colour import Tint, is_hex, muted, tint
from tui_reader.errors import ThemeError
from tui_reader.model import ROLES
from tui_reader.toml_table import Table

__all__ = [
    "DEFAULT_HIGHLIGHTS",
    "VARIABLES",
    "Highlights",
    "ThemeSpec",
    "Tint",
    "available",
    "load",
    "muted",
    "tint",
]

Highlights = tuple[str, str, str, str]

DEFAULT_HIGHLIGHTS: Highlights = ("#d8ae3a", "#d8665c", "#5b9bd3", "#72ad62")
"""The hues of the four roles for themes that name none."""

_REQUIRED = ("dark", "primary", "foreground", "background")
_OPTIONAL_COLOURS = ("secondary", "warning", "error", "success", "accent", "surface", "panel", "boost")
_COLOURS = ("primary", "foreground", "background", *_OPTIONAL_COLOURS)
# Textual splits a name at commas, and a name is typed in settings: so it is one plain word.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")

_OWN_VARIABLES = ("quiet", *(f"role-{role.number}{part}" for role in ROLES for part in ("", "-text")))
VARIABLES: frozenset[str] = frozenset(
    [
        "text",
        "text-muted",
        "text-disabled",
        "text-primary",
        "text-secondary",
        "text-warning",
        "text-error",
        "text-success",
        "text-accent",
        "primary-muted",
        "secondary-muted",
        "warning-muted",
        "error-muted",
        "success-muted",
        "accent-muted",
        "foreground-muted",
        "foreground-disabled",
        "surface-active",
        "border",
        "border-blurred",
        "block-cursor-foreground",
        "block-cursor-background",
        "block-cursor-blurred-foreground",
        "block-cursor-blurred-background",
        "block-hover-background",
        "scrollbar",
        "scrollbar-hover",
        "scrollbar-active",
        "scrollbar-background",
        "scrollbar-background-hover",
        "scrollbar-background-active",
        "scrollbar-corner-color",
        "link-background",
        "link-background-hover",
        "link-color",
        "link-color-hover",
        "footer-foreground",
        "footer-background",
        "footer-key-foreground",
        "footer-key-background",
        "footer-description-foreground",
        "footer-description-background",
        "footer-item-background",
        "input-cursor-background",
        "input-cursor-foreground",
        "input-selection-background",
        "input-selection-foreground",
        "button-foreground",
        "button-color-foreground",
        "screen-selection-background",
        "screen-selection-foreground",
    ]
) | frozenset(_OWN_VARIABLES)
"""The colours of parts that a theme may set under `[variables]`: Textual's own, and those of this program."""


@dataclass(frozen=True, slots=True)
class ThemeSpec:
    """A theme as its file says it: every colour is `#rrggbb`, None lets Textual derive it.

    `luminosity_spread` and `text_alpha` are 0..1. `highlights` are the hues of the roles 1 to 4, from which
    `tint` makes what is painted.
    """

    name: str
    dark: bool
    primary: str
    foreground: str
    background: str
    secondary: str | None = None
    warning: str | None = None
    error: str | None = None
    success: str | None = None
    accent: str | None = None
    surface: str | None = None
    panel: str | None = None
    boost: str | None = None
    luminosity_spread: float = 0.15
    text_alpha: float = 0.95
    variables: Mapping[str, str] = field(default_factory=dict)
    highlights: Highlights = DEFAULT_HIGHLIGHTS

    def fields(self) -> dict[str, Any]:
        """The arguments of `textual.theme.Theme`."""
        values = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "highlights"}
        return values | {"variables": dict(self.variables)}


_KNOWN = tuple(each.name for each in fields(ThemeSpec))


def load(text: str, name: str) -> ThemeSpec:
    """The theme that a file says; `name` is the file's name without `.toml`, and the theme's unless it has one.

    Raises ThemeError, naming the file and the key.
    """
    table = Table.parse(text, f"{name}.toml", ThemeError)
    table.only(_KNOWN)
    table.required(*_REQUIRED)
    own_name = table.text("name", name)
    if not _NAME.fullmatch(own_name):
        table.fail("name", "must be one word of letters, digits, - and _, at most 60 of them")
    return ThemeSpec(
        name=own_name,
        dark=table.flag("dark", default=True),
        **{key: _colour(table, key) for key in _COLOURS if key in table.values},
        luminosity_spread=table.fraction("luminosity_spread", 0.15),
        text_alpha=table.fraction("text_alpha", 0.95),
        variables=_variables(table.table("variables")),
        highlights=_highlights(table.table("highlights")),
    )


def _colour(table: Table, key: str) -> Any:
    value = table.text(key, "")
    if not is_hex(value):
        table.fail(key, "must be a colour of the form #rrggbb")
    return value.lower()


def _variables(table: Table) -> Mapping[str, str]:
    table.only(VARIABLES)
    return MappingProxyType({key: _colour(table, key) for key in table.values})


def _highlights(table: Table) -> Highlights:
    table.only(str(role.number) for role in ROLES)
    one, two, three, four = (
        _colour(table, str(number)) if str(number) in table.values else default
        for number, default in enumerate(DEFAULT_HIGHLIGHTS, 1)
    )
    return one, two, three, four


def available(user_dir: Path | None = None) -> tuple[dict[str, ThemeSpec], list[ThemeError]]:
    """Every theme by name, and what is wrong with the files that are none.

    First the bundled ones, then those of `user_dir`, which win by name; the folder need not exist.
    """
    specs: dict[str, ThemeSpec] = {}
    errors: list[ThemeError] = []
    for folder in (_bundled(), user_dir):
        for file in _theme_files(folder, errors):
            try:
                spec = load(_read(file), file.name.removesuffix(".toml"))
            except ThemeError as mistake:
                errors.append(mistake)
            else:
                specs[spec.name] = spec
    return specs, errors


def _bundled() -> Traversable:
    """The copy inside the installed package; in a checkout, the folder beside it."""
    packaged = files("tui_reader") / "_themes"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "themes"


def _theme_files(folder: Traversable | None, errors: list[ThemeError]) -> Iterator[Traversable]:
    try:
        if folder is None or not folder.is_dir():
            return
        # Only regular files: a pipe would be waited on for ever.
        found = [file for file in folder.iterdir() if file.name.endswith(".toml") and file.is_file()]
    except OSError as mistake:
        errors.append(ThemeError(f"the themes in {folder} cannot be read: {mistake.strerror}"))
        return
    yield from sorted(found, key=lambda file: file.name)


def _read(file: Traversable) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as mistake:
        raise ThemeError(f"{file.name} cannot be read: {mistake.strerror}") from mistake
    except UnicodeDecodeError as mistake:
        raise ThemeError(f"{file.name} is not UTF-8") from mistake
