"""Titles, names, addresses, identities and which of several texts is the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.feeds.samples import rss
from tui_reader.ingest.feeds.addresses import absolute, openable
from tui_reader.ingest.feeds.entries import names, plain, tags
from tui_reader.ingest.feeds.parse import parse
from tui_reader.ingest.feeds.values import FeedEntry, RawText

URL = "https://e.example/feed"


def _entries(items: str, **facts: str) -> tuple[FeedEntry, ...]:
    return parse(rss(items, **facts).encode(), url=URL).entries


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("AT&amp;T &#8217;", "AT&T ’"),
        ("<b>Bold</b> and <i>not</i>", "Bold and not"),
        ("a < b and c > d", "a < b and c > d"),
        ("List<T> is a type", "List<T> is a type"),
        ("  two\n lines ", "two lines"),
        ("<img src='x' onerror='y'>", ""),
        ("[brackets] stay", "[brackets] stay"),
    ],
)
def test_titles_are_plain(title: str, text: str) -> None:
    assert plain(RawText(title)) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (["ann@e.example (Ann Author)"], "Ann Author"),
        (["Ann Author <ann@e.example>"], "Ann Author"),
        (["ann@e.example"], "ann@e.example"),
        (["Ann", "Ben", "Ann"], "Ann, Ben"),
        (["<b>Ann</b> &amp; Co"], "Ann & Co"),
        (["x" * 500, " \n "], ""),
    ],
)
def test_names(raw: list[str], shown: str) -> None:
    assert names(raw) == shown


def test_tags_are_short_and_each_once() -> None:
    assert tags(["a", " a ", "b &amp; c", "", "x" * 200, *map(str, range(50))])[:3] == ("a", "b & c", "0")
    assert len(tags(map(str, range(50)))) == 30


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" https://a.example/a b\n", "https://a.example/a%20b"),
        ("/x", "https://base.example/x"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("x?y#z", "https://base.example/dir/x?y#z"),
        ("javascript:alert(1)", ""),
        ("http:relative", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("ftp://a.example/", ""),
        ("http://a.example/\x1b", ""),
        ("http://ℂ.example:99x/", "http://ℂ.example:99x/"),
        ("", ""),
    ],
)
def test_addresses(address: str, whole: str) -> None:
    assert absolute(address, "https://base.example/dir/page") == whole


def test_mail_is_for_articles_only() -> None:
    assert openable("mailto:a@b.example", "") == "mailto:a@b.example"
    assert absolute("mailto:a@b.example", "") == ""


def test_identity_is_the_guid_in_its_feed_else_the_link_else_the_content() -> None:
    one, two, three, four = _entries(
        "<item><guid isPermaLink='false'>g</guid><link>https://e.example/1</link><title>1</title></item>"
        "<item><link>https://e.example/2</link><title>2</title></item>"
        "<item><title>3</title><description>text</description></item>"
        "<item><title>3</title><description>other text</description></item>"
    )
    assert one.entry.identity == f"id:{URL}\x1fg"
    assert two.entry.identity == "url:https://e.example/2"
    assert three.entry.identity.startswith("hash:")
    assert three.entry.identity != four.entry.identity


def test_one_id_for_different_entries_loses_none_of_them() -> None:
    item = "<item><guid>same</guid><link>https://e.example/{0}</link><title>{0}</title></item>"
    entries = _entries("".join(item.format(n) for n in range(3)))
    assert [e.entry.title for e in entries] == ["0", "1", "2"]
    again = _entries("".join(item.format(n) for n in (2, 0)))
    assert [e.entry.identity for e in again] == [entries[2].entry.identity, entries[0].entry.identity]


def test_the_same_entry_twice_is_one() -> None:
    item = "<item><guid>g</guid><title>T</title><description>first</description></item>"
    feed = parse(rss(item + item.replace("first", "second")).encode(), url=URL)
    assert [e.entry.text for e in feed.entries] == ["first"]
    assert feed.problems == ("1 entry left out, of which the feed has another one with the same id",)


def test_an_entry_with_nothing_to_show_is_told() -> None:
    feed = parse(rss("<item><guid isPermaLink='false'>g</guid></item><item/><item><title>T</title></item>").encode())
    assert len(feed.entries) == 1
    assert feed.problems == ("2 entries without a title, a text or a link left out",)


def test_entries_without_a_title_get_one() -> None:
    entries = _entries(
        "<item><description>&lt;p&gt;First sentence, long enough to be one. Second.&lt;/p&gt;</description></item>"
        "<item><link>https://e.example/a/the-post?x=1</link></item>"
        "<item><link>https://e.example/</link></item>"
        "<item><enclosure url='https://e.example/a.mp3' type='audio/mpeg'/></item>"
    )
    assert [e.entry.title for e in entries] == [
        "First sentence, long enough to be one.",
        "the-post",
        "e.example",
        "Feed",
    ]


def test_the_longer_text_is_the_article_even_if_it_is_called_a_summary() -> None:
    long = "word " * 100
    attributes = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    items = (
        f"<item><title>1</title><description>short</description><content:encoded>{long}</content:encoded></item>"
        f"<item><title>2</title><description>{long}</description><content:encoded>short</content:encoded></item>"
        f"<item><title>3</title><description>{long}</description><content:encoded> </content:encoded></item>"
        f"<item><title>4</title><description>kept</description><content:encoded>&lt;img src='x' width='1'&gt;"
        f"</content:encoded></item>"
    )
    texts = [e.entry.text for e in _entries(items, attributes=attributes)]
    assert texts == [long.strip(), long.strip(), long.strip(), "kept"]


def test_plain_text_keeps_its_lines_only_where_it_has_paragraphs() -> None:
    one, two = _entries(
        "<item><title>1</title><description>wrapped\n   by a program</description></item>"
        "<item><title>2</title><description>first\n\nsecond\nline &amp;amp; more</description></item>"
    )
    assert (one.entry.text, one.entry.blocks) == ("wrapped by a program", None)
    assert two.entry.text == "first\n\nsecond\nline & more"


def test_the_language_is_that_of_the_text_before_what_the_feed_says() -> None:
    german = "Der Hafen war still, und niemand sagte ein Wort zu den Leuten auf den Booten. " * 2
    head = "<language>en-us</language>"
    one, two = _entries(f"<item><title>{german}</title></item><item><title>Xyz</title></item>", head=head)
    assert (one.entry.lang, two.entry.lang) == ("de", "en")


def test_an_ascii_word_in_two_bases() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://[bad"><title>T</title>
      <entry><title>A</title><link href="x"/></entry></feed>"""
    (entry,) = parse(text.encode(), url=URL).entries
    assert entry.entry.url in ("", "https://e.example/x")


PIECES = [
    "http",
    "https",
    "HTTP",
    "://",
    "e.example",
    "/",
    "?",
    "#",
    "a b",
    "é",
    "[",
    "]",
    "\x7f",
    "\t",
    "%20",
    "@",
    "mailto:",
    "\\",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from(["", URL]))
def test_a_plain_address_is_taken_as_any_other(address: str, base: str) -> None:
    for way in (absolute, openable):
        assert way(address, base) == way(f" {address}", base) or address.startswith("mailto:")
