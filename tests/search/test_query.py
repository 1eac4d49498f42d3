"""What was typed, as a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.search.query import MAX_TERMS, Piece, Query, parse


def texts(typed: str) -> list[list[str]]:
    return [[piece.text for piece in clause] for clause in parse(typed).clauses]


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("", []),
        ("  …  ", []),
        ("Solidarity  coöperation", [["solidarity"], ["cooperation"]]),
        ('"Global  community" says', [["global community"], ["says"]]),
        ("“global community”", [["global community"]]),
        ('an "open quote', [["an"], ["open quote"]]),
        ('a""b', [["a"], ["b"]]),
        ("covid OR pandemic fight", [["covid", "pandemic"], ["fight"]]),
        ("a OR b OR c", [["a", "b", "c"]]),
        ("a or b", [["a"], ["or"], ["b"]]),
        ("OR a OR", [["a"]]),
        ("a OR OR b", [["a", "b"]]),
        ("COVID-19", [["covid 19"]]),
        ("北京大学", [["北京大学"]]),
        ("NEAR(a b)", [["near a"], ["b"]]),
        ("a * ( ) b", [["a"], ["b"]]),
    ],
)
def test_clauses(typed: str, clauses: list[list[str]]) -> None:
    assert texts(typed) == clauses


def test_what_to_leave_out() -> None:
    query = parse('cats -dogs -"wild birds" - -')
    assert [piece.text for piece in query.without] == ["dogs", "wild birds"]
    assert [[piece.text for piece in clause] for clause in query.clauses] == [["cats"]]


def test_a_piece_knows_its_terms_and_its_place() -> None:
    (first,), (second,) = parse("x “北京大学” COVID-19").clauses[1:]
    assert first == Piece("北京大学", ("北京", "京大", "大学"), True, False, 2, 8)
    assert second == Piece("covid 19", ("covid", "19"), False, True, 9, 17)


@pytest.mark.parametrize(
    ("typed", "still_typed"),
    [("solid", True), ("solid ", False), ('"global comm', True), ('"global comm"', False), ("a b", True)],
)
def test_the_last_piece_may_go_on(typed: str, still_typed: bool) -> None:
    assert parse(typed).clauses[-1][-1].open is still_typed


def test_only_the_last_piece_may_go_on() -> None:
    assert [clause[0].open for clause in parse("one two three").clauses] == [False, False, True]


@pytest.mark.parametrize(("typed", "position"), [("-dogs", 0), ('  -"wild birds" -x', 2), ("cats OR -dogs", 8)])
def test_mistakes_are_told_with_their_place(typed: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert caught.value.position == position


def test_very_long_queries_are_cut() -> None:
    query = parse(" ".join(f"w{number}" for number in range(1000)))
    assert len(query.clauses) == MAX_TERMS


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from('ab"“”-* ()OR京は ก한é\0\ud800😀:^+') | st.characters(codec=None)))
def test_any_text_is_a_query_or_a_told_mistake(typed: str) -> None:
    mistake: QueryError | None = None
    try:
        query = parse(typed)
    except QueryError as error:
        mistake = error
        query = Query()
    assert mistake is None or 0 <= mistake.position < len(typed)
    pieces = [piece for clause in query.clauses for piece in clause] + list(query.without)
    assert all(piece.terms and 0 <= piece.start < piece.end <= len(typed) for piece in pieces)
    assert all(query.clauses)
