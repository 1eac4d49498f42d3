"""The same story once, and quiet first, as a reader sees them."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import BODY, running
from tui_reader.config import Config
from tui_reader.library import Library

STORY = (
    "The harbour authority said on Thursday that the old lighthouse will be lit again before the winter storms. "
    "Engineers replaced the lens that had been broken since the flood, and fishermen paid for most of the work. "
    "The mayor called it the best news that the town has had in the eleven years since the cannery was closed."
)


def add(folder: Path, *articles: tuple[str, str, str], first: int = 0) -> None:
    """Put (source, title, body) articles into the library as entries of feed files; the first is the newest."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    names = []
    for number, (feed, title, body) in enumerate(articles, first):
        names.append(str(source / f"{number}.xml"))
        item = (
            f"<item><title>{title}</title><link>https://{feed.lower()}.example/{number}</link><guid>{number}</guid>"
            f"<pubDate>Thu, 05 Mar 2026 {20 - number:02}:00:00 GMT</pubDate><description>{body}</description></item>"
        )
        (source / f"{number}.xml").write_text(
            f"<rss version='2.0'><channel><title>{feed}</title>{item}</channel></rss>", "utf-8"
        )
    library = Library(folder)
    report = library.adding.add(names)
    library.close()
    assert not report.skipped


def three_of_one_story(folder: Path) -> None:
    add(
        folder,
        ("Agency", "Lighthouse to be lit again", STORY),
        ("Herald", "After eleven years, a light over the harbour", STORY),
        ("Courier", "Fishermen pay for a lens", f"{STORY} The Courier is a member of the press council."),
        ("Essays", "Something else", BODY),
    )


async def test_a_story_has_one_row_and_reading_one_reads_all(tmp_path: Path) -> None:
    three_of_one_story(tmp_path)
    async with running(tmp_path, size=(120, 30)) as app:
        await app.sees("Unread · 2", "Unread 2", "Lighthouse to be lit again", "+2 sources", "Something else")
        assert "Fishermen pay" not in app.screen
        await app.press("m")
        await app.sees("Unread 1")
        library = Library(tmp_path)
        assert [article.read for article in library.reading.listing()] == [True, True, True, False]
        await app.press("u")
        await app.sees("Unread 2", "● Lighthouse")
        assert not any(article.read for article in library.reading.listing())
        await app.press("A")
        await app.sees("2 marked read", "Unread 0")
        assert all(article.read for article in library.reading.listing())
        await app.press("u")
        await app.sees("Unread 2")
        assert not any(article.read for article in library.reading.listing())
        library.close()


async def test_the_other_sources_are_shown_and_opened(tmp_path: Path) -> None:
    three_of_one_story(tmp_path)
    async with running(tmp_path, size=(120, 30)) as app:
        await app.sees("+2 sources")
        await app.press("g", "s")
        await app.sees("Other sources of this story", "Herald · After eleven years", "Courier · Fishermen pay")
        await app.press("j", "enter")
        await app.until(lambda: app.main.place == "reader" and app.main.reading.opened is not None)
        await app.sees("The Courier is a member")
        await app.press("g", "s")
        await app.sees("Agency · Lighthouse", "Herald · After")
        await app.press("escape", "escape", "j", "g", "s")
        await app.sees("No other source tells this story")


async def test_reading_one_to_its_end_counts_for_all(tmp_path: Path) -> None:
    three_of_one_story(tmp_path)
    async with running(tmp_path, size=(120, 30), config=Config(mark_read="open")) as app:
        await app.sees("Unread 2")
        await app.press("g", "s")
        await app.sees("Other sources")
        await app.press("enter")
        await app.sees("Unread 1")


async def test_once_leaves_the_others_unread(tmp_path: Path) -> None:
    three_of_one_story(tmp_path)
    async with running(tmp_path, config=Config(same_story="once")) as app:
        await app.sees("+2 sources")
        await app.press("m")
        await app.sees("Unread 1")
        library = Library(tmp_path)
        assert [article.read for article in library.reading.listing()] == [True, False, False, False]
        library.close()


async def test_apart_gives_every_article_its_row(tmp_path: Path) -> None:
    three_of_one_story(tmp_path)
    async with running(tmp_path, config=Config(same_story="apart")) as app:
        await app.sees("Unread · 4", "Unread 4", "Lighthouse", "After eleven", "Fishermen pay", "Something else")
        assert "sources" not in app.screen
        await app.press("m")
        await app.sees("Unread 3")


async def test_quiet_first_is_chosen_by_key_and_remembered(tmp_path: Path) -> None:
    add(
        tmp_path,
        *(("Agency", f"Dispatch number {number} about this and that", f"Dispatch {number}.") for number in range(8)),
        ("Essays", "A slow thought", BODY),
    )
    async with running(tmp_path) as app:
        await app.sees("Unread · 9", "5 March 2026")
        await app.press("j", "O")
        await app.sees("Seldom", "A few a week", "Quiet feeds first")
        assert app.screen.index("A slow thought") < app.screen.index("Dispatch number 0")
        article = app.main.articles.article(app.main.articles.article_id or 0)
        assert article is not None
        assert article.title.startswith("Dispatch number 1")
    async with running(tmp_path) as app:
        await app.sees("Seldom", "A few a week")
        await app.press("O")
        await app.sees("5 March 2026", "Newest first")
        await app.until(lambda: "Seldom" not in app.screen)


async def test_a_row_tells_of_another_source_as_soon_as_it_comes(tmp_path: Path) -> None:
    add(tmp_path, ("Agency", "Lighthouse to be lit again", STORY), ("Essays", "Something else", BODY))
    async with running(tmp_path) as app:
        await app.sees("Unread · 2", "Agency · ")
        add(tmp_path, ("Herald", "After eleven years, a light over the harbour", STORY), first=5)
        app.main.articles.arrived()
        await app.sees("Agency +1 source")
