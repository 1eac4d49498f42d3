"""Several highlights become one, and can be several again."""

from __future__ import annotations

import pytest

from tests.conftest import BODY, entry, put
from tui_reader.errors import NotFoundError, UsageError
from tui_reader.library import revisions
from tui_reader.library.marks import Marks
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store

FIRST, SECOND = "The harbour was quiet before dawn.", "Two boats came in with the tide"


def test_overlapping_highlights_become_one(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    late = marks.highlight(article_id, 20, 60, 2, note="second thought", tags=["sea"])
    early = marks.highlight(article_id, 0, 34, 3, note="first thought", tags=["town", "sea"])
    inside = marks.highlight(article_id, 4, 11, 4)
    merged = marks.merge([late.id, early.id, inside.id])
    assert (merged.id, merged.short) == (late.id, late.short)
    assert (merged.start, merged.end, merged.quote, merged.status) == (0, 60, BODY[:60], "exact")
    assert BODY.startswith(merged.quote + merged.suffix)
    assert merged.note == "first thought\n\nsecond thought"
    assert merged.tags == ("sea", "town")
    assert merged.role == 4
    assert merged.created == late.created
    assert marks.of(article_id) == [merged]
    assert store.articles.get(article_id).highlights == 1


def test_one_undo_brings_all_of_them_back(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks, undoing = Marks(store), Undoing(store)
    a = marks.highlight_quote(article_id, FIRST, 1, note="a")
    b = marks.highlight_quote(article_id, SECOND, 2, tags=["x"])
    before = marks.of(article_id)
    merged = marks.merge([a.id, b.id])
    undone = undoing.undo()
    assert undone is not None
    assert undone.label == "merging of highlights"
    assert marks.of(article_id) == before
    undoing.redo()
    assert marks.of(article_id) == [merged]
    with pytest.raises(NotFoundError):
        marks.get(b.id)


def test_only_blanks_may_lie_between(store: Store) -> None:
    (article_id,) = put(store, entry(text="One.\n\n Two. Three."))
    marks = Marks(store)
    one, two, three = (marks.highlight_quote(article_id, q) for q in ("One.", "Two.", "Three."))
    with pytest.raises(UsageError, match="apart"):
        marks.merge([one.id, three.id])
    assert marks.merge([three.id, one.id, two.id]).quote == "One.\n\n Two. Three."


def test_the_words_of_the_author_stay_when_the_first_holds_all_others(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    whole = marks.highlight(article_id, 0, 103)
    edited = BODY.replace("quiet before dawn", "still before dawn")
    with store.transaction():
        store.articles.put(entry(text=edited))
        revisions.reanchor(store, article_id)
    part = marks.highlight(article_id, 4, 11)
    merged = marks.merge([whole.id, part.id])
    assert (merged.quote, merged.status, merged.revision_id) == (BODY[:103], "changed", whole.revision_id)


def test_what_cannot_be_merged_is_said(store: Store) -> None:
    one, other = put(store, entry("a"), entry("b"))
    marks = Marks(store)
    a, b, c = marks.highlight(one, 0, 34), marks.highlight(other, 0, 34), marks.highlight(one, 20, 40)
    for ids, words in (([a.id, b.id], "different articles"), ([a.id], "two"), ([a.id, a.id], "two"), ([], "two")):
        with pytest.raises(UsageError, match=words):
            marks.merge(ids)
    with pytest.raises(NotFoundError):
        marks.merge([a.id, "nothing"])
    with store.transaction():
        store.articles.put(entry("a", text="All gone."))
        revisions.reanchor(store, one)
    with pytest.raises(UsageError, match="not found"):
        marks.merge([a.id, c.id])
    assert len(marks.all()) == 3


def test_a_question_must_be_answered_first(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    sentence = "Two boats came in with the tide, and nobody on the quay said a word."
    asked, other = marks.highlight_quote(article_id, sentence), marks.highlight_quote(article_id, FIRST)
    with store.transaction():
        store.articles.put(entry(text=BODY.replace(sentence, "Three vessels came in, and nobody said a word.")))
        revisions.reanchor(store, article_id)
    with pytest.raises(UsageError, match="awaits a review"):
        marks.merge([other.id, asked.id])
