"""Adding what is on the web, and visiting feeds from the app, against a real server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.fetch.server import Server, reply, text
from tests.serving import rss, serving
from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library, visits
from tui_reader.ui.screens.addresses import is_address

BOATS = ("Boats came in", f"<p>{BODY}</p>")
MARKET = ("Market day", "<p>The market opened as on any other day.</p>")
PAGE = f"""<html><head><title>A page to keep</title></head><body><article><h1>A page to keep</h1>
<p>{BODY}</p><p>{BODY}</p><p>{BODY}</p></article></body></html>"""
SITE = """<html><head><title>Harbour</title>
<link rel="alternate" type="application/rss+xml" title="News of the harbour" href="/news">
<link rel="alternate" type="application/rss+xml" title="Tide tables" href="/tides"></head>
<body><p>Welcome to the harbour.</p></body></html>"""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with no routes yet."""
    with serving() as running_server:
        yield running_server


@pytest.fixture(autouse=True)
def _now_and_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(visits, "AGAIN_AFTER", 0)


async def follow(folder: Path, *urls: str, visit: bool = True) -> None:
    """A library that follows feeds. In a thread of its own: this one has a running loop."""

    def prepare() -> None:
        library = Library(folder)
        for url in urls:
            library.feeds.follow(url)
        if visit:
            library.refreshing.refresh()
        library.close()

    await asyncio.to_thread(prepare)


async def add_address(driver: Driver, address: str) -> None:
    await driver.press("a")
    await driver.sees("Add")
    await driver.type(address)
    await driver.press("enter")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("https://a.example/x", True),
        ("a.example", True),
        ("a.example/feed?x=1", True),
        ("localhost:8000", True),
        ("127.0.0.1/feed", True),
        ("notes.txt", False),
        ("folder/notes", False),
        ("~/a.html", False),
        ("two words.org", False),
        ("feeds.opml", False),
    ],
)
def test_what_is_taken_for_an_address(name: str, wanted: bool) -> None:
    assert is_address(name) is wanted


async def test_a_feed_is_followed_and_the_cursor_goes_to_its_newest(tmp_path: Path, server: Server) -> None:
    server.route("/feed", text(rss(BOATS, MARKET)))
    async with running(tmp_path) as driver:
        await add_address(driver, server.url("/feed"))
        await driver.sees("Boats came in", "Harbour News", "2 articles")
        await driver.until(lambda: "▎● Boats came in" in driver.screen)
        assert len(server.asked) == 1
        await driver.press("u")
        await driver.sees("Undone: following a feed")
    library = Library(tmp_path)
    assert library.feeds.all() == []
    library.close()


async def test_a_page_is_kept_and_opened(tmp_path: Path, server: Server) -> None:
    server.route("/2026/page", text(PAGE))
    async with running(tmp_path) as driver:
        await add_address(driver, server.url("/2026/page"))
        await driver.until(lambda: driver.main.reading.opened is not None)
        await driver.sees("A page to keep", "The harbour was quiet")
        opened = driver.main.reading.opened
        assert opened is not None
        assert opened.article.url == server.url("/2026/page")


async def test_a_site_asks_which_feed(tmp_path: Path, server: Server) -> None:
    server.route("/", text(SITE))
    server.route("/tides", text(rss(MARKET, title="Tides")))
    async with running(tmp_path) as driver:
        await add_address(driver, server.url("/"))
        await driver.sees("Follow the feed “News of the harbour”", "Follow the feed “Tide tables”", "Keep the page")
        await driver.press("j", "enter")
        await driver.sees("Market day")
    library = Library(tmp_path)
    assert [feed.url for feed in library.feeds.all()] == [server.url("/tides")]
    library.close()


async def test_what_cannot_be_had_is_one_sentence(tmp_path: Path, server: Server) -> None:
    async with running(tmp_path) as driver:
        await add_address(driver, server.url("/none"))
        await driver.sees("has nothing at this")


async def test_r_visits_the_feed_of_the_article_and_capital_r_all(tmp_path: Path, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    server.route("/other", reply(b"", status=500))
    await follow(tmp_path, server.url("/feed"), server.url("/other"))
    server.route("/feed", text(rss(MARKET, BOATS)))
    asked = len(server.asked)
    async with running(tmp_path) as driver:
        await driver.press("r")
        await driver.sees("Market day", "1 new")
        assert len(server.asked) == asked + 1
        await driver.press("R")
        await driver.sees("a fault of its own", "2 feeds visited")


async def test_the_list_keeps_its_cursor_when_articles_arrive(tmp_path: Path, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    await follow(tmp_path, server.url("/feed"))
    async with running(tmp_path) as driver:
        before = driver.main.articles.article_id
        server.route("/feed", text(rss(MARKET, BOATS)))
        await driver.press("R")
        await driver.sees("Market day")
        assert driver.main.articles.article_id == before


async def test_the_full_text_of_a_truncated_entry_is_fetched_by_key(tmp_path: Path, server: Server) -> None:
    entry = (
        f"<item><title>A page to keep</title><link>{server.url('/2026/page')}</link>"
        "<description>The harbour was quiet before dawn […]</description></item>"
    )
    server.route("/feed", text(f"<rss version='2.0'><channel><title>Harbour</title>{entry}</channel></rss>"))
    server.route("/2026/page", text(PAGE))
    await follow(tmp_path, server.url("/feed"))
    async with running(tmp_path) as driver:
        await driver.open_first()
        await driver.sees("The feed gives only the beginning · X fetches the rest")
        await driver.press("X")
        await driver.sees("The page's text now · u takes it back", "winters, and she said so")
        await driver.press("u")
        await driver.sees("Undone: fetching the full text", "quiet before dawn […]")
        await driver.press("U")
        await driver.sees("Done again: fetching the full text", "winters, and she said so")
        server.route("/feed", text(f"<rss version='2.0'><channel><title>Harbour</title>{entry} </channel></rss>"))
        await driver.press("r")
        await driver.sees("Nothing new")
        await driver.sees("winters, and she said so")


async def test_highlights_are_told_of_where_there_are_some(tmp_path: Path, server: Server) -> None:
    def mark() -> None:
        library = Library(tmp_path)
        library.marks.highlight_quote(library.reading.listing()[0].id, "quiet before dawn", 1)
        library.close()

    link = f"<link>{server.url('/2026/page')}</link>"
    entry = f"<item><title>A page to keep</title>{link}<description>The harbour was quiet before dawn […]</description>"
    server.route("/feed", text(f"<rss version='2.0'><channel><title>Harbour</title>{entry}</item></channel></rss>"))
    server.route("/2026/page", text(PAGE))
    await follow(tmp_path, server.url("/feed"))
    await asyncio.to_thread(mark)
    async with running(tmp_path, size=(60, 20)) as driver:
        await driver.press("X")
        await driver.sees("The page's text now, 1 highlight found")


async def test_due_feeds_are_visited_by_themselves_but_not_offline(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.screens.visiting.FIRST_LOOK", 0.05)
    server.route("/feed", text(rss(BOATS)))
    add(tmp_path, ("A file of mine", BODY))
    await follow(tmp_path, server.url("/feed"), visit=False)
    async with running(tmp_path, offline=True) as driver:
        await driver.sees("A file of mine")
        await driver.pilot.pause(0.5)
        assert server.asked == []  # half a second after the clock would have asked
    async with running(tmp_path) as driver:
        await driver.sees("Boats came in")
