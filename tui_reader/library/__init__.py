"""What a user can do, in the user's verbs, without a screen: one desk per concern."""

from __future__ import annotations

from pathlib import Path

from tui_reader import paths
from tui_reader.library.adding import Adding
from tui_reader.library.exporting import Exporting
from tui_reader.library.finding import Finding
from tui_reader.library.marks import Marks
from tui_reader.library.reading import Reading
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store


class Library:
    """All desks over one connection. It belongs to the thread that opens it."""

    def __init__(self, folder: Path) -> None:
        """Open or create the library in `folder`. Raises StoreError."""
        store = Store(paths.library_file(folder))
        self.adding = Adding(store)
        self.reading = Reading(store)
        self.marks = Marks(store)
        self.finding = Finding(store)
        self.exporting = Exporting(store)
        self.undoing = Undoing(store)
        self.close = store.close
