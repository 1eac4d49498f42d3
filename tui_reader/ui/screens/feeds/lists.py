"""Many feeds at once: starter packs, lists of other readers coming in, OPML going out, clearing what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.document.sanitise import one_line
from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.feeds.clearing import ClearingScreen
from tui_reader.ui.screens.feeds.deeds import FeedDeeds
from tui_reader.ui.screens.prompt import ChoiceScreen, PromptScreen

if TYPE_CHECKING:
    from tui_reader.ui.screens.feeds.screen import FeedsScreen
    from tui_reader.ui.screens.incoming import Incoming

OPML = "feeds-opml"
"""The key under which the last file is kept that feeds were exported to."""
DEFAULT_OPML = "~/newsreader-feeds.opml"


class FeedLists:
    """Asks for files and packs, and carries them in and out."""

    def __init__(self, screen: FeedsScreen, deeds: FeedDeeds, desk: Background, incoming: Incoming) -> None:
        self._screen = screen
        self._deeds = deeds
        self._desk = desk
        self._incoming = incoming

    def do_bring(self) -> None:
        """Follow the feeds of a list."""

        def answered(text: str | None) -> None:
            if text and text.strip():
                self._incoming.bring(text.strip())

        hint = "an OPML file, newsboat's urls or its cache.db"
        self._deeds.open(PromptScreen("Import feeds from", hint), answered)

    def do_export(self) -> None:
        """Write them all to an OPML file."""

        async def ask() -> None:
            if not self._screen.collection.things:
                self._screen.tell("There are no feeds to export")
                return
            kept = await self._desk.ask(lambda library: library.reading.recall(OPML))
            value = kept if isinstance(kept, str) and kept else DEFAULT_OPML

            def answered(text: str | None) -> None:
                if text and text.strip():
                    work(self._screen, lambda: self._export(text.strip()), group="feeds-export", exclusive=True)

            self._deeds.open(PromptScreen("Export the feeds to", "an OPML file, for any other reader", value), answered)

        work(self._screen, ask, group="feeds-export", exclusive=True)

    async def _export(self, target: str) -> None:
        def export_(library: Library) -> int:
            feeds = library.subscriptions.outgoing()
            library.exporting.export_as("opml", Path(target).expanduser(), feeds=feeds)
            library.reading.remember(OPML, target)
            return len(feeds)

        count = await self._desk.ask(export_)
        self._screen.tell(f"{wording.counted(count, 'feed')} → {target}")

    def do_starters(self) -> None:
        """Choose a pack of well-known feeds."""

        async def ask() -> None:
            packs = await self._desk.ask(lambda library: library.subscriptions.starters())
            options = [
                (
                    pack.name,
                    f"{one_line(pack.title, 60)} · {wording.counted(len(pack.feeds), 'feed')}\n"
                    f"{', '.join(one_line(feed.title, 60) for feed in pack.feeds)}",
                )
                for pack in packs
            ]

            def chosen(name: str | None) -> None:
                if name is not None:
                    work(self._screen, lambda: self._start_with(name), group="feeds-starters")

            self._deeds.open(ChoiceScreen("Starter packs", options, text="Enter follows a pack."), chosen)

        work(self._screen, ask, group="feeds-starters", exclusive=True)

    async def _start_with(self, name: str) -> None:
        report = await self._desk.ask(lambda library: library.subscriptions.start_with(name))
        await self._screen.reload(to_new=True)
        self._incoming.brought(report)

    def do_clear(self) -> None:
        """Show which read articles could be deleted, and ask."""

        def cleared(count: int | None) -> None:
            if count:
                self._screen.tell(f"{wording.counted(count, 'article')} deleted")
                self._deeds.start(self._deeds.shown_again)

        self._deeds.open(ClearingScreen(self._desk, self._deeds.open_article), cleared)
