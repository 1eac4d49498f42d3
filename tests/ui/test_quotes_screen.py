"""The highlights screen in the app: looking, filtering, orders, deeds on a highlight, going to it, exporting these."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.model import Placement
from tui_reader.paths import library_file
from tui_reader.store import Store
from tui_reader.ui.screens.export import CHOICES, ExportScreen
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.prompt import NoteScreen, PromptScreen
from tui_reader.ui.screens.quotes import QuotesScreen
from tui_reader.ui.widgets.row_list import RowList
from tui_reader.ui.widgets.sheet_view import SheetView

FISH, BOATS, WINTERS = "“Fish is fish,”", "Two boats came in with the tide", "She had seen worse winters"
OTHER = "Entirely different words stand here."


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Two articles with four highlights: “Fish…” is the newest, of role 2 and with two tags."""
    add(tmp_path, ("Harbour", BODY), ("Elsewhere [/b]", f"Something else. {OTHER}"))
    library = Library(tmp_path)
    by_title = {article.title: article.id for article in library.reading.listing()}
    harbour, elsewhere = by_title["Harbour"], by_title["Elsewhere [/b]"]
    marks = library.marks
    made = [
        marks.highlight_quote(elsewhere, OTHER, 3),
        marks.highlight_quote(harbour, WINTERS, 1),
        marks.highlight_quote(harbour, BOATS, 1, note="[bold]a note[/]"),
        marks.highlight_quote(harbour, FISH, 2, tags=["sea", "trade"]),
    ]
    library.close()
    store = Store(library_file(tmp_path))
    with store.transaction():  # made within one tick of the clock they would stand in any order
        for minute, highlight in enumerate(made):
            row = store.marks.row(highlight.id)
            assert row is not None
            store.marks.put(replace(row, created=row.created[:10] + f"T00:{minute:02}:00+00:00"))
    store.close()
    return tmp_path


def _screen(app: Driver) -> QuotesScreen:
    screen = next(screen for screen in app.app.screen_stack if isinstance(screen, QuotesScreen))
    assert isinstance(screen, QuotesScreen)
    return screen


def _quote(app: Driver) -> str:
    current = _screen(app).current
    return "" if current is None else current.quote


def _rows(app: Driver) -> list[str]:
    screen = _screen(app)
    return [screen.collection.by_id[key.id].quote for key in screen.query_one(RowList).keys]


async def _open(app: Driver) -> None:
    await app.press("Q")
    await app.until(lambda: isinstance(app.app.screen, QuotesScreen) and app.app.screen.is_mounted)
    await app.sees("Highlights")


async def test_the_quote_under_the_cursor_is_shown_in_full_beside_the_list(shelf: Path) -> None:
    async with running(shelf, size=(120, 30)) as app:
        await _open(app)
        await app.sees("newest", "by article", "4 in 2 articles", "Today · 4", "#sea #trade", "d disagree · marked")
        assert _quote(app) == FISH
        await app.press("j")
        await app.sees("[bold]a note[/]", "The harbour was quiet before dawn. Two boats came in")
        await app.press("G")
        assert _quote(app) == OTHER
        await app.sees("Something else. Entirely")
        await app.press("g", "g")
        assert _quote(app) == FISH
        preview, rows = app.app.screen.query_one(SheetView), app.app.screen.query_one(RowList)
        assert preview.region.x >= rows.region.right


@pytest.mark.parametrize(("size", "below"), [((99, 30), True), ((60, 16), True), ((60, 15), False)])
async def test_on_narrow_screens_the_preview_stands_below_and_on_low_ones_it_goes(
    shelf: Path, size: tuple[int, int], below: bool
) -> None:
    async with running(shelf, size=size) as app:
        await _open(app)
        await app.sees("Fish is fish")
        preview, rows = app.app.screen.query_one(SheetView), app.app.screen.query_one(RowList)
        assert preview.display == below
        assert not below or preview.region.y >= rows.region.bottom
        await app.sees("newest")


