from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document import measure
from tui_reader.document.measure import count_words, reading_seconds, words


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0)),
        ("Two words", (2, 0)),
        ("naïve\xa0café\nthird", (3, 0)),
        ("他说：“你好。”", (0, 4)),
        ("国务院 and IBM 宣布", (2, 5)),
        ("한국어 글", (0, 4)),
        ("ไทย", (0, 3)),
        ("カナ、かな。", (0, 4)),
        ("𠀀𠀁", (0, 2)),
    ],
)
def test_count_words(text: str, counts: tuple[int, int]) -> None:
    assert count_words(text) == counts
    assert words(text) == sum(counts)


def test_reading_time() -> None:
    assert reading_seconds("word " * 230) == 60
    assert reading_seconds("字" * 500) == 60
    assert reading_seconds("글" * 250 + " " + "word " * 115) == 60
    assert reading_seconds("") == 0


@given(st.text(st.sampled_from("a b。字글\ud800\x00\n"), max_size=40))
@settings(deadline=None, max_examples=100)
def test_never_more_than_there_are_characters(text: str) -> None:
    assert 0 <= words(text) <= len(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_words_of_ascii_are_what_stands_between_blanks(text: str) -> None:
    assert count_words(text) == (len(text.split()), 0)


def test_no_character_counted_by_itself_is_missed_by_its_first_byte() -> None:
    everything = "".join(map(chr, range(0x110000)))
    by_itself = "".join(measure._BY_CHARACTER.findall(everything))
    assert len(by_itself) > 90_000
    assert all(each.encode().translate(None, measure._OTHER_LEADS) for each in by_itself)
