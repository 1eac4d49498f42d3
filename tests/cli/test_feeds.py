"""`newsreader feeds` and `add` of addresses, against a real server on loopback."""

from __future__ import annotations

import base64
import io
import json
import shlex
import sys
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.fetch.server import Server, password, reply, text
from tests.library.test_pages import link, page
from tests.library.test_subscriptions import OPML, cache
from tests.serving import rss
from tui_reader.cli import main

BOATS = ("Boats", "<p>Two boats came in with the tide.</p>")
MARKET = ("Market", "<p>The market opened as on any other day.</p>")
EVIL = "\x1b]0;owned\x07 \x9b2J \u202egnp"


class Command:
    """Runs `newsreader` on a data folder of its own; `errors` is what it complained about last."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.errors = ""
        self._captured = captured
        self._patch = patch

    def __call__(self, *arguments: str, status: int = 0, stdin: bytes = b"") -> str:
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            outcome = main(["--data-dir", str(self.folder), *arguments])
        except SystemExit as end:  # argparse
            outcome = int(end.code or 0)
        shown = self._captured.readouterr()
        self.errors = shown.err
        assert outcome == status, shown.err
        return shown.out

    def json(self, *arguments: str, **more: Any) -> Any:
        return json.loads(self(*arguments, "--json", **more))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(tmp_path / "data", capsys, monkeypatch)


@pytest.fixture
def harbour(run: Command, server: Server) -> str:
    """A feed that is followed, with two articles; its address."""
    server.route("/feed", text(rss(BOATS, MARKET)))
    run("feeds", "add", server.url("/feed"), "--tag", "sea")
    return server.url("/feed")


def test_a_feed_is_followed_and_fetched_at_once(run: Command, harbour: str) -> None:
    assert run("feeds", "add", harbour) == "Followed already: Harbour News (1), 0 new articles of 2\n"
    assert [row["title"] for row in run.json("list")] == ["Boats", "Market"]
    assert run("feeds").startswith("    1      2/2     Harbour News  #sea  (silent for ")
    (feed,) = run.json("feeds")
    assert {name: feed[name] for name in ("id", "name", "url", "tags", "unread", "total")} == {
        "id": 1,
        "name": "Harbour News",
        "url": harbour,
        "tags": ["sea"],
        "unread": 2,
        "total": 2,
    }
    assert feed["silent_days"] > 300
    assert feed["last_success"] is not None
    assert feed["why"]


def test_the_answer_as_json(run: Command, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    outcome = run.json("feeds", "add", server.url("/feed"), server.url("/nothing"), "--tag", "sea", status=1)
    assert outcome == {
        "followed": [
            {
                "id": 1,
                "name": "Harbour News",
                "title": "Harbour News",
                "url": server.url("/feed"),
                "new": True,
                "articles": 1,
                "entries": 1,
                "newest": [{"id": 1, "title": "Boats", "published": "2025-01-28T07:36:00+00:00"}],
            }
        ],
        "choices": [],
        "skipped": [
            {"source": server.url("/nothing"), "reason": "127.0.0.1 has nothing at this address (404)."},
        ],
    }


def test_a_site_with_one_feed(run: Command, server: Server) -> None:
    server.route("/", page(head=link("/feed")))
    server.route("/feed", text(rss(BOATS)))
    assert run("feeds", "add", server.url("/"), "--title", "Quay").splitlines() == [
        "Followed: Quay (1), which calls itself Harbour News, 1 new article",
        "     1    2025-01-28  Boats",
    ]
    server.route("/feed", text(rss(*((f"Entry {number}", f"<p>{number}</p>") for number in range(5)), BOATS)))
    assert run("feeds", "add", server.url("/feed")).splitlines()[1:] == [
        "     6    2025-01-28  Entry 0",
        "     5    2025-01-27  Entry 1",
        "     4    2025-01-26  Entry 2",
        "          and 2 more: newsreader list --feed 1",
    ]
    assert run("feeds", "add", server.url("/later"), "--no-fetch").endswith("(2), not fetched yet\n")


def test_a_site_with_several_feeds_asks_which(run: Command, server: Server) -> None:
    server.route("/", page(head=link("/all", "All \x1b[31m") + link("/world", "World")))
    server.route("/world", text(rss(BOATS, title="World")))
    out = run("feeds", "add", server.url("/"), status=1)
    assert out.splitlines() == [f"  1  All ␛[31m  {server.url('/all')}", f"  2  World  {server.url('/world')}"]
    assert "has 2 feeds; say which with --pick N" in run.errors
    assert run.json("feeds") == []
    choices = run.json("feeds", "add", server.url("/"), status=1)["choices"]
    assert [feed["number"] for feed in choices[0]["feeds"]] == [1, 2]
    assert run("feeds", "add", server.url("/"), "--pick", "2").startswith("Followed: World (1), 1 new article\n")
    run("feeds", "add", server.url("/"), "--pick", "3", status=1)
    assert "there is no number 3" in run.errors
    run("feeds", "add", server.url("/"), "--pick", "1", status=1)
    assert "nothing at this address" in run.errors


def test_what_is_no_feed_is_one_sentence_and_the_others_are_followed(run: Command, server: Server) -> None:
    server.route("/", page())
    server.route("/news", text(rss(BOATS)))
    run("feeds", "add", server.url("/"), "gopher://x/", "http://127.0.0.1:1/", server.url("/news"), status=1)
    assert len(run.errors.splitlines()) == 3
    assert "no feed was found there" in run.errors
    assert len(run.json("feeds")) == 1


def test_a_password_comes_over_standard_input_and_is_shown_nowhere(
    run: Command, server: Server, tmp_path: Path
) -> None:
    server.route("/feed", password(base64.b64encode(b"ann:canary").decode(), rss(BOATS).encode()))
    run("feeds", "add", server.url("/feed"), status=1)
    assert "asks for a user name" in run.errors
    run("feeds", "add", server.url("/feed"), "--user", "ann", "--password-stdin", stdin=b"wrong\n", status=1)
    said = run("feeds", "add", server.url("/feed"), "--user", "ann", "--password-stdin", stdin=b"canary\n")
    assert "1 new article" in said
    run("feeds", "set", "1", "--password-stdin", stdin=b"wrong")
    run("refresh", status=1)
    run("feeds", "set", "1", "--password-stdin", stdin=b"canary\r\n")
    assert "0 failed" not in run("refresh", "--all")
    for shown in (("feeds", "--json"), ("feeds", "--health"), ("feeds", "export"), ("export", "--format", "json")):
        assert "canary" not in run(*shown)
    for file in run.folder.iterdir():
        assert file.name == "secrets.json" or b"canary" not in file.read_bytes()
    assert (run.folder / "secrets.json").stat().st_mode & 0o077 == 0


def test_a_feed_that_needs_settings_first_is_followed_without_looking(run: Command, server: Server) -> None:
    run("feeds", "add", server.url("/feed"), "--no-fetch")
    assert server.asked == []
    run("feeds", "set", "1", "--header", "X-Token: canary", "--header", "X-Other: b", "--user-agent", "mine/1")
    server.route("/feed", text(rss(BOATS)))
    run("refresh")
    assert (server.asked[0].headers["x-token"], server.asked[0].headers["user-agent"]) == ("canary", "mine/1")
    (feed,) = run.json("feeds")
    assert (feed["headers"], feed["user_agent"]) == (["X-Token", "X-Other"], "mine/1")
    assert "canary" not in run("feeds", "--json")
    run("feeds", "set", "1", "--no-headers", "--user-agent", "")
    run("refresh", "--all")
    assert "x-token" not in server.asked[-1].headers


def test_settings(run: Command, harbour: str) -> None:
    run(
        *("feeds", "set", harbour, "--name", "Quay", "--no-tags", "--tag", "fish", "--interval", "2h", "--keep", "50"),
        *("--full-text", "on", "--pause"),
    )
    (feed,) = run.json("feeds")
    assert [feed[name] for name in ("name", "title", "tags", "interval", "keep", "full_text", "paused", "state")] == [
        *("Quay", "Harbour News", ["fish"], 7_200, 50, True, True, "paused")
    ]
    assert {row["source"] for row in run.json("list")} == {"Quay"}
    run("feeds", "set", "quay", "--name", "", "--interval", "auto", "--keep", "auto", "--full-text", "off", "--resume")
    (feed,) = run.json("feeds")
    assert [feed[name] for name in ("name", "tags", "interval", "keep", "full_text", "paused")] == [
        *("Harbour News", ["fish"], None, None, False, False)
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("feeds", "set", "1"),
        ("feeds", "set", "7", "--name", "x"),
        ("feeds", "set", "1", "--interval", "1m"),
        ("feeds", "set", "1", "--interval", "soon"),
        ("feeds", "set", "1", "--keep", "-1"),
        ("feeds", "set", "1", "--full-text", "maybe"),
        ("feeds", "set", "1", "--header", "no colon"),
        ("feeds", "set", "1", "--header", "Cookie: x"),
        ("feeds", "set", "1", "--url", "ftp://x/"),
        ("feeds", "set", "1", "--tag", " "),
        ("feeds", "set", "1", "--pause", "--resume"),
        ("feeds", "remove", "1", "nothing"),
        ("feeds", "add", "http://a.example/", "http://b.example/", "--pick", "1"),
        ("feeds", "add", "http://a.example/", "--pick", "0"),
        ("feeds", "start", "nothing"),
        ("feeds", "dance"),
        ("refresh", "1", "--all"),
        ("refresh", "nothing"),
        ("list", "--feed", "nothing"),
        ("export", "--format", "opml", "--where", "x"),
    ],
)
def test_bad_usage_changes_nothing(run: Command, harbour: str, arguments: tuple[str, ...]) -> None:
    before = run.json("feeds")
    assert run(*arguments, status=2) == ""
    assert run.errors.splitlines()[-1].startswith("newsreader")
    assert [{**feed, "why": 0} for feed in run.json("feeds")] == [{**feed, "why": 0} for feed in before]


def test_the_articles_of_one_feed(run: Command, harbour: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Another\n2026-01-01\nA body of words.", "utf-8")
    run("add", str(tmp_path / "a.txt"))
    run("bookmark", str(run.json("list", "--feed", "harbour")[1]["id"]))
    assert [row["title"] for row in run.json("list", "--feed", harbour)] == ["Boats", "Market"]
    assert [row["title"] for row in run.json("list", "--feed", "1", "--bookmarked")] == ["Market"]
    assert [row["title"] for row in run.json("list", "--feed", "1", "--limit", "1", "--unread")] == ["Boats"]


def test_leaving_keeps_the_articles(run: Command, harbour: str) -> None:
    assert "Followed no more: Harbour News (1)" in run("feeds", "remove", harbour, "1")
    assert run.json("feeds") == []
    assert [row["read"] for row in run.json("list")] == [True, True]
    run("feeds", "add", harbour)
    assert [feed["id"] for feed in run.json("feeds")] == [1]
    assert len(run.json("list")) == 2


def test_health_says_what_is_wrong_and_when_it_is_tried_again(run: Command, harbour: str, server: Server) -> None:
    dated = rss(BOATS, title="A good one").replace("Tue, 28 Jan 2025 07:36:00 GMT", formatdate())
    server.route("/zoo", text(dated))
    run("feeds", "add", server.url("/zoo"))
    server.route("/feed", reply(b"", status=500))
    run("refresh", "1", status=1)
    out = run("feeds", "--health")
    assert out.index("Harbour News") < out.index("A good one")
    assert "failing: 127.0.0.1 has a fault of its own (500)" in out
    assert "it failed once, so it is left alone for" in out
    assert "A good one  (fine)" in out
    feed = next(feed for feed in run.json("feeds") if feed["id"] == 1)
    assert (feed["failures"], feed["problem"]) == (1, "127.0.0.1 has a fault of its own (500).")


def test_clearing_asks_first(run: Command, server: Server) -> None:
    server.route("/feed", text(rss(*((f"Entry {number}", f"<p>Text {number}.</p>") for number in range(8)))))
    run("feeds", "add", server.url("/feed"))
    assert run("feeds", "clean", "--keep", "3").startswith("Nothing to delete")
    run("feeds", "remove", "1")
    run("feeds", "add", server.url("/feed"))
    assert "5 articles that were read would be deleted for good; --yes does it" in run("feeds", "clean", "--keep", "3")
    assert len(run.json("list")) == 8
    assert run.json("feeds", "clean", "--keep", "3") == {
        "articles": 5,
        "deleted": 0,
        "feeds": [{"name": "Harbour News", "articles": 5, "followed": True}],
    }
    assert "5 articles deleted" in run("feeds", "clean", "--keep", "3", "--yes")
    assert len(run.json("list")) == 3
    run("refresh", "--all")
    assert len(run.json("list")) == 3
    run("feeds", "remove", "1")
    assert "3  Harbour News (followed no more)" in run("feeds", "clean", "--keep", "3")


# -- lists of feeds


def test_opml_in_and_out_is_the_same(run: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.opml").write_text(OPML, "utf-8")
    out = run("feeds", "import", str(tmp_path / "in.opml"), status=1)
    assert out == "2 feeds followed now, 0 already; `newsreader refresh` fetches what is new\n"
    assert run.errors.splitlines()[0] == "newsreader: skipped Mail: its address is none of the web"
    again = run.json("feeds", "import", str(tmp_path / "in.opml"), status=1)
    assert (again["kind"], again["new"], again["known"], len(again["skipped"])) == ("opml", [], 2, 2)
    exported = run("feeds", "export")
    assert run("export", "--format", "opml") == exported
    target = tmp_path / "out.opml"
    assert run("feeds", "export", "-o", str(target)) == "1 file written\n"
    assert target.read_text("utf-8") == exported
    assert run("feeds", "export", "-o", str(target)) == "Nothing to write: nothing new\n"
    other = Command(tmp_path / "other", capsys, run._patch)
    other("feeds", "import", str(target))
    assert other("feeds", "export") == exported


def test_a_file_of_somebody_else_is_not_overwritten(run: Command, harbour: str, tmp_path: Path) -> None:
    target = tmp_path / "notes.opml"
    target.write_text("My own words", "utf-8")
    run("feeds", "export", "-o", str(target), status=1)
    assert "left as it is" in run.errors
    assert target.read_text("utf-8") == "My own words"


def test_newsboat_comes_over(run: Command, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text('https://harbour.example/feed sea "~Quay"\nquery:All:x\n', "utf-8")
    run("feeds", "import", str(tmp_path / "urls"), status=1)
    assert "it is a search over other feeds" in run.errors
    path = cache(
        tmp_path / "cache.db", "https://harbour.example/feed", ("Boats", "<p>B.</p>", 1), ("M", "<p>M.</p>", 0)
    )
    out = run("feeds", "import", str(path))
    assert out == "0 feeds followed now, 1 already; 2 new articles, 0 known, 1 marked as read\n"
    assert run("feeds") == "    1      1/2     Quay  #sea  (not fetched yet)\n"
    assert [(row["title"], row["read"], row["source"]) for row in run.json("list")] == [
        ("Boats", False, "Quay"),
        ("M", True, "Quay"),
    ]


def test_a_host_inside_is_known_once_for_all(run: Command, server: Server, tmp_path: Path) -> None:
    outlines = "".join(f'<outline text="Feed {at}" xmlUrl="{server.url(f"/{at}")}"/>' for at in (1, 2))
    for at in (1, 2):
        server.route(f"/{at}", text(rss((f"Entry {at}", "Words."), title=f"Feed {at}")))
    (tmp_path / "in.opml").write_text(f"<opml>{outlines}</opml>", "utf-8")
    run("feeds", "import", str(tmp_path / "in.opml"))
    run("refresh", status=1)
    assert run.errors.splitlines()[-1] == (
        "newsreader: if you know such a host: newsreader feeds set 1 --trust-host, for all feeds there"
    )
    assert run("feeds", "set", "1", "--trust-host") == (
        "Its host is known: Feed 1 (1)\nIts host is known: Feed 2 (2)\n"
    )
    assert run("refresh") == "2 feeds visited, 2 new, 0 updated\n"


def test_what_is_no_list_is_one_sentence(run: Command, tmp_path: Path) -> None:
    assert run("feeds", "import", str(tmp_path / "missing"), status=1) == ""
    assert run.errors == f"newsreader: {tmp_path / 'missing'}: there is no such file\n"


def test_starter_packs(run: Command) -> None:
    pack = run.json("feeds", "starters")[0]
    assert f"{pack['name']}: {pack['title']}" in run("feeds", "starters")
    assert run("feeds", "start", pack["name"]).startswith(f"{len(pack['feeds'])} feeds followed now")
    assert {feed["url"] for feed in run.json("feeds")} == {feed["url"] for feed in pack["feeds"]}


# -- addresses that are added


def test_pages_and_feeds_are_added(run: Command, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    server.route("/story", page())
    out = run("add", server.url("/story"), server.url("/missing"), server.url("/feed"), status=1)
    assert out.splitlines() == [
        "Followed: Harbour News (1), 1 new article",
        "     1    2025-01-28  Boats",
        "2 added, 0 updated, 0 unchanged",
    ]
    assert run.errors == f"newsreader: skipped {server.url('/missing')}: 127.0.0.1 has nothing at this address (404).\n"
    outcome = run.json("add", server.url("/feed"))
    assert (outcome["unchanged"], outcome["feeds"][0]["new"]) == (1, False)
    assert "feeds" not in run.json("add", server.url("/story"))


def test_the_feeds_of_a_page_that_is_added_are_named_with_what_follows_them(run: Command, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    server.route("/", page(head=link("/feed", "News; rm -rf ~") + link("/all?a=1&b=$(x)", "")))
    server.route("/story", page(head=link("/feed")))
    everything = server.url("/all?a=1&b=$(x)")
    out = run("add", server.url("/"), server.url("/story"))
    assert out.splitlines() == [
        "2 added, 0 updated, 0 unchanged",
        f"{server.url('/')} names 2 feeds; to follow one:",
        "  News; rm -rf ~",
        f"    newsreader feeds add {server.url('/feed')}",
        f"    newsreader feeds add {shlex.quote(everything)}",
    ]
    run("feeds", "add", server.url("/feed"))
    assert "offered" not in run.json("add", server.url("/story"))
    offered = run.json("add", server.url("/"))["offered"]
    assert offered == [{"source": server.url("/"), "feeds": [{"url": everything, "title": ""}]}]


def test_the_full_text_of_an_article(run: Command, server: Server) -> None:
    server.route("/story", page())
    feed = rss(BOATS).replace("https://harbour.example/0", server.url("/story"))
    server.route("/feed", text(feed))
    run("add", server.url("/feed"))
    assert run("full-text", "1") == "1: the full text is here now\n"
    assert "Paragraph 5 of the story." in run("show", "1")
    assert run("full-text", "1") == "1: its page has no more than is here\n"
    outcome = run.json("full-text", "1", "9", "x", status=1)
    assert [(each["id"], each["fetched"], bool(each["reason"])) for each in outcome] == [
        ("1", False, False),
        ("9", False, True),
        ("x", False, True),
    ]


def test_hostile_names_never_reach_the_terminal(run: Command, server: Server, tmp_path: Path) -> None:
    item = "<item><title>T &#x202e;</title><guid>1</guid><description>D</description></item>"
    server.route("/feed", text(f"<rss version='2.0'><channel><title>N \u202egnp</title>{item}</channel></rss>"))
    server.route("/site", page(head=link(f"/a{EVIL}", EVIL) + link("/b", EVIL)))
    outlines = f'<outline text="{EVIL}" xmlUrl="https://e.example/{EVIL}"/><outline text="{EVIL}" type="rss"/>'
    (tmp_path / "x.opml").write_text(f"<opml>{outlines}</opml>", "utf-8")
    commands: list[tuple[tuple[str, ...], int]] = [
        (("feeds", "add", server.url("/feed"), "--title", EVIL, "--tag", EVIL), 0),
        (("feeds", "add", server.url("/site")), 1),
        (("feeds", "add", f"https://{EVIL}/"), 1),
        (("add", server.url("/site")), 0),
        (("feeds", "import", str(tmp_path / "x.opml")), 1),
        (("feeds",), 0),
        (("feeds", "--health"), 0),
        (("feeds", "set", "1", "--name", f"x{EVIL}"), 0),
        (("feeds", "set", f"y{EVIL}", "--name", "x"), 2),
        (("add", f"http://127.0.0.1:1/{EVIL}"), 1),
        (("refresh", "--all"), 0),
        (("feeds", "export"), 0),
        (("feeds", "remove", "1"), 0),
    ]
    for arguments, status in commands:
        written = run(*arguments, status=status) + run.errors
        harmless = {"\u202e"} if arguments == ("feeds", "export") else set()  # a file for other programs
        assert not set(written) & {"\x1b", "\x9b", "\x07", "\u202e"} - harmless, arguments
