"""THE list of commands. Keys, hint line, palette, help and the documentation all come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["list", "reader", "search", "quotes", "feeds", "changes"]

READING: tuple[Place, ...] = ("list", "reader")
READER: tuple[Place, ...] = ("reader",)
LIST: tuple[Place, ...] = ("list",)
SEARCH: tuple[Place, ...] = ("search",)
QUOTES: tuple[Place, ...] = ("quotes",)
FEEDS: tuple[Place, ...] = ("feeds",)
CHANGES: tuple[Place, ...] = ("changes",)
PANES: tuple[Place, ...] = ("list", "reader", "search", "quotes", "feeds")
EVERYWHERE: tuple[Place, ...] = (*PANES, "changes")


ASKING = frozenset(
    {
        *("incoming.add", "visiting.extras", "keeping.export", "keeping.export_to", "marks.note", "app.palette"),
        *("quote.note", "quote.tags", "quote.export", "quote.export_to", "muting.mute", "muting.rules"),
        *("subscriptions.feeds", "subscriptions.health", "feeds.add", "feed.edit", "feed.tags", "feedfix.fix"),
        *("feedlists.starters", "feedlists.bring", "feedlists.export", "feedlists.clear"),
    }
)
"""Commands besides those of the dialogs that may open one."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a user can do.

    The part of `id` before the dot names who does it (`here` is the pane that has the focus); it answers with its
    method `do_<rest>`, called with `argument` if there is one. `keys` are written as one sees them on the keyboard
    ("j", ")", "ctrl+d", "alt+left"), a chord with a blank between ("g g"). `hint` is the word of the hint line,
    empty if the command does not stand there.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    help: str
    where: tuple[Place, ...]
    group: str
    hint: str = ""
    argument: int | None = None

    @property
    def asks(self) -> bool:
        """Whether a dialog may open: what is typed ahead of it is meant for the dialog."""
        return self.owner == "dialogs" or self.id in ASKING

    @property
    def owner(self) -> str:
        """Who does it."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The method of the owner that does it; an argument at the end of the id is no part of it."""
        name = self.id.partition(".")[2]
        return "do_" + (name.rpartition("_")[0] if self.argument is not None else name)


