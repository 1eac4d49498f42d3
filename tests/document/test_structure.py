from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.measure import words
from tui_reader.document.structure import as_it_came, blocks_of

Shown = list[tuple[str, str]]


def shown(text: str, title: str = "", lang: str = "") -> Shown:
    return [(block.kind, text[block.start : block.end]) for block in blocks_of(text, title, lang)]


def paragraphs(text: str, lang: str = "") -> list[str]:
    assert {kind for kind, _ in shown(text, lang=lang)} <= {"paragraph"}
    return [each for _, each in shown(text, lang=lang)]


def test_the_shape_of_cleaned_news() -> None:
    text = (
        "The mayor meets with his guest Ola Nordby in Port Ellen, June , . PhotoXinhua    Berg Ferry fight adds "
        "delay to plan of crossing the sound for good OSLO  The mayor said so on Tuesday night. He was tired."
    )
    assert shown(text, "Ferry fight adds delay to crossing plans, Berg says") == [
        ("caption", "The mayor meets with his guest Ola Nordby in Port Ellen, June , . PhotoXinhua"),
        ("heading", "Berg Ferry fight adds delay to plan of crossing the sound for good"),
        ("dateline", "OSLO"),
        ("paragraph", "The mayor said so on Tuesday night. He was tired."),
    ]
    assert [block.level for block in blocks_of(text, "Ferry fight adds delay to crossing plans")] == [0] * 4


def test_a_dash_behind_the_dateline_is_not_shown() -> None:
    assert shown("OSLO (AP) — The mayor spoke.") == [("dateline", "OSLO (AP)"), ("paragraph", "The mayor spoke.")]


def test_gaps_end_paragraphs() -> None:
    assert paragraphs("One came.  Two came.\xa0\t Three\u3000\u3000Four “x”   “Five") == [
        "One came.", "Two came.", "Three", "Four “x”", "“Five",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["It went  on here", "in June  , . Then", "one,  Two", "went  “on” here", "a (  B"])
def test_a_gap_inside_a_sentence_ends_nothing(text: str) -> None:
    assert paragraphs(text) == [text]


def test_long_text_is_cut_at_sentence_ends() -> None:
    sentence = "The ferry came late to the quay of Port Ellen on that day again. "  # 14 words
    text = sentence * 40
    pieces = paragraphs(text)
    assert all(60 <= words(piece) <= 90 for piece in pieces)
    assert all(piece.endswith("again.") for piece in pieces)
    assert " ".join(pieces) == text.strip()


def test_no_tiny_last_paragraph() -> None:
    sentence = "The ferry came late to the quay of Port Ellen on that day again. "
    pieces = paragraphs(sentence * 10 + "Nobody minded.")
    assert [words(piece) for piece in pieces] == [70, 72]


@pytest.mark.parametrize(
    ("lang", "sentence"), [("zh", "渡轮因大雾晚点了没有人知道它什么时候再开。"), ("th", "เรือมาสายเพราะหมอก ")]
)
def test_scripts_without_blanks_are_cut_by_the_character(lang: str, sentence: str) -> None:
    pieces = paragraphs(sentence * 40, lang)
    assert all(120 <= words(piece) <= 195 for piece in pieces[:-1])
    assert len(pieces) > 3


def test_a_sentence_without_end_stays_whole() -> None:
    text = "word " * 500 + "end"
    assert paragraphs(text) == [text]


def test_lines_are_paragraphs() -> None:
    assert paragraphs("\n  First line\t\n\nBEIJING  Second line\r\n \nThird") == [
        "First line",
        "BEIJING  Second line",
        "Third",
    ]


def test_a_long_line_among_others_is_cut() -> None:
    sentence = "The ferry came late to the quay of Port Ellen on that day again. "
    pieces = paragraphs("Short.\n" + sentence * 20 + "\nShort.")
    assert pieces[0] == pieces[-1] == "Short."
    assert len(pieces) == 6


