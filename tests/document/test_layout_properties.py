"""What holds for every document in every width."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.document.setting import document_of
from tui_reader.document.graphemes import BLANKS, drawn_cluster
from tui_reader.document.layout import Layout, lay_out
from tui_reader.document.sanitise import display
from tui_reader.model import BLOCK_KINDS, Block, BlockKind, Document

SPECIMENS = (
    *("word", "a", "I", "well-known", "end.", "“quoted”", "naïve", "—", "2026-03-01", "https://a.example/b/c?d=e&f"),
    *(" ", " ", "  ", "\t", "\n", "\xa0", "\xa0 ", "\u3000", "\u200b", "\xad", "\ufeff", "\u200f"),
    *(
        "日本語",
        "「引用」",
        "です。",
        "っと",
        "中文，",
        "한국어",
        "ภาษาไทย",
        "เแ",
        "ខ្មែរ",
        "မြန်မာ",
        "हिन्दी",
        "العربية",
        "עברית",
    ),
    *("👨‍👩‍👧‍👦", "👍🏽", "❤️", "🇫🇷", "🇫", "🏳️‍🌈", "e\u0301", "o" + "\u0308" * 40, "\u0301", "\u200d"),
    *("\x1b[31m", "\x00", "\x9b", "\u202e", "\ud800", "\U000e0041", "x" * 50),
)
TEXTS = st.one_of(st.lists(st.sampled_from(SPECIMENS), max_size=40).map("".join), st.text(max_size=60))
KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(BLOCK_KINDS)
BLOCKS = st.tuples(KINDS, TEXTS, st.integers(0, 6), st.sampled_from(("", "•", "12.", "\x1b]0;x", "長い印")))
DOCUMENTS = st.lists(BLOCKS, max_size=5).map(lambda blocks: document_of(*blocks))
WIDTHS = st.one_of(st.integers(1, 12), st.integers(1, 200))
INVISIBLE = re.compile(f"[{BLANKS}\\xad\\u200b-\\u200f\\u2060\\ufeff\\u061c]+")


def cells_of_line(layout: Layout, number: int, x_scroll: int = 0) -> int:
    line = layout.line(number)
    return line.indent + cell_len(line.prefix) + sum(piece.cells for piece in layout.pieces(number, x_scroll))


def a_single_grapheme(layout: Layout, number: int) -> bool:
    return len({layout.offset_at(number, cell) for cell in range(cells_of_line(layout, number))}) <= 1


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, WIDTHS)
def test_every_visible_character_stands_on_exactly_one_line(document: Document, width: int) -> None:
    layout = lay_out(document, width)
    times = [0] * len(document.text)
    rows: set[tuple[int, int]] = set()
    for number in range(len(layout)):
        line = layout.line(number)
        if line.kind == "table" and (line.start, line.end) in rows:
            continue  # the lines of one row stand for the same text
        rows.add((line.start, line.end))
        for at in range(line.start, line.end):
            times[at] += 1
    for block in document.blocks:
        for at in range(block.start, block.end):
            if not INVISIBLE.match(document.text[at]):
                assert times[at] == 1
    assert max(times, default=0) <= 1


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, WIDTHS, st.integers(0, 30), st.booleans())
def test_no_line_is_wider_than_the_measure(document: Document, width: int, x_scroll: int, justify: bool) -> None:
    layout = lay_out(document, width, justify=justify)
    for number in range(len(layout)):
        assert cells_of_line(layout, number, x_scroll) <= width or a_single_grapheme(layout, number)


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, WIDTHS, st.integers(0, 30), st.booleans(), st.sets(st.integers(0, 300)))
def test_what_is_drawn_is_harmless_and_as_wide_as_it_says(
    document: Document, width: int, x_scroll: int, justify: bool, edges: set[int]
) -> None:
    layout = lay_out(document, width, justify=justify)
    for number in range(len(layout)):
        line = layout.line(number)
        pieces = layout.cut(number, sorted(edges), x_scroll)
        assert "".join(p.drawn for p in pieces) == "".join(p.drawn for p in layout.pieces(number, x_scroll))
        for piece in pieces:
            assert display(piece.drawn) == piece.drawn
            assert "\n" not in piece.drawn
            assert cell_len(piece.drawn) == piece.cells > 0
            assert line.start <= piece.start < piece.end <= line.end or line.kind == "rule"
            assert not any(piece.start < edge < piece.end for edge in edges)
        assert all(before.end <= after.start for before, after in pairwise(pieces))
        assert display(line.prefix) == line.prefix


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, WIDTHS)
def test_lines_and_offsets_agree(document: Document, width: int) -> None:
    layout = lay_out(document, width)
    firsts = [layout.first_offset(number) for number in range(len(layout))]
    assert firsts == sorted(firsts)
    for number in range(len(layout)):
        line = layout.line(number)
        there = layout.line_of(firsts[number])
        assert layout.first_offset(there) == firsts[number]
        if line.start < line.end and line.kind != "table":
            assert there == number
    lines = [layout.line_of(offset) for offset in range(len(document.text) + 2)]
    if all(block.kind != "table" for block in document.blocks):
        assert lines == sorted(lines)
    if len(layout):
        assert all(layout.line(number).kind != "gap" for number in lines)


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, WIDTHS, st.booleans())
def test_a_click_finds_the_character_that_was_drawn_there(document: Document, width: int, justify: bool) -> None:
    layout = lay_out(document, width, justify=justify)
    for number in range(len(layout)):
        line = layout.line(number)
        if line.kind in ("gap", "rule") or line.start == line.end:
            continue
        cells = cells_of_line(layout, number) if line.kind != "code" else 0
        # Walking over the cells meets the graphemes in order; each is found again at its first cell.
        met = sorted({layout.offset_at(number, cell) for cell in range(line.indent, cells)})
        walked = [layout.offset_at(number, cell) for cell in range(line.indent, cells)]
        assert walked == sorted(walked)
        for offset in range(line.start, line.end):
            on, cell = layout.cell_of(offset)
            if line.kind in ("table", "code"):
                continue
            assert on == number
            start = layout.offset_at(on, cell)
            assert start == met[bisect_right(met, offset) - 1] <= offset


@settings(deadline=None, max_examples=100)
@given(
    st.text(max_size=80),
    st.lists(st.tuples(KINDS, st.integers(0, 100), st.integers(0, 100), st.integers(-3, 10**9)), max_size=6),
    st.integers(-5, 30),
)
def test_blocks_that_make_no_sense_are_survived(
    text: str, blocks: list[tuple[BlockKind, int, int, int]], width: int
) -> None:
    document = Document(text, tuple(Block(kind, min(a, b), max(a, b), level) for kind, a, b, level in blocks))
    layout = lay_out(document, width)
    for number in range(len(layout)):
        layout.line(number)
        for piece in layout.pieces(number):
            assert 0 <= piece.start <= piece.end <= max(layout.line(number).end, piece.end)
    for offset in range(-1, len(text) + 1):
        layout.cell_of(offset)


@settings(deadline=None, max_examples=300)
@given(st.text(min_size=1, max_size=12))
def test_a_cluster_is_drawn_in_ten_code_points_at_most(cluster: str) -> None:
    drawn, cells = drawn_cluster(cluster)
    assert len(drawn) <= 11  # with a mark of direction before it
    assert cells == cell_len(drawn) > 0
