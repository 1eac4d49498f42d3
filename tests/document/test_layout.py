"""Blocks, gaps, prefixes, tables, code: what stands where."""

from __future__ import annotations

import pytest

from tests.document.setting import document_of, painted, paragraph, sources
from tui_reader.document.layout import lay_out
from tui_reader.model import Document


def test_nothing_to_show_is_no_line() -> None:
    for document in (Document("", ()), Document("text", ()), document_of(("paragraph", "  \n "))):
        layout = lay_out(document, 10)
        assert len(layout) == 0
        assert layout.line_of(3) == 0
        assert layout.cell_of(3) == (0, 0)
        with pytest.raises(IndexError):
            layout.line(0)


def test_blocks_are_a_line_apart_and_great_headings_two() -> None:
    document = document_of(("heading", "One", 1), ("paragraph", "text"), ("heading", "Two", 2), ("heading", "Three", 3))
    assert painted(lay_out(document, 20)) == ["One", "", "text", "", "", "Two", "", "Three"]


def test_a_gap_stands_for_the_block_after_it() -> None:
    layout = lay_out(document_of(("paragraph", "one"), ("paragraph", "two")), 20)
    gap = layout.line(1)
    assert (gap.kind, gap.block, gap.start, gap.end) == ("gap", -1, 4, 4)
    assert layout.pieces(1) == []
    assert layout.first_offset(1) == 4
    assert layout.offset_at(1, 15) == 4
    assert layout.line_of(3) == layout.line_of(4) == 2


def test_a_caption_stays_with_its_image_and_a_dateline_with_its_text() -> None:
    document = document_of(("image", "A harbour"), ("caption", "At dawn"), ("dateline", "BEIJING"), ("paragraph", "It"))
    assert painted(lay_out(document, 20)) == ["▨ A harbour", "At dawn", "", "BEIJING", "It"]


def test_items_hang_align_their_markers_and_nest() -> None:
    document = document_of(
        ("item", "nine is long enough", 0, "9."),
        ("item", "ten", 0, "10."),
        ("item", "deep one", 1, "•"),
        ("item", "x", 2, "•"),
    )
    assert painted(lay_out(document, 20)) == [
        " 9. nine is long",
        "    enough",
        "10. ten",
        "    • deep one",
        "      • x",
    ]


def test_quotes_have_a_bar_for_each_level_which_goes_on_between_them() -> None:
    document = document_of(("quote", "one two", 0), ("quote", "three", 1), ("paragraph", "four"))
    assert painted(lay_out(document, 8)) == ["│ one", "│ two", "│", "│ │ thre", "│ │ e", "", "four"]


def test_frames_give_way_in_a_narrow_measure() -> None:
    document = document_of(("quote", "abcd", 6), ("item", "abcd", 6, "1000."), ("image", "abcd"), ("code", "abcd"))
    for width in (1, 2, 3, 4):
        assert all(len(line) <= width for line in painted(lay_out(document, width)))


def test_markers_are_sanitised() -> None:
    layout = lay_out(document_of(("item", "text", 0, "\x1b]0;evil\x07")), 60)
    assert "\x1b" not in layout.line(0).prefix


def test_empty_items_and_images_are_drawn_and_empty_paragraphs_are_not() -> None:
    document = document_of(("item", "", 0, "•"), ("paragraph", ""), ("image", ""), ("code", "\n \n"), ("table", "\t\n"))
    assert painted(lay_out(document, 20)) == ["•", "", "▨"]


def test_a_rule_is_drawn_in_the_middle_over_its_text() -> None:
    layout = lay_out(document_of(("rule", "* * *")), 30)
    assert painted(layout) == [" " * 10 + "─" * 10]
    (piece,) = layout.pieces(0)
    assert (piece.start, piece.end) == (0, 5)


def test_lines_know_their_block_and_which_is_its_first() -> None:
    layout = lay_out(document_of(("paragraph", "aa bb"), ("heading", "cc", 2)), 2)
    lines = [layout.line(number) for number in range(len(layout))]
    assert [line.block for line in lines] == [0, 0, -1, -1, 1]
    assert [line.first for line in lines] == [True, False, False, False, True]


# -- right to left


def test_a_right_to_left_paragraph_stands_right_in_logical_order() -> None:
    layout = paragraph("مرحبا بالعالم", 20)
    line = layout.line(0)
    assert line.right
    assert line.indent == 7
    assert layout.pieces(0)[0].drawn == "مرحبا بالعالم"
    assert layout.offset_at(0, 7) == 0
    assert layout.cell_of(6) == (0, 13)


@pytest.mark.parametrize(
    ("text", "right"), [("12 שלום", True), ("Hello שלום", False), ("\u200fabc", True), ("123", False)]
)
def test_the_first_strong_character_decides(text: str, right: bool) -> None:
    assert paragraph(text, 20).line(0).right is right


def test_a_right_to_left_item_keeps_its_marker_within_the_measure() -> None:
    layout = lay_out(document_of(("item", "שלום", 0, "•")), 20)
    assert painted(layout) == [" " * 14 + "• שלום"]


# -- code


