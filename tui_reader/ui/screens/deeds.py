"""Small deeds on the article at hand, wherever the keyboard is; and taking deeds back."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.stage import Stage


class Deeds:
    """Means the open article while reading, else the one under the cursor."""

    def __init__(self, screen: Stage, desk: Background) -> None:
        self._screen = screen
        self._desk = desk

    def do_toggle_read(self) -> None:
        """Read or unread."""
        article_id = self._screen.article_at_hand()
        if article_id is not None:
            self._screen.articles.toggle_read(article_id)

    def do_bookmark(self) -> None:
        """Keep this place, or let it go."""
        screen = self._screen
        article_id = screen.article_at_hand()
        if article_id is None:
            return
        if screen.place == "reader":
            offset, pointing = screen.reading.top_offset, screen.reading.pointing
            screen.articles.toggle_bookmark(article_id, offset, pointing.quote_at(offset), pointing.revision_id)
        else:
            screen.articles.toggle_bookmark(article_id)

    def do_browse(self) -> None:
        """The article's page in the browser."""
        article = self._screen.article()
        self._screen.reading.browse(article.url if article else "")

    def do_undo(self) -> None:
        """Take the last deed back."""
        self._undo(back=True)

    def do_redo(self) -> None:
        """Do it again."""
        self._undo(back=False)

    def _undo(self, *, back: bool) -> None:
        screen = self._screen

        async def undo() -> None:
            done = await self._desk.ask(lambda library: library.undoing.undo() if back else library.undoing.redo())
            if done is None:
                screen.tell("Nothing to undo" if back else "Nothing to do again")
                return
            screen.tell(f"{'Undone' if back else 'Done again'}: {done.label}")
            await self.show_again(done.article_ids)

        work(screen, undo, group="undo")

    async def show_again(self, article_ids: Sequence[int]) -> None:
        """Articles, or what is marked in them, have changed: the panes follow."""
        screen = self._screen
        screen.articles.refresh_articles(article_ids)
        await screen.reading.reload()
        if screen.reading.opened is not None:
            screen.marks.show(screen.reading.opened.article.id)
