"""THE table of commands. Keys, hint line, palette, help and the documentation all come from here."""

from tui_reader.ui.commands.changes import OF_CHANGES
from tui_reader.ui.commands.command import Command, Place
from tui_reader.ui.commands.feeds import OF_FEEDS
from tui_reader.ui.commands.panes import OF_PANES
from tui_reader.ui.commands.quotes import OF_QUOTES
from tui_reader.ui.commands.search import OF_SEARCH

__all__ = ["BY_ID", "COMMANDS", "PLACING", "SELECTED", "Command", "Place"]

COMMANDS: tuple[Command, ...] = (*OF_PANES, *OF_SEARCH, *OF_QUOTES, *OF_FEEDS, *OF_CHANGES)
SELECTED = ("marks.role_1", "marks.note", "keeping.copy", "screen.back")
"""What the hint line offers while text is selected."""
PLACING = ("marks.place", "pointing.visual", "screen.back")
"""And while the right place of a highlight is to be shown."""
BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
