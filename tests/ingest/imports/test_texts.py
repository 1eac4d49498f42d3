"""Texts that other tools kept: all of what they kept, as an entry of ours."""

from __future__ import annotations

import pytest

from tui_reader.ingest.imports.texts import entry_of
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight
from tui_reader.model import Entry

PROSE = "The harbour was quiet before dawn, and nobody on the quay said a word about it."


def _entry(html: str) -> Entry:
    return entry_of(ImportedArticle(1, url="https://e.org/a", title="A title", author="Ann", html=html))


def test_a_fragment_and_a_page_are_read_with_their_structure() -> None:
    fragment = (
        f"<h2>Part one</h2><p>{PROSE}</p><blockquote><p>Said she.</p></blockquote><ul><li>One</li><li>Two</li></ul>"
    )
    for html in (fragment, f"<html><head><title>x</title></head><body>{fragment}</body></html>"):
        entry = _entry(html)
        assert (entry.identity, entry.title, entry.author, entry.lang) == (
            "url:https://e.org/a",
            "A title",
            "Ann",
            "en",
        )
        assert entry.text == f"Part one\n{PROSE}\nSaid she.\nOne\nTwo"
        assert entry.blocks is not None
        assert [block.kind for block in entry.blocks] == ["heading", "paragraph", "quote", "item", "item"]


def test_what_looks_like_no_article_is_kept_all_the_same() -> None:
    html = "<div class='comments'>" + "".join(f"<p>Reply number {number}.</p>" for number in range(20)) + "</div>"
    assert all(f"Reply number {number}." in _entry(html).text for number in range(20))
    assert _entry("<nav><a href='/x'>Only a link</a></nav>").text == "Only a link"


@pytest.mark.parametrize("html", ["", " \n", "<script>alert(1)</script>", "<!-- nothing -->", "<p></p>"])
def test_nothing_is_an_empty_text(html: str) -> None:
    entry = _entry(html)
    assert (entry.text, entry.title) == ("", "A title")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5_000 + PROSE,
        "<p " + "a=1 " * 5_000 + ">" + PROSE,
        f"<p>{PROSE}\x00\x1b]52;c;x\x07\ud800</p>",
        f"<p>{PROSE}" * 300,
    ],
)
def test_hostile_html_keeps_its_text(html: str) -> None:
    entry = _entry(html)
    assert PROSE in entry.text
    assert not {"\x00", "\ud800"} & set(entry.text)


def test_an_article_is_told_by_its_address_else_by_title_and_author() -> None:
    book = ImportedArticle(1, title="The Book", author="Ann")
    assert book.key == ImportedArticle(9, title="THE BOOK", author="ann", tags=("x",)).key
    assert book.key != ImportedArticle(1, title="The Book", author="Bob").key
    assert entry_of(book).title == "The Book"
    with pytest.raises(ValueError, match="needs an address or a title"):
        ImportedArticle(1)


def test_the_key_of_a_highlight_is_its_id_else_its_words() -> None:
    plain = ImportedHighlight("Some  words\nhere", note="a")
    assert plain.key("p") == ImportedHighlight("Some words here", role=2, created="2024").key("p")
    assert plain.key("p") != plain.key("q")
    named = ImportedHighlight("Some words here", source_id="tool:1")
    assert named.key("p") == ImportedHighlight("Edited", source_id="tool:1").key("q") != plain.key("p")
    note = ImportedHighlight("", note="Some words here")
    assert note.key("p") not in (plain.key("p"), ImportedHighlight("", note="Others").key("p"))
    with pytest.raises(ValueError, match="a quote or a note"):
        ImportedHighlight(" ", note="\n")
