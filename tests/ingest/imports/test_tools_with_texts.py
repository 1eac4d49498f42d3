"""Exports that bring texts and highlights: wallabag, Omnivore, Hypothesis, KOReader."""

from __future__ import annotations

import json

from tests.ingest.imports.readers import read, zip_of
from tui_reader.ingest.imports.omnivore import read_highlights
from tui_reader.ingest.imports.texts import entry_of
from tui_reader.ingest.imports.values import ImportedBookmark, ImportedHighlight

WALLABAG = [
    {
        "is_archived": 1, "is_starred": 1, "user_name": "ann", "user_email": "", "user_id": 1, "is_public": False,
        "id": 7, "uid": None, "title": "A kept page", "url": "https://e.org/w", "given_url": "https://e.org/w?x",
        "content": "<p>The harbour was quiet before dawn.</p><p>Two boats came in with the tide.</p>",
        "created_at": "2016-09-08T11:55:58+0200", "published_at": "2016-09-01T00:00:00+0200",
        "published_by": ["Ann A.", "Bob"], "tags": ["sea", {"id": 1, "label": "two words", "slug": "two-words"}],
        "starred_at": "2016-09-09T11:55:58+0200", "mimetype": "text/html", "language": "en", "reading_time": 1,
        "domain_name": "e.org", "preview_picture": None,
        "annotations": [
            {
                "annotator_schema_version": "v1.0", "text": "So it begins", "quote": "Two boats came in",
                "created_at": "2016-09-09T11:55:58+0200",
                "ranges": [{"start": "/p[2]", "startOffset": "0", "end": "/p[2]", "endOffset": 17}],
            }
        ],
    },
    {"is_archived": False, "title": None, "url": "javascript:alert(1)"},
]  # fmt: skip


def test_wallabag_with_its_annotations() -> None:
    found = read(json.dumps(WALLABAG))
    assert found.format == "wallabag"
    (page,) = found.articles
    assert (page.title, page.author, page.source) == ("A kept page", "Ann A., Bob", "e.org")
    assert (page.read, page.tags, page.added) == (True, ("sea", "two-words"), "2016-09-08T09:55:58.000Z")
    assert page.bookmark == ImportedBookmark(created="2016-09-09T09:55:58.000Z")
    assert page.highlights == (
        ImportedHighlight("Two boats came in", "So it begins", created="2016-09-09T09:55:58.000Z"),
    )
    assert entry_of(page).text == "The harbour was quiet before dawn.\nTwo boats came in with the tide."
    assert [problem.row for problem in found.problems] == [2]


OMNIVORE: dict[str, str | bytes] = {
    "metadata_0_to_20.json": json.dumps(
        [
            {
                "id": "1b", "slug": "slow-web-17", "title": "The slow web", "description": "", "author": "Ann",
                "url": "https://e.org/slow", "state": "Archived", "readingProgress": 80, "thumbnail": "",
                "labels": ["web", "two words"], "savedAt": "2023-01-02T03:04:05.000Z",
                "updatedAt": "2023-02-02T03:04:05.000Z", "publishedAt": "2022-12-31T00:00:00.000Z",
            },
            {
                "id": "2b", "slug": "paper", "title": "A paper", "url": "https://e.org/p.pdf", "state": "Active",
                "labels": [], "savedAt": "2023-01-02T03:04:05.000Z", "publishedAt": None,
            },
        ]
    ),
    "content/slow-web-17.html": "<html><body><h2>On patience</h2><p>A page that waits for you is a page that trusts"
    " you, and there are few of them left.</p></body></html>",
    "content/paper.pdf": b"%PDF-1.4",
    "highlights/slow-web-17.md": "> A page that waits for you \n\n#attention #slow web\n\nThe opposite of a feed.\n\n"
    "Compare.\n\n> few of them left ",
}  # fmt: skip


def test_omnivore_with_texts_and_highlights() -> None:
    found = read(zip_of(dict(OMNIVORE)))
    assert (found.format, found.problems) == ("omnivore", ())
    slow, paper = found.articles
    assert (slow.title, slow.author, slow.published) == ("The slow web", "Ann", "2022-12-31T00:00:00+00:00")
    assert (slow.read, slow.tags, slow.added) == (True, ("web", "two-words"), "2023-01-02T03:04:05.000Z")
    assert [(mark.quote, mark.note, mark.tags) for mark in slow.highlights] == [
        ("A page that waits for you", "The opposite of a feed.\n\nCompare.", ("attention", "slow-web")),
        ("few of them left", "", ()),
    ]
    assert "A page that waits for you" in entry_of(slow).text
    assert (paper.read, paper.has_text, entry_of(paper).text) == (False, False, "")


