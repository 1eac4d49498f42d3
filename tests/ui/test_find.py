"""The find box: while typing, with a thread, with patterns, and what it remembers."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui_reader.search.within import Found, Within
from tui_reader.ui.panes.reading import find_box
from tui_reader.ui.panes.reading.find import Find
from tui_reader.ui.panes.reading.find_box import FindBox

TEXT = "A fish, a Fish and a résumé. " * 5


def _taken(query: str, text: str, top: int) -> Find:
    find = Find()
    find.take(query, Within(text).find(query, top), top)
    return find


def test_find_begins_at_what_is_in_view_and_goes_round() -> None:
    find = _taken("a", "a-a-a", 1)
    assert (find.current, find.words) == ((2, 3), "2/3")
    find.step(1)
    assert (find.current, find.words) == ((4, 5), "3/3")
    find.step(1)
    assert (find.current, find.words) == ((0, 1), "1/3 · wrapped")
    find.step(-1)
    assert (find.current, find.words) == ((4, 5), "3/3 · wrapped")
    find.step(-1)
    assert find.words == "2/3"
    assert _taken("a", "a-a-b", 4).words == "1/2 · wrapped"


def test_what_is_said_of_a_query() -> None:
    assert _taken("", "text", 0).words == ""
    assert _taken("x", "text b", 0).words == "1/1"
    assert _taken("q", "text", 0).words == "not found"
    assert _taken("q", "text", 0).current is None
    assert "character 1" in _taken("re:(", "text", 0).words
    find = Find()
    find.take("x", Found(((0, 1),) * 10_000, more=True), 0)
    assert find.words == "10,000+"
    find.clear()
    assert (find.words, find.matches) == ("", ())


class Stage(App[None]):
    """A find box over a text; counts what it tells."""

    def __init__(self, text: str = TEXT) -> None:
        super().__init__()
        self.text = text
        self.told: list[str] = []
        self.box = FindBox(lambda: self.told.append("moved"), lambda: self.told.append("done"))

    def compose(self) -> ComposeResult:
        yield self.box


async def _until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    for _ in range(500):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("never came")


async def test_typing_finds_and_enter_keeps() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        app.box.open(app.text, 30)
        await pilot.press("f", "i", "s")
        assert app.box.words == "3/10"
        await pilot.press("h", "enter")
        assert app.box.words == "3/10"
        assert app.told[-1] == "done"
        assert not app.box.display
        assert app.box.close()
        assert app.box.words == ""
        assert not app.box.close()


async def test_enter_in_the_empty_box_repeats_the_last_query() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        app.box.open(app.text, 0)
        await pilot.press("enter")
        assert app.box.words == ""
        for query in ("fish", "resume"):
            app.box.open(app.text, 0)
            await pilot.press(*query, "enter")
        app.box.close()
        app.box.open(app.text, 40)
        assert app.box.value == ""
        await pilot.press("enter")
        assert app.box.find.query == "resume"
        assert app.box.words == "2/5"


async def test_up_and_down_go_through_earlier_queries() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        for query in ("fish", "resume", "fish"):
            app.box.open(app.text, 0)
            await pilot.press(*query, "enter")
        app.box.open(app.text, 0)
        await pilot.press("x", "up")
        assert (app.box.value, app.box.words) == ("fish", "1/10")
        await pilot.press("up", "up")
        assert app.box.value == "resume"  # each of them once, and there is none before the first
        await pilot.press("down", "down")
        assert (app.box.value, app.box.words) == ("x", "not found")
        await pilot.press("escape")
        assert app.box.words == ""
        assert app.told[-2:] == ["moved", "done"]


async def test_a_pattern_is_looked_for_beside_and_a_mistake_is_told() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        app.box.open(app.text, 0)
        await pilot.press(*"re:f.sh")
        await _until(pilot, lambda: app.box.words == "1/10")
        await pilot.press("[")
        await _until(pilot, lambda: "character 5" in app.box.words)
        await pilot.press("backspace", "$")
        await _until(pilot, lambda: app.box.words == "not found")


async def test_in_a_long_text_the_last_query_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_box, "AT_ONCE", 10)
    gate = threading.Event()
    looked_for: list[str] = []
    find = Within.find

    def slow(self: Within, query: str, near: int = 0) -> Found:
        looked_for.append(query)
        gate.wait(10)
        return find(self, query, near)

    monkeypatch.setattr(Within, "find", slow)
    app = Stage()
    async with app.run_test() as pilot:
        app.box.open(app.text, 0)
        await pilot.press(*"fish")
        assert app.box.words == "…"
        gate.set()
        await _until(pilot, lambda: app.box.words == "1/10")
        assert looked_for == ["f", "fish"]  # one thread at a time, and none for what was typed over
        gate.clear()
        await pilot.press("e")
        app.box.close()
        gate.set()
        await _until(pilot, lambda: not app.box._busy)
        assert app.box.words == ""  # what comes too late is dropped
        assert app.box.find.matches == ()


async def test_another_text_is_another_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_box, "AT_ONCE", 10)
    app = Stage()
    async with app.run_test() as pilot:
        app.box.open("one two three four", 0)
        await pilot.press(*"o")
        app.box.close()
        app.box.open("no such thing in this one", 0)
        await pilot.press(*"no")
        await _until(pilot, lambda: app.box.words == "1/1")
        assert app.box.find.current == (0, 2)
