"""Problems at the edge of the screen: each sentence once, many of them as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.ui.screens import problems


def _toasts(app: Driver) -> list[str]:
    return [str(toast.render()) for toast in app.app.screen.query(Toast)]


async def test_a_sentence_stands_once_and_many_become_one(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        tell = app.main.tell
        for _ in range(3):
            tell("the page\ncannot be had [/b]", problem=True)
        await app.until(lambda: _toasts(app) == ["the page cannot be had [/b]"])
        tell("the page\ncannot be had [/b]", problem=True)
        tell("nor the feed", problem=True)
        await app.until(lambda: _toasts(app) == ["the page cannot be had [/b]\nnor the feed"])
        for number in range(40):
            tell(f"feed {number} is silent", problem=True)
        await app.until(
            lambda: _toasts(app) == ["feed 37 is silent\nfeed 38 is silent\nfeed 39 is silent\nand 39 more"]
        )


async def test_what_stood_long_enough_is_not_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, ("One", BODY))
    monkeypatch.setattr(problems, "SECONDS", 0.0)
    async with running(tmp_path) as app:
        app.main.tell("old", problem=True)
        app.main.tell("new", problem=True)
        assert list(app.main._problems._told) == ["new"]


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_no_word_is_lost_at_the_edge(tmp_path: Path, size: tuple[int, int]) -> None:
    add(tmp_path, ("One", BODY))
    path = "/" + "/".join(f"folder{number}" for number in range(14)) + ".opml"
    async with running(tmp_path, size=size) as app:
        app.main.tell(f"{path}: there is no such file", problem=True)
        await app.sees("file ")
        drawn = "".join(line.split("▌")[1].strip() for line in app.screen.splitlines() if "▌" in line)
        assert drawn.replace(" ", "") == f"{path}:thereisnosuchfile"


@pytest.mark.parametrize("size", [(60, 20), (40, 14)])
async def test_the_last_line_stands_above_the_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=size) as app:
        app.main.tell(
            "120 added, skipped /samples/inputmode.xml: 1 entry without a title or a link left out", problem=True
        )
        app.main.tell("No feed could be reached: there seems to be no network", problem=True)
        await app.until(lambda: "No feed" in app.screen)
        lines = [line.split("▌")[1].strip() for line in app.screen.splitlines() if "▌" in line]
        assert " ".join(lines).endswith("there seems to be no network")
