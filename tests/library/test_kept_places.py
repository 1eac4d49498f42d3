"""Bookmarks and the reading place follow their sentence, and are never lost when they cannot."""

from __future__ import annotations

import pytest

from tests.conftest import BODY, entry, put
from tui_reader.errors import NotFoundError, UsageError
from tui_reader.library import arrivals, revisions
from tui_reader.library.marks import Marks
from tui_reader.library.reading import Reading
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


# -- where reading stopped

LONG = " ".join(f"On day {n} the boats brought {n * 7 % 90} crates to the market by the old wall." for n in range(200))


def _stop_at(store: Store, text: str, words: str) -> int:
    (article_id,) = put(store, entry(text=text))
    reading = Reading(store)
    reading.began(article_id)
    reading.save_position(article_id, text.index(words))
    return article_id


def _arrive(store: Store, text: str) -> None:
    with store.transaction():
        arrivals.take(store, entry(text=text))


def _stands_at(store: Store, article_id: int, words: str) -> bool:
    return store.articles.text(article_id).startswith(words, store.articles.get(article_id).position)


@pytest.mark.parametrize("separator", [" ", "\n", "\n\n"])
def test_the_reading_place_stays_when_text_comes_in_before_it(store: Store, separator: str) -> None:
    text = LONG.replace(". ", "." + separator)
    article_id = _stop_at(store, text, "brought 70 crates")
    before = store.articles.get(article_id).position
    _arrive(store, f"Corrected on Monday.{separator}" + text.replace("On day 5 ", "In the night of day 5 "))
    assert store.articles.get(article_id).position > before
    assert _stands_at(store, article_id, "brought 70 crates")


def test_it_stays_when_text_before_it_is_gone(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 90 ")
    _arrive(store, LONG[LONG.index("On day 40 ") :])
    assert _stands_at(store, article_id, "On day 90 ")


def test_it_stays_in_a_sentence_that_was_edited(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 90 ")
    _arrive(store, "Corrected. " + LONG.replace("On day 90 the boats brought", "On day 90 the new boats took"))
    assert _stands_at(store, article_id, "On day 90 ")


def test_where_its_passage_is_gone_the_next_one_counts(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 90 ")
    cut = LONG[: LONG.index("On day 90 ")] + LONG[LONG.index("On day 91 ") :]
    _arrive(store, "Corrected. " + cut)
    position = store.articles.get(article_id).position
    assert abs(position - ("Corrected. " + cut).index("On day 91 ")) < 100
    cut = LONG[: LONG.index("On day 80 ")]
    _arrive(store, cut)
    assert len(cut) - 200 < store.articles.get(article_id).position <= len(cut)


def test_in_a_text_of_other_words_the_number_stays_and_the_place_comes_back(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 90 ")
    _arrive(store, TULIPS)
    _arrive(store, LONG)
    assert _stands_at(store, article_id, "On day 90 ")


def test_scripts_without_blanks_keep_their_place_too(store: Store) -> None:
    text = "".join(f"第{n}天，船把{n * 7 % 90}箱鱼运到老墙边的市场。" for n in range(200))
    article_id = _stop_at(store, text, "第90天")
    _arrive(store, "星期一更正。" + text)
    assert _stands_at(store, article_id, "第90天")


def test_the_beginning_stays_the_beginning(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 0 ")
    _arrive(store, "Corrected. " + LONG)
    assert store.articles.get(article_id).position == 0


def test_looking_for_marks_again_does_not_move_it(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 90 ")
    _arrive(store, "Corrected. " + LONG)
    Marks(store).reanchor()
    assert _stands_at(store, article_id, "On day 90 ")


def test_a_place_saved_late_for_the_text_that_was_shown_is_followed(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 90 ")
    shown = store.articles.get(article_id).revision_id
    _arrive(store, "Corrected. " + LONG)
    Reading(store).save_position(article_id, LONG.index("On day 120 "), shown)
    assert _stands_at(store, article_id, "On day 120 ")
    before = store.articles.get(article_id).position
    Reading(store).save_position(article_id, 5, 999)  # of a text that nobody has any more
    Reading(store).save_position(999, 5, shown)
    assert store.articles.get(article_id).position == before


def test_the_open_article_is_read_again_at_its_place(store: Store) -> None:
    article_id = _stop_at(store, LONG, "On day 0 ")
    reading = Reading(store)
    opened = reading.open(article_id)
    _arrive(store, "Corrected. " + LONG)
    again = reading.again(opened, LONG.index("On day 50 "))
    assert again.document.text.startswith("On day 50 ", again.article.position)


# -- the sentence that is current while the article is open


def _followed(store: Store, old: str, new: str, words: str) -> str:
    """The new text from the place on where the sentence with these words of the old one is found."""
    (article_id,) = put(store, entry(text=old))
    reading = Reading(store)
    reading.began(article_id)
    before = reading.open(article_id)
    _arrive(store, new)
    now = reading.again(before, 0)
    found = reading.followed(before, now, old.index(words))
    return "" if found is None else now.document.text[found:]


@pytest.mark.parametrize("words", ["On day 0 ", "On day 90 ", "On day 199 "])
def test_the_current_sentence_is_followed(store: Store, words: str) -> None:
    edited = LONG.replace("On day 90 the boats", "On day 90 the new boats")
    assert _followed(store, LONG, f"Corrected on Monday. {edited} More follows.", words).startswith(words)


@pytest.mark.parametrize(
    "short", ["So it went. ", "“Yes,” she said, " + "and it was long, " * 20 + "as she always was. "]
)
def test_where_the_current_sentence_is_gone_it_is_the_one_behind_it(store: Store, short: str) -> None:
    at = LONG.index("On day 90 ")
    old = LONG[:at] + short + "That was all. " + LONG[at:]
    assert _followed(store, old, old.replace(short, ""), short).startswith("That was all. ")


def test_where_nothing_behind_it_is_left_it_is_the_end(store: Store) -> None:
    cut = LONG[: LONG.index("On day 80 ")].rstrip()
    assert len(_followed(store, LONG, cut, "On day 90 ")) < 200


def test_in_a_text_of_other_words_there_is_no_current_sentence(store: Store) -> None:
    assert _followed(store, LONG, TULIPS, "On day 90 ") == ""


def test_in_the_same_text_it_stays(store: Store) -> None:
    assert _followed(store, LONG, LONG, "On day 90 ").startswith("On day 90 ")