def _commands() -> tuple[Command, ...]:
    move, read, mark, find, keep, view = "Moving", "Reading", "Marking", "Finding", "Keeping", "View"
    return (
        # moving
        Command("here.down", ("j", "down"), "Down", "Move down one row or line.", READING, move),
        Command("here.up", ("k", "up"), "Up", "Move up one row or line.", READING, move),
        Command("here.top", ("g g", "home"), "Top", "Go to the top.", READING, move),
        Command("here.bottom", ("G", "end"), "Bottom", "Go to the end.", READING, move),
        Command("here.half_down", ("ctrl+d",), "Half a page down", "Move half a page down.", READING, move),
        Command("here.half_up", ("ctrl+u",), "Half a page up", "Move half a page up.", READING, move),
        Command("here.page_down", ("pagedown",), "Page down", "Move one page down.", READING, move),
        Command("here.page_up", ("pageup",), "Page up", "Move one page up.", READING, move),
        Command(
            "travel.page_on",
            ("space",),
            "Page on",
            "Read on: the next page, and at the end the next unread article.",
            READING,
            move,
            "read on",
        ),
        Command("here.open", ("enter", "l", "right"), "Open", "Open what the cursor is on.", LIST, move, "open"),
        Command(
            "search.open", ("enter",), "Open the result", "Open the chosen result at its passage.", SEARCH, move, "open"
        ),
        Command("search.down", ("down", "ctrl+n"), "Next result", "Go to the next result.", SEARCH, move, "next"),
        Command("search.up", ("up",), "Previous result", "Go to the previous result.", SEARCH, move),
        Command("screen.back", ("escape", "h", "left", "q"), "Back", "Step back one layer.", READER, move, "back"),
        Command(
            "search.save",
            ("ctrl+s",),
            "Save the search",
            "Keep it among the lists, or let it go.",
            SEARCH,
            find,
            "save",
        ),
        Command("screen.close_search", ("escape",), "Close search", "Close the search.", SEARCH, move, "back"),
        Command(
            "screen.list_back", ("escape",), "Back to the unread list", "End what comes in; leave a list.", LIST, move
        ),
        Command(
            "travel.next",
            ("n",),
            "Next unread",
            "Go to the next unread article, or the next match.",
            READING,
            move,
            "next",
        ),
        Command(
            "travel.previous", ("p",), "Previous unread", "Go to the previous unread article, or match.", READING, move
        ),
        Command("travel.back", ("alt+left", "["), "Back in history", "The article read before.", READING, move),
        Command("travel.forward", ("alt+right", "]"), "Forward in history", "Undo going back.", READING, move),
        Command("screen.next_pane", ("tab",), "Next pane", "Go to the next pane.", PANES, move),
        Command("dialogs.lists", ("g l",), "Lists", "Choose a list: unread, today, begun, bookmarks…", READING, move),
        Command(
            "dialogs.sources",
            ("g s",),
            "Other sources of this story",
            "Who else tells it; Enter opens one.",
            READING,
            move,
        ),
        # reading
        Command(
            "pointing.next_sentence", (")",), "Next sentence", "Move the sentence cursor on.", READER, read, "sentence"
        ),
        Command(
            "pointing.previous_sentence", ("(",), "Previous sentence", "Move the sentence cursor back.", READER, read
        ),
        Command(
            "pointing.next_paragraph", ("}",), "Next paragraph", "Move the cursor to the next paragraph.", READER, read
        ),
        Command(
            "pointing.previous_paragraph", ("{",), "Previous paragraph", "Move it to the previous one.", READER, read
        ),
        Command(
            "reading.paragraphs",
            ("P",),
            "Text as it came",
            "Toggle guessed paragraphs and the source's own.",
            READER,
            read,
        ),
        Command(
            "dialogs.changes", ("d",), "What changed", "What changed in the text since you read it.", READING, read
        ),
        Command("scrolling.right", ("shift+right",), "Scroll right", "Scroll code sideways.", READER, read),
        Command("scrolling.left", ("shift+left",), "Scroll left", "Scroll code back.", READER, read),
        Command("deeds.toggle_read", ("m",), "Toggle read", "Mark the article read or unread.", READING, read, "read"),
        Command(
            "articles.mark_all", ("A",), "Mark all read", "Mark the whole list read; u takes it back.", READING, read
        ),
        Command(
            "muting.mute",
            ("M",),
            "Mute",
            "Leave articles like this one, or with the selected words, out of the lists.",
            READING,
            read,
        ),
        Command(
            "muting.rules", ("g m",), "Mute rules", "What is muted by which rule; change or remove.", READING, read
        ),
        Command("deeds.browse", ("o",), "Open in browser", "Open the article's page in the browser.", READING, read),
        Command("pointing.links", ("F",), "Follow a link", "Put a letter on each visible link.", READER, read),
        # marking
        *(
            Command(
                f"marks.role_{number}",
                (str(number),),
                f"Highlight: {name}",
                f"Highlight the sentence or selection as “{name}”.",
                READER,
                mark,
                "1-4 highlight" if number == 1 else "",
                number,
            )
            for number, name in enumerate(("general", "disagree", "read more", "made me think"), 1)
        ),
        Command("marks.grow", ("+",), "Grow the highlight", "Grow it by the next sentence.", READER, mark),
        Command("marks.shrink", ("-",), "Shrink the highlight", "Shrink it by its last sentence.", READER, mark),
        Command(
            "pointing.labels",
            ("s",),
            "Label sentences",
            "A letter marks a sentence, a CAPITAL begins a range.",
            READER,
            mark,
        ),
        Command(
            "pointing.visual",
            ("v",),
            "Select",
            "Select text with w b e h l ) ( } { + - o; then 1-4, c or y.",
            READER,
            mark,
        ),
        Command("marks.note", ("c",), "Note", "Write a note on the highlight at hand, or on a new one.", READER, mark),
        Command("dialogs.tags", ("t",), "Tags", "Tag the highlight at hand, else the article.", READING, mark),
        Command(
            "marks.delete",
            ("x",),
            "Delete the highlight",
            "Delete the highlight at hand; u brings it back.",
            READER,
            mark,
        ),
        Command(
            "marks.merge", ("&",), "Merge highlights", "Make one of the highlights that touch this one.", READER, mark
        ),
        Command("marks.place", ("enter",), "It stands here", "Give a highlight under review this place.", READER, mark),
        Command("deeds.bookmark", ("b",), "Bookmark", "Keep this place, or let it go.", READING, mark, "bookmark"),
        Command("deeds.undo", ("u",), "Undo", "Take the last deed back, even after a restart.", READING, mark, "undo"),
        Command("deeds.redo", ("U",), "Redo", "Do again what was taken back.", READING, mark),
        # finding
        Command(
            "screen.search",
            ("f",),
            "Search everything",
            "Search titles, texts, notes and quotes.",
            READING,
            find,
            "search",
        ),
        Command("screen.search_here", ("/",), "Search", "Search titles, texts, notes and quotes.", LIST, find),
        Command("reading.find", ("/",), "Find in article", "Find words in this article.", READER, find),
        Command("dialogs.outline", ("g o",), "Outline", "The headings of this article.", READER, find),
        Command(
            "dialogs.review", ("g r",), "Review", "Highlights whose text changed: accept, refuse, show.", READING, find
        ),
        Command("dialogs.quotes", ("Q",), "All highlights", "Every quote of every article.", READING, find),
        Command("screen.bookmarks", ("B",), "Bookmarks list", "The bookmarked articles.", READING, find),
        # keeping
        Command("incoming.add", ("a",), "Add", "Add a file, a folder, a web page or a feed.", READING, keep, "add"),
        Command("incoming.refresh", ("r",), "Get again", "Get this article's feed, file or page again.", READING, keep),
        Command(
            "incoming.refresh_all",
            ("R",),
            "Get all again",
            "Visit all feeds, read all files; again: stop.",
            READING,
            keep,
        ),
        Command("subscriptions.feeds", ("g f",), "Feeds", "Every feed that is followed.", READING, keep),
        Command("subscriptions.health", ("g h",), "Feed health", "Every feed, the ill ones first.", READING, keep),
        Command("visiting.full_text", ("X",), "Full text", "Fetch the whole text from the page.", READING, keep),
        Command("visiting.extras", ("g e",), "On the web", "Its page, comments, files that came along.", READING, keep),
        Command("keeping.copy", ("y",), "Copy", "Copy the selection or sentence with its source.", READER, keep),
        Command("keeping.export", ("e",), "Export", "Export again as it was chosen last.", READING, keep, "export"),
        Command(
            "keeping.export_to", ("E",), "Export to…", "Choose where to, how and what; with a preview.", READING, keep
        ),
        # view
        Command("articles.order", ("O",), "Order", "Newest first, or quiet feeds first.", LIST, view),
        Command("screen.zen", ("z",), "Zen", "Only the text.", READING, view),
        Command("reading.narrower", ("<",), "Narrower", "A narrower measure.", READING, view),
        Command("reading.wider", (">",), "Wider", "A wider measure.", READING, view),
        Command("dialogs.theme", ("T",), "Theme", "Choose a theme; it is shown while you choose.", READING, view),
        Command("app.palette", ("ctrl+p", ":"), "Commands", "Every command by its name.", EVERYWHERE, view),
        Command("dialogs.help", ("?",), "Help", "The keys that work here.", READING, view, "help"),
        Command("app.suspend", ("ctrl+z",), "Suspend", "Put the reader to sleep; fg wakes it.", EVERYWHERE, view),
        Command("app.leave", ("q",), "Quit", "Leave; everything is saved already.", LIST, view, "quit"),
        Command(
            "app.leave_now", ("ctrl+q",), "Quit from anywhere", "Leave; everything is saved already.", EVERYWHERE, view
        ),
    )


