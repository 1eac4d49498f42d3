"""Pairs of tokens."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.tokendiff import pair_tokens, tokens_of

_WORDS = st.lists(st.sampled_from(["sun", "moon", "tide", "rope", "salt", "lamp"]), max_size=40).map(" ".join)


def _pairs(old: str, new: str) -> list[tuple[str, str, bool]]:
    a, b = tokens_of(old, 0, len(old)), tokens_of(new, 0, len(new))
    return [(a[pair.old].text, b[pair.new].text, pair.equal) for pair in pair_tokens(a, b)]


def test_tokens_are_words_but_characters_where_no_blanks_are_written() -> None:
    text = "It's 茶馆abc!"
    assert [token.text for token in tokens_of(text, 0, len(text))] == ["It", "'", "s", "茶", "馆", "abc", "!"]


def test_an_edit_in_order() -> None:
    assert _pairs("the old lamp burned", "the very old lampe burned") == [
        ("the", "the", True),
        ("old", "old", True),
        ("lamp", "lampe", False),
        ("burned", "burned", True),
    ]


def test_a_moved_passage_is_followed() -> None:
    moved = "a great lens turned slowly above the harbour wall"
    rest = "nobody paid the keeper who climbed up every single evening of his life"
    old, new = f"{moved} {rest}", f"{rest} {moved}"
    assert len(_pairs(old, new)) == len(old.split())


def test_unrelated_passages_are_not_paired() -> None:
    assert _pairs("the price of the crane was high", "some of us went swimming in june") == []


@settings(deadline=None, max_examples=80)
@given(_WORDS, _WORDS)
def test_every_token_is_paired_at_most_once_and_equal_means_equal(old: str, new: str) -> None:
    a, b = tokens_of(old, 0, len(old)), tokens_of(new, 0, len(new))
    pairs = pair_tokens(a, b)
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)
    assert all((a[pair.old].text == b[pair.new].text) == pair.equal for pair in pairs)
