"""The real host behind a link."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.test_markdown import check_blocks
from tui_reader.ingest import hosts
from tui_reader.ingest.hosts import real_host, with_real_hosts
from tui_reader.ingest.html import read_html
from tui_reader.ingest.markdown import read_markdown
from tui_reader.model import Block, Document, Span

EVIL = "https://evil.example/x"


@pytest.mark.parametrize(
    ("shown", "href", "host"),
    [
        ("paypal.com", EVIL, "evil.example"),
        ("https://paypal.com/login", EVIL, "evil.example"),
        ("WWW.PayPal.COM", "HTTPS://EVIL.Example/", "evil.example"),
        ("Log in at paypal.com now", EVIL, "evil.example"),
        ("(paypal.com)", EVIL, "evil.example"),
        ("paypal.com", "https://paypal.com@evil.example/", "evil.example"),
        ("https://paypal.com@evil.example", "https://paypal.com@evil.example", "evil.example"),
        ("https://paypal.com:pw@evil.example", "https://paypal.com:pw@evil.example", "evil.example"),
        ("paypal.com", "https://a@b@evil.example:8443/paypal.com", "evil.example"),
        ("paypal.com", "https://evil.example\\@paypal.com", "evil.example"),
        ("paypal.com", "https:////evil.example", "evil.example"),
        ("paypal.com", "https://evil%2eexample/", "evil.example"),
        ("paypal.com", "https://evil\u3002example/", "evil.example"),
        ("paypal.com", "https://evil.example./", "evil.example"),
        ("paypal.com", "https://paypal.com.evil.example/", "paypal.com.evil.example"),
        ("paypal.com", "http://127.0.0.1:8000/", "127.0.0.1"),
        ("paypal.com", "http://[::1]/", "::1"),
        ("192.168.1.1", EVIL, "evil.example"),
        ("pay\u200bpal.com", EVIL, "evil.example"),
        ("ｐａｙｐａｌ．ｃｏｍ", EVIL, "evil.example"),
        ("p\u0430ypal.com", "https://p\u0430ypal.com/", "xn--pypal-4ve.com"),
        ("paypal.com", "https://p\u0430ypal.com/", "xn--pypal-4ve.com"),
        ("münchen.de", "https://münchen.de/", "xn--mnchen-3ya.de"),
        ("münchen.de", "https://xn--mnchen-3ya.de/", "xn--mnchen-3ya.de"),
        ("help@paypal.com", "mailto:x@evil.example?subject=paypal.com", "evil.example"),
        ("ftp://paypal.com", EVIL, "evil.example"),
        ("setup.py/", EVIL, "evil.example"),
        ("blog.example.org", "https://example.org/", "example.org"),
        # the same host
        ("example.org", "https://example.org/a", ""),
        ("Example.ORG.", "https://www.example.org:443/a", ""),
        ("https://www.example.org/a?b=c", "http://example.org", ""),
        ("example.org:8080/x", "https://example.org:8080/x", ""),
        ("a@example.org", "mailto:a@example.org", ""),
        # no host
        ("here", EVIL, ""),
        ("the README.md, e.g. version 3.11, U.S. and Ph.D", EVIL, ""),
        ("It ended.", EVIL, ""),
        ("1.5 and 3.14.6", EVIL, ""),
        # no link that leads anywhere
        ("paypal.com", "javascript:alert(1)", ""),
        ("paypal.com", "/relative/evil.example", ""),
        ("paypal.com", "//evil.example", ""),
        ("paypal.com", "https://", ""),
        ("paypal.com", "", ""),
    ],
)
def test_what_is_said(shown: str, href: str, host: str) -> None:
    assert real_host(shown, href) == host


def test_the_host_stands_behind_the_link_and_everything_moves_along() -> None:
    text = "See paypal.com and b.\nNext note [1]"
    document = Document(
        text,
        (Block("paragraph", 0, 21), Block("paragraph", 22, len(text))),
        (Span(4, 14, "link", EVIL), Span(4, 14, "strong"), Span(19, 20, "link", "#32"), Span(32, 35, "link", "#19")),
    )
    moved = with_real_hosts(document)
    assert moved.text == "See paypal.com [evil.example] and b.\nNext note [1]"
    check_blocks(moved)
    assert [(s.kind, moved.text[s.start : s.end]) for s in moved.spans] == [
        ("link", "paypal.com"), ("strong", "paypal.com"), ("link", "b"), ("link", "[1]"),
    ]  # fmt: skip
    assert [moved.text[int(s.href[1:])] for s in moved.spans[2:]] == ["[", "b"]
    assert with_real_hosts(moved) is not document


def test_a_link_over_a_part_of_a_host() -> None:
    assert "[evil.example]" in read_markdown(f"Go to [paypal]({EVIL}).com today").document.text
    assert "[evil.example]" in read_markdown(f"Go to pay[pal.com]({EVIL}) today").document.text


def test_markdown_and_pages_tell() -> None:
    text = read_markdown(f"[paypal.com]({EVIL}) [here]({EVIL}2) <https://example.org> [y.org](z.md)")
    assert text.document.text == "paypal.com [evil.example] here https://example.org y.org"
    page = read_html(
        "<html><head><title>T</title></head><body><article><p>The harbour was quiet before dawn, and two boats came in"
        f" with the tide, <a href='{EVIL}'>pay<b>pal</b>.com</a>, said <a href='{EVIL}'>somebody</a> on the quay.</p>"
        "<p>Later the market opened as on any other day, and the oldest of the sellers had seen worse winters.</p>"
        "<ul><li>An <a href='https://paypal.com@evil.example'>https://paypal.com</a> item.</li></ul>"
        "<table><tr><td><a href='https://evil.example'>x.org</a></td><td>two</td></tr></table></article></body></html>"
    )
    check_blocks(page.document)
    assert "paypal.com [evil.example], said somebody on the quay." in page.document.text
    assert "An https://paypal.com [evil.example] item." in page.document.text
    assert "x.org [evil.example]\ttwo" in page.document.text


def test_a_long_host_shows_its_end() -> None:
    host = real_host("paypal.com", f"https://{'paypal.com.' * 30}evil.example")
    assert host.startswith("…")
    assert host.endswith("evil.example")
    assert len(host) == 81


@settings(deadline=None, max_examples=300)
@given(
    st.text(alphabet="ab.:/@\\ -x\u0430\u200b。[]()%2e", max_size=30) | st.text(max_size=20),
    st.text(alphabet="ab.:/@\\?#\u0430。[]%2e\ud800", max_size=30).map(lambda rest: "https://" + rest)
    | st.text(max_size=20),
)
def test_any_link_is_looked_at(shown: str, href: str) -> None:
    host = real_host(shown, href)
    assert host.isascii() or host.startswith("…")
    assert not set(host) & set(" []\n\x1b")


@pytest.mark.parametrize("piece", ["a.", "a@", "a.b@", "https://", "a.a.a/", ".a-", "www."])
def test_long_words_take_no_time(piece: str) -> None:
    text = piece * 20_000
    spans = tuple(Span(n * 20, n * 20 + 10, "link", EVIL) for n in range(500))
    check_blocks(with_real_hosts(Document(text, (Block("paragraph", 0, len(text)),), spans)))
    real_host(text[:2_000], EVIL)


@given(st.text("ab.:/ \n@é-", max_size=12), st.integers(0, 220), st.text("ab.:/ \n@é-", max_size=12))
def test_what_is_shown_of_a_link_is_its_whole_words(before: str, more: int, behind: str) -> None:
    text = f"{before}{'x' * more}link{behind}"
    start = len(before) + more
    around = r"[\w.@:/-]{0,200}"
    left = re.search(rf"{around}\Z", text[:start])
    right = re.match(around, behind)
    assert left
    assert right
    shown = hosts._shown(text, Span(start, start + 4, "link", EVIL))
    assert shown == f"{left[0]}link{right[0]}"


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30))
def test_a_host_in_ascii_is_asked_for_as_any_other(host: str) -> None:
    assert hosts._ascii(host) == hosts._ascii(f"{host}\u200b")  # what nobody sees keeps it from the short way
    assert hosts._plain(host) == host
