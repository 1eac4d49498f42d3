"""Folding and segmentation: what a search compares."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.terms import (
    fold,
    fold_character,
    is_unspaced,
    runs,
    segmented,
    singled,
    singles,
    spaced_words,
    term_line,
    terms,
)

END = "\ue000"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Tokayev", "tokayev"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("Łódź", "lodz"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("ığdır", "igdir"),
        ("Ёлка", "елка"),
        ("Άλφα", "αλφα"),
        ("λόγος", "λογοσ"),
        ("مُحَمَّد", "محمد"),
        ("الأمم", "الامم"),
        ("שָׁלוֹם", "שלום"),
        ("ＮＨＫ", "nhk"),
        ("x²", "x2"),
        ("co\u00adoperation", "cooperation"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_voicing_marks_are_letters_of_their_own() -> None:
    assert fold("が") != fold("か")


def test_pieces_of_letters_are_put_together() -> None:
    assert terms("か\u3099っこう") == terms("がっこう")
    assert terms("\u1112\u1161\u11ab\u1100\u116e\u11a8") == terms("한국")
    assert terms("ｶﾞﾝﾀﾞﾑ") == terms("ガンダム")


@pytest.mark.parametrize(
    "text", ["Plain words, as ever.", "Präsident Müller – “die Lage”… sei schön", "Привет, мир", ""]
)
def test_text_the_tokenizer_understands_is_returned_as_it_is(text: str) -> None:
    assert segmented(text) is text


def test_unspaced_scripts_become_pairs_and_the_last_character() -> None:
    assert segmented("北京大学").split() == ["北京", "京大", "大学", "学"]
    assert segmented("在COVID疫情下").split() == ["在", "COVID", "疫情", "情下", "下"]
    assert segmented("ไทย").split() == ["ไท", "ทย", "ย"]


def test_bodies_are_cut_into_characters_and_letters_with_what_follows_them() -> None:
    assert singled("北京大学 in 한국").split() == ["北", "京", "大", "学", END, "in", "한", "국", END]
    assert singled("東京のタワー").split() == ["東", "京", "のタ", "タワ", "ワー", "ー", END]
    assert singled("ไทย").split() == ["ไท", "ทย", "ย", END]
    assert singled("北京。大学の").split() == ["北", "京", END, "大", "学", "の", END]
    assert singled("a，“北京。”大学！").split() == ["a", "“", "北", "京", END, "”", "大", "学", END]
    assert singled("Straße").split() == ["Strasse"]


def test_what_is_cut_without_folding_is_folded_already() -> None:
    for first, last in (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3")):
        characters = [chr(code) for code in range(ord(first), ord(last) + 1)]
        assert [fold(character) for character in characters] == characters
    assert fold("　、。〃〈【】（！，．：；？）").split() == []


def test_words_and_runs() -> None:
    assert runs("covid 19疫情 京都の") == ["covid", "19", "疫情", "京都の"]


def test_words_of_a_text_without_what_has_no_blanks() -> None:
    assert spaced_words("Straße in 北京 und in COVID疫情") == {"strasse", "in", "und", "covid"}


@pytest.mark.parametrize(
    ("typed", "expected", "begun"),
    [
        ("北京大学", ["北", "京", "大", "学"], False),
        ("京", ["京"], False),
        ("の", ["の"], True),
        ("昨日の", ["昨", "日", "の"], True),
        ("タワー", ["タワ", "ワー"], False),
        ("のは 京", ["のは", "は", END, "京"], False),
        ("疫情covid消", ["疫", "情", END, "covid", "消"], False),
        ("two words", ["two", "words"], False),
    ],
)
def test_what_is_typed_in_the_terms_of_bodies(typed: str, expected: list[str], begun: bool) -> None:
    assert singles(terms(typed)) == (expected, begun)


def test_terms_are_the_pairs_and_the_last_character_only_where_the_run_must_end() -> None:
    assert terms("北京大学") == ["北京", "京大", "大学"]
    assert terms("北京大学 in 京") == ["北京", "京大", "大学", "学", "in", "京"]
    assert terms("北京 京") == ["北京", "京", "京"]
    assert terms("COVID-19, “U.S.”") == ["covid", "19", "u", "s"]


def test_term_line_parts_words_by_one_blank() -> None:
    assert term_line("Rescue  builds—refuge!") == " rescue builds refuge "
    assert term_line("东京塔") == " 东京 京塔 塔 "


@pytest.mark.parametrize(("word", "unspaced"), [("京", True), ("ひ", True), ("한", True), ("ก", True), ("a", False)])
def test_is_unspaced(word: str, unspaced: bool) -> None:
    assert is_unspaced(word) is unspaced


def test_long_runs_lose_nothing_between_their_chunks() -> None:
    run = "".join(chr(0x4E00 + number) for number in range(10_000))
    pairs = segmented(run).split()
    assert pairs == [run[at : at + 2] for at in range(len(run))]


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(codec=None)))
def test_any_text_has_terms_of_letters_only(text: str) -> None:
    found = terms(text)
    assert all(term and not any(character.isspace() or character in '"*\0' for character in term) for term in found)
    assert fold(" ".join(found)).split() == found


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(codec=None)))
def test_segmenting_does_not_change_what_is_found(text: str) -> None:
    indexed = term_line(text).split()
    assert fold(segmented(text)).split() == indexed
    whole, _ = singles(indexed)
    assert fold(singled(text)).split()[: len(whole)] == whole
    assert set(terms(text)) <= set(indexed)


def test_many_marks_on_one_letter_are_dropped() -> None:
    assert terms("z" + "\u0301\u0489" * 10_000 + "algo") == ["zalgo"]


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_folded_as_everything_else_is(text: str) -> None:
    assert fold(text) == "".join(map(fold_character, text))
