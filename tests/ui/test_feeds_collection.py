"""Feeds in four orders, what answers a filter, a feed as row and page, and its settings as one types them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.test_quotes_collection import drawn
from tests.ui.test_quotes_sheet import lines, styled
from tui_reader.ingest.fetch.schedule import Due
from tui_reader.library.feeds import FeedState
from tui_reader.library.health import HEALTHS, health_of
from tui_reader.model import Feed
from tui_reader.search.filtering import Filtered
from tui_reader.store.feeds import Tally
from tui_reader.ui.screens.feeds.collection import HEADINGS, ORDERS, SIGNS, FeedCollection
from tui_reader.ui.screens.feeds.fields import changed, typed_of
from tui_reader.ui.screens.feeds.sheet import row_of, sheet_of

NOW = 1_800_000_000


def feed(number: int, **facts: object) -> FeedState:
    """A feed that is well, with 10 articles, 2 of them unread."""
    tally = Tally(10, facts.pop("unread", 2), NOW - 3_600)  # type: ignore[arg-type]
    weekly, silent = facts.pop("weekly", 3.0), facts.pop("silent", None)
    values: dict[str, object] = {
        **{"id": number, "url": f"https://h{number}.example/feed", "origin": "", "title": f"Feed {number}"},
        **{"name": "", "site_url": "", "tags": (), "added": 0, "removed": False, "paused": False, "interval": None},
        **{"user_agent": "", "headers": (), "user": "", "keep": None, "full_text": False, "typed": False},
        **{"last_try": NOW - 600, "last_success": NOW - 600, "failures": 0, "problem": "", "gone": False},
        **{"moved_from": "", **facts},
    }
    due = Due(NOW + 1_200, ("it posts about every 2 hours",))
    return FeedState(Feed(**values), tally, due, weekly, silent)  # type: ignore[arg-type]


def test_ill_feeds_stand_first_under_their_headings() -> None:
    shown = FeedCollection(
        [
            feed(1),
            feed(2, problem="No.", failures=1),
            feed(3, problem="No.", failures=7),
            feed(4, problem="No.", gone=True),
            feed(5, moved_from="https://old.example/"),
            feed(6, silent=100 * 86_400),
            feed(7, silent=900 * 86_400),
            feed(8, weekly=40.0),
            feed(9, paused=True),
            feed(10, last_success=None, last_try=None),
        ]
    )
    assert drawn(shown.listing("health")) == [
        *("Failing · 2", 3, 2, "Gone · 1", 4, "Moved · 1", 5, "Silent for months · 2", 7, 6, "Busiest · 1", 8),
        *("Paused · 1", 9, "Not visited yet · 1", 10, "Well · 1", 1),
    ]
    assert shown.ill == 6


def test_the_other_orders() -> None:
    shown = FeedCollection([feed(1, tags=("sea", "Land"), unread=0), feed(2, unread=5), feed(3, tags=("sea",))])
    assert drawn(shown.listing("name")) == [1, 2, 3]
    assert drawn(shown.listing("unread")) == ["Unread · 2", 2, 3, "All read · 1", 1]
    assert drawn(shown.listing("tag")) == ["#Land · 1", 1, "#sea · 2", 1, 3, "Without a tag · 1", 2]
    assert shown.tags == ["Land", "sea"]
    assert shown.unread == 7


@pytest.mark.parametrize("typed", ["harbor", "#sea", "silent", "h1.example", "nothing at"])
def test_a_filter_looks_at_names_tags_states_addresses_and_problems(typed: str) -> None:
    first = feed(1, name="The Harbour", tags=("sea",), problem="It has nothing at this address.", silent=100 * 86_400)
    first = replace(first, feed=replace(first.feed, problem="" if typed == "silent" else first.feed.problem))
    assert drawn(FeedCollection([first, feed(2)]).listing("name", typed)) == [1]


@given(
    st.lists(
        st.builds(
            lambda gone, paused, failures, tags: {
                **{"gone": gone, "paused": paused, "failures": failures, "tags": tuple(tags)},
                "problem": "No." if failures else "",
            },
            *(st.booleans(), st.booleans(), st.integers(0, 3), st.sets(st.sampled_from("abc"))),
        ),
        max_size=8,
    ),
    st.sampled_from(list(ORDERS)),
)
@settings(max_examples=60)
def test_every_order_shows_every_feed(facts: list[dict[str, object]], order: str) -> None:
    shown = FeedCollection([feed(number, **each) for number, each in enumerate(facts)])
    assert sorted(shown.listing(order).ids) == list(range(len(facts)))


def test_every_state_has_a_heading_and_a_sign_of_its_own() -> None:
    assert set(HEADINGS) == set(SIGNS) == set(HEALTHS)
    assert len(set(SIGNS.values())) == len(HEALTHS)


def test_a_row_says_the_state_also_without_colours() -> None:
    state = feed(1, problem="No.", failures=3, tags=("sea",))
    row = row_of(state, health_of(state), Filtered(()))
    assert (row.marker, row.title, row.meta) == ("✕", "Feed 1", "2/10 · failing, 3 times · 3 a week · #sea")
    assert row.strong
    empty = replace(feed(2, unread=0), tally=Tally(), weekly=0.5)
    assert row_of(empty, "well", Filtered(())).meta == "no articles · well · 2 a month"
    assert row_of(feed(3, weekly=700.0), "busy", Filtered(())).meta == "2/10 · busy · 100 a day"


def test_the_page_says_how_it_is_doing_and_why() -> None:
    state = feed(
        1,
        **{"name": "Mine [/b]", "problem": "h1.example has nothing here (404).", "trouble": "missing", "failures": 2},
        **{"last_success": None, "tags": ("sea",), "interval": 7_200, "user": "ann", "keep": 50, "full_text": True},
    )
    sheet = sheet_of(state, "failing", ("f", "e"), NOW)
    assert lines(sheet, 100) == [
        "Mine [/b]",
        "calls itself Feed 1",
        "✕ It could not be had, 2 times in a row",
        "h1.example has nothing here (404).",
        "f Look for its feed again · and more",
        "",
        "Visits",
        "Last success never",
        "Last try 10 minutes ago",
        "Next try in 20 minutes",
        "it posts about every 2 hours",
        "",
        "Articles",
        "2 unread of 10",
        "3 a week, the newest 1 hour ago",
        "",
        "Address",
        "https://h1.example/feed",
        "#sea",
        "e visited every 2 hours, as ann, keeps 50 articles when cleared, fetches the full texts",
    ]
    assert styled(sheet, "doubt") == "✕ It could not be had, 2 times in a row"


def test_the_page_says_where_it_moved() -> None:
    moved = sheet_of(feed(1, moved_from="https://old.example/"), "moved", now=NOW)
    assert "It was at https://old.example/ before" in " ".join(lines(moved, 200))
    twice = sheet_of(feed(1, moved_to="https://new.example/"), "moved", now=NOW)
    assert "followed already, as another feed: https://new.example/" in " ".join(lines(twice, 200))


def typed(**changes: str) -> tuple[dict[str, object], dict[str, str]]:
    before = typed_of(feed(1, headers=(("X-A", "b"), ("X-C", "d:e")), interval=5_400, tags=("sea",)).feed)
    return changed(before, {**before, **changes})


def test_settings_are_typed_as_people_write_them() -> None:
    assert typed() == ({}, {})
    given, mistakes = typed(
        interval="1.5 hours ", keep="1,000", headers="X-A: b; X-F:  g ", tags="sea, land", name=" Mine "
    )
    assert mistakes == {}
    assert given == {
        **{"interval": 5_400, "keep": 1_000, "headers": {"X-A": "b", "X-F": "g"}, "tags": ["sea", "land"]},
        "name": "Mine",
    }
    assert typed(interval="", keep="", headers="") == ({"interval": None, "headers": {}}, {})
    assert typed(interval="2d")[0] == {"interval": 172_800}


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        ("interval", "soon", "no time between visits"),
        ("interval", "2", "no time between visits"),
        ("keep", "many", "no number of articles"),
        ("keep", "-1", "no number of articles"),
        ("headers", "X-A", "no header"),
        ("headers", ": x", "no header"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence(name: str, words: str, reason: str) -> None:
    given, mistakes = typed(**{name: words})
    assert given == {}
    assert reason in mistakes[name]


@given(st.integers(300, 90 * 86_400))
def test_an_interval_that_is_left_alone_changes_nothing(seconds: int) -> None:
    before = typed_of(feed(1, interval=seconds).feed)
    assert changed(before, before) == ({}, {})
    other = typed_of(feed(1).feed)
    assert abs(changed(other, before)[0]["interval"] - seconds) <= 1
