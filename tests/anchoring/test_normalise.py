"""Normalised form and the way back to raw offsets."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.normalise import PLAIN, normalise


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("a  b\t\nc\u00a0d\r\ne", "a b c d e"),
        ("“so” ‘it’ «goes» ‹on› `x`", "\"so\" 'it' \"goes\" 'on' 'x'"),
        ("a--b — c – d‑e", "a-b - c - d-e"),
        ("wait…", "wait..."),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("caf\u00e9 cafe\u0301", "caf\u00e9 caf\u00e9"),
        ("ﬁne ligature", "fine ligature"),
        ("河边\n  的茶馆", "河边的茶馆"),
        ("「全部」と、ｶﾞ", '"全部"と、ガ'),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("محمـــد", "محمد"),
        ("Case IS Kept", "Case IS Kept"),
        ("", ""),
    ],
)
def test_forms(raw: str, form: str) -> None:
    assert normalise(raw).text == form


def test_plain_characters_stand_for_themselves_under_nfkc() -> None:
    plain = re.compile(f"[{PLAIN}]")
    odd = [c for c in map(chr, range(sys.maxunicode + 1)) if plain.match(c) and unicodedata.normalize("NFKC", c) != c]
    assert odd == []


def test_a_span_inside_a_unit_takes_the_whole_unit() -> None:
    form = normalise("xe\u0301\u0323y ﬁn")
    at = form.text.index("y")
    assert form.to_raw(1, at) == (1, 4)
    at = form.text.index("i")
    assert form.to_raw(at, at + 1) == (6, 7)


def test_ranges_convert_both_ways() -> None:
    raw = "One  “two”\u00ad -- three"
    form = normalise(raw)
    start = raw.index("“")
    begin, end = form.to_normal(start, start + 5)
    assert form.text[begin:end] == '"two"'
    assert form.to_raw(begin, end) == (start, start + 5)


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    raw = "😀👩\u200d🚀 here"
    form = normalise(raw)
    start = form.text.index("here")
    begin, end = form.to_raw(start, start + 4)
    assert raw[begin:end] == "here"


def test_many_marks_on_one_base_stay_linear_in_units() -> None:
    raw = "a" + "\u0301\u0315" * 5000 + "b"
    form = normalise(raw)
    assert form.text.endswith("b")
    assert form.to_raw(len(form.text) - 1, len(form.text)) == (len(raw) - 1, len(raw))


_ODD = st.text(st.sampled_from(" \n\u00ad\u0301\u0323ae-–—…“\"'ﬁ茶、。ｶﾞ\ud800\0😀\u200d\u1112\u1161`"), max_size=30)


@settings(deadline=None, max_examples=150)
@given(_ODD | st.text(max_size=40))
def test_every_range_of_the_form_is_a_range_of_the_raw_text(raw: str) -> None:
    form = normalise(raw)
    previous = 0
    for at in range(len(form.text)):
        start, end = form.to_raw(at, at + 1)
        assert previous <= start < end <= len(raw)
        previous = start
        begin, after = form.to_normal(start, end)
        assert begin <= at < after
    assert form.to_raw(len(form.text), len(form.text)) == (len(raw), len(raw))


@settings(deadline=None, max_examples=150)
@given(_ODD)
def test_composition_makes_no_difference(raw: str) -> None:
    raw = raw.replace("\u0301", "").replace("\u0323", "") + "\u00e9\u1e69"
    assert normalise(unicodedata.normalize("NFD", raw)).text == normalise(unicodedata.normalize("NFC", raw)).text
