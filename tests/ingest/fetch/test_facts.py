"""The pure parts: addresses, what is inward, headers, proxies."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.fetch import headers
from tui_reader.ingest.fetch.inward import is_inward, names_inward
from tui_reader.ingest.fetch.proxies import proxy_for
from tui_reader.ingest.fetch.urls import Target, UrlError, ascii_host, follow, host_of, parse, same_origin

NOW = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b#c", "https://example.org/a?b"),
        ("http://example.org.:8080/ä b", "http://example.org:8080/%C3%A4%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"),
        ("http://a.example/%7Efoo%2F?q=%26&r=a+b", "http://a.example/%7Efoo%2F?q=%26&r=a+b"),
        ("http://me:pw@a.example/", "http://a.example/"),
        ("  http://a_b.example/feed\n", "http://a_b.example/feed"),
    ],
)
def test_addresses_are_sent_in_one_form(typed: str, sent: str) -> None:
    assert parse(typed).url == sent
    assert parse(sent).url == sent


@pytest.mark.parametrize(
    "url",
    [
        "",
        "//a.example/",
        "a.example",
        "gopher://a.example/",
        "http:///x",
        "http://a b.example/",
        "http://a.example\\@b.example/",
        "http://a.example:0x50/",
        "http://-a.example/",
        "http://a..example/",
        "http://[1.2.3.4]/",
        "http://[::1/",
        "http://a.example/\r\nHost: b.example",
        "http://a.example/\x00",
        "http://" + "a" * 9000,
        "http://\ud800.example/",
        "http://" + "ä" * 80 + ".example/",
    ],
)
def test_what_two_parsers_could_read_differently_is_refused(url: str) -> None:
    with pytest.raises(UrlError):
        parse(url)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_is_parsed_or_refused(url: str, location: str) -> None:
    base = parse("https://a.example/x/y?z")
    attempts: list[Callable[[], Target]] = [
        lambda: parse(f"http://{url}"),
        lambda: parse(f"http://a.example/{url}"),
        lambda: follow(base, location),
    ]
    for attempt in attempts:
        try:
            target = attempt()
        except UrlError:
            continue
        assert target.url.isascii()
        assert target.url.isprintable()
        assert " " not in target.url
        assert parse(target.url).host == target.host


def test_the_host_that_typing_an_address_allows() -> None:
    assert host_of("http://me@NAS.local:8080/x") == "nas.local"
    assert host_of("nonsense") == ""


def test_user_information_is_for_the_one_who_typed_it() -> None:
    typed = parse("http://m%40e:p%3Aw@a.example/")
    assert typed.credentials is not None
    assert (typed.credentials.user, typed.credentials.password) == ("m@e", "p:w")
    assert follow(typed, "http://x:y@a.example/b").credentials is None


def test_secrets_may_go_to_the_same_place_or_its_https_twin() -> None:
    home = parse("http://a.example/")
    assert same_origin(home, parse("http://a.example/b"))
    assert same_origin(home, parse("https://a.example/"))
    assert not same_origin(home, parse("http://a.example:8080/"))
    assert not same_origin(home, parse("https://a.example:8443/"))
    assert not same_origin(home, parse("http://b.example/"))
    assert not same_origin(parse("https://a.example/"), home)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "nonsense", "",
    ],
)  # fmt: skip
def test_inward_addresses(address: str) -> None:
    assert is_inward(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert not is_inward(address)


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost", "nas", "nas.local", "127.1", "0x7f.0.0.0x1", "017700000001", "::1"]
)
def test_names_that_lead_inward(host: str) -> None:
    assert names_inward(ascii_host(host))


@pytest.mark.parametrize("host", ["example.org", "local.example.org", "8.8.8.8", "2606:4700::1111", "0x.example"])
def test_names_that_may_lead_anywhere(host: str) -> None:
    assert not names_inward(ascii_host(host))


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32 - 1))
def test_every_way_to_write_an_ipv4_address_is_judged_alike(number: int) -> None:
    """Whatever the system would resolve the text to, it is never more public than the address itself."""
    address = socket.inet_ntoa(number.to_bytes(4, "big"))
    for written in (str(number), hex(number), f"{number >> 24}.{number & 0xFFFFFF}", f"0{number:o}"):
        if is_inward(address):
            assert names_inward(ascii_host(written))


def read(*lines: str) -> headers.Headers:
    return headers.read([f"{line}\r\n".encode("latin-1") for line in ("HTTP/1.1 200 OK", *lines, "")])


def test_headers_are_read_as_they_come() -> None:
    found = read('ETag: "a: b"', "X-A: 1", "x-a:2", "no colon", "Set-Cookie: HTTP/x")
    assert found == {"etag": '"a: b"', "x-a": "1, 2", "set-cookie": "HTTP/x"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        (" 7 ", 7),
        ("1.5", 1),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("9" * 400, 366 * 86_400),
        ("Tue, 14 Nov 2023 22:23:20 GMT", 600),
        ("Tuesday, 14-Nov-23 22:23:20 GMT", 600),
        ("Tue, 14 Nov 2023 22:03:20 GMT", 0),
        ("Tue, 30 Feb 2023 22:03:20 GMT", None),
        ("Tue, 14 Nov 99999 22:03:20 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: int | None) -> None:
    assert headers.retry_after(read(f"Retry-After: {value}"), NOW) == seconds


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ([], None),
        (["Cache-Control: max-age=60"], 60),
        (['Cache-Control: public, MAX-AGE = "60" , s-maxage=9'], 60),
        (["Cache-Control: s-maxage=9"], None),
        (["Cache-Control: max-age=60", "Age: 50"], 10),
        (["Cache-Control: max-age=60", "Age: 500"], 0),
        (["Cache-Control: max-age=60", "Age: old"], 60),
        (["Cache-Control: max-age=60, no-cache"], 0),
        (["Cache-Control: no-store"], 0),
        (["Cache-Control: max-age=-1"], None),
        (["Cache-Control: max-age=60", "Expires: 0"], 60),
        (["Expires: 0"], 0),
        (["Expires: Tue, 14 Nov 2023 22:14:20 GMT"], 60),
        (["Expires: Tue, 14 Nov 2023 22:14:20 GMT", "Date: Tue, 14 Nov 2023 22:14:10 GMT"], 10),
        (["Cache-Control: max-age=999999999999999"], 366 * 86_400),
    ],
)
def test_freshness(lines: list[str], seconds: int | None) -> None:
    assert headers.fresh_for(read(*lines), NOW) == seconds


@pytest.mark.parametrize(
    ("value", "kind", "charset"),
    [
        ("text/HTML; charset=UTF-8", "text/html", "utf-8"),
        ("text/xml;charset='iso-8859-1'; x=y", "text/xml", "iso-8859-1"),
        ("application/rss+xml", "application/rss+xml", ""),
        ("text/html, text/html; charset=utf-8", "text/html", "utf-8"),
        ("; charset=", "", ""),
    ],
)
def test_content_type(value: str, kind: str, charset: str) -> None:
    assert headers.content_type(read(f"Content-Type: {value}")) == (kind, charset)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_no_header_harms(value: bytes) -> None:
    found = headers.read(
        [name + b": " + value for name in (b"Retry-After", b"Cache-Control", b"Expires", b"Age", b"Date")]
    )
    for seconds in (headers.retry_after(found, NOW), headers.fresh_for(found, NOW)):
        assert seconds is None or 0 <= seconds <= 366 * 86_400
    headers.content_type({"content-type": value.decode("latin-1")})


ENVIRON = {"http_proxy": "http://p:1", "HTTPS_PROXY": "http://s:2", "HTTP_PROXY": "http://evil:1"}


@pytest.mark.parametrize(
    ("url", "environ", "proxy"),
    [
        ("http://a.example/", ENVIRON, "http://p:1"),
        ("https://a.example/", ENVIRON, "http://s:2"),
        ("http://a.example/", {"HTTP_PROXY": "http://evil:1"}, ""),
        ("http://a.example/", {"ALL_PROXY": "socks5h://t:9"}, "socks5h://t:9"),
        ("http://a.example/", {**ENVIRON, "no_proxy": "b.example, a.example"}, ""),
        ("http://x.a.example/", {**ENVIRON, "NO_PROXY": ".a.example"}, ""),
        ("http://xa.example/", {**ENVIRON, "NO_PROXY": "a.example"}, "http://p:1"),
        ("http://a.example/", {**ENVIRON, "no_proxy": "*"}, ""),
        ("http://a.example:81/", {**ENVIRON, "no_proxy": "a.example:80"}, "http://p:1"),
        ("http://a.example/", {**ENVIRON, "no_proxy": "a.example:80"}, ""),
        ("http://10.1.2.3/", {**ENVIRON, "no_proxy": "10.0.0.0/8"}, ""),
        ("http://a.example/", {**ENVIRON, "no_proxy": "10.0.0.0/8,x/y"}, "http://p:1"),
        ("http://[::1]/", {**ENVIRON, "no_proxy": "[::1]:80"}, ""),
        ("http://[::1]/", {**ENVIRON, "no_proxy": "::1"}, ""),
    ],
)
def test_proxies(url: str, environ: dict[str, str], proxy: str) -> None:
    assert proxy_for(parse(url), environ) == proxy
