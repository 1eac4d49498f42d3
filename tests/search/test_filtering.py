"""Filtering a list while typing: strict before forgiving, the order kept, what answered painted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.search.filtering import Filter

TEXTS = [
    "A page that waits for you is a page that trusts you.",
    "The Long Now of reading is a long story",
    "Die Fischereihäfen der Küste",
    "Don’t read the letter from home",
    "東京都の図書館",
    "A form of attention",
]


@pytest.fixture(scope="module")
def filtering() -> Filter:
    return Filter(TEXTS)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("  -  ", [0, 1, 2, 3, 4, 5]),
        ("page trust", [0]),
        ("LONG", [1]),
        ("kuste", [2]),
        ("don't", [3]),
        ("don’t", [3]),
        ("京都", [4]),
        ("a", [0, 1, 5]),
        ("-a", [2, 3, 4]),
        ("of -form", [1]),
        ('"long now"', [1]),
        ('"now long"', []),
        ('"long sto', [1]),
        ("nothing of it", []),
    ],
)
def test_words_begin_as_typed_and_all_of_them_count(filtering: Filter, typed: str, rows: list[int]) -> None:
    found = filtering.matching(typed)
    assert list(found.rows) == rows
    assert not found.guessed


def test_a_word_may_be_inside_another_only_where_none_begins_so(filtering: Filter) -> None:
    assert list(filtering.matching("hafen").rows) == [2]
    assert list(filtering.matching("rm").rows) == [5]
    assert list(filtering.matching("lo").rows) == [1]


@pytest.mark.parametrize(("typed", "rows"), [("lonh now", [1]), ("attnetion", [5]), ("trsuts page", [0])])
def test_typos_are_forgiven_and_said_to_be_guesses(filtering: Filter, typed: str, rows: list[int]) -> None:
    found = filtering.matching(typed)
    assert list(found.rows) == rows
    assert found.guessed


def test_a_word_that_exists_elsewhere_may_be_mistyped_too(filtering: Filter) -> None:
    found = filtering.matching("letter form home")
    assert list(found.rows) == [3]
    assert found.guessed


def test_a_phrase_is_meant_to_the_letter(filtering: Filter) -> None:
    assert list(filtering.matching('"lonh now"').rows) == []


@pytest.mark.parametrize(
    ("typed", "text", "painted"),
    [
        ("long sto", TEXTS[1], ["Long", "long", "sto"]),
        ("lonh", TEXTS[1], ["Long", "long"]),
        ("hafen", TEXTS[2], ["häfen"]),
        ("京都", TEXTS[4], ["京都"]),
        ("-form", TEXTS[1], []),
        ("", TEXTS[1], []),
    ],
)
def test_what_answered_is_painted(filtering: Filter, typed: str, text: str, painted: list[str]) -> None:
    marks = filtering.matching(typed).marks(text)
    assert [text[start:end] for start, end in marks] == painted


def test_what_was_known_of_a_text_stays_true_when_the_list_changes() -> None:
    before = Filter(TEXTS)
    after = Filter([TEXTS[5], "A new quote", TEXTS[1]], before)
    assert list(after.matching("long").rows) == [2]
    assert list(after.matching("new").rows) == [1]
    assert list(after.matching("trusts").rows) == []
    assert list(after.matching("nwe").rows) == [1]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=12))
def test_no_text_and_nothing_typed_is_too_odd(texts: list[str], typed: str) -> None:
    found = Filter(texts).matching(typed)
    assert list(found.rows) == sorted(set(found.rows))
    for row in found.rows:
        marks = found.marks(texts[row])
        assert all(0 <= start <= end <= len(texts[row]) for start, end in marks)
        assert list(marks) == sorted(marks)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=5))
def test_every_text_is_found_by_its_own_first_word(texts: list[str]) -> None:
    filtering = Filter(texts)
    for number, text in enumerate(texts):
        word = next((word for word in text.split() if word.isalnum()), "")
        assert number in filtering.matching(word).rows
