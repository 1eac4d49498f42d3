"""The outline of a document."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.outline import Heading, filtered, heading_at, outline_of
from tui_reader.document.structure import as_it_came
from tui_reader.model import Block, Document

TEXT = "Title\nOne\nfirst text\nOne  and\na half\nmore"
DOCUMENT = Document(
    TEXT,
    (
        Block("heading", 0, 5, 0),
        Block("heading", 6, 9, 2),
        Block("paragraph", 10, 20),
        Block("heading", 21, 36, 3),
        Block("paragraph", 37, 41),
    ),
)


def test_headings_without_the_repeated_headline() -> None:
    assert outline_of(DOCUMENT) == (Heading(2, "One", 6), Heading(3, "One and a half", 21))


def test_paragraphs_stand_in_where_there_are_no_headings() -> None:
    text = (
        "Short one.\n" + "A paragraph that goes on for so long that it must be cut somewhere, at best at a blank.\n \n"
    )
    text += "x" * 500
    document = Document(text, as_it_came(text))
    assert [(h.level, h.text) for h in outline_of(document)] == [
        (1, "Short one."),
        (1, "A paragraph that goes on for so long that it must be cut…"),
        (1, "x" * 59 + "…"),
    ]
    headline = Document("Title\nText", (Block("heading", 0, 5, 0), Block("paragraph", 6, 10)))
    assert outline_of(headline) == (Heading(1, "Text", 6),)
    assert outline_of(Document("", ())) == ()
    assert outline_of(Document(" ", (Block("paragraph", 0, 1),))) == ()


def test_under_which_heading_one_is() -> None:
    headings = outline_of(DOCUMENT)
    assert [heading_at(headings, offset) for offset in (0, 6, 20, 21, 40)] == [0, 0, 0, 1, 1]
    assert heading_at((), 5) == 0


def test_filtering_by_words_else_by_letters() -> None:
    headings = [Heading(1, text, 0) for text in ("The Price of Fish", "Été à Paris", "fish and chips", "Harbour")]
    assert filtered(headings, "fish") == [0, 2]
    assert filtered(headings, "FISH pri") == [0]
    assert filtered(headings, "ete") == [1]
    assert filtered(headings, "hrbr") == [3]
    assert filtered(headings, "zzz") == []
    assert filtered(headings, " ") == [0, 1, 2, 3]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.text(max_size=10))
def test_any_text_has_an_outline(text: str, query: str) -> None:
    headings = outline_of(Document(text, as_it_came(text)))
    assert all("\n" not in h.text and h.text and 0 <= h.offset < len(text) for h in headings)
    assert set(filtered(headings, query)) <= set(range(len(headings)))
