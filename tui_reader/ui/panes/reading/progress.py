"""How far one has read: the place in the open article is kept, and at its end it counts as read."""

from __future__ import annotations

from textual.timer import Timer
from textual.widget import Widget

from tui_reader.config import Config
from tui_reader.ui.background import Background, work
from tui_reader.ui.messages import ArticlesChanged
from tui_reader.ui.panes.reading.finishing import Finishing
from tui_reader.ui.panes.reading.opening import Opening
from tui_reader.ui.widgets.document_view import DocumentView

SAVE_AFTER = 0.4
"""Seconds of rest after scrolling before the place is saved."""
TICK = 1.0
"""Seconds between two looks at whether the article counts as read by now."""


class Progress:
    """Tells the library how far the open article is read. Of a text that is only looked at, nothing."""

    def __init__(self, pane: Widget, desk: Background, config: Config, opening: Opening, view: DocumentView) -> None:
        self._pane = pane
        self._desk = desk
        self._config = config
        self._opening = opening
        self._view = view
        self._finishing = Finishing(config)
        self._saving: Timer | None = None

    @property
    def words(self) -> str:
        """How far one is, for the hint line; empty while nothing is open."""
        if self._opening.opened is None:
            return ""
        progress = self._view.progress
        left = round(self._opening.opened.article.seconds * (1 - progress) / 60)
        return f"{round(progress * 100)} %" + (f" · {left} min left" if left else "")

    # -- the place

    def moved(self) -> None:
        """Other text is in view: its place is saved soon."""
        if self._saving is None:
            self._saving = self._pane.set_timer(SAVE_AFTER, self.save)

    def save(self) -> None:
        """Remember the first visible character now."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        opened = self._opening.opened
        if opened is not None and not self._opening.looking:
            article, top = opened.article, self._view.top_offset
            work(
                self._pane,
                lambda: self._desk.ask(
                    lambda library: library.reading.save_position(article.id, top, article.revision_id)
                ),
                group="reading-save",
            )

    # -- when it counts as read

    def begin(self, *, counted: bool) -> None:
        """Another text is shown; `counted`: it is read already, or shall not count."""
        self._finishing.begin(counted=counted)

    def watch(self) -> None:
        """Look from now on whether the article counts as read."""
        self._pane.set_interval(TICK, self._tick)

    def _tick(self) -> None:
        """The text was in view for another moment, if nothing else was looked at."""
        looked_at = self._opening.opened is not None and self._pane.has_focus_within
        if looked_at and self._finishing.is_read(TICK, at_end=self._view.at_end):
            self._finish()

    def turn_over(self) -> None:
        """The reader goes on behind the end of the article."""
        if self._finishing.turned_over():
            self._finish()

    def _finish(self) -> None:
        opened = self._opening.opened
        if opened is None or opened.article.read:
            return
        article_id = opened.article.id

        async def finish() -> None:
            whole = self._config.same_story == "read-all"
            changed = await self._desk.ask(lambda library: library.reading.finish(article_id, whole_story=whole))
            if changed:
                self._pane.post_message(ArticlesChanged(changed))
            await self._opening.reload()

        work(self._pane, finish, group="reading-finish", exclusive=True)
