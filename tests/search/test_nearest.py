"""The nearest words to a mistyped one."""

from __future__ import annotations

import pytest

from tui_reader.search.nearest import LIMIT, Near, WordList, lengths, nearest, nearest_or_cut, typos


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tokaev", "tokayev"),
        ("tokayyev", "tokayev"),
        ("tokayev", "tokajev"),
        ("otkayev", "tokayev"),
        ("solidarty", "solidarity"),
        ("soldiarty", "solidarity"),
        ("coopeartoin", "cooperation"),
    ],
)
def test_forgiven(typed: str, meant: str) -> None:
    assert [near.word for near in nearest(typed, ["harbour", meant, "dawn"])] == [meant]


@pytest.mark.parametrize(("typed", "other"), [("tokae", "tokayev"), ("kotayve", "tokayev"), ("sldrity", "solidarity")])
def test_too_far(typed: str, other: str) -> None:
    assert nearest(typed, [other]) == []


def test_nearest_first_then_as_given() -> None:
    assert [near.word for near in nearest("solidarty", ["solidary", "polidarta", "solidarity"])] == [
        "solidary",
        "solidarity",
        "polidarta",
    ]


def test_the_word_itself_is_no_neighbour() -> None:
    assert nearest("tide", ["tide", "tides"]) == [Near("tides", 0.8)]


def test_longer_words_count_by_their_beginning() -> None:
    found = nearest_or_cut("solidr", [], ["solidarity", "solids", "sold"])
    assert found == [Near("solida", 1 - 1 / 6, True), Near("solids", 1 - 1 / 6, True)]


def test_three_letters_are_not_compared_with_beginnings() -> None:
    assert nearest_or_cut("abd", ["abc"], ["abcdefgh"]) == [Near("abc", 1 - 1 / 3)]


def test_no_more_than_can_be_asked_for() -> None:
    words = [f"tide{chr(97 + number % 26)}{chr(97 + number // 26)}"[:5] for number in range(26)]
    many = nearest_or_cut("tidee", words, [word[0] + "x" + word[2:] + "zzzz" for word in words] * 3)
    assert 0 < len(many) <= LIMIT


@pytest.mark.parametrize(("word", "mistakes"), [("abc", 1), ("abcdefg", 1), ("abcdefgh", 2)])
def test_longer_words_may_have_two_mistakes(word: str, mistakes: int) -> None:
    assert typos(word) == mistakes
    assert lengths(word) == range(max(3, len(word) - mistakes), len(word) + mistakes + 1)


def test_the_first_letter_is_trusted_if_it_leads_anywhere() -> None:
    words = WordList()
    words.add(["tokayev", "okayed", "harbour"])
    assert [near.word for near in words.near("tokaev")] == ["tokayev"]
    assert [near.word for near in words.near("xarbour")] == ["harbour"]
    assert words.near("harbo") == []  # it is the beginning of a word already
    assert words.near("zz") == []
    assert words.near("zzzzzz") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xarbour", "harbour"),
        ("arbour", "harbour"),
        ("hharbour", "harbour"),
        ("ahrbour", "harbour"),
        ("xarbours", "harbours"),
        ("xarbuors", "harbours"),
        ("arboours", "harbours"),
        ("ahrbousr", "harbours"),
        ("kharbousr", "harbours"),
        ("xrbours", "harbours"),
    ],
)
def test_the_first_letter_may_be_the_mistake_or_one_of_two(typed: str, meant: str) -> None:
    words = WordList()
    words.add(["market", meant, "tokayev"])
    expected = [] if typed == "xrbours" else [meant]  # both of the first two letters
    assert [near.word for near in words.near(typed)] == expected


def test_words_may_be_added_later() -> None:
    words = WordList()
    assert words.near("tokaev") == []
    words.add(["tokayev"])
    assert [near.word for near in words.near("tokaev")] == ["tokayev"]
