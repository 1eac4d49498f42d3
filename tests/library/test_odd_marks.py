"""Marks on odd quotes and odd texts: nothing crashes, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import BODY, entry, put
from tui_reader.errors import NewsreaderError, QuoteNotFoundError, UsageError
from tui_reader.library import Library, revisions
from tui_reader.library.marks import Marks
from tui_reader.library.reading import Reading
from tui_reader.library.reviewing import Reviewing
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store

MARKS = "e" + "\u0301" * 10_000
ODD = f"Before it. {MARKS} stands here. A \u2400 and \ufffd too. 😀 \u202etihw\u202c. After it."


def _change(store: Store, text: str) -> None:
    with store.transaction():
        outcome = store.articles.put(entry(text=text))
        revisions.reanchor(store, outcome.article_id)
        store.articles.prune(outcome.article_id)


def test_the_whole_article_and_a_single_character_are_quotes(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    whole, one = marks.highlight_quote(article_id, BODY), marks.highlight_quote(article_id, "q")
    assert (whole.start, whole.end) == (0, len(BODY))
    assert (one.quote, one.start) == ("q", BODY.index("q"))
    changed = "Corrected. " + BODY + " And so on."
    _change(store, changed)
    assert marks.get(whole.id).status == "moved"
    assert marks.get(one.id).quote == "q"
    assert Reviewing(store).review(one.id).marked.text == "q"


@pytest.mark.parametrize("quote", ["", " ", "\n\t ", "\u200b", "\xad\ufeff"])
def test_a_quote_without_a_visible_character_is_refused(store: Store, quote: str) -> None:
    (article_id,) = put(store, entry())
    with pytest.raises(UsageError):
        Marks(store).highlight_quote(article_id, quote)


@pytest.mark.parametrize("quote", ["\ud800", "harbour \udcff was", "\0", MARKS, "x" * 100_000, BODY + BODY])
def test_an_odd_quote_that_is_not_there_is_said(store: Store, quote: str) -> None:
    (article_id,) = put(store, entry())
    with pytest.raises(QuoteNotFoundError):
        Marks(store).highlight_quote(article_id, quote)
    assert Marks(store).all() == []


def test_odd_texts_are_marked_moved_and_reviewed(store: Store) -> None:
    (article_id,) = put(store, entry(text=ODD))
    marks = Marks(store)
    made = [marks.highlight_quote(article_id, q) for q in (MARKS, "\u2400", "😀", "\u202etihw\u202c")]
    assert [ODD[h.start : h.end] for h in made] == [h.quote for h in made]
    _change(store, "Corrected. " + ODD)
    for highlight in made:
        review = Reviewing(store).review(highlight.id)
        assert review.marked.text == highlight.quote
        assert review.highlight.quote == highlight.quote


def test_half_characters_in_a_note_are_replaced(store: Store) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    made = marks.highlight(article_id, 0, 34, note="a\udcffb", tags=["x\ud800y"])
    assert (made.note, made.tags) == ("a\ufffdb", ("x-y",))
    assert marks.set_note(made.id, "\ud83d 😀 \0").note == "\ufffd 😀 \0"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "."])
def test_an_article_that_shrinks_to_nothing_loses_no_mark(store: Store, text: str) -> None:
    (article_id,) = put(store, entry())
    marks = Marks(store)
    made = marks.highlight_quote(article_id, "Two boats came in with the tide", note="why?", tags=["sea"])
    marks.bookmark(article_id, 35, "Two boats")
    _change(store, text)
    (orphan,) = marks.of(article_id)
    assert (orphan.status, orphan.start, orphan.quote, orphan.note, orphan.tags) == (
        "orphan",
        None,
        made.quote,
        "why?",
        ("sea",),
    )
    assert orphan.reason
    opened = Reading(store).open(article_id)
    assert opened.document.text == text
    assert list(opened.highlights) == [orphan]
    assert Reviewing(store).review(made.id).marked.text == made.quote
    assert marks.bookmarks()[0].quote == "Two boats"
    with pytest.raises(UsageError):
        marks.highlight(article_id, 0, 0)
    assert Undoing(store).undo() is not None
    _change(store, BODY)
    assert marks.get(made.id).status in ("exact", "moved")


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.sampled_from("ab .\n茶😀\u0301\u200b"), max_size=40), min_size=1, max_size=4),
    deeds=st.lists(st.tuples(st.sampled_from("hbarsmudt"), st.integers(0, 40), st.integers(0, 40)), max_size=12),
)
def test_no_run_of_deeds_loses_a_mark_or_crashes(
    library: Library, texts: list[str], deeds: list[tuple[str, int, int]]
) -> None:
    store, marks, desk, undoing = library._store, library.marks, library.reviewing, library.undoing
    _change(store, texts[0])
    article_id = store.articles.by_identity(entry().identity)
    assert article_id is not None
    for number, (deed, a, b) in enumerate(deeds):
        there = marks.of(article_id)
        at = there[a % len(there)].id if there else "nothing"
        try:
            match deed:
                case "h":
                    marks.highlight(article_id, min(a, b), max(a, b))
                case "b":
                    marks.bookmark(article_id, a)
                case "a":
                    desk.accept(at)
                case "r":
                    desk.reject(at)
                case "s":
                    desk.reselect(at, min(a, b), max(a, b))
                case "m":
                    marks.merge([at, there[b % len(there)].id] if there else [])
                case "u":
                    undoing.undo()
                case "d":
                    undoing.redo()
                case _:
                    _change(store, texts[number % len(texts)])
        except NewsreaderError:
            assert {h.id for h in marks.of(article_id)} == {h.id for h in there}
    text = store.articles.text(article_id)
    for highlight in marks.of(article_id):
        assert desk.review(highlight.id).marked.text == highlight.quote
        if highlight.status in ("exact", "moved"):
            assert text[highlight.start : highlight.end] == highlight.quote
        assert (highlight.start is None) == (highlight.status == "orphan")
    while undoing.undo():
        pass
    while undoing.redo():
        pass
