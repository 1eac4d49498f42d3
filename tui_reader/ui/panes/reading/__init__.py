"""The reading pane and its ways of pointing at text."""

from tui_reader.ui.panes.reading.pane import ReadingPane

__all__ = ["ReadingPane"]
