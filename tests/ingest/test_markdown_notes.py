"""Footnotes in Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.test_markdown import check_blocks
from tui_reader.document.links import place_of
from tui_reader.ingest.markdown import read_markdown
from tui_reader.model import Document


def check_places(document: Document) -> None:
    """Every link inside the document leads to a place in it."""
    check_blocks(document)
    for span in document.spans:
        if span.href.startswith("#"):
            place = place_of(span.href)
            assert place is not None
            assert place < len(document.text)


def _blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def _led_to(document: Document, link: str) -> list[str]:
    """The first words of what links with this text lead to."""
    places = [place_of(s.href) for s in document.spans if document.text[s.start : s.end] == link]
    return [document.text[place : place + 9] for place in places if place is not None]


def test_notes_stand_at_the_end_with_links_there_and_back() -> None:
    document = read_markdown(
        "Text[^b] more [^a], again[^b].\n\n[^a]: The *first* written.\n[^b]: The second\n    goes on.\n\n"
        "    Another part.\n\nBody goes on."
    ).document
    assert _blocks(document) == [
        ("paragraph", "", "Text[1] more [2], again[1]."),
        ("paragraph", "", "Body goes on."),
        ("rule", "", "***"),
        ("item", "[1]", "The second goes on."),
        ("item", "", "Another part. ↩"),
        ("item", "[2]", "The first written. ↩"),
    ]
    assert _led_to(document, "[1]") == ["The secon", "The secon"]
    assert _led_to(document, "[2]") == ["The first"]
    assert _led_to(document, "↩") == ["[1] more ", "[2], agai"]
    check_places(document)


def test_what_is_no_footnote_stays_text() -> None:
    assert read_markdown("x[^1] and `[^2]` y^[z]\n\n    [^2]: code").document.text == "x[^1] and [^2] y^[z]\n[^2]: code"


def test_no_note_is_lost() -> None:
    document = read_markdown("Text[^1].\n\n[^1]: One.\n[^lost]: Nobody asks.\n[^1]: One again.\n[^empty]:").document
    assert _blocks(document)[2:] == [
        ("item", "[1]", "One. ↩"), ("item", "[lost]", "Nobody asks."), ("item", "[1]", "One again."),
    ]  # fmt: skip


def test_notes_hold_blocks_and_other_notes() -> None:
    document = read_markdown(
        "Text[^1].\n\n> Quoted[^2].\n>\n> [^2]: From the quote.\n\n"
        "[^1]: - listed\n\n           code\n\n"
        "    See[^3].\n\n[^3]: The third.\n"
    ).document
    check_places(document)
    assert _blocks(document)[3:] == [
        ("item", "[1] •", "listed"), ("code", "", "code"), ("item", "", "See[3]. ↩"),
        ("item", "[2]", "From the quote. ↩"), ("item", "[3]", "The third. ↩"),
    ]  # fmt: skip


def test_a_title_has_no_reference() -> None:
    page = read_markdown("# The title[^1]\n\nText.\n\n[^1]: About the title.")
    assert page.title == "The title"
    assert page.document.text == "Text.\n***\nAbout the title."


def test_real_hosts_and_notes_together() -> None:
    document = read_markdown("[a.com](https://b.org) x[^1]\n\n[^1]: See [c.org](https://d.org).").document
    assert document.text == "a.com [b.org] x[1]\n***\nSee c.org [d.org]. ↩"
    assert _led_to(document, "[1]") == ["See c.org"]
    assert _led_to(document, "↩")[0].startswith("[1]")


def test_a_place_that_is_written_by_hand_leads_nowhere() -> None:
    document = read_markdown("[a](#12) [b](#note-1) [c](#nowhere)").document
    assert (document.text, document.spans) == ("a b c", ())


@pytest.mark.parametrize("piece", ["[^", "[^1]", "[^1]: ", "[^1]:\n", "[^1]: x\n\n", "[^1][^2]", "[^1]: [^1] > "])
def test_bombs_are_taken_in(piece: str) -> None:
    check_places(read_markdown("[^1]: note\n\n" + piece * 3_000).document)
    check_places(read_markdown("".join(f"[^{n}]: x[^{n + 1}]\n\n" for n in range(2_000))).document)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["[^1]", "[^2]", ": ", "\n\n", "\n", "    ", "> ", "- ", "x", " ", "[", "](#1)", "*", "# ", "|"]
        )
    )
)
def test_any_text_leads_somewhere(pieces: list[str]) -> None:
    check_places(read_markdown("".join(pieces)).document)
