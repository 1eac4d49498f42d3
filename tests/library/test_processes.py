"""Jobs done in other processes, or here where there are none."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence

import pytest

from tests.serving import rss
from tui_reader.library.feed_reading import ReadFeed, read_feed
from tui_reader.library.processes import BESIDE, FEW, JobError, Processes

URL = "https://harbour.example/feed"
BODIES = [rss((f"Entry {number}", "<p>Words.</p>")) for number in range(2 * FEW)]


def titles(processes: Processes, bodies: Sequence[str]) -> list[str]:
    futures = [processes.submit(read_feed, body.encode(), URL, URL, "text/xml", "") for body in bodies]
    feeds: list[ReadFeed | str] = [future.result() for future in futures]
    return ["no feed" if isinstance(feed, str) else feed.entries[0].entry.title for feed in feeds]


def test_many_jobs_are_done_elsewhere_and_come_in_their_order() -> None:
    with Processes(len(BODIES)) as processes:
        assert titles(processes, BODIES) == [f"Entry {number}" for number in range(len(BODIES))]
        assert processes.submit(os.getpid).result() != os.getpid()
    assert len(processes._children) == BESIDE
    assert all(child.poll() is not None for child in processes._children)


def test_few_start_no_process() -> None:
    with Processes(2) as processes:
        assert titles(processes, ["<html>no feed</html>", BODIES[1]]) == ["no feed", "Entry 1"]
        assert not processes._children


@pytest.mark.parametrize("expected", [1, FEW + 1])
def test_what_goes_wrong_is_raised_for_who_asks(expected: int) -> None:
    with Processes(expected) as processes:
        if expected > FEW:
            processes.start()
        with pytest.raises(JobError, match="JSONDecodeError: Expecting value"):
            processes.submit(json.loads, "no JSON").result()
        assert processes.submit(json.loads, "1").result() == 1


@pytest.mark.parametrize("executable", ["/nowhere/python", "/bin/true", "/bin/echo"])
def test_where_no_process_can_be_had_they_are_done_here(executable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with Processes(len(BODIES)) as processes:
        assert len(titles(processes, BODIES)) == len(BODIES)
        assert processes.submit(os.getpid).result() == os.getpid()


def test_modules_are_found_where_this_process_finds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", sys._base_executable)  # type: ignore[attr-defined]  # one that knows nothing of what is installed here
    with Processes(FEW + 1) as processes:
        processes.start()
        assert processes.submit(os.getpid).result() != os.getpid()
        assert titles(processes, BODIES[:2]) == ["Entry 0", "Entry 1"]


def test_what_is_going_on_is_not_waited_for_nor_done_here() -> None:
    processes = Processes(FEW + 1)
    processes.start()
    sleeping = [processes.submit(time.sleep, 60) for _ in range(6)]
    while not sleeping[0].running():
        time.sleep(0.01)
    processes.close()
    assert all(future.cancelled() or isinstance(future.exception(), JobError) for future in sleeping)


def test_a_job_that_ends_its_process_is_told_and_the_next_has_another() -> None:
    with Processes(FEW + 1) as processes:
        processes.start()
        with pytest.raises(JobError, match="ended"):
            processes.submit(os._exit, 3).result()
        assert os.getpid() not in {processes.submit(os.getpid).result() for _ in range(4)}
