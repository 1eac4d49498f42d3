"""Redirects: followed, remembered only when permanent, and never a way inward or out with a secret."""

from __future__ import annotations

import pytest

from tests.ingest.fetch.conftest import HERE, SHORT
from tests.ingest.fetch.server import Server, password, redirect, text
from tests.ingest.fetch.test_fetcher import failed, got, here
from tui_reader.ingest.fetch import fetcher as fetcher_module
from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.redirects import RedirectError, Trail
from tui_reader.ingest.fetch.urls import parse
from tui_reader.ingest.fetch.values import Credentials, Request


@pytest.mark.parametrize(
    ("chain", "remembered"),
    [([301], True), ([308, 301], True), ([301, 302], False), ([307], False), ([303, 301], False), ([302], False)],
)
async def test_only_permanent_chains_are_remembered(
    server: Server, fetcher: Fetcher, chain: list[int], remembered: bool
) -> None:
    for number, status in enumerate(chain):
        server.route(f"/{number}", redirect(f"/{number + 1}", status))
    server.route(f"/{len(chain)}", text("arrived"))
    answer = got(await fetcher.fetch(here(server.url("/0"))))
    assert answer.body == b"arrived"
    assert answer.final_url == server.url(f"/{len(chain)}")
    assert answer.moved_to == (answer.final_url if remembered else "")


async def test_circles_and_long_chains_end(server: Server, fetcher: Fetcher) -> None:
    server.route("/a", redirect("/b"))
    server.route("/b", redirect("/a"))
    answer = failed(await fetcher.fetch(here(server.url("/a"))))
    assert (answer.kind, len(server.asked)) == ("redirects", 2)
    for number in range(20):
        server.route(f"/{number}", redirect(f"/{number + 1}"))
    answer = failed(await fetcher.fetch(here(server.url("/0"))))
    assert answer.kind == "redirects"
    assert len(server.asked) == 2 + SHORT.redirects + 1


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://a.example/", "http://[", "//", "javascript:0", "http://\x01/"]
)
async def test_a_redirect_out_of_the_web_is_not_followed(server: Server, fetcher: Fetcher, location: str) -> None:
    server.route("/", redirect(location))
    assert failed(await fetcher.fetch(here(server.url()))).kind == "redirects"


@pytest.mark.parametrize("inside", ["127.0.0.1", "localhost", "::1", "0x7f.1", "2130706433", "169.254.169.254", "nas"])
async def test_a_redirect_inward_never_connects(server: Server, fetcher: Fetcher, inside: str) -> None:
    """The server that redirects was typed by its user; what it points at was not."""
    async with Server() as secret:
        host = f"[{inside}]" if ":" in inside else inside
        server.route("/", redirect(f"http://{host}:{secret.port}/"))
        typed = frozenset({"localhost"}) if inside != "localhost" else frozenset({"127.0.0.1"})
        url = server.url(host=next(iter(typed)))
        answer = failed(await fetcher.fetch(Request(url, allow_private_hosts=typed)), inside)
        assert answer.kind == "inward"
        assert not answer.permanent
        assert (len(server.asked), secret.connections) == (1, 0)


async def test_a_name_that_leads_inward_is_judged_by_the_address_connected_to(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetcher_module, "names_inward", lambda host: False)
    server.route("/", text("inside"))
    answer = failed(await fetcher.fetch(Request(server.url(host="localhost"))), "localhost")
    assert answer.kind == "inward"
    # A connection opened for someone who may does not serve someone who may not.
    assert got(await fetcher.fetch(Request(server.url(host="localhost"), allow_private_hosts=HERE))).body == b"inside"
    assert server.connections == 1  # and for the first one none was opened
    answer = failed(await fetcher.fetch(Request(server.url(host="localhost"))), "localhost")
    assert answer.kind == "inward"
    assert len(server.asked) == 1


async def test_secrets_stay_with_their_host(server: Server, fetcher: Fetcher) -> None:
    async with Server() as other:
        other.route("/feed", text("public"))
        server.route("/same", redirect("/feed"))
        server.route("/feed", password("bWU6cHc="))
        server.route("/away", redirect(other.url("/feed")))
        server.route("/sneaky", redirect(other.url("/back").replace("//", "//evil:evil@")))
        other.route("/back", redirect(server.url("/feed")))
        facts = {"credentials": Credentials("me", "pw"), "headers": (("X-Token", "t"),)}
        assert got(await fetcher.fetch(here(server.url("/same"), **facts))).body == b"secret feed"
        assert got(await fetcher.fetch(here(server.url("/away"), **facts))).body == b"public"
        assert failed(await fetcher.fetch(here(server.url("/sneaky"), **facts))).kind == "login"
        assert {"authorization", "x-token"} <= set(server.asked[0].headers)
        for asked in (*other.asked, server.asked[-1]):
            assert not {"authorization", "x-token"} & set(asked.headers)


def test_a_way_back_to_http_is_noted_not_remembered_and_carries_no_secret() -> None:
    trail = Trail(parse("https://a.example/feed"), Credentials("me", "pw"))
    up = Trail(parse("http://a.example/feed"), Credentials("me", "pw")).hop(301, "https://a.example/feed", 10)
    assert (up.downgraded, up.moved_to, up.trusted) == (False, "https://a.example/feed", True)
    assert up.credentials is not None
    down = trail.hop(301, "http://a.example/feed", 10)
    assert (down.downgraded, down.moved_to, down.trusted, down.credentials) == (True, "", False, None)
    again = down.hop(301, "https://a.example/other", 10)
    assert (again.downgraded, again.credentials) == (True, None)


def test_a_trail_refuses_what_it_has_seen() -> None:
    trail = Trail(parse("http://a.example/1#x"))
    with pytest.raises(RedirectError, match="circle"):
        trail.hop(302, "#elsewhere", 10)
    assert trail.hop(302, "?page=2", 10).target.url == "http://a.example/1?page=2"
