"""What the fetcher makes of a real server's answers."""

from __future__ import annotations

import asyncio

import pytest

from tests.ingest.fetch.conftest import HERE, SHORT
from tests.ingest.fetch.server import (
    Handler,
    Server,
    bomb,
    conditional,
    endless,
    password,
    raw,
    redirect,
    reply,
    reset,
    text,
    waiting,
)
from tui_reader import __version__
from tui_reader.errors import UsageError
from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.values import Answer, Credentials, Failed, Fetched, Request, Unchanged

CANARY = "canary-9f3e"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


def here(url: str, **facts: object) -> Request:
    return Request(url, allow_private_hosts=HERE, **facts)  # type: ignore[arg-type]


def got(answer: Answer) -> Fetched:
    assert isinstance(answer, Fetched), answer
    return answer


def failed(answer: Answer, host: str = "127.0.0.1") -> Failed:
    """Every failure is one sentence that names the host."""
    assert isinstance(answer, Failed), answer
    assert host in answer.words
    assert answer.words.endswith(".")
    assert "\n" not in answer.words
    return answer


async def test_a_feed_comes_with_its_facts(server: Server, fetcher: Fetcher) -> None:
    facts = {"ETag": 'W/"a\xe9b"', "Last-Modified": "yesterday-ish", "Cache-Control": "public, max-age=600"}
    server.route("/feed", text("<rss>ä</rss>", headers=facts))
    answer = got(await fetcher.fetch(here(server.url("/feed?a=ü b"))))
    assert answer.body.decode() == "<rss>ä</rss>"
    assert (answer.content_type, answer.charset) == ("text/xml", "utf-8")
    assert (answer.etag, answer.last_modified) == ('W/"a\xe9b"', "yesterday-ish")
    assert answer.fresh_for == 600
    assert answer.moved_to == ""
    asked = server.asked[0]
    assert asked.path == "/feed?a=%C3%BC%20b"
    assert asked.headers["user-agent"] == f"newsreader/{__version__}"
    assert "if-none-match" not in asked.headers
    assert "cookie" not in asked.headers


