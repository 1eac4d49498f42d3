"""What can be done among all highlights: "quotes" is their screen, "quote" acts on the one under the cursor."""

from __future__ import annotations

from tui_reader.ui.commands.command import QUOTES, Command, for_each_role

GROUP = "Among all highlights"

OF_QUOTES = (
    Command("quotes.open", ("enter", "l", "right"), "To the passage", "Open it in its text.", QUOTES, GROUP, "passage"),
    Command(
        "quotes.filter", ("/", "f"), "Filter", "Words, typos forgiven; “a phrase”; -without.", QUOTES, GROUP, "filter"
    ),
    Command("quotes.order", ("o",), "Order", "Newest, by article, role or tag, to review.", QUOTES, GROUP, "order"),
    Command("quotes.order_back", ("O",), "Order before", "The same, the other way round.", QUOTES, GROUP),
    Command("quote.export", ("e",), "Export these", "Export what is shown, and only that.", QUOTES, GROUP, "export"),
    Command("quote.export_to", ("E",), "Export these to…", "Choose where to and how.", QUOTES, GROUP),
    Command("quotes.help", ("?",), "Help", "The keys that work here.", QUOTES, GROUP, "help"),
    Command("quotes.down", ("j", "down"), "Down", "Go to the next highlight.", QUOTES, GROUP),
    Command("quotes.up", ("k", "up"), "Up", "Go to the highlight before.", QUOTES, GROUP),
    Command("quotes.top", ("g g", "home"), "Top", "Go to the first.", QUOTES, GROUP),
    Command("quotes.bottom", ("G", "end"), "Bottom", "Go to the last.", QUOTES, GROUP),
    Command("quotes.page_down", ("pagedown", "ctrl+d", "space"), "Page down", "Go a page of rows on.", QUOTES, GROUP),
    Command("quotes.page_up", ("pageup", "ctrl+u"), "Page up", "Go a page of rows back.", QUOTES, GROUP),
    Command("quotes.scroll_down", ("J", "shift+down"), "Scroll the preview", "On in a long quote.", QUOTES, GROUP),
    Command("quotes.scroll_up", ("K", "shift+up"), "Scroll it back", "Back in a long quote.", QUOTES, GROUP),
    *for_each_role("quote.role", "Make it {}", "Change the role to “{}”.", QUOTES, GROUP, "1-4 role"),
    Command("quote.note", ("c",), "Note", "Write a note on it.", QUOTES, GROUP, "note"),
    Command("quote.tags", ("t",), "Tags", "Tag it.", QUOTES, GROUP, "tags"),
    Command("quote.delete", ("x",), "Delete it", "Delete it; u brings it back.", QUOTES, GROUP, "delete"),
    Command("quote.undo", ("u",), "Undo", "Take the last deed back.", QUOTES, GROUP),
    Command("quote.redo", ("U",), "Redo", "Do again what was taken back.", QUOTES, GROUP),
    Command("quote.accept", ("a",), "Accept the passage", "The passage found for it is right.", QUOTES, GROUP),
    Command("quote.reject", ("r",), "Refuse the passage", "The passage found for it is wrong.", QUOTES, GROUP),
    Command("quotes.place", ("s",), "Show the passage", "Go and point at the right words.", QUOTES, GROUP),
    Command("quote.copy", ("y",), "Copy", "Copy it with its source.", QUOTES, GROUP, "copy"),
    Command("quotes.back", ("escape", "h", "left"), "Back", "Out of the filter, then out of here.", QUOTES, GROUP),
    Command("quotes.close", ("q",), "Close", "Leave the highlights.", QUOTES, GROUP),
)
