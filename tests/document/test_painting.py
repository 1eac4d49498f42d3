"""What is drawn, and where it is cut."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from tests.document.setting import document_of, painted, paragraph
from tui_reader.document.graphemes import BLANKS, NARROW, WIDE, clusters, drawn_cluster, is_plain
from tui_reader.document.layout import lay_out
from tui_reader.document.painting import Piece
from tui_reader.document.sanitise import display


def test_a_line_is_cut_at_the_edges_inside_it() -> None:
    layout = paragraph("The quick brown fox", 9)
    assert layout.cut(1, (0, 10, 12, 15, 99)) == [
        Piece("br", 10, 12, 2),
        Piece("own", 12, 15, 3),
        Piece(" fox", 15, 19, 4),
    ]


def test_an_edge_inside_a_cluster_leaves_it_with_what_is_before() -> None:
    layout = paragraph("ae\u0301b", 9)
    assert layout.cut(0, (2,)) == [Piece("ae\u0301", 0, 2, 2), Piece("b", 2, 4, 1)]


def test_a_run_of_blanks_is_drawn_as_one() -> None:
    layout = paragraph("one \t\n two\xa0x", 20)
    assert layout.cut(0, (3, 7)) == [Piece("one", 0, 3, 3), Piece(" ", 3, 7, 1), Piece("two x", 7, 12, 5)]


def test_controls_and_lookalikes_are_drawn_harmless() -> None:
    assert painted(paragraph("a\x1b[31mb\x00\u202ec\x9b", 40)) == ["a␛[31mb␀⇄c\ufffd"]


@pytest.mark.parametrize(
    ("cluster", "drawn", "cells"),
    [
        ("👨‍👩‍👧‍👦", "👨👩👧👦", 8),
        ("👍🏽", "👍", 2),
        ("❤\ufe0f", "❤", 1),
        ("🇫🇷", "🇫🇷", 2),
        ("e" + "\u0301" * 5_000, "e" + "\u0301" * 4, 1),
        ("\u0301", "◌\u0301", 1),
        ("\ufeffa", "a", 1),
        ("क्षि", "क्षि", 2),
    ],
)
def test_what_is_drawn_for_a_cluster(cluster: str, drawn: str, cells: int) -> None:
    assert drawn_cluster(cluster) == (drawn, cells)
    layout = paragraph(f"x{cluster}y" if cluster != "\u0301" else f"x {cluster}y", 40)
    assert sum(piece.cells for piece in layout.pieces(0)) == cells + 2 + (cluster == "\u0301")


def test_a_hyphen_is_drawn_where_a_soft_one_cut() -> None:
    assert painted(paragraph("Schiff\xadfahrt", 8)) == ["Schiff-", "fahrt"]
    assert painted(paragraph("Schiff\xadfahrt", 20)) == ["Schifffahrt"]
    assert painted(paragraph("Schiff\xad fahrt", 8)) == ["Schiff", "fahrt"]


def test_justified_lines_reach_the_edge_but_for_the_last() -> None:
    layout = paragraph("Reading on a screen has always been a compromise", 22, justify=True)
    assert painted(layout) == ["Reading  on  a  screen", "has  always   been   a", "compromise"]
    assert layout.offset_at(0, 7) == layout.offset_at(0, 8) == 7
    assert layout.cell_of(8) == (0, 9)


def test_justifying_tears_no_holes_and_leaves_headings_alone() -> None:
    assert painted(paragraph("a verylongword anotherverylongword", 24, justify=True))[0] == "a verylongword"
    document = document_of(("heading", "a bb cc dd ee", 1))
    assert painted(lay_out(document, 12, justify=True))[0] == "a bb cc dd"


@pytest.mark.parametrize(("inside", "cells"), [(NARROW, 1), (WIDE, 2)])
def test_what_is_taken_for_plain_is_as_wide_as_rich_says(inside: str, cells: int) -> None:
    every = "".join(map(chr, range(0x110000)))
    characters = "".join(re.findall(f"[{inside}]", every))
    assert {cell_len(character) for character in characters} == {cells}
    assert not re.search(f"[{BLANKS}]", characters)
    assert display(characters) == characters
    assert "".join(drawn for _, drawn, _ in clusters(characters)) == characters
    assert len(list(clusters(characters))) == len(characters)


def test_plain_is_what_needs_no_care() -> None:
    assert is_plain("It’s “plain” — naïve, да, שלום, 10\xa0€")
    for text in ("漢", "e\u0301", "\t", "\x1b", "👍", "\u200b", "ส้ม"):
        assert not is_plain(text)
