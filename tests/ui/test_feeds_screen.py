"""The feeds screen in the app: looking, health, deeds on a feed, mending ill ones, lists in and out, clearing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.ingest.fetch.server import Server, redirect, reply, text
from tests.serving import rss, serving
from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library, visits
from tui_reader.model import Feed
from tui_reader.ui.screens.feeds import FeedsScreen
from tui_reader.ui.screens.feeds.clearing import ClearingScreen
from tui_reader.ui.screens.feeds.editing import EditFeedScreen
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.prompt import ChoiceScreen, PageScreen, PromptScreen
from tui_reader.ui.widgets.row_list import RowList

BOATS = ("Boats came in", f"<p>{BODY}</p>")
MARKET = ("Market day", "<p>The market opened as on any other day.</p>")
FOG = ("Fog", "<p>Nothing could be seen of the other bank until noon, and the ferry waited.</p>")
SITE = """<html><head><title>Harbour</title>
<link rel="alternate" type="application/rss+xml" title="News of the harbour" href="/news"></head>
<body><p>Welcome to the harbour.</p></body></html>"""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with three feeds: of one article, of two, and one that is not there."""
    with serving() as running_server:
        running_server.route("/harbour", text(rss(BOATS, title="Harbour [/b]")))
        market = rss(MARKET, FOG, title="Market").replace("harbour.example", "market.example")
        running_server.route("/market", text(market))
        yield running_server


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "AGAIN_AFTER", 0)


async def in_library(folder: Path, job: Callable[[Library], object]) -> None:
    """Do something in the library. In a thread of its own: this one has a running loop."""

    def do() -> None:
        library = Library(folder)
        job(library)
        library.close()

    await asyncio.to_thread(do)


async def follow(folder: Path, server: Server) -> None:
    """Follow the three feeds and visit them."""

    def job(library: Library) -> None:
        library.feeds.follow(server.url("/harbour"), tags=["sea"])
        library.feeds.follow(server.url("/market"), tags=["sea", "trade"])
        library.feeds.follow(server.url("/lost"), title="Lost")
        library.refreshing.refresh(by_hand=True)

    await in_library(folder, job)


async def feeds_of(folder: Path) -> dict[str, Feed]:
    """The feeds that are followed, by name."""
    found: list[Feed] = []
    await in_library(folder, lambda library: found.extend(library.feeds.all()))
    return {feed.shown: feed for feed in found}


def screen_of(app: Driver) -> FeedsScreen:
    screen = next(screen for screen in app.app.screen_stack if isinstance(screen, FeedsScreen))
    assert isinstance(screen, FeedsScreen)
    return screen


def at(app: Driver) -> str:
    """The name of the feed under the cursor."""
    current = screen_of(app).current
    return "" if current is None else current.feed.shown


def names(app: Driver) -> list[str]:
    screen = screen_of(app)
    return [screen.collection.by_id[key.id].feed.shown for key in screen.query_one(RowList).keys]


async def open_feeds(app: Driver, key: str = "f") -> None:
    await app.press("g", key)
    await app.until(lambda: isinstance(app.app.screen, FeedsScreen) and app.app.screen.is_mounted)
    await app.sees("Feeds")


async def on_dialog(app: Driver, kind: type) -> None:
    await app.until(lambda: isinstance(app.app.screen, kind) and app.app.screen.is_mounted)


async def test_feeds_stand_by_name_with_their_state_and_details(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path, size=(120, 30)) as app:
        await open_feeds(app)
        await app.sees(
            "3 feeds · 3 unread · 3 ill", "Harbour [/b]", "1/1 · silent for", "#sea #trade" if False else "#sea"
        )
        assert names(app) == ["Harbour [/b]", "Lost", "Market"]
        await app.sees("◌ Nothing new for", "Last success", "Next try in", server.url("/harbour"))
        await app.press("j")
        await app.sees("✕ It could not be had", "has nothing at this address (404).", "f Look for its feed again")


