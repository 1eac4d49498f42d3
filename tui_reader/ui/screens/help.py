"""Help for where one stands: every key that works there, from the table of commands."""

from __future__ import annotations

from tui_reader.ui.commands import COMMANDS, Place
from tui_reader.ui.keys import KeyMap, shown
from tui_reader.ui.screens.prompt import PageScreen

_PLACES: dict[Place, str] = {
    "list": "in the list",
    "reader": "in the text",
    "search": "in the search",
    "quotes": "among all highlights",
    "feeds": "among the feeds",
    "changes": "among the changes",
}


def help_text(keymap: KeyMap, place: Place) -> str:
    """The keys that work in a place, by group, as plain text."""
    lines: list[str] = []
    group = ""
    for command in COMMANDS:
        keys = keymap.keys[command.id]
        if place not in command.where or not keys:
            continue
        if command.group != group:
            group = command.group
            lines += ["", group.upper()]
        lines.append(f"  {'  '.join(shown(key) for key in keys):<20} {command.help}")
    return "\n".join(lines).strip("\n")


class HelpScreen(PageScreen):
    """The keys that work where the user stands."""

    def __init__(self, keymap: KeyMap, place: Place) -> None:
        super().__init__(f"Keys {_PLACES[place]}", help_text(keymap, place))