def _of_quotes() -> tuple[Command, ...]:
    """What can be done among all highlights: "quotes" is their screen, "quote" acts on the one under the cursor."""
    group = "Among all highlights"
    return (
        Command(
            "quotes.open", ("enter", "l", "right"), "To the passage", "Open it in its text.", QUOTES, group, "passage"
        ),
        Command(
            "quotes.filter",
            ("/", "f"),
            "Filter",
            "Words, typos forgiven; “a phrase”; -without.",
            QUOTES,
            group,
            "filter",
        ),
        Command("quotes.order", ("o",), "Order", "Newest, by article, role or tag, to review.", QUOTES, group, "order"),
        Command("quotes.order_back", ("O",), "Order before", "The same, the other way round.", QUOTES, group),
        Command(
            "quote.export", ("e",), "Export these", "Export what is shown, and only that.", QUOTES, group, "export"
        ),
        Command("quote.export_to", ("E",), "Export these to…", "Choose where to and how.", QUOTES, group),
        Command("quotes.help", ("?",), "Help", "The keys that work here.", QUOTES, group, "help"),
        Command("quotes.down", ("j", "down"), "Down", "Go to the next highlight.", QUOTES, group),
        Command("quotes.up", ("k", "up"), "Up", "Go to the highlight before.", QUOTES, group),
        Command("quotes.top", ("g g", "home"), "Top", "Go to the first.", QUOTES, group),
        Command("quotes.bottom", ("G", "end"), "Bottom", "Go to the last.", QUOTES, group),
        Command(
            "quotes.page_down", ("pagedown", "ctrl+d", "space"), "Page down", "Go a page of rows on.", QUOTES, group
        ),
        Command("quotes.page_up", ("pageup", "ctrl+u"), "Page up", "Go a page of rows back.", QUOTES, group),
        Command("quotes.scroll_down", ("J", "shift+down"), "Scroll the preview", "On in a long quote.", QUOTES, group),
        Command("quotes.scroll_up", ("K", "shift+up"), "Scroll it back", "Back in a long quote.", QUOTES, group),
        *(
            Command(
                f"quote.role_{number}",
                (str(number),),
                f"Make it {name}",
                f"Change the role to “{name}”.",
                QUOTES,
                group,
                "1-4 role" if number == 1 else "",
                number,
            )
            for number, name in enumerate(("general", "disagree", "read more", "made me think"), 1)
        ),
        Command("quote.note", ("c",), "Note", "Write a note on it.", QUOTES, group, "note"),
        Command("quote.tags", ("t",), "Tags", "Tag it.", QUOTES, group, "tags"),
        Command("quote.delete", ("x",), "Delete it", "Delete it; u brings it back.", QUOTES, group, "delete"),
        Command("quote.undo", ("u",), "Undo", "Take the last deed back.", QUOTES, group),
        Command("quote.redo", ("U",), "Redo", "Do again what was taken back.", QUOTES, group),
        Command("quote.accept", ("a",), "Accept the passage", "The passage found for it is right.", QUOTES, group),
        Command("quote.reject", ("r",), "Refuse the passage", "The passage found for it is wrong.", QUOTES, group),
        Command("quotes.place", ("s",), "Show the passage", "Go and point at the right words.", QUOTES, group),
        Command("quote.copy", ("y",), "Copy", "Copy it with its source.", QUOTES, group, "copy"),
        Command("quotes.back", ("escape", "h", "left"), "Back", "Out of the filter, then out of here.", QUOTES, group),
        Command("quotes.close", ("q",), "Close", "Leave the highlights.", QUOTES, group),
    )


