"""Exporting again as it was chosen last, and choosing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError
from tui_reader.library.choices import Choices
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.export.screen import ExportScreen
from tui_reader.ui.screens.stage import Stage

CHOICES = "export-target"
"""The key under which the choices of the last export are kept."""


class These(NamedTuple):
    """What is to be exported: the highlights `only` (ids), what the query finds if None. `tell` says how it went,
    `opened` hears that the dialog stands; both are the main screen's if None."""

    only: Sequence[str] | None = None
    tell: Callable[[str], None] | None = None
    opened: Callable[[], None] | None = None


class Exports:
    """Long exports run on a desk of their own; nothing that is read or marked waits for them."""

    def __init__(self, screen: Stage, desk: Background, export_desk: Background) -> None:
        self._screen = screen
        self._desk = desk
        self._export_desk = export_desk

    def export(self, what: These, *, ask: bool = False) -> None:
        """Export as it was chosen last; ask if it never was, or if that is wanted."""

        async def export() -> None:
            # The desk of the marks answers once they are all kept: what was marked just now is exported too.
            kept = await self._desk.ask(lambda library: library.reading.recall(CHOICES))
            choices = Choices.recalled(kept)
            if choices is None or ask:
                self._ask(what, choices or Choices())
            else:
                await self._carry_out(what, choices)

        work(self._screen, export, group="export", exclusive=True)

    def _ask(self, what: These, choices: Choices) -> None:
        def chosen(choices: Choices, dialog: ExportScreen) -> None:
            work(self._screen, lambda: self._carry_out(what, choices, dialog), group="export", exclusive=True)

        dialog = ExportScreen(self._desk, self._export_desk, choices, chosen, what.only)
        self._screen.open_dialog(dialog)
        if what.opened is not None:
            dialog.call_after_refresh(what.opened)

    async def _carry_out(self, what: These, choices: Choices, dialog: ExportScreen | None = None) -> None:
        tell = what.tell or self._screen.tell
        self._screen.show_activity("exporting")
        try:
            done = await self._export_desk.ask(lambda library: library.exporting.carry_out(choices, only=what.only))
        except NewsreaderError as error:
            if dialog is not None and dialog.is_current:
                dialog.refuse(str(error))
            else:
                self._screen.tell(str(error), problem=True)
            return
        finally:
            self._screen.show_activity("")
        kept = choices.remembered()
        await self._desk.ask(lambda library: library.reading.remember(CHOICES, kept))
        if dialog is not None and dialog.is_current:
            dialog.dismiss(None)
        only = f" ({one_line(choices.where, 60)})" if choices.where and what.only is None else ""
        tell(f"{done.summary}{only} → {choices.target}")
