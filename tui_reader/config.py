"""The user's settings: `config.toml` as one frozen value. What is chosen while reading is kept in the library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from tui_reader.errors import ConfigError
from tui_reader.toml_table import Table, did_you_mean

MarkRead = Literal["end", "open", "hand", "dwell"]
SameStory = Literal["read-all", "once", "apart"]

NARROWEST, WIDEST = 20, 200
"""Bounds of the measure, in cells."""
_LONGEST_DWELL = 3600

_MODIFIERS = ("ctrl", "alt", "shift")
_NAMED_KEYS = (
    *("escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right", *(f"f{number}" for number in range(1, 25))),
    # Terminals have names of their own for ctrl with these: ctrl+@ ctrl+\\ ctrl+] ctrl+^ ctrl+_
    *("at", "backslash", "right_square_bracket", "circumflex_accent", "underscore"),
)
_MODIFIED = re.compile(rf"((?:(?:{'|'.join(_MODIFIERS)})\+)+)(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings.

    `theme` is "auto" (dark or light as the terminal is: `theme_dark` or `theme_light`) or a theme's name.
    `refresh` says that feeds are visited when they are due while the reader is open.
    `measure` is the width of text in cells. `mark_read` says when an article counts as read: at its "end", on
    "open", only by "hand", or by "dwell": at the end or after `dwell_seconds`. `same_story` says what lists do with a
    story that several sources tell: one row for it, which reads all of them ("read-all") or only the one that is read
    ("once"), or a row for each ("apart"). `keys` gives commands, by id, other keys; a chord is written with a blank,
    "g g".
    """

    theme: str = "auto"
    theme_dark: str = "paper-dark"
    theme_light: str = "paper-light"
    measure: int = 72
    mark_read: MarkRead = "dwell"
    dwell_seconds: int = 20
    same_story: SameStory = "read-all"
    justify: bool = False
    mouse: bool = True
    animations: bool = False
    refresh: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_KNOWN = tuple(each.name for each in fields(Config))


def load(path: Path) -> Config:
    """The settings in a file; the defaults where there is none. Raises ConfigError, naming the file and the key."""
    try:
        if not path.exists():
            return Config()
        if not path.is_file():  # a pipe would be waited on for ever
            raise ConfigError(f"{path} is not a file")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        raise ConfigError(f"{path} is not UTF-8") from mistake
    except (OSError, ValueError) as mistake:  # ValueError for a NUL in the path
        reason = mistake.strerror if isinstance(mistake, OSError) else mistake
        raise ConfigError(f"{path} cannot be read: {reason}") from mistake
    return parse(text, str(path))


def parse(text: str, file: str) -> Config:
    """The settings that `text` says; `file` is its name in messages. Raises ConfigError."""
    table, default = Table.parse(text, file, ConfigError), Config()
    table.only(_KNOWN)
    return Config(
        theme=table.text("theme", default.theme),
        theme_dark=table.text("theme_dark", default.theme_dark),
        theme_light=table.text("theme_light", default.theme_light),
        measure=table.whole("measure", NARROWEST, WIDEST, default.measure),
        mark_read=cast(MarkRead, table.choice("mark_read", get_args(MarkRead), default.mark_read)),
        dwell_seconds=table.whole("dwell_seconds", 1, _LONGEST_DWELL, default.dwell_seconds),
        same_story=cast(SameStory, table.choice("same_story", get_args(SameStory), default.same_story)),
        justify=table.flag("justify", default.justify),
        mouse=table.flag("mouse", default.mouse),
        animations=table.flag("animations", default.animations),
        refresh=table.flag("refresh", default.refresh),
        keys=MappingProxyType(_keys(table.table("keys"))),
    )


def _keys(table: Table, *, inner: bool = False) -> dict[str, tuple[str, ...]]:
    """`here.down = "j"` without quotes is a table `here` in TOML; both spellings mean the command's id."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in table.values.items():
        if isinstance(value, dict) and not inner:
            found |= {f"{name}.{rest}": keys for rest, keys in _keys(table.table(name), inner=True).items()}
        elif isinstance(value, str | list):
            found[name] = tuple(_chord(table, name, key) for key in ([value] if isinstance(value, str) else value))
        else:
            table.fail(name, "must be a key or a list of keys")
    return found


def _chord(table: Table, name: str, written: object) -> str:
    keys = written.split() if isinstance(written, str) else []
    if not 1 <= len(keys) <= 2:
        table.fail(name, 'must be a key such as "j" or "ctrl+d", or two with a blank between such as "g g"')
    for key in keys:
        if (wrong := _wrong_with(key)) is not None:
            table.fail(name, wrong)
    return " ".join(keys)


def _wrong_with(key: str) -> str | None:
    modified = _MODIFIED.fullmatch(key)
    modifiers, base = modified.groups() if modified else ("", key)
    if len(base) == 1 and base.isprintable():
        if "shift+" in modifiers:
            return f'has the key "{key}": write the character that shift makes, such as "J"'
        if modifiers and not (base.isascii() and base.isalnum()):
            return f'has the key "{key}": only letters and digits go with ctrl and alt'
        return None
    if base in _NAMED_KEYS:
        return None
    shown = base if base.isprintable() else ascii(base)
    return f'has an unknown key "{shown[:40]}"' + did_you_mean(base[:40].lower(), (*_NAMED_KEYS, *_MODIFIERS))
