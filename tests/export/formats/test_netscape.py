"""Bookmarks as browsers exchange them."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.examples import article, highlight
from tui_reader.export.formats.netscape import dumps


class Tags(HTMLParser):
    """The tags that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_a_bookmark() -> None:
    marked = article(bookmark='Fish & "chips".', tags=("sea", "a,b"), url="https://x.example/?a=1&b=2")
    assert dumps([marked]).splitlines()[-4:] == [
        "<DL><p>",
        '    <DT><A HREF="https://x.example/?a=1&amp;b=2" ADD_DATE="1772784000" TAGS="sea,a b">Slow boats</A>',
        "    <DD>Fish &amp; &quot;chips&quot;.",
        "</DL><p>",
    ]


def test_only_what_is_bookmarked_and_on_the_web() -> None:
    assert "<DT>" not in dumps([article(highlight()), article(bookmark="", url="javascript:alert(1)")])


@settings(deadline=None, max_examples=100)
@given(st.text(), st.text(), st.text())
def test_no_text_becomes_markup(title: str, tag: str, sentence: str) -> None:
    text = dumps([article(title=f"</A><script>{title}", tags=(f'"{tag}',), bookmark=f"<b>{sentence}")])
    text.encode()
    parser = Tags()
    parser.feed(text)
    assert parser.found == ["meta", "title", "h1", "dl", "p", "dt", "a", "dd", "p"]
