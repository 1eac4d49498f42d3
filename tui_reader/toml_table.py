"""Hand-written TOML, read with suspicion: each mistake becomes one sentence that names the file and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn

from tui_reader.errors import NewsreaderError

_LONGEST_SHOWN = 60


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: `; did you mean "theme"?`, or nothing if none is like it."""
    close = get_close_matches(word, list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


class Table:
    """The table of a file, or a table inside it. Every method that finds a mistake raises the error class given."""

    def __init__(self, values: Mapping[str, Any], file: str, error: type[NewsreaderError], path: str = "") -> None:
        self.values = values
        self._file = file
        self._error = error
        self._path = path

    @classmethod
    def parse(cls, text: str, file: str, error: type[NewsreaderError]) -> Table:
        """The whole of a file; `file` is its name in messages."""
        try:
            return cls(tomllib.loads(text), file, error)
        except (ValueError, RecursionError) as mistake:  # ValueError also for an integer of 5,000 digits
            raise error(f"{file} is not valid TOML: {mistake}") from mistake

    def fail(self, key: str, reason: str) -> NoReturn:
        """Raise the error for a key of this table."""
        raise self._error(f'{self._file}: "{_shown(self._path + key)}" {reason}')

    def only(self, known: Iterable[str]) -> None:
        """Every key must be one of `known`."""
        known = list(known)
        for key in self.values:
            if key not in known:
                self.fail(key, "is not a known key" + did_you_mean(key, known))

    def required(self, *keys: str) -> None:
        """Each of `keys` must be there."""
        for key in keys:
            if key not in self.values:
                self.fail(key, "is missing")

    def table(self, key: str) -> Table:
        """A table inside this one, empty if it is not there."""
        inner = self.values.get(key, {})
        if not isinstance(inner, dict):
            self.fail(key, f"must be a table, not {_shown(inner)}")
        return Table(inner, self._file, self._error, f"{self._path}{key}.")

    def text(self, key: str, default: str) -> str:
        """A string that is not empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value:
            self.fail(key, f"must be a text, not {_shown(value)}")
        return value

    def choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """One of several words."""
        value, choices = self.text(key, default), list(choices)
        if value not in choices:
            offered = ", ".join(f'"{choice}"' for choice in choices)
            self.fail(key, f"must be one of {offered}, not {_shown(value)}{did_you_mean(value, choices)}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.fail(key, f"must be true or false, not {_shown(value)}")
        return value

    def whole(self, key: str, least: int, most: int, default: int) -> int:
        """A whole number from `least` to `most`."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fail(key, f"must be a whole number from {least} to {most}, not {_shown(value)}")
        return value

    def fraction(self, key: str, default: float) -> float:
        """A number from 0 to 1."""
        value = self.values.get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            self.fail(key, f"must be a number from 0 to 1, not {_shown(value)}")
        return float(value)


def _shown(value: object) -> str:
    try:
        shown = value if isinstance(value, str) else str(value)
    except (ValueError, RecursionError):  # a hexadecimal number of 5,000 digits, tables 1,000 deep
        return "what is there"
    shown = "".join(character if character.isprintable() else "\ufffd" for character in shown[: _LONGEST_SHOWN + 1])
    if isinstance(value, bool):
        shown = shown.lower()
    return shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + "…"
