"""What can be done while one looks at what changed in an article."""

from __future__ import annotations

from tui_reader.ui.commands.command import CHANGES, Command

GROUP = "Among the changes"

OF_CHANGES = (
    Command("changes.next", ("n",), "Next change", "Go to the next change.", CHANGES, GROUP, "next"),
    Command("changes.previous", ("p",), "Change before", "Go to the change before.", CHANGES, GROUP, "previous"),
    Command("changes.open", ("enter",), "To the place", "Go there in the text.", CHANGES, GROUP, "to the place"),
    Command("changes.down", ("j", "down"), "Down", "Move down one line.", CHANGES, GROUP),
    Command("changes.up", ("k", "up"), "Up", "Move up one line.", CHANGES, GROUP),
    Command("changes.page_down", ("space", "pagedown", "ctrl+d"), "Page down", "Move one page down.", CHANGES, GROUP),
    Command("changes.page_up", ("pageup", "ctrl+u"), "Page up", "Move one page up.", CHANGES, GROUP),
    Command("changes.top", ("g g", "home"), "Top", "Go to the first change.", CHANGES, GROUP),
    Command("changes.bottom", ("G", "end"), "Bottom", "Go to the last change.", CHANGES, GROUP),
    Command("changes.right", ("shift+right",), "Scroll right", "Scroll code sideways.", CHANGES, GROUP),
    Command("changes.left", ("shift+left",), "Scroll left", "Scroll code back.", CHANGES, GROUP),
    Command("changes.close", ("escape", "d", "q", "h", "left"), "Back", "Back to the text.", CHANGES, GROUP, "back"),
    Command("changes.help", ("?",), "Help", "The keys that work here.", CHANGES, GROUP, "help"),
)
