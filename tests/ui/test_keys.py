"""The table of commands and the keymap made of it."""

from __future__ import annotations

import pytest

from tui_reader.errors import ConfigError
from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.commands import BY_ID, COMMANDS, Command
from tui_reader.ui.keys import KeyMap, key_name
from tui_reader.ui.panes.articles import ArticlesPane
from tui_reader.ui.panes.highlights import Marking
from tui_reader.ui.panes.reading import ReadingPane
from tui_reader.ui.panes.reading.pointing import Pointing
from tui_reader.ui.panes.reading.scrolling import Scrolling
from tui_reader.ui.panes.search import SearchPane
from tui_reader.ui.screens.changes import ChangesScreen
from tui_reader.ui.screens.deeds import Deeds
from tui_reader.ui.screens.dialogs import Dialogs
from tui_reader.ui.screens.feeds import FeedsScreen, Subscriptions
from tui_reader.ui.screens.feeds.deeds import FeedDeeds
from tui_reader.ui.screens.feeds.fixing import Fixing
from tui_reader.ui.screens.feeds.lists import FeedLists
from tui_reader.ui.screens.incoming import Incoming
from tui_reader.ui.screens.keeping import Keeping
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.screens.muting import Muting
from tui_reader.ui.screens.quotes import QuotesScreen
from tui_reader.ui.screens.quotes.deeds import QuoteDeeds
from tui_reader.ui.screens.travel import Travel
from tui_reader.ui.screens.visiting import Visiting

OWNERS: dict[str, tuple[type, ...]] = {
    "app": (NewsreaderApp,),
    "screen": (MainScreen,),
    "here": (ArticlesPane, Scrolling),
    "articles": (ArticlesPane,),
    "reading": (ReadingPane,),
    "search": (SearchPane,),
    "marks": (Marking,),
    "dialogs": (Dialogs,),
    "keeping": (Keeping,),
    "incoming": (Incoming,),
    "visiting": (Visiting,),
    "travel": (Travel,),
    "deeds": (Deeds,),
    "muting": (Muting,),
    "pointing": (Pointing,),
    "quotes": (QuotesScreen,),
    "quote": (QuoteDeeds,),
    "subscriptions": (Subscriptions,),
    "feeds": (FeedsScreen,),
    "feed": (FeedDeeds,),
    "feedfix": (Fixing,),
    "feedlists": (FeedLists,),
    "scrolling": (Scrolling,),
    "changes": (ChangesScreen,),
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_has_an_owner_that_does_it(command: Command) -> None:
    owners = OWNERS[command.owner]
    if command.owner == "here" and command.where == ("list",):
        owners = (ArticlesPane,)
    if command.owner == "screen" and "quotes" in command.where:
        owners = (*owners, QuotesScreen, FeedsScreen)
    for owner in owners:
        assert callable(getattr(owner, command.method)), command.id


def test_no_two_commands_share_a_key_in_one_place() -> None:
    taken: dict[tuple[str, str], str] = {}
    for command in COMMANDS:
        for keys in command.keys:
            for place in command.where:
                assert (place, keys) not in taken, (taken.get((place, keys)), command.id, keys)
                taken[place, keys] = command.id


def test_ids_are_unique_and_words_say_something() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(c.words and c.help[-1] in ".…" and c.where for c in COMMANDS)


def test_a_chord_waits_for_its_second_key() -> None:
    keymap = KeyMap()
    assert keymap.feed("list", "g") is None
    assert keymap.pending == "g"
    assert {"g", "l", "r", "e"} <= {key for key, _ in keymap.followers("list")}
    command = keymap.feed("list", "g")
    assert command is not None
    assert command.id == "here.top"
    assert keymap.pending == ""


def test_an_unknown_second_key_is_swallowed() -> None:
    keymap = KeyMap()
    keymap.feed("list", "g")
    assert keymap.feed("list", "j") is None
    assert keymap.pending == ""
    command = keymap.feed("list", "j")
    assert command is not None
    assert command.id == "here.down"


def test_a_key_means_what_the_place_says() -> None:
    keymap = KeyMap()
    here = {place: keymap.feed(place, "q") for place in ("list", "reader")}
    assert here["list"] is BY_ID["app.leave"]
    assert here["reader"] is BY_ID["screen.back"]
    assert keymap.feed("search", "q") is None


def test_the_user_s_keys_replace_the_default_ones_and_win() -> None:
    keymap = KeyMap({"deeds.bookmark": ["B", "ctrl+b"]})
    assert keymap.feed("list", "B") is BY_ID["deeds.bookmark"]
    assert keymap.feed("reader", "ctrl+b") is BY_ID["deeds.bookmark"]
    assert keymap.feed("list", "b") is None


def test_mistakes_in_the_user_s_keys_are_one_sentence() -> None:
    with pytest.raises(ConfigError, match=r"deeds\.bookmark"):
        KeyMap({"deeds.bookmrk": ["b"]})
    with pytest.raises(ConfigError, match="both"):
        KeyMap({"deeds.bookmark": ["w"], "screen.zen": ["w"]})


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("right_parenthesis", ")", ")"),
        ("upper_g", "G", "G"),
        ("plus", "+", "+"),
        ("space", " ", "space"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("alt+left", None, "alt+left"),
        ("escape", "\x1b", "escape"),
        ("ö", "ö", "ö"),
    ],
)
def test_keys_are_named_as_they_are_printed(key: str, character: str | None, name: str) -> None:
    assert key_name(key, character) == name
