"""HTML and JSON of bookmark tools: Netscape, Pocket's page, Pinboard, Firefox."""

from __future__ import annotations

import json

import pytest

from tests.ingest.imports.readers import read
from tui_reader.ingest.imports.values import ImportedHighlight

NETSCAPE = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1409314688" LAST_MODIFIED="1409314688" PERSONAL_TOOLBAR_FOLDER="true">Symbolleiste</H3>
    <DL><p>
        <DT><A HREF="https://e.org/1?a=1&amp;b=2" ADD_DATE="1409314688" ICON="data:image/png,AAA=">One &amp; more</A>
        <DD>What I think
of it
        <DT><H3>Reading</H3>
        <DL><p>
            <DT><H3>Long reads</H3>
            <DL><p>
                <DT><A HREF="https://e.org/2" ADD_DATE="1409314688000000" TAGS="web,slow reading">Two</A>
            </DL><p>
        </DL><p>
        <DT><A HREF="place:sort=8">Recent</A>
    </DL><p>
    <DT><A HREF="https://e.org/3" TOREAD="0">Three</A>
    <HR>
    <DT><A HREF="https://e.org/4" TOREAD="1"></A>
</DL><p>
"""


def test_netscape() -> None:
    found = read(NETSCAPE)
    assert found.format == "netscape"
    assert found.urls == ["https://e.org/1?a=1&b=2", "https://e.org/2", "https://e.org/3", "https://e.org/4"]
    one, two, three, four = found.articles
    assert (one.title, one.tags, one.added) == ("One & more", (), "2014-08-29T12:18:08.000Z")
    assert one.highlights == (ImportedHighlight("", note="What I think of it", created=one.added),)
    assert (two.tags, two.added) == (("Reading/Long-reads", "web", "slow-reading"), "2014-08-29T12:18:08.000Z")
    assert (three.read, three.tags) == (True, ())
    assert (four.read, four.title) == (False, "https://e.org/4")
    assert [problem.reason for problem in found.problems] == ["it has no web address"]


def test_netscape_nested_deeper_than_any_stack() -> None:
    deep = "<DT><H3>f</H3><DL><p>" * 20_000
    found = read(f"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>{deep}<DT><A HREF='https://e.org/x'>X</A>")
    assert found.urls == ["https://e.org/x"]
    assert len(found.only.tags[0]) <= 100


def test_pocket_page_keeps_titles_tags_and_what_was_archived() -> None:
    found = read(
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
        '<li><a href="https://e.org/1" time_added="1409314688" tags="a,b c">First</a></li></ul>'
        '<h1>Read Archive</h1><ul><li><a href="https://e.org/2" time_added="1409314688" tags="">Second</a></li></ul>'
    )
    first, second = found.articles
    assert (found.format, first.title, first.tags, first.read) == ("pocket", "First", ("a", "b-c"), False)
    assert (second.title, second.tags, second.read) == ("Second", (), True)


def test_pinboard() -> None:
    found = read(
        json.dumps(
            [
                {
                    "href": "https://e.org/p", "description": "The title", "extended": "My words", "meta": "abc",
                    "hash": "def", "time": "2016-09-08T11:55:58Z", "shared": "no", "toread": "no", "tags": "web slow",
                },
                {"href": "https://e.org/q", "description": False, "time": "", "toread": "yes", "tags": ""},
            ]
        )
    )  # fmt: skip
    assert (found.format, found.problems) == ("pinboard", ())
    first, second = found.articles
    assert (first.title, first.tags, first.added, first.read) == (
        "The title", ("web", "slow"), "2016-09-08T11:55:58.000Z", True,
    )  # fmt: skip
    assert first.highlights == (ImportedHighlight("", note="My words", created=first.added),)
    assert (second.title, second.read, second.added) == ("https://e.org/q", False, None)


FIREFOX = {
    "guid": "root________", "title": "", "index": 0, "dateAdded": 1409314688000000, "id": 1, "typeCode": 2,
    "type": "text/x-moz-place-container", "root": "placesRoot",
    "children": [
        {
            "guid": "menu________", "title": "menu", "typeCode": 2, "root": "bookmarksMenuFolder",
            "children": [
                {
                    "title": "News", "typeCode": 2, "type": "text/x-moz-place-container",
                    "children": [
                        {
                            "guid": "a", "title": "One", "typeCode": 1, "uri": "https://e.org/1",
                            "dateAdded": 1409314688000000, "tags": "x,y z", "type": "text/x-moz-place",
                        },
                        {"guid": "s", "typeCode": 3, "type": "text/x-moz-place-separator"},
                    ],
                },
                {"guid": "b", "title": "Query", "typeCode": 1, "uri": "place:sort=8"},
                {"guid": "c", "title": "Local", "typeCode": 1, "uri": "file:///etc/passwd"},
            ],
        },
    ],
}  # fmt: skip


def test_firefox() -> None:
    found = read(json.dumps(FIREFOX))
    assert found.format == "firefox"
    (article,) = found.articles
    assert (article.title, article.tags, article.added) == (
        "One", ("News", "x", "y-z"), "2014-08-29T12:18:08.000Z",
    )  # fmt: skip
    assert [problem.row for problem in found.problems] == [2]


def test_firefox_as_a_plain_list() -> None:
    listed = [
        {"uri": "https://e.org/1", "title": "One", "dateAdded": 1409314688000000, "tags": "x,y z"},
        {"uri": "place:sort=8", "title": "Query", "dateAdded": 1},
        {"uri": "file:///etc/passwd", "title": "Local", "dateAdded": 1},
    ]
    found = read(json.dumps(listed))
    (one,) = found.articles
    assert (found.format, one.title, one.tags) == ("firefox", "One", ("x", "y-z"))
    assert one.added == "2014-08-29T12:18:08.000Z"
    assert [problem.row for problem in found.problems] == [3]
    assert read(json.dumps(listed)[:-30]).urls == ["https://e.org/1"]


@pytest.mark.parametrize("data", [NETSCAPE.encode("utf-16"), NETSCAPE.encode("utf-8-sig"), NETSCAPE.lower().encode()])
def test_netscape_in_other_encodings_and_cases(data: bytes) -> None:
    assert len(read(data).articles) == 4
