"""Quotes typed by a user."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.quotes import context, locate
from tui_reader.errors import QuoteNotFoundError, UsageError

TEXT = "😀 Nobody looked up. “It’s the waiting,” she\nsaid — and nobody looked up again. Straße, İzmir."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Nobody looked up.", "Nobody looked up."),
        ("nobody looked up", "nobody looked up"),
        ('"It\'s the waiting," she said', "“It’s the waiting,” she\nsaid"),
        ("said -- and", "said — and"),
        ("  NOBODY   LOOKED up. ", "Nobody looked up."),
        ("izmir", ""),
        ("STRAßE", "Straße"),
        (".", "."),
    ],
)
def test_found(quote: str, found: str) -> None:
    if not found:
        with pytest.raises(QuoteNotFoundError):
            locate(TEXT, quote)
        return
    start, end = locate(TEXT, quote)
    assert TEXT[start:end] == found


def test_the_first_occurrence_wins_and_an_exact_one_before_another_case() -> None:
    assert locate("up Up up", "up") == (0, 2)
    assert locate("UP up", "up") == (3, 5)


@pytest.mark.parametrize("quote", ["", " ", "\n\t\u00a0", "\u200b\u00ad"])
def test_a_blank_quote_is_refused(quote: str) -> None:
    with pytest.raises(UsageError, match="visible"):
        locate(TEXT, quote)


def test_a_miss_offers_the_closest_passage_in_whole_words() -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        locate(TEXT, "and nobody loked upp agian")
    assert caught.value.closest.startswith("and nobody looked up again")


def test_a_miss_without_anything_alike_offers_nothing() -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        locate(TEXT, "河边的茶馆在老桥的南头")
    assert caught.value.closest == ""
    with pytest.raises(QuoteNotFoundError) as caught:
        locate("", "anything")
    assert caught.value.closest == ""


def test_a_long_miss_offers_at_most_two_hundred_characters() -> None:
    sentence = "the lamp was lit before the tide came in, "
    with pytest.raises(QuoteNotFoundError) as caught:
        locate(sentence * 40, sentence * 20 + "X")
    assert 0 < len(caught.value.closest) <= 200


def test_context_is_cut_at_the_ends_of_the_text() -> None:
    assert context("abcdef", 2, 4, 10) == ("ab", "ef")
    assert context("abcdef", 2, 4, 1) == ("b", "e")
    assert context("abcdef", 0, 6) == ("", "")


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_quote_is_found_or_refused_with_an_error_of_the_family(text: str, quote: str) -> None:
    try:
        start, end = locate(text, quote)
    except UsageError:
        return
    assert 0 <= start < end <= len(text)
