"""What is done to the feed under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui_reader.document.sanitise import one_line
from tui_reader.library import Library
from tui_reader.library.feeds import FeedState
from tui_reader.library.undoing import Undone
from tui_reader.ui import wording
from tui_reader.ui.background import Background
from tui_reader.ui.screens.browsing.deeds import DeedsInTurn
from tui_reader.ui.screens.feeds.editing import EditFeedScreen
from tui_reader.ui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from tui_reader.ui.screens.deeds import Deeds
    from tui_reader.ui.screens.feeds.screen import FeedsScreen
    from tui_reader.ui.screens.stage import Stage
    from tui_reader.ui.screens.visiting import Visiting

_NAME = 60
"""Characters of a feed's name in a sentence."""


def name_of(state: FeedState) -> str:
    """A feed's name, for a sentence."""
    return one_line(state.feed.shown, _NAME)


class FeedDeeds(DeedsInTurn):
    """What one does to feeds."""

    def __init__(self, screen: FeedsScreen, stage: Stage, desk: Background, deeds: Deeds, visiting: Visiting) -> None:
        super().__init__(screen, stage, desk, deeds)
        self._screen = screen
        self._visiting = visiting

    def do(self, job: Callable[[Library, FeedState], object], notice: Callable[[FeedState], str]) -> None:
        """Do something to the feed that is under the cursor once the deed before is shown, and tell so."""

        async def do() -> None:
            state = self._screen.current
            if state is None:
                self._screen.tell("There is no feed here")
                return
            if await self._desk.ask(lambda library: job(library, state)) == 0:
                self._screen.tell("There is nothing to do here")
                return
            self._screen.tell(f"{notice(state)} · u takes it back")
            # Among ill feeds one goes on to the next, wherever this one has gone.
            await self.shown_again(stay=self._screen.memory.order == "health")

        self.start(do)

    async def shown_again(self, *, stay: bool = False) -> None:
        """Feeds have changed, and what is read of them: the screen and the list under it follow."""
        await self._screen.reload(stay=stay)
        self._stage.articles.arrived()

    async def undone(self, done: Undone) -> None:
        """Feeds and articles as they were."""
        await super().undone(done)
        self._stage.articles.arrived()

    def visit(self, feed_ids: list[int] | None, words: str = "") -> None:
        """Visit feeds, or all, now; `words` say so as long as that goes on."""
        if words:
            self._screen.tell(words)
        self._visiting.refresh(feed_ids, told=words)

    def take_back(self, words: str) -> None:
        """What was told holds no more."""
        self._stage.take_back(words)

    @property
    def open_article(self) -> int | None:
        """The article that is read under this screen."""
        opened = self._stage.reading.opened
        return None if opened is None else opened.article.id

    # -- visits

    def do_refresh(self) -> None:
        """Visit it now."""
        state = self._screen.current
        if state is None:
            self._screen.tell("There is no feed here")
            return
        self.visit([state.feed.id], f"Visiting {name_of(state)}")

    def do_refresh_all(self) -> None:
        """Visit all; while that goes on, end it."""
        if self._visiting.running:
            self._visiting.stop()
            self._screen.tell("Stopped; what came stays")
        elif self._screen.collection.things:
            self.visit(None, "Visiting all feeds")
        else:
            self._screen.tell("There are no feeds to visit")

    def trust(self, state: FeedState) -> None:
        """Visit a feed, and all others of its host, though they are inside one's own network."""

        async def trust() -> None:
            ids = await self._desk.ask(lambda library: library.feeds.trust(state.feed.id))
            count = wording.counted(len(ids), "feed")
            words = f"Visiting {count} of the host of {name_of(state)} · u takes it back" if ids else ""
            await self.shown_again()
            self.visit(ids or [state.feed.id], words)

        self.start(trust)

    def do_pause(self) -> None:
        """Visit it no more, or again."""
        self.do(
            lambda library, state: library.feeds.pause([state.feed.id], not state.feed.paused),
            lambda state: f"{name_of(state)} is {'visited again' if state.feed.paused else 'paused'}",
        )

    # -- the feed

    def do_leave(self) -> None:
        """Follow it no more; its articles stay."""
        self.do(
            lambda library, state: library.feeds.leave([state.feed.id]),
            lambda state: f"{name_of(state)} is followed no more, its articles stay",
        )

    def do_mark_read(self) -> None:
        """Mark all of its articles read."""
        whole_story = self._stage.articles.whole_story

        def mark(library: Library, state: FeedState) -> int:
            ids = list(library.feeds.articles(state.feed.id).ids)
            return library.reading.set_read(ids, True, whole_story=whole_story)

        self.do(mark, lambda state: f"{name_of(state)} is read")

    def do_copy(self) -> None:
        """Copy its address."""
        state = self._screen.current
        if state is not None:
            self._screen.app.copy_to_clipboard(state.feed.url)
            self._screen.tell("Its address is copied")

    def do_tags(self) -> None:
        """Tag it."""

        async def ask() -> None:
            state = self._screen.current
            if state is None:
                self._screen.tell("There is no feed here")
                return

            def answered(text: str | None) -> None:
                if text is not None:
                    self.change(state, {"tags": text.split()})

            title, value = f"Tags of {name_of(state)}", " ".join(state.feed.tags)
            known = [one_line(tag) for tag in self._screen.collection.tags]
            self.open(PromptScreen(title, "words with blanks between · Tab completes", value, known), answered)

        self.start(ask)

    def do_edit(self) -> None:
        """Its name, address, tags, and how it is visited."""

        async def ask() -> None:
            if self._screen.current is None:
                self._screen.tell("There is no feed here")
            else:
                self.edit(self._screen.current)

        self.start(ask)

    def edit(self, state: FeedState, at: str = "name") -> None:
        """Open the settings of a feed in one field."""

        async def check(settings: dict[str, Any]) -> dict[str, str]:
            return await self._desk.ask(lambda library: library.feeds.mistakes(state.feed.id, settings))

        self.open(EditFeedScreen(state.feed, check, lambda settings: self.change(state, settings), at))

    def change(self, state: FeedState, settings: dict[str, Any]) -> None:
        """Change settings of a feed; one that is asked for at another place, or as somebody else, is visited then."""

        async def change() -> None:
            await self._desk.ask(lambda library: library.feeds.set(state.feed.id, **settings))
            self._screen.tell(f"{name_of(state)} is changed · u takes it back")
            await self.shown_again()
            if settings.keys() & {"url", "user", "password", "headers", "user_agent"}:
                self.visit([state.feed.id])

        self.start(change)
