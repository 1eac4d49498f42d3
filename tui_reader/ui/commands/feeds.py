"""What can be done among the feeds: "feeds" is their screen, "feed" acts on the one under the cursor."""

from __future__ import annotations

from tui_reader.ui.commands.command import FEEDS, Command

GROUP = "Among the feeds"

OF_FEEDS = (
    Command(
        "feeds.open",
        ("enter", "l", "right"),
        "Its articles",
        "List the articles of the feed.",
        FEEDS,
        GROUP,
        "articles",
    ),
    Command("feedfix.fix", ("f",), "Mend it", "What may help a feed that is not well.", FEEDS, GROUP, "mend"),
    Command("feeds.filter", ("/",), "Filter", "Words, typos forgiven; #tags, states.", FEEDS, GROUP, "filter"),
    Command("feeds.order", ("o",), "Order", "By name, by unread, by tag, health.", FEEDS, GROUP, "order"),
    Command("feeds.order_back", ("O",), "Order before", "The same, the other way round.", FEEDS, GROUP),
    Command("feeds.health", ("g h",), "Feed health", "The ill ones first.", FEEDS, GROUP),
    Command("feeds.help", ("?",), "Help", "The keys that work here.", FEEDS, GROUP, "help"),
    Command("feeds.add", ("a",), "Add", "Add a feed, a site, a list of feeds.", FEEDS, GROUP, "add"),
    Command("feed.refresh", ("r",), "Visit it", "Visit the feed now.", FEEDS, GROUP, "visit"),
    Command("feed.refresh_all", ("R",), "Visit all", "Visit all feeds; again: stop.", FEEDS, GROUP),
    Command("feed.pause", ("p",), "Pause", "Visit it no more, or again.", FEEDS, GROUP, "pause"),
    Command("feed.edit", ("e",), "Settings", "Name, address, tags, how it is visited.", FEEDS, GROUP, "settings"),
    Command("feed.leave", ("x",), "Leave it", "Follow it no more; its articles stay.", FEEDS, GROUP, "leave"),
    Command("feed.tags", ("t",), "Tags", "Tag it.", FEEDS, GROUP),
    Command("feed.mark_read", ("A",), "Mark it read", "Mark its articles read; u takes it back.", FEEDS, GROUP),
    Command("feed.copy", ("y",), "Copy its address", "Copy the address of the feed.", FEEDS, GROUP),
    Command("feed.undo", ("u",), "Undo", "Take the last deed back.", FEEDS, GROUP),
    Command("feed.redo", ("U",), "Redo", "Do again what was taken back.", FEEDS, GROUP),
    Command(
        "feedlists.starters", ("s",), "Starter packs", "Well-known feeds by subject.", FEEDS, GROUP, "starter packs"
    ),
    Command("feedlists.bring", ("i",), "Import feeds", "OPML, or newsboat's urls and cache.db.", FEEDS, GROUP),
    Command("feedlists.export", ("E",), "Export feeds", "All feeds as OPML.", FEEDS, GROUP),
    Command("feedlists.clear", ("c",), "Clear", "Delete old read articles; asks first.", FEEDS, GROUP),
    Command("feeds.down", ("j", "down"), "Down", "Go to the next feed.", FEEDS, GROUP),
    Command("feeds.up", ("k", "up"), "Up", "Go to the feed before.", FEEDS, GROUP),
    Command("feeds.top", ("g g", "home"), "Top", "Go to the first.", FEEDS, GROUP),
    Command("feeds.bottom", ("G", "end"), "Bottom", "Go to the last.", FEEDS, GROUP),
    Command("feeds.page_down", ("pagedown", "ctrl+d", "space"), "Page down", "Go a page on.", FEEDS, GROUP),
    Command("feeds.page_up", ("pageup", "ctrl+u"), "Page up", "Go a page back.", FEEDS, GROUP),
    Command("feeds.scroll_down", ("J", "shift+down"), "Scroll the details", "On in long details.", FEEDS, GROUP),
    Command("feeds.scroll_up", ("K", "shift+up"), "Scroll them back", "Back in long details.", FEEDS, GROUP),
    Command("feeds.back", ("escape", "h", "left"), "Back", "Clear the filter, stop, leave.", FEEDS, GROUP),
    Command("feeds.close", ("q",), "Close", "Leave the feeds.", FEEDS, GROUP),
)
