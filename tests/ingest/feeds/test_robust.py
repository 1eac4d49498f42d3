"""Broken, lying and hostile feeds: what can be read is read, and what cannot is one sentence."""

from __future__ import annotations

import builtins
import json
import os
import socket
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.feeds.samples import FEEDS, RSS_20, rss
from tui_reader.errors import SourceError
from tui_reader.ingest.feeds import repair
from tui_reader.ingest.feeds.parse import parse
from tui_reader.ingest.feeds.values import FeedDocument

RUSSIAN = "Тихая гавань перед рассветом"
JAPANESE = "夜明け前の静かな港でした"


def _titles(data: bytes | str, content_type: str = "") -> list[str]:
    data = data.encode() if isinstance(data, str) else data
    return [e.entry.title for e in parse(data, content_type=content_type).entries]


def _reason(data: bytes | str) -> str:
    with pytest.raises(SourceError) as caught:
        parse(data.encode() if isinstance(data, str) else data, url="https://e.example/feed")
    assert caught.value.source == "https://e.example/feed"
    return caught.value.reason


@pytest.mark.parametrize(
    ("declared", "codec", "title"),
    [
        ("utf-8", "utf-8", RUSSIAN),
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8_r", RUSSIAN),
        ("Shift_JIS", "cp932", JAPANESE),
        ("EUC-JP", "euc_jp", JAPANESE),
        ("gb2312", "gb18030", "黎明前的港口很安静"),
        ("utf-16", "utf-16", RUSSIAN),
        ("utf-16", "utf-16-le", RUSSIAN),
        ("utf-16", "utf-16-be", RUSSIAN),
        ("utf-16", "utf-8", RUSSIAN),
        ("iso-8859-1", "utf-8", RUSSIAN),
        ("utf-8", "utf-8-sig", RUSSIAN),
        ("no-such-charset", "utf-8", RUSSIAN),
    ],
)
def test_charsets_true_and_false(declared: str, codec: str, title: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + rss(f"<item><title>{title}</title></item>")
    assert _titles(text.encode(codec)) == [title]


def test_a_charset_only_the_server_knows() -> None:
    data = rss(f"<item><title>{RUSSIAN}</title></item>").encode("cp1251")
    assert _titles(data, "application/rss+xml; charset=windows-1251") == [RUSSIAN]
    assert _titles(rss(f"<item><title>{RUSSIAN}</title></item>"), "text/xml; charset=us-ascii") == [RUSSIAN]


def test_windows_quotes_where_utf_8_is_declared() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + rss("<item><title>It\x92s “here”</title></item>")
    assert _titles(text.replace("\x92", "’").encode("cp1252")) == ["It’s “here”"]
    assert _titles(rss("<item><title>It&#146;s &#x93;here&#x94;</title></item>")) == ["It’s “here”"]


@pytest.mark.parametrize("cut", range(200, len(RSS_20), 97))
def test_entries_before_a_cut_survive(cut: int) -> None:
    feed = parse(RSS_20[:cut].encode())
    whole = RSS_20[:cut].count("</item>")
    assert [e.entry.title for e in feed.entries][:whole] == ["Two boats ’came’ in", "Quiet morning"][:whole]
    assert feed.problems


def test_names_of_characters_bare_signs_and_controls() -> None:
    items = (
        "<item><title>Tea&nbsp;&hellip; &eacute; AT&T a < b &unknown; \x0b\x1b &#27;</title>"
        "<link><![CDATA[https://e.example/?a=1&b=2]]></link></item>"
    )
    (entry,) = parse(rss(items).encode()).entries
    assert entry.entry.title == "Tea … é AT&T a < b &unknown; ␋␛ ␛"
    assert entry.entry.url == "https://e.example/?a=1&b=2"


def test_what_is_in_the_document_type_is_known_or_left_as_it_stands() -> None:
    head = (
        '<?xml version="1.0"?><!-- > --><!DOCTYPE rss [<!ENTITY ours "our own"><!ENTITY far SYSTEM "file:///etc/x">]>'
    )
    assert _titles(head + rss("<item><title>It is &ours; &far; &nbsp;!</title></item>")) == ["It is our own &far; !"]
    old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">'
    assert _titles(old + rss("<item><title>caf&eacute;</title></item>")) == ["café"]


def test_junk_in_front_of_the_feed() -> None:
    text = "\n\n<br />\n<b>Warning</b>: something in /srv/x.php on line 3\n" + RSS_20
    assert len(_titles(text)) == 2
    assert len(_titles("\ufeff  \n" + FEEDS["json 1.1"])) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (
            b"<!doctype html><html><head><title>Hi</title></head><body><p>x</p></body></html>",
            "it is a web page, not a feed",
        ),
        (b"<html><body>feed</body></html>", "it is a web page, not a feed"),
        (b'<opml version="1.0"><body/></opml>', "it is a list of feeds (OPML), not a feed"),
        (b"just words", "there is no feed in it"),
        (b"<project><item/></project>", "there is no feed in it"),
        (b'{"name": "package"}', "it is JSON, but no JSON Feed"),
        (b"{broken", "it is JSON, but no JSON Feed"),
        (b'{"items": ' + b"[" * 100_000, "it is JSON, but no JSON Feed"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "there is no feed in it"),
    ],
)
def test_what_is_no_feed_is_one_sentence(data: bytes, words: str) -> None:
    assert _reason(data) == words


