"""The dialog of the export: where to, how, and what; with a preview of what is going to happen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError, QueryError
from tui_reader.export.layout_names import LAYOUTS, words_of
from tui_reader.library.choices import MARKDOWN, Choices, Look
from tui_reader.library.exporting import Preview
from tui_reader.search.query import parse
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.export import wording
from tui_reader.ui.screens.export.paths import PathSuggester
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.option_line import OptionLine
from tui_reader.ui.widgets.status import HintLine

PREVIEW_AFTER: Final = 0.15
"""Seconds after a key until the preview follows."""
TEMPLATE_EVERY: Final = 1.0
"""Seconds between two looks at whether the template was edited."""
_FORMATS = (
    (MARKDOWN, "Markdown"),
    ("json", "JSON"),
    ("w3c", "W3C"),
    ("readwise", "Readwise"),
    ("netscape", "HTML"),
)
_LAYOUTS = tuple((name, words_of(name)) for name in LAYOUTS)
_VIEWS = (("file", "first file"), ("changes", "what changes"))
_TARGETS = {".md", ".markdown", ".txt", ".json", ".jsonld", ".csv", ".html"}
_TEMPLATES = {".j2", ".jinja", ".jinja2", ".md", ".txt"}
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
        self._choices = choices
        self._carry_out = carry_out
        self._only = only
        self._busy = False
        self._stamp: object = None
        self._resting: Timer | None = None
        self._preview: Preview | None = None
        self._asked: Choices | None = None
        look = choices.look
        self._target = LineEntry(choices.target, suggester=PathSuggester(_TARGETS), id="export-target")
        self._format = OptionLine("Format", _FORMATS, choices.format, id="export-format")
        self._layout = OptionLine("Layout", _LAYOUTS, look.layout, id="export-layout")
        self._template = LineEntry(
            "" if look.template is None else str(look.template),
            placeholder="none, or a file that says how a highlight reads",
            suggester=PathSuggester(_TEMPLATES),
            id="export-template",
        )
        self._where = LineEntry(choices.where, placeholder="everything, or a search: tag:sea after:30d")
        self._problem = Static(markup=False, id="export-problem")
        self._scope = Static(markup=False, id="export-scope")
        self._view = OptionLine("Shown", _VIEWS, "file", id="export-view")
        self._page = Static(markup=False, id="export-page")
        self._outcome = Static(Content("Working out what would change…"), markup=False, id="export-outcome")
        self._hints = HintLine(id="export-hints")
        self._hints.hints = _HINTS

    def compose(self) -> ComposeResult:
        """Boxes and lines, and the preview below or beside them."""
        with Vertical(classes="dialog export") as frame:
            frame.border_title = Content("Export" if self._only is None else f"Export these {len(self._only)}")
            with Widget(id="export-body"):
                with Vertical(id="export-fields"):
                    yield from self._row("To", self._target)
                    yield self._format
                    yield self._layout
                    yield from self._row("Template", self._template, id="export-template-row")
                    if self._only is None:
                        yield from self._row("Only", self._where)
                    yield self._problem
                    yield self._scope
                with Vertical(id="export-shown"):
                    yield self._view
                    with VerticalScroll(id="export-scroll", can_focus=False):
                        yield self._page
            yield self._outcome
            yield self._hints

    def _row(self, label: str, box: LineEntry, *, id: str | None = None) -> Iterator[Widget]:
        with Horizontal(classes="export-row", id=id):
            yield Static(Content(label), classes="export-label")
            yield box

    def on_mount(self) -> None:
        """Show what the choices of the last time would do."""
        self._show_fields()
        self._follow(after=0.0)
        self.set_interval(TEMPLATE_EVERY, self._watch_template)

    def on_descendant_focus(self) -> None:
        """The label of the box that has the keyboard is set off."""
        for row in self.query(".export-row"):
            row.set_class(self.focused in row.children, "-here")

    # -- what is chosen

    @property
    def choices(self) -> Choices:
        """What the boxes and lines say."""
        template = self._template.value.strip()
        look = Look(self._layout.value, Path(template) if template else None)
        return Choices(self._target.value.strip(), self._format.value, look, self._where.value.strip())

    def on_option_line_changed(self, message: OptionLine.Changed) -> None:
        """Another format has other files; another view is only looked at."""
        message.stop()
        if message.line is self._view:
            self._show_page()
            return
        if message.line is self._format:
            target = self._choices.in_format(message.value).target
            if target != self._target.value:
                self._target.value = target
            self._show_fields()
        self._follow()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The preview follows what is typed."""
        event.stop()
        self._follow()

    def _show_fields(self) -> None:
        """Layouts and templates are for Markdown."""
        markdown = self._format.value == MARKDOWN
        self._layout.display = self._template.parent.display = markdown  # type: ignore[union-attr]

    # -- what would come of it

    def _follow(self, after: float = PREVIEW_AFTER) -> None:
        self._choices = self.choices
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(after, self._look) if after else None
        if not after:
            self._look()

    def _look(self) -> None:
        choices = self._asked = self.choices
        work(self, lambda: self._show_scope(choices), group="export-scope", exclusive=True)
        work(self, lambda: self._show_preview(choices), group="export-preview", exclusive=True)

    async def _show_scope(self, choices: Choices) -> None:
        if self._only is not None:
            self._scope.update(Content(wording.counted(len(self._only), "highlight")))
            return
        try:
            selected = await self._desk.ask(lambda library: library.exporting.selected(choices.where))
        except QueryError as error:
            self._show_mistake(error)
            return
        self._problem.remove_class("-said")
        self._scope.update(Content(wording.scope_of(selected, choices.where)))

    def _show_mistake(self, error: QueryError) -> None:
        """One sentence under the place in the box."""
        caret = min(error.position, max(0, self._where.size.width - 3))
        self._problem.update(Content(f"{' ' * (caret + 1)}^\n{one_line(str(error))}"))
        self._problem.add_class("-said")
        self._scope.update(Content(""))

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
        self._preview = preview
        self._outcome.remove_class("-late")
        if not self._busy:
            self._outcome.update(Content(one_line(words, 400)))
        self._show_page()

    def _show_page(self) -> None:
        scroll = self.query_one("#export-scroll")
        preview = self._preview
        scroll.border_title = Content(one_line(preview.name, 120)) if preview else None
        if preview is None:
            self._page.update(Content(""))
        else:
            self._page.update(
                wording.changes(preview) if self._view.value == "changes" else wording.first_file(preview)
            )
        scroll.scroll_home(animate=False)

    def _watch_template(self) -> None:
        """Whoever edits the template beside the reader sees what comes of it."""
        template = self.choices.look.template
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
        choices = self.choices
        if self._busy:
            return
        if not choices.target:
            self._target.focus()
            return
        if self._only is None:
            try:
                parse(choices.where)
            except QueryError as error:
                self._show_mistake(error)
                self._where.focus()
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
        if not self._complete():
            self.focus_next()

    def action_page(self, by: int) -> None:
        """Look on in the preview, or back."""
        scroll = self.query_one("#export-scroll")
        (scroll.scroll_page_down if by > 0 else scroll.scroll_page_up)(animate=False)

    def _complete(self) -> bool:
        """Take what a box suggests; whether it did."""
        box = self.focused
        if not isinstance(box, Input):
            return False
        before = box.value
        box.action_end()
        box.action_cursor_right()  # behind the end it takes the suggestion
        return box.value != before


def _stamp(path: Path) -> object:
    try:
        status = path.expanduser().stat()
    except (OSError, RuntimeError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
