"""`My Clippings.txt` in the languages of its devices; notes at their highlights, former selves left out."""

from __future__ import annotations

import pytest

from tests.ingest.imports.readers import read
from tui_reader.ingest.imports.values import ImportedHighlight

END = "==========\r\n"


def _entry(facts: str, text: str, heading: str = "The Book (Ann Author)") -> str:
    return f"{heading}\r\n{facts}\r\n\r\n{text}\r\n{END}"


def test_a_highlight_of_several_paragraphs_with_a_byte_order_mark() -> None:
    facts = "- Your Highlight on page 9 | Location 130-131 | Added on Thursday, 4 June 2020 12:18:46"
    found = read("\ufeff" + _entry(facts, "First paragraph.\r\n\r\nSecond paragraph."))
    assert found.format == "kindle"
    assert (found.only.title, found.only.author) == ("The Book", "Ann Author")
    assert found.highlight == ImportedHighlight(
        "First paragraph.\n\nSecond paragraph.", created="2020-06-04T12:18:46.000Z"
    )


@pytest.mark.parametrize(
    ("facts", "is_note"),
    [
        ("- Your Highlight on page 1 | location 10-12 | Added on Monday, December 30, 2024 2:46:33 PM", False),
        ("- Your Note on Location 12 | Added on Monday, 30 December 2024 14:46:33", True),
        ("- Ihre Markierung auf Seite 42 | Position 10-12 | Hinzugefügt am Montag, 30. Dezember 2024 14:46:33", False),
        ("- Ihre Notiz bei Position 12 | Hinzugefügt am Montag, 30. Dezember 2024 14:46:33", True),
        ("- Votre surlignement sur la page 5 | emplacement 10-12 | Ajouté le lundi 30 décembre 2024 14:46:33", False),
        ("- Votre note sur la page 5 | emplacement 12 | Ajouté le lundi 30 décembre 2024 14:46:33", True),
        ("- Tu subrayado en la página 6 | posición 10-12 | Añadido el lunes, 30 de diciembre de 2024 14:46:33", False),
        ("-  La tua evidenziazione alla posizione 10-12 | Aggiunto in data lunedì 30 dicembre 2024 14:46:33", False),
        ("- La tua nota alla posizione 12 | Aggiunto in data lunedì 30 dicembre 2024 14:46:33", True),
        ("- Seu destaque na página 3 | posição 10-12 | Adicionado: segunda, 30 de dezembro de 2024 14:46:33", False),
        ("- Je markering op pagina 6 | locatie 10-12 | Toegevoegd op maandag 30 december 2024 14:46:33", False),
        ("- Ваш выделенный отрывок на странице 5 | Местоположение 10-12 | Добавлено: понедельник, 30 декабря 2024 г. в"
         " 14:46:33", False),
        ("- 您在第 7 页（位置 #10-12）的标注 | 添加于 2024年12月30日星期一 下午2:46:33", False),
        ("- 您在位置 #12 的笔记 | 添加于 2024年12月30日星期一 14:46:33", True),
        ("- 7ページ｜位置No. 10-12のハイライト |作成日: 2024年12月30日月曜日 14:46:33", False),
        ("- 位置No. 12のメモ | 作成日: 2024年12月30日月曜日 14:46:33", True),
        ("- 페이지 7 | 위치 10-12의 하이라이트 | 추가됨 2024년 12월 30일 월요일 오후 2:46:33", False),
    ],
)  # fmt: skip
def test_languages(facts: str, is_note: bool) -> None:
    found = read(_entry(facts, "The words."))
    expected = ImportedHighlight("", note="The words.") if is_note else ImportedHighlight("The words.")
    (mark,) = found.only.highlights
    assert (mark.quote, mark.note) == (expected.quote, expected.note)
    assert mark.created == "2024-12-30T14:46:33.000Z"


@pytest.mark.parametrize(
    ("heading", "title", "author"),
    [
        ("4: Potter (and) the (Goblet) of Fire (J.K. Rowling)", "4: Potter (and) the (Goblet) of Fire", "J.K. Rowling"),
        ("Garota exemplar (Flynn, Gillian)", "Garota exemplar", "Flynn, Gillian"),
        ("Title (Series (2)) (A (B) C)", "Title (Series (2))", "A (B) C"),
        ("No author at all", "No author at all", ""),
        ("(Only brackets)", "(Only brackets)", ""),
        ("Unbalanced) (x", "Unbalanced) (x", ""),
    ],
)
def test_titles_and_authors(heading: str, title: str, author: str) -> None:
    found = read(_entry("- Your Highlight on Location 1-2 | Added on Monday, 30 December 2024 14:46:33", "x", heading))
    assert (found.only.title, found.only.author) == (title, author)


def test_a_note_goes_to_its_highlight_and_a_bookmark_to_nothing() -> None:
    found = read(
        _entry("- Your Highlight on Location 680-82 | Added on Monday, 30 December 2024 14:00:00", "Marked words.")
        + _entry("- Your Note on Location 682 | Added on Monday, 30 December 2024 14:01:00", "My thought.")
        + _entry("- Your Bookmark on Location 700 | Added on Monday, 30 December 2024 14:02:00", "")
        + _entry("- Your Note on Location 900 | Added on Monday, 30 December 2024 14:03:00", "On nothing marked.")
    )
    assert [(mark.quote, mark.note) for mark in found.only.highlights] == [
        ("Marked words.", "My thought."), ("", "On nothing marked."),
    ]  # fmt: skip


def test_former_selves_of_an_extended_highlight_are_left_out() -> None:
    found = read(
        _entry("- Your Highlight on Location 10-11 | Added on Monday, 30 December 2024 14:00:00", "two boats")
        + _entry(
            "- Your Highlight on Location 10-12 | Added on Monday, 30 December 2024 14:01:00", "The two boats came."
        )
        + _entry("- Your Highlight on Location 11-12 | Added on Monday, 30 December 2024 14:02:00", "boats  came")
        + _entry("- Your Highlight on Location 90-91 | Added on Monday, 30 December 2024 14:03:00", "two boats")
    )
    assert [(mark.quote, mark.created) for mark in found.only.highlights] == [
        ("The two boats came.", "2024-12-30T14:00:00.000Z"), ("two boats", "2024-12-30T14:03:00.000Z"),
    ]  # fmt: skip


def test_books_come_apart_and_what_the_device_did_not_keep_is_told() -> None:
    found = read(
        _entry("- Your Highlight on Location 1-2 | Added on x", "One.")
        + _entry("- Your Highlight on Location 1-2 | Added on x", "Two.", "Other (B)")
        + _entry("- Your Highlight on Location 5-6 | Added on x", "<You have reached the clipping limit for this item>")
        + "A stray line\r\nand another\r\n"
        + END
    )
    assert [(article.title, article.highlights[0].quote) for article in found.articles] == [
        ("The Book", "One."), ("Other", "Two."),
    ]  # fmt: skip
    assert found.articles[0].highlights[0].created is None
    assert [problem.row for problem in found.problems] == [3, 4]


def test_thousands_of_forms_at_one_place_take_no_time_that_grows_with_their_square() -> None:
    facts = "- Your Highlight on Location 1-2 | Added on x"
    found = read("".join(_entry(facts, f"words {number}!") for number in range(5_000)))
    assert len(found.only.highlights) > 4_000
