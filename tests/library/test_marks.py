"""Marking and taking it back, over real SQLite and the real anchoring."""

from __future__ import annotations

import pytest

from tests.conftest import BODY, entry, put
from tui_reader.errors import NotFoundError, QuoteNotFoundError, UsageError
from tui_reader.library import revisions
from tui_reader.library.marks import Marks, clean_tag, new_id
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store

SENTENCE = "Two boats came in with the tide, and nobody on the quay said a word."


def test_a_highlight_keeps_the_raw_words_and_where_they_stand(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    made = marks.highlight_quote(article_id, SENTENCE, 3, note="why?", tags=["#sea", "long words"])
    assert (made.quote, made.role, made.note, made.tags, made.status) == (
        SENTENCE,
        3,
        "why?",
        ("long-words", "sea"),
        "exact",
    )
    assert made.start is not None
    assert BODY[made.start : made.end] == SENTENCE
    assert BODY.startswith(made.prefix + SENTENCE + made.suffix, BODY.index(SENTENCE) - len(made.prefix))
    assert store.articles.get(article_id).highlights == 1


def test_blanks_at_the_ends_are_not_part_of_a_highlight(store: Store) -> None:
    (article_id,) = put(store, entry(text="  one two  "))
    assert Marks(store).highlight(article_id, 0, 11).quote == "one two"


def test_the_same_range_again_changes_the_role_of_the_mark_that_is_there(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    first = marks.highlight(article_id, 0, 34, 1)
    second = marks.highlight(article_id, 0, 34, 4)
    assert first.id == second.id
    assert [h.role for h in marks.of(article_id)] == [4]


def test_overlapping_highlights_are_kept_apart(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.highlight(article_id, 0, 34)
    marks.highlight(article_id, 10, 60)
    assert [(h.start, h.end) for h in marks.of(article_id)] == [(0, 34), (10, 60)]


@pytest.mark.parametrize("bad", [(5, 5), (9, 3), (900, 950), (31, 31)])
def test_a_range_without_text_is_refused(store: Store, bad: tuple[int, int]) -> None:
    (article_id,) = put(store, entry())
    with pytest.raises(UsageError):
        Marks(store).highlight(article_id, *bad)


def test_roles_quotes_and_ids_that_make_no_sense_are_one_sentence(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    with pytest.raises(UsageError, match="from 1 to 4"):
        marks.highlight(article_id, 0, 5, 5)
    with pytest.raises(UsageError):
        marks.highlight_quote(article_id, "   ")
    with pytest.raises(QuoteNotFoundError) as failure:
        marks.highlight_quote(article_id, "Two boats came in with the ebb, and nobody on the quay said a word.")
    assert "Two boats" in failure.value.closest
    with pytest.raises(NotFoundError):
        marks.highlight(99, 0, 5)
    with pytest.raises(NotFoundError):
        marks.delete("nothing")
    assert marks.all() == []


def test_every_deed_can_be_undone_and_done_again(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks, undoing = Marks(store), Undoing(store)
    states = []

    def state() -> tuple[object, ...]:
        article = store.articles.get(article_id)
        shown = [(h.quote, h.role, h.note, h.tags, h.status) for h in marks.of(article_id)]
        return shown, article.bookmarked, article.highlights, marks.article_tags(article_id)

    states.append(state())
    made = marks.highlight(article_id, 0, 34, 2)
    states.append(state())
    marks.move(made.id, 0, 103)
    states.append(state())
    marks.set_role(made.id, 4)
    states.append(state())
    marks.set_note(made.id, "a note")
    states.append(state())
    marks.set_tags(made.id, ["x", "y"])
    states.append(state())
    marks.bookmark(article_id, 35, "Two boats")
    states.append(state())
    marks.set_article_tags(article_id, ["harbour"])
    states.append(state())
    marks.delete(made.id)
    states.append(state())
    marks.remove_bookmark(article_id)
    states.append(state())
    assert len({repr(s) for s in states}) == len(states)
    for expected in reversed(states[:-1]):
        assert undoing.undo() is not None
        assert state() == expected
    assert undoing.undo() is None
    for expected in states[1:]:
        assert undoing.redo() is not None
        assert state() == expected
    assert undoing.redo() is None


def test_a_note_saved_while_typed_is_one_deed(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks, undoing = Marks(store), Undoing(store)
    made = marks.highlight(article_id, 0, 34)
    marks.set_note(made.id, "yesterday's")
    for more, text in enumerate(("T", "Th", "Thought")):
        marks.set_note(made.id, text, more=more > 0)
    undoing.undo()
    assert marks.get(made.id).note == "yesterday's"
    undoing.redo()
    assert marks.get(made.id).note == "Thought"


def test_a_mark_on_a_text_that_went_on_keeps_its_words(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.highlight(article_id, 0, 34)  # so that the old text is kept
    shown = store.articles.get(article_id).revision_id
    put(store, entry(text="A correction. " + BODY))
    start = BODY.index(SENTENCE)
    made = marks.highlight(article_id, start, start + len(SENTENCE), revision_id=shown)
    assert (made.quote, made.status, made.start) == (SENTENCE, "moved", start + len("A correction. "))
    with pytest.raises(UsageError, match="open the article again"):
        marks.highlight(article_id, 0, 5, revision_id=999)


def test_undo_survives_a_text_that_is_gone(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks, undoing = Marks(store), Undoing(store)
    made = marks.highlight_quote(article_id, SENTENCE)
    marks.bookmark(article_id, 35, SENTENCE)
    marks.remove_bookmark(article_id)
    changed = "A correction. " + BODY
    put(store, entry(text=changed))
    revisions.reanchor(store, article_id)
    marks.move(made.id, changed.index(SENTENCE), changed.index(SENTENCE) + 9)
    put(store, entry(text="Another. " + changed))
    with store.transaction():
        revisions.reanchor(store, article_id)
        store.articles.prune(article_id)
    for _ in range(4):
        assert undoing.undo() is not None
    assert undoing.undo() is None


def test_undo_survives_a_restart(store: Store) -> None:
    (article_id,) = put(store, entry())
    Marks(store).highlight(article_id, 0, 34)
    path = store.database.path
    store.close()
    again = Store(path)
    undone = Undoing(again).undo()
    assert undone is not None
    assert undone.article_ids == (article_id,)
    assert Marks(again).of(article_id) == []
    again.close()


def test_doing_something_new_ends_what_can_be_redone(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks, undoing = Marks(store), Undoing(store)
    marks.highlight(article_id, 0, 34)
    undoing.undo()
    marks.bookmark(article_id)
    assert undoing.redo() is None


def test_a_bookmark_keeps_its_place_and_words(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    marks.bookmark(article_id, 35, SENTENCE)
    (kept,) = marks.bookmarks()
    assert (kept.article_id, kept.start, kept.quote) == (article_id, 35, SENTENCE)
    assert marks.remove_bookmark(article_id)
    assert not marks.remove_bookmark(article_id)


def test_a_tag_is_one_word() -> None:
    assert clean_tag("#two words") == "two-words"
    assert clean_tag(" straße,") == "straße"
    with pytest.raises(UsageError):
        clean_tag("\x1b \t")


def test_ids_sort_by_time_and_never_repeat() -> None:
    ids = [new_id() for _ in range(200)]
    assert len(set(ids)) == 200
    assert all(len(i) == 26 for i in ids)
    assert ids[0][:6] <= ids[-1][:6]


def test_ids_made_in_a_row_sort_as_they_were_made() -> None:
    ids = [new_id() for _ in range(5_000)]
    assert ids == sorted(set(ids))
