"""The program's own JSON: texts, versions and marks as they were, and nothing that makes no sense."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.ingest.imports.readers import read
from tui_reader.errors import SourceError
from tui_reader.ingest.imports.values import ImportedBookmark, ImportedHighlight
from tui_reader.model import Block, Span

ARTICLE: dict[str, Any] = {
    "identity": "url:https://e.org/a", "title": "A title", "source": "Paper", "author": "Ann", "url": "https://e.org/a",
    "path": "", "lang": "en", "published": "2020-03-25T07:36:00", "added": "2024-01-02T03:04:05Z", "read": True,
    "position": 12, "tags": ["sea"],
    "bookmark": {"revision": "d2", "start": 4, "quote": "boats", "created": "2024-01-03T03:04:05.678Z"},
    "highlights": [
        {
            "id": "01J9Z6M3ABCDEFGHJKMNPQRSTV", "short": "k3f9a2", "revision": "d1", "start": 4, "end": 9,
            "quote": "boats", "prefix": "Two ", "suffix": " came", "role": 4, "note": "Mine", "tags": ["x"],
            "created": "2024-01-03T03:04:05.678Z", "updated": "2024-01-04T03:04:05.678Z",
            "placed": {"status": "exact", "start": 4, "end": 9},
        }
    ],
    "revisions": [
        {
            "digest": "d2", "taken": "2024-01-05T00:00:00Z", "text": "Two boats came in.",
            "blocks": [{"kind": "paragraph", "start": 0, "end": 18, "level": 0, "marker": ""}],
            "spans": [{"start": 4, "end": 9, "kind": "em", "href": ""}],
        },
        {"digest": "d1", "taken": "2024-01-02T00:00:00Z", "text": "Two boats came.", "blocks": None, "spans": []},
    ],
}  # fmt: skip


def _export(**changes: Any) -> str:
    return json.dumps({"format": "newsreader", "version": 1, "articles": [{**ARTICLE, **changes}]}, indent=1)


def test_everything_comes_back() -> None:
    found = read(_export())
    assert found.format == "newsreader"
    article = found.only
    assert (article.key, article.read, article.position, article.tags) == ("url:https://e.org/a", True, 12, ("sea",))
    assert article.added == "2024-01-02T03:04:05Z"
    assert article.entry is not None
    assert (article.entry.text, article.entry.published) == ("Two boats came in.", "2020-03-25T07:36:00")
    assert article.entry.blocks == (Block("paragraph", 0, 18),)
    assert article.entry.spans == (Span(4, 9, "em"),)
    assert [(version.name, version.entry.text, version.entry.blocks) for version in article.versions] == [
        ("d1", "Two boats came.", None)
    ]
    assert article.version == "d2"
    assert article.bookmark == ImportedBookmark(4, "boats", "2024-01-03T03:04:05.678Z", "d2")
    assert article.highlights == (
        ImportedHighlight(
            "boats", "Mine", ("x",), 4, "2024-01-03T03:04:05.678Z", "Two ", " came", 4,
            "newsreader:01J9Z6M3ABCDEFGHJKMNPQRSTV", "01J9Z6M3ABCDEFGHJKMNPQRSTV", "k3f9a2",
            "2024-01-04T03:04:05.678Z", "d1",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"highlights": None, "bookmark": 5, "revisions": "x", "tags": 7, "position": "far", "added": []},
        {"highlights": [5, None, {}, {"quote": 7, "role": "4", "start": -1, "id": "../x", "created": "soon"}]},
        {"revisions": [{"text": 5, "blocks": [{"kind": "evil", "start": 0, "end": 1}], "spans": {}}]},
        {"revisions": [{"text": "ab", "blocks": [{"kind": "quote", "start": 1, "end": 9}], "spans": [{"start": 5}]}]},
        {"url": None, "title": None, "published": {"a": 1}, "lang": 3},
        {"revisions": [], "position": -5, "bookmark": {"start": "1"}},
    ],
)
def test_what_makes_no_sense_is_left_out(changes: dict[str, Any]) -> None:
    article = read(_export(**changes)).only
    assert article.key == "url:https://e.org/a"
    assert article.position in (0, 12)
    for mark in article.highlights:
        assert 1 <= mark.role <= 4
        assert mark.own_id in ("", "01J9Z6M3ABCDEFGHJKMNPQRSTV")


def test_blocks_never_overlap_or_leave_the_text() -> None:
    blocks = [
        {"kind": "paragraph", "start": 0, "end": 5}, {"kind": "paragraph", "start": 3, "end": 8},
        {"kind": "paragraph", "start": 6, "end": 10 ** 9}, {"kind": "item", "start": 6, "end": 8, "level": -3},
    ]  # fmt: skip
    article = read(_export(revisions=[{"digest": "d", "text": "0123456789", "blocks": blocks}])).only
    assert article.entry is not None
    assert article.entry.blocks == (Block("paragraph", 0, 5), Block("item", 6, 8))


def test_an_article_without_an_identity_is_a_problem_and_a_newer_version_is_refused() -> None:
    assert [problem.row for problem in read(_export(identity=None)).problems] == [1]
    with pytest.raises(SourceError, match="a newer newsreader wrote it"):
        read(_export().replace('"version": 1', '"version": 2'))
