"""Saved searches and the last ones."""

from __future__ import annotations

import pytest

from tui_reader.errors import NotFoundError, QueryError, UsageError
from tui_reader.library.searches import RECENT, SavedSearch, Searches
from tui_reader.library.undoing import Undoing
from tui_reader.model import Entry
from tui_reader.store import Store
from tui_reader.store.shelves import DAY


@pytest.fixture
def ids(store: Store) -> list[int]:
    with store.transaction():
        return [
            store.articles.put(
                Entry(identity=str(day), title=f"War {day}", text="sea", published=f"2024-01-0{day}T12:00:00Z")
            ).article_id
            for day in (1, 2, 2, 3)
        ]


@pytest.fixture
def searches(store: Store) -> Searches:
    return Searches(store)


def test_a_saved_search_is_a_shelf_by_day(store: Store, searches: Searches, ids: list[int]) -> None:
    with store.transaction():
        second = store.articles.put(Entry(identity="x", title="More war", text="", published="2024-01-02T13:00:00Z"))
    searches.save("  On \n war ", "war after:2024-01-02")
    order = searches.articles("On war")
    assert list(order.ids) == [ids[3], second.article_id, ids[1]]
    january = 19_723  # the first of January 2024 in days since 1970
    assert order.groups == ((0, january + 2), (1, january + 1))
    assert order.groups[0][1] * DAY == 1_704_240_000
    assert [article.id for article in searches.head("On war", 2)] == list(order.ids[:2])


def test_what_was_read_may_stay_in_a_saved_search(store: Store, searches: Searches, ids: list[int]) -> None:
    searches.save("War", "war is:unread")
    store.reading.set_read([ids[1]], True)
    assert list(searches.articles("War").ids) == [ids[3], ids[0]]
    order = searches.articles("War", staying=[ids[1], ids[0]])
    assert list(order.ids) == [ids[3], ids[1], ids[0]]
    assert len(order.groups) == 3


def test_days_before_1970_come_last(store: Store, searches: Searches) -> None:
    with store.transaction():
        for when in ("1969-12-31T23:00:00Z", "1969-12-31T01:00:00Z", "1970-01-01T00:00:00Z", "1960-05-05"):
            store.articles.put(Entry(identity=when, title=when, text="x", published=when))
    searches.save("x", "words:>0")
    assert [day for _, day in searches.articles("x").groups] == [0, -1, -3528]


def test_counts_are_of_now(store: Store, searches: Searches, ids: list[int]) -> None:
    searches.save("war", "war")
    searches.save("pattern", "re:/war [12]/")
    assert [saved.unread for saved in searches.all()] == [3, 2]
    with store.transaction():
        store.reading.set_read(ids[:1], True)
    assert [saved.unread for saved in searches.all()] == [2, 1]
    assert len(searches.articles("war").ids) == 3


def test_saving_again_renaming_and_removing(searches: Searches) -> None:
    searches.save("a", "war")
    searches.save("b", "sea")
    searches.save("a", "is:unread")
    assert searches.all() == [SavedSearch("a", "is:unread", 0), SavedSearch("b", "sea", 0)]
    searches.rename("a", "c")
    assert [saved.name for saved in searches.all()] == ["c", "b"]
    with pytest.raises(UsageError):
        searches.rename("c", "b")
    searches.rename("c", "c")
    searches.remove("c")
    assert [saved.name for saved in searches.all()] == ["b"]


def test_all_of_it_can_be_undone(store: Store, searches: Searches) -> None:
    searches.save("a", "war")
    searches.remove("a")
    undoing = Undoing(store)
    undone = undoing.undo()
    assert undone is not None
    assert (undone.label, undone.article_ids) == ("removed search a", ())
    assert [saved.query for saved in searches.all()] == ["war"]
    undoing.undo()
    assert searches.all() == []
    undoing.redo()
    assert [saved.name for saved in searches.all()] == ["a"]


def test_what_cannot_be_saved(searches: Searches) -> None:
    for name, query in (("", "war"), (" \n", "war"), ("a", "  "), ("a", "title:")):
        with pytest.raises(UsageError):
            searches.save(name, query)
    with pytest.raises(QueryError):
        searches.save("a", "is:reed")
    for call in (searches.remove, searches.articles, lambda name: searches.rename(name, "b")):
        with pytest.raises(NotFoundError):
            call("a")
    assert searches.all() == []


def test_hostile_names_and_queries_are_kept(searches: Searches) -> None:
    searches.save("\ud800\0" + "x" * 500, "war \udfff\0")
    (saved,) = searches.all()
    assert len(saved.name) <= 80
    assert searches.articles(saved.name).ids.tolist() == []


def test_the_last_searches_each_once(searches: Searches) -> None:
    for number in range(RECENT + 5):
        searches.remember(f"query {number}")
    searches.remember(" query 9 ")
    searches.remember("  ")
    searches.remember("\ud800")
    recent = searches.recent()
    assert recent[:3] == ["?", "query 9", f"query {RECENT + 4}"]
    assert len(recent) == len(set(recent)) == RECENT
