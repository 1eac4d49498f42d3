"""What goes out: exporting and copying."""

from __future__ import annotations

from tui_reader.ui import wording
from tui_reader.ui.background import Background
from tui_reader.ui.screens.export import Exports, These
from tui_reader.ui.screens.stage import Stage


class Keeping:
    """Carries marks out of the library."""

    def __init__(self, screen: Stage, desk: Background, export_desk: Background) -> None:
        self.exports = Exports(screen, desk, export_desk)
        self._screen = screen

    def do_export(self) -> None:
        """Export as it was chosen last, or choose."""
        self.exports.export(These())

    def do_export_to(self) -> None:
        """Choose where to export, how and what."""
        self.exports.export(These(), ask=True)

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