async def test_validators_go_back_as_they_came(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", conditional(b"body", 'W/"a\xe9  b"', "Tue, 01 Jan 2030 00:00:00 GMT"))
    first = got(await fetcher.fetch(here(server.url("/feed"))))
    again = here(server.url("/feed"), etag=first.etag, last_modified=first.last_modified)
    answer = await fetcher.fetch(again)
    assert isinstance(answer, Unchanged)
    assert answer.etag == first.etag
    assert server.connections == 1  # the connection was kept


async def test_hints_before_the_answer_are_not_the_answer(server: Server, fetcher: Fetcher) -> None:
    server.route("/", raw(b'HTTP/1.1 103 Early Hints\r\nETag: "hint"\r\nX: 1\r\n\r\n' + HEAD + b"X-A: 2\r\n\r\nbody"))
    answer = got(await fetcher.fetch(here(server.url())))
    assert (answer.status, answer.etag, answer.body) == (200, "", b"body")


async def test_a_request_may_bring_its_own_headers_and_agent(server: Server, fetcher: Fetcher) -> None:
    server.route("/", text("x"))
    mine = (("X-Key", "näme €"), ("accept", "text/plain"))
    await fetcher.fetch(here(server.url(), headers=mine, user_agent="other/1"))
    headers = server.asked[0].headers
    assert headers["user-agent"] == "other/1"
    assert headers["accept"] == "text/plain"
    assert headers["x-key"].encode("latin-1").decode() == "näme €"


@pytest.mark.parametrize("header", [("A b", "x"), ("A", "x\r\nB: y"), ("", "x"), ("A", "\0")])
def test_a_header_that_would_split_the_request_cannot_be_made(header: tuple[str, str]) -> None:
    with pytest.raises(UsageError):
        Request("http://a.example/", headers=(header,))


@pytest.mark.parametrize(
    ("status", "headers", "kind", "retry_after", "permanent"),
    [
        (410, {}, "gone", None, True),
        (404, {}, "status", None, False),
        (401, {}, "login", None, False),
        (429, {"Retry-After": "120"}, "limited", 120, False),
        (429, {}, "limited", None, False),
        (503, {"Retry-After": "3600"}, "limited", 3600, False),
        (503, {}, "status", None, False),
        (500, {}, "status", None, False),
        (302, {}, "redirects", None, False),
        (301, {"Location": ""}, "redirects", None, False),
    ],
)
async def test_a_status_that_is_no_success(
    server: Server,
    fetcher: Fetcher,
    status: int,
    headers: dict[str, str],
    kind: str,
    retry_after: int | None,
    permanent: bool,
) -> None:
    server.route("/", text("an apology", status=status, headers=headers))
    answer = failed(await fetcher.fetch(here(server.url())))
    assert (answer.kind, answer.status, answer.retry_after) == (kind, status, retry_after)
    assert answer.permanent is permanent
    assert str(status) in answer.words


async def test_retry_after_as_a_date_is_measured_by_the_servers_clock(server: Server, fetcher: Fetcher) -> None:
    facts = {"Date": "Wed, 01 Jan 2020 00:00:00 GMT", "Retry-After": "Wed, 01 Jan 2020 00:05:00 GMT"}
    server.route("/", text("", status=429, headers=facts))
    answer = failed(await fetcher.fetch(here(server.url())))
    assert answer.retry_after == 300
    assert "5 minutes" in answer.words


@pytest.mark.parametrize(("wbits", "coding"), [(31, "gzip"), (15, "deflate"), (-15, "deflate")])
async def test_a_compression_bomb_is_stopped_while_it_unpacks(
    server: Server, fetcher: Fetcher, wbits: int, coding: str
) -> None:
    packed = bomb(200 if wbits == 31 else 1, wbits)
    server.route("/", reply(packed, headers={"Content-Encoding": coding}))
    answer = failed(await fetcher.fetch(here(server.url())))
    assert answer.kind == "too_large"
    assert answer.words == "127.0.0.1 sent more than 0.1 MB."
    assert answer.elapsed < 2


async def test_compressed_bodies_arrive_unpacked(server: Server, fetcher: Fetcher) -> None:
    import gzip

    server.route("/", reply(gzip.compress(b"<rss/>" * 10), headers={"Content-Encoding": "gzip"}))
    assert got(await fetcher.fetch(here(server.url()))).body == b"<rss/>" * 10
    assert "gzip" in server.asked[0].headers["accept-encoding"]


SIMPLE_FAULTS: dict[str, tuple[Handler, str]] = {
    "endless chunks": (
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"x" * 1024 + b"\r\n"),
        "too_large",
    ),
    "endless body without a length": (endless(HEAD + b"\r\n", b"x" * 4096), "too_large"),
    "endless headers": (endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 1000 + b"\r\n"), "too_large"),
    "a length that promises more": (raw(HEAD + b"Content-Length: 1000\r\n\r\nhalf"), "broken"),
    "chunks without an end": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"), "broken"),
    "reset": (reset, "broken"),
    "nothing at all": (raw(b""), "broken"),
    "not HTTP": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "protocol"),
    "said to be gzip": (reply(b"<rss/>", headers={"Content-Encoding": "gzip"}), "protocol"),
    "unknown compression": (reply(b"<rss/>", headers={"Content-Encoding": "squeeze"}), "protocol"),
    "an apology without end": (endless(b"HTTP/1.1 404 Not Found\r\n\r\n", b"sorry " * 500), "status"),
}


@pytest.mark.parametrize("fault", SIMPLE_FAULTS)
async def test_broken_and_hostile_servers_are_failures_in_words(server: Server, fetcher: Fetcher, fault: str) -> None:
    handler, kind = SIMPLE_FAULTS[fault]
    server.route("/", handler)
    assert failed(await fetcher.fetch(here(server.url()))).kind == kind
    server.route("/", text("well again"))
    assert got(await fetcher.fetch(here(server.url()))).body == b"well again"


async def test_wrong_types_and_charsets_are_reported_not_judged(server: Server, fetcher: Fetcher) -> None:
    server.route("/", reply("ä".encode(), headers={"Content-Type": 'IMAGE/png; x=1; charset="KOI8-R"'}))
    answer = got(await fetcher.fetch(here(server.url())))
    assert (answer.content_type, answer.charset, answer.body) == ("image/png", "koi8-r", "ä".encode())


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nX-A: 1\r\n", HEAD + b"Content-Length: 9\r\n\r\nhal"])
async def test_silence_is_given_up(server: Server, fetcher: Fetcher, before: bytes) -> None:
    release = asyncio.Event()
    server.route("/", waiting(release, before))
    answer = failed(await fetcher.fetch(here(server.url())))
    assert answer.kind == "timeout"
    assert "silent" in answer.words
    release.set()


