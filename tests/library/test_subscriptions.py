"""Lists of feeds coming in and going out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.fetch.server import Server, text
from tests.serving import rss
from tui_reader.errors import SourceError, UsageError
from tui_reader.library import Library
from tui_reader.model import Feed

OPML = """<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News & more">
  <outline text="One & only" title="One & only" type="rss" xmlUrl="https://one.example/feed" htmlUrl="https://one.example/"/>
  <outline text="World"><outline text="Two" xmlUrl="https://two.example/rss"/></outline>
</outline>
<outline text="One again" xmlUrl="https://one.example/feed"/>
<outline text="Mail" type="rss" xmlUrl="mailto:a@b.c"/>
<outline text="Bad host" type="rss" xmlUrl="https://-.-/"/>
</body></opml>"""


@pytest.fixture
def opml(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, "utf-8")
    return path


def shown(feeds: list[Feed]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(feed.shown, feed.url, feed.tags) for feed in feeds]


def test_an_opml_file_with_its_folders_and_what_was_not_taken(library: Library, opml: Path) -> None:
    report = library.subscriptions.bring(opml)
    assert (report.kind, len(report.new), report.known) == ("opml", 2, 0)
    assert [(skipped.what, skipped.reason) for skipped in report.skipped] == [
        ("Mail", "its address is none of the web"),
        ("Bad host", "https://-.-/: The address has no usable host."),
    ]
    assert shown(library.feeds.all()) == [
        ("One & only", "https://one.example/feed", ("News-&-more",)),
        ("Two", "https://two.example/rss", ("News-&-more/World",)),
    ]
    assert library.feeds.all()[0].site_url == "https://one.example/"
    assert not any(feed.typed for feed in library.feeds.all())
    again = library.subscriptions.bring(opml)
    assert (again.new, again.known) == ([], 2)


def test_a_list_is_undone_in_one_step(library: Library, opml: Path) -> None:
    library.subscriptions.bring(opml)
    assert library.undoing.undo() is not None
    assert library.feeds.all() == []
    library.undoing.redo()
    assert [feed.shown for feed in library.feeds.all()] == ["One & only", "Two"]


def test_one_word_about_a_host_inside_counts_for_all_feeds_there(
    library: Library, server: Server, tmp_path: Path
) -> None:
    path = tmp_path / "feeds.opml"
    addresses = [server.url("/1"), server.url("/2"), f"http://localhost:{server.port}/3"]
    path.write_text("<opml>" + "".join(f'<outline xmlUrl="{url}"/>' for url in addresses) + "</opml>", "utf-8")
    for number in (1, 2, 3):
        server.route(f"/{number}", text(rss((f"Entry {number}", "Words."))))
    first, second, third = library.subscriptions.bring(path).new
    library.feeds.follow(server.url("/4"))  # that one was typed
    server.route("/4", text(rss(("Entry 4", "Words."))))
    report = library.refreshing.refresh(by_hand=True)
    failed = {failed.feed_id: failed.reason for failed in report.failed}
    assert failed.keys() == {first, second, third}
    assert failed[first] == (
        "127.0.0.1 is inside your own network, and nobody typed this address or said that the host is known."
    )
    assert library.feeds.trust(second) == [first, second]
    report = library.refreshing.refresh(by_hand=True)
    assert (len(report.new), [failed.feed_id for failed in report.failed]) == (2, [third])
    library.undoing.undo()
    assert not library.feeds.get(first).typed
    assert library.feeds.trust(second) == [first, second]
    assert library.feeds.trust(second) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_opml_in_any_encoding(library: Library, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list"
    path.write_bytes('<opml><body><outline text="Café" xmlUrl="https://e.example/"/></body></opml>'.encode(encoding))
    assert library.subscriptions.bring(path).kind == "opml"
    assert [feed.shown for feed in library.feeds.all()] == ["Café"]


def test_what_was_exported_is_the_same_in_another_library(
    library: Library, opml: Path, server: Server, tmp_path: Path
) -> None:
    server.route("/feed", text(rss(("A", "Text."))))
    library.subscriptions.bring(opml)
    feed, _ = library.feeds.follow(server.url("/feed"), name="Mine & <yours>", tags=["b", "a", "c"])
    library.feeds.follow(server.url("/feed?two"), tags=["a"])
    library.refreshing.refresh([feed.id])
    exported = library.exporting.convert("opml", feeds=library.subscriptions.outgoing())
    path = tmp_path / "out.opml"
    path.write_text(exported, "utf-8")
    other = Library(tmp_path / "other")
    try:
        report = other.subscriptions.bring(path)
        assert (len(report.new), report.skipped) == (4, [])
        assert shown(other.feeds.all()) == shown(library.feeds.all())
        assert other.exporting.convert("opml", feeds=other.subscriptions.outgoing()) == exported
    finally:
        other.close()


def test_newsboat_urls(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "urls"
    path.write_text(
        'https://one.example/feed news "long reads" "~My one"\n# no\nquery:All:unread = "yes"\nexec:~/bin/x\n', "utf-8"
    )
    assert library.subscriptions.is_list(path)
    report = library.subscriptions.bring(path)
    assert report.kind == "urls"
    assert shown(library.feeds.all()) == [("My one", "https://one.example/feed", ("long-reads", "news"))]
    assert ["search" in report.skipped[0].reason, "command" in report.skipped[1].reason] == [True, True]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "neither OPML"), (b"only words", "neither OPML"), (b"SQLite format 3\0", "cannot read")],
)
def test_what_is_no_list(library: Library, tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=reason):
        library.subscriptions.bring(path)
    with pytest.raises(SourceError, match="no such file"):
        library.subscriptions.bring(tmp_path / "missing")
    with pytest.raises(SourceError, match="not a file"):
        library.subscriptions.bring(tmp_path)


def test_starter_packs(library: Library) -> None:
    pack = library.subscriptions.starters()[0]
    assert len(library.subscriptions.start_with(pack.name).new) == len(pack.feeds)
    assert {feed.shown for feed in library.feeds.all()} == {feed.title for feed in pack.feeds}
    with pytest.raises(UsageError, match="no starter pack"):
        library.subscriptions.start_with("nothing")


# -- newsboat's cache


def cache(path: Path, feed_url: str, *items: tuple[str, str, int], feeds: tuple[str, ...] = ()) -> Path:
    """A cache.db with one feed of (guid, text, unread) articles, and other feeds without any."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE rss_feed (rssurl TEXT PRIMARY KEY, url TEXT, title TEXT)")
        connection.execute(
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, title TEXT, author TEXT, url TEXT,"
            " feedurl TEXT, pubDate INTEGER, content TEXT, unread INTEGER)"
        )
        for url in (feed_url, *feeds):
            connection.execute("INSERT INTO rss_feed VALUES (?, 'https://harbour.example/', 'Harbour News')", (url,))
        for at, (guid, words, unread) in enumerate(items):
            connection.execute(
                "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)"
                " VALUES (?, ?, '', ?, ?, ?, ?, ?)",
                (guid, guid, f"https://harbour.example/{at}", feed_url, 1_738_000_000 - at * 86_400, words, unread),
            )
    return path


