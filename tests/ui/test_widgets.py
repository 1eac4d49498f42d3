"""What the widgets draw: rows, the document with its layers, the two lines of the frame."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widget import Widget

from tui_reader.document.structure import as_it_came
from tui_reader.model import Document, Highlight
from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.widgets.cells import fitted
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.layers import Layer, Layers, Range
from tui_reader.ui.widgets.page import Page
from tui_reader.ui.widgets.pointer import word_at
from tui_reader.ui.widgets.row_list import Row, RowList
from tui_reader.ui.widgets.status import HintLine, TopLine

TEXT = (
    "One is here. Two is next.\n"
    "Three begins a paragraph, and it is long enough to be wrapped on a narrow screen. 四 is last."
)


class Stage(App[None]):
    """One widget on a stage, with the program's styles."""

    CSS_PATH = NewsreaderApp.CSS_PATH

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = ("quiet", *(f"role-{n}{part}" for n in range(1, 5) for part in ("", "-text")))
        return dict.fromkeys(names, "#777777")


def _lines(widget: Widget) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def _highlight(number: int, start: int, end: int, role: int) -> Highlight:
    quote = TEXT[start:end]
    return Highlight(str(number), "x", 1, "T", quote, "", "", start, end, "exact", role, "", (), "", "", 1, start, end)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60), st.integers(0, 40))
def test_fitted_text_has_the_width_it_should(text: str, width: int) -> None:
    from tui_reader.document.sanitise import one_line

    assert cell_len(fitted(one_line(text), width)) == width


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))), st.integers(0, 60), st.integers(0, 60))
def test_a_layer_finds_what_touches_a_line(pairs: Sequence[tuple[int, int]], a: int, b: int) -> None:
    ranges = [Range(min(p), max(p), "x") for p in pairs]
    low, high = min(a, b), max(a, b)
    expected = sorted((max(low, r.start), min(high, r.end)) for r in ranges if r.start < high and r.end > low)
    assert sorted((r.start, r.end) for r in Layer(ranges).on(low, high)) == expected


def test_layers_stack_in_order() -> None:
    layers = Layers()
    layers.set("selection", [Range(0, 5, "selection")])
    layers.set("highlights", [Range(2, 9, "role-1")])
    assert [r.style for r in layers.on(0, 10)] == ["role-1", "selection"]


def test_a_word_is_found_around_an_offset() -> None:
    assert TEXT[slice(*word_at(TEXT, 1))] == "One"
    assert word_at("don't stop", 2) == (0, 5)
    assert word_at("日本語", 1) == (1, 2)
    assert word_at("", 0) == (0, 0)


async def test_the_document_is_drawn_with_gutter_and_margins() -> None:
    view = DocumentView()
    async with Stage(view).run_test(size=(40, 16)) as pilot:
        view.show(Document(TEXT, as_it_came(TEXT)), "A headline", "paper · 2 min")
        await pilot.pause()
        view.set_highlights([_highlight(1, 0, 12, 2), _highlight(2, 26, 60, 4), _highlight(3, 40, 70, 1)])
        lines = _lines(view)
        assert lines[1] == "    A headline"
        assert "    paper · 2 min" in lines
        assert " d▌ One is here. Two is next." in lines[lines.index("    paper · 2 min") + 2]
        assert any(line.startswith((" 2▌ Three", " t▌ Three")) for line in lines)
        assert any(line.startswith(" 2▌") for line in lines)
        assert "四 is last." in "\n".join(lines)


async def test_a_cell_is_an_offset_and_back() -> None:
    view = DocumentView()
    async with Stage(view).run_test(size=(60, 12)) as pilot:
        view.show(Document(TEXT, as_it_came(TEXT)))
        await pilot.pause()
        for row in range(4):
            for column in range(60):
                assert 0 <= view.offset_at(column, row) <= len(TEXT)
        assert TEXT[view.offset_at(view.page.margin + 4, 0) :].startswith("is here")


