"""Fast fingers, late answers and odd input: nothing is lost, nothing lands in the wrong place, nothing ends the app."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, TextArea

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.ui.screens.prompt import NoteScreen, PromptScreen

LONG = " ".join(f"Sentence number {n} says something about fish." for n in range(200))


async def _marked(app: Driver) -> None:
    await app.open_first()
    await app.until(lambda: app.main.reading.pointing.target() is not None)
    await app.press("1")
    await app.until(lambda: len(app.main.marks._highlights) == 1)


def _marks(folder: Path) -> list[tuple[str, str]]:
    library = Library(folder)
    found = [(h.quote, h.note) for h in library.marks.all()]
    library.close()
    return found


async def test_a_note_being_written_is_saved_when_one_quits(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _marked(app)
        await app.press("c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.type("draft")
        await app.press("ctrl+q")
        await app.until(lambda: not app.app.is_running or app.app._exit)
    assert _marks(tmp_path) == [("The harbour was quiet before dawn.", "draft")]


async def test_a_note_is_saved_while_one_types_on(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _marked(app)
        await app.press("c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        for _ in range(400):
            await app.type("x")
            if app.main.marks._highlights[0].note:
                break
        assert app.main.marks._highlights[0].note


async def test_a_bookmark_made_just_before_quitting_is_kept(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.press("b", "q")
        await app.until(lambda: not app.app.is_running or app.app._exit)
    library = Library(tmp_path)
    assert len(library.marks.bookmarks()) == 1
    library.close()


async def test_growing_typed_ahead_grows_as_often_as_typed(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.until(lambda: app.main.reading.pointing.target() is not None)
        await app.press("1", "+", "+")
        await app.until(
            lambda: bool(app.main.marks._highlights) and app.main.marks._highlights[0].quote.endswith("any other day.")
        )
        assert len(app.main.marks._highlights) == 1


async def test_two_quick_toggles_cancel_each_other(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.press("b", "b", "m", "m")
        await app.sees("Marked unread", "Unread 1", "Bookmarks 0")


async def test_paths_that_make_no_sense_are_notices(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _marked(app)
        await app.press("a")
        await app.until(lambda: isinstance(app.app.screen, PromptScreen))
        app.app.screen.query_one(Input).value = "~nosuchuser/x"
        await app.press("enter")
        await app.until(lambda: app.app.screen is app.main)
        await app.sees("nosuchuser")
        assert app.app.is_running


async def test_a_resize_while_finding_leaves_the_keyboard_in_the_box(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("/")
        await app.type("har")
        await app.pilot.resize_terminal(120, 32)
        await app.pilot.pause(0.1)
        await app.type("b1")
        await app.sees("not found")
        assert not app.main.marks._highlights


async def test_a_result_opens_at_its_passage_on_narrow_screens_too(tmp_path: Path) -> None:
    add(tmp_path, ("One", LONG + " The needle stands here. " + LONG))
    async with running(tmp_path, size=(60, 20)) as app:
        await app.press("f")
        await app.type("needle")
        await app.sees("Search · 1")
        await app.press("enter")
        await app.sees("needle stands here. Sentence number 0")
        assert app.main.place == "reader"


async def test_boxes_draw_no_control_characters(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    library = Library(tmp_path)
    library.marks.highlight_quote(1, "The harbour was quiet before dawn.", note="\x1b]0;owned\x07 \x9b2J \u202ex")
    library.close()
    async with running(tmp_path) as app:
        await app.open_first()
        await app.until(lambda: len(app.main.marks._highlights) == 1)
        await app.press("c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.sees("owned")
        assert not set(app.screen) & {"\x1b", "\x07", "\x9b", "\u202e"}
        area = app.app.screen.query_one(TextArea)
        area.text = "pasted \x1b[31m\x9b"
        await app.sees("pasted")
        assert not set(app.screen) & {"\x1b", "\x9b"}
        await app.press("escape", "f")
        await app.until(lambda: app.main.place == "search")
        app.main.search._box.value = "a\x1b]0;x\x07b"
        await app.sees("]0;x")
        assert not set(app.screen) & {"\x1b", "\x07"}


async def test_a_changed_file_read_again_moves_the_marks_everywhere(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.until(lambda: app.main.reading.pointing.target() is not None)
        await app.press(")", "1")
        await app.until(lambda: len(app.main.marks._highlights) == 1)
        path = tmp_path / "source" / "0000.txt"
        path.write_text(path.read_text("utf-8").replace("The harbour", "Corrected. The harbour"), "utf-8")
        await app.press("r")
        await app.until(lambda: app.main.reading.text.startswith("Corrected."))
        await app.until(lambda: [h.status for h in app.main.marks._highlights] == ["moved"])
        mark = app.main.marks._highlights[0]
        assert app.main.reading.text[mark.start : mark.end] == mark.quote