async def test_typing_filters_forgives_typos_and_enter_goes_to_the_passage(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("/")
        await app.type("entierly words")
        await app.until(lambda: _rows(app) == [OTHER])
        await app.sees("1 of 4 · similar words")
        assert app.app.screen.query_one(Input).value == "entierly words"
        await app.press("enter")
        await app.until(lambda: app.main.reading.opened is not None and app.main.place == "reader")
        assert app.main.reading.opened is not None
        assert app.main.reading.opened.article.title == "Elsewhere [/b]"


async def test_coming_back_from_a_passage_one_is_where_one_was(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("f")
        await app.type("a note")
        await app.until(lambda: _rows(app) == [BOATS])
        await app.press("enter")
        await app.until(lambda: app.main.reading.opened is not None and app.main.place == "reader")
        await _open(app)
        assert _rows(app) == [BOATS]
        assert app.app.screen.query_one(Input).value == "a note"
        await app.press("q")
        await app.until(lambda: app.app.screen is app.main)
        await _open(app)
        assert len(_rows(app)) == 4
        assert _quote(app) == BOATS


async def test_escape_takes_one_layer_off_and_letters_in_the_box_are_letters(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("/")
        await app.type("xq1")
        await app.sees("Nothing answers this")
        assert app.app.screen.query_one(".browse-nothing", Static).display
        await app.press("left", "backspace", "end", "ctrl+u")
        await app.until(lambda: len(_rows(app)) == 4)
        await app.type("fish")
        await app.until(lambda: _rows(app) == [FISH])
        await app.press("escape")
        await app.until(lambda: len(_rows(app)) == 4)
        assert _quote(app) == FISH
        assert isinstance(app.app.screen.focused, RowList)
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.main)


async def test_tab_leaves_the_box_with_its_filter_and_arrows_move_meanwhile(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("/")
        await app.type("harbour")
        await app.until(lambda: len(_rows(app)) == 3)
        before = _quote(app)
        await app.press("down")
        assert _quote(app) != before
        await app.press("tab")
        assert isinstance(app.app.screen.focused, RowList)
        rows = _rows(app)
        await app.press("k")
        assert _quote(app) == before
        assert _rows(app) == rows
        await app.press("tab")
        assert isinstance(app.app.screen.focused, Input)


async def test_the_orders_are_cycled_shown_and_remembered(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("o")
        await app.sees("Harbour · 3", "Elsewhere [/b] · 1")
        assert _quote(app) == FISH
        assert _rows(app) == [BOATS, FISH, WINTERS, OTHER]
        await app.press("o")
        await app.sees("general · 2", "disagree · 1", "read more · 1")
        await app.press("o")
        await app.sees("#sea · 1", "#trade · 1", "Without a tag · 3")
        assert _rows(app).count(FISH) == 2
        await app.press("o")
        await app.sees("In their place · 4")
        await app.press("O")
        await app.sees("#sea · 1")
        await app.press("q")
        await app.until(lambda: app.app.screen is app.main)
    async with running(shelf) as again:
        await _open(again)
        await again.sees("#sea · 1")


async def test_deleting_leads_to_the_next_and_u_takes_it_back_right_here(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("j", "x")
        await app.until(lambda: BOATS not in _rows(app))
        await app.sees("Highlight deleted · u takes it back")
        assert _quote(app) == WINTERS
        await app.press("G", "u")
        await app.until(lambda: BOATS in _rows(app))
        assert _quote(app) == BOATS
        await app.press("U")
        await app.until(lambda: BOATS not in _rows(app))


async def test_two_deletions_in_a_row_delete_two(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("x", "x")
        await app.until(lambda: _rows(app) == [WINTERS, OTHER])


async def test_a_deed_done_while_leaving_is_done_and_the_text_beneath_follows(shelf: Path) -> None:
    async with running(shelf) as app:
        await app.open_first()
        await app.until(lambda: len(app.main.marks._highlights) == 3)
        await _open(app)
        await app.press("x", "q")
        await app.until(lambda: app.app.screen is app.main)
        await app.until(lambda: [h.quote for h in app.main.marks._highlights] == [BOATS, WINTERS])


async def test_a_role_a_note_and_tags_are_given(shelf: Path) -> None:
    async with running(shelf, size=(120, 30)) as app:
        await _open(app)
        await app.press("4")
        await app.sees("t made me think · marked", "Now “made me think” · u takes it back")
        await app.press("c")
        await app.type("hm [/")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.press("escape")
        await app.sees("✎ hm [/")
        await app.press("t")
        await app.until(lambda: isinstance(app.app.screen, PromptScreen))
        assert app.app.screen.query_one(Input).value == "sea trade"
        await app.press("end")
        await app.type(" fish")
        await app.press("enter")
        await app.sees("#fish #sea #trade")


@pytest.mark.parametrize(
    ("key", "notice", "after"),
    [
        ("r", "The passage is refused", "no longer in the text"),
        ("a", "The passage is accepted", "its words have changed since"),
    ],
)
async def test_a_passage_in_doubt_is_refused_or_accepted(shelf: Path, key: str, notice: str, after: str) -> None:
    library = Library(shelf)
    boats = next(h for h in library.marks.all() if h.quote == BOATS)
    library.close()
    store = Store(library_file(shelf))
    with store.transaction():
        doubt = Placement("review", boats.marked_start, boats.marked_end + 7, 0.8, 0.3, "its surroundings differ")
        store.marks.place(boats.id, boats.revision_id, doubt, 99)
    store.close()
    async with running(shelf, size=(140, 34)) as app:
        await _open(app)
        await app.press("j")
        await app.sees("needs your eye", "(its surroundings", "In the text now", "a accepts it · r refuses it")
        await app.press(key)
        await app.sees(notice, after)


async def test_a_passage_that_moved_is_shown_in_its_surroundings_of_now(shelf: Path) -> None:
    harbour = next(path for path in (shelf / "source").iterdir() if "Harbour" in path.read_text("utf-8"))
    harbour.write_text(harbour.read_text("utf-8").replace("Two boats", "At eight in the morning two boats"), "utf-8")
    library = Library(shelf)
    library.adding.add([str(harbour)])
    assert {h.status for h in library.marks.all() if h.quote == FISH} <= {"exact", "moved"}
    library.close()
    async with running(shelf, size=(140, 34)) as app:
        await _open(app)
        await app.press("j")
        await app.sees("At eight in the morning two boats came in", "Since it was marked")
        await app.press("k")
        await app.sees("any other day. “Fish is fish,”")


async def test_what_another_reader_marks_comes_and_the_cursor_stays(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("j")
        await app.until(lambda: app.app.screen._changes is not None)  # type: ignore[attr-defined]
        other = Library(shelf)
        article = next(a for a in other.reading.listing() if a.title == "Harbour")
        other.marks.highlight_quote(article.id, "nobody on the quay said a word", 4)
        other.close()
        await app.sees("nobody on the quay", "5 in 2 articles")
        assert _quote(app) == BOATS


async def test_copying_takes_the_source_along(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("y")
        await app.sees("Copied with its source")
        assert app.app.clipboard.startswith(f"{FISH}\n— “Harbour”")


async def test_only_what_is_shown_is_exported(shelf: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "quotes.md"
    async with running(shelf) as app:
        await _open(app)
        await app.press("/")
        await app.type("fish")
        await app.until(lambda: _rows(app) == [FISH])
        await app.press("tab", "e")
        await app.until(lambda: isinstance(app.app.screen, ExportScreen))
        await app.sees("Export these 1")
        await app.press("ctrl+u")
        await app.type(str(target))
        await app.press("enter")
        await app.until(lambda: target.exists())
        await app.sees("1 new")
        assert "Fish is fish" in target.read_text("utf-8")
        assert "Two boats" not in target.read_text("utf-8")
        await app.press("/", "ctrl+u")
        await app.type("boats")
        await app.until(lambda: _rows(app) == [BOATS])
        await app.press("tab", "e")
        await app.until(lambda: "Two boats" in target.read_text("utf-8"))
        assert "Fish is fish" in target.read_text("utf-8")
    library = Library(shelf)
    assert library.reading.recall(CHOICES)["target"] == str(target)
    library.close()


async def test_an_empty_library_of_quotes_says_how_to_begin(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.sees("No highlights yet")
        await app.press("enter", "x", "c", "t", "1", "y", "j", "G", "o")
        await app.press("e")
        await app.sees("There is nothing here to export")
        await app.press("q")
        await app.until(lambda: app.app.screen is app.main)


async def test_help_shows_the_keys_of_this_place(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("?")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen))
        await app.sees("Keys among all highlights", "Newest, by article, role or tag")
        await app.press("q")
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen))


async def test_a_click_looks_and_a_second_one_goes(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.pilot.click(RowList, offset=(10, 5))
        await app.until(lambda: _quote(app) == WINTERS)
        assert isinstance(app.app.screen, QuotesScreen)
        await app.pilot.click(RowList, offset=(10, 5))
        await app.until(lambda: app.main.reading.opened is not None and app.main.place == "reader")


async def test_a_click_on_an_order_chooses_it(shelf: Path) -> None:
    async with running(shelf, size=(120, 30)) as app:
        await _open(app)
        at = app.screen.splitlines()[0].index("by role")
        await app.pilot.click(".browse-orders", offset=(at + 2, 0))
        await app.sees("disagree · 1")


async def test_a_quote_that_is_gone_opens_its_article_and_says_so(shelf: Path) -> None:
    (shelf / "source" / "0001.txt").write_text("Elsewhere [/b]\n2026-03-27 07:36\nNothing of it is left here.", "utf-8")
    library = Library(shelf)
    library.adding.add([str(shelf / "source")])
    library.close()
    async with running(shelf) as app:
        await _open(app)
        await app.press("o", "o", "o", "o")
        await app.sees("Needs your eye · 1", "∅ not found")
        assert _quote(app) == OTHER
        await app.press("enter")
        await app.sees("The quote is no longer in this text")
        await app.until(lambda: app.main.reading.opened is not None)


async def test_the_palette_offers_what_can_be_done_here(shelf: Path) -> None:
    async with running(shelf) as app:
        await _open(app)
        await app.press("ctrl+p")
        await app.type("export these")
        await app.sees("Export these")
        await app.press("escape", "escape")
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen) or app.app.screen is app.main)
