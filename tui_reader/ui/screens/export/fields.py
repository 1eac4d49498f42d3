"""What is chosen for an export: where to, how, and what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_reader.document.sanitise import one_line
from tui_reader.errors import QueryError
from tui_reader.export.layout_names import LAYOUTS, words_of
from tui_reader.library.choices import MARKDOWN, Choices, Look
from tui_reader.ui.screens.export.paths import PathSuggester
from tui_reader.ui.widgets.entries import LineEntry
from tui_reader.ui.widgets.option_line import OptionLine

_FORMATS = (
    (MARKDOWN, "Markdown"),
    ("json", "JSON"),
    ("w3c", "W3C"),
    ("readwise", "Readwise"),
    ("netscape", "HTML"),
)
_LAYOUTS = tuple((name, words_of(name)) for name in LAYOUTS)
_TARGETS = {".md", ".markdown", ".txt", ".json", ".jsonld", ".csv", ".html"}
_TEMPLATES = {".j2", ".jinja", ".jinja2", ".md", ".txt"}


class ExportFields(Vertical):
    """The boxes and lines of the dialog, and what is said under them. `target` and `where` may be given the
    keyboard."""

    class Changed(Message):
        """Something else is chosen."""

    def __init__(self, choices: Choices, *, query: bool, id: str | None = None) -> None:
        """`query` says whether one may choose what is exported."""
        super().__init__(id=id)
        self._before = choices
        self._query = query
        look = choices.look
        self.target = LineEntry(choices.target, suggester=PathSuggester(_TARGETS), id="export-target")
        self._format = OptionLine("Format", _FORMATS, choices.format, id="export-format")
        self._layout = OptionLine("Layout", _LAYOUTS, look.layout, id="export-layout")
        self._template = LineEntry(
            "" if look.template is None else str(look.template),
            placeholder="none, or a file that says how a highlight reads",
            suggester=PathSuggester(_TEMPLATES),
            id="export-template",
        )
        self.where = LineEntry(choices.where, placeholder="everything, or a search: tag:sea after:30d")
        self._problem = Static(markup=False, id="export-problem")
        self._scope = Static(markup=False, id="export-scope")

    def compose(self) -> ComposeResult:
        """A row each."""
        yield from self._row("To", self.target)
        yield self._format
        yield self._layout
        yield from self._row("Template", self._template, id="export-template-row")
        if self._query:
            yield from self._row("Only", self.where)
        yield self._problem
        yield self._scope

    def _row(self, label: str, box: LineEntry, *, id: str | None = None) -> Iterator[Widget]:
        with Horizontal(classes="export-row", id=id):
            yield Static(Content(label), classes="export-label")
            yield box

    def on_mount(self) -> None:
        """Only what makes sense for the format is there."""
        self._show_rows()

    @property
    def choices(self) -> Choices:
        """What the boxes and lines say."""
        template = self._template.value.strip()
        look = Look(self._layout.value, Path(template) if template else None)
        return Choices(self.target.value.strip(), self._format.value, look, self.where.value.strip())

    def on_option_line_changed(self, message: OptionLine.Changed) -> None:
        """Another format has other files."""
        message.stop()
        if message.line is self._format:
            target = self._before.in_format(message.value).target
            if target != self.target.value:
                self.target.value = target
            self._show_rows()
        self._changed()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something was typed."""
        event.stop()
        self._changed()

    def _changed(self) -> None:
        self._before = self.choices
        self.post_message(self.Changed())

    def _show_rows(self) -> None:
        """Layouts and templates are for Markdown."""
        markdown = self._format.value == MARKDOWN
        self._layout.display = self._template.parent.display = markdown  # type: ignore[union-attr]

    def set_off(self, focused: Widget | None) -> None:
        """Set the label of the box off that has the keyboard, if one has it."""
        for row in self.query(".export-row"):
            row.set_class(focused in row.children, "-here")

    # -- what is said under them

    def show_scope(self, words: str) -> None:
        """What will be exported, in words."""
        self._problem.remove_class("-said")
        self._scope.update(Content(words))

    def show_mistake(self, error: QueryError) -> None:
        """One sentence under the place in the box."""
        caret = min(error.position, max(0, self.where.size.width - 3))
        self._problem.update(Content(f"{' ' * (caret + 1)}^\n{one_line(str(error))}"))
        self._problem.add_class("-said")
        self._scope.update(Content(""))
