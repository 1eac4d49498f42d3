"""A highlight as a row, and as a page: the whole quote in its surroundings and what is known of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.test_quotes_collection import article, collection, highlight
from tui_reader.anchoring.difference import Piece
from tui_reader.document.layout import lay_out
from tui_reader.library.reviewing import Passage, Review
from tui_reader.model import Highlight, Status
from tui_reader.ui.screens.quotes.sheet import SIGNS, STATUS_WORDS, row_of, sheet_of
from tui_reader.ui.widgets.row_list import Row
from tui_reader.ui.widgets.sheet import Sheet


def lines(sheet: Sheet, width: int = 60) -> list[str]:
    """The page as it is drawn."""
    layout = lay_out(sheet.document, width)
    return ["".join(piece.drawn for piece in layout.cut(n)).rstrip() for n in range(len(layout))]


def styled(sheet: Sheet, style: str) -> str:
    """All text in one style."""
    return "|".join(sheet.document.text[r.start : r.end] for r in sheet.ranges if r.style == style and r.start < r.end)


def row(h: Highlight, order: str = "newest", typed: str = "") -> Row:
    return row_of(h, order, collection(h).listing(order, typed).filtered)


def test_the_page_says_everything() -> None:
    marked = highlight(
        9,
        "A page that waits.",
        prefix="Before it. ",
        suffix=" After it.",
        note="the opposite\n\nof a feed",
        tags=("attention", "craft"),
        role=3,
    )
    page = sheet_of(marked, article(1))
    assert lines(page) == [
        "A title",
        "A. Author · The Paper · 1 min",
        "",
        "Before it. A page that waits. After it.",
        "",
        "Note",
        "the opposite",
        "",
        "of a feed",
        "",
        "#attention #craft",
        "",
        "r read more · marked 18 March 2026, 09:00",
        "✓ in its place",
    ]
    assert styled(page, "role-3") == "A page that waits.|r read more"
    assert styled(page, "context") == "Before it. | After it."


def test_the_paragraphs_of_a_quote_stay_apart() -> None:
    page = sheet_of(highlight(1, "One.\n\nTwo.", prefix="Zero.\n", suffix="\nThree."), None)
    assert lines(page)[2:9] == ["Zero.", "", "One.", "", "Two.", "", "Three."]


def test_context_that_was_cut_begins_and_ends_at_a_word() -> None:
    prefix = "alf a word and then forty-eight characters of it. "[:48]
    page = sheet_of(
        highlight(1, "Quote.", prefix=prefix, suffix=" and then as much again behind the quote, so lon"), None
    )
    text = styled(page, "context")
    assert text.startswith("…a word and")
    assert text.endswith("so…")


@pytest.mark.parametrize("status", list(SIGNS))
def test_every_status_has_words_and_doubt_stands_out(status: Status) -> None:
    start = None if status == "orphan" else 5
    page = sheet_of(highlight(1, status=status, start=start, reason="the context differs"), None)
    drawn = "\n".join(lines(page))
    assert f"{SIGNS[status]} {STATUS_WORDS[status]}" in drawn.replace("\n", " ")
    assert (styled(page, "doubt") != "") == (status in ("review", "orphan"))
    assert ("the context differs" in drawn.replace("\n", " ")) == (status not in ("exact", "moved"))


def test_what_the_text_says_now_is_shown_against_the_quote() -> None:
    marked = highlight(1, "A page that waits.", status="review")
    pieces = (
        Piece("same", "A page"),
        Piece("removed", " that waits"),
        Piece("added", " which\nwaits"),
        Piece("same", "."),
    )
    passage = Passage(0, 1, "", "", "")
    page = sheet_of(marked, None, Review(marked, passage, passage, pieces, "", 0.5, 0.5, 1), "a accepts it")
    assert "A page that waits which waits." in lines(page)
    assert styled(page, "removed") == " that waits"
    assert styled(page, "added") == " which waits"
    assert lines(page)[-1] == "a accepts it"


def test_a_passage_that_was_found_is_shown_as_it_stands_in_the_text_now() -> None:
    before, after = "x" * 200, " and so on."
    found = Passage(250, 262, before, "Pages wait.", after)
    pieces = (Piece("removed", "A page that waits"), Piece("added", "Pages wait"), Piece("same", "."))
    marked = highlight(1, "A page that waits.", status="changed", prefix="Once. ", suffix=" Then.")
    page = sheet_of(marked, None, Review(marked, found, found, pieces, "", 0.5, 0.5, 1))
    assert "Once." not in page.document.text
    assert styled(page, "role-1") == "Pages wait.|g general"
    assert styled(page, "context") == "…" + "x" * 48 + "| and so on."  # as much as of what is stored
    assert lines(page)[-2:] == ["Since it was marked", "A page that waits Pages wait."]

    moved = highlight(1, "A page that waits.", status="moved", prefix="Once. ", suffix=" Then.")
    page = sheet_of(moved, None, Review(moved, found, replace(found, text=moved.quote), (), "", 1.0, 0.5, 1))
    assert styled(page, "context").endswith("| and so on.")
    assert "Since it was marked" not in page.document.text


@pytest.mark.parametrize("status", ["review", "orphan"])
def test_a_quote_without_a_sure_place_is_said_to_be_as_it_was_marked(status: Status) -> None:
    marked = highlight(1, "A page.", status=status, start=5 if status == "review" else None, prefix="Once. ")
    found = Passage(0, 7, "Never. ", "A cage.", "")
    page = sheet_of(marked, None, Review(marked, found, found if status == "review" else None, (), "", 0.5, 0.5, 1))
    assert lines(page)[2:4] == ["As it was marked", "Once. A page."]


def test_a_row_does_not_repeat_its_heading() -> None:
    marked = highlight(1, "Quote.", role=2, tags=("sea",), note="hm")
    assert row(marked).meta == "A title · ✎ hm · #sea · disagree"
    assert row(marked, "article").meta == "✎ hm · #sea · disagree · 18 Mar 2026"
    assert row(marked, "role").meta == "A title · ✎ hm · #sea · 18 Mar 2026"
    assert row(highlight(1, status="review")).meta.startswith("? to review · ")


def test_a_row_paints_what_answered() -> None:
    marked = highlight(1, "Fish is fish.", note="so he said")
    found = row(marked, typed="fish")
    assert [found.title[a:b] for a, b in found.marks] == ["Fish", "fish"]
    found = row(marked, typed="said")
    assert [found.meta[a:b] for a, b in found.meta_marks] == ["said"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=60), st.text(max_size=8), st.integers(1, 40))
def test_hostile_text_harms_neither_row_nor_page(quote: str, note: str, around: str, tag: str, width: int) -> None:
    marked = highlight(1, quote, note=note, prefix=around, suffix=around, title=around, tags=(tag,) if tag else ())
    page = sheet_of(marked, article(1, title=quote, author=note, source=tag))
    for line in lines(page, width):
        assert all(ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0 for c in line)
    for r in page.ranges:
        assert 0 <= r.start <= r.end <= len(page.document.text)
    drawn = row(marked)
    assert "\n" not in drawn.title + drawn.meta
    assert "\x1b" not in drawn.title + drawn.meta
