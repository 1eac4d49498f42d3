"""Pages by their tags alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.tags import cost_of, is_tag, tags_of, title_of, visible_paragraphs

ENOUGH = 1_000_000


def _visible(page: str) -> list[str]:
    return [" ".join(p.split()) for p in visible_paragraphs(page)]


def test_visible_text_in_paragraphs() -> None:
    page = (
        "<!doctype html><html><head><title>T</title><style>p{}</style></head><body>One<p>two &lt; <b>three</b><br>four"
        "<script>if (a<b) x('</p>')</script><div>five</div>six <!-- <p>no --> seven <unknown>eight</unknown></body>"
    )
    assert _visible(page) == ["One", "two < three four", "five", "six seven eight"]


def test_hidden_elements_nest_and_unclosed_ones_hide_nothing() -> None:
    assert _visible("a<template>b<template>c</template>d</template>e") == ["ae"]
    assert _visible("<p>a<script> b<p>c") == ["a b", "c"]
    assert _visible("<p>a<!-- b<p>c") == ["a<!-- b", "c"]
    assert _visible('<p>a<p title="b><p>c</p>') == ["a", "c"]


def test_signs_that_begin_no_tag_are_text() -> None:
    assert _visible("3 < 4 <3 <- a<>b > c") == ["3 < 4 <3 <- a<>b > c"]


def test_a_sign_in_quotes_does_not_end_a_tag() -> None:
    assert [t.attributes.strip() for t in tags_of("<img alt='a > b' title=\"<p>\">x")] == ["alt='a > b' title=\"<p>\""]


def test_unknown_tags_are_text_where_only_known_ones_are_wanted() -> None:
    assert list(visible_paragraphs("a <T> b <i>c</i> <my-tag>d</my-tag>", known_only=True)) == ["a <T> b c d"]


@pytest.mark.parametrize(
    ("markup", "tag"), [("<b>", True), ("</P >", True), ("<T>", False), ("<b", False), ("x", False)]
)
def test_what_is_a_tag(markup: str, tag: bool) -> None:
    assert is_tag(markup) is tag


def test_titles() -> None:
    assert title_of("<head><script>'<title>no</title>'</script><TITLE lang=en>A &amp; <b></TITLE></head>") == "A & <b>"
    assert title_of("<body><title>late</title>") == ""


def test_depth_minds_elements_that_end_themselves() -> None:
    assert cost_of("<p>a" * 500, ENOUGH).depth == 1
    assert cost_of("<ul>" + "<li>a" * 500, ENOUGH).depth == 2
    assert cost_of("<div>" * 300 + "</div>" * 300 + "<br>" * 50, ENOUGH).depth == 300
    assert cost_of("<b><i></b>" * 300, ENOUGH).depth == 2


@pytest.mark.parametrize("separator", [" ", "=1 ", "/", "='' ", '="">'[:3], "\t", "'"])
def test_attributes_are_counted_however_they_are_written(separator: str) -> None:
    assert cost_of("<p " + separator.join(f"a{i}" for i in range(2_000)) + ">", ENOUGH).attributes >= 1_000


def test_a_long_value_is_no_heap_of_attributes() -> None:
    assert cost_of(f'<img src="data:{"a/b c=" * 10_000}">', ENOUGH).attributes <= 5


@pytest.mark.parametrize("page", ['<p title="a><p>b</p>', "<p>a<!-- b</p>", "<p>a<script>b</p></body>"])
def test_what_swallows_the_rest_of_a_page_is_told(page: str) -> None:
    assert cost_of(page, ENOUGH).broken


@pytest.mark.parametrize(
    "page", ["<p title='\"'>a", "<p>a<!-- b --></p>", "<p>a</p><script>cut off", "<p>it's 5\"</p>"]
)
def test_what_swallows_nothing(page: str) -> None:
    assert not cost_of(page, ENOUGH).broken


def test_counting_stops_when_it_is_enough() -> None:
    assert cost_of("<p>" * 1_000, 10).tags == 11


BOMBS = (
    "<a ",
    '<a b="',
    "<a '>",
    "<a \">x<b '>y",
    "<!--",
    "<!",
    "<script>",
    "<title>",
    "<div>",
    "<svg>x",
    "</a>",
    "<?",
)


@pytest.mark.parametrize("piece", BOMBS)
def test_bombs_take_one_pass(piece: str) -> None:
    # A quadratic scan would take minutes for these.
    page = piece * 60_000
    assert cost_of(page, ENOUGH).tags <= 120_001
    assert sum(map(len, visible_paragraphs(page))) <= len(page)
    assert title_of(page) == title_of(page)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="<>/!-?\"'= abpscripttitle&;", max_size=80))
def test_any_text_is_scanned_in_order(page: str) -> None:
    at = 0
    for tag in tags_of(page):
        assert at <= tag.start <= tag.end <= len(page)
        at = tag.end
    list(visible_paragraphs(page))


def test_a_long_name_is_looked_at_once() -> None:
    assert list(visible_paragraphs("<" + "a" * 100_000 + '/ b=">x')) == ["x"]
