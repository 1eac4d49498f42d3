"""Myers' bit vectors against the textbook recurrence, and what is cut with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.alignment import errors_at_ends, likeness, refine, snap, trim
from tui_reader.anchoring.anchor import anchor_at, prepare

_SHORT = st.text("abc", max_size=12)


def _by_table(text: str, pattern: str, anchored: bool) -> list[int]:
    row = list(range(len(text) + 1)) if anchored else [0] * (len(text) + 1)
    for i, char in enumerate(pattern, 1):
        above, row = row, [i]
        for j, other in enumerate(text, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (char != other)))
    return row


@settings(deadline=None)
@given(_SHORT, _SHORT, st.booleans())
def test_agrees_with_dynamic_programming(text: str, pattern: str, anchored: bool) -> None:
    assert errors_at_ends(text, pattern, anchored=anchored) == _by_table(text, pattern, anchored)


@pytest.mark.parametrize(
    ("text", "quote", "rough", "cut"),
    [
        ("so the quick brown fox jumps", "quick brown fox", (4, 17), "quick brown fox"),
        ("so the quik brwn fox jumps", "quick brown fox", (5, 20), "quik brwn fox"),
        ("so the quick old brown fox jumps", "quick brown fox", (11, 26), "quick old brown fox"),
    ],
)
def test_refine_cuts_the_ends(text: str, quote: str, rough: tuple[int, int], cut: str) -> None:
    start, end = refine(text, quote, *rough)
    assert text[start:end] == cut


def test_refine_cuts_a_long_quote_by_its_ends() -> None:
    quote = " ".join(f"word{n} of a long quote" for n in range(40))
    grown = quote.replace("word20", "word20 with something new in the middle")
    text = f"before it {grown} and after it"
    start, end = refine(text, quote, 15, 5 + len(quote))
    assert text[start:end] == grown


def test_trim_drops_what_was_dragged_along_and_keeps_small_losses() -> None:
    kept = "The harbour was empty, and the boats were painted white that year."
    quote = kept + " Nobody knew whose idea it had been to begin with."
    text = kept + " Zwölf Boxkämpfer jagen Viktor quer über den großen"
    assert text[slice(*trim(text, quote, 0, len(text)))].strip() == kept
    assert trim(kept, kept[:-4] + "xxxx", 0, len(kept)) == (0, len(kept))


def test_likeness_is_a_share_of_the_quote() -> None:
    assert likeness("abcd", "abcd") == 1
    assert likeness("abcd", "abxd") == 0.75
    assert likeness("ab", "xxxxxxxx") == 0


def test_snap_goes_to_word_edges_only_where_the_quote_had_them() -> None:
    text = "one three two"
    sought = prepare(anchor_at("one three two", 4, 9), 13)
    assert snap(text, sought, 5, 8) == (4, 9)
    inside = replace(sought, whole_start=False, whole_end=False)
    assert snap(text, inside, 5, 8) == (5, 8)
