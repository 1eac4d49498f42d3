"""Highlights in the app: one key, growing, notes, tags, deleting, undoing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.model import Highlight
from tui_reader.ui.screens import prompt
from tui_reader.ui.screens.prompt import NoteScreen, PromptScreen


def _marks(app: Driver) -> list[Highlight]:
    return list(app.main.marks._highlights)


async def _open(app: Driver) -> None:
    await app.open_first()
    await app.until(lambda: app.main.reading.pointing.target() is not None)


async def test_one_key_marks_the_current_sentence_and_it_shows(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press("1")
        await app.until(lambda: len(_marks(app)) == 1)
        assert _marks(app)[0].quote == "The harbour was quiet before dawn."
        await app.sees("g▌ The harbour", "Highlighted as “general”", "1 ▌")


async def test_growing_shrinking_deleting_and_undoing(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press("4")
        await app.until(lambda: len(_marks(app)) == 1)
        await app.press("+")
        await app.until(lambda: _marks(app)[0].quote.endswith("said a word."))
        await app.press("-")
        await app.until(lambda: _marks(app)[0].quote.endswith("before dawn."))
        await app.press("-")
        await app.sees("One sentence is left")
        await app.press("x")
        await app.until(lambda: not _marks(app))
        await app.press("u")
        await app.until(lambda: len(_marks(app)) == 1)
        assert _marks(app)[0].role == 4
        await app.press("U")
        await app.until(lambda: not _marks(app))


async def test_a_note_is_saved_while_typed(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=(150, 30)) as app:
        await _open(app)
        await app.press("3")
        await app.until(lambda: len(_marks(app)) == 1)
        await app.press("c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.type("[/] why")
        await app.until(lambda: _marks(app)[0].note == "[/] why")
        await app.press("escape")
        await app.sees("“[/] why”")
        assert app.main.place == "reader"


async def test_a_note_where_nothing_is_marked_marks_it(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=(150, 30)) as app:
        await _open(app)
        await app.press("c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.type("so")
        await app.until(lambda: bool(_marks(app)) and _marks(app)[0].note == "so")
        await app.press("escape", "c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        assert len(_marks(app)) == 1
        await app.type(" long")
        await app.until(lambda: _marks(app)[0].note == "so long")
        await app.press("escape", "u", "u")
        await app.until(lambda: not _marks(app))


async def test_an_empty_note_leaves_nothing_and_one_step_takes_a_note_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt, "SAVE_AFTER", 0.05)
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=(150, 30)) as app:
        await _open(app)
        await app.press("c")
        await app.sees("The harbour was quiet before dawn.", "Esc closes")
        await app.press("space", "escape")
        await app.until(lambda: app.app.screen is app.main)
        await app.press("u")
        await app.sees("Nothing to undo")
        assert not _marks(app)
        await app.press("c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.type("so")
        await app.until(lambda: bool(_marks(app)) and _marks(app)[0].note == "so")
        await app.type(" on")
        await app.until(lambda: _marks(app)[0].note == "so on")
        await app.press("escape", "u")
        await app.until(lambda: not _marks(app))
        await app.press("U")
        await app.until(lambda: [mark.note for mark in _marks(app)] == ["so on"])
        await app.press("u", "c")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.type("so")
        await app.until(lambda: bool(_marks(app)))
        await app.press("backspace", "backspace", "escape")
        await app.until(lambda: not _marks(app))


async def test_tags_go_on_the_highlight_at_hand_else_on_the_article(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press("t")
        await app.until(lambda: isinstance(app.app.screen, PromptScreen))
        await app.type("harbour news")
        await app.press("enter")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.tags == ("harbour", "news")
        )
        await app.press("1")
        await app.until(lambda: len(_marks(app)) == 1)
        await app.press("t")
        await app.until(lambda: isinstance(app.app.screen, PromptScreen))
        await app.type("quiet")
        await app.press("enter")
        await app.until(lambda: _marks(app)[0].tags == ("quiet",))


async def test_a_bookmark_in_the_text_keeps_the_sentence_there(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press("b")
        await app.sees("Bookmark set", "Bookmarks 1")
    library = Library(tmp_path)
    assert library.marks.bookmarks()[0].quote == "The harbour was quiet before dawn."
    library.close()


async def test_copying_takes_the_source_along(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press("y")
        await app.sees("Copied")
        assert app.app.clipboard.startswith("The harbour was quiet before dawn.\n— “One”")


def _marked(app: Driver) -> list[str]:
    return [mark.quote for mark in _marks(app)]


def _current(app: Driver) -> str:
    return app.main.reading.pointing.words(app.main.reading.pointing.target() or (0, 0))


async def _change(app: Driver, folder: Path, before: str, after: str) -> None:
    """Other words in the file of the first article, which is then visited."""
    path = folder / "source" / "0000.txt"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    shown = app.main.reading.text
    await app.press("r")
    await app.until(lambda: app.main.reading.text != shown)
    await app.pilot.pause()


@pytest.mark.parametrize("keys", [((), ()), (("escape",), ("enter",))])
@pytest.mark.parametrize("width", [60, 100])
async def test_a_text_that_goes_on_keeps_the_current_sentence(
    tmp_path: Path, width: int, keys: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    add(tmp_path, ("One", BODY))
    leaving, coming_back = keys
    async with running(tmp_path, size=(width, 30)) as app:
        await _open(app)
        await app.press(")", ")", ")", *leaving)
        await _change(app, tmp_path, "The harbour", "Corrected on Monday. The harbour")
        await app.press(*coming_back)
        await app.until(lambda: app.main.place == "reader")
        await app.press("2")
        await app.until(lambda: _marked(app) == ["“Fish is fish,” said the oldest of the sellers."])


async def test_where_the_current_sentence_is_gone_the_next_one_is_current(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press(")", ")")
        await _change(app, tmp_path, "Later the market opened as on any other day. ", "")
        assert _current(app) == "“Fish is fish,” said the oldest of the sellers."
        await app.press(")")
        await _change(app, tmp_path, "She had seen worse winters, and she said so to everyone who asked.", "")
        assert _current(app) == "“Fish is fish,” said the oldest of the sellers."


async def test_the_current_sentence_is_seen_although_much_came_before_it(tmp_path: Path) -> None:
    many = " ".join(f"Crate {n} was weighed at the wall." for n in range(300))
    add(tmp_path, ("One", many))
    async with running(tmp_path) as app:
        await _open(app)
        await app.press(*")))))")
        await _change(app, tmp_path, "Crate 3 was", many.replace("Crate", "Barrel") + " Crate 3 was")
        await app.until(lambda: _current(app) == "Crate 5 was weighed at the wall.")
        await app.sees("Crate 5 was weighed")
