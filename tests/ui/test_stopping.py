"""What comes in is stopped by Escape, and what came stays."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.ingest.fetch.server import text, waiting
from tests.library.test_subscriptions import cache
from tests.serving import rss, serving
from tests.ui.driving import BODY, add, running
from tests.ui.test_incoming import follow
from tui_reader.library import Library, subscriptions, visits
from tui_reader.ui.screens.feeds import FeedsScreen
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.visiting import Visiting


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "AGAIN_AFTER", 0)


async def test_a_cache_is_stopped_on_the_feeds_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, ("A file of mine", BODY))
    items = [(f"Article {number}", "<p>Words.</p>", 1) for number in range(10)]
    path = cache(tmp_path / "cache.db", "https://harbour.example/feed", *items)
    hold, visited = threading.Event(), []
    put: Callable[..., None] = subscriptions.Subscriptions._put

    def slow(self: object, batch: object, report: subscriptions.Report) -> None:
        put(self, batch, report)
        if report.articles > 2:
            hold.wait(10)

    monkeypatch.setattr(subscriptions, "BATCH", 2)
    monkeypatch.setattr(subscriptions.Subscriptions, "_put", slow)
    monkeypatch.setattr(Visiting, "refresh", lambda self, ids, **facts: visited.append(ids))
    async with running(tmp_path, size=(100, 24)) as app:
        await app.press("g", "f")
        await app.sees("You follow no feeds yet.")
        await app.press("i")
        await app.until(lambda: isinstance(app.app.screen, PromptScreen))
        app.app.screen.query_one(Input).value = str(path)
        await app.press("enter")
        await app.sees("⟳ 2 articles · Esc stops", "Esc stop ")
        await app.press("escape")
        await app.sees("stopping")
        hold.set()
        await app.sees("Stopped; what came stays · 1 feed followed, 4 articles")
        assert isinstance(app.app.screen, FeedsScreen)
        assert not visited
        await app.sees("1 feed · 4 unread")
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.main)
        await app.sees("Unread · 5")


async def test_files_are_stopped_in_the_list(tmp_path: Path) -> None:
    add(tmp_path, ("A file of mine", BODY))
    (tmp_path / "more.txt").write_text(f"More\n{BODY}", "utf-8")
    async with running(tmp_path) as app:
        hold = threading.Event()
        waiting = asyncio.ensure_future(app.app._adding_desk.ask(lambda _: hold.wait(10)))
        app.main.incoming.add([str(tmp_path / "more.txt")])
        await app.sees("adding · Esc stops")
        await app.press("escape")
        await app.sees("stopping")
        hold.set()
        await waiting
        await app.sees("Stopped; nothing was added")
        assert "Esc stops" not in app.screen
        app.main.incoming.add([str(tmp_path / "more.txt")])  # what was stopped is no obstacle
        await app.sees("1 added")
    library = Library(tmp_path)
    assert len(library.reading.listing()) == 2
    library.close()


TRUNCATED = (
    "<rss version='2.0'><channel><title>Harbour</title><item><title>A page to keep</title><link>{}</link>"
    "<description>The harbour was quiet before dawn […]</description></item></channel></rss>"
)


@pytest.mark.parametrize("place", ["reader", "list"])
async def test_the_fetch_of_a_full_text_is_stopped_and_the_text_stays(tmp_path: Path, place: str) -> None:
    with serving() as server:
        release = asyncio.Event()
        server.route("/page", waiting(release))
        server.route("/feed", text(TRUNCATED.format(server.url("/page"))))
        await follow(tmp_path, server.url("/feed"))
        async with running(tmp_path, size=(60, 20)) as app:
            await app.open_first()
            if place == "list":
                await app.press("escape")
            await app.press("X")
            await app.sees("fetching the page · Esc stops")
            await app.until(lambda: any(asked.path == "/page" for asked in server.asked))
            await app.press("escape")
            await app.sees("Stopped; the text stays as it was")
            assert app.main.place == place
            assert "Esc stops" not in app.screen
            opened = app.main.reading.opened
            assert opened is not None
            assert opened.document.text.startswith("The harbour was quiet before dawn")


async def test_a_visit_that_is_stopped_says_what_it_did_not_come_to(tmp_path: Path) -> None:
    with serving() as server:
        server.route("/feed", text(rss(("Boats", BODY))))
        for path in ("/one", "/two"):
            server.route(path, waiting(asyncio.Event()))
        await follow(tmp_path, server.url("/feed"))
        await follow(tmp_path, server.url("/one"), server.url("/two"), visit=False)
        async with running(tmp_path, size=(60, 20)) as app:
            await app.press("R")
            await app.sees("⟳ 1/3 feeds")
            await app.press("escape")
            await app.sees("Stopped; 1 feed visited, 2 not · nothing new")


async def test_of_several_jobs_the_one_that_goes_on_is_told_and_the_clock_is_not_stopped(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        going_on = app.main.incoming.going_on
        with going_on.job("visiting by the clock", by_clock=True) as by_clock:
            assert not going_on.running
            with going_on.job("first") as first, going_on.job("second") as second:
                await app.sees("second · Esc stops")
                second.stopped = True
                going_on.show()
                await app.sees("first · Esc stops")
                going_on.stop()
                assert (first.stopped, by_clock.stopped, going_on.running) == (True, False, False)
            await app.sees("visiting by the clock")
            assert "Esc stops" not in app.screen
        await app.until(lambda: "clock" not in app.screen)
