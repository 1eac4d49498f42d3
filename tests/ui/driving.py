"""Driving the app without a terminal: open it on articles, press keys, wait for what should come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.ui.app import NewsreaderApp, Start
from tui_reader.ui.screens.main import MainScreen

LONGEST_TYPED = 12
"""Characters: each takes some 20 ms."""
BODY = (
    "The harbour was quiet before dawn. Two boats came in with the tide, and nobody on the quay said a word. "
    "Later the market opened as on any other day. “Fish is fish,” said the oldest of the sellers. "
    "She had seen worse winters, and she said so to everyone who asked."
)


def add(folder: Path, *articles: tuple[str, str]) -> None:
    """Put (title, body) articles into the library in `folder`, as files that are then added; the first is newest."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    for number, (title, body) in enumerate(articles):
        (source / f"{number:04}.txt").write_text(f"{title}\n2026-03-{28 - number % 28:02} 07:36\n{body}", "utf-8")
    library = Library(folder)
    report = library.adding.add([str(source)])
    library.close()
    assert not report.skipped


class Driver:
    """One running app."""

    def __init__(self, app: NewsreaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The main screen, also while a dialog is over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def screen(self) -> str:
        """What is drawn, as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text; one that nobody would type, such as a path, is pasted."""
        if len(text) > LONGEST_TYPED:
            self.app.post_message(Paste(text))
            await self.pilot.pause()
        else:
            await self.pilot.press(*("space" if c == " " else c for c in text))

    async def until(self, holds: Callable[[], object], seconds: float = 10.0) -> None:
        """Wait until something holds; AssertionError with the screen if it never does."""
        waited = 0.0
        while not holds():
            assert waited < seconds, f"never came\n{self.screen}"
            await self.pilot.pause(0.02)
            waited += 0.02

    async def sees(self, *texts: str) -> None:
        """Wait until all of these texts are drawn."""
        await self.until(lambda: all(text in self.screen for text in texts))

    async def open_first(self) -> None:
        """Open the article under the cursor."""
        await self.until(lambda: self.main.articles.article_id is not None)
        await self.press("enter")
        await self.until(lambda: self.main.reading.opened is not None and self.main.place == "reader")


@asynccontextmanager
async def running(
    folder: Path,
    *,
    size: tuple[int, int] = (100, 30),
    config: Config | None = None,
    sources: Sequence[str] = (),
    offline: bool = False,
) -> AsyncIterator[Driver]:
    """The app on the library in `folder`."""
    app = NewsreaderApp(folder, config or Config(), Start(tuple(sources), offline=offline))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: driver.main.articles.article_id is not None or sources)
        yield driver
    app.close_library()
