"""What a reader sees of two texts, side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.difference import difference, likeness, reads_alike, run_together, stretches

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


def test_a_passage_written_anew_is_not_broken_up_by_words_that_stayed_by_chance() -> None:
    old = "It was late. Nobody on the quay could see the lamp. It was cold."
    new = "It was late. Whoever walked past the mill heard the wind. It was cold."
    assert [(kind, text.strip()) for kind, text in _pieces(old, new)] == [
        ("same", "It was late."),
        ("removed", "Nobody on the quay could see the lamp"),
        ("added", "Whoever walked past the mill heard the wind"),
        ("same", ". It was cold."),
    ]


def test_what_was_only_put_in_breaks_nothing_up() -> None:
    assert _pieces("a b c", "a very long addition b another long addition c") == [
        ("same", "a"),
        ("added", " very long addition"),
        ("same", " b"),
        ("added", " another long addition"),
        ("same", " c"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "put_in"),
    [
        ("The x. The y. The end.", "The x. The z. The y. The end.", " The z."),
        ("He left. She stayed.", "He left. He ran. She stayed.", " He ran."),
        ("今天下雨。明天天晴。", "今天下雨。后天下雪。明天天晴。", "后天下雪。"),
        ("明天天晴。", "明天天晴。后天下雪。", "后天下雪。"),
        ("a b\nc d\nc e", "a b\nc x\nc d\nc e", "\nc x"),
        ("The y.", "The x. The y.", "The x."),
    ],
)
def test_a_sentence_put_in_is_shown_as_that_sentence(old: str, new: str, put_in: str) -> None:
    assert ("added", put_in) in _pieces(old, new)
    assert ("removed", put_in) in _pieces(new, old)


@settings(deadline=None, max_examples=150)
@given(_TEXT, _TEXT)
def test_stretches_cover_both_texts(old: str, new: str) -> None:
    i = j = 0
    for same, start, end, new_start, new_end in stretches(old, new):
        assert (start, new_start) == (i, j)
        assert end > start or new_end > new_start
        assert not same or reads_alike(old[start:end], new[new_start:new_end])
        i, j = end, new_end
    assert (i, j) == (len(old), len(new))


def test_spacing_alone_reads_alike() -> None:
    assert reads_alike("one two\nthree", " one  two three ")
    assert not reads_alike("one two", "one too")
    assert not reads_alike("one two", "one two.")


def test_what_would_read_as_one_word() -> None:
    assert run_together("old", "new")
    assert not run_together("old", " new")
    assert not run_together("old,", "new")
    assert not run_together("馆", "店")
    assert not run_together("", "new")


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
