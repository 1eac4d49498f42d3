"""Bookmarks follow their sentence, and are never lost when they cannot."""

from __future__ import annotations

import pytest

from tests.conftest import BODY, entry, put
from tui_reader.errors import NotFoundError, UsageError
from tui_reader.library import revisions
from tui_reader.library.marks import Marks
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store

SENTENCE = "Two boats came in with the tide, and nobody on the quay said a word."
PLACE = BODY.index(SENTENCE)
TULIPS = "Nothing of the old story is left in this one, which is about the price of tulips."


def _change(store: Store, text: str) -> None:
    with store.transaction():
        outcome = store.articles.put(entry(text=text))
        assert outcome.old_revision is not None
        revisions.reanchor(store, outcome.article_id)
        store.articles.prune(outcome.article_id)


@pytest.mark.parametrize("inside", [0, 10])
def test_a_bookmark_follows_its_sentence(store: Store, inside: int) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, PLACE + inside, SENTENCE)
    assert marks.bookmark_place(article_id) == PLACE + inside
    changed = "A correction was added to this story. " + BODY
    _change(store, changed)
    assert marks.bookmark_place(article_id) == changed.index(SENTENCE) + inside
    (kept,) = marks.bookmarks()
    assert kept.quote == SENTENCE
    assert kept.revision_id == store.articles.get(article_id).revision_id
    assert store.database.value("SELECT count(*) FROM revisions") == 1


@pytest.mark.parametrize("quote", ["", "words that stand nowhere"])
def test_a_place_without_its_sentence_is_followed_by_the_text_there(store: Store, quote: str) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, PLACE, quote)
    changed = "A correction was added to this story. " + BODY
    _change(store, changed)
    assert marks.bookmark_place(article_id) == changed.index(SENTENCE)


def test_a_bookmarked_article_without_a_place_stays_at_its_beginning(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id)
    _change(store, TULIPS)
    assert marks.bookmark_place(article_id) == 0
    assert marks.bookmarks()[0].quote == ""


def test_an_edited_sentence_is_still_the_place(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, PLACE, SENTENCE)
    edited = SENTENCE.replace("nobody on the quay", "no one on the quay")
    changed = "Corrected. " + BODY.replace(SENTENCE, edited)
    _change(store, changed)
    assert marks.bookmark_place(article_id) == changed.index(edited)
    assert marks.bookmarks()[0].quote == edited


def test_a_place_that_is_gone_keeps_everything_and_comes_home(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, PLACE, SENTENCE)
    (before,) = marks.bookmarks()
    for text in (TULIPS, "", " \n "):
        _change(store, text)
        assert marks.bookmark_place(article_id) is None
        assert marks.bookmarks() == [before]
        assert store.articles.revision_text(before.revision_id) == BODY
    _change(store, "Restored. " + BODY)
    assert marks.bookmark_place(article_id) == PLACE + len("Restored. ")


def test_a_bookmark_set_on_a_text_that_went_on_is_followed_at_once(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    shown = store.articles.get(article_id).revision_id
    put(store, entry(text="Corrected. " + BODY))
    marks.bookmark(article_id, PLACE, SENTENCE, revision_id=shown)
    assert marks.bookmark_place(article_id) == PLACE + len("Corrected. ")
    with pytest.raises(UsageError, match="open the article again"):
        marks.bookmark(article_id, 0, "", revision_id=999)


def test_a_bookmark_comes_back_to_its_words_although_its_text_was_dropped(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks, undoing = Marks(store), Undoing(store)
    marks.bookmark(article_id, PLACE, SENTENCE)
    marks.remove_bookmark(article_id)
    _change(store, "A correction was added to this story. " + BODY)
    assert store.database.value("SELECT count(*) FROM revisions") == 1
    undoing.undo()
    assert marks.bookmark_place(article_id) == PLACE + len("A correction was added to this story. ")
    undoing.redo()
    assert marks.bookmark_place(article_id) is None


@pytest.mark.parametrize("place", [-5, 10**9])
def test_an_offset_outside_the_text_is_brought_inside(store: Store, place: int) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, place, "")
    found = marks.bookmark_place(article_id)
    assert found is not None
    assert 0 <= found <= len(BODY)
    _change(store, TULIPS)
    assert len(marks.bookmarks()) == 1


def test_looking_again_by_hand_moves_bookmarks_too(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, PLACE, SENTENCE)
    put(store, entry(text="Corrected. " + BODY))
    marks.reanchor(dry_run=True)
    assert marks.bookmark_place(article_id) is None
    marks.reanchor()
    assert marks.bookmark_place(article_id) == PLACE + len("Corrected. ")


def test_the_place_in_an_article_without_a_bookmark_is_none(store: Store) -> None:
    (article_id,) = put(store, entry())
    assert Marks(store).bookmark_place(article_id) is None
    with pytest.raises(NotFoundError):
        Marks(store).bookmark_place(99)
