"""What a reader sees of two texts, side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.difference import difference, likeness

_TEXT = st.text(st.sampled_from("abc ,.\n\u0301\u200d茶馆ก\ud800\0é😀"), max_size=60)


def _pieces(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in difference(old, new)]


def test_words_that_changed_stand_between_those_that_did_not() -> None:
    assert _pieces("the old lamp burned all night", "the new lamp burned") == [
        ("same", "the"),
        ("removed", " old"),
        ("added", " new"),
        ("same", " lamp burned"),
        ("removed", " all night"),
    ]


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    assert _pieces("老茶馆很大", "老茶店很大") == [
        ("same", "老茶"),
        ("removed", "馆"),
        ("added", "店"),
        ("same", "很大"),
    ]


def test_spacing_is_no_difference() -> None:
    assert _pieces("one\n two  three", "one two three\n") == [("same", "one two three\n")]


def test_accents_stay_on_their_letters() -> None:
    pieces = _pieces("cafe\u0301 noir", "cafe noir")
    assert ("removed", "cafe\u0301") in pieces
    assert not any(text.startswith("\u0301") for _, text in pieces)


def test_unrelated_texts_are_replaced_as_a_whole() -> None:
    assert _pieces("nobody on the quay", "tulips cost more") == [
        ("removed", "nobody on the quay"),
        ("added", "tulips cost more"),
    ]


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "a b"), ("a b", ""), (" ", "a"), ("a", "\n")])
def test_nothing_on_one_side(old: str, new: str) -> None:
    assert _pieces(old, new) == [(kind, text) for kind, text in (("removed", old), ("added", new)) if text]


@settings(deadline=None, max_examples=150)
@given(_TEXT, _TEXT)
def test_pieces_are_the_two_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == (new if new else "")
    before = "".join(piece.text for piece in pieces if piece.kind != "added")
    assert "".join(before.split()) == "".join(old.split())
    assert all(piece.text for piece in pieces)


@settings(deadline=None, max_examples=50)
@given(_TEXT, _TEXT)
def test_likeness_is_a_share_and_equal_texts_are_alike(a: str, b: str) -> None:
    assert likeness(a, a) == 1.0
    assert 0.0 <= likeness(a, b) <= 1.0


def test_likeness_counts_the_letters_of_equal_words() -> None:
    assert likeness("aaaa bbbb", "aaaa cccc") == 0.5
    assert likeness("one two", "one\ntwo ") == 1.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" + "\u0301" * 10_000, "b" + "\u0301" * 10_000),
        ("x " * 400_000, "y " * 400_000),
        ("ab " * 60_000, "ba " * 60_000),
        ("茶" * 100_000, "馆茶" * 50_000),
        ("a" * 2_000_000, "b" * 2_000_000),
        ("," * 150_000, ".," * 75_000),
    ],
)
def test_hostile_texts_are_compared_in_reasonable_time(old: str, new: str) -> None:
    assert "".join(piece.text for piece in difference(old, new) if piece.kind != "removed") == new
