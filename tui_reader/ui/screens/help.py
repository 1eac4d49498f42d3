"""Help for where one stands: every key that works there, from the table of commands."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_reader.ui.commands import COMMANDS, Place
from tui_reader.ui.keys import KeyMap, shown

_PLACES: dict[Place, str] = {
    "list": "in the list",
    "reader": "in the text",
    "search": "in the search",
    "quotes": "among all highlights",
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


class HelpScreen(ModalScreen[None]):
    """The keys that work where the user stands."""

    def __init__(self, keymap: KeyMap, place: Place) -> None:
        super().__init__()
        self._keymap, self._place = keymap, place

    def compose(self) -> ComposeResult:
        """A framed page."""
        with VerticalScroll(classes="dialog help") as box:
            box.border_title = Content(f"Keys {_PLACES[self._place]}")
            yield Static(Content(help_text(self._keymap, self._place)))

    def on_mount(self) -> None:
        """Scroll with the keys at once."""
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Any of the keys that step back closes it; j, k and blank scroll."""
        box = self.query_one(VerticalScroll)
        if event.key in ("escape", "q", "question_mark", "enter"):
            event.stop()
            self.dismiss(None)
        elif event.key == "j":
            box.scroll_down(animate=False)
        elif event.key == "k":
            box.scroll_up(animate=False)
        elif event.key == "space":
            box.scroll_page_down(animate=False)
