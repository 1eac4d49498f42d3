"""The search sidebar: results while typing, typing errors forgiven, opening at the passage, stepping back."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import BODY, add, running
from tui_reader.library import Library

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
        await app.press("escape")
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
        await app.until(lambda: app.main.reading._left is not None)
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader" and app.main.reading._left is None)
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


async def test_a_mistake_in_a_query_is_one_sentence(tmp_path: Path) -> None:
    add(tmp_path, *ARTICLES)
    async with running(tmp_path) as app:
        await app.press("f")
        await app.type("autor:x")
        await app.sees("^", "author")
