"""What changed in the app: the sign in the list, the notice, the screen, and the reading place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.driving import Driver, add, running
from tui_reader.library import Library
from tui_reader.ui.screens.changes import ChangesScreen
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.widgets.sheet_view import SheetView

LONG = " ".join(f"On day {n} the boats brought {n * 7 % 90} crates to the market by the old wall." for n in range(120))
CHANGED = "Corrected on Monday [/b]. " + LONG.replace(
    "On day 60 the boats brought", "On day 60 the barges took"
).replace("On day 100 the boats brought 70 crates to the market by the old wall. ", "")
NOTICE = "The text has changed since you read it"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A long article that was opened, and another one."""
    add(tmp_path, ("Harbour", LONG), ("Elsewhere", "Something else."))
    library = Library(tmp_path)
    library.reading.began(_id(library, "Harbour"))
    library.close()
    return tmp_path


def _id(library: Library, title: str) -> int:
    return next(article.id for article in library.reading.listing() if article.title == title)


def _change(folder: Path, text: str = CHANGED) -> None:
    add(folder, ("Harbour", text), ("Elsewhere", "Something else."))


def _screen(app: Driver) -> ChangesScreen:
    screen = app.app.screen
    assert isinstance(screen, ChangesScreen)
    return screen


async def _open(app: Driver) -> ChangesScreen:
    await app.press("d")
    await app.until(lambda: isinstance(app.app.screen, ChangesScreen))
    await app.sees("Since you read it")
    return _screen(app)


async def test_the_list_shows_a_sign_and_opening_tells(shelf: Path) -> None:
    _change(shelf)
    async with running(shelf) as app:
        await app.sees("↻ source")
        await app.open_first()
        await app.sees(NOTICE)
        await app.until(lambda: "↻" not in app.screen)
        screen = await _open(app)
        assert len(screen._changes.places) == 3
        await app.press("escape", "escape")
        await app.until(lambda: app.main.place == "list")
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader")
        await app.until(lambda: NOTICE not in app.screen)


@pytest.mark.parametrize("width", [60, 120])
async def test_going_from_change_to_change_and_to_its_place(shelf: Path, width: int) -> None:
    _change(shelf)
    async with running(shelf, size=(width, 24)) as app:
        await app.open_first()
        screen = await _open(app)
        view = screen.query_one(SheetView)
        await app.sees("3 changes · 6 words added ·", "1 of 3", "▸+", "Corrected on Monday [/b].", "unchanged …")
        await app.press("p")
        await app.sees("This is the first change")
        await app.press("n")
        await app.sees("2 of 3", "▸±")
        assert "barges" in app.screen
        await app.press("n", "n")
        await app.sees("3 of 3", "This is the last change", "▸−")
        await app.press("g", "g")
        await app.sees("1 of 3")
        assert view.scroll_offset.y == 0
        await app.press("n", "enter")
        await app.until(lambda: app.app.screen is app.main)
        assert app.main.place == "reader"
        text, place = app.main.reading.text, screen._changes.places[1]
        assert text[place.start : place.end].strip() == "barges took"
        await app.sees("barges took")
        sentence = app.main.reading.pointing.target()
        assert sentence is not None
        assert "barges" in text[slice(*sentence)]


async def test_scrolling_takes_the_mark_along(shelf: Path) -> None:
    _change(shelf)
    async with running(shelf, size=(80, 14)) as app:
        await app.open_first()
        await _open(app)
        await app.sees("1 of 3")
        await app.press("G")
        await app.sees("3 of 3")
        await app.press("pageup", "pageup", "pageup", "pageup", "pageup", "pageup")
        await app.sees("1 of 3")
        for _ in range(12):
            await app.press("space")
        await app.sees("3 of 3")


async def test_keys_of_the_screen(shelf: Path) -> None:
    _change(shelf)
    async with running(shelf) as app:
        await app.open_first()
        for key in ("escape", "q", "d", "h", "left"):
            await _open(app)
            await app.press(key)
            await app.until(lambda: app.app.screen is app.main)
            assert app.main.place == "reader"
        await _open(app)
        await app.press("?")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen))
        await app.sees("Keys among the changes", "Go to the next change.")


async def test_resizing_keeps_what_one_looks_at(shelf: Path) -> None:
    _change(shelf)
    async with running(shelf, size=(100, 20)) as app:
        await app.open_first()
        screen = await _open(app)
        await app.press("n")
        await app.sees("barges")
        top = screen.query_one(SheetView).in_view()[0]
        await app.pilot.resize_terminal(60, 20)
        await app.until(lambda: screen.size.width == 60)
        start, end = screen.query_one(SheetView).in_view()
        assert start <= top < end
        await app.pilot.resize_terminal(20, 6)
        await app.until(lambda: screen.size.width == 20)
        await app.press("n", "n", "j", "k")
        await app.pilot.resize_terminal(100, 20)
        await app.sees("3 of 3")


async def test_nothing_has_changed(shelf: Path) -> None:
    async with running(shelf) as app:
        await app.open_first()
        await app.press("d")
        await app.sees("Nothing has changed since you read it")
        assert app.app.screen is app.main


async def test_what_was_never_opened_is_not_said_to_have_stayed_the_same(shelf: Path) -> None:
    async with running(shelf) as app:
        await app.sees("Elsewhere")
        await app.press("j")
        await app.until(lambda: (article := app.main.article()) is not None and article.title == "Elsewhere")
        await app.press("d")
        await app.sees("You have not opened it yet")


async def test_from_the_list_the_changes_can_be_seen_without_opening_the_article(shelf: Path) -> None:
    _change(shelf)
    async with running(shelf) as app:
        await app.sees("↻ source")
        await _open(app)
        await app.press("escape")
        await app.sees("↻ source")
        assert app.main.place == "list"
        await _open(app)
        await app.press("n", "enter")
        await app.until(lambda: app.main.place == "reader" and app.main.reading.opened is not None)
        await app.sees("barges took", NOTICE)


async def test_a_text_that_goes_on_while_it_is_read_stays_at_its_place(shelf: Path) -> None:
    async with running(shelf, size=(100, 24)) as app:
        await app.open_first()
        reading = app.main.reading
        reading.go_to_line(LONG.index("On day 70 "))
        await app.until(lambda: reading.top_offset > 1_000)
        row = reading.text[reading.top_offset :][:40]
        (shelf / "source" / "0000.txt").write_text(f"Harbour\n2026-03-28 07:36\n{CHANGED}", "utf-8")
        await app.press("r")
        await app.sees(NOTICE)
        assert reading.text == CHANGED
        shown = CHANGED.index(row)
        assert abs(reading.top_offset - shown) < 80
        await app.until(lambda: row.split()[2] in app.screen)
        await _open(app)


async def test_without_colours_added_and_removed_differ_still(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    _change(shelf)
    async with running(shelf) as app:
        await app.open_first()
        screen = await _open(app)
        view = screen.query_one(SheetView)
        added, removed = view.get_visual_style("sheet--added"), view.get_visual_style("sheet--removed")
        assert added.bold
        assert added.underline
        assert removed.strike
        await app.press("n", "n")
        await app.sees("▸−")
