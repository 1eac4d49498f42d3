"""The program's own JSON."""

from __future__ import annotations

import json

from tests.export.examples import highlight
from tui_reader.export.formats.archive import ArchivedArticle, ArchivedBookmark, ArchivedRevision, dumps
from tui_reader.model import Article, Block, Span

TEXT = "The harbour\u2028was \U0001f6a2 quiet.\x1b[2J\n\nNobody said a word."
ARTICLE = Article(7, "T\ud800", "S", "A", "https://x/", "/p", None, 0, 0, 9, 9, True, True, 1, 12, 3, "en")
ARCHIVED = ArchivedArticle(
    ARTICLE,
    "url:https://x/",
    ("sea",),
    ArchivedBookmark("bb", 4, "Nobody said a word.", "2026-03-06T08:00:00.000Z"),
    (highlight(quote="harbour", revision_id=2, marked_start=4, marked_end=11, start=5, end=12),),
    (
        ArchivedRevision("bb", 60, TEXT, (Block("heading", 0, 11, 2),), (Span(0, 3, "link", "https://y/"),)),
        ArchivedRevision("aa", 0, "The harbour"),
    ),
    {2: "aa", 3: "bb"},
)


def test_everything_is_in_it() -> None:
    (found,) = json.loads(dumps([ARCHIVED]))["articles"]
    assert found["identity"] == "url:https://x/"
    assert (found["title"], found["published"], found["added"]) == ("T\ud800", None, "1970-01-01T00:00:00Z")
    assert (found["read"], found["position"], found["tags"]) == (True, 12, ["sea"])
    assert found["bookmark"]["revision"] == "bb"
    mark = found["highlights"][0]
    assert (mark["revision"], mark["start"], mark["end"]) == ("aa", 4, 11)
    assert found["revisions"][1]["text"][mark["start"] : mark["end"]] == mark["quote"]
    assert mark["placed"] == {"status": "exact", "start": 5, "end": 12}
    assert found["revisions"][0]["text"] == TEXT
    assert found["revisions"][0]["blocks"] == [{"kind": "heading", "start": 0, "end": 11, "level": 2, "marker": ""}]
    assert found["revisions"][0]["spans"] == [{"start": 0, "end": 3, "kind": "link", "href": "https://y/"}]
    assert found["revisions"][1]["blocks"] is None


def test_it_says_what_it_is_and_acts_on_no_terminal() -> None:
    text = dumps([ARCHIVED])
    assert text.startswith('{\n "format": "newsreader",\n "version": 1,')
    assert "\x1b" not in text
    text.encode()
    assert json.loads(dumps([]))["articles"] == []
