"""How feeds are doing in one word, what may help them, and what the feeds screen asks of the desks besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.fetch.server import Server, password, redirect, reply, text
from tests.serving import rss, serving
from tui_reader.errors import ExportError
from tui_reader.library import Library, visits
from tui_reader.library.feeds import FeedState
from tui_reader.library.health import Health, Remedy, health_of, remedies

BOATS = ("Boats", "<p>Two boats came in with the tide.</p>")
MARKET = ("Market", "<p>The market opened as on any other day.</p>")
YEAR = 365 * 86_400


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with no routes yet."""
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "AGAIN_AFTER", 0)


@pytest.fixture
def well(library: Library) -> FeedState:
    """A feed that nothing is wrong with."""
    feed, _ = library.feeds.follow("https://harbour.example/feed")
    state = library.feeds.states()[0]
    return replace(state, feed=replace(feed, last_try=1, last_success=1))


@pytest.mark.parametrize(
    ("facts", "more", "health", "first"),
    [
        ({}, {}, "well", None),
        ({}, {"weekly": 35.0}, "busy", "pause"),
        ({"last_success": None, "last_try": None}, {}, "new", "visit"),
        ({}, {"silent": YEAR}, "silent", "pause"),
        ({"moved_from": "https://old.example/"}, {"silent": YEAR}, "moved", "keep"),
        ({"moved_to": "https://new.example/"}, {}, "moved", "leave"),
        ({"problem": "No.", "trouble": "missing"}, {"silent": YEAR}, "failing", "look"),
        ({"problem": "No.", "trouble": "no feed"}, {}, "failing", "look"),
        ({"problem": "No.", "trouble": "login"}, {}, "failing", "account"),
        ({"problem": "No.", "trouble": "limited"}, {}, "failing", "pause"),
        ({"problem": "No.", "trouble": "inward", "typed": False}, {}, "failing", "trust"),
        ({"problem": "No.", "trouble": "inward", "typed": True}, {}, "failing", "look"),
        ({"problem": "No.", "trouble": "timeout"}, {}, "failing", "visit"),
        ({"problem": "No.", "trouble": "gone", "gone": True}, {}, "gone", "leave"),
        ({"problem": "No.", "gone": True, "paused": True}, {}, "paused", "resume"),
    ],
)
def test_each_state_has_one_word_and_its_remedy(
    well: FeedState, facts: dict[str, Any], more: dict[str, Any], health: Health, first: Remedy | None
) -> None:
    state = replace(well, feed=replace(well.feed, **facts), **more)
    assert health_of(state) == health
    assert next(iter(remedies(state)), None) == first


def test_nobody_is_advised_to_ask_again_who_was_asked_to_wait(well: FeedState) -> None:
    state = replace(well, feed=replace(well.feed, problem="Too often.", trouble="limited"))
    assert "visit" not in remedies(state)


@pytest.mark.parametrize(
    ("handler", "trouble"),
    [
        (reply(b"", status=404), "missing"),
        (reply(b"", status=500), "status"),
        (reply(b"", status=410), "gone"),
        (reply(b"", status=429), "limited"),
        (password("x"), "login"),
        (text("<html><body>no feed</body></html>"), "no feed"),
    ],
)
def test_the_kind_of_trouble_is_kept_and_goes_with_it(
    library: Library, server: Server, handler: Any, trouble: str
) -> None:
    server.route("/feed", handler)
    feed, _ = library.feeds.follow(server.url("/feed"))
    library.refreshing.refresh([feed.id], by_hand=True)
    assert library.feeds.get(feed.id).trouble == trouble
    server.route("/feed", text(rss(BOATS)))
    library.feeds.set(feed.id, url=server.url("/feed"))  # what was gone or asked to wait is asked again then
    library.refreshing.refresh([feed.id], by_hand=True)
    after = library.feeds.get(feed.id)
    assert (after.trouble, after.problem, after.gone) == ("", "", False)


