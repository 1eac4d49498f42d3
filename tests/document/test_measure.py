from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
