"""Regular expressions, and those that would never end."""

from __future__ import annotations

import pytest

from tui_reader.errors import QueryError
from tui_reader.search.patterns import LONGEST, Pattern


def test_the_first_match_in_either_case_and_by_lines() -> None:
    assert Pattern("colou?r", False, 0).search("The Color") == (4, 9)
    assert Pattern("^b.t$", False, 0).search("a\nbut\nc") == (2, 5)
    assert Pattern("東京", False, 0).search("昨日の東京タワー") == (3, 5)
    assert Pattern("x", False, 0).search("\ud800\0") is None


@pytest.mark.parametrize(
    "source",
    ["(", "[", "*", "a**", "(?<=", "\\", "\\p{Nonsense}", "(?V0)[[a]", "(a{9999}){9999}", "(" * 299,
     "a" * (LONGEST + 1), "a{999999999999999}", "(?P<x>a)(?P<x>b)(?P=y)"],
)  # fmt: skip
def test_what_is_no_pattern_is_told(source: str) -> None:
    with pytest.raises(QueryError) as caught:
        Pattern(source, False, 4)
    assert 4 <= caught.value.position <= 4 + len(source)


@pytest.mark.parametrize("source", ["(a|aa)+$", "(?R)"])
def test_a_pattern_without_end_is_given_up(source: str) -> None:
    with pytest.raises(QueryError, match=r"takes too (long|much)"):
        Pattern(source, False, 0).search("a" * 5_000 + "b")
