"""What is done to the highlight under the cursor, or to all that are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.document.sanitise import one_line
from tui_reader.library import Library
from tui_reader.model import ROLES, Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background
from tui_reader.ui.screens.browsing.deeds import DeedsInTurn
from tui_reader.ui.screens.export import These
from tui_reader.ui.screens.prompt import NoteScreen, PromptScreen

if TYPE_CHECKING:
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.keeping import Keeping
    from tui_reader.ui.screens.quotes.screen import QuotesScreen
    from tui_reader.ui.screens.stage import Stage


class _Deed(NamedTuple):
    """What to ask of the library, and what to tell when it is done."""

    job: Callable[[Library], object]
    notice: str


class QuoteDeeds(DeedsInTurn):
    """What one does to highlights."""

    def __init__(self, screen: QuotesScreen, stage: Stage, desk: Background, keeping: Keeping, deeds: Deeds) -> None:
        super().__init__(screen, stage, desk, deeds)
        self._screen = screen
        self._keeping = keeping

    def _do(self, plan: Callable[[Highlight], _Deed]) -> None:
        """`plan` sees the highlight that is under the cursor once the deed before is shown."""

        async def do() -> None:
            highlight = self._screen.current
            if highlight is None:
                self._screen.tell("There is no highlight here")
                return
            await self._carry_out(highlight, plan(highlight))

        self.start(do)

    async def _carry_out(self, highlight: Highlight, deed: _Deed) -> None:
        await self._desk.ask(deed.job)
        self._screen.tell(f"{deed.notice} · u takes it back")
        await self._screen.reload([highlight.article_id])
        await self._panes.show_again([highlight.article_id])

    # -- the highlight under the cursor

    def do_role(self, role: int) -> None:
        """Give it another role."""
        self._do(lambda h: _Deed(lambda library: library.marks.set_role(h.id, role), f"Now “{ROLES[role - 1].name}”"))

    def do_delete(self) -> None:
        """Delete it."""
        self._do(lambda h: _Deed(lambda library: library.marks.delete(h.id), "Highlight deleted"))

    def do_accept(self) -> None:
        """The passage found for it is the right one."""
        self._do(lambda h: _Deed(lambda library: library.reviewing.accept(h.id), "The passage is accepted"))

    def do_reject(self) -> None:
        """The passage found for it is not the right one."""
        self._do(lambda h: _Deed(lambda library: library.reviewing.reject(h.id), "The passage is refused"))

    def do_note(self) -> None:
        """Write a note on it."""

        async def ask() -> None:
            at = self._screen.current
            if at is None:
                self._screen.tell("There is no highlight here")
                return
            # Behind whatever is still being saved: an old copy must not overwrite it.
            highlight = await self._desk.ask(lambda library: library.marks.get(at.id))

            def save(note: str, more: bool) -> None:
                deed = _Deed(lambda library: library.marks.set_note(highlight.id, note, more=more), "Note saved")
                self.start(lambda: self._carry_out(highlight, deed))

            self.open(NoteScreen(one_line(highlight.quote, 400), highlight.note, save))

        self.start(ask)

    def do_tags(self) -> None:
        """Tag it."""

        async def ask() -> None:
            highlight = self._screen.current
            if highlight is None:
                self._screen.tell("There is no highlight here")
                return
            known = await self._desk.ask(lambda library: library.marks.known_tags())

            def answered(text: str | None) -> None:
                if text is not None:
                    deed = _Deed(lambda library: library.marks.set_tags(highlight.id, text.split()), "Tags saved")
                    self.start(lambda: self._carry_out(highlight, deed))

            hint, suggestions = "words with blanks between", [one_line(tag) for tag in known]
            value = " ".join(highlight.tags)
            self.open(PromptScreen("Tags of the highlight", hint, value, suggestions), answered)

        self.start(ask)

    def do_copy(self) -> None:
        """Copy it with its source."""
        highlight = self._screen.current
        if highlight is not None:
            cited = wording.cited(highlight.quote, highlight.title, self._screen.collection.article(highlight))
            self._screen.app.copy_to_clipboard(cited)
            self._screen.tell("Copied with its source")

    # -- all that are shown

    def do_export(self) -> None:
        """Export them to the last target, or ask for one."""
        if self._anything():
            self._keeping.exports.export(self._these())

    def do_export_to(self) -> None:
        """Ask where to export them."""
        if self._anything():
            self._keeping.exports.export(self._these(), ask=True)

    def _these(self) -> These:
        return These(self._screen.shown, self._screen.tell, self._screen.release_keys)

    def _anything(self) -> bool:
        if not self._screen.shown:
            self._screen.tell("There is nothing here to export")
        return bool(self._screen.shown)
