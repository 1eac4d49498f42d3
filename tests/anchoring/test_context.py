"""Likeness of surroundings."""

from __future__ import annotations

from tui_reader.anchoring.anchor import Anchor, Sought, anchor_at, prepare
from tui_reader.anchoring.context import context_of

TEXT = (
    "The river rose in the night and took the railing. Nobody was hurt. In the morning the children counted the stones."
)
START = TEXT.index("Nobody")
END = START + len("Nobody was hurt.")


def _sought() -> Sought:
    return prepare(anchor_at(TEXT, START, END), len(TEXT))


def test_the_same_surroundings_are_certain_and_foreign_ones_nothing() -> None:
    assert context_of(TEXT, _sought(), START, END) == (1.0, 1.0)
    foreign = "0123456789 " * 8 + "Nobody was hurt." + " 9876543210" * 8
    assert context_of(foreign, _sought(), 88, 104).highest < 0.3


def test_one_side_may_change() -> None:
    changed = TEXT[:END] + " 0123456789" * 8
    highest, mean = context_of(changed, _sought(), START, END)
    assert highest == 1.0
    assert 0.4 < mean < 0.75


def test_surroundings_pushed_away_by_an_insertion_still_count_for_something() -> None:
    pushed = TEXT[:START] + "A long remark of quite another kind was put in here by hand. " + TEXT[START:END]
    start = len(pushed) - (END - START)
    near = context_of(pushed, _sought(), start, len(pushed))
    assert 0.7 < near.highest <= 0.85


def test_longer_surroundings_help_where_the_near_ones_are_spoilt() -> None:
    sought = prepare(Anchor("Nobody was hurt.", "took the railing.", "", START, END, len(TEXT)), len(TEXT))
    spoilt = TEXT[: START - 18] + "t00k 7he ra1l1n9. " + TEXT[START:]
    known = Sought(**{**{f: getattr(sought, f) for f in sought.__slots__}, "far_prefix": TEXT[:START].strip()})
    assert context_of(spoilt, known, START, END).highest > context_of(spoilt, sought, START, END).highest


def test_a_side_the_quote_did_not_have_does_not_count() -> None:
    whole = prepare(anchor_at(TEXT, 0, len(TEXT)), len(TEXT))
    assert context_of("anything", whole, 0, 3) == (1.0, 1.0)
    assert context_of("", _sought(), 0, 0) == (0.0, 0.0)
