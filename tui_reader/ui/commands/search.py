"""What can be done while one searches."""

from __future__ import annotations

from tui_reader.ui.commands.command import SEARCH, Command

GROUP = "In the search"

OF_SEARCH = (
    Command(
        "search.open", ("enter",), "Open the result", "Open the chosen result at its passage.", SEARCH, GROUP, "open"
    ),
    Command("search.down", ("down", "ctrl+n"), "Next result", "Go to the next result.", SEARCH, GROUP, "next"),
    Command("search.up", ("up",), "Previous result", "Go to the previous result.", SEARCH, GROUP),
    Command(
        "search.save", ("ctrl+s",), "Save the search", "Keep it among the lists, or let it go.", SEARCH, GROUP, "save"
    ),
    Command("screen.close_search", ("escape",), "Close search", "Close the search.", SEARCH, GROUP, "back"),
)
