"""What changed in an article since it was read, on a screen of its own."""

from tui_reader.ui.screens.changes.screen import ChangesScreen

__all__ = ["ChangesScreen"]
