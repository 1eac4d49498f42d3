"""The one screen of the reader: it routes keys to commands, commands to panes, and messages between panes."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.widgets import Input

from tui_reader.config import Config
from tui_reader.ui import messages
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import PLACING, SELECTED, Command, Place
from tui_reader.ui.keys import KeyMap, key_name
from tui_reader.ui.panes.articles import ArticlesPane
from tui_reader.ui.panes.reading.scrolling import Scrolling
from tui_reader.ui.screens.deeds import Deeds
from tui_reader.ui.screens.dialogs import Dialogs
from tui_reader.ui.screens.feeds import Subscriptions
from tui_reader.ui.screens.going_on import GoingOn
from tui_reader.ui.screens.incoming import Incoming
from tui_reader.ui.screens.keeping import Keeping
from tui_reader.ui.screens.keyboard import carry_out
from tui_reader.ui.screens.muting import Muting
from tui_reader.ui.screens.stage import Stage
from tui_reader.ui.screens.travel import Travel
from tui_reader.ui.screens.visiting import Visiting


class MainScreen(Stage):
    """Knows who answers to what. It owns no feature itself."""

    def __init__(
        self,
        desk: Background,
        search_desk: Background,
        adding_desk: Background,
        visiting_desk: Background,
        export_desk: Background,
        config: Config,
        keymap: KeyMap,
    ) -> None:
        super().__init__(desk, search_desk, config, keymap)
        self.keeping = Keeping(self, desk, export_desk)
        going_on = GoingOn(self)
        self.visiting = Visiting(self, visiting_desk, adding_desk, going_on)
        self.incoming = Incoming(self, adding_desk, self.visiting, going_on)
        self.travel = Travel(self)
        self.deeds = Deeds(self, desk)
        self.dialogs = Dialogs(self, desk, self.keeping, self.deeds)
        self.subscriptions = Subscriptions(self, desk, adding_desk, self.deeds, self.incoming, self.visiting)
        self.muting = Muting(self, search_desk, self.deeds)
        self._searched_from: Place = "list"

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Keys bubble here when no input took them."""
        if self._keyboard.is_for_dialog(event):
            return
        place = self.place
        if place == "search" and event.is_printable and event.character:
            # Typed ahead of the focus: what the box gets itself never comes here.
            event.stop()
            self.search.type(event.character)
            return
        if isinstance(self.focused, Input) and place != "search":
            return
        if place == "reader" and self.reading.pointing.mode and not self.keymap.pending:
            used = self.reading.pointing.key(key_name(event.key, event.character))
            if used:
                event.stop()
                if not isinstance(used, bool):
                    self.marking.mark(*used)
                return
        command = self._keyboard.command(place, event)
        if command is not None:
            self.run_command(command)
        self.show_hints()

    @property
    def _here(self) -> ArticlesPane | Scrolling:
        return self.reading.scrolling if self.place == "reader" else self.articles

    def run_command(self, command: Command) -> None:
        """Let its owner do what a command says."""
        owners: dict[str, Any] = {
            "here": self._here,
            "screen": self,
            "app": self.app,
            "articles": self.articles,
            "reading": self.reading,
            "search": self.search,
            "marks": self.marking,
            "keeping": self.keeping,
            "incoming": self.incoming,
            "visiting": self.visiting,
            "dialogs": self.dialogs,
            "subscriptions": self.subscriptions,
            "travel": self.travel,
            "deeds": self.deeds,
            "muting": self.muting,
            "pointing": self.reading.pointing,
            "scrolling": self.reading.scrolling,
        }
        if command.asks:
            self.hold_keys()
        carry_out(command, owners)

    def show_hints(self) -> None:
        """The keys that count now, or those that may follow; and the reading place."""
        place = self.place
        self._hints.hints = self.keymap.hints(place)
        if place == "reader" and not self.keymap.pending:
            if self.marking.placing is not None:
                self._hints.hints = self.keymap.hints_of(PLACING)
            elif self.reading.pointing.selecting:
                self._hints.hints = self.keymap.hints_of(SELECTED)
        self._hints.place = self.reading.place if place == "reader" else ""

    # -- messages between panes

    def on_article_chosen(self, message: messages.ArticleChosen) -> None:
        """Open an article, at a passage if one was meant."""
        message.stop()
        self.travel.go(message.article_id, message.start, message.end)

    def on_passage_seen(self, message: messages.PassageSeen) -> None:
        """Show the passage beside the results, where there is room for both."""
        message.stop()
        if self.place == "search" and self.reading.display:
            start, end = message.start, message.end
            work(self, lambda: self.reading.preview(message.article_id, start, end), group="preview", exclusive=True)

    def on_no_passage_seen(self, message: messages.NoPassageSeen) -> None:
        """Show again what is read."""
        message.stop()
        work(self, self.reading.end_preview, group="preview", exclusive=True)

    def on_article_opened(self, message: messages.ArticleOpened) -> None:
        """The list and the highlights follow what is read."""
        message.stop()
        if self.reading.opened is not None:
            self.marks.show(self.reading.opened.article.id, self.reading.opened.highlights)
        self.articles.select(message.article_id)
        self.rows_changed([message.article_id])
        self.remember()

    def on_articles_changed(self, message: messages.ArticlesChanged) -> None:
        """Rows look different."""
        message.stop()
        self.rows_changed(message.article_ids)

    def on_marks_changed(self, message: messages.MarksChanged) -> None:
        """The text shows its highlights."""
        message.stop()
        self.reading.set_highlights(message.article_id, message.highlights)

    def on_passage_chosen(self, message: messages.PassageChosen) -> None:
        """Go to a highlight of the open article."""
        message.stop()
        self.reading.show_passage(message.start, message.end)
        self.go("reader")

    def on_counts_changed(self, message: messages.CountsChanged) -> None:
        """The top line."""
        message.stop()
        self._top.middle = f"Unread {message.unread} · Bookmarks {message.bookmarked} · All {message.total}"

    def on_place_changed(self, message: messages.PlaceChanged) -> None:
        """The hint line."""
        message.stop()
        self.show_hints()

    def on_notice(self, message: messages.Notice) -> None:
        """Tell the user."""
        message.stop()
        self.tell(message.text, problem=message.problem)

    def on_note_wanted(self, message: messages.NoteWanted) -> None:
        """Open the note editor."""
        message.stop()
        self.dialogs.edit_note(message)

    # -- commands that connect panes

    def do_back(self) -> None:
        """Out of a mode, a find; then what is fetched for the text is stopped; then out of zen, and to the search or
        the list."""
        if self.reading.back() or self.marking.leave_placing():
            self.show_hints()
            return
        if self.incoming.going_on.running_of_text:
            self.incoming.going_on.stop_of_text()
            return
        if self.has_class("-zen"):
            self.remove_class("-zen")
            return
        self.go("search" if self.has_class("-searching") else "list")
        self.remember()

    def do_list_back(self) -> None:
        """Out of the search; then what comes in is stopped; then out of a list that is not the unread one."""
        if self.has_class("-searching"):
            self.do_close_search()
        elif self.incoming.going_on.running:
            self.incoming.going_on.stop()
        elif self.articles.shelf != "unread":
            self.leave_shelf()

    def do_bookmarks(self) -> None:
        """The bookmarked articles."""
        self.show_shelf("bookmarks")

    def do_next_pane(self) -> None:
        """Round the panes that are there."""
        places: list[Place] = ["list", "reader"]
        if self.has_class("-searching"):
            places.append("search")
        self.go(places[(places.index(self.place) + 1) % len(places)])

    def do_search(self) -> None:
        """Open the search."""
        self.remove_class("-zen")
        if self.place != "search":
            self._searched_from = self.place
        self.go("search")

    do_search_here = do_search

    def do_close_search(self) -> None:
        """Close the search and go back to where it was opened from, and to what was read."""
        self.search.leave()
        work(self, self.reading.end_preview, group="preview", exclusive=True)
        self.remove_class("-searching")
        self.go("reader" if self._searched_from == "reader" and self.reading.where is not None else "list")

    def do_zen(self) -> None:
        """Only the text."""
        if self.reading.opened is not None:
            self.toggle_class("-zen")
            self.go("reader")
