"""Documents put together: blanks, blocks and spans."""

from __future__ import annotations

from tui_reader.ingest.building import Building, Inline, plain_document
from tui_reader.model import Block, Span


def test_blanks_collapse_over_pieces_and_stay_out_of_spans() -> None:
    inline = Inline()
    inline.write("  One \n")
    inline.write(" two\xa0 ", [("strong", "")])
    inline.write("three")
    assert inline.text() == "One two three"
    assert inline.spans == [Span(4, 7, "strong")]


def test_pieces_under_one_mark_are_one_span() -> None:
    inline = Inline()
    inline.write("a ", [("em", "")])
    inline.write("b", [("em", ""), ("strong", "")])
    inline.write(" c", [("em", "")])
    inline.write(" plain ")
    inline.write("d", [("em", "")])
    assert inline.text() == "a b c plain d"
    assert sorted(inline.spans, key=lambda s: (s.start, s.kind)) == [
        Span(0, 5, "em"), Span(2, 3, "strong"), Span(12, 13, "em"),
    ]  # fmt: skip


def test_only_addresses_that_can_be_opened_become_links() -> None:
    inline = Inline()
    for href in (
        "https://example.org/",
        "mailto:ann@example.org",
        "javascript:x",
        "file:///etc/x",
        "a.html",
        "http://a b",
    ):
        inline.write(f"{href[:4]} ", [("link", href)])
    assert [s.href for s in inline.spans] == ["https://example.org/", "mailto:ann@example.org"]


def test_cells_and_rows_keep_their_separators() -> None:
    inline = Inline()
    for cell in ("a ", "\t", " b", "\n", "\t", "c "):
        if cell in "\t\n":
            inline.break_with(cell)
        else:
            inline.write(cell)
    assert inline.text() == "a\tb\n\tc"


def test_blocks_are_joined_by_line_ends_and_empty_ones_left_out() -> None:
    building = Building()
    assert building.add_text("heading", "Part", level=2)
    assert not building.add_text("paragraph", " \xa0\n ")
    building.add_code("\n  \n  x = 1\n\n  y\n\n", "python")
    inline = Inline()
    inline.write("link", [("link", "https://example.org/")])
    building.add("item", inline, marker="3.")
    document = building.document()
    assert document.text == "Part\n  x = 1\n\n  y\nlink"
    assert document.blocks == (
        Block("heading", 0, 4, 2), Block("code", 5, 17, marker="python"), Block("item", 18, 22, marker="3."),
    )  # fmt: skip
    assert document.spans == (Span(18, 22, "link", "https://example.org/"),)


def test_rules_stand_between_blocks_once() -> None:
    building = Building()
    building.add_rule()
    building.add_text("paragraph", "a")
    building.add_rule()
    building.add_rule()
    building.add_text("paragraph", "b")
    assert [b.kind for b in building.document().blocks] == ["paragraph", "rule", "paragraph"]


def test_what_cannot_be_stored_does_not_get_in() -> None:
    document = plain_document(["a\0b\ud800", "\r\n"])
    assert document.text == "a\u2400b\ufffd"
