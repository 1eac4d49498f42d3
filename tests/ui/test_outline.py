"""The outline dialog: where one is, looking, filtering, going and stepping back."""

from __future__ import annotations

from textual.app import App

from tui_reader.document.outline import Heading
from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.screens.outline import OutlineScreen

HEADINGS = [
    Heading(2, "The harbour", 0),
    Heading(3, "Boats \x1b[31m[/b]", 100),
    Heading(2, "The market", 200),
    Heading(3, "The price of fish", 300),
]


class Stage(App[None]):
    """An app that asks for a heading."""

    CSS_PATH = NewsreaderApp.CSS_PATH

    def __init__(self, offset: int = 250) -> None:
        super().__init__()
        self.offset = offset
        self.looked: list[int] = []
        self.answers: list[int | None] = []

    def on_mount(self) -> None:
        self.push_screen(OutlineScreen(HEADINGS, self.offset, 400, self.looked.append), self.answers.append)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = ("quiet", *(f"role-{n}{part}" for n in range(1, 5) for part in ("", "-text")))
        return dict.fromkeys(names, "#777777")

    @property
    def drawn(self) -> str:
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_it_begins_where_one_is_and_shows_what_the_cursor_comes_to() -> None:
    app = Stage()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "Outline · 4" in app.drawn
        assert "› The market" in app.drawn
        assert "  Boats ␛[31m[/b]" in app.drawn
        assert "75 %" in app.drawn
        assert app.looked == []  # one is there already
        await pilot.press("down", "up", "up")
        assert app.looked == [300, 200, 100]
        await pilot.press("enter")
        assert app.answers == [100]


async def test_filtering_goes_to_the_first_that_fits() -> None:
    app = Stage()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press(*"fish")
        await pilot.pause()
        assert "The price of fish" in app.drawn
        assert "harbour" not in app.drawn
        assert app.looked[-1] == 300
        await pilot.press(*["backspace"] * 4)
        await pilot.pause()
        assert "harbour" in app.drawn
        assert app.looked[-1] == 200
        await pilot.press(*"zzz", "enter")  # nothing fits: nothing is chosen
        assert app.answers == []
        await pilot.press("escape")
        assert app.answers == [None]


async def test_a_click_goes_there_and_a_narrow_terminal_does_not_matter() -> None:
    app = Stage(0)
    async with app.run_test(size=(24, 8)) as pilot:
        await pilot.pause()
        assert "harbour" in app.drawn
        await pilot.press("enter")
        assert app.answers == [0]
