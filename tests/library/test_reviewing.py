"""The user decides where a highlight stands: decisions hold against the engine, new texts, undo and redo."""

from __future__ import annotations

import pytest

from tests.conftest import BODY, entry, put
from tui_reader.errors import NotFoundError, QuoteNotFoundError, UsageError
from tui_reader.library import revisions
from tui_reader.library.marks import Marks
from tui_reader.library.reviewing import AROUND, Reviewing
from tui_reader.library.undoing import Undoing
from tui_reader.model import Highlight
from tui_reader.store import Store

SENTENCE = "Two boats came in with the tide, and nobody on the quay said a word."
REWRITTEN = "Three vessels came in, and nobody said a word."
CHANGED = BODY.replace(SENTENCE, REWRITTEN)


def _change(store: Store, text: str) -> None:
    with store.transaction():
        outcome = store.articles.put(entry(text=text))
        assert outcome.old_revision is not None
        revisions.reanchor(store, outcome.article_id)
        store.articles.prune(outcome.article_id)


def _in_review(store: Store, note: str = "") -> Highlight:
    """A highlight whose sentence was rewritten, so that the engine asks."""
    (article_id,) = put(store, entry())
    made = Marks(store).highlight_quote(article_id, SENTENCE, note=note)
    _change(store, CHANGED)
    found = Marks(store).get(made.id)
    assert found.status == "review"
    return found


def _facts(h: Highlight) -> tuple[object, ...]:
    return h.status, h.start, h.end, h.reason


def _author(h: Highlight) -> tuple[object, ...]:
    """What no decision may touch."""
    return h.quote, h.prefix, h.suffix, h.revision_id, h.marked_start, h.marked_end, h.note


def _words(store: Store, h: Highlight) -> str:
    return store.articles.text(h.article_id)[h.start : h.end]


def test_a_review_shows_both_texts_and_what_became_of_the_words(store: Store) -> None:
    asked = _in_review(store)
    review = Reviewing(store).review(asked.id)
    assert review.highlight == asked
    assert review.marked.text == SENTENCE
    assert BODY.startswith(review.marked.before + SENTENCE + review.marked.after)
    assert len(review.marked.after) == min(AROUND, len(BODY) - review.marked.end)
    assert review.found is not None
    assert CHANGED[review.found.start : review.found.end] == review.found.text == _words(store, asked)
    assert review.found.before.endswith("Three vessels ")
    assert "".join(piece.text for piece in review.difference if piece.kind != "removed") == review.found.text
    assert review.reason == asked.reason == "much changed"
    assert 0 < review.quality < 1
    assert 0 < review.context <= 1


def test_an_orphan_is_reviewed_too(store: Store) -> None:
    (article_id,) = put(store, entry())
    made = Marks(store).highlight_quote(article_id, SENTENCE)
    _change(store, "Nothing of it is left.")
    review = Reviewing(store).review(made.id)
    assert review.found is None
    assert [(piece.kind, piece.text) for piece in review.difference] == [("removed", SENTENCE)]
    assert review.reason


