"""What stands around the open text: review of marks that lost their words, merging, outline, rail, other windows."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.model import Highlight
from tui_reader.ui.screens.outline import OutlineScreen
from tui_reader.ui.screens.quotes import QuotesScreen
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.rail import Rail

OLD = "Nobody knew why the harbour lay so quiet before dawn. The boats came home one by one. Gulls waited on the roofs."
NEW = "Gulls waited on the roofs. A storm took two boats that winter, and the town went on. The bakery opened at six."


def _marks(app: Driver) -> list[Highlight]:
    return list(app.main.marks._highlights)


def _changed(folder: Path, old: str, new: str, quote: str) -> None:
    """An article with a highlight on `quote`, whose text has become `new`."""
    source = folder / "changing.txt"
    library = Library(folder)
    for number, text in enumerate((old, new)):
        source.write_text(f"Changing\n2026-01-02 03:04\n{text}", "utf-8")
        library.adding.add([str(source)])
        if not number:
            library.marks.highlight_quote(1, quote)
    library.close()


async def test_a_lost_mark_is_shown_its_place(tmp_path: Path) -> None:
    _changed(tmp_path, OLD, NEW, "The boats came home one by one.")
    async with running(tmp_path, size=(150, 30)) as app:
        await app.open_first()
        await app.until(lambda: [h.status for h in _marks(app)] == ["orphan"])
        await app.press("g", "r")
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen))
        await app.sees("The boats came home one by one.")
        await app.press("s")
        await app.sees("Go to the right words")
        await app.until(lambda: app.main.place == "reader")
        await app.press("g", "g", ")")
        await app.until(lambda: app.main.reading.pointing.target() is not None)
        target = app.main.reading.pointing.target()
        await app.press("enter")
        await app.until(lambda: [(h.start, h.end) for h in _marks(app)] == [target])
        assert _marks(app)[0].quote == "The boats came home one by one."
        await app.press("u")
        await app.until(lambda: [h.status for h in _marks(app)] == ["orphan"])


async def test_placing_is_left_without_a_change(tmp_path: Path) -> None:
    _changed(tmp_path, OLD, NEW, "The boats came home one by one.")
    async with running(tmp_path, size=(150, 30)) as app:
        await app.open_first()
        await app.until(lambda: bool(_marks(app)))
        await app.press("g", "r")
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen))
        await app.press("s")
        await app.until(lambda: app.main.marking.placing is not None and app.main.place == "reader")
        app.main.marking._pointing._opened, opened = None, app.main.marking._pointing._opened  # type: ignore[attr-defined]
        assert app.main.marking.placing is None  # another article is none to show its words in
        app.main.marking._pointing._opened = opened  # type: ignore[attr-defined]
        await app.press("escape")
        await app.until(lambda: app.main.marking.placing is None)
        assert app.main.place == "reader"
        await app.press("enter")
        assert _marks(app)[0].status == "orphan"


async def test_touching_highlights_become_one_and_two_again(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=(150, 30)) as app:
        await app.open_first()
        await app.press("1", "+")
        await app.until(lambda: len(_marks(app)) == 1 and (_marks(app)[0].end or 0) > 40)
        grown = _marks(app)[0]
        await app.press(")", "2")
        await app.until(lambda: len(_marks(app)) == 2)
        await app.press("&")
        await app.until(lambda: len(_marks(app)) == 1)
        assert (_marks(app)[0].start, _marks(app)[0].end) == (grown.start, grown.end)
        await app.press("u")
        await app.until(lambda: len(_marks(app)) == 2)


async def test_the_outline_shows_the_text_while_choosing_and_goes_back(tmp_path: Path) -> None:
    source = tmp_path / "long.md"
    parts = [f"## Part {number}\n\n" + "\n\n".join(["A paragraph of some words."] * 12) for number in range(9)]
    source.write_text("# Long\n\n" + "\n\n".join(parts), "utf-8")
    library = Library(tmp_path)
    library.adding.add([str(source)])
    library.close()
    async with running(tmp_path) as app:
        await app.open_first()
        view = app.main.query_one(DocumentView)
        await app.press("g", "o")
        await app.until(lambda: isinstance(app.app.screen, OutlineScreen))
        await app.type("part 7")
        await app.until(lambda: view.text[view.top_offset :].startswith("Part 7"))
        await app.press("escape")
        await app.until(lambda: view.top_offset == 0)
        await app.press("g", "o")
        await app.until(lambda: isinstance(app.app.screen, OutlineScreen))
        await app.type("part 3")
        await app.press("enter")
        await app.until(lambda: view.text[view.top_offset :].startswith("Part 3") and app.main.place == "reader")


async def test_the_rail_shows_matches_and_marks_and_takes_one_there(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY + " Filler stands here." * 400 + " The zebra is last."))
    async with running(tmp_path) as app:
        await app.open_first()
        view, rail = app.main.query_one(DocumentView), app.main.query_one(Rail)
        await app.press("1")
        await app.until(lambda: "role-1" in rail._names())
        await app.press("slash")
        await app.type("zebra")
        await app.until(lambda: "current" in rail._names())
        await app.press("escape")
        await app.until(lambda: "current" not in rail._names())
        await app.pilot.click(Rail, offset=(0, rail.size.height - 1))
        await app.until(lambda: view.scroll_offset.y > 0)


async def test_what_another_window_marks_appears(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path, size=(150, 30)) as app:
        await app.open_first()
        await app.press("1")
        await app.until(lambda: len(_marks(app)) == 1)
        await app.until(lambda: app.main._changes is not None)
        other = Library(tmp_path)
        other.marks.highlight_quote(1, "Fish is fish", 2)
        other.close()
        await app.until(lambda: sorted(h.role for h in _marks(app)) == [1, 2])


async def test_a_bookmark_opens_at_its_place_from_its_list(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY + " Filler stands here." * 400))
    async with running(tmp_path) as app:
        await app.open_first()
        view = app.main.query_one(DocumentView)
        await app.press("pagedown", "pagedown", "b")
        place = view.top_offset
        await app.sees("Bookmarks 1")
        await app.press("g", "g", "B")
        await app.until(lambda: app.main.articles.shelf == "bookmarks" and app.main.place == "list")
        await app.until(lambda: app.main.articles.article_id == 1)
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader" and view.top_offset == place)


async def test_a_note_is_gone_to_and_back(tmp_path: Path) -> None:
    source = tmp_path / "noted.md"
    source.write_text("# Noted\n\nA claim[^1].\n\n" + "More words stand here.\n\n" * 60 + "[^1]: The proof.\n", "utf-8")
    library = Library(tmp_path)
    library.adding.add([str(source)])
    library.close()
    async with running(tmp_path) as app:
        await app.open_first()
        await app.press("F", "a")
        await app.sees("The proof.")
        await app.press("F", "a")
        await app.sees("A claim")
