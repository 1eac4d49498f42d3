"""The article list: rows, cursor, read state, bookmarks, lists."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import BODY, add, running
from tui_reader.library import Library


async def test_rows_show_title_source_and_state(tmp_path: Path) -> None:
    add(tmp_path, ("[bold]Markup[/] stays text", BODY), ("Second", BODY))
    async with running(tmp_path) as app:
        await app.sees("● [bold]Markup[/] stays text", "28 March 2026", "28 Mar 2026", "Unread · 2", "1 min")


async def test_moving_and_opening(tmp_path: Path) -> None:
    add(tmp_path, *((f"Article {n}", BODY) for n in range(20)))
    async with running(tmp_path) as app:
        await app.press("j", "j", "k")
        await app.until(lambda: app.main.articles._list.cursor == 1)
        await app.press("G")
        await app.until(lambda: app.main.articles._list.cursor == 19)
        await app.press("g", "g")
        await app.until(lambda: app.main.articles._list.cursor == 0)
        await app.press("ctrl+d", "enter")
        await app.until(lambda: app.main.place == "reader")
        assert app.main.reading.opened is not None
        assert app.main.reading.opened.article.title != "Article 0"


async def test_toggle_read_keeps_the_row_and_undo_takes_it_back(tmp_path: Path) -> None:
    add(tmp_path, ("First", BODY), ("Second", BODY))
    async with running(tmp_path) as app:
        await app.sees("● First", "Unread 2")
        await app.press("m")
        await app.until(lambda: "● First" not in app.screen and "First" in app.screen)
        await app.sees("Unread 1")
        await app.press("u")
        await app.sees("● First", "Unread 2")


async def test_what_was_read_stays_until_the_list_is_left(tmp_path: Path) -> None:
    add(tmp_path, ("First", BODY), ("Second", BODY), ("Third", BODY))
    async with running(tmp_path) as app:
        await app.sees("Unread · 3", "Unread 3")
        await app.press("j", "m")
        await app.sees("Unread · 2", "Unread 2")  # the list and the header say the same
        library = Library(tmp_path)
        newer = tmp_path / "newer.txt"
        newer.write_text(f"Newer\n2026-04-20 10:00\n{BODY}", "utf-8")
        library.adding.add([str(newer)])
        library.close()
        for _ in range(2):  # what stayed once stays again
            app.main.articles.arrived()
            await app.until(lambda: not any(worker.group == "articles-load" for worker in app.main.workers))
            await app.sees("● Newer", "● First", "▎  Second", "● Third", "Unread · 3", "Unread 3")
        titles = [app.main.articles._articles[key].title for key in app.main.articles._list.keys]
        assert titles == ["Newer", "First", "Second", "Third"]
        await app.press("B", "escape")
        await app.sees("● Newer", "● First", "● Third", "Unread · 3")
        assert "Second" not in app.screen


async def test_mark_all_read_is_undone_in_one_step(tmp_path: Path) -> None:
    add(tmp_path, *((f"Article {n}", BODY) for n in range(30)))
    async with running(tmp_path) as app:
        await app.sees("Unread 30")
        await app.press("A")
        await app.sees("Unread 0", "30 marked read")
        await app.press("u")
        await app.sees("Unread 30")


async def test_bookmarks_have_a_list(tmp_path: Path) -> None:
    add(tmp_path, ("First", BODY), ("Second", BODY))
    async with running(tmp_path) as app:
        await app.press("j", "b")
        await app.sees("★ Second", "Bookmarks 1")
        await app.press("B")
        await app.sees("Bookmarks · 1")
        await app.until(lambda: "First" not in app.screen)
        await app.press("escape")
        await app.sees("Unread · 2", "First")


async def test_lists_are_chosen_by_a_chord_that_shows_its_keys(tmp_path: Path) -> None:
    add(tmp_path, ("First", BODY))
    async with running(tmp_path) as app:
        await app.press("g")
        await app.sees("g l", "Lists")
        await app.press("l")
        await app.sees("Continue reading", "With highlights")
        await app.press("j", "enter")
        await app.sees("All articles · 1")


async def test_the_cursor_follows_its_article_when_others_come(tmp_path: Path) -> None:
    add(tmp_path, ("First", BODY), ("Second", BODY))
    async with running(tmp_path) as app:
        await app.press("j")
        kept = app.main.articles.article_id
        library = Library(tmp_path)
        newer = tmp_path / "newer.txt"
        newer.write_text(f"Newer\n2026-04-20 10:00\n{BODY}", "utf-8")
        library.adding.add([str(newer)])
        library.close()
        app.main.articles.load()
        await app.sees("Newer")
        assert app.main.articles.article_id == kept


async def test_rows_are_loaded_as_they_come_into_view(tmp_path: Path) -> None:
    lines = (f'{{"id": {n}, "title": "Headline {n}", "text": "Short."}}\n' for n in range(3_000))
    (tmp_path / "dump.jsonl").write_text("".join(lines))
    library = Library(tmp_path)
    library.adding.add([str(tmp_path / "dump.jsonl")])
    library.close()
    async with running(tmp_path) as app:
        await app.sees("Unread · 3000")
        assert len(app.main.articles._articles) <= 200
        await app.press("G")
        await app.sees("Headline 0")
        assert len(app.main.articles._articles) <= 500