def test_a_move_to_where_another_feed_is_followed_is_told(library: Library, server: Server) -> None:
    server.route("/new", text(rss(BOATS)))
    server.route("/old", redirect("/new", 301))
    library.feeds.follow(server.url("/new"))
    old, _ = library.feeds.follow(server.url("/old"))
    library.refreshing.refresh(by_hand=True)
    known = library.feeds.get(old.id)
    assert (known.url, known.moved_to) == (server.url("/old"), server.url("/new"))
    server.route("/old", text(rss(BOATS)))
    library.refreshing.refresh(by_hand=True)
    assert library.feeds.get(old.id).moved_to == ""


def test_being_content_with_a_new_address_can_be_undone(library: Library, server: Server) -> None:
    server.route("/new", text(rss(BOATS)))
    server.route("/old", redirect("/new", 301))
    feed, _ = library.feeds.follow(server.url("/old"))
    library.refreshing.refresh(by_hand=True)
    library.feeds.keep_address(feed.id)
    assert health_of(library.feeds.states()[0]) != "moved"
    library.undoing.undo()
    assert library.feeds.get(feed.id).moved_from == server.url("/old")


def test_states_count_what_came_of_late(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS, MARKET)))
    feed, _ = library.feeds.follow(server.url("/feed"), tags=["sea"])
    other, _ = library.feeds.follow(server.url("/none"), tags=["sea", "land"])
    library.refreshing.refresh(by_hand=True)
    library.reading.set_read([library.reading.listing()[0].id], True)
    by_id = {state.feed.id: state for state in library.feeds.states()}
    assert (by_id[feed.id].tally.total, by_id[feed.id].tally.unread, by_id[feed.id].weekly) == (2, 1, 0)
    assert by_id[feed.id].silent is not None
    assert (by_id[other.id].tally.total, by_id[other.id].silent) == (0, None)
    assert by_id[feed.id].due.reasons
    assert library.feeds.tags() == {"land": 0, "sea": 1}
    assert [a.title for a in library.feeds.tagged_head("sea", 10)] == ["Boats", "Market"]
    assert len(library.feeds.tagged("sea").ids) == 2
    library.feeds.leave([feed.id])
    assert library.feeds.tags() == {"land": 0, "sea": 0}
    assert len(library.feeds.tagged("sea").ids) == 0


def test_every_mistake_in_settings_is_told_by_its_name(library: Library) -> None:
    library.feeds.follow("https://other.example/feed", title="Other")
    feed, _ = library.feeds.follow("https://harbour.example/feed")
    mistakes = library.feeds.mistakes(
        feed.id,
        {
            **{"name": "Fine", "url": "https://other.example/feed", "interval": 5, "keep": -1, "password": "x"},
            **{"headers": {"Cookie": "x"}, "tags": ["#"]},
        },
    )
    assert set(mistakes) == {"url", "interval", "keep", "headers", "tags"}
    assert "followed already, as Other" in mistakes["url"]
    assert library.feeds.mistakes(feed.id, {"url": feed.url, "interval": None}) == {}
    assert library.feeds.get(feed.id) == feed


def test_opml_is_written_whole_and_over_nothing_else(library: Library, tmp_path: Path) -> None:
    def write(path: Path) -> None:
        library.exporting.export_as("opml", path, feeds=library.subscriptions.outgoing())

    library.feeds.follow("https://harbour.example/feed", title="Harbour <&>", tags=["sea"])
    target = tmp_path / "out" / "feeds.opml"
    write(target)
    assert library.subscriptions.is_list(target)
    library.feeds.follow("https://other.example/feed")
    write(target)
    assert "other.example" in target.read_text("utf-8")
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary", "utf-8")
    with pytest.raises(ExportError, match="left as it is"):
        write(diary)
    assert diary.read_text("utf-8") == "Dear diary"
    again = Library(tmp_path / "again")
    again.subscriptions.bring(target)
    assert [(f.url, f.shown, f.tags) for f in again.feeds.all()] == [
        (f.url, f.shown, f.tags) for f in library.feeds.all()
    ]
    again.close()
