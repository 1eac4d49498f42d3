"""Who stands for whom in lists, whatever is deleted or muted."""

from __future__ import annotations

from tests.conftest import entry, put
from tui_reader.store import Store


def lines(store: Store, ids: list[int]) -> list[tuple[int, int]]:
    """(story, siblings) of articles."""
    return [(a.story, a.siblings) for a in store.articles.summaries(ids).values()]


def mute(store: Store, article_id: int, muted: bool = True) -> None:
    store.database.run("UPDATE articles SET muted = ? WHERE id = ?", (int(muted), article_id))
    store.stories.mend()


def story_of_four(store: Store) -> list[int]:
    a, b, c, d = put(store, *(entry(name) for name in "abcd"))
    store.stories.put_under({b: a, c: a})
    return [a, b, c, d]


def test_one_stands_for_the_others_in_lists(store: Store) -> None:
    a, b, c, d = ids = story_of_four(store)
    assert lines(store, ids) == [(0, 2), (a, 0), (a, 0), (0, 0)]
    for name in ("all", "unread", "today"):
        assert set(store.shelves.order(name).ids) == {a, d}
        assert store.shelves.count(name) == 2
        assert set(store.shelves.order(name, apart=True).ids) == {a, b, c, d}
        assert store.shelves.count(name, apart=True) == 4
    assert {each.id for each in store.shelves.listing(unread=True, bookmarked=False, limit=-1)} == set(ids)


def test_lists_of_all_are_in_order_and_by_day_too(store: Store) -> None:
    ids = put(store, *(entry(str(n), published=f"2026-01-{1 + n % 28:02}T10:00:00") for n in range(90)))
    before = store.shelves.order("unread")
    store.stories.put_under({ids[at]: ids[at - 1] for at in range(1, 80, 3)})
    together = store.shelves.order("unread", apart=True)
    assert together == before
    assert [a.id for a in store.shelves.head("unread", 25, apart=True)] == list(before.ids[:25])
    assert store.shelves.order("unread").ids != before.ids


def test_a_deleted_lead_leaves_its_place_to_the_first_of_the_others(store: Store) -> None:
    a, b, c, d = story_of_four(store)
    with store.transaction():
        store.articles.delete([a])
    assert lines(store, [b, c, d]) == [(0, 1), (b, 0), (0, 0)]
    with store.transaction():
        store.articles.delete([c])
    assert lines(store, [b, d]) == [(0, 0), (0, 0)]


def test_a_muted_lead_leaves_its_place_to_one_that_is_shown(store: Store) -> None:
    a, b, c, _ = ids = story_of_four(store)
    mute(store, b)
    assert lines(store, ids)[:3] == [(0, 1), (a, 0), (a, 0)]
    mute(store, a)
    assert lines(store, ids)[:3] == [(c, 0), (c, 0), (0, 0)]
    assert list(store.shelves.order("all").ids)[-1] == c
    mute(store, a, muted=False)
    assert lines(store, ids)[:3] == [(c, 0), (c, 0), (0, 1)]


def test_a_muted_lead_that_was_opened_goes_its_own_way(store: Store) -> None:
    a, _, _, _ = ids = story_of_four(store)
    store.reading.set_opened(a)
    mute(store, a)
    assert lines(store, ids)[:3] == [(0, 0), (0, 1), (ids[1], 0)]


def test_a_story_of_muted_articles_only_stays_as_it_is(store: Store) -> None:
    a, b, c, _ = ids = story_of_four(store)
    for each in (c, b, a):
        mute(store, each)
    assert lines(store, ids)[:3] == [(0, 0), (a, 0), (a, 0)]
    mute(store, b, muted=False)
    assert lines(store, ids)[:3] == [(b, 0), (0, 0), (b, 0)]


def test_stories_are_no_chains(store: Store) -> None:
    a, _, _, d = ids = story_of_four(store)
    store.stories.put_under({a: d})
    assert lines(store, ids) == [(d, 0), (d, 0), (d, 0), (0, 3)]


def test_leaving_a_story(store: Store) -> None:
    a, _, c, _ = ids = story_of_four(store)
    store.stories.leave(c)
    assert lines(store, ids)[:3] == [(0, 1), (a, 0), (0, 0)]
    store.stories.leave(a)
    assert lines(store, ids)[:3] == [(0, 0), (0, 0), (0, 0)]
    store.stories.leave(a)
    store.stories.leave(99)


def test_whole_stories(store: Store) -> None:
    a, b, c, d = story_of_four(store)
    assert store.stories.whole([d]) == [d]
    assert set(store.stories.whole([b, d])) == {a, b, c, d}
    assert store.stories.whole([]) == []
    assert [each.id for each in store.stories.members(a)] == [a, b, c]


def test_keys_are_replaced_and_go_with_their_article(store: Store) -> None:
    a, b = put(store, entry("a"), entry("b"))
    store.stories.keep_keys({a: [1, -5, 2**62], b: [1]})
    assert [(key, each.id) for key, each in store.stories.holders([1, -5])] == [(1, a), (-5, a), (1, b)]
    store.stories.keep_keys({a: [7]})
    assert [(key, each.id) for key, each in store.stories.holders([1, -5, 7])] == [(7, a), (1, b)]
    with store.transaction():
        store.articles.delete([a])
    assert [each.id for _, each in store.stories.holders([1, 7])] == [b]


def test_the_tables_are_asked_by_index(store: Store) -> None:
    for query in (
        "SELECT id FROM articles WHERE story = 5 AND story > 0",
        "UPDATE articles SET story = 1 WHERE id = 2 OR (story = 2 AND story > 0)",
        "SELECT id FROM articles WHERE feed_id > 0 AND feed_id IN (SELECT value FROM json_each('[1]'))",
    ):
        plan = " ".join(row["detail"] for row in store.database.rows(f"EXPLAIN QUERY PLAN {query}"))
        assert "SCAN articles" not in plan
