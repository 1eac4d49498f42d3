"""Colour arithmetic against values that WCAG defines, and the rule of tints on colours of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.colour import READABLE, blend, contrast, is_hex, luminance, muted, rgb, tint

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_rgb_reads_both_cases() -> None:
    assert rgb("#0aF1b2") == (10, 241, 178)


@pytest.mark.parametrize("text", ["", "#fff", "red", "#12345g", "#1234567", " #123456", "#123456\n", "#١٢٣٤٥٦"])
def test_other_forms_are_no_colours(text: str) -> None:
    assert not is_hex(text)
    with pytest.raises(ValueError):
        rgb(text)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(3.998, abs=0.001)
    assert contrast("#ffffff", "#ffffff") == 1


def test_luminance_weighs_the_channels() -> None:
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert luminance("#00ff00") == pytest.approx(0.7152)
    assert luminance("#0000ff") == pytest.approx(0.0722)


def test_blend_runs_from_the_ground_to_the_colour() -> None:
    assert blend("#000000", "#ffffff", 0) == "#000000"
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert blend("#102030", "#405060", 1) == "#405060"


def test_a_tint_is_as_strong_as_reading_allows() -> None:
    assert tint("#5c9fd8", "#f7f3ea", "#2b2926").background == blend("#f7f3ea", "#5c9fd8", 0.55)
    weaker = tint("#c99b2e", "#1c1b19", "#d6d0c4")
    steps = [blend("#1c1b19", "#c99b2e", alpha / 100) for alpha in range(25, 56, 5)]
    allowed = [step for step in steps if contrast("#d6d0c4", step) >= READABLE]
    assert weaker.background == allowed[-1] != steps[-1]


def test_a_hue_that_cannot_be_a_tint_becomes_a_marker() -> None:
    marker = tint("#f7f3e0", "#f7f3ea", "#2b2926")
    assert (marker.background, marker.foreground) == ("#f7f3e0", "#000000")
    assert tint("#000080", "#000085", "#ffffff").foreground == "#ffffff"


@settings(deadline=None, max_examples=300)
@given(colours, colours, colours)
def test_highlighted_text_can_always_be_read(hue: str, background: str, foreground: str) -> None:
    result = tint(hue, background, foreground)
    assert contrast(result.background, result.foreground) >= READABLE
    assert result.foreground == foreground or result.background == hue


@settings(deadline=None, max_examples=300)
@given(colours, colours)
def test_muted_text_is_readable_where_the_text_is(foreground: str, background: str) -> None:
    quiet = muted(foreground, background)
    assert contrast(quiet, background) >= min(READABLE, contrast(foreground, background))


def test_muted_text_steps_back() -> None:
    assert muted("#000000", "#ffffff") == blend("#ffffff", "#000000", 0.7)
    assert muted("#777777", "#ffffff") == "#777777"