def test_omnivore_metadata_alone() -> None:
    found = read(OMNIVORE["metadata_0_to_20.json"])
    assert (found.format, len(found.articles)) == ("omnivore", 2)


def test_omnivore_highlights_with_paragraphs_and_notes_on_the_page() -> None:
    text = "> One\n> Two \n\nA note with\n\nparagraphs\n\n> Plain \n\nOn the whole page.\n\n\n\n> Last \n\n#tag"
    assert [(mark.quote, mark.note, mark.tags) for mark in read_highlights(text)] == [
        ("One\nTwo", "A note with\n\nparagraphs", ()),
        ("", "On the whole page.", ()),
        ("Plain", "", ()),
        ("Last", "", ("tag",)),
    ]


ANNOTATION = {
    "id": "yTpQ", "created": "2024-03-01T09:30:00.123456+00:00", "updated": "2024-03-02T09:30:00+00:00",
    "user": "acct:ann@hypothes.is", "uri": "https://e.org/h", "text": "A comment", "tags": ["x", "y z"],
    "document": {"title": ["The title of the page"]},
    "target": [
        {
            "source": "https://e.org/h",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                {"type": "TextPositionSelector", "start": 12, "end": 30},
                {"type": "TextQuoteSelector", "exact": "the quoted words", "prefix": "before ", "suffix": " after"},
            ],
        }
    ],
}  # fmt: skip


def test_hypothesis_json_of_the_export_and_of_the_api() -> None:
    exported = read(
        json.dumps(
            {"export_date": "2024-03-02", "export_userid": "ann", "client_version": "1.1", "annotations": [ANNOTATION]}
        )
    )
    answered = read(json.dumps({"total": 1, "rows": [ANNOTATION]}))
    listed = read(json.dumps([ANNOTATION]))
    for found in (exported, answered, listed):
        assert found.format == "hypothesis"
        assert found.only.title == "The title of the page"
        assert found.highlight == ImportedHighlight(
            "the quoted words", "A comment", ("x", "y-z"), created="2024-03-01T09:30:00.000Z", prefix="before ",
            suffix=" after", start=12, source_id="hypothesis:yTpQ",
        )  # fmt: skip


def test_hypothesis_page_note_has_no_quote() -> None:
    note = {**ANNOTATION, "target": [{"source": "https://e.org/h"}]}
    assert read(json.dumps([note, {"uri": "https://e.org", "target": []}])).articles[0].highlights[0].quote == ""


BOOK = {
    "title": "The Book", "author": "Ann\nBob", "file": "/mnt/us/book.epub", "number_of_pages": 300,
    "entries": [
        {
            "chapter": "One", "page": 12, "time": 1409314688, "sort": "highlight", "drawer": "lighten",
            "color": "red", "text": "First paragraph.\nSecond paragraph.", "note": "Mine",
            "pn_xp": "/body/DocFragment[3]",
        },
        {"chapter": "One", "page": 13, "time": 1409314688, "sort": "highlight", "color": "purple", "text": "Other"},
    ],
}  # fmt: skip


def test_koreader_one_book_and_several() -> None:
    one = read(json.dumps({**BOOK, "created_on": 1409314688, "version": "json/1.0.0"}))
    several = read(json.dumps({"created_on": 1, "version": "json/1.0.0", "documents": [BOOK, {"title": "Empty"}]}))
    assert (one.format, several.format) == ("koreader", "koreader")
    assert (one.only.title, one.only.author) == ("The Book", "Ann, Bob")
    assert one.only.highlights == (
        ImportedHighlight("First paragraph.\nSecond paragraph.", "Mine", (), 2, "2014-08-29T12:18:08.000Z"),
        ImportedHighlight("Other", "", ("purple",), 1, "2014-08-29T12:18:08.000Z"),
    )
    assert several.articles[0].highlights == one.only.highlights
    assert [problem.row for problem in several.problems] == [2]