def _of_feeds() -> tuple[Command, ...]:
    """What can be done among the feeds: "feeds" is their screen, "feed" acts on the one under the cursor."""
    group = "Among the feeds"
    return (
        Command(
            "feeds.open",
            ("enter", "l", "right"),
            "Its articles",
            "List the articles of the feed.",
            FEEDS,
            group,
            "articles",
        ),
        Command("feedfix.fix", ("f",), "Mend it", "What may help a feed that is not well.", FEEDS, group, "mend"),
        Command("feeds.filter", ("/",), "Filter", "Words, typos forgiven; #tags, states.", FEEDS, group, "filter"),
        Command("feeds.order", ("o",), "Order", "By name, by unread, by tag, health.", FEEDS, group, "order"),
        Command("feeds.order_back", ("O",), "Order before", "The same, the other way round.", FEEDS, group),
        Command("feeds.health", ("g h",), "Feed health", "The ill ones first.", FEEDS, group),
        Command("feeds.help", ("?",), "Help", "The keys that work here.", FEEDS, group, "help"),
        Command("feeds.add", ("a",), "Add", "Add a feed, a site, a list of feeds.", FEEDS, group, "add"),
        Command("feed.refresh", ("r",), "Visit it", "Visit the feed now.", FEEDS, group, "visit"),
        Command("feed.refresh_all", ("R",), "Visit all", "Visit all feeds; again: stop.", FEEDS, group),
        Command("feed.pause", ("p",), "Pause", "Visit it no more, or again.", FEEDS, group, "pause"),
        Command("feed.edit", ("e",), "Settings", "Name, address, tags, how it is visited.", FEEDS, group, "settings"),
        Command("feed.leave", ("x",), "Leave it", "Follow it no more; its articles stay.", FEEDS, group, "leave"),
        Command("feed.tags", ("t",), "Tags", "Tag it.", FEEDS, group),
        Command("feed.mark_read", ("A",), "Mark it read", "Mark its articles read; u takes it back.", FEEDS, group),
        Command("feed.copy", ("y",), "Copy its address", "Copy the address of the feed.", FEEDS, group),
        Command("feed.undo", ("u",), "Undo", "Take the last deed back.", FEEDS, group),
        Command("feed.redo", ("U",), "Redo", "Do again what was taken back.", FEEDS, group),
        Command(
            "feedlists.starters", ("s",), "Starter packs", "Well-known feeds by subject.", FEEDS, group, "starter packs"
        ),
        Command("feedlists.bring", ("i",), "Import feeds", "OPML, or newsboat's urls and cache.db.", FEEDS, group),
        Command("feedlists.export", ("E",), "Export feeds", "All feeds as OPML.", FEEDS, group),
        Command("feedlists.clear", ("c",), "Clear", "Delete old read articles; asks first.", FEEDS, group),
        Command("feeds.down", ("j", "down"), "Down", "Go to the next feed.", FEEDS, group),
        Command("feeds.up", ("k", "up"), "Up", "Go to the feed before.", FEEDS, group),
        Command("feeds.top", ("g g", "home"), "Top", "Go to the first.", FEEDS, group),
        Command("feeds.bottom", ("G", "end"), "Bottom", "Go to the last.", FEEDS, group),
        Command("feeds.page_down", ("pagedown", "ctrl+d", "space"), "Page down", "Go a page on.", FEEDS, group),
        Command("feeds.page_up", ("pageup", "ctrl+u"), "Page up", "Go a page back.", FEEDS, group),
        Command("feeds.scroll_down", ("J", "shift+down"), "Scroll the details", "On in long details.", FEEDS, group),
        Command("feeds.scroll_up", ("K", "shift+up"), "Scroll them back", "Back in long details.", FEEDS, group),
        Command("feeds.back", ("escape", "h", "left"), "Back", "Clear the filter, stop, leave.", FEEDS, group),
        Command("feeds.close", ("q",), "Close", "Leave the feeds.", FEEDS, group),
    )


