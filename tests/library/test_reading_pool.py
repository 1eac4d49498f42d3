"""Bodies of feeds read in other processes, or here where there are none."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.serving import rss
from tui_reader.library.feed_reading import ReadFeed
from tui_reader.library.reading_pool import FEW, ReadingPool

URL = "https://harbour.example/feed"


async def read_all(pool: ReadingPool, bodies: list[str]) -> list[ReadFeed | str]:
    try:
        return await asyncio.gather(*(pool.read(body.encode(), URL, URL, "text/xml", "") for body in bodies))
    finally:
        pool.close()


BODIES = [rss((f"Entry {number}", "<p>Words.</p>")) for number in range(2 * FEW)]


def titles(feeds: list[ReadFeed | str]) -> list[str]:
    return ["no feed" if isinstance(feed, str) else feed.entries[0].entry.title for feed in feeds]


async def test_many_are_read_elsewhere_and_come_in_their_order() -> None:
    pool = ReadingPool(len(BODIES))
    assert titles(await read_all(pool, BODIES)) == [f"Entry {number}" for number in range(len(BODIES))]
    assert pool._children
    assert all(child.poll() is not None for child in pool._children)


async def test_few_start_no_process() -> None:
    pool = ReadingPool(2)
    assert titles(await read_all(pool, ["<html>no feed</html>", BODIES[1]])) == ["no feed", "Entry 1"]
    assert not pool._children


async def test_where_no_process_can_be_started_they_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert len(titles(await read_all(ReadingPool(len(BODIES)), BODIES))) == len(BODIES)


async def test_a_process_that_dies_is_done_without() -> None:
    pool = ReadingPool(len(BODIES))
    for body in BODIES[:FEW]:
        await pool.read(body.encode(), URL, URL, "text/xml", "")
    for child in pool._children:
        child.kill()
        child.wait()
    assert len(titles(await read_all(pool, BODIES))) == len(BODIES)