def test_a_cache_brings_feeds_articles_and_what_was_read(library: Library, tmp_path: Path) -> None:
    path = cache(
        tmp_path / "cache.db",
        "https://Harbour.example/feed",
        ("Boats", "<p>Two boats.</p>", 1),
        ("Market", "<p>The market.</p>", 0),
        feeds=("exec:~/bin/x",),
    )
    assert library.subscriptions.is_list(path)
    report = library.subscriptions.bring(path)
    assert (report.kind, len(report.new), report.articles, report.articles_known) == ("cache", 1, 2, 0)
    assert report.read == 1
    assert [skipped.reason for skipped in report.skipped] == ["it runs a command; commands are not run"]
    (feed,) = library.feeds.all()
    assert (feed.title, feed.name, feed.url) == ("Harbour News", "", "https://harbour.example/feed")
    assert {(a.title, a.read, a.feed_id) for a in library.reading.listing()} == {
        ("Boats", False, feed.id),
        ("Market", True, feed.id),
    }
    assert [hit.title for hit in library.finding.find("boats")] == ["Boats"]
    again = library.subscriptions.bring(path)
    assert (again.new, again.articles, again.articles_known, again.read) == ([], 0, 2, 0)


def test_the_articles_of_a_cache_are_those_of_the_feed(library: Library, server: Server, tmp_path: Path) -> None:
    """Followed and fetched before, and under an address written in another way: still no article twice."""
    server.route("/feed", text(rss(("Boats", "<p>Two boats.</p>"), ("Market", "<p>The market.</p>"))))
    feed, _ = library.feeds.follow(server.url("/feed"))
    library.refreshing.refresh()
    written = server.url("/feed").replace("http://", "HTTP://") + "#top"
    report = library.subscriptions.bring(
        cache(tmp_path / "cache.db", written, ("Boats", "<p>Two boats.</p>", 0), ("Old", "<p>Long ago.</p>", 0))
    )
    assert (report.known, report.articles, report.articles_known, report.read) == (1, 1, 1, 2)
    assert {(a.title, a.read, a.feed_id) for a in library.reading.listing()} == {
        ("Boats", True, feed.id),
        ("Market", False, feed.id),
        ("Old", True, feed.id),
    }


def test_cancelling_a_cache_keeps_what_came_and_the_next_run_goes_on(library: Library, tmp_path: Path) -> None:
    items = [(f"Article {number}", "<p>Words.</p>", 1) for number in range(1_000)]
    path = cache(tmp_path / "cache.db", "https://harbour.example/feed", *items)
    told: list[int] = []
    report = library.subscriptions.bring(path, progress=told.append, cancelled=lambda: bool(told))
    assert 0 < report.articles < 1_000
    assert len(library.reading.listing()) == report.articles
    assert library.subscriptions.bring(path).articles == 1_000 - report.articles
    assert len(library.reading.listing()) == 1_000
