"""Folding that keeps the way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.terms import fold
from tui_reader.search.folded import Folded, is_word_end, is_word_start


def found(source: str, needle: str) -> str:
    folded = Folded(source)
    at = folded.text.index(needle)
    return source[folded.position(at) : folded.position(at + len(needle))]


@pytest.mark.parametrize(
    ("source", "needle", "meant"),
    [
        ("Plain TOKAYEV here", "tokayev", "TOKAYEV"),
        ("in Łódź now", "lodz", "Łódź"),
        ("Cafe\u0301 society", "cafe", "Cafe\u0301"),
        ("Cafe\u0301 society", "society", "society"),
        ("die Straße dort", "strasse", "Straße"),
        ("die Straße dort", "dort", "dort"),
        ("İstanbul’da", "istanbul", "İstanbul"),
        ("قال مُحَمَّد اليوم", "محمد", "مُحَمَّد"),
        ("ＮＨＫ放送", "nhk", "ＮＨＫ"),
        ("か\u3099っこう です", "がっこう", "か\u3099っこう"),
        ("x" + "\u0301" * 1000 + "yz", "yz", "yz"),
        ("… ½ word", "word", "word"),
    ],
)
def test_positions_lead_back(source: str, needle: str, meant: str) -> None:
    assert found(source, needle) == meant


def test_a_text_of_very_many_letters() -> None:
    source = "".join(chr(code) for code in range(0xC0, 0x2000)) + " Ärger"
    assert found(source, "arger") == "Ärger"


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("aÉßæ\u0301 か\u3099ﷺİ…ﬁ\u1100\u1161") | st.characters(codec=None)))
def test_positions_never_go_back_nor_out(source: str) -> None:
    folded = Folded(source)
    places = [folded.position(at) for at in range(len(folded.text) + 1)]
    assert places[-1] <= len(source)
    assert all(place >= 0 for place in places)
    assert fold(folded.text).split() == fold(source).split()


def test_words_begin_and_end_where_letters_do() -> None:
    text = "it’s covid疫情 now"
    assert is_word_start(text, 0)
    assert is_word_start(text, 3)
    assert not is_word_start(text, 1)
    assert is_word_end(text, 2)
    assert not is_word_end(text, 1)
    assert is_word_end(text, text.index("疫"))
    assert is_word_start(text, text.index("情"))
    assert is_word_end(text, len(text))
