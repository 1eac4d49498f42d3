"""Going from article to article: read on, next and previous, back and forward in history."""

from __future__ import annotations

from tui_reader.ui.background import work
from tui_reader.ui.screens.history import History, Where
from tui_reader.ui.screens.stage import Stage


class Travel:
    """Knows where the user came from."""

    def __init__(self, screen: Stage) -> None:
        self._screen = screen
        self._history = History()

    def _where(self) -> Where | None:
        return self._screen.reading.where

    def go(self, article_id: int, start: int | None = None, end: int | None = None) -> None:
        """Open an article, and remember where the user was."""
        where = self._where()
        if where is not None and where[0] != article_id:
            self._history.leave(where)
        self._screen.open_article(article_id, start, end)

    def do_page_on(self) -> None:
        """Read on; at the end, the next unread article."""
        screen = self._screen
        if screen.reading.opened is None or not screen.reading.display:
            screen.articles.do_open()
        elif not screen.reading.page_on():
            screen.reading.turn_over()
            self._beside(1)

    def do_next(self) -> None:
        """Next match while a find is open, else next unread."""
        self._step(1)

    def do_previous(self) -> None:
        """Previous match or unread."""
        self._step(-1)

    def _step(self, delta: int) -> None:
        if self._screen.reading.finding and self._screen.place == "reader":
            self._screen.reading.step_match(delta)
        else:
            self._beside(delta)

    def _beside(self, step: int) -> None:
        screen = self._screen

        async def go() -> None:
            found = await screen.articles.unread_beside(screen.article_at_hand(), step)
            if found is None:
                screen.tell("No more unread articles here" if step > 0 else "No unread article before this one")
            else:
                self.go(found)

        work(screen, go, group="beside", exclusive=True)

    def do_back(self) -> None:
        """The article read before."""
        self._travel(self._history.back(self._where()))

    def do_forward(self) -> None:
        """And the one after."""
        self._travel(self._history.forward(self._where()))

    def _travel(self, where: Where | None) -> None:
        if where is None:
            self._screen.tell("The history ends here")
        else:
            self._screen.open_article(where[0])
