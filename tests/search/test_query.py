"""What was typed, as a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.model import Condition
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


def text(value: str) -> Condition:
    return Condition("text", value=value)


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("-dogs", Condition("not", (text("dogs"),))),
        ("is:unread", Condition("is", value="unread")),
        ("IS:Unread", Condition("is", value="unread")),
        ("title:“Wild Birds”", Condition("title", value="Wild Birds")),
        ('feed:"The Times" x', Condition("source", value="The Times")),
        ("-tag:sport", Condition("not", (Condition("tag", value="sport"),))),
        ("words:>1000", Condition("words", low=1001)),
        ("cats OR -dogs", Condition("any", (text("cats"), Condition("not", (text("dogs"),))))),
        ("tag:a OR tag:b", Condition("any", (Condition("tag", value="a"), Condition("tag", value="b")))),
        ("(tag:a OR tag:b)", Condition("any", (Condition("tag", value="a"), Condition("tag", value="b")))),
        ("((tag:a", Condition("tag", value="a")),
        ("-(a b)", Condition("not", (Condition("all", (text("a"), text("b"))),))),
        ("war (is:read tag:a)", Condition("all", (Condition("is", value="read"), Condition("tag", value="a")))),
    ],
)
def test_conditions(typed: str, condition: Condition) -> None:
    assert parse(typed).condition == condition


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("(war peace) treaty", [["war"], ["peace"], ["treaty"]]),
        ("(war OR peace) treaty", [["war", "peace"], ["treaty"]]),
        ("war) treaty", [["war"], ["treaty"]]),
        ("f(x) AND (g(y))", [["f x"], ["g y"]]),
        ("at 12:30", [["at"], ["12 30"]]),
        ("http://example.org/a", [["http example org a"]]),
        ("C:\\temp", [["c temp"]]),
        ("Re:Zero", [["re zero"]]),
        ("localhost:8080", [["localhost 8080"]]),
        ("Trump: the", [["trump"], ["the"]]),
        ('"autor:x"', [["autor x"]]),
        ("война:мир", [["воина мир"]]),
        ("title:", []),
        ("tag:", []),
        ("war OR war", [["war"]]),
    ],
)
def test_words_that_only_look_like_something_else(typed: str, clauses: list[list[str]]) -> None:
    assert texts(typed) == clauses


@pytest.mark.parametrize(
    ("typed", "position", "said"),
    [
        ("war autor:obama", 4, "there is no field autor:; did you mean author:?"),
        ("from:bbc", 0, "there is no field from:; did you mean source:?"),
        ("is:unred", 3, "there is no is:unred; did you mean is:unread?"),
        ("  is:fine", 5, "there is no is:fine; there are unread, read, bookmarked"),
        ("xyzzy:plugh", 0, "there is no field xyzzy:"),
        ("title: war", 5, "title: needs a value right behind the colon"),
        ("words:many", 6, "words: needs a number like >1000, <=500 or 500..1000"),
        ("before:soon", 7, "a date is 2024, 2024-03, 2024-03-05, or 7d, 2w, 3m or 1y ago"),
        ("after:2023-02-30", 6, "there is no day 2023-02-30 in the calendar"),
        ("re:/a(/", 5, "this is no regular expression: missing )"),
        ("x OR re:/a/", 5, "re: stands for itself"),
    ],
)
def test_mistakes_are_told_with_their_place(typed: str, position: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert caught.value.position == position
    assert str(caught.value).startswith(said)


def test_patterns_stand_by_themselves() -> None:
    query = parse(r"war re:/colou?r \/x/ -re:/a b")
    assert [(pattern.source, pattern.negative) for pattern in query.patterns] == [
        (r"colou?r \/x", False),
        ("a b", True),
    ]
    assert [clause[0].text for clause in query.clauses] == ["war"]


def test_the_whole_query_as_one_condition() -> None:
    assert parse("war OR peace -sea is:read").whole == Condition(
        "all",
        (
            Condition("any", (text("war"), text("peace"))),
            Condition("not", (text("sea"),)),
            Condition("is", value="read"),
        ),
    )
    assert parse("").whole is None
    assert parse(" OR ()").empty


def test_what_fields_mention_is_worth_marking() -> None:
    assert [piece.text for piece in parse("title:War -title:sea cats OR -dogs").mentioned] == ["war", "cats"]


def test_deep_parentheses_are_no_trouble() -> None:
    assert texts("(" * 5000 + "war" + ")" * 5000 + " peace") == [["war"], ["peace"]]
    assert parse("-(" * 5000 + "war").condition is not None


def test_very_long_queries_are_cut() -> None:
    query = parse(" ".join(f"w{number}" for number in range(1000)))
    assert len(query.clauses) == MAX_TERMS


@settings(deadline=None, max_examples=300)
@given(
    st.text(st.sampled_from('ab"“”-* ()OR京は ก한é\0\ud800😀:^+') | st.characters(codec=None))
    | st.lists(st.sampled_from([*'()-/\\" ', "OR", " ", "tag:", "is:", "re:/", "title:", "words:", "a", "9", ">"])).map(
        "".join
    )
)
def test_any_text_is_a_query_or_a_told_mistake(typed: str) -> None:
    mistake: QueryError | None = None
    try:
        query = parse(typed)
    except QueryError as error:
        mistake = error
        query = Query()
    assert mistake is None or 0 <= mistake.position <= len(typed)
    pieces = [piece for clause in query.clauses for piece in clause] + list(query.without)
    assert all(piece.terms and 0 <= piece.start < piece.end <= len(typed) for piece in pieces)
    assert all(query.clauses)
