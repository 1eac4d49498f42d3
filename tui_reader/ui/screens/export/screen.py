"""The dialog of the export: where to, how, and what; with a preview of what is going to happen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, QueryError
from tui_reader.library.choices import Choices
from tui_reader.library.exporting import Preview
from tui_reader.search.query import parse
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.export import wording
from tui_reader.ui.screens.export.fields import ExportFields
from tui_reader.ui.screens.export.shown import ExportShown
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.status import HintLine
from tui_reader.ui.wording import counted

PREVIEW_AFTER: Final = 0.15
"""Seconds after a key until the preview follows."""
TEMPLATE_EVERY: Final = 1.0
"""Seconds between two looks at whether the template was edited."""
_HINTS = (("Enter", "export"), ("Esc", "back"), ("Tab ↓", "next"), ("← →", "choose"), ("PgDn", "look on"))


class ExportScreen(ModalScreen[None]):
    """Asks for everything an export wants to be told, and shows what would come of it.

    Enter gives the choices to `carry_out`, who closes the dialog or tells it what went wrong. `only` are the
    highlights it is about, None for what the query finds.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-below"), (110, "-beside")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]  # noqa: RUF012
    AUTO_FOCUS: ClassVar[str] = "#export-target"
    # Before any box: a key typed right behind another must find the keyboard where that one has put it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False, priority=True)
        for keys, action in (
            ("enter", "submit"),
            ("escape", "back"),
            ("tab", "next"),
            ("down", "app.focus_next"),
            ("up,shift+tab", "app.focus_previous"),
            ("pagedown", "page(1)"),
            ("pageup", "page(-1)"),
        )
    ]

    def __init__(
        self,
        desk: Background,
        export_desk: Background,
        choices: Choices,
        carry_out: Callable[[Choices, ExportScreen], None],
        only: Sequence[str] | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._export_desk = desk, export_desk
        self._carry_out = carry_out
        self._only = only
        self._busy = False
        self._stamp: object = None
        self._resting: Timer | None = None
        self._asked: Choices | None = None
        self.fields = ExportFields(choices, query=only is None, id="export-fields")
        self.shown = ExportShown(id="export-shown")
        self._outcome = Static(Content("Working out what would change…"), markup=False, id="export-outcome")
        self._hints = HintLine(id="export-hints")
        self._hints.hints = _HINTS

    def compose(self) -> ComposeResult:
        """Boxes and lines, and the preview below or beside them."""
        with Vertical(classes="dialog export") as frame:
            frame.border_title = Content("Export" if self._only is None else f"Export these {len(self._only)}")
            with Widget(id="export-body"):
                yield self.fields
                yield self.shown
            yield self._outcome
            yield self._hints

    def on_mount(self) -> None:
        """Show what the choices of the last time would do."""
        self._look()
        self.set_interval(TEMPLATE_EVERY, self._watch_template)

    def on_descendant_focus(self) -> None:
        """The label of the box that has the keyboard is set off."""
        self.fields.set_off(self.focused)

    # -- what would come of it

    def on_export_fields_changed(self, message: ExportFields.Changed) -> None:
        """The preview follows what is chosen, after a moment."""
        message.stop()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PREVIEW_AFTER, self._look)

    def _look(self) -> None:
        choices = self._asked = self.fields.choices
        work(self, lambda: self._show_scope(choices), group="export-scope", exclusive=True)
        work(self, lambda: self._show_preview(choices), group="export-preview", exclusive=True)

    async def _show_scope(self, choices: Choices) -> None:
        if self._only is not None:
            self.fields.show_scope(counted(len(self._only), "highlight"))
            return
        try:
            selected = await self._desk.ask(lambda library: library.exporting.selected(choices.where))
        except QueryError as error:
            self.fields.show_mistake(error)
            return
        self.fields.show_scope(wording.scope_of(selected, choices.where))

    async def _show_preview(self, choices: Choices) -> None:
        if not choices.target:
            self._give_preview(None, "Say where to export: a file, or a folder for a file each")
            return
        self._outcome.add_class("-late")
        try:
            # A question that is no longer asked when its turn comes is not worth seconds of work.
            preview = await self._export_desk.ask(
                lambda library: None if choices != self._asked else library.exporting.preview(choices, only=self._only)
            )
        except QueryError:
            self._give_preview(None, "")  # told under its box
        except NewsreaderError as error:
            self._give_preview(None, str(error))
        else:
            if preview is not None:
                self._give_preview(preview, preview.done.summary)

    def _give_preview(self, preview: Preview | None, words: str) -> None:
        self._outcome.remove_class("-late")
        if not self._busy:
            self._outcome.update(Content(one_line(words, 400)))
        self.shown.show(preview)

    def _watch_template(self) -> None:
        """Whoever edits the template beside the reader sees what comes of it."""
        template = self.fields.choices.look.template
        if template is None:
            return

        async def watch() -> None:
            stamp = await asyncio.to_thread(_stamp, template)
            before, self._stamp = self._stamp, (template, stamp)
            if before is not None and before != self._stamp:
                self._look()

        work(self, watch, group="export-template", exclusive=True)

    # -- leaving

    def action_submit(self) -> None:
        """Export, unless something that was chosen makes no sense."""
        choices = self.fields.choices
        if self._busy:
            return
        if not choices.target:
            self.fields.target.focus()
            return
        if self._only is None:
            try:
                parse(choices.where)
            except QueryError as error:
                self.fields.show_mistake(error)
                self.fields.where.focus()
                return
        self._busy = True
        self._outcome.update(Content("Exporting…"))
        self._carry_out(choices, self)

    def refuse(self, reason: str) -> None:
        """It did not work: the choices can be changed."""
        self._busy = False
        self._outcome.remove_class("-late")
        self._outcome.update(Content(one_line(reason, 400)))

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def action_next(self) -> None:
        """Take what the box suggests, else go on to the next line."""
        box = self.focused
        if not (isinstance(box, LineEntry) and box.take_suggestion()):
            self.focus_next()

    def action_page(self, by: int) -> None:
        """Look on in the preview, or back."""
        self.shown.page(by)


def _stamp(path: Path) -> object:
    try:
        status = path.expanduser().stat()
    except (OSError, RuntimeError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