async def test_health_opens_on_the_ill_ones_under_headings(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        await app.sees("Failing · 1", "Silent for months · 2", "✕ Lost")
        assert at(app) == "Lost"
        await app.press("o")
        await app.until(lambda: names(app)[0] == "Harbour [/b]")
        await app.press("g", "h")
        await app.sees("Failing · 1")
        assert at(app) == "Lost"


@pytest.mark.parametrize("size", [(60, 20), (100, 24), (160, 40)])
async def test_the_details_stand_below_or_beside(tmp_path: Path, server: Server, size: tuple[int, int]) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path, size=size) as app:
        await open_feeds(app)
        rows, page = screen_of(app).query_one(".browse-rows"), screen_of(app).query_one(".browse-page")
        await app.sees("1/1 · silent for", "Harbour [/b]")
        assert (page.region.x >= rows.region.right) == (size[0] >= 100)
        assert page.display


async def test_orders_are_turned_through_and_a_filter_forgives(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("o")
        await app.sees("Unread · 2", "All read · 1")
        assert names(app) == ["Market", "Harbour [/b]", "Lost"]
        await app.press("o")
        await app.sees("#sea · 2", "#trade · 1", "Without a tag · 1")
        await app.press("O", "O", "/")
        await app.type("markt")
        await app.until(lambda: names(app) == ["Market"])
        await app.sees("1 of 3 · similar words")
        await app.press("escape")
        await app.until(lambda: len(names(app)) == 3)
        assert at(app) == "Market"


async def test_all_orders_are_seen_or_said_to_be_there(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path, size=(60, 20)) as app:
        await open_feeds(app)
        await app.sees(" Feeds  by name  by unread  by tag  health ", " 3 feeds \n")
        await app.pilot.resize_terminal(40, 20)
        await app.sees(" by name  by unread  by tag  health")
        await app.pilot.resize_terminal(34, 20)
        await app.sees(" ‹ by name › ", " 3 feeds · 3 unread \n")
        await app.press("o")
        await app.sees(" ‹ by unread › ")
        await app.pilot.click(offset=(1, 0))
        await app.sees(" ‹ by name › ")


async def test_enter_lists_its_articles_escape_leads_back_and_a_restart_keeps_them(
    tmp_path: Path, server: Server
) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("G", "enter")
        await app.sees("Market · 2", "Market day")
        assert app.app.screen is app.main
        await app.press("escape")
        await app.until(lambda: isinstance(app.app.screen, FeedsScreen))
        assert at(app) == "Market"
        await app.press("enter")
        await app.sees("Market · 2")
        await app.press("j")
        await app.open_first()
        await app.press("escape")
        await app.until(lambda: app.main.place == "list")
        await app.main.save()
    async with running(tmp_path) as again:
        await again.press("escape")
        await again.until(lambda: again.main.place == "list")
        await again.sees("Market · 2")
        await again.press("escape")
        await again.sees("Unread · ")


async def test_r_visits_the_feed_and_capital_r_all(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    server.route("/lost", text(rss(("Found", "x"), title="Lost")))
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        asked = len(server.asked)
        await app.press("r")
        await app.sees("1 new · 1 feed visited", "Silent for months · 3")
        assert [each.path for each in server.asked[asked:]] == ["/lost"]
        assert at(app) == "Lost"
        await app.press("R")
        await app.sees("Nothing new · 3 feeds visited")


async def test_pausing_and_leaving_are_taken_back_here(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("p")
        await app.sees("Harbour [/b] is paused · u takes it back", "1/1 · paused")
        await app.press("p")
        await app.sees("is visited again", "1/1 · silent")
        await app.press("x")
        await app.sees("is followed no more, its articles stay · u takes it back", "2 feeds")
        assert names(app) == ["Lost", "Market"]
        await app.press("u")
        await app.sees("Undone: leaving Harbour [/b]", "3 feeds · 3 unread")
        assert at(app) == "Harbour [/b]"
        await app.press("U")
        await app.until(lambda: names(app) == ["Lost", "Market"])
        await app.press("q")
        await app.sees("Unread 2")


async def test_keys_typed_ahead_and_without_a_list_are_commands(tmp_path: Path, server: Server) -> None:
    await in_library(tmp_path, lambda library: library.feeds.follow(server.url("/harbour"), title="Harbour"))
    await asyncio.to_thread(add, tmp_path, ("A file of mine", BODY))
    async with running(tmp_path, offline=True) as app:
        await app.press("g", "f", "p")
        await app.sees("Harbour is paused")
        await app.press("x")
        await app.sees("You follow no feeds yet.")
        await app.press("u")
        await app.sees("no articles · paused")
        await app.press("u")
        await app.sees("not visited yet")
        assert app.app.screen.query_one(Input).value == ""


async def test_among_ill_feeds_one_goes_on_to_the_next(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        assert names(app) == ["Lost", "Harbour [/b]", "Market"]
        await app.press("p", "p")
        await app.sees("Paused · 2", "Silent for months · 1")
        assert {name for name, feed in (await feeds_of(tmp_path)).items() if feed.paused} == {"Lost", "Harbour [/b]"}
        assert at(app) == "Market"


async def test_articles_of_a_feed_are_marked_read(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("G", "A")
        await app.sees("Market is read · u takes it back", "0/2 · silent", "1 unread")
        await app.press("A")
        await app.sees("There is nothing to do here")
        await app.press("u")
        await app.sees("2/2 · silent")


async def test_settings_are_kept_once_every_mistake_is_mended(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path, size=(100, 36)) as app:
        await open_feeds(app)
        await app.press("e")
        await on_dialog(app, EditFeedScreen)
        await app.type("Quay [b")
        await app.press("down", "ctrl+u")
        await app.type("ftp://x")
        await app.press("down", "down")
        await app.type("soon")
        await app.press("down")
        await app.type("many")
        await app.press("enter")
        await app.sees("Only http and https addresses", "'soon' is no time between", "'many' is no number of articles")
        assert (await feeds_of(tmp_path)).keys() == {"Harbour [/b]", "Market", "Lost"}
        assert app.app.screen.focused is app.app.screen.query_one("#url")
        await app.press("ctrl+u")
        await app.type(server.url("/harbour"))
        await app.press("down", "down", "ctrl+u")
        await app.type("2 hours")
        await app.press("down", "ctrl+u")
        await app.type("50")
        await app.press("down", "down", "down", "down", "down")
        await app.sees("▐ ▌ fetch the full text")
        await app.press("space")
        await app.sees("▐X▌ fetch the full text")
        await app.press("enter")
        await app.sees("is changed · u takes it back", "Quay [b", "visited every 2 hours, keeps 50 articles")
        quay = (await feeds_of(tmp_path))["Quay [b"]
        assert (quay.interval, quay.keep, quay.full_text, quay.url) == (7_200, 50, True, server.url("/harbour"))
        await app.press("u")
        await app.until(lambda: "Harbour [/b]" in names(app))


async def test_escape_leaves_the_settings_as_they_were(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    before = await feeds_of(tmp_path)
    async with running(tmp_path, size=(100, 36)) as app:
        await open_feeds(app)
        await app.press("e")
        await on_dialog(app, EditFeedScreen)
        await app.type("Quay")
        await app.press("escape")
        await app.until(lambda: isinstance(app.app.screen, FeedsScreen))
    assert await feeds_of(tmp_path) == before


async def test_tags_are_given_and_become_lists(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("t")
        await on_dialog(app, PromptScreen)
        assert app.app.screen.query_one(Input).value == "sea"
        await app.press("end")
        await app.type(" morning")
        await app.press("enter")
        await app.sees("#morning")
        await app.press("q", "g", "l")
        await on_dialog(app, ChoiceScreen)
        await app.sees("#morning · 1 unread", "#sea · 3 unread", "#trade · 2 unread")
        await app.press("k", "enter")
        await app.sees("#trade · 2", "Market day")


async def test_a_feed_that_became_a_page_is_found_again(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    server.route("/lost", text(SITE))
    server.route("/news", text(rss(("Found", "x"), title="News of the harbour")))
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        await app.press("f")
        await on_dialog(app, ChoiceScreen)
        await app.sees("has nothing at this address", "Look for its feed again", "Leave it: its articles stay")
        await app.press("enter")
        await app.sees("These feeds are there now", server.url("/news"))
        await app.press("enter")
        await app.sees("1 new · 1 feed visited")
        await app.until(lambda: "News of the harbour" in names(app))
        found = (await feeds_of(tmp_path))["News of the harbour"]
        assert (found.url, found.problem) == (server.url("/news"), "")


async def test_a_host_inside_is_known_once_for_all_feeds_there(tmp_path: Path, server: Server) -> None:
    def bring(library: Library) -> None:
        for path in ("/harbour", "/market"):
            library.feeds.follow(server.url(path), typed=False)
        library.refreshing.refresh(by_hand=True)

    await in_library(tmp_path, bring)
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        await app.press("f")
        await on_dialog(app, ChoiceScreen)
        await app.sees("Visit all feeds of its host: I know it")
        await app.press("enter")
        await app.sees("3 new · 2 feeds visited")


async def test_where_no_feed_is_it_is_said(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    server.route("/lost", text("<html><body><p>Nothing.</p></body></html>"))
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        await app.press("f", "enter")
        await app.sees("No feed was found at")
        await app.press("f")
        await on_dialog(app, ChoiceScreen)
        await app.press("j", "enter")
        await on_dialog(app, EditFeedScreen)
        assert app.app.screen.focused is app.app.screen.query_one("#url")


async def test_a_login_is_asked_for_where_it_is_wanted(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    server.route("/lost", reply(b"", status=401, headers={"WWW-Authenticate": "Basic"}))
    await in_library(tmp_path, lambda library: library.refreshing.refresh(by_hand=True))
    async with running(tmp_path, size=(100, 36)) as app:
        await open_feeds(app, "h")
        await app.press("f", "enter")
        await on_dialog(app, EditFeedScreen)
        await app.type("ann")
        await app.press("down")
        await app.type("canary")
        assert "canary" not in app.screen
        server.route("/lost", text(rss(("Inside", "x"), title="Lost")))
        await app.press("enter")
        await app.sees("1 new · 1 feed visited")
        assert server.asked[-1].headers["authorization"] == "Basic YW5uOmNhbmFyeQ=="


async def test_a_new_address_is_accepted_and_a_well_feed_needs_nothing(tmp_path: Path, server: Server) -> None:
    server.route("/old", redirect("/new", 301))
    server.route("/new", text(rss(title="Moved house")))

    def job(library: Library) -> None:
        library.feeds.follow(server.url("/old"))
        library.refreshing.refresh(by_hand=True)

    await in_library(tmp_path, job)
    async with running(tmp_path, size=(120, 30)) as app:
        await open_feeds(app, "h")
        await app.sees("Moved · 1", f"It was at {server.url('/old')} before")
        await app.press("f", "enter")
        await app.sees("has a new address · u takes it back", "Well · 1")
        await app.press("f")
        await app.sees("is well; there is nothing to mend")


async def test_without_feeds_the_screen_says_what_to_press(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited: list[object] = []
    monkeypatch.setattr(
        "tui_reader.ui.screens.visiting.Visiting.refresh", lambda self, ids, **facts: visited.append(ids)
    )
    add(tmp_path, ("A file of mine", BODY))
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.sees("You follow no feeds yet.", "starter packs", "import OPML", "add a feed")
        await app.press("enter", "x", "p", "e", "t", "f", "r", "A", "y", "E", "j", "G", "o")
        await app.press("s")
        await on_dialog(app, ChoiceScreen)
        await app.sees("Starter packs", "World news · 6 feeds", "BBC News")
        await app.press("j", "enter")
        await app.sees("6 feeds followed · u takes it back", "Quanta Magazine")
        assert [len(ids) for ids in visited if isinstance(ids, list)] == [6]
        await app.press("u")
        await app.sees("You follow no feeds yet.")


async def test_a_list_comes_in_and_what_is_skipped_is_told(tmp_path: Path, server: Server) -> None:
    urls = tmp_path / "urls"
    urls.write_text(f'{server.url("/harbour")} sea\nexec:/bin/rubbish\n"query:Unread:unread = \\"yes\\""\n', "utf-8")
    add(tmp_path, ("A file of mine", BODY))
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("i")
        await on_dialog(app, PromptScreen)
        await app.type(str(urls))
        await app.press("enter")
        await on_dialog(app, PageScreen)
        await app.sees("1 feed followed.", "2 lines not taken:", "exec:/bin/rubbish")
        await app.press("escape")
        # A list of a stranger may not lead into the own network; its reader may.
        await app.sees("1 feed · ", "inside your own")
        await app.press("f", "enter")
        await app.sees("Harbour [/b]", "1/1 · silent")


async def test_feeds_go_out_as_opml(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    target = tmp_path / "mine.opml"
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("E")
        await on_dialog(app, PromptScreen)
        await app.press("ctrl+u")
        await app.type(str(target))
        await app.press("enter")
        await app.sees("3 feeds → ")
        assert server.url("/market") in target.read_text("utf-8")


async def test_adding_from_here_puts_the_cursor_on_the_new_feed(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    server.route("/third", text(rss(("Third", "x"), title="Third")))
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("a")
        await on_dialog(app, PromptScreen)
        await app.type(server.url("/third"))
        await app.press("enter")
        await app.until(lambda: at(app) == "Third")
        await app.sees("4 feeds", "1/1 · ")


async def test_an_article_added_from_here_is_shown_unless_one_went_on(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} of mine\n{BODY}", "utf-8")
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("a")
        await on_dialog(app, PromptScreen)
        app.app.screen.query_one(Input).value = str(tmp_path / "first.txt")
        await app.press("enter")
        await app.until(lambda: app.app.screen is app.main and app.main.place == "reader")
        await app.sees("The first of mine", "1 added")
        await open_feeds(app)
        hold = threading.Event()
        waiting = asyncio.ensure_future(app.app._adding_desk.ask(lambda _: hold.wait(10)))
        await app.press("a")
        await on_dialog(app, PromptScreen)
        app.app.screen.query_one(Input).value = str(tmp_path / "second.txt")
        await app.press("enter")
        await on_dialog(app, FeedsScreen)
        await app.until(lambda: any(worker.group == "adding" for worker in app.main.workers))
        await app.press("j")
        hold.set()
        await waiting
        await app.sees("1 added", "Lost")
        assert isinstance(app.app.screen, FeedsScreen)


async def test_clearing_shows_what_would_go_asks_and_spares_what_is_marked(tmp_path: Path, server: Server) -> None:
    entries = [(f"Entry {number}", f"<p>The text of {number}.</p>") for number in range(12)]
    server.route("/harbour", text(rss(*entries, title="Harbour [/b]")))
    await follow(tmp_path, server)

    def read(library: Library) -> None:
        ids = [article.id for article in library.reading.listing()]
        library.reading.set_read(ids, True)
        library.marks.bookmark(next(a.id for a in library.reading.listing() if a.title == "Entry 11"))

    await in_library(tmp_path, read)
    await asyncio.to_thread(add, tmp_path, ("Still unread", BODY))
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("c")
        await on_dialog(app, ClearingScreen)
        await app.sees("There is nothing to delete")
        await app.press("ctrl+u", "5")
        await app.sees("6  Harbour [/b]", "Enter deletes these 6")
        await app.press("enter")
        await app.sees("Delete 6 articles for good?")
        await app.press("n")
        await app.sees("Enter deletes these 6")
        await app.press("enter", "y")
        await app.sees("6 articles deleted")
        await app.sees("0/6 · silent")


async def test_clearing_can_be_stopped(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.ui.screens.feeds.clearing.AT_ONCE", 1)
    entries = [(f"Entry {number}", "<p>Words.</p>") for number in range(20)]
    server.route("/harbour", text(rss(*entries, title="Harbour [/b]")))
    await follow(tmp_path, server)
    await in_library(tmp_path, lambda lib: lib.reading.set_read([a.id for a in lib.reading.listing()], True))
    await asyncio.to_thread(add, tmp_path, ("Still unread", BODY))
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("c")
        await on_dialog(app, ClearingScreen)
        await app.press("ctrl+u", "0")
        await app.sees("Enter deletes these")
        await app.press("enter")
        await app.sees("for good?")
        screen = app.app.screen
        assert isinstance(screen, ClearingScreen)
        screen._stopped = True  # as Escape does, but surely before the second one
        await app.press("y")
        await app.until(lambda: isinstance(app.app.screen, FeedsScreen))
        await app.sees("0/20 · silent")


async def test_help_and_palette_know_this_place(tmp_path: Path, server: Server) -> None:
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("?")
        await on_dialog(app, HelpScreen)
        await app.sees("Keys among the feeds", "What may help a feed that is not well.")
        await app.press("q")
        await app.until(lambda: isinstance(app.app.screen, FeedsScreen))
        await app.press("ctrl+p")
        await app.type("starter")
        await app.sees("Starter packs")


async def test_the_page_in_place_of_a_feed_is_looked_at_before_its_site(tmp_path: Path, server: Server) -> None:
    """What is followed already is not offered."""

    def job(library: Library) -> None:
        library.feeds.follow(server.url("/harbour"))
        library.feeds.follow(server.url("/market"))
        library.refreshing.refresh(by_hand=True)

    link = "<link rel='alternate' type='application/rss+xml' href='{}'>"
    more = f"<link>{server.url('/site')}</link>"
    server.route("/harbour", text(rss(BOATS, title="Harbour", more=more)))
    await in_library(tmp_path, job)
    server.route("/harbour", text(f"<html><head>{link.format('/market')}{link.format('/new')}</head></html>"))
    server.route("/site", text(f"<html><head>{link.format('/harbour')}</head></html>"))
    server.route("/new", text(rss(BOATS, MARKET, title="Harbour")))
    await in_library(tmp_path, lambda library: library.refreshing.refresh(by_hand=True))
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        await app.press("f", "enter")
        await app.sees("These feeds are there now", server.url("/new"))
        assert server.url("/market") not in app.screen
        await app.press("enter")
        await app.sees("1 new · 1 feed visited")
        assert (await feeds_of(tmp_path))["Harbour"].url == server.url("/new")


async def test_that_a_feed_is_visited_is_not_said_any_more_when_that_failed(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.widgets.status.NOTICE_SECONDS", 60.0)
    server.route("/lost", reply(b"", status=500))
    await follow(tmp_path, server)
    async with running(tmp_path) as app:
        await open_feeds(app, "h")
        await app.press("f", "enter")
        await app.sees("a fault of its own")
        await app.until(lambda: "Visiting Lost" not in app.screen)


async def test_undoing_a_subscription_says_what_stays(tmp_path: Path, server: Server) -> None:
    await in_library(tmp_path, lambda library: library.feeds.follow(server.url("/market")))
    await in_library(tmp_path, lambda library: library.refreshing.refresh())
    async with running(tmp_path) as app:
        await open_feeds(app)
        await app.press("u")
        await app.sees("Undone: following a feed; 2 articles stay")
        await app.press("U")
        await app.sees("Done again: following a feed ")
