"""Footnotes of pages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.ingest.test_markdown_notes import check_places
from tui_reader.document.links import place_of
from tui_reader.ingest import html
from tui_reader.ingest.html import read_html
from tui_reader.model import Document

LEAD = (
    "<p>The harbour was quiet before dawn{0}. Two boats came in with the tide, and nobody on the quay said a word{1}"
    " to anyone at all.</p>"
)
END = (
    "<p>Later the market opened as on any other day, and the oldest of the sellers had seen worse winters, and she"
    " said so to everyone who asked, and to some who had not asked; nobody minded, for she was always right.</p>"
)


def _read(first: str, second: str, notes: str) -> Document:
    page = (
        '<!DOCTYPE html><html><head><title>Quiet harbour</title><link rel="canonical" href="https://example.org/a">'
        f"</head><body><article><h1>Quiet harbour</h1>{LEAD.format(first, second)}{END}{notes}</article></body></html>"
    )
    document = read_html(page).document
    check_places(document)
    return document


def _notes(document: Document) -> list[tuple[str, str]]:
    return [(b.marker, document.text[b.start : b.end]) for b in document.blocks if b.kind == "item"]


PANDOC = (
    '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
    '<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a>',
    '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>First <em>note</em>, '
    '<a href="/x">linked</a>.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
    '<li id="fn2"><p>Second.</p><p>More.<a href="#fnref2" class="footnote-back">↩︎</a></p></li></ol></section>',
)
WIKI = (
    '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
    '<sup id="cite_ref-2" class="reference"><a href="#cite_note-2"><span>[</span>2<span>]</span></a></sup>',
    '<h2>References</h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b>'
    '<a href="#cite_ref-1">^</a></b></span> <span class="reference-text">First note, linked.</span></li>'
    '<li id="cite_note-2"><b><a href="#cite_ref-2">^</a></b> Second.<br>More.</li></ol>',
)
BY_HAND = (
    '<sup>[<a name="r1" href="#n1">1</a>]</sup>',
    '<sup><a name="r2" href="#n2">2</a></sup>',
    '<div class="footnotes"><p><a name="n1" href="#r1">1</a>. First note, linked.</p>'
    '<p><a name="n2" href="#r2">[2]</a> Second. <a href="#r2">Back</a> More.</p></div>',
)


@pytest.mark.parametrize("notes", [PANDOC, WIKI, BY_HAND])
def test_notes_stand_behind_the_article(notes: tuple[str, str, str]) -> None:
    document = _read(*notes)
    assert "before dawn[1]. Two boats" in document.text
    assert "said a word[2] to anyone" in document.text
    found = _notes(document)
    assert found[0] == ("[1]", "First note, linked. ↩")
    assert found[1][0] == "[2]"
    assert " ".join(text for _, text in found[1:]).replace("Back ", "") == "Second. More. ↩"
    places = {document.text[s.start : s.end]: place_of(s.href) for s in document.spans if s.href.startswith("#")}
    assert document.text[places["[1]"] or 0 :].startswith("First note")
    assert document.text[places["[2]"] or 0 :].startswith("Second.")
    assert document.text[places["↩"] or 0 :].startswith("[2]")


def test_notes_keep_their_spans() -> None:
    document = _read(*PANDOC)
    spans = [(s.kind, document.text[s.start : s.end], s.href) for s in document.spans if not s.href.startswith("#")]
    assert spans == [("em", "note", ""), ("link", "linked", "https://example.org/x")]


def test_letters_and_signs_are_kept_and_one_note_may_be_meant_twice() -> None:
    document = _read(
        '<sup><a href="#fn-a">*</a></sup>', '<sup><a href="#fn-a">*</a></sup>',
        '<aside class="footnote" id="fn-a"><p>* Starred.</p></aside>',
    )  # fmt: skip
    assert "dawn[*]." in document.text
    assert "word[*] to" in document.text
    assert _notes(document) == [("[*]", "* Starred. ↩")]
    assert document.text.count("Starred") == 1


@pytest.mark.parametrize(
    ("first", "notes"),
    [
        ('<a href="#part">2</a>', '<h2 id="part">Part</h2><p>Text of the part.</p>'),  # a place, no note
        ('<sup><a href="#fn1">1</a></sup>', "<p>There is no such note.</p>"),
        ('<sup><a href="#top">up</a></sup>', ""),
        ('<sup><a href="https://example.org/b#fn1">1</a></sup>', '<ol class="footnotes"><li id="fn1">Of b.</li></ol>'),
        ('<sup><a href="#p9">1</a></sup>', '<p id="p9">A paragraph like others.</p>'),
    ],
)
def test_what_is_no_reference_to_a_note(first: str, notes: str) -> None:
    document = _read(first, "", notes)
    assert not [s for s in document.spans if s.href.startswith("#")]
    assert "[" not in document.text


def test_noncharacters_of_a_page_do_not_pass_for_references() -> None:
    document = _read("\ufdd61\ufdd7", PANDOC[0], PANDOC[2])
    assert "dawn\ufffd1\ufffd." in document.text


def test_notes_are_kept_where_the_extractor_loses_the_references(monkeypatch: pytest.MonkeyPatch) -> None:
    found = html._article_of

    def without(tree: Any) -> Any:
        article = found(tree)
        article.text = re.sub("\ufdd6.*?\ufdd7", "", article.text)
        return article

    monkeypatch.setattr(html, "_article_of", without)
    assert _notes(_read(*PANDOC))[0] == ("[1]", "First note, linked. ↩")


@pytest.mark.parametrize(
    "notes",
    [
        '<ol class="footnotes"><li id="f{0}">N <sup><a href="#f{0}">{0}</a></sup></li></ol>',
        '<p class="footnote" id="f{0}">N<sup><a href="#f{1}">{1}</a></sup></p>',
        '<ol class="footnotes"><li id="f{0}"></li></ol>',
    ],
)  # fmt: skip
def test_many_and_twisted_notes_are_taken_in(notes: str) -> None:
    references = "".join(f'<sup><a href="#f{n}">{n}</a></sup>' for n in range(1_000))
    _read(references, "", "".join(notes.format(n, n + 1) for n in range(1_000)))
