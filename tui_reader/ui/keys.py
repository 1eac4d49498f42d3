"""From key presses to commands: the user's keymap, chords, and which keys may follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui_reader.errors import ConfigError
from tui_reader.ui.commands import BY_ID, COMMANDS, Command, Place

CHORD_SECONDS = 0.8
"""How long the first key of a chord waits for the second."""


def key_name(key: str, character: str | None) -> str:
    """A key as people write it: what is printed on it, else its name ("ctrl+d", "space", "alt+left")."""
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return character if "+" not in key or key == "+" else key
    return key


def shown(key: str) -> str:
    """A key as it is written for people."""
    return {"escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab"}.get(key, key)


class KeyMap:
    """Which keys do what, and where. The state of a chord in progress lives here."""

    def __init__(self, overrides: Mapping[str, Iterable[str]] | None = None) -> None:
        """`overrides` give commands other keys. Raises ConfigError for an unknown command or a clash."""
        overrides = overrides or {}
        known = {command.id for command in COMMANDS}
        for name in overrides:
            if name not in known:
                raise ConfigError(f"there is no command {name!r} to bind a key to{_suggestion(name, known)}")
        self.keys: dict[str, tuple[str, ...]] = {
            command.id: tuple(overrides.get(command.id, command.keys)) for command in COMMANDS
        }
        self._table: dict[tuple[Place, str], Command] = {}
        for command in COMMANDS:
            for keys in self.keys[command.id]:
                for place in command.where:
                    self._bind(place, keys, command, overrides)
        self._prefixes = {(place, keys.partition(" ")[0]) for place, keys in self._table if " " in keys}
        self._pending = ""

    def _bind(self, place: Place, keys: str, command: Command, overrides: Mapping[str, Iterable[str]]) -> None:
        """A key chosen by the user wins over a default; two choices of the user for one key are a mistake."""
        other = self._table.get((place, keys))
        if other is not None and other.id in overrides:
            if command.id in overrides:
                raise ConfigError(f"the key {keys!r} is given to both {other.id} and {command.id}")
            return
        self._table[place, keys] = command

    @property
    def pending(self) -> str:
        """The first key of a chord in progress, or empty."""
        return self._pending

    def forget(self) -> None:
        """Give a chord in progress up."""
        self._pending = ""

    def feed(self, place: Place, key: str) -> Command | None:
        """What a key does. None: nothing, or it began a chord (then `pending` says so).

        An unknown second key of a chord is swallowed.
        """
        if self._pending:
            chord, self._pending = f"{self._pending} {key}", ""
            return self._table.get((place, chord))
        if (place, key) in self._prefixes:
            self._pending = key
            return None
        return self._table.get((place, key))

    def followers(self, place: Place) -> list[tuple[str, Command]]:
        """The keys that may follow the pending one, with what they do."""
        prefix = self._pending + " "
        return [
            (keys[len(prefix) :], command)
            for (where, keys), command in self._table.items()
            if where == place and self._pending and keys.startswith(prefix)
        ]

    def hints(self, place: Place) -> list[tuple[str, str]]:
        """The hint line of a place: keys and what they do, or the keys that may follow a pending one."""
        if self._pending:
            return [(f"{self._pending} {key}", command.words) for key, command in self.followers(place)]
        return [self._hint(command) for command in COMMANDS if command.hint and place in command.where]

    def hints_of(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """A hint line of just these commands."""
        return [self._hint(BY_ID[each]) for each in ids]

    def _hint(self, command: Command) -> tuple[str, str]:
        if command.argument is not None:  # one of a row of keys: its hint names them all
            keys, _, words = command.hint.partition(" ")
            return keys, words
        return shown(self.key_of(command)), command.hint or command.words.lower()

    def key_of(self, command: Command) -> str:
        """The first key of a command, for the hint line and the palette; empty if it has none."""
        keys = self.keys[command.id]
        return keys[0] if keys else ""


def _suggestion(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
