"""The command palette: every command by its name, with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rapidfuzz import fuzz
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui_reader.ui.commands import COMMANDS, Command

if TYPE_CHECKING:
    from tui_reader.ui.screens.main import MainScreen

LEAST = 55.0
"""Scores below this are no match."""


class CommandProvider(Provider):
    """Offers what can be done where the user stood when the palette opened."""

    def _offered(self) -> list[Command]:
        screen = cast("MainScreen", self.screen)
        return [c for c in COMMANDS if screen.place in c.where and c.id != "app.palette"]

    def _words(self, command: Command) -> Content:
        key = cast("MainScreen", self.screen).keymap.key_of(command)
        return Content(f"{command.words}   {key}" if key else command.words)

    async def discover(self) -> Hits:
        """Everything, in the order of the table."""
        screen = cast("MainScreen", self.screen)
        for command in self._offered():
            yield DiscoveryHit(
                self._words(command), lambda c=command: screen.run_command(c), text=command.words, help=command.help
            )

    async def search(self, query: str) -> Hits:
        """By name and description, typos forgiven. Textual's own matcher is exponential and parses markup."""
        screen = cast("MainScreen", self.screen)
        asked = query.casefold()
        for command in self._offered():
            name = command.words.casefold()
            score = max(
                fuzz.partial_ratio(asked, name),
                fuzz.token_set_ratio(asked, command.help.casefold()) * 0.8,
                100.0 if name.startswith(asked) else 0.0,
            )
            if score >= LEAST:
                yield Hit(
                    score / 100,
                    self._words(command),
                    lambda c=command: screen.run_command(c),
                    text=command.words,
                    help=command.help,
                )
