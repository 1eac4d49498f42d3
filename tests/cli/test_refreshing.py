"""`newsreader refresh`, as cron and a person run it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from email.utils import formatdate
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Runner
from tests.ingest.fetch.server import Asked, Server, conditional, reply, text
from tests.serving import rss
from tui_reader.library import Library, visits

BOATS = ("Boats", "<p>Two boats came in with the tide.</p>")
MARKET = ("Market", "<p>The market opened as on any other day.</p>")


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def feeds(server: Server, tmp_path: Path) -> None:
    """Two feeds that are followed and one that fails, none of them visited yet."""
    server.route("/1", text(rss(BOATS, MARKET, title="One")))
    server.route("/2", conditional(rss(("Fish", "<p>Fish.</p>"), title="Two").encode(), '"v"', formatdate(0)))
    server.route("/3", reply(b"", status=404))
    library = Library(tmp_path / "data")
    for path in ("/1", "/2", "/3"):
        library.feeds.follow(server.url(path), name=f"Feed {path[1:]}")
    library.close()


def test_what_is_due_is_visited_and_counted(
    run: Runner, feeds: None, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "AGAIN_AFTER", 60)
    assert run("refresh", status=1) == "3 feeds visited, 3 new, 0 updated; 1 failed\n"
    assert run.errors == "newsreader: Feed 3: 127.0.0.1 has nothing at this address (404).\n"
    assert {row["title"] for row in run.json("list")} == {"Boats", "Market", "Fish"}
    assert [hit["title"] for hit in run.json("search", "market opened")] == ["Market"]
    asked = len(server.asked)
    assert run("refresh") == "No feed is due; --all visits them all the same\n"
    assert run("refresh", "Feed 1").startswith("No feed was visited: the last visit was a moment ago")
    assert run("refresh", "--quiet") == ""
    assert len(server.asked) == asked


def test_for_a_program(run: Runner, feeds: None, server: Server) -> None:
    report = run.json("refresh", status=1)
    assert run.errors == ""
    assert {name: report[name] for name in ("visited", "unchanged", "not_due", "updated", "moved", "full_texts")} == {
        "visited": 3,
        "unchanged": 0,
        "not_due": 0,
        "updated": [],
        "moved": [],
        "full_texts": 0,
    }
    assert len(report["new"]) == 3
    assert report["failed"] == [
        {"feed_id": 3, "name": "Feed 3", "reason": "127.0.0.1 has nothing at this address (404)."}
    ]
    assert report["interrupted"] is False


def test_only_what_is_named_and_quietly(run: Runner, feeds: None, server: Server) -> None:
    assert run("refresh", "2", server.url("/2"), "--quiet") == ""
    assert [asked.path for asked in server.asked] == ["/2"]
    run("refresh", "--quiet", "3", status=1)
    assert "Feed 3" in run.errors


def test_a_server_that_asked_to_wait_is_left_alone_whoever_asks(run: Runner, feeds: None, server: Server) -> None:
    server.route("/1", reply(b"", status=429, headers={"Retry-After": "900"}))
    run("refresh", "1", status=1)
    asked = len(server.asked)
    run("refresh", "1", "--json")
    assert len(server.asked) == asked
    (feed,) = (feed for feed in run.json("feeds") if feed["id"] == 1)
    assert "asked to wait" in feed["why"][0]


def test_an_empty_library(run: Runner) -> None:
    assert run("refresh") == "No feed is followed yet: newsreader feeds add URL\n"
    assert run.json("refresh")["visited"] == 0


def test_an_interrupt_keeps_what_came(run: Runner, feeds: None, server: Server, tmp_path: Path) -> None:
    async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        process.send_signal(signal.SIGINT)
        await asyncio.Event().wait()

    server.route("/3", never)
    process = subprocess.Popen(
        [sys.executable, "-m", "tui_reader", "refresh", "--json"],
        cwd=ROOT,
        env={**os.environ, "NEWSREADER_DATA_DIR": str(tmp_path / "data")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert errors == b"newsreader: interrupted; what came stays, and the next run goes on\n"
    report = json.loads(out)
    assert report["interrupted"] is True
    assert len(run.json("list")) == len(report["new"])
    server.route("/3", text(rss(("Late", "<p>Late.</p>"))))
    run("refresh")
    assert {row["title"] for row in run.json("list")} == {"Boats", "Market", "Fish", "Late"}
