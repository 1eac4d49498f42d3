"""Finding the feeds of a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.feeds.discovery import FoundFeed, discover, known_patterns

URL = "https://site.example/blog/page"


def test_feeds_named_in_the_head_come_first_those_of_comments_last() -> None:
    html = b"""<html><head><link rel=stylesheet href=x.css><LINK REL="alternate" type="application/rss+xml"
      title="Comments on a page" href="/comments/feed/"><link href='/feed.xml?a=1&amp;b=2' type='application/rss+xml'
      rel='alternate' title='All &amp; sundry'><link rel="alternate" type="application/atom+xml" href="atom.xml">
      <link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json">
      <link rel="alternate" hreflang="de" href="/de"><link rel=alternate type="application/json" href="/api/1">
      </head><body><a href="/rss.xml">RSS</a> <a href="/feed.xml?a=1&amp;b=2">again</a> <a href="/about">x</a></body>"""
    assert discover(html, URL) == [
        FoundFeed("https://site.example/feed.xml?a=1&b=2", "All & sundry", "rss"),
        FoundFeed("https://site.example/blog/atom.xml", "", "atom"),
        FoundFeed("https://cdn.example/feed.json", "", "json"),
        FoundFeed("https://site.example/comments/feed/", "Comments on a page", "rss"),
        FoundFeed("https://site.example/rss.xml", "", "guess"),
    ]


def test_relative_links_follow_the_base_of_the_page() -> None:
    html = b'<base href="/elsewhere/"><link rel=alternate type="application/rss+xml" href="feed">'
    assert [f.url for f in discover(html, URL)] == ["https://site.example/elsewhere/feed"]


def test_links_that_look_like_feeds_are_guesses() -> None:
    html = b'<a href="feed/">F</a><a href="/news.rss">N</a><a href="/feedback">no</a><a href="javascript:rss">no</a>'
    assert [(f.url, f.kind) for f in discover(html, URL)] == [
        ("https://site.example/blog/feed/", "guess"),
        ("https://site.example/news.rss", "guess"),
    ]


def test_where_nothing_is_found_the_usual_paths_are_worth_a_try() -> None:
    found = discover(b"<html><body>nothing</body></html>", URL)
    assert FoundFeed("https://site.example/feed", "", "guess") in found
    assert {f.kind for f in found} == {"guess"}
    assert discover(b"", "not an address") == []


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos",
            ["https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"],
        ),
        (
            "https://youtube.com/playlist?list=PL1234567890",
            ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1234567890"],
        ),
        ("https://old.reddit.com/r/harbours/", ["https://www.reddit.com/r/harbours/.rss"]),
        ("https://github.com/ann/boat/releases", ["https://github.com/ann/boat/releases.atom"]),
        (
            "https://github.com/ann/boat",
            ["https://github.com/ann/boat/releases.atom", "https://github.com/ann/boat/commits.atom"],
        ),
        ("https://github.com/ann/boat/issues/5", []),
        ("https://www.youtube.com/watch?v=x", []),
        ("https://evil.example/youtube.com/channel/UCabcdefghijklmnopqrstuv", []),
        ("http://[bad", []),
    ],
)
def test_patterns_of_large_sites(url: str, feeds: list[str]) -> None:
    assert [f.url for f in known_patterns(url)] == feeds


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ("<link rel=alternate type='application/rss+xml' href='", "<a href='/feed", "'>", "http://[", "<!--", "\0")
        )
        | st.text(max_size=5),
        max_size=12,
    ).map("".join)
)
def test_any_page(html: str) -> None:
    for feed in discover(html.encode("utf-8", "surrogatepass"), URL):
        assert feed.url.startswith("http")