def test_a_feed_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "LARGEST", 2_000_000)
    assert _reason(b" " * 2_000_001) == "it is larger than 2 MB"


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))


def _item(html: str) -> str:
    return rss(f"<item><title>x</title><description><![CDATA[{html}]]></description></item>")


def _typed(declarations: str, title: str, name: str = "rss") -> str:
    return f"<!DOCTYPE {name} [{declarations}]>" + rss(f"<item><title>{title}</title></item>")


BOMBS = {
    "laughs": _typed(LAUGHS, "&a11;"),
    "laughs behind a trick": "<!-- > -->" + _typed(LAUGHS, "&a11;", "rss PUBLIC '>' '>'"),
    "quadratic": _typed(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 20_000),
    "entity from a file": _typed('<!ENTITY a SYSTEM "file:///etc/hostname">', "x&a;"),
    "parameter entity": _typed('<!ENTITY % a SYSTEM "http://127.0.0.1:9/a"> %a;', "x"),
    "deep": "<rss><channel>" + "<a>" * 100_000 + "<item><title>x</title></item>",
    "deep items": "<rss><channel>" + "<item><title>x</title><description>" * 30_000,
    "deep markup": rss(f"<item><title>x</title><description>{'<b><ul><li>' * 30_000}x</description></item>"),
    "attributes": rss(f"<item {' '.join(f'a{n}=' + repr('1') for n in range(50_000))}><title>x</title></item>"),
    "ampersands": rss(f"<item><title>x{'&' * 300_000}</title></item>"),
    "open sections": rss("<item><title>x</title><description>" + "<![CDATA[" * 100_000),
    "comments": rss("<item><title>x</title></item>" + "<!--" * 200_000),
    "open quotes": _item('<a """\' ' * 30_000),
    "hidden": _item("<svg><select>" * 50_000 + "x"),
    "tables": _item("<table><td>a<td>b" * 30_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_open_nothing_and_do_not_go_off(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parse(RSS_20.encode())  # what is imported on the way must be there before opening is forbidden
    parse(rss("<item><title>x<b></title></item>").encode())

    def forbidden(*_: object, **__: object) -> NoReturn:
        raise AssertionError("opened something")

    monkeypatch.setattr(builtins, "open", forbidden)
    monkeypatch.setattr(os, "open", forbidden)
    monkeypatch.setattr(socket, "socket", forbidden)
    try:
        feed = parse(BOMBS[name].encode())
    except SourceError:
        return
    assert sum(len(e.entry.title) + len(e.entry.text) for e in feed.entries) < 2 * len(BOMBS[name])


def test_text_of_10_megabytes_is_not_cut() -> None:
    words = "word " * 2_100_000
    (entry,) = parse(rss(f"<item><title>x</title><description>{words}</description></item>").encode()).entries
    assert len(entry.entry.text) == len(words) - 1


def _check(feed: FeedDocument) -> None:
    for item in feed.entries:
        entry = item.entry
        for text in (entry.title, entry.text, entry.author, entry.url, entry.identity, item.guid, *item.categories):
            text.encode()
            assert "\0" not in text
        assert entry.title
        assert "\n" not in entry.title
        at = 0
        for block in entry.blocks or ():
            assert at <= block.start < block.end <= len(entry.text)
            at = block.end
        assert all(span.end <= len(entry.text) for span in entry.spans)
    assert len({item.entry.identity for item in feed.entries}) == len(feed.entries)


PIECES = (
    *(
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<description>",
        "</description>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "&#27;",
    ),
    *(
        "&nbsp;",
        "&",
        "<",
        '"',
        "\0",
        "\x1b]0;x\x07",
        "\ud800",
        "<p>",
        "<pre>",
        "<table><tr><td>",
        "<img src='http://[x' >",
    ),
    *(
        "<link>http://[::1</link>",
        "xml:base='::'",
        "<entry>",
        "<guid>1</guid>",
        "<pubDate>0000-99-99</pubDate>",
        "<a href=x>",
    ),
)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.sampled_from(list(FEEDS.values())),
    st.integers(0, 2_000),
)
def test_any_disorder(junk: str, feed: str, at: int) -> None:
    try:
        _check(parse((feed[:at] + junk + feed[at:]).encode("utf-8", "surrogatepass"), url="https://e.example/feed"))
    except SourceError:
        return


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=300), st.sampled_from((b"", b"<rss><channel><item><title>", b'{"items": [{"content_html": "'))
)
def test_any_bytes(data: bytes, before: bytes) -> None:
    try:
        _check(parse(before + data))
    except SourceError:
        return


@settings(deadline=None, max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "id",
                        "url",
                        "title",
                        "content_html",
                        "authors",
                        "author",
                        "name",
                        "tags",
                        "attachments",
                        "date_published",
                    )
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json(value: object) -> None:
    text = json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [value, {"title": value, "content_text": "x"}]}
    )
    _check(parse(text.encode()))
