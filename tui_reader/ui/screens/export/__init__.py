"""Exporting from the reader: the dialog that chooses and previews, and the deed itself."""

from tui_reader.ui.screens.export.exports import CHOICES, Exports, These
from tui_reader.ui.screens.export.screen import ExportScreen

__all__ = ["CHOICES", "ExportScreen", "Exports", "These"]
