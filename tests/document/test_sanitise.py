from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.document.sanitise import display, json_safe, one_line, terminal

ACTS_ON_TERMINALS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

ODD = (
    "a \n\t\r\x00\x07\x1b\x7f\x85\x9b…क"
    "\u0301\u0903\u1160\u115f\u3164\xad\u200b\u200c\u200d\u200e\ufe0f\u2060\ufeff\u202e\u2066\u2028\ufffd\ufffe"
    "\ud800\udc00\u2640\U0001f468\U0001f469\U0001f3fb\U0001f3f4\U000e0067\U000e0062\U000e007f\U000e0101\U0001d165"
)
odd_texts = st.text(st.sampled_from(ODD), max_size=24) | st.text(st.characters(), max_size=24)


@given(odd_texts)
@settings(deadline=None, max_examples=400)
def test_display_is_one_for_one_and_a_fixed_point(text: str) -> None:
    shown = display(text)
    assert len(shown) == len(text)
    assert display(shown) == shown
    assert not ACTS_ON_TERMINALS.search(shown)


@given(odd_texts)
@settings(deadline=None, max_examples=400)
def test_terminal_lets_nothing_through(text: str) -> None:
    shown = terminal(text)
    assert terminal(shown) == shown
    assert not ACTS_ON_TERMINALS.search(shown)


@given(odd_texts, st.none() | st.integers(0, 8))
@settings(deadline=None, max_examples=400)
def test_one_line_is_one_clean_line(text: str, limit: int | None) -> None:
    line = one_line(text, limit)
    assert one_line(line, limit) == line
    assert not ACTS_ON_TERMINALS.search(line)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip(" ")
    assert limit is None or len(line) <= limit


@given(st.dictionaries(odd_texts, odd_texts, max_size=3))
@settings(deadline=None, max_examples=300)
def test_json_safe_keeps_the_value(value: dict[str, str]) -> None:
    dumped = json_safe(json.dumps(value, ensure_ascii=False))
    assert not ACTS_ON_TERMINALS.search(dumped)
    assert json_safe(dumped) == dumped
    if not any(re.search("[\ud800-\udbff][\udc00-\udfff]", text) for pair in value.items() for text in pair):
        assert json.loads(dumped) == value


def test_json_safe_leaves_the_layout_of_a_dump() -> None:
    dumped = json.dumps({"a": "\x7f"}, ensure_ascii=False, indent="\t")
    assert json_safe(dumped) == '{\n\t"a": "\\u007f"\n}'


def test_clean_text_comes_back_as_the_same_object() -> None:
    text = "Plain text, “quoted” — naïve,\nकिताब, 漢字, สวัสดี, مرحبا, 👍🏽."
    assert display(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("a\x00b\x7f\x9b1m", "a␀b␡�1m"),
        ("a\tb\r\n", "a b␍\n"),
        ("\x0b\x0c\x1c\x85", "␋␌␜�"),
        ("\ud800 \ufffe \ufdd0 \U0010ffff", "� � � �"),
        ("line\u2028break\u2029x", "line break x"),
        ("\u202egnp.exe\u202c\u2066x\u2069", "⇄gnp.exe⇄⇄x⇄"),
        ("\u200fעברית\u200e", "\u200fעברית\u200e"),
        ("Donau\xaddampf\ufeff", "Donau\u200bdampf\u200b"),
        ("❤\ufe0f", "❤\u200b"),
        ("hid\U000e0068\U000e0069den", "hid��den"),
        ("x\U0001f3fb", "x�"),
        ("ab\u3164c", "ab c"),
    ],
)
def test_display_of_what_acts_or_hides(text: str, shown: str) -> None:
    assert display(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦",  # two families, three joiners each
        "👩🏻‍🚒 👍🏽 🤷🏽‍♂",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "می\u200cخواهم",
        "လျှော့ बच्चों བསྒྲུབས ភាសាខ្មែរ",
        "e\u0301\u0323",
    ],
)
def test_marks_that_belong_to_writing_stay(text: str) -> None:
    assert display(text) == text


def test_a_joiner_between_letters_does_not_swallow_the_next_one() -> None:
    shown = display("a\u200db")
    assert shown == "a\u200bb"
    assert cell_len(shown) == 2


def test_at_most_four_marks_stand_on_a_base() -> None:
    shown = display("e" + "\u0301" * 10_000 + "x")
    assert shown == "e" + "\u0301" * 4 + "\ufffd" * 9_996 + "x"
    assert one_line("e" + "\u0301" * 10_000 + "x") == "e" + "\u0301" * 4 + "x"


def test_a_chain_of_joined_emoji_is_broken_up() -> None:
    shown = display("\U0001f468\u200d" * 1_000)
    assert "\U0001f468\u200d" * 3 in shown
    assert "\U0001f468\u200d" * 4 not in shown


def test_nothing_without_width_escapes_the_limit_on_marks() -> None:
    # whatever the width tables call widthless must either be replaced or count as a mark
    codes = (
        code for first, stop in ((0xA0, 0x3400), (0xA000, 0x12000), (0xE0000, 0xE0200)) for code in range(first, stop)
    )
    for code in codes:
        flooded = display("x" + chr(code) * 40)
        longest = max(len(run) for run in re.split("[x\ufffd]", flooded))
        assert longest <= 8 or cell_len(flooded) >= 40, f"U+{code:04X}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  A\n\ttitle\xa0 with\u3000blanks\u2028 ", "A title with blanks"),
        ("evil\u202etxt.exe\u202c", "eviltxt.exe"),
        ("esc\x1b[31m", "esc␛[31m"),
        ("b\u200bl\u2060a\ufeffn\xadk", "blank"),
        ("👨\u200d👩 ❤\ufe0f", "👨👩 ❤"),
        ("می\u200c\u200cخواهم \u200c x", "می\u200cخواهم x"),
        ("[/red] [@click=app.quit]x[/]", "[/red] [@click=app.quit]x[/]"),
        ("", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("a headline of words", 11) == "a headline…"
    assert one_line("a headline", 10) == "a headline"
    assert one_line("abc", 1) == "…"
    assert one_line("abc", 0) == ""


def test_terminal_keeps_lines_and_columns() -> None:
    assert terminal("a\tb\r\nc\rd") == "a       b\nc\nd"


def test_every_control_character_is_shown_by_name_or_replaced() -> None:
    for code in range(0xA0):
        if unicodedata.category(chr(code)) == "Cc" and chr(code) != "\n":
            assert unicodedata.category(display(chr(code))) in ("So", "Zs")
