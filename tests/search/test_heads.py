"""Beginnings of words run together."""

from __future__ import annotations

import pytest

from tui_reader.search import heads

TITLE = "Rescue team builds a refuge"


def is_head(part: str) -> bool:
    return any(word.startswith(part) for word in TITLE.lower().split())


def test_taken_apart_into_beginnings_of_words() -> None:
    assert heads.splits("resbuiref", is_head) == [("res", "bui", "ref")]
    assert ("rescue", "builds") in heads.splits("rescuebuilds", is_head)
    assert heads.splits("xyzxyz", is_head) == []


def test_the_most_telling_way_comes_first() -> None:
    found = heads.splits("abcdef", lambda part: True)
    assert found[0] == ("abc", "def")
    assert ("ab", "cd", "ef") in found
    assert all("".join(parts) == "abcdef" and min(map(len, parts)) >= 2 and 2 <= len(parts) <= 4 for parts in found)
    assert len(set(found)) == len(found)


def test_in_order_is_better() -> None:
    score, in_order = heads.score(TITLE, ("res", "bui", "ref"))
    other, shuffled = heads.score(TITLE, ("bui", "res", "ref"))
    assert (in_order, shuffled) == (True, False)
    assert 0.7 > score > other
    assert heads.score(TITLE, ("rescue", "builds"))[0] > heads.score(TITLE, ("res", "bui"))[0]


@pytest.mark.parametrize("run", ["a" * 24, "ab" * 12])
def test_long_runs_that_could_be_anything(run: str) -> None:
    assert len(heads.splits(run, lambda part: len(part) <= 6)) < 1_000
