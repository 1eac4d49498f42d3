"""What is asked and shown over the main screen: lists, help, themes, tags, notes, all highlights."""

from __future__ import annotations

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError
from tui_reader.model import Highlight
from tui_reader.ui.background import Background, work
from tui_reader.ui.messages import ArticleChosen
from tui_reader.ui.panes.articles import SHELVES
from tui_reader.ui.screens.deeds import Deeds
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.keeping import Keeping
from tui_reader.ui.screens.prompt import ChoiceScreen, NoteScreen, PromptScreen
from tui_reader.ui.screens.quotes import ORDER, ORDERS, Memory, QuotesScreen, collect
from tui_reader.ui.screens.stage import Stage


class Dialogs:
    """Opens dialogs for the main screen and carries their answers to the panes."""

    def __init__(self, screen: Stage, desk: Background, keeping: Keeping, deeds: Deeds) -> None:
        self._screen = screen
        self._desk = desk
        self._keeping = keeping
        self._deeds = deeds
        self._quotes = Memory()

    def do_lists(self) -> None:
        """Choose a list."""
        screen = self._screen

        def chosen(answer: str | None) -> None:
            for name, _ in SHELVES:
                if name == answer:
                    screen.show_shelf(name)

        screen.open_dialog(ChoiceScreen("Lists", SHELVES, screen.articles.shelf), chosen)

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
        screen = self._screen

        def chosen(highlight: Highlight | None) -> None:
            if highlight is not None:
                screen.post_message(ArticleChosen(highlight.article_id, highlight.start, highlight.end))
                if highlight.start is None:
                    screen.tell("The quote is no longer in this text")

        async def show() -> None:
            collection, order = await self._desk.ask(
                lambda library: (collect(library), library.reading.recall(ORDER, self._quotes.order))
            )
            if order in ORDERS:
                self._quotes.order = order
            screen.open_dialog(
                QuotesScreen(screen, self._desk, self._keeping, self._deeds, collection, self._quotes), chosen
            )

        work(screen, show, group="quotes", exclusive=True)

    def edit_note(self, highlight: Highlight) -> None:
        """Open the note editor."""
        marking = self._screen.marking

        def save(note: str, more: bool) -> None:
            marking.set_note(highlight.id, note, more=more)

        self._screen.open_dialog(NoteScreen(one_line(highlight.quote, 400), highlight.note, save))

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
