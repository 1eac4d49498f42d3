"""Muting from where one is: a rule that is tried while it is typed, the rules, and what they leave out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.ui.screens.mute_dialogs import MuteScreen, RulesScreen

ARTICLES = (
    ("Football night [/b] in the harbour", BODY),
    ("Football day", "A match that was long. " * 10),
    ("Slow news is good news", "Nothing happened. " * 50),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    add(tmp_path, *ARTICLES)
    return tmp_path


async def _ask(app: Driver) -> None:
    await app.press("M")
    await app.until(lambda: isinstance(app.app.screen, MuteScreen) and app.app.screen.is_mounted)


async def _rules(app: Driver) -> None:
    await app.press("g", "m")
    await app.until(lambda: isinstance(app.app.screen, RulesScreen) and app.app.screen.is_mounted)


def _box(app: Driver) -> Input:
    return app.app.screen.query_one(Input)


def _muted(folder: Path) -> list[str]:
    library = Library(folder)
    titles = [article.title for article in library.reading.listing(muted=True)]
    library.close()
    return titles


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 40)])
async def test_a_rule_is_tried_while_it_is_typed_kept_and_taken_back(shelf: Path, size: tuple[int, int]) -> None:
    async with running(shelf, size=size) as app:
        await _ask(app)
        assert _box(app).value == "title:football"
        await app.sees(
            "Would have hidden 2 of the last 3", "2 of all unread", "e.g. Football night [/b]", "Enter keeps"
        )
        await app.type("slow news")
        assert _box(app).value == "slow news"
        await app.sees("Would have hidden 1 of the last 3", "e.g. Slow news is")
        await app.press("enter")
        await app.sees("1 muted · u takes it back", "Unread · 2", "Unread 2")
        assert "Slow news" not in app.screen
        await app.press("u")
        await app.sees("Undone: mute rule slow news", "Unread · 3", "Slow news")
        await app.press("U")
        await app.sees("Done again", "Unread · 2")
    assert _muted(shelf) == ["Slow news is good news"]


async def test_a_mistake_shows_in_its_place_and_enter_keeps_nothing(shelf: Path) -> None:
    async with running(shelf, size=(60, 20)) as app:
        await _ask(app)
        await app.type("東京 is:unred")
        await app.sees("there is no is:unred; did you mean is:unread?")
        lines = app.screen.splitlines()
        typed = next(line for line in lines if "is:unred" in line)
        caret = next(line for line in lines if "^" in line)
        # Two cells each for the wide characters, which are one code point in the drawn line.
        assert caret.index("^") == typed.index("unred") + 2
        await app.press("enter")
        await app.sees("did you mean is:unread?")
        assert isinstance(app.app.screen, MuteScreen)
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.main)
    assert _muted(shelf) == []


async def test_a_rule_that_is_there_is_told_in_the_dialog(shelf: Path) -> None:
    library = Library(shelf)
    library.muting.add("slow")
    library.close()
    async with running(shelf) as app:
        await _ask(app)
        await app.type("slow")
        await app.press("enter")
        await app.sees("there is such a rule already")
        await app.press("enter", "escape")
        await app.until(lambda: app.app.screen is app.main)


async def test_tab_goes_through_what_may_be_meant(tmp_path: Path) -> None:
    source = tmp_path / "dump.jsonl"
    source.write_text(
        '{"title": "Football night", "text": "The match was long.", "source": "The Paper", "author": "Ann Lee"}\n',
        "utf-8",
    )
    library = Library(tmp_path)
    library.adding.add([str(source)])
    (article,) = library.reading.listing()
    proposals = library.muting.proposals(article.id)
    library.close()
    assert len(proposals) > 2
    async with running(tmp_path) as app:
        await _ask(app)
        for proposal in (*proposals, proposals[0]):
            assert _box(app).value == proposal
            await app.sees("Would have hidden 1 of the last 1")
            await app.press("tab")
        await app.type("x")
        await app.press("tab")
        assert _box(app).value == proposals[0]


async def test_selected_words_are_what_is_muted(shelf: Path) -> None:
    async with running(shelf) as app:
        await app.open_first()
        await app.press("v")
        await app.until(lambda: app.main.reading.pointing.selecting)
        await _ask(app)
        assert _box(app).value == '"The harbour was quiet before dawn."'
        await app.sees("1 stays, you opened or marked it", "Would have hidden 0 of the last 3")
        await app.press("enter")
        await app.sees("0 muted · u takes it back")
        assert not app.main.reading.pointing.selecting


async def test_the_rules_are_listed_changed_removed_and_brought_back(shelf: Path) -> None:
    async with running(shelf, size=(60, 20)) as app:
        await _rules(app)
        await app.sees("There are no mute rules")
        await app.press("x", "a")
        await app.until(lambda: isinstance(app.app.screen, MuteScreen) and app.app.screen.is_mounted)
        await app.type("football")
        await app.press("enter")
        await app.until(lambda: isinstance(app.app.screen, RulesScreen))
        await app.sees("football", "2 muted", "u takes it back")
        await app.press("enter")
        await app.until(lambda: isinstance(app.app.screen, MuteScreen) and app.app.screen.is_mounted)
        await app.type(" -night")
        assert _box(app).value == "football -night"
        await app.sees("hidden 1 of the last 3")
        await app.press("enter")
        await app.until(lambda: isinstance(app.app.screen, RulesScreen))
        await app.sees("football -night", "1 muted")
        await app.press("x")
        await app.sees("There are no mute rules", "1 back in the lists")
        await app.press("u")
        await app.sees("football -night", "Undone: removed")
        await app.press("u")
        await app.sees("2 muted")
        await app.press("U", "j", "k")
        await app.sees("football -night")
        assert len(app.app.screen.query_one(OptionList).options) == 1
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.main)
        await app.sees("Unread · 2", "Football night")
    assert _muted(shelf) == ["Football day"]


async def test_what_is_muted_has_a_list_and_is_found(shelf: Path) -> None:
    library = Library(shelf)
    library.muting.add("football")
    library.close()
    async with running(shelf) as app:
        await app.sees("Unread · 1", "Unread 1")
        await app.press("g", "l")
        await app.sees("Read lately", "Muted")
        await app.press("end", "enter")
        await app.sees("Muted · 2", "Football day", "muted · source")
        await app.press("f")
        await app.type("match")
        await app.sees("Search · 1", "muted · text: A match")
        await app.press("enter")
        await app.until(lambda: app.main.place == "reader")
    assert _muted(shelf) == ["Football night [/b] in the harbour"]


async def test_keys_typed_ahead_go_into_the_dialog(shelf: Path) -> None:
    async with running(shelf) as app:
        await app.press("M", *"slow")
        await app.until(lambda: isinstance(app.app.screen, MuteScreen) and _box(app).value == "slow")
        await app.sees("hidden 1 of the last 3")
