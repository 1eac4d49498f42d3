"""The highlights of the open article, and everything that is done to them."""

from tui_reader.ui.panes.highlights.marking import Marking
from tui_reader.ui.panes.highlights.pane import HighlightsPane

__all__ = ["HighlightsPane", "Marking"]
