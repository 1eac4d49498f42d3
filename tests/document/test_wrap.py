"""Where lines are cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.document.setting import paragraph, sources
from tui_reader.document.layout import lay_out
from tui_reader.document.wrap import Paragraph
from tui_reader.model import Block, Document


def lines(text: str, width: int) -> list[str]:
    return sources(paragraph(text, width))


def test_latin_text_is_cut_at_blanks_and_drops_them() -> None:
    assert lines("The quick brown fox jumps", 10) == ["The quick", "brown fox", "jumps"]


def test_a_word_that_ends_at_the_edge_stays() -> None:
    assert lines("The quick brown", 9) == ["The quick", "brown"]


def test_curly_quotes_are_one_cell_each() -> None:
    assert lines("“It’s the eye,” he said", 15) == ["“It’s the eye,”", "he said"]
    assert lines("“It’s the eye,” he said", 14) == ["“It’s the", "eye,” he said"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("abé—x’", min_size=1, max_size=9), max_size=30), st.integers(1, 40))
def test_the_plain_way_and_the_way_by_runs_agree(words: list[str], width: int) -> None:
    text = " ".join(words)
    plain = Paragraph(text, 0, len(text)).wrap(width)
    with_runs = Paragraph(f"{text} 漢", 0, len(text) + 2)
    starts, ends = with_runs.wrap(width)
    assert with_runs.runs is not None or not text
    whole = [(start, end) for start, end in zip(starts, ends, strict=True) if end <= len(text)]
    assert list(zip(*plain, strict=True))[:-1] == whole[: max(0, len(plain[0]) - 1)]


@pytest.mark.parametrize("blanks", ["  ", "\n", "\t", " \xa0", "\xa0\xa0\xa0", "\u3000", "\u2028", " \u200b "])
def test_a_run_of_blanks_is_one_blank_and_never_starts_a_line(blanks: str) -> None:
    text = f"{blanks}one{blanks}two{blanks}three{blanks}"
    assert lines(text, 7) == [f"one{blanks}two", "three"]
    assert lines(text, 3) == ["one", "two", "thr", "ee"]


def test_a_lone_no_break_space_keeps_its_words_together() -> None:
    assert lines("il dit\xa0: oui", 6) == ["il", "dit\xa0:", "oui"]


def test_a_chain_of_no_break_spaces_is_cut_at_one() -> None:
    assert lines("one\xa0two\xa0six", 8) == ["one\xa0two", "six"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("a decision-making body", 13, ["a decision-", "making body"]),
        ("the word—another", 12, ["the word—", "another"]),
        ("in 2026-03-01", 10, ["in", "2026-03-01"]),
        ("pass --quiet", 8, ["pass", "--quiet"]),
        ("co-operationalised", 12, ["co-", "operationali", "sed"]),
    ],
)
def test_dashes_part_words_but_not_numbers_and_options(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_an_address_is_cut_after_its_punctuation() -> None:
    address = "https://example.com/some/long-path?query=this&more"
    assert lines(address, 20) == ["https://example.com/", "some/long-path?", "query=this&more"]


def test_a_long_word_without_any_is_cut_at_the_edge() -> None:
    assert lines("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_soft_hyphen_cuts_only_where_its_hyphen_has_room() -> None:
    assert lines("Schiff\xadfahrt", 7) == ["Schiff\xad", "fahrt"]
    assert lines("Schiff\xadfahrt", 6) == ["Schif", "f\xadfahrt"]


def test_chinese_and_japanese_are_cut_between_characters() -> None:
    assert lines("日本語の文章", 4) == ["日本", "語の", "文章"]
    assert lines("日本語の文章", 5) == ["日本", "語の", "文章"]


@pytest.mark.parametrize("closing", "、。，．」』）】〉》〕！？：；…‥ーっゃゅょァッ々ゝ”’)]!?%")
def test_no_line_starts_with_a_closing_mark(closing: str) -> None:
    for width in (4, 6, 8):
        for before in range(1, 8):
            text = "漢" * before + closing + "字" * 6
            assert not any(line.startswith(closing) for line in lines(text, width))


@pytest.mark.parametrize("opening", "「『（【〈《〔“‘([")
def test_no_line_ends_with_an_opening_mark(opening: str) -> None:
    for width in (4, 6, 8):
        for before in range(1, 8):
            text = "漢" * before + opening + "字" * 6
            assert not any(line.endswith(opening) for line in lines(text, width))


def test_marks_longer_than_the_line_are_cut_all_the_same() -> None:
    assert lines("。" * 10, 6) == ["。。。", "。。。", "。。。", "。"]


def test_latin_words_inside_chinese_stay_whole() -> None:
    assert lines("我们使用Textual库", 12) == ["我们使用", "Textual库"]


def test_korean_keeps_its_words() -> None:
    assert lines("한국어 문장입니다", 12) == ["한국어", "문장입니다"]


@pytest.mark.parametrize("width", range(1, 24))
def test_thai_is_cut_between_clusters_and_beside_its_vowels(width: int) -> None:
    text = "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์เช่นเดียวกับภาษาจีน"
    cut = lines(text, width)
    assert "".join(cut) == text
    for line in cut[1:]:
        assert line[0] not in "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
    if width >= 10:
        assert not any(line[-1] in "เแโใไ" for line in cut)
        assert not any(line[0] in "ะาำๆฯ" for line in cut)
        assert not any(line.startswith(("ต์", "อว")) for line in cut)


def test_thai_prefers_the_blank_between_phrases_when_it_is_near() -> None:
    assert lines("ภาษาไทยกลาง เป็นภาษา", 12) == ["ภาษาไทยกลาง", "เป็นภาษา"]


def test_khmer_keeps_its_stacked_consonants_and_heeds_zero_width_spaces() -> None:
    assert all(not line.startswith("\u17d2") and not line.endswith("\u17d2") for line in lines("ខ្មែរខ្មែរខ្មែរ", 4))
    assert lines("សួស្ដី\u200bពិភពលោក", 6)[0] == "សួស្ដី\u200b"


@pytest.mark.parametrize(
    "cluster",
    [
        "👨‍👩‍👧‍👦",
        "👩‍❤️‍💋‍👨",
        "👍🏽",
        "🇫🇷",
        "🏳️‍🌈",
        "e\u0301\u0323",
        "क्षि",
        "각",
        "\u1112\u1161\u11ab",
        "z" + "\u0301" * 30,
    ],
)
def test_a_grapheme_cluster_is_never_cut(cluster: str) -> None:
    for width in range(1, 12):
        assert all(len(line) % len(cluster) == 0 for line in lines(cluster * 9, width))


def test_a_paragraph_inside_a_longer_text_gives_offsets_of_that_text() -> None:
    text = "zero  \n  one   two e\u0301x  "
    document = Document(text, (Block("paragraph", 7, len(text)),))
    layout = lay_out(document, 7)
    assert sources(layout) == ["one   two", "e\u0301x"]
    assert [layout.first_offset(number) for number in range(2)] == [9, 19]


def test_five_megabytes_in_one_word_are_wrapped() -> None:
    layout = paragraph("x" * 5_000_000, 72)
    assert len(layout) == -(-5_000_000 // 72)
