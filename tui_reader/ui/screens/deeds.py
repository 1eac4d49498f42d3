"""Small deeds on the article at hand, wherever the keyboard is; and taking deeds back."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.ui import wording
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
        work(self._screen, lambda: self._tell_undone(back=True), group="undo")

    def do_redo(self) -> None:
        """Do it again."""
        work(self._screen, lambda: self._tell_undone(back=False), group="undo")

    async def _tell_undone(self, *, back: bool) -> None:
        self._screen.tell(await self.undo(back=back))

    async def undo(self, *, back: bool) -> str:
        """Take the last deed back, or do it again; what to tell of it."""
        done = await self._desk.ask(lambda library: library.undoing.undo() if back else library.undoing.redo())
        if done is None:
            return "Nothing to undo" if back else "Nothing to do again"
        await self.show_again(done.article_ids, told=True)
        if done.lists_changed:
            self.lists_changed()
        return wording.undone(done, back=back)

    def lists_changed(self) -> None:
        """Lists may hold other articles now."""
        self._screen.articles.load()
        self._screen.search.refresh_results()

    async def show_again(self, article_ids: Sequence[int], *, told: bool = False) -> None:
        """Articles, or what is marked in them, have changed: the panes follow. `told`: the user knows of it."""
        screen = self._screen
        screen.rows_changed(article_ids)
        await screen.reading.reload(told=told)
        if screen.reading.opened is not None:
            screen.marks.show(screen.reading.opened.article.id)
