"""File names: short, portable, inside the folder, and each its own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.names import MAX_BYTES, file_name, folded, safe


def name(title: str, *taken: str, date: str = "2026-03-02", id: str = "k3f9a2b7") -> str:
    return file_name(title, date, id, {folded(each) for each in taken})


def test_the_usual_name() -> None:
    assert name("The slow web is coming back") == "2026-03-02 The slow web is coming back.md"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\boot.ini", "C--boot.ini"),
        ('a<b>:"c"|d?*', "a-b---c--d--"),
        ("a\x00b\x1fc\x7fd\x85e", "a-b-c-d-e"),
        ("[[x]] #y ^z", "x y z"),
        ("@home", "home"),
        ("...hidden", "hidden"),
        ("~backup", "backup"),
        ("-rf", "rf"),
        ("ends. . ", "ends"),
        ("a\u202eb\u200b", "ab"),
        ("two\nlines\tand  blanks", "two-lines-and blanks"),
        ("e\u0301", "é"),
        ("", "Untitled"),
        ("...", "Untitled"),
        ("CON", "CON_"),
        ("con.txt", "con_.txt"),
        ("Lpt1", "Lpt1_"),
        ("COM¹", "COM¹_"),
        ("nul .md", "nul_ .md"),
        ("Console", "Console"),
        ("\ud800", "\ufffd"),
    ],
)
def test_hostile_titles(title: str, stem: str) -> None:
    assert safe(title) == stem
    assert name(title, date="") == stem + ".md"


@pytest.mark.parametrize("character", ["a", "é", "読", "🙂"])
def test_long_titles_are_cut_between_characters(character: str) -> None:
    found = name(character * 400)
    size = len(found.encode())
    assert MAX_BYTES - 4 < size <= MAX_BYTES
    assert set(found.removeprefix("2026-03-02 ").removesuffix(".md")) == {character}


def test_a_base_is_not_cut_from_its_marks() -> None:
    stem = "x" * 116 + "q\u0323\u0307"
    assert name(stem, date="") == "x" * 116 + ".md"


def test_a_clash_gets_as_much_of_the_id_as_it_needs() -> None:
    assert name("Title", "2026-03-02 title.MD") == "2026-03-02 Title (k3f9).md"
    assert name("Title", "2026-03-02 Title.md", "2026-03-02 Title (K3F9).md") == "2026-03-02 Title (k3f9a).md"
    taken = ["2026-03-02 Title.md", *(f"2026-03-02 Title ({'k3f9a2b7'[:length]}).md" for length in range(4, 9))]
    assert name("Title", *taken) == "2026-03-02 Title (k3f9a2b7 2).md"


def test_clashes_of_composition_and_case() -> None:
    assert folded(unicodedata.normalize("NFD", "Café.md")) == folded("CAFÉ.MD")


def test_a_clash_of_long_names_stays_short() -> None:
    first = name("x" * 400)
    second = name("x" * 400, first)
    assert second.endswith(" (k3f9).md")
    assert len(second.encode()) <= MAX_BYTES


@settings(deadline=None, max_examples=300)
@given(st.text(), st.sampled_from(["", "2026-03-02"]))
def test_any_title_makes_a_name_inside_the_folder(title: str, date: str) -> None:
    found = name(title, date=date)
    assert 3 < len(found.encode()) <= MAX_BYTES
    assert not set(found) & set('<>:"/\\|?*#^[]')
    assert found.isprintable() or unicodedata.category(found[0]) != "Cc"
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in found)
    assert found[0] not in ".@~ -"
    assert found.removesuffix(".md")[-1] not in ". "
