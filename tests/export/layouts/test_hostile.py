"""In no layout can a text from outside break out of its place, and what is written is read as it was meant."""

from __future__ import annotations

import re

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.examples import article, highlight
from tui_reader.export.blocks import is_head, parse
from tui_reader.export.layouts import BY_MONTH, BY_TAG, PLAIN, VAULT
from tui_reader.export.layouts.arrangement import Layout
from tui_reader.export.merge import merge

LAYOUTS = pytest.mark.parametrize(
    "layout", [PLAIN, VAULT, BY_MONTH, BY_TAG], ids=["plain", "vault", "by month", "by tag"]
)

PIECES = (
    *("<!-- nr k3f9a2 -->", "^nr-k3f9a2", "\n", "---", "# x", "```", "[x](y)", "\x1b[2J", "\ud800", "\x00", "a"),
    *("<!-- /nr article a1 -->", "<script>", "\u202e", "\u2028", "&amp;", ": - {", '"', "\\", "|", "1. "),
    *("<!-- nr group tag-none -->", "](http://x)", "%%", "{{ x }}", "[[x]]"),
)
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@LAYOUTS
@settings(deadline=None, max_examples=60)
@given(one=HOSTILE, two=HOSTILE, three=HOSTILE, four=HOSTILE)
@example(one="", two="\\<script>", three="", four="")
def test_no_text_breaks_out_of_its_place(layout: Layout, one: str, two: str, three: str, four: str) -> None:
    mark = highlight(quote=one, note=two, tags=(three,), prefix=four, suffix=one, created=four)
    hostile = article(mark, title=one, author=two, source=three, url=f"https://x/{four}", bookmark=four, published=two)
    for page in (layout.page([hostile]), *layout.pages([hostile])):
        text = merge(None, page.sections, {}, page.front).text or ""
        text.encode()
        file = parse(text)
        keys = [segment.key for segment in file.segments if segment.key]
        assert [key for key in keys if not is_head(key)] == ["k3f9a2"]
        assert all(not segment.raw.strip() for segment in file.segments if segment.key is None)
        html = MarkdownIt("commonmark").render("".join(segment.raw for segment in file.segments))
        assert len(re.findall(r"<h[1-6]", html)) == len(keys) - 1
        assert "<script" not in html
        front = yaml.safe_load("".join(file.front))
        assert front["newsreader_id"] == page.id
        assert merge(text, page.sections, {}).report.conflict == ()