CODE = "def f():\n\treturn 1  # spaces   kept\n\n漢字"


def test_code_keeps_its_lines_and_blanks() -> None:
    layout = lay_out(document_of(("code", f"\n{CODE}\n\n")), 40)
    assert painted(layout) == ["  def f():", "      return 1  # spaces   kept", "", "  漢字"]
    assert sources(layout) == CODE.split("\n")


def test_code_is_cropped_with_a_mark_and_scrolled() -> None:
    layout = lay_out(document_of(("code", "0123456789abcdef")), 10)
    assert painted(layout) == ["012345678›"]
    assert painted(layout, x_scroll=3) == ["‹456789ab›"]
    assert painted(layout, x_scroll=6) == ["‹789abcdef"]
    assert painted(layout, x_scroll=90) == ["‹"]
    assert [(p.start, p.end) for p in layout.pieces(0, 3)] == [(0, 16)]


def test_half_a_wide_character_at_the_edge_of_code_is_blank() -> None:
    layout = lay_out(document_of(("code", "漢字漢字漢字漢字")), 9)
    assert painted(layout) == ["漢字漢字›"]
    assert painted(layout, x_scroll=2) == ["‹ 漢字漢›"]


def test_a_click_in_scrolled_code() -> None:
    layout = lay_out(document_of(("code", "0123456789abcdef")), 10)
    assert layout.offset_at(0, 5, x_scroll=3) == 8
    assert layout.cell_of(8) == (0, 8)


def test_tabs_in_code_reach_the_next_stop() -> None:
    layout = lay_out(document_of(("code", "a\tb\u0301\tc")), 15)
    assert painted(layout) == ["a   b\u0301   c"]
    assert layout.cell_of(5) == (0, 8)
    assert layout.offset_at(0, 2) == 1


# -- tables


TABLE = "Fruit\tPrice\tRemark\nApple\t1.20\tKeeps the doctor away\nPear\t12.00\tSoft"


def test_columns_are_aligned_and_numbers_stand_right() -> None:
    assert painted(lay_out(document_of(("table", TABLE)), 40)) == [
        "Fruit  Price  Remark",
        "Apple   1.20  Keeps the doctor away",
        "Pear   12.00  Soft",
    ]


def test_a_long_column_wraps_in_a_narrow_measure() -> None:
    layout = lay_out(document_of(("table", TABLE)), 24)
    assert painted(layout) == [
        "Fruit  Price  Remark",
        "Apple   1.20  Keeps the",
        "              doctor",
        "              away",
        "Pear   12.00  Soft",
    ]
    at = TABLE.index("doctor")
    assert layout.line_of(at) == 2
    assert layout.cell_of(at) == (2, 14)
    assert layout.offset_at(2, 14) == at
    assert layout.line_of(TABLE.index("1.20")) == 1
    highlighted = [p for p in layout.cut(2, (at, at + 6)) if p.start == at]
    assert [p.drawn for p in highlighted] == ["doctor"]


def test_without_room_the_cells_stand_one_after_the_other() -> None:
    assert painted(lay_out(document_of(("table", "Fruit\tPrice\tRemark\nApple\t1.20\tGood")), 12)) == [
        "Fruit",
        "  Price",
        "  Remark",
        "Apple",
        "  1.20",
        "  Good",
    ]


def test_ragged_rows_and_wide_scripts_in_a_table() -> None:
    assert painted(lay_out(document_of(("table", "名前\tb\n\nc\t\td\n漢\tx")), 20)) == [
        "名前  b",
        "c        d",
        "漢    x",
    ]


def test_a_table_of_too_many_cells_is_shown_in_lines() -> None:
    layout = lay_out(document_of(("table", "a\tb\n" * 12_000)), 30)
    assert len(layout) == 12_000
    assert layout.pieces(5)[0].drawn == "a   b"


# -- positions


def test_a_resize_keeps_the_first_visible_character() -> None:
    text = " ".join(f"word{number}" for number in range(400))
    document = document_of(("paragraph", text), ("paragraph", text))
    offset = lay_out(document, 40).first_offset(30)
    for width in (20, 33, 80, 7, 40):
        layout = lay_out(document, width)
        line = layout.line(layout.line_of(offset))
        assert line.start <= offset < line.end
    assert lay_out(document, 40).line_of(offset) == 30


def test_clicks_snap_and_clamp() -> None:
    layout = paragraph("日本 ab", 20)
    assert [layout.offset_at(0, cell) for cell in (-3, 0, 1, 2, 3, 4, 5, 6, 7, 19)] == [0, 0, 0, 1, 1, 2, 3, 4, 5, 5]
    quote = lay_out(document_of(("quote", "abc")), 20)
    assert [quote.offset_at(0, cell) for cell in (0, 1, 2, 3)] == [0, 0, 0, 1]


def test_an_offset_outside_the_text_finds_a_line() -> None:
    layout = lay_out(document_of(("paragraph", "one"), ("paragraph", "two")), 10)
    assert layout.line_of(-5) == 0
    assert layout.line_of(999) == 2
    assert layout.cell_of(999) == (2, 3)
