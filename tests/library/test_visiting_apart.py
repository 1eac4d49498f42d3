"""A visit to many feeds in a process of its own."""

from __future__ import annotations

import sys

import pytest

from tests.ingest.fetch.server import Server, text
from tests.serving import rss
from tui_reader.errors import StoreError
from tui_reader.library import Library, processes, visiting_apart
from tui_reader.library.processes import FEW
from tui_reader.library.refreshing import Progress

MANY = FEW + 2


@pytest.fixture
def feeds(library: Library, server: Server) -> None:
    """Many feeds of one entry each, one of which cannot be had."""
    for number in range(MANY):
        if number:
            server.route(f"/{number}", text(rss((f"Entry {number}", "<p>Boats and <b>tides</b>.</p>"))))
        library.feeds.follow(server.url(f"/{number}"))


def titles(library: Library) -> set[str]:
    return {article.title for article in library.reading.listing()}


ALL = {f"Entry {number}" for number in range(1, MANY)}


@pytest.mark.usefixtures("feeds")
def test_what_another_process_fetched_is_here_and_reported(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Progress] = []
    statuses: list[int] = []
    monkeypatch.setattr(visiting_apart, "ended", lambda child: statuses.append(processes.ended(child)))
    report = library.refreshing.refresh_apart(by_hand=True, progress=told.append)
    assert statuses == [0]
    assert titles(library) == ALL
    assert (report.visited, len(report.new), len(report.failed), report.cancelled) == (MANY, MANY - 1, 1, False)
    assert any(each.stored for each in told)
    assert max(each.done for each in told) == MANY
    assert len({hit.title for hit in library.finding.find("tides")}) == len(ALL)


@pytest.mark.usefixtures("feeds")
def test_it_stops_when_it_shall(library: Library) -> None:
    report = library.refreshing.refresh_apart(by_hand=True, cancelled=lambda: True)
    assert report.cancelled
    assert len(report.new) == len(titles(library))


@pytest.mark.usefixtures("feeds")
def test_some_are_visited_here(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting_apart, "_CHILD", "raise SystemExit")
    report = library.refreshing.refresh_apart([feed.id for feed in library.feeds.all()][:FEW], by_hand=True)
    assert report.visited == FEW


@pytest.mark.usefixtures("feeds")
def test_a_process_that_ends_before_its_time_is_one_sentence(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    says_ready = "import pickle; pickle.load(sys.stdin.buffer); pickle.dump('ready', sys.stdout.buffer)"
    monkeypatch.setattr(visiting_apart, "_CHILD", says_ready)
    with pytest.raises(StoreError, match="broken off"):
        library.refreshing.refresh_apart(by_hand=True)


@pytest.mark.usefixtures("feeds")
def test_what_goes_wrong_there_is_told_here(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        visiting_apart, "_CHILD", "from tui_reader.library import visiting_apart; visiting_apart.serve(lambda _: 1 / 0)"
    )
    with pytest.raises(StoreError, match="ZeroDivisionError"):
        library.refreshing.refresh_apart(by_hand=True)


@pytest.mark.usefixtures("feeds")
def test_where_a_process_cannot_begin_feeds_are_visited_here(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting_apart, "_CHILD", "import what_nobody_has")
    library.refreshing.refresh_apart(by_hand=True)
    assert titles(library) == ALL


@pytest.mark.usefixtures("feeds")
def test_where_no_process_can_be_had_feeds_are_visited_here(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    library.refreshing.refresh_apart(by_hand=True)
    assert titles(library) == ALL