def _of_changes() -> tuple[Command, ...]:
    """What can be done while one looks at what changed in an article."""
    group = "Among the changes"
    return (
        Command("changes.next", ("n",), "Next change", "Go to the next change.", CHANGES, group, "next"),
        Command("changes.previous", ("p",), "Change before", "Go to the change before.", CHANGES, group, "previous"),
        Command("changes.open", ("enter",), "To the place", "Go there in the text.", CHANGES, group, "to the place"),
        Command("changes.down", ("j", "down"), "Down", "Move down one line.", CHANGES, group),
        Command("changes.up", ("k", "up"), "Up", "Move up one line.", CHANGES, group),
        Command(
            "changes.page_down", ("space", "pagedown", "ctrl+d"), "Page down", "Move one page down.", CHANGES, group
        ),
        Command("changes.page_up", ("pageup", "ctrl+u"), "Page up", "Move one page up.", CHANGES, group),
        Command("changes.top", ("g g", "home"), "Top", "Go to the first change.", CHANGES, group),
        Command("changes.bottom", ("G", "end"), "Bottom", "Go to the last change.", CHANGES, group),
        Command("changes.right", ("shift+right",), "Scroll right", "Scroll code sideways.", CHANGES, group),
        Command("changes.left", ("shift+left",), "Scroll left", "Scroll code back.", CHANGES, group),
        Command(
            "changes.close", ("escape", "d", "q", "h", "left"), "Back", "Back to the text.", CHANGES, group, "back"
        ),
        Command("changes.help", ("?",), "Help", "The keys that work here.", CHANGES, group, "help"),
    )


COMMANDS: tuple[Command, ...] = (*_commands(), *_of_quotes(), *_of_feeds(), *_of_changes())
SELECTED = ("marks.role_1", "marks.note", "keeping.copy", "screen.back")
"""What the hint line offers while text is selected."""
PLACING = ("marks.place", "pointing.visual", "screen.back")
"""And while the right place of a highlight is to be shown."""
BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
