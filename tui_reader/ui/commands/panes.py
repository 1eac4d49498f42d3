"""What can be done in the list and in the text."""

from __future__ import annotations

from tui_reader.ui.commands.command import EVERYWHERE, LIST, PANES, READER, READING, Command, for_each_role

MOVE, READ, MARK, FIND, KEEP, VIEW = "Moving", "Reading", "Marking", "Finding", "Keeping", "View"

_MOVING = (
    Command("here.down", ("j", "down"), "Down", "Move down one row or line.", READING, MOVE),
    Command("here.up", ("k", "up"), "Up", "Move up one row or line.", READING, MOVE),
    Command("here.top", ("g g", "home"), "Top", "Go to the top.", READING, MOVE),
    Command("here.bottom", ("G", "end"), "Bottom", "Go to the end.", READING, MOVE),
    Command("here.half_down", ("ctrl+d",), "Half a page down", "Move half a page down.", READING, MOVE),
    Command("here.half_up", ("ctrl+u",), "Half a page up", "Move half a page up.", READING, MOVE),
    Command("here.page_down", ("pagedown",), "Page down", "Move one page down.", READING, MOVE),
    Command("here.page_up", ("pageup",), "Page up", "Move one page up.", READING, MOVE),
    Command(
        "travel.page_on",
        ("space",),
        "Page on",
        "Read on: the next page, and at the end the next unread article.",
        READING,
        MOVE,
        "read on",
    ),
    Command("here.open", ("enter", "l", "right"), "Open", "Open what the cursor is on.", LIST, MOVE, "open"),
    Command("screen.back", ("escape", "h", "left", "q"), "Back", "Step back one layer.", READER, MOVE, "back"),
    Command("screen.list_back", ("escape",), "Back to the unread list", "End what comes in; leave a list.", LIST, MOVE),
    Command(
        "travel.next", ("n",), "Next unread", "Go to the next unread article, or the next match.", READING, MOVE, "next"
    ),
    Command(
        "travel.previous", ("p",), "Previous unread", "Go to the previous unread article, or match.", READING, MOVE
    ),
    Command("travel.back", ("alt+left", "["), "Back in history", "The article read before.", READING, MOVE),
    Command("travel.forward", ("alt+right", "]"), "Forward in history", "Undo going back.", READING, MOVE),
    Command("screen.next_pane", ("tab",), "Next pane", "Go to the next pane.", PANES, MOVE),
    Command("dialogs.lists", ("g l",), "Lists", "Choose a list: unread, today, begun, bookmarks…", READING, MOVE),
    Command(
        "dialogs.sources", ("g s",), "Other sources of this story", "Who else tells it; Enter opens one.", READING, MOVE
    ),
)
_READING = (
    Command(
        "pointing.next_sentence", (")",), "Next sentence", "Move the sentence cursor on.", READER, READ, "sentence"
    ),
    Command("pointing.previous_sentence", ("(",), "Previous sentence", "Move the sentence cursor back.", READER, READ),
    Command(
        "pointing.next_paragraph", ("}",), "Next paragraph", "Move the cursor to the next paragraph.", READER, READ
    ),
    Command("pointing.previous_paragraph", ("{",), "Previous paragraph", "Move it to the previous one.", READER, READ),
    Command(
        "reading.paragraphs", ("P",), "Text as it came", "Toggle guessed paragraphs and the source's own.", READER, READ
    ),
    Command("dialogs.changes", ("d",), "What changed", "What changed in the text since you read it.", READING, READ),
    Command("scrolling.right", ("shift+right",), "Scroll right", "Scroll code sideways.", READER, READ),
    Command("scrolling.left", ("shift+left",), "Scroll left", "Scroll code back.", READER, READ),
    Command("deeds.toggle_read", ("m",), "Toggle read", "Mark the article read or unread.", READING, READ, "read"),
    Command("articles.mark_all", ("A",), "Mark all read", "Mark the whole list read; u takes it back.", READING, READ),
    Command(
        "muting.mute",
        ("M",),
        "Mute",
        "Leave articles like this one, or with the selected words, out of the lists.",
        READING,
        READ,
    ),
    Command("muting.rules", ("g m",), "Mute rules", "What is muted by which rule; change or remove.", READING, READ),
    Command("deeds.browse", ("o",), "Open in browser", "Open the article's page in the browser.", READING, READ),
    Command("pointing.links", ("F",), "Follow a link", "Put a letter on each visible link.", READER, READ),
)
_MARKING = (
    *for_each_role(
        "marks.role", "Highlight: {}", "Highlight the sentence or selection as “{}”.", READER, MARK, "1-4 highlight"
    ),
    Command("marks.grow", ("+",), "Grow the highlight", "Grow it by the next sentence.", READER, MARK),
    Command("marks.shrink", ("-",), "Shrink the highlight", "Shrink it by its last sentence.", READER, MARK),
    Command(
        "pointing.labels",
        ("s",),
        "Label sentences",
        "A letter marks a sentence, a CAPITAL begins a range.",
        READER,
        MARK,
    ),
    Command(
        "pointing.visual", ("v",), "Select", "Select text with w b e h l ) ( } { + - o; then 1-4, c or y.", READER, MARK
    ),
    Command("marks.note", ("c",), "Note", "Write a note on the highlight at hand, or on a new one.", READER, MARK),
    Command("dialogs.tags", ("t",), "Tags", "Tag the highlight at hand, else the article.", READING, MARK),
    Command(
        "marks.delete", ("x",), "Delete the highlight", "Delete the highlight at hand; u brings it back.", READER, MARK
    ),
    Command("marks.merge", ("&",), "Merge highlights", "Make one of the highlights that touch this one.", READER, MARK),
    Command("marks.place", ("enter",), "It stands here", "Give a highlight under review this place.", READER, MARK),
    Command("deeds.bookmark", ("b",), "Bookmark", "Keep this place, or let it go.", READING, MARK, "bookmark"),
    Command("deeds.undo", ("u",), "Undo", "Take the last deed back, even after a restart.", READING, MARK, "undo"),
    Command("deeds.redo", ("U",), "Redo", "Do again what was taken back.", READING, MARK),
)
_FINDING = (
    Command(
        "screen.search", ("f",), "Search everything", "Search titles, texts, notes and quotes.", READING, FIND, "search"
    ),
    Command("screen.search_here", ("/",), "Search", "Search titles, texts, notes and quotes.", LIST, FIND),
    Command("reading.find", ("/",), "Find in article", "Find words in this article.", READER, FIND),
    Command("dialogs.outline", ("g o",), "Outline", "The headings of this article.", READER, FIND),
    Command(
        "dialogs.review", ("g r",), "Review", "Highlights whose text changed: accept, refuse, show.", READING, FIND
    ),
    Command("dialogs.quotes", ("Q",), "All highlights", "Every quote of every article.", READING, FIND),
    Command("screen.bookmarks", ("B",), "Bookmarks list", "The bookmarked articles.", READING, FIND),
)
_KEEPING = (
    Command("incoming.add", ("a",), "Add", "Add a file, a folder, a web page or a feed.", READING, KEEP, "add"),
    Command("incoming.refresh", ("r",), "Get again", "Get this article's feed, file or page again.", READING, KEEP),
    Command(
        "incoming.refresh_all", ("R",), "Get all again", "Visit all feeds, read all files; again: stop.", READING, KEEP
    ),
    Command("subscriptions.feeds", ("g f",), "Feeds", "Every feed that is followed.", READING, KEEP),
    Command("subscriptions.health", ("g h",), "Feed health", "Every feed, the ill ones first.", READING, KEEP),
    Command("visiting.full_text", ("X",), "Full text", "Fetch the whole text from the page.", READING, KEEP),
    Command("visiting.extras", ("g e",), "On the web", "Its page, comments, files that came along.", READING, KEEP),
    Command("keeping.copy", ("y",), "Copy", "Copy the selection or sentence with its source.", READER, KEEP),
    Command("keeping.export", ("e",), "Export", "Export again as it was chosen last.", READING, KEEP, "export"),
    Command("keeping.export_to", ("E",), "Export to…", "Choose where to, how and what; with a preview.", READING, KEEP),
)
_VIEW = (
    Command("articles.order", ("O",), "Order", "Newest first, or quiet feeds first.", LIST, VIEW),
    Command("screen.zen", ("z",), "Zen", "Only the text.", READING, VIEW),
    Command("reading.narrower", ("<",), "Narrower", "A narrower measure.", READING, VIEW),
    Command("reading.wider", (">",), "Wider", "A wider measure.", READING, VIEW),
    Command("dialogs.theme", ("T",), "Theme", "Choose a theme; it is shown while you choose.", READING, VIEW),
    Command("app.palette", ("ctrl+p", ":"), "Commands", "Every command by its name.", EVERYWHERE, VIEW),
    Command("dialogs.help", ("?",), "Help", "The keys that work here.", READING, VIEW, "help"),
    Command("app.suspend", ("ctrl+z",), "Suspend", "Put the reader to sleep; fg wakes it.", EVERYWHERE, VIEW),
    Command("app.leave", ("q",), "Quit", "Leave; everything is saved already.", LIST, VIEW, "quit"),
    Command(
        "app.leave_now", ("ctrl+q",), "Quit from anywhere", "Leave; everything is saved already.", EVERYWHERE, VIEW
    ),
)

OF_PANES = (*_MOVING, *_READING, *_MARKING, *_FINDING, *_KEEPING, *_VIEW)
