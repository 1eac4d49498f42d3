"""Lists of feeds: read whatever their state, written so that reading gives the same back."""

from __future__ import annotations

import pytest

from tui_reader.errors import SourceError
from tui_reader.ingest.feeds.opml import read_opml
from tui_reader.ingest.feeds.subscriptions import NotTaken, Subscription

GOOD = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>My &amp; feeds</title></head><body>
<outline text="News" title="News">
  <outline type="rss" text="One" title="One &amp; only" xmlUrl="https://one.example/feed?a=1&amp;b=2" htmlUrl="https://one.example/"/>
  <outline text="World"><outline type="rss" text="Two" xmlUrl="https://two.example/feed"/></outline>
</outline>
<outline text="UI / UX"><outline type="rss" title="One" xmlUrl="https://one.example/feed?a=1&amp;b=2"></outline></outline>
<outline type="rss" text="Three" xmlUrl="feed://three.example/feed"/>
</body></opml>"""


def test_folders_become_tags_and_a_feed_in_two_has_both() -> None:
    opml = read_opml(GOOD.encode())
    assert opml.title == "My & feeds"
    assert opml.feeds == (
        Subscription("https://one.example/feed?a=1&b=2", "One & only", "https://one.example/", ("News", "UI / UX")),
        Subscription("https://two.example/feed", "Two", "", ("News/World",)),
        Subscription("https://three.example/feed", "Three", "", ()),
    )
    assert opml.skipped == ()


@pytest.mark.parametrize(
    ("outline", "title"),
    [
        ('<outline text="Home & Style" xmlUrl="https://e.example/f" />', "Home & Style"),
        ('<outline description="<p>An <b class="x">old</b> list" text="T" xmlUrl="https://e.example/f"/>', "T"),
        ('<outline text="The "best" of it" xmlUrl="https://e.example/f"/>', 'The "best" of it'),
        ('<outline text="T" xmlUrl="https://e.example/f"> stray words', "T"),
        ("<outline text='It&apos;s' xmlUrl='https://e.example/f'/>", "It's"),
        ('<outline text="a > b" xmlUrl="https://e.example/f">', "a > b"),
        ('<OUTLINE TEXT="Loud" XMLURL="https://e.example/f"/>', "Loud"),
        ("<outline text=bare xmlUrl=https://e.example/f/>", "bare"),
        ('<outline text="No end" xmlUrl="https://e.example/f"', "No end"),
        ('<outline text="caf\xe9" xmlUrl="https://e.example/f"/>', "café"),
        ('<outline text="" title="" xmlUrl=" https://e.example/f "/>', ""),
        ('<outline text="type url" type="rss" url="https://e.example/f"/>', "type url"),
    ],
)
def test_malformed_lists_are_read_all_the_same(outline: str, title: str) -> None:
    data = f'<opml><body><outline text="Folder">{outline}\n<outline text="Next" xmlUrl="https://next.example/"/>'
    feeds = read_opml(data.encode("cp1252")).feeds
    assert [(f.title, f.url.rstrip("/")) for f in feeds][-1] == ("Next", "https://next.example")
    assert (feeds[0].title, feeds[0].url.rstrip("/"), feeds[0].tags) == (title, "https://e.example/f", ("Folder",))


def test_what_is_no_feed_is_told_and_comments_are_not_read() -> None:
    text = """<opml><body><!-- <outline xmlUrl="https://old.example/"/> --><outline text="Mail" xmlUrl="mailto:a@b.c"/>
      <outline type="rss" text="Empty" xmlUrl=""/><outline type="link" text="Site" url="https://site.example/"/>
      <outline text="Folder without feeds"/><outline text="T" xmlUrl="javascript:x"/><!-- open"""
    opml = read_opml(text.encode())
    assert opml.feeds == ()
    assert opml.skipped == (
        NotTaken("Mail", "its address is none of the web"),
        NotTaken("Empty", "it has no address"),
        NotTaken("Site", "it is a link, not a feed"),
        NotTaken("T", "its address is none of the web"),
    )


@pytest.mark.parametrize(("data", "reason"), [(b"", "it is empty"), (b"<html></html>", "it is no OPML")])
def test_what_is_no_list(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_opml(data)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "<outline " + " " * 300000,
        "<opml><outline " + "a" * 300000,
        '<outline a="' + '" ' * 200000,
        "<opml>" + "<!--" * 200000,
        '<outline text="' * 50000,
        "<outline>" * 50000,
        "<outline " + 'a="b" ' * 100000,
    ],
    ids=["blanks", "letters", "quotes", "comments", "open", "deep", "attributes"],
)
def test_floods_are_nothing(text: str) -> None:
    assert read_opml(text.encode()).feeds == ()
