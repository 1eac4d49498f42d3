"""What would come of an export: a file of it, or what changes in all of them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui_reader.document.sanitise import one_line
from tui_reader.library.exporting import Preview
from tui_reader.ui.screens.export import wording
from tui_reader.ui.widgets.option_line import OptionLine

_VIEWS = (("file", "first file"), ("changes", "what changes"))


class ExportShown(Vertical):
    """Shows a preview in one of two views."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.preview: Preview | None = None
        self.view = OptionLine("Shown", _VIEWS, "file", id="export-view")
        self._scroll = VerticalScroll(id="export-scroll", can_focus=False)
        self._page = Static(markup=False, id="export-page")

    def compose(self) -> ComposeResult:
        """The choice of the view, and what is seen in it."""
        yield self.view
        with self._scroll:
            yield self._page

    def on_option_line_changed(self, message: OptionLine.Changed) -> None:
        """Another view is only looked at."""
        message.stop()
        self.show(self.preview)

    def show(self, preview: Preview | None) -> None:
        """Show a preview from its beginning; nothing if there is none."""
        self.preview = preview
        self._scroll.border_title = Content(one_line(preview.name, 120)) if preview else None
        if preview is None:
            self._page.update(Content(""))
        else:
            self._page.update(wording.changes(preview) if self.view.value == "changes" else wording.first_file(preview))
        self._scroll.scroll_home(animate=False)

    def page(self, by: int) -> None:
        """Look on, or back."""
        (self._scroll.scroll_page_down if by > 0 else self._scroll.scroll_page_up)(animate=False)
