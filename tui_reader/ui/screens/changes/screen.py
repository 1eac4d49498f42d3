"""The changes screen: an article with what was added and removed, gone through change by change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from tui_reader.anchoring.comparison import Place as Change
from tui_reader.library.comparing import Changes
from tui_reader.ui.commands import Place
from tui_reader.ui.panes.reading.scrolling import COLUMNS, KEPT_ROWS
from tui_reader.ui.screens.changes.sheet import sheet_of
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.keyed import KeyedScreen
from tui_reader.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from tui_reader.ui.screens.stage import Stage


class ChangesScreen(KeyedScreen[Change | None]):
    """Answers the change whose place in the text is wanted, or None."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]  # noqa: RUF012 - Textual's form
    place: ClassVar[Place] = "changes"

    def __init__(self, stage: Stage, changes: Changes) -> None:
        """`changes` are at least one."""
        super().__init__(stage.keymap, stage.tell)
        self._changes = changes
        self._page = sheet_of(changes)
        self._view = SheetView(measure=stage.reading.measure, signs=True, id="changes-page")
        self._number = 0

    def compose(self) -> ComposeResult:
        """The page and the hints."""
        yield self._view
        yield self._hints

    def on_mount(self) -> None:
        """Begin at the first change."""
        self._view.show(self._page.sheet)
        self._point(0)
        self.show_hints()

    @property
    def owners(self) -> Mapping[str, Any]:
        """The screen itself."""
        return {"changes": self}

    def show_hints(self) -> None:
        """The keys that count now, and which change one is at."""
        super().show_hints()
        self._hints.place = f"{self._number + 1} of {len(self._page.places)}"

    @property
    def current(self) -> Change:
        """The change one is at."""
        return self._changes.places[self._number]

    def _point(self, number: int) -> None:
        self._number = number
        self._view.point(*self._page.places[number])
        self.show_hints()

    def on_sheet_view_scrolled(self, message: SheetView.Scrolled) -> None:
        """A change that went out of view is left for the nearest that is in view."""
        message.stop()
        top, bottom = self._view.in_view()
        places = self._page.places
        start, end = places[self._number]
        if end <= top:
            self._point(next((n for n in range(self._number, len(places)) if places[n][1] > top), len(places) - 1))
        elif start >= bottom:
            self._point(next((n for n in range(self._number, -1, -1) if places[n][0] < bottom), 0))

    # -- from change to change

    def do_next(self) -> None:
        """The next change."""
        self._step(1, "This is the last change")

    def do_previous(self) -> None:
        """The change before."""
        self._step(-1, "This is the first change")

    def _step(self, by: int, at_end: str) -> None:
        number = self._number + by
        if 0 <= number < len(self._page.places):
            self._point(number)
        else:
            self.tell(at_end)
        self._view.reveal(*self._page.places[self._number])

    def do_open(self) -> None:
        """Go to the place of this change in the text."""
        self.dismiss(self.current)

    # -- scrolling

    def do_down(self) -> None:
        """A line down."""
        self._view.scroll_rows(1)

    def do_up(self) -> None:
        """A line up."""
        self._view.scroll_rows(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self._view.scroll_rows(max(1, self._view.size.height - KEPT_ROWS))

    def do_page_up(self) -> None:
        """A page up."""
        self._view.scroll_rows(-max(1, self._view.size.height - KEPT_ROWS))

    def do_top(self) -> None:
        """The first change."""
        self._point(0)
        self._view.scroll_to(y=0, animate=False, force=True)

    def do_bottom(self) -> None:
        """The last change."""
        self._point(len(self._page.places) - 1)
        self._view.scroll_end(animate=False, force=True, immediate=True)

    def do_right(self) -> None:
        """Code to the right."""
        self._view.scroll_columns(COLUMNS)

    def do_left(self) -> None:
        """Code to the left."""
        self._view.scroll_columns(-COLUMNS)

    # -- leaving

    def do_close(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def do_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(HelpScreen(self.keymap, self.place))
