"""Which articles stand on a shelf, in what order, under which day."""

from tests.conftest import entry, put
from tui_reader.store import Store


def test_newest_first_and_grouped_by_day(store: Store) -> None:
    a, b, c = put(
        store,
        entry("a", published="2026-03-01T23:00:00"),
        entry("b", published="2026-03-02T00:30:00+02:00"),
        entry("c", published="2026-03-03"),
    )
    order = store.shelves.order("all")
    assert list(order.ids) == [c, a, b]  # b is 22:30 UTC of the first
    assert [row for row, _ in order.groups] == [0, 1]
    assert order.groups[0][1] - order.groups[1][1] == 2
    assert [article.id for article in store.shelves.head("all", 2)] == [c, a]


def test_the_order_of_a_shelf_and_its_head_agree(store: Store) -> None:
    ids = put(store, *(entry(str(n), published=f"2026-01-{1 + n % 28:02}T10:00:00") for n in range(120)))
    store.reading.set_read(ids[::3], True)
    store.muting.set_muted(ids[::4], True)
    for name in ("all", "unread", "today", "begun", "bookmarks", "highlighted", "opened", "muted"):
        order = store.shelves.order(name)
        assert [a.id for a in store.shelves.head(name, 500)] == list(order.ids)
        assert store.shelves.count(name) == len(order.ids)


def test_shelves_hold_what_they_say(store: Store) -> None:
    a, b, c = put(store, entry("a"), entry("b"), entry("c"))
    store.reading.set_read([a], True)
    store.reading.set_position(b, 10)
    store.reading.set_opened(b)
    store.marks.set_bookmark(c, (store.articles.get(c).revision_id, 0, "", "2026-01-01"))
    assert set(store.shelves.order("unread").ids) == {b, c}
    assert list(store.shelves.order("begun").ids) == [b]
    assert list(store.shelves.order("bookmarks").ids) == [c]
    assert list(store.shelves.order("opened").ids) == [b]
    assert set(store.shelves.order("today").ids) == {a, b, c}


def test_what_was_read_may_stay_in_its_place(store: Store) -> None:
    a, b, c, d = put(store, *(entry(name, published=f"2026-03-0{n}T10:00:00") for n, name in enumerate("abcd", 1)))
    store.reading.set_read([b, c], True)
    assert list(store.shelves.order("unread").ids) == [d, a]
    order = store.shelves.order("unread", staying=[b, d])
    assert list(order.ids) == [d, b, a]
    assert [row for row, _ in order.groups] == [0, 1, 2]
    assert list(store.shelves.order("unread", apart=True, staying=[b]).ids) == [d, b, a]
    store.muting.set_muted([b], True)
    assert list(store.shelves.order("unread", staying=[b]).ids) == [d, a]
    assert list(store.shelves.order("bookmarks", staying=[b, c]).ids) == []  # no list that reading takes articles from


def test_listing_filters_and_limits(store: Store) -> None:
    a, b = put(store, entry("a"), entry("b"))
    store.reading.set_read([a], True)
    store.marks.set_bookmark(a, (store.articles.get(a).revision_id, 0, "", "2026-01-01"))
    listing = store.shelves.listing
    assert [x.id for x in listing(unread=False, bookmarked=False, limit=-1)] == [b, a]
    assert [x.id for x in listing(unread=True, bookmarked=False, limit=-1)] == [b]
    assert [x.id for x in listing(unread=False, bookmarked=True, limit=-1)] == [a]
    assert listing(unread=True, bookmarked=True, limit=-1) == []
    assert [x.id for x in listing(unread=False, bookmarked=False, limit=1)] == [b]


def test_lists_are_read_from_an_index_not_sorted(store: Store) -> None:
    for where in ("1", "read = 0", "bookmarked = 1", "highlights > 0"):
        plan = store.database.rows(
            f"EXPLAIN QUERY PLAN SELECT id FROM articles WHERE {where} ORDER BY sort_key DESC, id DESC LIMIT 60"
        )
        assert "TEMP B-TREE" not in " ".join(row["detail"] for row in plan)
