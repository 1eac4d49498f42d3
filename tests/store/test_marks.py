"""Placements, decisions and what keeps a text, on real SQLite."""

from __future__ import annotations

from tests.conftest import BODY, entry, put
from tui_reader.model import Placement
from tui_reader.store import Store
from tui_reader.store.marks import BY_HAND, Decision, HighlightRow

MOMENT = "2026-01-01T00:00:00.000Z"


def _highlight(store: Store, article_id: int) -> HighlightRow:
    revision_id = store.articles.get(article_id).revision_id
    row = HighlightRow(
        "H1", "abc123", article_id, revision_id, 0, 34, BODY[:34], "", BODY[34:40], 1, "", MOMENT, MOMENT
    )
    with store.transaction():
        store.marks.put(row)
    return row


def _revise(store: Store, text: str) -> int:
    with store.transaction():
        article_id = store.articles.put(entry(text=text)).article_id
        store.articles.prune(article_id)
    return store.articles.get(article_id).revision_id


def test_a_highlight_says_why_it_stands_where_it_stands(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id)
    assert store.marks.highlight("H1").reason == ""
    placement = Placement("review", 3, 9, 0.5, 0.25, "much changed")
    store.marks.place("H1", row.revision_id, placement, 1)
    shown = store.marks.highlight("H1")
    assert (shown.status, shown.start, shown.end, shown.reason) == ("review", 3, 9, "much changed")
    assert store.marks.placement("H1", row.revision_id) == placement
    assert store.marks.placement("H1", row.revision_id + 1) is None


def test_a_refused_place_is_remembered_but_not_shown(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id)
    refused = Decision(row.revision_id, "orphan", 3, 9, "rejected by you")
    store.marks.decide("H1", refused)
    shown = store.marks.highlight("H1")
    assert (shown.status, shown.start, shown.end, shown.reason) == ("orphan", None, None, "rejected by you")
    assert store.marks.placement("H1", row.revision_id) == Placement("orphan", None, None, 0.0, 0.0, "rejected by you")
    assert store.marks.decisions("H1") == [refused]


def test_decisions_come_in_the_order_of_the_texts_and_an_earlier_one_ends_later_ones(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id)
    first = Decision(row.revision_id, "exact", 0, 34, "accepted by you")
    store.marks.decide("H1", first)
    second = Decision(_revise(store, BODY + " More."), "changed", 0, 30, "accepted by you")
    store.marks.decide("H1", second)
    assert store.marks.decisions("H1") == [first, second]
    store.marks.decide("H1", first)
    assert store.marks.decisions("H1") == [first]


def test_what_an_engine_placed_is_no_decision(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id)
    store.marks.place("H1", row.revision_id, Placement("exact", 0, 34), BY_HAND + 1)
    assert store.marks.decisions("H1") == []


def test_texts_with_a_decision_or_a_bookmark_are_kept_and_others_go(store: Store) -> None:
    (article_id,) = put(store, entry())
    made_on = _highlight(store, article_id).revision_id
    decided_on = _revise(store, BODY + " Two.")
    store.marks.decide("H1", Decision(decided_on, "changed", 0, 30, "accepted by you"))
    bookmarked_on = _revise(store, BODY + " Three.")
    store.marks.set_bookmark(article_id, (bookmarked_on, 5, "", MOMENT))
    forgotten = _revise(store, BODY + " Four.")
    placed_on = forgotten
    store.marks.place("H1", placed_on, Placement("exact", 0, 34), 1)
    _revise(store, BODY + " Five.")
    kept = [store.articles.has_revision(each) for each in (made_on, decided_on, bookmarked_on, forgotten)]
    assert kept == [True, True, True, False]
    assert store.marks.bookmarks()[0].revision_id == bookmarked_on


def test_orphans_come_last_also_refused_ones(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id)
    store.marks.decide("H1", Decision(row.revision_id, "orphan", 0, 5, "rejected by you"))
    other = HighlightRow(
        "H2", "def456", article_id, row.revision_id, 50, 60, BODY[50:60], "", "", 1, "", MOMENT, MOMENT
    )
    store.marks.put(other)
    store.marks.place("H2", row.revision_id, Placement("exact", 50, 60), 1)
    assert [h.id for h in store.marks.highlights_of(article_id)] == ["H2", "H1"]


def test_short_ids_name_highlights_that_are_there(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id)
    assert store.marks.id_of_short("abc123") == "H1"
    assert store.marks.id_of_short("zzzzzz") is None
    assert row.short == "abc123"


def test_the_change_count_tells_of_writes_of_others_only(store: Store) -> None:
    before = store.database.change_count()
    put(store, entry())
    assert store.database.change_count() == before
    other = Store(store.database.path)
    put(other, entry("b"))
    other.close()
    assert store.database.change_count() != before
