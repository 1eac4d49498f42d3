"""Exact occurrences."""

from __future__ import annotations

from tui_reader.anchoring.anchor import anchor_at, prepare
from tui_reader.anchoring.occurrences import nearest, occurrences, ranked


def test_the_occurrence_with_the_old_surroundings_ranks_first() -> None:
    line = "the door was shut."
    first, second = f"In the red corridor, {line} Somebody coughed. ", f"By the blue stairs, {line} It began to rain. "
    old, new = first + second, second + first
    start = old.index(line, len(first))
    best = ranked(new, prepare(anchor_at(old, start, start + len(line)), len(old)))[0]
    assert new[: best.start] == "By the blue stairs, "


def test_all_are_counted_while_they_are_few() -> None:
    sought = prepare(anchor_at("ab ab ab", 3, 5), 8)
    assert occurrences("ab ab ab", sought) == [(0, 0), (1, 3), (2, 6)]


def test_a_letter_that_stands_everywhere_is_narrowed_to_its_surroundings_and_the_nearest() -> None:
    text = "e " * 2000 + "the one place: e, nowhere else" + " e" * 2000
    start = text.index(": e,") + 2
    sought = prepare(anchor_at(text, start, start + 1), len(text))
    found = occurrences(text, sought)
    assert len(found) < 200
    assert start in [at for _, at in found]
    assert ranked(text, sought)[0].start == start


def test_a_text_that_repeats_itself_does_not_list_every_overlap() -> None:
    text = "a" * 20_000
    sought = prepare(anchor_at(text, 5000, 15_000), len(text))
    assert len(occurrences(text, sought)) < 10


def test_nearest() -> None:
    assert nearest("x..x...x", "x", 6) == 7
    assert nearest("abc", "x", 0) == -1
