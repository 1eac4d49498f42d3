"""Deeds done on a browsing screen: one after the other, and taken back there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen

from tui_reader.library.undoing import Undone
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work

if TYPE_CHECKING:
    from tui_reader.ui.screens.browsing.screen import BrowsingScreen
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.stage import Stage


class DeedsInTurn:
    """They belong to the stage, not to the screen: leaving it must not undo them."""

    def __init__(self, screen: BrowsingScreen[Any, Any, Any], stage: Stage, desk: Background, panes: Deeds) -> None:
        self._over = screen
        self._stage = stage
        self._desk = desk
        self._panes = panes
        self._busy = asyncio.Lock()

    def start(self, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something once the deed before is done and shown."""

        async def in_turn() -> None:
            async with self._busy:
                await job()

        work(self._stage, in_turn, group="browse-deed")

    def open(self, dialog: ModalScreen[Any], answered: Callable[[Any], None] | None = None) -> None:
        """Open a dialog over the screen, unless it was left in the meantime."""
        if self._over.is_attached:
            self._over.app.push_screen(dialog, answered)
            dialog.call_after_refresh(self._over.release_keys)

    def do_undo(self) -> None:
        """Take the last deed back."""
        self.start(lambda: self._undo(back=True))

    def do_redo(self) -> None:
        """Do it again."""
        self.start(lambda: self._undo(back=False))

    async def _undo(self, *, back: bool) -> None:
        done = await self._desk.ask(lambda library: library.undoing.undo() if back else library.undoing.redo())
        if done is None:
            self._over.tell("Nothing to undo" if back else "Nothing to do again")
            return
        self._over.tell(wording.undone(done, back=back))
        await self.undone(done)

    async def undone(self, done: Undone) -> None:
        """Show what has changed by it."""
        await self._over.reload(done.article_ids, to_new=True)
        await self._panes.show_again(done.article_ids)
        if done.lists_changed:
            self._panes.lists_changed()
