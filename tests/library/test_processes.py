"""Jobs done in other processes, or here where there are none."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import pytest

from tests.serving import rss
from tui_reader.library.feed_reading import ReadFeed, read_feed
from tui_reader.library.processes import FEW, Processes

URL = "https://harbour.example/feed"
BODIES = [rss((f"Entry {number}", "<p>Words.</p>")) for number in range(2 * FEW)]


def titles(processes: Processes, bodies: Sequence[str]) -> list[str]:
    futures = [processes.submit(read_feed, body.encode(), URL, URL, "text/xml", "") for body in bodies]
    feeds: list[ReadFeed | str] = [future.result() for future in futures]
    return ["no feed" if isinstance(feed, str) else feed.entries[0].entry.title for feed in feeds]


def test_many_jobs_are_done_elsewhere_and_come_in_their_order() -> None:
    with Processes(len(BODIES)) as processes:
        assert titles(processes, BODIES) == [f"Entry {number}" for number in range(len(BODIES))]
        assert processes._children
    assert all(child.poll() is not None for child in processes._children)


def test_few_start_no_process() -> None:
    with Processes(2) as processes:
        assert titles(processes, ["<html>no feed</html>", BODIES[1]]) == ["no feed", "Entry 1"]
        assert not processes._children


def test_what_a_job_raises_is_raised_for_who_asks() -> None:
    with Processes(1) as processes, pytest.raises(ValueError, match="Expecting value"):
        processes.submit(json.loads, "no JSON").result()


def test_where_no_process_can_be_started_they_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Processes(len(BODIES)) as processes:
        assert len(titles(processes, BODIES)) == len(BODIES)


def test_a_process_that_dies_is_done_without() -> None:
    with Processes(len(BODIES)) as processes:
        titles(processes, BODIES[:FEW])
        for child in processes._children:
            child.kill()
            child.wait()
        assert len(titles(processes, BODIES)) == len(BODIES)
