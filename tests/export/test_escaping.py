"""What was quoted is shown as it was, whatever it holds: a Markdown parser is the judge."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui_reader.export import escaping
from tui_reader.export.blocks import parse

PARSER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
HOSTILE = [
    "# heading",
    "#tag and C# and a/b#c",
    "- item",
    "+ item",
    "* item",
    "12. item",
    "3) item",
    "---",
    "- - -",
    "***",
    "___",
    "===",
    "=",
    "> quote",
    "```fence",
    "~~~ fence",
    "`code` and ``more``",
    "*em* **strong** _em_ __strong__ snake_case _a_b_",
    "a * b ~~gone~~ ~gone~",
    "[link](http://x.example) ![image](x) [[wiki]] [^1] [ref]: x",
    "<b>bold</b> <!-- comment --> <!-- nr k3f9a2 --> <http://x.example> a < b > c",
    "&amp; &#x27; &copy AT&T;",
    "| a | b |",
    "--- | ---",
    "back\\slash \\* end\\",
    "%% hidden %% ==marked== $$x$$ $5",
    "block id ^nr-k3f9a2",
    "^nr-k3f9a2",
    "^other",
    "word^nr-k3f9a2",
    "    indented",
    "\tindented",
    "1986\\. A great year",
    "[!note] callout",
    "`",
    "!",
    "_",
    "#",
]


def shown(markdown: str) -> list[str]:
    """The paragraphs that a reader of the rendered text sees. Raises if anything but quoted plain text is there."""
    html = PARSER.render(markdown)
    assert set(re.findall(r"</?(\w+)", html)) <= {"blockquote", "p"}, html
    return [unescape(text) for text in re.findall(r"<p>(.*?)</p>", html, re.DOTALL)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_are_shown_as_they_are(text: str) -> None:
    assert shown(escaping.quote(text)) == [text.strip()]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*HOSTILE, "word", " ", "\n", "\n\n", "—", "“", "é"])).map("".join) | st.text())
@example("\ud800\x00\x1b[31m\u2028\x85")
@example("a" * 50_000)
def test_any_quote_is_shown_as_it_is(text: str) -> None:
    expected = [line.strip() for line in escaping.clean(text).split("\n") if line.strip()]
    assert [" ".join(each.split()) for each in shown(escaping.quote(text))] == [
        " ".join(each.split()) for each in expected
    ]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*HOSTILE, "word", " ", "\n", "\n\n"])).map("".join) | st.text())
def test_no_quote_note_or_title_ends_or_begins_a_block(text: str) -> None:
    written = "\n".join([escaping.quote(text), "", escaping.note(text), "", f"# {escaping.title(text)}", ""])
    block = f"<!-- nr k3f9a2 -->\n{written}^nr-k3f9a2\n"
    assert [segment.raw for segment in parse(block).segments] == [block]
    written.encode()


def test_paragraphs_of_a_quote_stand_apart_and_are_never_wrapped() -> None:
    long = "word " * 200 + "end"
    assert escaping.quote(f"First.\n\n\n{long}\n") == f"> First.\n>\n> {long}"
    assert escaping.quote(" \n") == ">"


def test_ordinary_text_is_left_alone() -> None:
    plain = "“Fish is fish,” she said — 3.5% (or $5) at 10:30; see snake_case, C# and 2 * 3 < 7 & more. [sic"
    assert escaping.inline(plain) == plain.replace("[", "\\[")


def test_a_note_keeps_its_markdown() -> None:
    note = "An *idea* with a [link](http://x.example) and #tag\n\n- one\n- two\n\n> quoted\n<https://x.example>"
    assert escaping.note(f"\n{note}  \n") == note


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("# heading", "\\# heading"),
        ("1. > # heading", "1. > \\# heading"),
        ("- - -", "- - \\-"),
        ("text\n---", "text\n\\---"),
        ("text\n=", "text\n\\="),
        ("```\ncode", "\\`\\`\\`\ncode"),
        ("<div>", "\\<div>"),
        ("see <!-- this", "see \\<!-- this"),
        ("<!-- nr k3f9a2 -->", "\\<!-- nr k3f9a2 -->"),
        ("end ^nr-k3f9a2", "end \\^nr-k3f9a2"),
        ("\\<b> \\\\<b> \\^nr-k3f9a2", "\\<b> \\\\\\<b> \\^nr-k3f9a2"),
        ("50 %% off", "50 \\%\\% off"),
        ("a\r\nb\x1b", "a\nb\u241b"),
    ],
)
def test_a_note_cannot_outrank_or_swallow_what_follows(note: str, written: str) -> None:
    assert escaping.note(note) == written


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([*HOSTILE, "word", "\n", "\n\n"]), max_size=8).map("".join))
def test_what_follows_a_note_is_still_seen(text: str) -> None:
    html = PARSER.render(f"{escaping.note(text)}\n\nWhat follows.\n\n# Next\n")
    assert "What follows.</" in html or "What follows.\n" in html
    assert html.count("<h1>") == 1


def test_a_title_is_one_line() -> None:
    assert escaping.title("A\nB\x1b[31m *c* #d") == "A B\u241b\\[31m \\*c\\* \\#d"


@pytest.mark.parametrize(
    ("tag", "written"),
    [("climate", "climate"), ("climate change", "climate-change"), ("a/b_c", "a/b_c"), ("#x y!", "x-y"), ("!?", "")],
)
def test_tags_are_one_word(tag: str, written: str) -> None:
    assert escaping.tag(tag) == written
