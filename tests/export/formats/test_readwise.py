"""The CSV that Readwise imports, and that no cell of it is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.examples import article, highlight
from tui_reader.export.formats.readwise import dumps, guarded


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row() -> None:
    mark = highlight(quote='Say "x",\nplease.', note="Mine.", tags=("sea", "to read"), start=7, end=9)
    text = dumps([article(mark)])
    assert text.startswith("Highlight,Title,Author,URL,Note,Location,Date\r\n")
    assert rows(text) == [
        {
            "Highlight": 'Say "x",\nplease.',
            "Title": "Slow boats",
            "Author": "A. Author",
            "URL": "https://example.org/slow",
            "Note": ".sea .to-read\nMine.",
            "Location": "7",
            "Date": "2026-03-05 21:14:00",
        }
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1"])
def test_formulas_are_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    (row,) = rows(dumps([article(highlight(quote=cell, note=cell), title=cell, author=cell)]))
    assert all(value.startswith("'") for name, value in row.items() if name in ("Highlight", "Note", "Title", "Author"))


@settings(deadline=None, max_examples=100)
@given(st.text(), st.text(), st.text())
def test_any_text_stays_in_its_cell(quote: str, note: str, title: str) -> None:
    text = dumps([article(highlight(quote=quote, note=note, created=title), title=title, author=quote)])
    text.encode()
    (row,) = rows(text)
    assert None not in row
    assert not any((value or "").lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
