"""What fields ask."""

from __future__ import annotations

import pytest

from tui_reader.errors import QueryError
from tui_reader.model import Condition
from tui_reader.search.query import parse


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        (">1000", 1001, None),
        (">=1000", 1000, None),
        ("<1000", None, 1000),
        ("<=1000", None, 1001),
        ("=1000", 1000, 1001),
        ("1_000", 1000, 1001),
        ("500..1000", 500, 1001),
        ("500..", 500, None),
        ("..500", None, 501),
    ],
)
def test_numbers_of_words(typed: str, low: int | None, high: int | None) -> None:
    assert parse(f"words:{typed}").condition == Condition("words", low=low, high=high)


@pytest.mark.parametrize("typed", ["x", ">", "5>", "1..2..3", "9" * 5000, "1.5", "..", "٥"])
def test_what_is_no_number_is_told(typed: str) -> None:
    with pytest.raises(QueryError, match="words: needs a number"):
        parse(f"words:{typed}")


def test_before_a_day_and_from_it_on() -> None:
    first, second = parse("after:1970-01-02 before:1970-01-03").condition.parts  # type: ignore[union-attr]
    assert (first.low, first.high, second.low, second.high) == (86_400, None, None, 172_800)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("titel", "title"),
        ("auth", "author"),
        ("by", "author"),
        ("label", "tag"),
        ("sourc", "source"),
        ("since", "after"),
    ],
)
def test_an_unknown_field_suggests_one(typed: str, meant: str) -> None:
    with pytest.raises(QueryError, match=f"did you mean {meant}:"):
        parse(f"x {typed}:something")


def test_a_half_typed_field_asks_nothing_yet() -> None:
    assert [parse(f"war {name}:").condition for name in ("title", "is", "words", "before", "re")] == [None] * 5
    assert parse('tag:""').empty
