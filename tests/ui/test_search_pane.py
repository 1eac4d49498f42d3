"""The search sidebar: results while typing, typing errors forgiven, opening at the passage, stepping back."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from tests.ui.driving import BODY, add, running
from tui_reader.library import Library
from tui_reader.ui.panes.reading.pane import ReadingPane

ARTICLES = (
    ("Tokayev speaks to the harbour workers", BODY),
    (
        "Slow news is good news",
        "Nothing happened. " * 200 + "Then solidarity and cooperation prevailed. " + "Quiet. " * 200,
    ),
    ("東京の港は静かだった", "東京の港は夜明け前に静かだった。二隻の船が潮とともに入ってきた。"),
)


async def test_a_misspelt_name_is_found_and_opened(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.until(lambda: app.main.place == "search")
        await app.type("tokaev")
        await app.sees("Search · 1", "Tokayev speaks")
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader")
        assert app.main.reading.opened is not None
        assert app.main.reading.opened.article.title.startswith("Tokayev")
        await app.press("escape")
        await app.until(lambda: app.main.place == "search")
        await app.press("escape")
        await app.until(lambda: app.main.place == "list")


async def test_what_is_listed_says_whose_it_is_and_whether_it_is_read(tmp_path: Path) -> None:
    lines = (f'{{"id": {n}, "title": "Boat {n}", "text": "Short.", "source": "The Gazette"}}\n' for n in range(2))
    (tmp_path / "dump.jsonl").write_text("".join(lines))
    library = Library(tmp_path)
    library.adding.add([str(tmp_path / "dump.jsonl")])
    library.close()
    async with running(tmp_path, size=(150, 30)) as app:
        await app.press("f")
        await app.type("feed:gazette")
        await app.until(lambda: app.main.search._answered == "feed:gazette")
        results = app.main.search._list
        assert [results._rows[key].marker for key in results.keys] == ["●", "●"]
        assert all(results._rows[key].meta.startswith("The Gazette · ") for key in results.keys)
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader")
        await app.press("m")
        await app.until(lambda: [results._rows[key].marker for key in results.keys] == [" ", "●"])


async def test_enter_opens_at_the_passage(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("/")
        await app.type("solidarty cooperation")
        await app.sees("solidarity")
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader")
        await app.sees("Then solidarity and", "cooperation prevailed. Quiet.")


async def test_two_letters_of_japanese_are_enough(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.until(lambda: app.main.place == "search")
        await app.type("東京")
        await app.sees("東京の港")
        await app.until(lambda: "Search · 1" in app.screen)


async def test_hostile_queries_are_answered_or_told(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        for query in ('"', "NEAR(", "a* OR", "-", "[/]", "((", "x" * 300):
            app.main.search._box.value = query
            await app.until(lambda query=query: app.main.search._asked == query)  # type: ignore[misc]
            await app.pilot.pause(0.05)
        app.main.search._box.value = "tokayev"
        await app.sees("Search · 1")


async def test_the_passage_is_seen_without_losing_the_place(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY + " Filler stands here." * 300), *ARTICLES)
    async with running(tmp_path) as app:
        await app.until(lambda: app.main.articles.article_id is not None)
        app.main.articles._list.select(next(k for k in app.main.articles._list.keys))
        await app.open_first()
        await app.press("pagedown", "pagedown")
        reading = app.main.reading
        where = reading.where
        assert where is not None
        assert where[1] > 0
        await app.press("f")
        await app.type("solidarity")
        await app.until(lambda: reading.opened is not None and reading.opened.article.title == "Slow news is good news")
        await app.sees("cooperation prevailed. Quiet.")
        assert reading.where == where
        hold = threading.Event()
        waiting = asyncio.ensure_future(app.main.reading._desk.ask(lambda _: hold.wait(10)))
        await app.press("escape")
        reading.save_place()  # as the clock may, before what is read is back
        hold.set()
        await waiting
        await app.until(lambda: reading.opened is not None and reading.opened.article.id == where[0])
        await app.until(lambda: reading.top_offset == where[1])
        assert app.main.place == "reader"
    library = Library(tmp_path)
    unseen = next(a for a in library.reading.listing() if a.title == "Slow news is good news")
    library.close()
    assert not unseen.read
    assert unseen.position == 0


async def test_going_back_from_a_result_leads_to_what_was_read(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("f")
        await app.type("solidarity")
        await app.until(lambda: app.main.reading.previewing)
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader" and not app.main.reading.previewing)
        await app.press("[")
        await app.until(
            lambda: app.main.reading.opened is not None and app.main.reading.opened.article.title.startswith("Tokayev")
        )


async def test_searches_are_offered_again_and_kept_as_lists(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("is:unread title:slow")
        await app.sees("Search · 1")
        await app.press("ctrl+s")
        await app.sees("Kept among the lists")
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader")
        await app.press("escape", "escape")
        await app.until(lambda: app.main.place == "list")
        await app.press("g", "l")
        await app.sees("is:unread title:slow · 1 unread")
        await app.press("G", "end", "enter")
        await app.sees("is:unread title:slow · 1")
        await app.press("f", "delete")
        await app.sees("searched lately")


async def test_rows_say_where_and_in_which_source(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    library = Library(tmp_path)
    for article in library.reading.listing():
        if article.title.startswith("Tokayev"):
            library.marks.highlight_quote(article.id, "Two boats came in with the tide", 1, note="which harbour?")
    dump = tmp_path / "dump.jsonl"
    dump.write_text('{"title": "Harbours of the north", "text": "Ice.", "source": "The Paper"}\n', "utf-8")
    library.adding.add([str(dump)])
    library.close()
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("harbour")
        await app.sees("title · The Paper", "note: which harbour?")
        app.main.search._box.value = "boats tide"
        await app.sees("text: …", "highlight: ")


async def test_the_empty_box_offers_the_newest_articles_where_none_was_read(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path, size=(160, 45)) as app:
        await app.press("f")
        await app.until(lambda: len(app.main.search._offers) == 3)
        await app.press("down", "enter")
        await app.until(lambda: app.main.reading.opened is not None)
        assert app.main.reading.opened is not None
        assert app.main.reading.opened.article.title.startswith("Slow")
        await app.press("escape")
        app.main.search._box.value = "x"
        app.main.search._box.value = ""
        await app.until(
            lambda: [getattr(o, "title", "")[:4] for o in app.main.search._offers] == ["Slow", "Toka", "東京の港"]
        )


async def test_where_nothing_is_found_it_is_said_and_what_was_read_is_seen_again(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.open_first()
        reading = app.main.reading
        where = reading.where
        await app.press("f")
        await app.type("solidarity")
        await app.until(lambda: reading.previewing)
        await app.type("zqxvk")
        await app.sees("Nothing found", "Search · 0")
        await app.until(lambda: not reading.previewing)
        assert reading.where == where


async def test_the_caret_stands_under_the_mistake(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)

    async with running(tmp_path) as app:
        await app.press("f")
        app.main.search._box.value = "東京 is:unred"
        await app.sees("did you mean")
        caret = next(line for line in app.screen.splitlines() if line.strip().startswith("^"))
        assert caret.index("^") == 1 + len("東京") * 2 + len(" is:")
        await app.press("ctrl+u")
        await app.type("a query that is much wider than the box is:unred")
        await app.sees("did you mean")
        drawn = app.screen.splitlines()
        box = drawn[2]
        assert "unred" in box, app.screen
        caret = next(line for line in drawn if line.strip().startswith("^"))
        assert caret.index("^") == box.index("unred")


async def test_very_many_texts_are_told_without_moving_the_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.store.index.BODY_LIMIT", 2)
    add(tmp_path, *ARTICLES, ("Last", "Nothing happened here."))
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("nothing")
        await app.sees("Search · 2 among the newest")
        assert not app.main.search._problem.display


async def test_a_saved_search_is_offered_again(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("harbour")
        await app.press("ctrl+s")
        await app.sees("Kept among the lists")
        await app.press("ctrl+u")
        await app.sees("searched lately")


async def test_a_search_begun_while_the_last_session_is_recalled_keeps_the_keyboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("q")
    searched = asyncio.Event()
    opening = ReadingPane.open

    async def late(self: ReadingPane, article_id: int, start: int | None = None, *, before: int = 0) -> None:
        await searched.wait()
        await opening(self, article_id, start, before=before)

    monkeypatch.setattr(ReadingPane, "open", late)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("sol")
        searched.set()
        await app.until(lambda: app.main._resumed)
        await app.type("idarity")
        await app.sees("Search · 1")
        assert app.main.place == "search"
        assert app.main.search._box.value == "solidarity"


async def test_a_mistake_in_a_query_is_one_sentence(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("autor:x")
        await app.sees("^", "author")


@pytest.mark.parametrize("width", [60, 100, 160])
async def test_searching_leaves_the_current_sentence_where_it_was(tmp_path: Path, width: int) -> None:
    add(tmp_path, ("One", " ".join(f"Crate {n} was weighed at the wall." for n in range(300))), *ARTICLES)
    async with running(tmp_path, size=(width, 30)) as app:
        await app.open_first()
        reading = app.main.reading
        await app.until(lambda: reading.pointing.target() is not None)
        await app.press(*")))))")
        target = reading.pointing.target()
        assert target is not None
        assert reading.pointing.words(target) == "Crate 5 was weighed at the wall."
        await app.press("f")
        await app.type("solidarity")
        await app.until(lambda: reading.previewing or not reading.display)
        await app.press("escape")
        await app.until(lambda: app.main.place == "reader" and not reading.previewing)
        await app.pilot.pause()
        assert reading.pointing.target() == target


async def test_the_current_sentence_is_found_again_after_another_article(tmp_path: Path) -> None:
    add(tmp_path, ("One", " ".join(f"Crate {n} was weighed at the wall." for n in range(300))), *ARTICLES)
    async with running(tmp_path) as app:
        await app.open_first()
        reading = app.main.reading
        await app.until(lambda: reading.pointing.target() is not None)
        await app.press("space", *")))))")
        target = reading.pointing.target()
        await app.press("escape", "j", "enter")
        await app.until(lambda: not reading.text.startswith("Crate") and app.main.place == "reader")
        await app.pilot.pause()
        assert reading.pointing.target() != target
        await app.press("[")
        await app.until(lambda: reading.text.startswith("Crate"))
        await app.pilot.pause()
        assert reading.pointing.target() == target
