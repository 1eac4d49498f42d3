"""Keys typed faster than the screen changes mean what they would mean slowly; and steps back lead back."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, TextArea

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.ui.screens.export import CHOICES, ExportScreen
from tui_reader.ui.screens.prompt import NoteScreen, PromptScreen
from tui_reader.ui.screens.quotes import QuotesScreen


def _burst(app: Driver, text: str) -> None:
    """Keys that all arrive before the first is handled."""
    from textual import events

    for character in text:
        key = {"\r": "enter", " ": "space"}.get(character, character)
        app.app.post_message(events.Key(key, character))


async def test_a_note_typed_at_once_goes_into_the_note(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("1")
        await app.until(lambda: len(app.main.marks._highlights) == 1)
        _burst(app, "cxylo")
        await app.until(lambda: isinstance(app.app.screen, NoteScreen))
        await app.until(lambda: app.app.screen.query_one(TextArea).text == "xylo")
        await app.press("escape")
        await app.until(lambda: [h.note for h in app.main.marks._highlights] == ["xylo"])


async def test_prompts_and_lists_get_what_was_typed_for_them(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        for key, kind in (("a", PromptScreen), ("t", PromptScreen), ("E", ExportScreen)):
            _burst(app, key + "jbx")
            await app.until(lambda kind=kind: isinstance(app.app.screen, kind))  # type: ignore[misc]
            await app.until(lambda: any(box.value.endswith("jbx") for box in app.app.screen.query(Input)))
            await app.press("escape")
            await app.until(lambda: app.app.screen is app.main)
        assert not app.main.articles.article(1).bookmarked  # type: ignore[union-attr]


async def test_a_filter_of_the_highlights_typed_at_once_goes_into_its_box(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        _burst(app, "Q/jbx")
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen))
        await app.until(lambda: app.app.screen.query_one(Input).value == "jbx")


async def test_keys_after_a_command_that_asks_nothing_are_not_lost(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY), ("Two", BODY))
    library = Library(tmp_path)
    library.reading.remember(CHOICES, str(tmp_path / "marks"))
    library.close()
    async with running(tmp_path) as app:
        await app.open_first()
        _burst(app, "eb")  # the target of the export is known
        await app.sees("Bookmarks 1")


async def test_search_and_enter_at_once_open_the_result(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY), ("Minecraft again", BODY))
    async with running(tmp_path) as app:
        _burst(app, "fminecraft\r")
        await app.until(lambda: app.main.reading.opened is not None)
        assert app.main.reading.opened is not None
        assert app.main.reading.opened.article.title == "Minecraft again"


async def test_escape_leads_back_to_where_search_and_lists_were_opened(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY), ("Two", BODY), ("Three", BODY))
    async with running(tmp_path) as app:
        await app.press("j")
        await app.open_first()
        await app.press("f", "escape")
        await app.until(lambda: app.main.place == "reader")
        await app.press("B")
        await app.sees("Bookmarks · 0")
        assert app.main.place == "list"
        await app.press("escape")
        await app.until(lambda: app.main.place == "reader")
        await app.sees("Unread ·")
        assert app.main.reading.opened is not None
        here = app.main.reading.opened.article.id
        await app.until(lambda: app.main.articles.article_id == here)


async def test_next_unread_goes_round_the_end(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY), ("Two", BODY))
    async with running(tmp_path) as app:
        await app.press("G")
        await app.open_first()
        await app.press("n")
        await app.until(lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "One")


async def test_a_notice_shows_on_short_terminals_too(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=(60, 10)) as app:
        await app.press("b")
        await app.sees("Bookmark set")


async def test_the_percentage_is_that_of_what_is_in_view(tmp_path: Path) -> None:
    add(tmp_path, ("Long", " ".join(f"Sentence {n} of a long story about fish." for n in range(400))))
    async with running(tmp_path, size=(60, 20)) as app:
        await app.open_first()
        await app.until(lambda: " %" in app.screen and "100 %" not in app.screen)
        await app.press("G")
        await app.sees("100 %")
        await app.press("g", "g")
        await app.until(lambda: "100 %" not in app.screen)
