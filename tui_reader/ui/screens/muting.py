"""Muting from where one is, and the rules that do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.deeds import Deeds
from tui_reader.ui.screens.mute_dialogs import MuteScreen, RulesScreen
from tui_reader.ui.screens.stage import Stage

if TYPE_CHECKING:
    from tui_reader.library.muting import MuteRule


class Muting:
    """Works in the thread of the search: trying a pattern on every article must not delay reading."""

    def __init__(self, screen: Stage, desk: Background, deeds: Deeds) -> None:
        self._screen = screen
        self._desk = desk
        self._deeds = deeds

    def do_mute(self) -> None:
        """Make a rule, proposed from the article at hand or what is selected in it."""
        screen = self._screen
        article_id = screen.article_at_hand()
        selected = self._selected()

        async def ask() -> None:
            proposals: list[str] = []
            if article_id is not None:
                proposals = await self._desk.ask(lambda library: library.muting.proposals(article_id, selected))
            screen.open_dialog(MuteScreen("Mute", proposals, self._desk, self.keep), self._answered)

        work(screen, ask, group="mute", exclusive=True)

    def _selected(self) -> str:
        reading = self._screen.reading
        target = reading.pointing.target() if reading.pointing.selecting else None
        return reading.text[slice(*target)] if target is not None and self._screen.place == "reader" else ""

    def _answered(self, told: str | None) -> None:
        if told is not None:
            self._screen.reading.pointing.leave_mode()
            self._screen.tell(told)

    def do_rules(self) -> None:
        """The rules with what they hide."""

        async def show() -> None:
            self._screen.open_dialog(RulesScreen(await self.rules(), self._desk, self))

        work(self._screen, show, group="mute", exclusive=True)

    # -- what the dialogs ask for

    async def rules(self) -> Sequence[MuteRule]:
        """The rules as they are now."""
        return await self._desk.ask(lambda library: library.muting.rules())

    async def keep(self, query: str, number: int | None = None) -> str:
        """Make a rule, or change one. Raises NewsreaderError."""
        muted = await self._desk.ask(
            lambda library: library.muting.add(query) if number is None else library.muting.edit(number, query)
        )
        self._deeds.lists_changed()
        return f"{muted:,} muted · u takes it back"

    async def remove(self, number: int) -> str:
        """Forget a rule. Raises NewsreaderError."""
        heard = await self._desk.ask(lambda library: library.muting.remove(number))
        self._deeds.lists_changed()
        return f"Rule removed, {heard:,} back in the lists · u takes it back"

    async def undo(self, *, back: bool) -> str:
        """Take the last deed back, or do it again."""
        return await self._deeds.undo(back=back)
