"""Finding in one text: what is alike, positions in the text as it is, patterns."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.search import within
from tui_reader.search.alike import Alike
from tui_reader.search.within import Within, is_pattern


def _found(text: str, query: str) -> list[str]:
    found = Within(text).find(query)
    assert not found.problem
    return [text[start:end] for start, end in found.matches]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Fish, fish and FISH", "fish", ["Fish", "fish", "FISH"]),
        ("Fish, fish and FISH", "Fish", ["Fish"]),
        ("Fish, fish and FISH", "FISH", ["FISH"]),
        ("a résumé, a resume, a Résumé", "resume", ["résumé", "resume", "Résumé"]),
        ("a résumé, a resume, a Résumé", "résumé", ["résumé", "Résumé"]),
        ("a résumé, a resume, a Résumé", "Resume", ["Résumé"]),
        ("a résumé, a Résumé", "Résumé", ["Résumé"]),
        ("rés re\u0301s", "rés", ["rés", "re\u0301s"]),
        ("rés re\u0301s", "re\u0301s", ["rés", "re\u0301s"]),
        ("rés re\u0301s res", "res", ["rés", "re\u0301s", "res"]),
        ("Łódź and Lodz, straße, strasse", "lodz", ["Łódź", "Lodz"]),
        ("Łódź and Lodz, straße, strasse", "strasse", ["straße", "strasse"]),
        ("straße, strasse", "straße", ["straße"]),
        ("İstanbul ISTANBUL ıstanbul", "istanbul", ["İstanbul", "ISTANBUL", "ıstanbul"]),
        ("ΛΟΓΟΣ λόγος", "λογος", ["ΛΟΓΟΣ", "λόγος"]),
        ("“It’s” ‘so’ «x»", "\"it's\"", ["“It’s”"]),
        ('plain "it\'s"', "“it’s”", ['"it\'s"']),
        ("a—b a-b a–b a−b", "a-b", ["a—b", "a-b", "a–b", "a−b"]),
        ("wait… wait...", "wait...", ["wait…", "wait..."]),
        ("salted  fish\nsalted\xa0fish\tsalted \n\n fish", "salted fish",
         ["salted  fish", "salted\xa0fish", "salted \n\n fish"]),
        ("the cat, cats", "cat ", []),
        ("the cat, a cat ", "cat ", ["cat "]),
        ("concat cat", " cat", [" cat"]),
        ("soft\xadhyphen zero\u200bwidth", "softhyphen", ["soft\xadhyphen"]),
        ("oﬃce ＡＢＣ", "office", ["oﬃce"]),
        ("oﬃce ＡＢＣ", "abc", ["ＡＢＣ"]),
        ("今天天气很好，我们", "天气", ["天气"]),
        ("今天天气很好，我们", "很好,", ["很好，"]),
        ("ガカ ガ ｶﾞ", "ガ", ["ガ", "ガ", "ｶﾞ"]),
        ("날씨 " + unicodedata.normalize("NFD", "날씨"), "날씨", ["날씨", unicodedata.normalize("NFD", "날씨")]),
        ("กี่ กา", "ก", ["กี่", "กา"[:1]]),
        ("एक कि", "क", ["क", "कि"]),
        ("👩‍🚀 👩", "👩", ["👩‍🚀", "👩"]),
        ("👩‍🚀 🚀", "🚀", ["👩‍🚀", "🚀"]),
        ("a+b (c) [d] .*", ".*", [".*"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", " \n ", []),
        ("anything", "", []),
        ("", "x", []),
        ("x", "\u200b", []),
    ],
)  # fmt: skip
def test_what_is_found(text: str, query: str, expected: list[str]) -> None:
    assert _found(text, query) == expected


def test_positions_are_those_of_the_text_as_it_is() -> None:
    text = "İ\u0301ﬃ  «É»\r\n x\u0301\u0302 end"
    assert Within(text).find("end").matches == ((text.index("end"), len(text)),)
    assert Within(text).find('"e" x').matches == ((text.index("«"), text.index(" end")),)


def _is_boundary(text: str, at: int) -> bool:
    return at in (0, len(text)) or not unicodedata.combining(text[at])


letters = st.text(
    alphabet="aeEéÉßİıſæﬁ \n\xa0-—'’\u0301\u0302\u3099かが각\u1100\u1161\u11a8\xad\u200d👩🚀…«", max_size=40
)


@settings(deadline=None, max_examples=300)
@given(letters | st.text(max_size=30), letters | st.text(max_size=5))
def test_matches_are_in_order_and_cut_no_letter(text: str, query: str) -> None:
    found = Within(text).find(query)
    ends = 0
    for start, end in found.matches:
        assert ends <= start < end <= len(text)
        assert _is_boundary(text, end)
        assert start == ends or _is_boundary(text, start)
        ends = end


words = st.lists(st.text(alphabet="aeEéÉßsıſæﬁñ—-’'か각…", min_size=1, max_size=4), min_size=1, max_size=8)


@settings(deadline=None, max_examples=200)
@given(words, st.sampled_from(["NFC", "NFD"]), st.sampled_from(["NFC", "NFD"]))
def test_every_word_of_a_text_is_found_however_it_is_composed(
    several: list[str], form: Literal["NFC", "NFD"], typed: Literal["NFC", "NFD"]
) -> None:
    text = unicodedata.normalize(form, " ".join(several))
    for word in several:
        query = unicodedata.normalize(typed, word)
        found = Within(text).find(query).matches
        assert found
        for start, end in found:
            assert Alike(query).text in Alike(text[start:end]).text


@settings(deadline=None, max_examples=100)
@given(letters)
def test_a_long_text_is_folded_in_pieces_as_if_in_one(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tui_reader.search.alike._CHUNK", 3)
        pieces = Alike(text)
    whole = Alike(text)
    assert pieces.text == whole.text
    for at in range(len(whole.text)):
        assert pieces.to_source(at, at + 1) == whole.to_source(at, at + 1)


def test_of_too_many_matches_those_in_view_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within, "LIMIT", 10)
    text = "ab " * 100
    near = Within(text).find("ab", 150)
    assert near.more
    assert near.matches == tuple((n, n + 2) for n in range(150, 180, 3))
    at_the_end = Within(text).find("ab", 285)
    assert at_the_end.matches == (*((n, n + 2) for n in range(0, 15, 3)), *((n, n + 2) for n in range(285, 300, 3)))
    assert Within(text).find("re:a(?=b)", 150).matches[0] == (150, 151)
    assert not Within(text[:30]).find("ab").more


def test_patterns_are_matched_on_the_text_as_it_is() -> None:
    text = "Colour, color; “colour” 1.23 and 45"
    assert _found(text, "re:colou?r") == ["Colour", "color", "colour"]
    assert _found(text, "/re:colou?r") == ["Colour", "color", "colour"]
    assert _found(text, "re:Colou?r") == ["Colour"]
    assert _found(text, r"re:\S+R\b") == []
    assert _found(text, r"re:\D\d+\b") == [" 1", ".23", " 45"]  # the capital of an escape is no letter
    assert _found(text, r"re:\p{Lu}\w+") == ["Colour", "color", "colour", "and"]
    assert _found("one\ntwo", "re:^t") == ["t"]
    assert _found("x", "re:") == []
    assert _found("ab", "re:x*") == []
    assert _found("re\u0301s", "re:e") == ["e\u0301"]
    assert is_pattern("re:x")
    assert not is_pattern("are:x")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(", "character 1)"),
        ("ab[", "character"),
        ("a{5,2}", "character"),
        ("(?P<n>a)(?P<n>b)\\k<x>", "character"),
        ("*", "character 1)"),
        ("((((a{1000}){1000}){1000}){1000})", "character"),
        ("(" * 290 , "character"),
        ("x" * 2_000, "characters"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pattern_is_one_sentence(pattern: str, told: str) -> None:
    found = Within("some text").find("re:" + pattern)
    assert found.matches == ()
    assert told in found.problem
    assert "\n" not in found.problem


def test_a_pattern_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within, "SECONDS", 0.05)
    assert "too long" in Within("a" * 5_000).find("re:(a+)+b").problem
    some = Within("ab " + "a" * 5_000).find("re:(a+)+b")
    assert some.matches == ((0, 2),)  # what was found until then is shown
    assert some.more


def test_hostile_texts_are_searched() -> None:
    for text in (
        "\u0301" * 20_000,
        "e" + "\u0301" * 20_000,
        " " * 20_000,
        "\ud800\x00\u202e" * 5_000,
        "\u1100" * 20_000,
    ):
        for query in ("e", "é", "\u0301", "a b", "re:\\w", "\ud800"):
            assert not Within(text).find(query).problem
    assert Within("e" + "\u0301" * 20_000).find("e").matches == ((0, 20_001),)
