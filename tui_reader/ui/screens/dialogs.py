"""What is asked and shown over the main screen: lists, help, themes, tags, notes, all highlights."""

from __future__ import annotations

from typing import Any

from tui_reader.anchoring.comparison import Place
from tui_reader.document.outline import outline_of
from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError
from tui_reader.library import Library
from tui_reader.library.comparing import Changes
from tui_reader.model import Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.messages import ArticleChosen, NoteWanted
from tui_reader.ui.panes.shelves import SAVED, SHELVES, TAG
from tui_reader.ui.screens.browsing import Memory
from tui_reader.ui.screens.changes import ChangesScreen
from tui_reader.ui.screens.deeds import Deeds
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.keeping import Keeping
from tui_reader.ui.screens.outline import OutlineScreen
from tui_reader.ui.screens.prompt import ChoiceScreen, NoteScreen, PromptScreen
from tui_reader.ui.screens.quotes import ORDER, ORDERS, Collection, QuotesScreen, collect
from tui_reader.ui.screens.stage import Stage


class Dialogs:
    """Opens dialogs for the main screen and carries their answers to the panes."""

    def __init__(self, screen: Stage, desk: Background, keeping: Keeping, deeds: Deeds) -> None:
        self._screen = screen
        self._desk = desk
        self._keeping = keeping
        self._deeds = deeds
        self._quotes: Memory[str] = Memory("newest")

    def do_lists(self) -> None:
        """Choose a list: one of those that are always there, a saved search, or the feeds with a tag."""
        screen = self._screen

        async def show() -> None:
            saved, tags = await self._desk.ask(lambda library: (library.searches.all(), library.feeds.tags()))
            options = [
                *((str(name), words) for name, words in SHELVES),
                *((SAVED + each.name, wording.saved_search(each.name, each.unread)) for each in saved),
                *((TAG + tag, wording.saved_search(f"#{tag}", unread)) for tag, unread in tags.items()),
            ]

            def chosen(answer: str | None) -> None:
                if answer is not None:
                    screen.show_shelf(answer)

            screen.open_dialog(ChoiceScreen("Lists", options, screen.articles.shelf), chosen)

        work(screen, show, group="lists", exclusive=True)

    def do_sources(self) -> None:
        """The other articles that tell this story; the chosen one is opened."""
        screen = self._screen
        article_id = screen.article_at_hand()
        if article_id is None:
            return

        async def show() -> None:
            others = await self._desk.ask(lambda library: library.reading.others(article_id))
            if not others:
                screen.tell("No other source tells this story")
                return

            def chosen(answer: str | None) -> None:
                if answer is not None:
                    screen.post_message(ArticleChosen(int(answer)))

            options = [(str(other.id), wording.told_by(other)) for other in others]
            screen.open_dialog(ChoiceScreen("Other sources of this story", options), chosen)

        work(screen, show, group="sources", exclusive=True)

    def do_help(self) -> None:
        """The keys of this place."""
        self._screen.open_dialog(HelpScreen(self._screen.keymap, self._screen.place))

    def do_theme(self) -> None:
        """Choose a theme; it is shown while choosing, and put back when one steps back."""
        app, before = self._screen.app, self._screen.app.theme
        names = sorted(app.available_themes, key=lambda name: (not name.startswith("paper"), name))

        def preview(name: str) -> None:
            app.theme = name

        def chosen(name: str | None) -> None:
            app.theme = name or before
            if name:
                work(
                    self._screen,
                    lambda: self._desk.ask(lambda library: library.reading.remember("theme", name)),
                    group="remember",
                )

        self._screen.open_dialog(ChoiceScreen("Theme", [(name, name) for name in names], before, preview), chosen)

    def do_quotes(self) -> None:
        """Every highlight; the chosen one is gone to."""
        self._open_quotes(self._quotes)

    def do_review(self) -> None:
        """The highlights that want a decision, the one at hand first."""
        at_hand = self._screen.marks.at_hand() if self._screen.place == "reader" else None
        self._open_quotes(Memory("review", "", at_hand.id if at_hand else None), of_this_order=True)

    def _open_quotes(self, memory: Memory[str], *, of_this_order: bool = False) -> None:
        screen = self._screen

        def look(library: Library) -> tuple[Collection, Any]:
            return collect(library), library.reading.recall(ORDER, memory.order)

        async def show() -> None:
            collection, order = await self._desk.ask(look)
            if order in ORDERS and not of_this_order:
                memory.order = order
            quotes = QuotesScreen(screen, self._desk, self._keeping, self._deeds, collection, memory)
            screen.open_dialog(quotes, lambda highlight: self._go_to_quote(highlight, placing=quotes.placing))

        work(screen, show, group="quotes", exclusive=True)

    def _go_to_quote(self, highlight: Highlight | None, *, placing: bool) -> None:
        """Go to a highlight, if need be to show where it stands now."""
        if highlight is None:
            return
        start, end = highlight.start, highlight.end
        if placing and start is None:
            start = highlight.marked_start  # the text went on, but not far as a rule
        self._screen.post_message(ArticleChosen(highlight.article_id, start, end))
        if placing:
            self._screen.marking.show_place(highlight)
            self._screen.tell("Go to the right words: ) ( or v, then Enter")
        elif start is None:
            self._screen.tell("The quote is no longer in this text")

    def do_changes(self) -> None:
        """What changed in the article at hand since it was read; the place of a chosen change is gone to."""
        screen = self._screen
        article_id = screen.article_at_hand()
        if article_id is None:
            return

        async def show() -> None:
            changes = await self._desk.ask(lambda library: library.comparing.changes_of(article_id))
            if changes.places:
                screen.open_dialog(ChangesScreen(screen, changes), lambda place: self._go_to_change(changes, place))
            else:
                screen.tell("Nothing has changed since you read it" if changes.opened else "You have not opened it yet")

        work(screen, show, group="changes", exclusive=True)

    def _go_to_change(self, changes: Changes, place: Place | None) -> None:
        """Go where something changed; where something was only removed, to what follows it."""
        if place is None:
            return
        opened, end = self._screen.reading.opened, place.end if place.end > place.start else None
        if opened is not None and opened.article.revision_id == changes.article.revision_id:
            self._screen.reading.show_passage(place.start, end)
            self._screen.go("reader")
        else:
            self._screen.post_message(ArticleChosen(changes.article.id, place.start, end))

    def do_outline(self) -> None:
        """The headings of the open article; the text follows the cursor."""
        reading = self._screen.reading
        if reading.opened is None:
            return
        document, here = reading.opened.document, reading.top_offset

        def chosen(offset: int | None) -> None:
            reading.go_to_line(here if offset is None else offset)

        outline = OutlineScreen(outline_of(document), here, len(document.text), reading.go_to_line)
        self._screen.open_dialog(outline, chosen)

    def edit_note(self, wanted: NoteWanted) -> None:
        """Open the note editor."""
        self._screen.open_dialog(NoteScreen(one_line(wanted.quote, 400), wanted.note, wanted.keep))

    def do_tags(self) -> None:
        """Tag the highlight at hand, else the article."""
        screen = self._screen
        highlight = screen.marks.at_hand() if screen.place == "reader" else None
        article_id = screen.article_at_hand()
        if article_id is None:
            return

        async def ask() -> None:
            known = await self._desk.ask(lambda library: library.marks.known_tags())
            if highlight is not None:
                tags = list(highlight.tags)
            else:
                tags = await self._desk.ask(lambda library: library.marks.article_tags(article_id))
            title = "Tags of the highlight" if highlight is not None else "Tags of the article"

            def answered(text: str | None) -> None:
                if text is None:
                    return
                if highlight is not None:
                    screen.marking.set_tags(highlight.id, text.split())
                else:
                    work(screen, lambda: self._tag_article(article_id, text.split()), group="tags")

            screen.open_dialog(
                PromptScreen(
                    title, "words with blanks between · Tab completes", " ".join(tags), [one_line(t) for t in known]
                ),
                answered,
            )

        work(screen, ask, group="tags")

    async def _tag_article(self, article_id: int, tags: list[str]) -> None:
        try:
            await self._desk.ask(lambda library: library.marks.set_article_tags(article_id, tags))
        except NewsreaderError as error:
            self._screen.tell(str(error), problem=True)
            return
        self._screen.tell("Tags saved · u takes it back")
        await self._screen.reading.reload()