def test_questions_come_before_orphans(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    asked = marks.highlight_quote(article_id, SENTENCE)
    gone = marks.highlight_quote(article_id, "She had seen worse winters")
    marks.highlight_quote(article_id, "The harbour was quiet before dawn.")
    _change(store, CHANGED[: CHANGED.index("She had")].rstrip())
    assert [(h.id, h.status) for h in Reviewing(store).awaiting()] == [(asked.id, "review"), (gone.id, "orphan")]


def test_what_is_accepted_stands_as_changed_and_keeps_the_author_s_words(store: Store) -> None:
    asked = _in_review(store, note="why?")
    kept = Reviewing(store).accept(asked.id, revision_id=store.articles.get(asked.article_id).revision_id)
    assert _facts(kept) == ("changed", asked.start, asked.end, "accepted by you")
    assert _author(kept) == _author(asked)
    assert Reviewing(store).awaiting() == []


def test_a_rejected_place_makes_an_orphan(store: Store) -> None:
    asked = _in_review(store)
    gone = Reviewing(store).reject(asked.id)
    assert _facts(gone) == ("orphan", None, None, "rejected by you")
    assert _author(gone) == _author(asked)
    assert Marks(store).of(asked.article_id) == [gone]
    with pytest.raises(UsageError):
        Reviewing(store).reject(asked.id)
    with pytest.raises(UsageError):
        Reviewing(store).accept(asked.id)


def test_the_right_passage_can_be_shown(store: Store) -> None:
    asked = _in_review(store)
    desk = Reviewing(store)
    start = CHANGED.index(REWRITTEN)
    shown = desk.reselect(asked.id, start - 1, start + len(REWRITTEN) + 1)
    assert _facts(shown) == ("changed", start, start + len(REWRITTEN), "shown by you")
    assert _author(shown) == _author(asked)
    desk.reject(asked.id)
    again = desk.reselect_quote(asked.id, "three vessels came in")
    assert _words(store, again) == "Three vessels came in"
    with pytest.raises(QuoteNotFoundError, match="does not stand") as failure:
        desk.reselect_quote(asked.id, "Three vessels went in, and nobody said a word.")
    assert "vessels" in failure.value.closest
    with pytest.raises(UsageError):
        desk.reselect(asked.id, 5, 5)
    with pytest.raises(UsageError):
        desk.reselect_quote(asked.id, " \n")
    assert Marks(store).get(asked.id) == again


def test_the_very_words_shown_elsewhere_are_moved(store: Store) -> None:
    (article_id,) = put(store, entry())
    made = Marks(store).highlight_quote(article_id, "said a word")
    text = "Nothing. And then the mayor said a word."
    _change(store, text)
    shown = Reviewing(store).reselect(made.id, text.index("said"), len(text) - 1)
    assert (shown.status, shown.reason) == ("moved", "shown by you")


def test_decisions_about_what_is_not_there_are_refused(store: Store) -> None:
    asked = _in_review(store)
    desk = Reviewing(store)
    for decide in (desk.accept, desk.reject):
        with pytest.raises(UsageError, match="changed meanwhile"):
            decide(asked.id, revision_id=asked.revision_id)
        with pytest.raises(NotFoundError):
            decide("nothing")
    with pytest.raises(NotFoundError):
        desk.review("nothing")
    with pytest.raises(UsageError):
        desk.reselect(asked.id, 0, 5, revision_id=999)
    assert Marks(store).get(asked.id) == asked


def test_what_stands_where_it_was_made_is_not_rejected(store: Store) -> None:
    (article_id,) = put(store, entry())
    made = Marks(store).highlight_quote(article_id, SENTENCE)
    with pytest.raises(UsageError, match="delete it"):
        Reviewing(store).reject(made.id)


@pytest.mark.parametrize("decision", ["accept", "reject", "reselect"])
def test_no_engine_overturns_a_decision(store: Store, decision: str) -> None:
    asked = _in_review(store)
    desk, marks = Reviewing(store), Marks(store)
    decided = desk.reselect(asked.id, 0, 34) if decision == "reselect" else getattr(desk, decision)(asked.id)
    (found,) = marks.reanchor()
    assert not found.changed
    assert found.after.reason == decided.reason
    put(store, entry(text=CHANGED))
    put(store, entry(text=CHANGED, title="A better headline"))
    marks.set_role(asked.id, 4)
    assert _facts(marks.get(asked.id)) == _facts(decided)
    Undoing(store).undo()
    assert _facts(marks.get(asked.id)) == _facts(decided)


@pytest.mark.parametrize("decision", ["accept", "reject", "reselect"])
def test_decisions_are_undone_and_done_again_exactly(store: Store, decision: str) -> None:
    asked = _in_review(store)
    desk, marks, undoing = Reviewing(store), Marks(store), Undoing(store)
    decided = desk.reselect(asked.id, 0, 34) if decision == "reselect" else getattr(desk, decision)(asked.id)
    noted = marks.set_note(asked.id, "a note")
    marks.delete(asked.id)
    for expected in (noted, decided, asked):
        assert undoing.undo() is not None
        assert marks.get(asked.id) == expected
    for expected in (decided, noted):
        assert undoing.redo() is not None
        assert marks.get(asked.id) == expected


def test_a_second_decision_replaces_the_first_and_undo_brings_the_first_back(store: Store) -> None:
    asked = _in_review(store)
    desk = Reviewing(store)
    first = desk.reject(asked.id)
    desk.reselect_quote(asked.id, REWRITTEN)
    Undoing(store).undo()
    assert Marks(store).get(asked.id) == first


def test_a_new_range_ends_a_decision_and_undo_brings_it_back(store: Store) -> None:
    asked = _in_review(store)
    decided = Reviewing(store).accept(asked.id)
    moved = Marks(store).move(asked.id, 0, 34)
    assert (moved.status, moved.quote) == ("exact", BODY[:34])
    Undoing(store).undo()
    assert Marks(store).get(asked.id) == decided


def test_an_accepted_passage_is_followed_into_later_texts(store: Store) -> None:
    asked = _in_review(store)
    accepted = Reviewing(store).accept(asked.id)
    words = _words(store, accepted)
    later = "A correction was added to this story, at the request of the port. " + CHANGED.replace("dawn", "sunrise")
    _change(store, later)
    found = Marks(store).get(asked.id)
    assert (found.status, found.reason) == ("changed", "follows what was accepted by you")
    assert found.start == later.index(words)
    assert _words(store, found) == words
    # The text of the decision is kept, or a third text could not be compared with it.
    _change(store, "Once more. " + later)
    assert _words(store, Marks(store).get(asked.id)) == words


def test_an_accepted_passage_comes_home_after_the_text_was_gone(store: Store) -> None:
    asked = _in_review(store)
    words = _words(store, Reviewing(store).accept(asked.id))
    _change(store, "")
    assert Marks(store).get(asked.id).status == "orphan"
    _change(store, CHANGED + " More.")
    found = Marks(store).get(asked.id)
    assert found.status == "changed"
    assert _words(store, found) == words


def test_the_author_s_words_return_to_the_accepted_place(store: Store) -> None:
    asked = _in_review(store)
    Reviewing(store).accept(asked.id)
    _change(store, BODY + " More.")
    found = Marks(store).get(asked.id)
    assert found.status == "exact"
    assert _words(store, found) == SENTENCE


def test_a_shown_passage_that_goes_is_not_silently_the_lookalike_again(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    made = marks.highlight_quote(article_id, "Later the market opened as on any other day.")
    changed = BODY + " In the year before that, and in every one before it, the mayor had come to see the fish."
    _change(store, changed)
    assert marks.get(made.id).status == "exact"
    place = changed.index("In the year")
    Reviewing(store).reselect(made.id, place, len(changed))
    _change(store, "Corrected. " + BODY)
    found = marks.get(made.id)
    assert (found.status, found.reason) == ("review", "not where it was shown by you")


def test_refused_words_do_not_come_back_by_themselves(store: Store) -> None:
    asked = _in_review(store)
    Reviewing(store).reject(asked.id)
    _change(store, "A correction was added. " + CHANGED)
    found = Marks(store).get(asked.id)
    assert (found.status, found.reason) == ("orphan", "rejected by you")


def test_refused_words_that_are_found_for_sure_are_a_question(store: Store) -> None:
    (article_id,) = put(store, entry())
    made = Marks(store).highlight_quote(article_id, SENTENCE)
    edited = BODY.replace("nobody on the quay said a word", "nobody on the pier said a thing")
    _change(store, edited)
    assert Marks(store).get(made.id).status == "changed"
    Reviewing(store).reject(made.id)
    _change(store, "A correction was added. " + edited)
    found = Marks(store).get(made.id)
    assert (found.status, found.reason) == ("review", "these words were rejected by you before")
    kept = Reviewing(store).accept(made.id)
    _change(store, "Once more. A correction was added. " + edited)
    found = Marks(store).get(made.id)
    assert (found.status, _words(store, found)) == (
        "changed",
        "Two boats came in with the tide, and nobody on the pier said a thing.",
    )
    assert kept.status == "changed"


def test_the_author_s_own_words_return_after_others_were_refused(store: Store) -> None:
    asked = _in_review(store)
    Reviewing(store).reject(asked.id)
    _change(store, "Restored. " + BODY)
    found = Marks(store).get(asked.id)
    assert (found.status, _words(store, found)) == ("moved", SENTENCE)


def test_a_passage_shown_on_a_text_that_went_on_is_followed(store: Store) -> None:
    asked = _in_review(store)
    seen = store.articles.get(asked.article_id).revision_id
    Reviewing(store).reject(asked.id)  # keeps the text that is shown
    later = "A correction was added. " + CHANGED
    _change(store, later)
    assert Marks(store).get(asked.id).status == "orphan"
    start = CHANGED.index(REWRITTEN)
    shown = Reviewing(store).reselect(asked.id, start, start + len(REWRITTEN), revision_id=seen)
    assert shown.start == later.index(REWRITTEN)
    assert _words(store, shown) == REWRITTEN


def test_a_text_that_was_decided_on_is_never_pruned(store: Store) -> None:
    asked = _in_review(store)
    decided_on = store.articles.get(asked.article_id).revision_id
    Reviewing(store).accept(asked.id)
    for number in range(3):
        _change(store, f"Version {number}. {CHANGED}")
    assert store.articles.has_revision(decided_on)
    assert store.articles.has_revision(asked.revision_id)
    kept = store.database.value("SELECT count(*) FROM revisions")
    assert kept == 3  # marked on, decided on, present


def test_what_was_opened_shows_why_a_highlight_is_a_question(store: Store) -> None:
    asked = _in_review(store)
    (listed,) = Marks(store).all()
    assert listed == asked
    assert listed.reason == "much changed"


def test_no_more_surroundings_are_shown_than_help(store: Store) -> None:
    (article_id,) = put(store, entry(text=f"{'before ' * 100}{SENTENCE}{' after' * 100}"))
    made = Marks(store).highlight_quote(article_id, SENTENCE)
    review = Reviewing(store).review(made.id)
    assert review.found == review.marked
    assert (len(review.marked.before), len(review.marked.after)) == (AROUND, AROUND)
    assert [piece.kind for piece in review.difference] == ["same"]
