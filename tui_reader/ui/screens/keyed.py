"""A screen over the main one with commands of its own: keys, chords, hints, and keys typed ahead of its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.timer import Timer

from tui_reader.document.sanitise import one_line
from tui_reader.ui.commands import Command, Place
from tui_reader.ui.keys import CHORD_SECONDS, key_name
from tui_reader.ui.widgets.status import HintLine

if TYPE_CHECKING:
    from tui_reader.ui.screens.stage import Stage

NOTICE_SECONDS = 3.0
"""How long a notice stands in the hint line."""
HOLD_SECONDS = 1.0
"""How long keys are kept for a dialog that does not come."""
T = TypeVar("T")


class KeyedScreen(ModalScreen[T], Generic[T]):
    """Feeds keys to the table of commands. Who inherits names its place and the owners of its commands."""

    place: ClassVar[Place]

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.keymap = stage.keymap
        self._stage = stage
        self._hints = HintLine(classes="hints")
        self._held: list[events.Key] | None = None
        self._holding: Timer | None = None
        self._notice: Timer | None = None
        self._chord: Timer | None = None

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
        if self._held is not None:
            event.stop()
            self._held.append(event)
            return
        if self.app.screen is not self:
            event.stop()  # typed ahead of a dialog that opened in the meantime
            self.app.post_message(events.Key(event.key, event.character))
            return
        key = key_name(event.key, event.character)
        if self.takes(key, event):
            return
        was_pending = self.keymap.pending
        command = self.keymap.feed(self.place, key)
        if self._chord is not None:
            self._chord.stop()
            self._chord = None
        if command is not None or self.keymap.pending or was_pending:
            event.stop()
            event.prevent_default()
        if command is not None:
            self.run_command(command)
        elif self.keymap.pending:
            self._chord = self.set_timer(CHORD_SECONDS, self._chord_over)
        self.show_hints()

    def _chord_over(self) -> None:
        self.keymap.forget()
        self.show_hints()

    def run_command(self, command: Command) -> None:
        """Let its owner do what a command says."""
        owners = {"screen": self, "app": self.app, **self.owners}
        if command.asks and command.owner != "app":
            self._held = []
            self._holding = self.set_timer(HOLD_SECONDS, self.release_keys)
        method: Callable[..., None] = getattr(owners[command.owner], command.method)
        if command.argument is None:
            method()
        else:
            method(command.argument)

    def on_screen_suspend(self) -> None:
        """A dialog opened over this, whoever opened it."""
        if self._held is not None:
            self.app.screen.call_after_refresh(self.release_keys)

    def release_keys(self) -> None:
        """The dialog is there, or there will be none: play what was typed meanwhile."""
        held, self._held = self._held, None
        if self._holding is not None:
            self._holding.stop()
            self._holding = None
        for event in held or ():
            self.app.post_message(events.Key(event.key, event.character))

    def show_hints(self) -> None:
        """The keys that count now."""
        self._hints.hints = self.keymap.hints(self.place)

    # -- what is told

    def tell(self, text: str, *, problem: bool = False) -> None:
        """One sentence for the user, wherever the user is by now; never markup."""
        self.release_keys()
        if problem or not self.is_attached:
            self._stage.tell(text, problem=problem)
            return
        self._hints.notice = one_line(text, 300)
        self.add_class("-telling")
        if self._notice is not None:
            self._notice.stop()
        self._notice = self.set_timer(NOTICE_SECONDS, self._end_notice)

    def _end_notice(self) -> None:
        self._hints.notice = ""
        self.remove_class("-telling")
