"""Taking files apart: nothing is a mistake, and joined again it is the same file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.blocks import File, Segment, head_ids, parse

BLOCK = "<!-- nr k3f9a2 -->\n> quote\n\nnote\n^nr-k3f9a2\n"


def joined(file: File) -> str:
    fences = file.fences or ("", "")
    return file.bom + fences[0] + "".join(file.front) + fences[1] + "".join(each.raw for each in file.segments)


def keys(text: str) -> list[str | None]:
    return [segment.key for segment in parse(text).segments]


def test_blocks_and_what_is_between() -> None:
    file = parse(f"intro\n{BLOCK}remark\n<!-- nr article a-1 -->\n# T\n<!-- /nr article a-1 -->")
    assert [segment.key for segment in file.segments] == [None, "k3f9a2", None, "article:a-1"]
    assert file.segments[1].body == BLOCK.removesuffix("\n")
    assert (file.segments[1].tail, file.segments[3].tail) == ("\n", "")


def test_the_mark_may_stand_behind_text() -> None:
    assert keys("<!-- nr k3f9a2 -->\n> quote\n- a note ^nr-k3f9a2  \nfree\n") == ["k3f9a2", None]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- nr k3f9a2 -->\n> quote\n",
        "<!-- nr k3f9a2 -->\n> quote\n^nr-zzzzzz\n",
        "<!-- nr k3f9a2 -->\n> quote \\^nr-k3f9a2\n",
        "<!-- nr k3f9a2 -->\n> quote ^nr-k3f9a2 and on\n",
        "> <!-- nr k3f9a2 -->\n> ^nr-k3f9a2\n",
        "<!-- nr K3F9A2 -->\n^nr-K3F9A2\n",
        "<!-- nr article a1 -->\n# T\n<!-- /nr article a2 -->\n",
        "^nr-k3f9a2\n",
    ],
)
def test_what_is_no_block_is_free_text(text: str) -> None:
    assert parse(text).segments == (Segment(None, text),)


def test_a_block_without_its_end_does_not_swallow_the_next() -> None:
    file = parse("<!-- nr aaaaaa -->\n> lost\n" + BLOCK)
    assert [segment.key for segment in file.segments] == [None, "k3f9a2"]


def test_line_ends_and_byte_order_mark_are_kept_apart() -> None:
    text = "\ufeff---\r\nnewsreader_id: a1\r\n---\r\n" + BLOCK.replace("\n", "\r\n") + "end\n"
    file = parse(text)
    assert (file.bom, file.newline, file.front) == ("\ufeff", "\r\n", ("newsreader_id: a1\r\n",))
    assert file.segments[0].body == BLOCK.removesuffix("\n")
    assert joined(file) == text


@pytest.mark.parametrize("text", ["", "---\n", "---\nopen: for ever\n", " ---\na: b\n---\n", "text\n---\na: b\n---\n"])
def test_no_front_matter(text: str) -> None:
    assert parse(text).fences is None


def test_only_line_ends_of_markdown_end_a_line() -> None:
    assert keys("<!-- nr k3f9a2 -->\n> a\u2028b\x0bc\x85d ^nr-k3f9a2") == ["k3f9a2"]


def test_heads_are_seen_even_if_they_never_end() -> None:
    assert head_ids("x\n<!-- nr article a1 -->\n> <!-- nr article a2 -->\n") == {"a1"}


PARTS = [
    "---\n",
    "a: b\n",
    BLOCK,
    "<!-- nr k3f9a2 -->",
    "^nr-k3f9a2",
    "\r\n",
    "\n",
    "\r",
    "\ufeff",
    "x",
    "\ud800",
    "\x00",
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PARTS)).map("".join) | st.text())
def test_any_text_comes_together_again(text: str) -> None:
    assert joined(parse(text)) == text
