"""What goes out: exporting and copying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import NewsreaderError
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.stage import Stage

TARGET = "export-target"
"""The key under which the last export target is kept."""
DEFAULT_TARGET = "~/newsreader-highlights.md"


class Exported(NamedTuple):
    """What is to be exported: the highlights `only` (ids), everything if None. `tell` says how it went, `opened` hears
    that the question for a target stands; both are the main screen's if None."""

    only: Sequence[str] | None = None
    tell: Callable[[str], None] | None = None
    opened: Callable[[], None] | None = None


class Keeping:
    """Carries marks out of the library."""

    def __init__(self, screen: Stage, desk: Background) -> None:
        self._screen = screen
        self._desk = desk

    def do_export(self) -> None:
        """Export to the last target, or ask for one."""
        self.export(Exported())

    def do_export_to(self) -> None:
        """Ask where to export."""
        self.export(Exported(), ask=True)

    def export(self, what: Exported, *, ask: bool = False) -> None:
        """Export to the last target; ask for one if there is none, or if that is wanted."""

        async def export() -> None:
            target = await self._desk.ask(lambda library: library.reading.recall(TARGET))
            known = isinstance(target, str) and bool(target)
            if known and not ask:
                await self._export(what, target)
            else:
                self._ask_target(what, target if known else DEFAULT_TARGET)

        work(self._screen, export, group="export", exclusive=True)

    def _ask_target(self, what: Exported, value: str) -> None:
        def answered(text: str | None) -> None:
            if text and text.strip():
                work(self._screen, lambda: self._export(what, text.strip()), group="export", exclusive=True)

        hint = "one .md file, or a folder for one file an article"
        dialog = PromptScreen("Export to" if what.only is None else f"Export these {len(what.only)} to", hint, value)
        self._screen.open_dialog(dialog, answered)
        if what.opened is not None:
            dialog.call_after_refresh(what.opened)

    async def _export(self, what: Exported, target: str) -> None:
        tell = what.tell or self._screen.tell
        try:
            report = await self._desk.ask(lambda library: library.exporting.export(Path(target), only=what.only))
        except NewsreaderError as error:
            self._screen.tell(str(error), problem=True)
            return
        await self._desk.ask(lambda library: library.reading.remember(TARGET, target))
        tell(f"{report.summary} → {target}")

    def do_copy(self) -> None:
        """Copy the selection, or the sentence, with its source."""
        reading = self._screen.reading
        target = reading.pointing.target()
        if target is None or reading.opened is None:
            return
        article = reading.opened.article
        self._screen.app.copy_to_clipboard(wording.cited(reading.text[slice(*target)], article.title, article))
        reading.pointing.leave_mode()
        self._screen.tell("Copied with its source")
