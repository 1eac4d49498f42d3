"""Feeds in files: known by their content, taken from folders, and each entry an article."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.ingest.feeds.samples import FEEDS, JSON_11, RSS_10, RSS_20
from tui_reader.errors import SourceError
from tui_reader.ingest import kinds, sources
from tui_reader.ingest.files import read_bytes, read_file
from tui_reader.ingest.sources import Found
from tui_reader.model import Entry


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_are_known_by_their_content(name: str) -> None:
    data = FEEDS[name].encode()
    assert kinds.is_feed(data)
    assert kinds.kind_of("download", data) == kinds.kind_of("a.xml", data) == "feed"
    assert kinds.is_feed(b"\xef\xbb\xbf\n<!-- a feed -->\n" + data.removeprefix(b'<?xml version="1.0"?>\n')) != (
        name == "json 1.1"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<project><rss/></project>",
        b'{"version": "1.0", "name": "x"}',
        b"<rdf:RDF xmlns='http://foaf.example/'/>",
        b"",
        b"<!doctype html><html><body><rss></body></html>",
        b"feed me",
        b'{"title": "T", "text": "x"}',
        b"<feedback/>",
    ],
)
def test_other_files_are_none(data: bytes) -> None:
    assert not kinds.is_feed(data)
    assert kinds.kind_of("a.xml", data) != "feed"


def test_folders_take_xml_and_json_only_if_a_feed_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS_20, encoding="utf-8")
    (tmp_path / "b.json").write_text(JSON_11, encoding="utf-8")
    (tmp_path / "c.rdf").write_text(RSS_10, encoding="utf-8")
    (tmp_path / "pom.xml").write_text("<project/>", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (tmp_path / "dead.xml").symlink_to(tmp_path / "gone.xml")
    found = [f for f in sources.walk(tmp_path) if isinstance(f, Found)]
    assert [f.path.name for f in found if not f.ignored] == ["a.xml", "b.json", "c.rdf"]
    assert [f.path.name for f in found if f.ignored] == ["dead.xml", "package.json", "pom.xml"]
    assert sources.count(tmp_path) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes there")
def test_a_pipe_with_the_name_of_a_feed_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")
    assert sources.count(tmp_path) == 0


def test_a_feed_gives_an_entry_for_each_of_its_articles(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS_20, encoding="utf-8")
    path = os.path.realpath(file)
    first, second = read_file(file)
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert (first.title, first.source, first.path) == ("Two boats ’came’ in", "Harbour & Quay", path)
    assert first.identity == f"id:{path}\x1fboats-1"
    assert second.published is None


def test_a_feed_from_standard_input() -> None:
    entries = list(read_bytes(RSS_20.encode(), "standard input"))
    assert [e.identity for e in entries if isinstance(e, Entry)] == [
        "id:https://harbour.example/feed\x1fboats-1",
        "id:https://harbour.example/feed\x1fhttps://harbour.example/quiet",
    ]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.rss", "just words", "there is no feed in it"),
        ("a.atom", "<html><body>x</body></html>", "it is a web page, not a feed"),
        ("a.xml", '<rss version="2.0"><channel><title>T</title></channel></rss>', "the feed has no entries"),
        ("a.rss", "", "it is empty"),
    ],
)
def test_why_there_are_none(tmp_path: Path, name: str, text: str, reason: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    (error,) = read_file(file)
    assert isinstance(error, SourceError)
    assert (error.source, error.reason) == (str(file), reason)


def test_what_is_wrong_with_a_feed_is_told_behind_its_entries(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(RSS_20[: RSS_20.index("<title>Quiet")], encoding="utf-8")
    entry, *errors = read_file(file)
    assert isinstance(entry, Entry)
    assert "damaged" in " ".join(error.reason for error in errors if isinstance(error, SourceError))