async def test_a_slow_drip_is_ended_by_the_total_time(server: Server, fetcher: Fetcher) -> None:
    async def drip(_asked: object, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"Content-Length: 1000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await asyncio.sleep(0.02)

    server.route("/", drip)
    answer = failed(await fetcher.fetch(here(server.url(), timeout=0.3)))
    assert answer.kind == "timeout"
    assert 0.25 < answer.elapsed < 3


async def test_the_total_time_covers_the_redirects(server: Server) -> None:
    async def slowly(_asked: object, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.12)
        await redirect(f"/{len(server.asked)}")(server.asked[0], writer)

    for path in ("/", "/1", "/2", "/3", "/4"):
        server.route(path, slowly)
    async with Fetcher(SHORT, environ={}) as fetcher:
        assert failed(await fetcher.fetch(here(server.url(), timeout=0.3))).kind == "timeout"


async def test_nobody_listens(server: Server, fetcher: Fetcher) -> None:
    async with Server() as gone:
        url = gone.url()
    assert failed(await fetcher.fetch(here(url))).kind == "refused"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "feed",
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[::1/",
        "http://a:99999/",
    ],
)
async def test_what_is_no_address_is_never_asked_for(fetcher: Fetcher, url: str) -> None:
    answer = await fetcher.fetch(Request(url))
    assert isinstance(answer, Failed)
    assert (answer.kind, answer.permanent) == ("url", True)


async def test_ipv6(fetcher: Fetcher) -> None:
    try:
        server = await Server(host="::1").__aenter__()
    except OSError:
        pytest.skip("no IPv6 here")
    server.route("/", text("six"))
    assert got(await fetcher.fetch(here(server.url()))).body == b"six"
    await server.__aexit__(None, None, None)


async def test_pages_are_asked_for_as_pages(server: Server, fetcher: Fetcher) -> None:
    server.route("/old", redirect("/new"))
    server.route("/new", reply(b"<html>", headers={"Content-Type": "text/html; charset=windows-1251"}))
    page = got(await fetcher.fetch_page(server.url("/old"), allow_private_hosts=HERE))
    assert (page.final_url, page.charset) == (server.url("/new"), "windows-1251")
    assert server.asked[0].headers["accept"].startswith("text/html")


async def test_basic_authentication(server: Server, fetcher: Fetcher) -> None:
    server.route("/", password("w6RkYTpwOnfDpA=="))  # äda:p:wä
    assert failed(await fetcher.fetch(here(server.url()))).kind == "login"
    answer = await fetcher.fetch(here(server.url(), credentials=Credentials("äda", "p:wä")))
    assert got(answer).body == b"secret feed"
    typed = server.url().replace("//", "//%C3%A4da:p%3Aw%C3%A4@")
    answer = got(await fetcher.fetch(here(typed)))
    assert answer.body == b"secret feed"
    assert "@" not in answer.final_url


async def test_passwords_show_nowhere(server: Server, fetcher: Fetcher, caplog: pytest.LogCaptureFixture) -> None:
    server.route("/", text("", status=500))
    url = server.url("/?token=" + CANARY).replace("//", f"//me:{CANARY}@")
    request = here(url, credentials=Credentials("me", CANARY), headers=(("Authorization", CANARY),))
    answer = failed(await fetcher.fetch(request))
    assert CANARY not in repr(request)
    assert CANARY not in repr(Credentials("me", CANARY))
    assert CANARY not in answer.words
    assert CANARY not in caplog.text


async def test_a_proxy_of_the_environment_is_used(server: Server) -> None:
    server.route("http://feeds.example/feed", text("through the proxy"))
    async with Fetcher(SHORT, environ={"http_proxy": server.url("")}) as fetcher:
        answer = got(await fetcher.fetch(Request("http://feeds.example/feed")))
    assert answer.body == b"through the proxy"
    assert server.asked[0].headers["host"] == "feeds.example"
    async with Fetcher(SHORT, environ={"http_proxy": "http://127.0.0.1:1"}) as fetcher:
        answers = [await fetcher.fetch(Request("http://feeds.example/"))]
    async with Fetcher(SHORT, environ={"https_proxy": server.url("")}) as fetcher:
        answers.append(await fetcher.fetch(Request("https://feeds.example/")))  # CONNECT is answered with 404
    assert [failed(answer, "feeds.example").kind for answer in answers] == ["proxy", "proxy"]


async def test_nobody_inside_is_reached_over_a_proxy_either(server: Server) -> None:
    async with Fetcher(SHORT, environ={"http_proxy": server.url("")}) as fetcher:
        assert failed(await fetcher.fetch(Request("http://10.0.0.1/")), "10.0.0.1").kind == "inward"
    assert server.connections == 0


async def test_outside_its_block_the_fetcher_says_so() -> None:
    with pytest.raises(RuntimeError):
        await Fetcher().fetch(Request("http://a.example/"))
