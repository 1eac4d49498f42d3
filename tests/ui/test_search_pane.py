"""The search sidebar: results while typing, typing errors forgiven, opening at the passage, stepping back."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import BODY, add, running

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
