"""What happens to highlights when the text they live on changes."""

from __future__ import annotations

from tests.conftest import BODY, entry, put
from tui_reader.library import revisions
from tui_reader.library.marks import Marks
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store

SENTENCE = "Two boats came in with the tide, and nobody on the quay said a word."


def _change(store: Store, text: str) -> None:
    with store.transaction():
        outcome = store.articles.put(entry(text=text))
        assert outcome.old_revision is not None
        revisions.reanchor(store, outcome.article_id)
        store.articles.prune(outcome.article_id)


def test_a_moved_quote_is_found_where_it_stands_now(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.highlight_quote(article_id, SENTENCE)
    changed = "A correction was added to this story. " + BODY
    _change(store, changed)
    (found,) = marks.of(article_id)
    assert found.status == "moved"
    assert found.start is not None
    assert changed[found.start : found.end] == found.quote == SENTENCE


def test_a_quote_that_is_gone_is_an_orphan_that_keeps_its_words(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    made = marks.highlight_quote(article_id, SENTENCE)
    _change(store, "Nothing of the old story is left in this one, which is about the price of tulips.")
    (found,) = marks.of(article_id)
    assert (found.status, found.start, found.end, found.quote) == ("orphan", None, None, SENTENCE)
    assert store.articles.revision(made.revision_id).text == BODY


def test_an_orphan_comes_home_when_its_text_returns(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.highlight_quote(article_id, SENTENCE)
    _change(store, "Something else altogether, with no fish in it and no harbour either.")
    _change(store, BODY)
    (found,) = marks.of(article_id)
    assert found.status in ("exact", "moved")
    assert found.start is not None
    assert BODY[found.start : found.end] == SENTENCE


def test_highlights_of_two_revisions_are_both_placed(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.highlight_quote(article_id, SENTENCE)
    longer = BODY + " In the evening the wind turned and the boats went out again."
    _change(store, longer)
    marks.highlight_quote(article_id, "In the evening the wind turned and the boats went out again.")
    final = "Corrected. " + longer
    _change(store, final)
    for found in marks.of(article_id):
        assert found.start is not None
        assert final[found.start : found.end] == found.quote


def test_undoing_a_deletion_after_the_text_changed_finds_the_quote_again(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    made = marks.highlight_quote(article_id, SENTENCE)
    marks.delete(made.id)
    changed = "Corrected. " + BODY
    _change(store, changed)
    Undoing(store).undo()
    (found,) = marks.of(article_id)
    assert found.start is not None
    assert changed[found.start : found.end] == SENTENCE
