"""The changes of an article as a page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.test_quotes_collection import article
from tui_reader.anchoring.comparison import compare, places
from tui_reader.document.layout import lay_out
from tui_reader.document.structure import blocks_of
from tui_reader.library.comparing import Changes
from tui_reader.model import Document
from tui_reader.ui.screens.changes.sheet import ChangesSheet, sheet_of
from tui_reader.ui.widgets.sheet import Sheet

_TEXT = st.text(st.sampled_from("ab. ,\n\t\x1b[]茶馆。\u0301\u202e😀"), max_size=60)


def _sheet(old: str, new: str, title: str = "A title") -> ChangesSheet:
    rows = compare(*(Document(text, blocks_of(text)) for text in (old, new)))
    return sheet_of(Changes(article(1, title=title), rows, tuple(places(rows)), 3, 1))


def _lines(sheet: Sheet, width: int = 60) -> list[str]:
    layout = lay_out(sheet.document, width)
    return ["".join(piece.drawn for piece in layout.cut(n)).rstrip() for n in range(len(layout))]


def _styled(sheet: Sheet, style: str) -> list[str]:
    return [sheet.document.text[r.start : r.end] for r in sheet.ranges if r.style == style]


def test_the_page_says_what_changed() -> None:
    lines = [f"Line {n} stays as it was." for n in range(8)]
    page = _sheet("\n".join(lines), "\n".join([*lines[:4], "Line 4 went away at last.", *lines[5:]]))
    assert _lines(page.sheet) == [
        "A title",
        "Since you read it: 1 change · 3 words added · 1 word removed",
        "",
        "… 3 paragraphs unchanged …",
        "",
        "Line 3 stays as it was.",
        "",
        "Line 4 stays as it was went away at last.",
        "",
        "Line 5 stays as it was.",
        "",
        "… 2 paragraphs unchanged …",
    ]
    assert _styled(page.sheet, "removed") == [" stays as it was"]
    assert _styled(page.sheet, "added") == [" went away at last"]
    assert _styled(page.sheet, "context") == [lines[3], lines[5]]
    assert _styled(page.sheet, "same") == ["Line 4", "."]


def test_words_removed_and_added_at_a_beginning_do_not_run_together() -> None:
    page = _sheet("The cat sat on the mat and purred.", "A cat sat on the mat and purred.")
    assert _lines(page.sheet)[-1] == "The A cat sat on the mat and purred."


@settings(deadline=None, max_examples=100)
@given(_TEXT, _TEXT, _TEXT, st.integers(1, 40))
def test_hostile_texts_harm_no_page_and_every_change_has_its_place(old: str, new: str, title: str, width: int) -> None:
    page = _sheet(old, new, title)
    for line in _lines(page.sheet, width):
        assert all(ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0 for c in line)
    assert page.places == tuple(sorted(page.places))
    assert all(0 <= start < end <= len(page.sheet.document.text) for start, end in page.places)
