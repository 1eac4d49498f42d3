"""The rail: thumb, ticks, clicks and drags."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot

from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.widgets.rail import GLYPHS, THUMB, TRACK, Rail

HEIGHT = 10


class Stage(App[None]):
    """A rail, and where it wants to go."""

    CSS_PATH = NewsreaderApp.CSS_PATH

    def __init__(self) -> None:
        super().__init__()
        self.rail = Rail()
        self.rows: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.rail

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = ("quiet", *(f"role-{n}{part}" for n in range(1, 5) for part in ("", "-text")))
        return {name: f"#7777{number:02}" for number, name in enumerate(names, 10)}

    def on_rail_jumped(self, message: Rail.Jumped) -> None:
        self.rows.append(message.row)


@asynccontextmanager
async def _staged() -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    stage = Stage()
    async with stage.run_test(size=(20, HEIGHT)) as pilot:
        yield stage, pilot


def _drawn(rail: Rail) -> str:
    return "".join(rail.render_line(y).text for y in range(rail.size.height))


def test_every_tick_takes_one_cell_and_has_a_style() -> None:
    assert all(cell_len(glyph) == 1 for glyph in (*GLYPHS.values(), THUMB, TRACK))
    assert {f"rail--{name}" for name in GLYPHS} < Rail.COMPONENT_CLASSES


async def test_the_thumb_is_as_long_as_what_is_in_view() -> None:
    async with _staged() as (stage, _):
        for top, expected in ((0, "┃┃││││││││"), (40, "││││┃┃││││"), (80, "││││││││┃┃"), (500, "││││││││┃┃")):
            stage.rail.show((top, 20, 100))
            assert _drawn(stage.rail) == expected
        stage.rail.show((5_000, 10, 1_000_000))
        assert _drawn(stage.rail).count(THUMB) == 1
        stage.rail.show((0, 10, 7))
        assert _drawn(stage.rail) == " " * HEIGHT


async def test_ticks_stand_at_their_fraction_and_the_first_in_rank_is_seen() -> None:
    async with _staged() as (stage, _):
        ticks = [(0, "match"), (99, "role-2"), (55, "role-1"), (54, "bookmark"), (51, "match"), (12, "current")]
        stage.rail.show((20, 20, 100), ticks)
        assert _drawn(stage.rail) == "•●┃┃│•│││▪"
        stage.rail.show((0, 20, 100))  # the ticks stay
        assert _drawn(stage.rail) == "•●│││•│││▪"
        colours = {y: stage.rail.render_line(y)._segments[0].style for y in (5, 9)}
        assert colours[5] != colours[9]
        stage.rail.show(ticks=[])
        assert _drawn(stage.rail) == "┃┃││││││││"


async def test_a_text_all_in_view_has_its_ticks_beside_its_rows() -> None:
    async with _staged() as (stage, _):
        stage.rail.show((0, HEIGHT, 5), [(3, "match")])
        assert _drawn(stage.rail) == "   •      "


async def test_a_click_goes_to_the_tick_or_the_place() -> None:
    async with _staged() as (stage, pilot):
        stage.rail.show((0, 20, 200), [(151, "role-3"), (158, "match")])
        await pilot.click(stage.rail, offset=(0, 7))
        assert stage.rows == [158 - 6]  # the match comes first
        await pilot.click(stage.rail, offset=(0, 4))
        assert stage.rows[1:] == [90 - 10]
        await pilot.click(stage.rail, offset=(0, 9))
        assert stage.rows[2:] == [180]
        await pilot.click(stage.rail, offset=(0, 0))  # the thumb is there
        assert len(stage.rows) == 3


async def test_dragging_moves_the_thumb_with_the_pointer() -> None:
    async with _staged() as (stage, pilot):
        stage.rail.show((0, 20, 100))
        await pilot.mouse_down(stage.rail, offset=(0, 1))
        await pilot.hover(stage.rail, offset=(0, 5))
        assert stage.rows == [40]
        await pilot.hover(stage.rail, offset=(0, 9))
        assert stage.rows[-1] == 80
        await pilot.mouse_up(stage.rail, offset=(0, 9))
        await pilot.hover(stage.rail, offset=(0, 3))
        assert stage.rows[-1] == 80


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_it_draws_in_every_kind_of_theme(theme: str) -> None:
    async with _staged() as (stage, pilot):
        stage.theme = theme
        await pilot.pause()
        stage.rail.show((0, 20, 100), [(50, name) for name in GLYPHS])
        assert _drawn(stage.rail)[5] == "●"


class _OfHeight(Rail):
    """A rail of any height without a screen."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._cells = height

    @property
    def size(self) -> Size:
        return Size(1, self._cells)


@settings(deadline=None, max_examples=200)
@given(
    st.integers(0, 60),
    st.tuples(*[st.integers(-5, 2_000)] * 3),
    st.lists(st.tuples(st.integers(-5, 3_000), st.sampled_from(list(GLYPHS)))),
)
def test_any_rows_are_drawn_and_aimed_at(
    height: int, thumb: tuple[int, int, int], ticks: list[tuple[int, str]]
) -> None:
    rail = _OfHeight(height)
    rail.show(thumb, ticks)
    first, end = rail._extent()
    assert 0 <= first <= end <= max(1, height)
    names = rail._names()
    assert len(names) == height
    inside = {style for row, style in ticks if 0 <= row < max(thumb[2], height, 1)}
    assert set(names) - {""} <= inside
    assert not height or bool(inside) == any(names)
    for cell in range(height):
        rail._aim(cell)
