"""The keyboard of a screen: which command a key makes, and what was typed ahead of a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from tui_reader.ui.commands import Command, Place
from tui_reader.ui.keys import CHORD_SECONDS, KeyMap, key_name

HOLD_SECONDS = 1.0
"""How long keys are kept for a dialog that does not come."""


class Keyboard:
    """Knows the chord in progress, and the keys that are meant for a dialog that is about to open."""

    def __init__(self, screen: Screen[Any], keymap: KeyMap, changed: Callable[[], None]) -> None:
        """`changed` is called when a chord ran out: other keys count then."""
        self._screen = screen
        self._keymap = keymap
        self._changed = changed
        self._chord: Timer | None = None
        self._held: list[events.Key] | None = None
        self._holding: Timer | None = None

    # -- keys typed ahead of a dialog

    @property
    def holds(self) -> bool:
        """Whether keys are kept for a dialog."""
        return self._held is not None

    def hold(self) -> None:
        """A dialog is about to open: keys that still come are kept for it."""
        self._held = self._held or []
        self._holding = self._screen.set_timer(HOLD_SECONDS, self.release)

    def release(self) -> None:
        """The dialog is there, or there will be none: play what was typed meanwhile."""
        held, self._held = self._held, None
        if self._holding is not None:
            self._holding.stop()
            self._holding = None
        for event in held or ():
            self._pass_on(event)

    def is_for_dialog(self, event: events.Key) -> bool:
        """Whether a key is meant for a dialog; then it is kept, or passed on to it."""
        if self._held is not None:
            self._held.append(event)
        elif self._screen.app.screen is not self._screen:  # typed ahead of one that opened in the meantime
            self._pass_on(event)
        else:
            return False
        event.stop()
        return True

    def _pass_on(self, event: events.Key) -> None:
        self._screen.app.post_message(events.Key(event.key, event.character))

    # -- commands

    def command(self, place: Place, event: events.Key) -> Command | None:
        """The command that a key makes; a key that is neither one nor part of a chord goes on its way."""
        was_pending = self._keymap.pending
        command = self._keymap.feed(place, key_name(event.key, event.character))
        if self._chord is not None:
            self._chord.stop()
            self._chord = None
        if command is not None or self._keymap.pending or was_pending:
            event.stop()
            event.prevent_default()
        if self._keymap.pending:
            self._chord = self._screen.set_timer(CHORD_SECONDS, self._chord_over)
        return command

    def _chord_over(self) -> None:
        self._keymap.forget()
        self._changed()


def carry_out(command: Command, owners: Mapping[str, Any]) -> None:
    """Let its owner do what a command says. `owners` are known by the first part of the ids."""
    method: Callable[..., None] = getattr(owners[command.owner], command.method)
    if command.argument is None:
        method()
    else:
        method(command.argument)