async def test_a_label_takes_no_more_room_than_what_it_covers() -> None:
    view = DocumentView()
    async with Stage(view).run_test(size=(60, 12)) as pilot:
        view.show(Document(TEXT, as_it_came(TEXT)))
        await pilot.pause()
        before = _lines(view)
        view.set_labels({0: "a", 13: "zb"})
        after = _lines(view)
        assert "ane is here. zbo is next." in after[0]
        assert [cell_len(a) for a in after] == [cell_len(b) for b in before]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 6), st.integers(0, 400), st.integers(3, 60))
def test_what_is_gone_to_comes_into_view(first: int, more: int, top: int, height: int) -> None:
    found = Page().top_to_see((first, first + more), top, height)
    if found is None:
        assert top < first <= first + more < top + height - 1
    else:
        assert found <= first < found + height


def test_a_far_jump_shows_the_passage_in_the_upper_third_and_a_near_one_scrolls_little() -> None:
    page = Page()
    assert page.top_to_see((300, 301), 0, 30) == 290
    assert page.top_to_see((35, 36), 0, 30) == 9
    assert page.top_to_see((90, 90), 100, 30) == 89
    assert page.top_to_see((100, 101), 100, 30) == 99
    assert page.top_to_see((0, 0), 100, 30) == 0


async def test_an_empty_document_and_a_tiny_window_do_not_matter() -> None:
    view = DocumentView()
    async with Stage(view).run_test(size=(3, 1)) as pilot:
        view.show(Document("", ()), "", "")
        await pilot.pause()
        view.show(Document(TEXT, as_it_came(TEXT)), "T", "b")
        await pilot.pause()
        view.reveal(len(TEXT) - 1)
        assert view.offset_at(0, 0) >= 0
        assert len(_lines(view)) == 1


async def test_rows_ask_for_what_comes_into_view_and_mark_matches() -> None:
    rows = RowList()
    async with Stage(rows).run_test(size=(30, 10)) as pilot:
        rows.show(list(range(500)), {0: Row("A fish story", "paper", "●", marks=((2, 6),))}, [(0, "Today")])
        await pilot.pause()
        lines = _lines(rows)
        assert lines[0] == " Today"
        assert lines[1] == "▎● A fish story"
        assert lines[3] == "   …" + lines[3][4:]
        styled = {segment.text: segment.style for segment in rows.render_line(1)}
        assert styled["fish"] != styled["A "]


async def test_a_match_far_to_the_right_is_brought_into_view() -> None:
    rows = RowList()
    async with Stage(rows).run_test(size=(30, 6)) as pilot:
        meta = "word " * 20 + "needle in the hay"
        rows.show([1], {1: Row("T", meta, meta_marks=((100, 106),))})
        await pilot.pause()
        assert "needle" in _lines(rows)[1]


async def test_the_frame_lines_fill_the_width_and_drop_what_does_not_fit() -> None:
    top, hints = TopLine(), HintLine()
    async with Stage(top).run_test(size=(40, 3)) as pilot:
        top.left, top.middle, top.right = "newsreader", "Unread 3", "adding 4/20"
        await pilot.pause()
        line = top.render_line(0)
        assert line.cell_length == 40
        assert all(part in line.text for part in ("newsreader", "Unread 3", "adding 4/20"))
        top.middle = "x" * 60
        assert "adding" in top.render_line(0).text
        assert top.render_line(0).cell_length == 40
    async with Stage(hints).run_test(size=(30, 3)) as pilot:
        hints.hints, hints.place = [("Space", "read on"), ("n", "next"), ("b", "bookmark this")], "42 %"
        await pilot.pause()
        line = hints.render_line(0)
        assert line.cell_length == 30
        assert "Space read on" in line.text
        assert "bookmark" not in line.text
        assert line.text.rstrip().endswith("42 %")
        hints.notice = "Saved"
        assert "Saved" in hints.render_line(0).text
