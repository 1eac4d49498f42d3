"""Markdown to documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest import markdown
from tui_reader.ingest.markdown import read_markdown
from tui_reader.model import Document


def _blocks(text: str) -> list[tuple[str, int, str, str]]:
    document = read_markdown(text).document
    return [(b.kind, b.level, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def _spans(text: str) -> list[tuple[str, str, str]]:
    document = read_markdown(text).document
    return [(s.kind, document.text[s.start : s.end], s.href) for s in document.spans]


def check_blocks(document: Document) -> None:
    """Blocks in order, without overlap, joined by line ends the whole text; spans inside the text."""
    assert "\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    ends = [0, *(b.end for b in document.blocks)]
    assert all(end <= b.start < b.end for end, b in zip(ends, document.blocks, strict=False))
    assert all(s.start < s.end <= len(document.text) for s in document.spans)
    document.text.encode()


def test_kinds_of_blocks() -> None:
    assert _blocks(
        "Text over\ntwo lines.\n\nPart\n----\n\n> quote\n>\n> > deeper\n\n- one\n- two\n\n  more of two\n  - inner\n\n"
        "7. seven\n8. eight\n\n```python x\na = 1\n\n  b\n```\n\n    indented\n\n***\n\n![a boat](https://x.org/b.png)\n"
    ) == [
        ("paragraph", 0, "", "Text over two lines."),
        ("heading", 2, "", "Part"),
        ("quote", 0, "", "quote"),
        ("quote", 1, "", "deeper"),
        ("item", 0, "•", "one"),
        ("item", 0, "•", "two"),
        ("item", 0, "", "more of two"),
        ("item", 1, "•", "inner"),
        ("item", 0, "7.", "seven"),
        ("item", 0, "8.", "eight"),
        ("code", 0, "python", "a = 1\n\n  b"),
        ("code", 0, "", "indented"),
        ("rule", 0, "", "***"),
        ("image", 0, "", "a boat"),
    ]


def test_a_table_is_one_block() -> None:
    assert _blocks("| a | b |\n|---|---|\n| **1** | |\n|  | x  y |\n") == [("table", 0, "", "a\tb\n1\t\n\tx y")]


def test_a_list_in_a_quote_and_a_quote_in_a_list() -> None:
    assert _blocks("> - a\n>\n> b\n\n- c\n\n  > d\n") == [
        ("item", 0, "•", "a"), ("quote", 0, "", "b"), ("item", 0, "•", "c"), ("quote", 0, "", "d"),
    ]  # fmt: skip


def test_what_stands_in_a_quote_or_an_item_keeps_its_kind() -> None:
    assert _blocks(
        "> ## Part\n>\n> - item\n>   1. deep\n>\n> ```py\n> code\n> ```\n\n"
        "- item\n\n  ```\n  code\n  ```\n\n  > quoted\n"
    ) == [
        ("heading", 2, "", "Part"),
        ("item", 0, "•", "item"),
        ("item", 1, "1.", "deep"),
        ("code", 0, "py", "code"),
        ("item", 0, "•", "item"),
        ("code", 0, "", "code"),
        ("quote", 0, "", "quoted"),
    ]


def test_spans() -> None:
    assert _spans(
        "**bold *and* more** `x  = 1` ~~gone~~ [here](https://example.org/a 'why') [no](javascript:x) [r](b.md)"
    ) == [
        ("strong", "bold and more", ""),
        ("em", "and", ""),
        ("code", "x = 1", ""),
        ("strike", "gone", ""),
        ("link", "here", "https://example.org/a"),
    ]


def test_images_by_their_words_else_their_file() -> None:
    assert _blocks("See ![the *boat*](b.png) there.")[0][3] == "See the boat there."
    assert _blocks("![](/img/big%20boat.png?w=3)")[0] == ("image", 0, "", "big boat.png")
    assert _blocks("[![one](a.png)](https://x.org)\n![two](b.png)") == [
        ("image", 0, "", "one"), ("image", 0, "", "two"),
    ]  # fmt: skip


def test_raw_html_loses_its_tags_and_never_its_text() -> None:
    assert _blocks("a <b>bold</b> &amp; <!-- no --> List<String> 3 < 4<br>end") == [
        ("paragraph", 0, "", "a bold & List<String> 3 < 4 end")
    ]
    assert _blocks("<div><p>One <i>two</i></p>\n<script>x()</script>\nthree</div>\n\n<T>\nkept\n") == [
        ("paragraph", 0, "", "One two"),
        ("paragraph", 0, "", "three"),
        ("paragraph", 0, "", "<T> kept"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# The *title*\n\nText", "The title", "Text"),
        ("\n\nTitle\n=====\nText", "Title", "Text"),
        ("---\ntitle: Front\n---\n# Other\n\nText", "Front", "Other\nText"),
        ("---\ntitle: Same  title\n---\n# same title\n\nText", "Same title", "Text"),
        ("Text of the article comes first. More.\n\n# Later", "Text of the article comes first.", None),
        ("# Only a title", "Only a title", ""),
        ("#\n\nText", "Text", "Text"),
        ("", "", ""),
    ],
)
def test_where_the_title_comes_from(text: str, title: str, body: str | None) -> None:
    page = read_markdown(text)
    assert page.title == title
    if body is not None:
        assert page.document.text == body


def test_facts_from_the_front_matter() -> None:
    page = read_markdown("---\ndate: 2020-03-25\nauthors: [Ann, Bob]\nlink: https://example.org/\n---\nText")
    assert (page.published, page.author, page.url) == ("2020-03-25", "Ann, Bob", "https://example.org/")
    assert read_markdown("---\nurl: javascript:x\ndate: soon\n---\nText").url == ""


def test_what_is_nested_deeper_than_the_parser_goes_is_shown_plainly() -> None:
    for text in (">" * 500 + " deep", "\n".join("  " * depth + "- deep" for depth in range(200))):
        document = read_markdown(text + "\n\nafter").document
        assert "deep" in document.text
        assert document.text.endswith("after")
        assert document.text.count("deep") == text.count("deep")


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        ("_LONGEST", "*a* " * 300),
        ("_LONGEST_PARAGRAPH", "*a* " * 300),
        ("_MOST_LINES", "*a*\n" * 1_001),
        ("_MOST_BRACKETS", "[a] " * 300),
    ],
)
def test_what_would_take_the_parser_too_long_is_shown_plainly(
    monkeypatch: pytest.MonkeyPatch, limit: str, text: str
) -> None:
    monkeypatch.setattr(markdown, limit, 1_000)
    document = read_markdown(text + "\n\n# after").document
    assert [b.kind for b in document.blocks] == ["paragraph", "paragraph"]
    assert document.text == " ".join(text.split()) + "\n# after"


@pytest.mark.parametrize("piece", ["[", "![", "<a ", "<!--", "*a **b ", "`", "> ", "[a](<b", "&#1;", "|a", "\\"])
def test_bombs_are_taken_in(piece: str) -> None:
    check_blocks(read_markdown(piece * 3_000).document)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab *_`#>-+1.[]()!<>/|\\~&;:\n\t\"'=", max_size=120) | st.text(max_size=80))
def test_blocks_make_up_the_text(text: str) -> None:
    check_blocks(read_markdown(text).document)
