"""Which articles are muted, and what that does to lists."""

from __future__ import annotations

from tests.conftest import entry, put
from tui_reader.model import Condition
from tui_reader.store import Store
from tui_reader.store.muting import HEARD, MUTED, UNREAD, UNTOUCHED


def test_what_is_muted_leaves_the_lists_but_not_the_library(store: Store) -> None:
    a, b, c = put(store, entry("a"), entry("b"), entry("c"))
    assert store.muting.set_muted([a, b], True) == [a, b]
    assert store.muting.set_muted([b, c, 99], True) == [c]
    assert store.muting.set_muted([c], False) == [c]
    for shelf in ("all", "unread", "today"):
        assert list(store.shelves.order(shelf).ids) == [c]
        assert store.shelves.count(shelf) == 1
    assert list(store.shelves.order("muted").ids) == [b, a]
    assert store.muting.among([a, c, 99]) == {a}
    assert [article.muted for article in store.articles.summaries([a, b, c]).values()] == [True, True, False]
    assert list(store.shelves.ids_of(store.conditions.filter(Condition("is", value="muted")))) == [b, a]


def test_a_plain_listing_holds_everything_and_the_unread_one_what_is_heard(store: Store) -> None:
    a, b = put(store, entry("a"), entry("b"))
    store.muting.set_muted([a], True)

    def listing(*, unread: bool = False, muted: bool = False) -> list[int]:
        found = store.shelves.listing(unread=unread, bookmarked=False, muted=muted, limit=-1)
        return [article.id for article in found]

    assert listing() == [b, a]
    assert listing(unread=True) == [b]
    assert listing(muted=True) == [a]
    store.reading.set_read([a], True)
    assert listing(unread=True, muted=True) == []


def test_opening_ends_it(store: Store) -> None:
    (a,) = put(store, entry("a"))
    store.muting.set_muted([a], True)
    store.reading.set_opened(a)
    assert not store.articles.get(a).muted


def test_what_was_opened_or_marked_is_touched(store: Store) -> None:
    opened, bookmarked, tagged, plain = put(store, *(entry(name) for name in "abcd"))
    store.reading.set_opened(opened)
    store.marks.set_bookmark(bookmarked, (store.articles.get(bookmarked).revision_id, 0, "", "2026-01-01"))
    store.marks.set_article_tags(tagged, ["x"])
    assert list(store.shelves.ids_of(UNTOUCHED)) == [plain]
    store.muting.set_muted([plain], True)
    assert list(store.shelves.ids_of(MUTED & UNTOUCHED)) == [plain]
    assert len(store.shelves.ids_of(HEARD)) == 3
    store.reading.set_read([plain, opened], True)
    assert set(store.shelves.ids_of(UNREAD)) == {bookmarked, tagged}


def test_filters_join_with_their_values_in_order(store: Store) -> None:
    ids = put(store, *(entry(name, text="tide " * 5 if name in "ac" else "x") for name in "abcd"))
    tide = store.conditions.filter(Condition("text", value="tide"))
    assert list(store.shelves.ids_of(tide & store.conditions.among(ids[1:]))) == [ids[2]]
    either = store.conditions.filter(
        Condition("any", (Condition("title", value="Title b"), Condition("title", value="Title d")))
    )
    assert list(store.shelves.ids_of(either & store.conditions.among(ids[:2]))) == [ids[1]]


def test_the_newest_are_those_of_the_lists(store: Store) -> None:
    ids = put(store, *(entry(str(n), published=f"2026-01-{1 + n:02}") for n in range(6)))
    assert list(store.shelves.ids_of(store.muting.newest(2))) == [ids[5], ids[4]]
    assert store.shelves.count_of(store.muting.newest(500)) == 6


def test_articles_that_the_index_does_not_know_are_told_apart(store: Store) -> None:
    a, b = put(store, entry("a"), entry("b"))
    with store.transaction():
        waiting = store.articles.put(entry("c"), index=False).article_id
    assert store.muting.unasked(store.muting.last()) == [waiting]
    assert store.muting.unasked(a) == [b, waiting]


def test_meant_exactly_a_word_is_no_beginning(store: Store) -> None:
    put(store, entry("a", title="Football", text="x", source="The Timestamp", author="Ann Leeds"))
    for test, begun, whole in (
        ("text", "foot", "football"),
        ("title", "foot", "FOOTBALL"),
        ("source", "time", "timestamp"),
        ("author", "lee", "leeds"),
    ):
        for value, exact, count in ((begun, False, 1), (begun, True, 0), (whole, True, 1)):
            condition = Condition(test, value=value)  # type: ignore[arg-type]
            assert store.shelves.count_of(store.conditions.filter(condition, exact=exact)) == count, (test, value)
            denied = Condition("not", (condition,))
            assert store.shelves.count_of(store.conditions.filter(denied, exact=exact)) == 1 - count
