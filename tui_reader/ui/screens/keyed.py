"""A screen over the main one with commands of its own: keys, chords, hints, and keys typed ahead of its dialogs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from textual import events
from textual.screen import ModalScreen

from tui_reader.document.sanitise import one_line
from tui_reader.ui.commands import Command, Place
from tui_reader.ui.keys import KeyMap, key_name
from tui_reader.ui.screens.keyboard import Keyboard, carry_out
from tui_reader.ui.widgets.status import HintLine

T = TypeVar("T")
TOLD: Final = 300
"""Characters of a notice."""


class Tell(Protocol):
    """Tells the user one sentence."""

    def __call__(self, text: str, *, problem: bool = False) -> None:
        """A problem stays longer."""


class KeyedScreen(ModalScreen[T], Generic[T]):
    """Feeds keys to the table of commands. Who inherits names its place and the owners of its commands."""

    place: ClassVar[Place]

    def __init__(self, keymap: KeyMap, tell_below: Tell) -> None:
        """`tell_below` tells what cannot be told here, or is to be in view of everything."""
        super().__init__()
        self.keymap = keymap
        self._tell_below = tell_below
        self._hints = HintLine(classes="hints")
        self._keyboard = Keyboard(self, self.keymap, self.show_hints)

    @property
    def owners(self) -> Mapping[str, Any]:
        """Who does the commands of this place, by the first part of their ids."""
        raise NotImplementedError

    def takes(self, key: str, event: events.Key) -> bool:
        """Whether a key is text to be typed, and no command."""
        return False

    @property
    def whereabouts(self) -> object:
        """Where one is on this screen: another value than before says that one went on."""
        return None

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Keys bubble here when no input took them."""
        if self._keyboard.is_for_dialog(event) or self.takes(key_name(event.key, event.character), event):
            return
        command = self._keyboard.command(self.place, event)
        if command is not None:
            self.run_command(command)
        self.show_hints()

    def run_command(self, command: Command) -> None:
        """Let its owner do what a command says."""
        owners = {"screen": self, "app": self.app, **self.owners}
        if command.asks and command.owner != "app":
            self._keyboard.hold()
        carry_out(command, owners)

    def on_screen_suspend(self) -> None:
        """A dialog opened over this, whoever opened it."""
        if self._keyboard.holds:
            self.app.screen.call_after_refresh(self.release_keys)

    def release_keys(self) -> None:
        """The dialog is there, or there will be none: play what was typed meanwhile."""
        self._keyboard.release()

    def show_hints(self) -> None:
        """The keys that count now."""
        self._hints.hints = self.keymap.hints(self.place)

    # -- what is told

    def tell(self, text: str, *, problem: bool = False) -> None:
        """One sentence for the user, wherever the user is by now; never markup."""
        self.release_keys()
        if problem or not self.is_attached:
            self._tell_below(text, problem=problem)
            return
        self._hints.tell(one_line(text, TOLD))
