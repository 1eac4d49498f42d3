"""newsboat's cache, in the schema of its old and its newer versions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tui_reader.errors import StoreError
from tui_reader.ingest.feeds.newsboat import entry_of
from tui_reader.store.newsboat import CachedFeed, opened

FEED_TABLE = (
    "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,"
    " title VARCHAR(1024) NOT NULL)"
)
ITEM_TABLE = (
    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,"
    " title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,"
    " feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,"
    " unread INTEGER(1) NOT NULL)"
)
SINCE = (
    "ALTER TABLE rss_item ADD enclosure_url VARCHAR(1024)",
    "ALTER TABLE rss_item ADD enclosure_type VARCHAR(1024)",
    "ALTER TABLE rss_item ADD enqueued INTEGER(1) NOT NULL DEFAULT 0",
    "ALTER TABLE rss_item ADD flags VARCHAR(52)",
    "ALTER TABLE rss_feed ADD lastmodified INTEGER(11) NOT NULL DEFAULT 0",
    "ALTER TABLE rss_item ADD deleted INTEGER(1) NOT NULL DEFAULT 0",
    "ALTER TABLE rss_feed ADD is_rtl INTEGER(1) NOT NULL DEFAULT 0",
    "ALTER TABLE rss_feed ADD etag VARCHAR(128) NOT NULL DEFAULT ''",
    "ALTER TABLE rss_item ADD base VARCHAR(128) NOT NULL DEFAULT ''",
    "ALTER TABLE rss_item ADD content_mime_type VARCHAR(255) NOT NULL DEFAULT ''",
)
ITEM = (
    "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
FEED = "https://e.example/feed"


def _cache(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(FEED_TABLE)
        connection.execute(ITEM_TABLE)
        for statement in statements:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)", (FEED, "https://e.example/", "Paper")
        )
        connection.execute(ITEM, ("g1", "One", "Ann", "https://e.example/1", FEED, 1_709_620_560, "<p>Text.</p>", 0))
        connection.execute(ITEM, ("g2", "Two", "", "https://e.example/2", FEED, 0, "Plain", 1))
        connection.execute(ITEM, ("g3", "Gone", "", "", FEED, 0, "", 1))
    return path


def test_feeds_and_articles_with_what_their_reader_made_of_them(tmp_path: Path) -> None:
    path = _cache(
        tmp_path / "cache.db",
        *SINCE,
        "CREATE TRIGGER t AFTER INSERT ON rss_item WHEN new.guid = 'g3' BEGIN UPDATE rss_item SET deleted = 1 WHERE"
        " guid = 'g3'; UPDATE rss_item SET flags = 'ba', enclosure_url = 'https://e.example/a.mp3',"
        " content_mime_type = 'text/html' WHERE guid = 'g1'; END",
    )
    with opened(path) as cache:
        assert list(cache.feeds()) == [CachedFeed(FEED, "https://e.example/", "Paper")]
        one, two = cache.articles()
    assert (one.guid, one.title, one.author, one.url, one.feed_url) == ("g1", "One", "Ann", "https://e.example/1", FEED)
    assert (one.published, one.read, one.flags, one.content_type) == (1_709_620_560, True, "ab", "text/html")
    assert (one.enclosure_url, two.enclosure_url) == ("https://e.example/a.mp3", "")
    assert (two.read, two.flags, two.published) == (False, "", 0)
    entry = entry_of(one, "Paper")
    assert entry is not None
    assert (entry.entry.identity, entry.entry.text) == (f"id:{FEED}\x1fg1", "Text.")


def test_a_cache_of_the_oldest_version(tmp_path: Path) -> None:
    with opened(_cache(tmp_path / "cache.db")) as cache:
        assert [(a.guid, a.read) for a in cache.articles()] == [("g1", True), ("g2", False), ("g3", False)]


def test_values_of_a_wrong_type_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = _cache(tmp_path / "cache.db", *SINCE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE rss_item SET title = CAST(x'ff41' AS TEXT), pubDate = 'soon', url = 7 WHERE guid = 'g1'"
        )
        connection.execute("UPDATE rss_item SET content = x'00ff', unread = 'no' WHERE guid = 'g2'")
    with opened(path) as cache:
        one, two, _ = cache.articles()
    assert (one.title, one.published, one.url) == ("\ufffdA", 0, "7")
    assert (two.content, two.read) == ("", True)


def test_the_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = _cache(tmp_path / "ca%20che?#.db", *SINCE)
    before = path.read_bytes()
    with opened(path) as cache:
        assert len(list(cache.articles())) == 3
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            cache._connection.execute("DELETE FROM rss_item")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == [path.name]


def test_what_is_no_cache(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE rss_feed (rssurl TEXT)")
    text = tmp_path / "text.db"
    text.write_text("words " * 500, encoding="utf-8")
    for path, words in (
        (other, "no cache of newsboat"),
        (text, "cannot read"),
        (tmp_path / "gone.db", "there is no file"),
    ):
        with pytest.raises(StoreError, match=words), opened(path):
            pass
    assert not (tmp_path / "gone.db").exists()
