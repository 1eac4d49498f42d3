"""The `newsreader` command: headless verbs, and the door to the reader."""

from tui_reader.cli.main import main

__all__ = ["main"]