WRAPPED = """\
This is prose that was broken by hand at about sixty columns,
as people used to do in letters and still do in the files
that come with programs. It goes on for a while, and then
ends.

And this is its second paragraph, which is about as long as
the first one was:

 - an item that is long enough to be broken over the end of
   the line
 - another
 - a third
"""


def test_lines_broken_by_hand_are_joined() -> None:
    first, second, *items = blocks_of(WRAPPED)
    assert WRAPPED[first.start : first.end].splitlines()[-1] == "ends."
    assert WRAPPED[second.start : second.end].endswith("the first one was:")
    assert [WRAPPED[item.start : item.end] for item in items] == [
        "an item that is long enough to be broken over the end of\n   the line",
        "another",
        "a third",
    ]
    assert {item.marker for item in items} == {"•"}


def test_verse_is_not_joined() -> None:
    verse = "Rough are the winds that shake the boats of May,\nAnd short the lease that summer has to give;\n"
    assert len(paragraphs(verse * 2 + "\n" + verse)) == 6


def test_lists() -> None:
    text = "Bring:\n1. a rope\n2) a lamp\n3. bread\n* x\n* y\n"
    assert shown(text) == [
        ("paragraph", "Bring:"),
        ("item", "a rope"),
        ("item", "a lamp"),
        ("item", "bread"),
        ("paragraph", "* x"),
        ("paragraph", "* y"),
    ]
    assert [block.marker for block in blocks_of(text)] == ["", "1.", "2.", "3.", "", ""]


def test_numbers_that_do_not_count_up_are_no_list() -> None:
    assert paragraphs("3. a\n7. b\n2. c") == ["3. a", "7. b", "2. c"]


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\xa0"])
def test_nothing(text: str) -> None:
    assert blocks_of(text) == ()
    assert as_it_came(text) == ()


def test_as_it_came() -> None:
    text = "OSLO  The mayor.\n\n  - one"
    assert [(block.kind, text[block.start : block.end]) for block in as_it_came(text)] == [
        ("paragraph", "OSLO  The mayor."),
        ("paragraph", "- one"),
    ]


PIECES = st.sampled_from(
    [
        "OSLO",
        "Photo: AP",
        "Word",
        "word",
        "字",
        " ",
        "  ",
        "\xa0",
        ". ",
        "。",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "2. ",
        "(",
        "\ud800",
        "\x00",
        "a" * 60,
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["", "Word word OSLO", "字"]))
@settings(deadline=None, max_examples=300)
def test_blocks_are_in_order_and_cover_every_word(text: str, title: str) -> None:
    for blocks in (blocks_of(text, title), as_it_came(text)):
        previous = 0
        for block in blocks:
            assert previous <= block.start < block.end <= len(text)
            inside = text[block.start : block.end]
            assert inside == inside.strip()
            # only blanks, and dashes and markers that stand for the kind, are outside
            assert not any(map(str.isalpha, text[previous : block.start]))
            previous = block.end
        assert not text[previous:].strip()


@pytest.mark.parametrize("unit", ["a  ", "- a\nx\n", "Photo by ", "OSLO ", "(", "1. a\n", "。", "A/", "\n", "ab.  "])
def test_repetitive_texts_lose_nothing(unit: str) -> None:
    text = unit * 3_000
    blocks = blocks_of(text, "Photo by OSLO ab")
    assert sum(text[block.start : block.end].count("a") for block in blocks) == text.count("a")


@pytest.mark.parametrize("text", ["OSLO  - ", "OSLO  -", "OSLO  –  ", "Photo by Ana Reyes/AFP  OSLO -- ", "A title  "])
def test_a_beginning_with_nothing_behind_it_is_still_shown(text: str) -> None:
    blocks = blocks_of(text, "A title")
    assert "".join(text[b.start : b.end] for b in blocks).replace(" ", "") == text.replace(" ", "")
    assert all(b.start < b.end for b in blocks)
