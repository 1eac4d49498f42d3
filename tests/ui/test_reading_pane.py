"""The reading pane: place, sentence cursor, find, selection, paragraphs."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.config import Config
from tui_reader.ui.widgets.document_view import DocumentView

LONG = " ".join(
    f"Sentence number {n} says something about the harbour, the tide and the price of fish." for n in range(400)
)


def _view(app: Driver) -> DocumentView:
    return app.main.query_one(DocumentView)


async def test_a_one_line_body_is_shown_in_paragraphs_and_as_it_came(tmp_path: Path) -> None:
    add(tmp_path, ("Long", LONG))
    async with running(tmp_path) as app:
        await app.open_first()
        opened = app.main.reading.opened
        assert opened is not None
        assert opened.document.text == LONG
        assert len(opened.document.blocks) > 20
        await app.press("P")
        await app.until(
            lambda: app.main.reading.opened is not None and len(app.main.reading.opened.document.blocks) == 1
        )
        await app.press("P")
        await app.until(
            lambda: app.main.reading.opened is not None and len(app.main.reading.opened.document.blocks) > 20
        )


async def test_the_first_visible_character_survives_resizing(tmp_path: Path) -> None:
    add(tmp_path, ("Long", LONG))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("space", "space", "space")
        await app.until(lambda: _view(app).top_offset > 1_000)
        top = _view(app).top_offset
        for width in (140, 60, 90, 47, 161, 100):
            await app.pilot.resize_terminal(width, 30)
            await app.pilot.pause()
        assert _view(app).top_offset == top


async def test_the_place_is_saved_while_reading_and_found_again(tmp_path: Path) -> None:
    add(tmp_path, ("Long", LONG), ("Other", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("space", "space")
        await app.until(lambda: _view(app).top_offset > 500)
        top = _view(app).top_offset
        await app.press("escape", "j", "enter")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "Other"
        )
        await app.press("escape", "k", "enter")
        await app.until(lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "Long")
        await app.until(lambda: _view(app).top_offset == top)


async def test_a_restart_opens_the_same_article_at_the_same_place(tmp_path: Path) -> None:
    add(tmp_path, ("Other", BODY), ("Long", LONG))
    async with running(tmp_path) as app:
        await app.press("j")
        await app.open_first()
        await app.press("space", "space", "j")
        await app.until(lambda: _view(app).top_offset > 500)
        top = _view(app).top_offset
        await app.press("ctrl+q")
        await app.pilot.pause()
    async with running(tmp_path, size=(120, 35)) as again:
        await again.until(lambda: again.main.reading.opened is not None)
        await again.until(lambda: _view(again).top_offset == top)
        await again.until(lambda: again.main.place == "reader")
        assert again.main.reading.opened is not None
        assert again.main.reading.opened.article.title == "Long"


async def test_there_is_always_a_current_sentence_in_view(tmp_path: Path) -> None:
    add(tmp_path, ("Long", LONG))
    async with running(tmp_path) as app:
        await app.open_first()
        reading = app.main.reading
        await app.until(lambda: reading.pointing.target() is not None)
        target = reading.pointing.target()
        assert target is not None
        assert LONG[slice(*target)].startswith("Sentence number 0")
        await app.press(")", ")")
        await app.until(lambda: LONG[slice(*(reading.pointing.target() or (0, 0)))].startswith("Sentence number 2 "))
        await app.press("(")
        await app.until(lambda: LONG[slice(*(reading.pointing.target() or (0, 0)))].startswith("Sentence number 1 "))
        await app.press("space", "space")
        await app.until(lambda: (reading.pointing.target() or (0, 0))[0] >= reading.top_offset > 0)
        await app.press("G")
        await app.press("g", "g")
        await app.until(lambda: (reading.pointing.target() or (9, 0))[0] == 0)


async def test_find_goes_from_match_to_match_and_escape_ends_it(tmp_path: Path) -> None:
    add(tmp_path, ("Long", LONG))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("/")
        await app.type("NUMBER 12")
        await app.sees("not found")
        await app.press("escape", "/")
        await app.type("number 12 ")
        await app.sees("1/1")
        await app.press(*["backspace"], "enter")
        await app.sees("1/11")
        await app.press("n")
        await app.sees("2/11")
        await app.press("p", "p")
        await app.sees("11/11")
        await app.press("escape")
        await app.until(lambda: "11/11" not in app.screen)
        assert app.main.place == "reader"


async def test_visual_mode_selects_words_and_marks_them(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.until(lambda: app.main.reading.pointing.target() is not None)
        await app.press("v")
        await app.sees("select")
        await app.press("b", "b", "b")
        target = app.main.reading.pointing.target()
        assert target is not None
        assert BODY[slice(*target)] == "The harbour was quiet "
        await app.press("2")
        await app.until(lambda: app.main.marks._highlights)
        assert app.main.marks._highlights[0].quote == "The harbour was quiet"
        assert app.main.reading.pointing.mode == ""


async def test_labels_mark_a_sentence_or_a_range(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.until(lambda: app.main.reading.pointing.target() is not None)
        await app.press("s")
        await app.sees("CAPITAL")
        await app.press("b")
        await app.until(lambda: len(app.main.marks._highlights) == 1)
        assert app.main.marks._highlights[0].quote.startswith("Two boats")
        await app.press("s", "A", "c")
        await app.until(lambda: len(app.main.marks._highlights) == 2)
        longest = max(app.main.marks._highlights, key=lambda h: len(h.quote))
        assert longest.quote.startswith("The harbour")
        assert longest.quote.endswith("any other day.")


async def test_an_article_counts_as_read_as_the_settings_say(tmp_path: Path) -> None:
    add(tmp_path, ("Long", LONG), ("Other", LONG))
    async with running(tmp_path, config=Config(mark_read="open")) as app:
        await app.open_first()
        await app.sees("Unread 1")
    async with running(tmp_path, config=Config(mark_read="hand")) as app:
        await app.sees("Unread 1")
        await app.press("m", "u")
        await app.sees("Unread 1")


async def test_space_at_the_end_goes_to_the_next_unread_article(tmp_path: Path) -> None:
    add(tmp_path, ("First", BODY), ("Second", BODY), ("Third", BODY))
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("space")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "Second"
        )
        await app.sees("Unread 2")
        await app.press("n")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "Third"
        )
        await app.press("p")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "Second"
        )
        await app.press("[")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title == "Third"
        )
