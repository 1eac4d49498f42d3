"""Following and refreshing feeds, against a real server on loopback."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ingest.fetch.server import Server, bomb, conditional, password, redirect, reply, text, waiting
from tests.serving import rss
from tui_reader.errors import NotFoundError, StoreError, UsageError
from tui_reader.library import Library, claims, visits
from tui_reader.library.feeds import ClearedFeed
from tui_reader.library.refreshing import Progress, Report
from tui_reader.store.secrets import Secrets

BOATS = ("Boats", "<p>Two boats came in with the tide. Nobody on the quay said a word about it.</p>")
MARKET = ("Market", "<p>The market opened as on any other day.</p>")


def titles(library: Library) -> list[str]:
    return [article.title for article in library.reading.listing()]


def found(library: Library, query: str) -> list[str]:
    return [hit.title for hit in library.finding.find(query)]


def refresh(library: Library) -> Report:
    return library.refreshing.refresh(by_hand=True)


def test_a_feed_that_is_followed_brings_its_entries(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS, MARKET)))
    feed, new = library.feeds.follow(server.url("/feed"), tags=["sea"])
    assert new
    assert [due.id for due in library.refreshing.due()] == [feed.id]
    report = library.refreshing.refresh()
    assert (report.visited, len(report.new), report.failed) == (1, 2, [])
    assert titles(library) == ["Boats", "Market"]
    article = library.reading.listing()[0]
    assert (article.feed_id, article.source, article.read) == (feed.id, "Harbour News", False)
    assert found(library, "quay") == ["Boats"]
    assert found(library, "tag:sea tide") == ["Boats"]
    assert found(library, "feed:harbour market") == ["Market"]
    known = library.feeds.get(feed.id)
    assert (known.title, known.problem, known.failures, known.tags) == ("Harbour News", "", 0, ("sea",))
    assert not library.refreshing.due()


def test_nothing_is_fetched_or_read_twice(library: Library, server: Server) -> None:
    server.route("/feed", conditional(rss(BOATS).encode(), '"v1"', "Tue, 28 Jan 2025 07:36:00 GMT"))
    library.feeds.follow(server.url("/feed"))
    assert len(refresh(library).new) == 1
    again = refresh(library)
    assert (again.visited, again.unchanged, again.new, again.updated) == (1, 1, [], [])
    assert server.asked[-1].headers["if-none-match"] == '"v1"'
    assert library.feeds.all()[0].problem == ""


def test_a_changed_entry_is_a_new_revision_and_its_highlight_stays(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    library.feeds.follow(server.url("/feed"))
    article = refresh(library).new[0]
    library.marks.highlight_quote(article, "Nobody on the quay said a word", 1)
    server.route("/feed", text(rss((BOATS[0], "<p>A storm was over.</p>" + BOATS[1]))))
    assert refresh(library).updated == [article]
    opened = library.reading.open(article)
    mark = opened.highlights[0]
    assert mark.start is not None
    assert opened.document.text[mark.start : mark.end] == "Nobody on the quay said a word"
    assert opened.document.text.startswith("A storm was over.")


def test_a_feed_that_moved_for_good_is_visited_there_and_has_the_same_entries(library: Library, server: Server) -> None:
    server.route("/old", text(rss(BOATS)))
    feed, _ = library.feeds.follow(server.url("/old"))
    refresh(library)
    server.route("/old", redirect("/new", 301))
    server.route("/new", text(rss(MARKET, BOATS)))
    report = refresh(library)
    assert report.moved == [feed.id]
    assert titles(library) == ["Market", "Boats"]
    moved = library.feeds.get(feed.id)
    assert (moved.url, moved.moved_from) == (server.url("/new"), server.url("/old"))
    again, new = library.feeds.follow(server.url("/old"))
    assert (again.id, new) == (feed.id, False)


def test_a_redirect_for_now_is_not_remembered(library: Library, server: Server) -> None:
    server.route("/feed", redirect("/elsewhere", 302))
    server.route("/elsewhere", text(rss(BOATS)))
    feed, _ = library.feeds.follow(server.url("/feed"))
    assert len(refresh(library).new) == 1
    assert library.feeds.get(feed.id).url == server.url("/feed")


def test_too_often_is_kept_to_even_by_hand(library: Library, server: Server) -> None:
    server.route("/feed", reply(b"slow down", status=429, headers={"Retry-After": "600"}))
    feed, _ = library.feeds.follow(server.url("/feed"))
    report = refresh(library)
    assert "asked too often" in report.failed[0].reason
    asked = len(server.asked)
    assert refresh(library).not_due == 1
    assert len(server.asked) == asked
    state = library.feeds.states()[0]
    assert state.ill
    assert state.due.at is not None
    assert state.due.at >= int(time.time()) + 590
    assert "asked to wait" in state.due.reasons[0]
    assert library.feeds.get(feed.id).failures == 1


def test_gone_for_good_is_never_asked_again(library: Library, server: Server) -> None:
    server.route("/feed", reply(b"", status=410))
    feed, _ = library.feeds.follow(server.url("/feed"))
    refresh(library)
    assert library.feeds.get(feed.id).gone
    assert library.feeds.states()[0].due.at is None
    assert refresh(library).visited == 0


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (reply(b"", status=404), "nothing at this address"),
        (text("<html><body>no feed</body></html>"), "is no feed"),
        (reply(bomb(20), headers={"Content-Encoding": "gzip"}), "more than 15 MB"),
        (redirect("/feed"), "circle"),
        (redirect("http://169.254.1.1/feed"), "inside your own network"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_the_others_come(
    library: Library, server: Server, handler: object, words: str
) -> None:
    server.route("/feed", handler)  # type: ignore[arg-type]
    server.route("/good", text(rss(BOATS)))
    bad, _ = library.feeds.follow(server.url("/feed"))
    library.feeds.follow(server.url("/good"))
    report = refresh(library)
    assert titles(library) == ["Boats"]
    assert [failed.feed_id for failed in report.failed] == [bad.id]
    assert words in report.failed[0].reason
    assert library.feeds.get(bad.id).problem == report.failed[0].reason


def test_a_damaged_feed_gives_what_can_be_read(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS, MARKET)[:-60]))
    library.feeds.follow(server.url("/feed"))
    assert "Boats" in [library.reading.rows([i])[i].title for i in refresh(library).new]


def test_a_failing_feed_loses_nothing_and_recovers(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    feed, _ = library.feeds.follow(server.url("/feed"))
    refresh(library)
    server.route("/feed", reply(b"", status=500))
    refresh(library)
    refresh(library)
    assert library.feeds.get(feed.id).failures == 2
    assert titles(library) == ["Boats"]
    server.route("/feed", text(rss(MARKET, BOATS)))
    refresh(library)
    assert library.feeds.get(feed.id).failures == 0
    assert titles(library) == ["Market", "Boats"]


def test_user_agent_headers_and_password_are_sent_and_the_password_is_in_no_table(
    library: Library, server: Server, tmp_path: Path
) -> None:
    server.route("/feed", password(base64.b64encode(b"ann:canary").decode(), rss(BOATS).encode()))
    feed, _ = library.feeds.follow(server.url("/feed").replace("//", "//ann:wrong@"))
    assert "ann" not in feed.url
    assert "refuses" in refresh(library).failed[0].reason or library.feeds.get(feed.id).problem
    library.feeds.set(feed.id, password="canary", user_agent="mine/1", headers={"X-Token": "t"})
    assert len(refresh(library).new) == 1
    assert server.asked[-1].headers["user-agent"] == "mine/1"
    assert server.asked[-1].headers["x-token"] == "t"
    for file in (tmp_path / "data").iterdir():
        if file.name != "secrets.json":
            assert b"canary" not in file.read_bytes()


def test_leaving_a_feed_keeps_its_articles_and_can_be_undone(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS, MARKET)))
    feed, _ = library.feeds.follow(server.url("/feed"), tags=["sea"])
    refresh(library)
    library.feeds.leave([feed.id])
    assert library.feeds.all() == []
    assert len(library.reading.listing()) == 2
    assert library.reading.counts().unread == 0
    assert refresh(library).visited == 0
    undone = library.undoing.undo()
    assert undone is not None
    assert undone.label == "leaving Harbour News"
    assert [known.tags for known in library.feeds.all()] == [("sea",)]
    assert library.reading.counts().unread == 2
    library.undoing.redo()
    assert library.feeds.all() == []


def test_following_can_be_undone_and_done_again(library: Library, server: Server) -> None:
    feed, _ = library.feeds.follow(server.url("/feed"))
    library.undoing.undo()
    assert library.feeds.all() == []
    library.undoing.redo()
    assert [known.id for known in library.feeds.all()] == [feed.id]


def test_a_name_is_what_articles_bear(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    feed, _ = library.feeds.follow(server.url("/feed"))
    refresh(library)
    library.feeds.set(feed.id, name="Quay")
    server.route("/feed", text(rss(MARKET, BOATS)))
    refresh(library)
    assert {article.source for article in library.reading.listing()} == {"Quay"}
    library.undoing.undo()
    assert {article.source for article in library.reading.listing()} == {"Harbour News"}


def test_a_paused_feed_is_not_visited(library: Library, server: Server) -> None:
    feed, _ = library.feeds.follow(server.url("/feed"))
    assert library.feeds.pause([feed.id], True) == 1
    assert refresh(library).visited == 0
    assert server.asked == []


@pytest.mark.parametrize(
    "settings",
    [
        {"interval": 5},
        {"keep": -1},
        {"headers": {"X\n": "y"}},
        {"headers": {"Authorization": "x"}},
        {"url": "ftp://x/"},
        {"colour": 3},
    ],
)
def test_settings_that_make_no_sense_are_refused(library: Library, server: Server, settings: dict[str, object]) -> None:
    feed, _ = library.feeds.follow(server.url("/feed"))
    with pytest.raises(UsageError):
        library.feeds.set(feed.id, **settings)
    assert library.feeds.get(feed.id) == feed


def test_cancelling_keeps_what_came(library: Library, server: Server) -> None:
    for number in range(20):
        server.route(f"/{number}", text(rss((f"Entry {number}", "Words."))))
        library.feeds.follow(server.url(f"/{number}"))
    came: list[Progress] = []

    def told(progress: Progress) -> None:
        came.append(progress)

    report = Report()
    library.refreshing.refresh(
        by_hand=True, progress=told, cancelled=lambda: bool(came and came[-1].done), report=report
    )
    assert len(titles(library)) == len(report.new)
    whole = refresh(library)
    assert len(titles(library)) == 20
    assert not whole.failed


def test_many_feeds_are_read_in_other_processes_and_all_are_found(library: Library, server: Server) -> None:
    for number in range(40):
        server.route(f"/{number}", text(rss((f"Entry {number}", f"<p>The word is zebra{number}.</p>"))))
        library.feeds.follow(server.url(f"/{number}"))
    report = refresh(library)
    assert (len(report.new), report.failed) == (40, [])
    assert found(library, "zebra37")[:1] == ["Entry 37"]


def test_clearing_asks_first_and_spares_what_is_marked(library: Library, server: Server) -> None:
    names = [f"Entry {number}" for number in range(12)]
    server.route("/feed", text(rss(*((name, f"<p>The text of {name} is here.</p>") for name in names))))
    feed, _ = library.feeds.follow(server.url("/feed"))
    refresh(library)
    articles = {article.title: article.id for article in library.reading.listing()}
    library.reading.set_read(list(articles.values()), True)
    library.marks.bookmark(articles["Entry 10"])
    library.marks.highlight_quote(articles["Entry 9"], "The text of Entry 9", 1)
    library.marks.set_article_tags(articles["Entry 8"], ["keep"])
    library.reading.set_read([articles["Entry 7"]], False)
    clearing = library.feeds.clearing(keep=5)
    assert clearing.by_feed == (ClearedFeed("Harbour News", 3),)
    assert library.feeds.clearing(keep=5, spare=articles["Entry 11"]).by_feed == (ClearedFeed("Harbour News", 2),)
    library.marks.bookmark(articles["Entry 11"])  # in the meantime
    assert library.feeds.clear(clearing.ids) == 2
    assert len(library.reading.listing()) == 10
    server.route("/feed", text(rss(*((name, f"<p>The text of {name} is here.</p>") for name in names), ("New", "x"))))
    assert len(refresh(library).new) == 1  # what was cleared away does not come back
    assert found(library, "title:6") == []
    library.feeds.set(feed.id, keep=100)
    assert library.feeds.clearing(keep=5).ids == ()
    library.feeds.leave([feed.id])  # nothing of it is kept for its own sake, but what is marked is
    assert library.feeds.clearing(keep=5).by_feed == (ClearedFeed("Harbour News", 7, left=True),)
    assert library.feeds.clear(library.feeds.clearing().ids) == 7
    kept = {article.title for article in library.reading.listing()}
    assert kept == {"Entry 8", "Entry 9", "Entry 10", "Entry 11"}


def test_what_is_secret_does_not_move_to_another_server(library: Library, server: Server) -> None:
    feed, _ = library.feeds.follow("http://feeds.example/feed")
    assert visits.may_move(feed, "https://elsewhere.example/feed")
    for settings in ({"user": "ann"}, {"headers": {"X-Token": "t"}}):
        secret = library.feeds.set(feed.id, **settings)
        assert not visits.may_move(secret, "https://elsewhere.example/feed")
        assert visits.may_move(secret, "https://feeds.example/other")
        library.feeds.set(feed.id, user="", headers={})


def test_a_feed_that_moved_to_another_host_may_not_lead_inward_later(library: Library, server: Server) -> None:
    feed, _ = library.feeds.follow(server.url("/feed"))
    with library.feeds._store.transaction():
        library.feeds._store.feeds.moved(feed.id, "http://elsewhere.example/feed")
    assert not library.feeds.get(feed.id).typed
    library.feeds.set(feed.id, url=server.url("/feed"))
    assert library.feeds.get(feed.id).typed


def test_a_name_is_forgotten_when_the_feed_calls_itself_so(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    same, _ = library.feeds.follow(server.url("/feed"), name="Harbour  News")
    refresh(library)
    assert (library.feeds.get(same.id).name, library.feeds.get(same.id).title) == ("", "Harbour News")
    server.route("/other", text(rss(MARKET)))
    other, _ = library.feeds.follow(server.url("/other"), name="My harbour")
    refresh(library)
    assert library.feeds.get(other.id).shown == "My harbour"
    assert {article.source for article in library.reading.listing()} == {"Harbour News", "My harbour"}


def test_an_address_that_was_left_is_not_given_to_another_feed(library: Library, server: Server) -> None:
    old, _ = library.feeds.follow(server.url("/old"))
    feed, _ = library.feeds.follow(server.url("/feed"))
    with pytest.raises(UsageError, match="followed already"):
        library.feeds.set(feed.id, url=server.url("/old"))
    library.feeds.leave([old.id])
    with pytest.raises(UsageError, match="followed before"):
        library.feeds.set(feed.id, url=server.url("/old"))


def test_feeds_are_named_by_id_address_and_name(library: Library, server: Server) -> None:
    first, _ = library.feeds.follow(server.url("/1"), name="Harbour News")
    second, _ = library.feeds.follow(server.url("/2"), name="Harbour Weekly")
    third, _ = library.feeds.follow(server.url("/3"), name="99")
    named = library.feeds.named
    assert named(str(second.id)) == named(server.url("/2").replace("http", "HTTP")) == named("weekly") == second
    assert named("harbour news") == first
    assert named("99") == third
    with pytest.raises(UsageError, match="may be Harbour News"):
        named("harbour")
    for nothing in ("", " ", "7", "http://x.example/", "ocean"):
        with pytest.raises(NotFoundError):
            named(nothing)


def test_a_clock_that_was_set_back_silences_nothing(
    library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.route("/feed", text(rss(BOATS)))
    library.feeds.follow(server.url("/feed"))
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda base=time.time: base() + 400 * 86_400)
        refresh(library)
    assert refresh(library).visited == 1


@pytest.mark.parametrize("settings", [{"user_agent": "x\x01y"}, {"name": "\udcff\0"}, {"tags": ["\udcff"]}])
def test_odd_characters_are_refused_or_kept_in_a_form_that_can_be(
    library: Library, server: Server, settings: dict[str, object]
) -> None:
    feed, _ = library.feeds.follow(server.url("/feed"))
    with suppress(UsageError):
        library.feeds.set(feed.id, **settings)
    library.feeds.get(feed.id).shown.encode()
    assert refresh(library).visited == 1


def test_an_address_that_is_taken_by_now_does_not_stop_undoing(library: Library) -> None:
    feed, _ = library.feeds.follow("https://harbour.example/0")
    library.feeds.set(feed.id, url="https://harbour.example/1")
    library.feeds.set(feed.id, url="https://harbour.example/2")
    library.feeds.follow("https://harbour.example/1")
    for _ in range(4):
        assert library.undoing.undo() is not None
    assert library.undoing.undo() is None
    assert library.feeds.all() == []


def test_what_was_cleared_away_does_not_stop_undoing(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    feed, _ = library.feeds.follow(server.url("/feed"))
    article = refresh(library).new[0]
    library.marks.set_article_tags(article, ["sea"])
    library.marks.set_article_tags(article, [])
    library.reading.set_read([article], True)
    assert library.feeds.clear([article]) == 1
    while (undone := library.undoing.undo()) is not None:
        last = undone.label
    assert last == "following a feed"
    assert library.feeds.all() == []
    assert feed.id


def test_secrets_and_headers_do_not_go_to_another_host_and_come_back_with_an_undo(library: Library) -> None:
    feed, _ = library.feeds.follow("https://ann:canary@harbour.example/feed")
    library.feeds.set(feed.id, headers={"X-Token": "t"})
    library.feeds.set(feed.id, url="https://elsewhere.example/feed")
    moved = library.feeds.get(feed.id)
    assert (moved.user, moved.headers) == ("", ())
    library.undoing.undo()
    back = library.feeds.get(feed.id)
    assert (back.user, back.headers, library.feeds.password(back)) == ("ann", (("X-Token", "t"),), "canary")


def test_a_visit_to_a_feed_that_was_left_meanwhile_brings_nothing(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(BOATS)))
    feed, _ = library.feeds.follow(server.url("/feed"))
    server.route("/other", text(rss(MARKET)))
    library.feeds.follow(server.url("/other"))

    before = library.refreshing._chosen

    def chosen(*arguments: object, **more: object) -> object:
        found = before(*arguments, **more)  # type: ignore[arg-type]
        library.feeds.leave([feed.id])
        return found

    library.refreshing._chosen = chosen  # type: ignore[method-assign, assignment]
    refresh(library)
    assert titles(library) == ["Market"]


def test_a_password_is_that_of_one_user_on_one_host(library: Library, tmp_path: Path) -> None:
    feed, _ = library.feeds.follow("https://ann:canary@harbour.example/feed")
    library.feeds.set(feed.id, url="https://ben:other@elsewhere.example/feed")
    there = library.feeds.get(feed.id)
    assert (there.user, library.feeds.password(there)) == ("ben", "other")
    library.undoing.undo()
    back = library.feeds.get(feed.id)
    assert (back.user, library.feeds.password(back)) == ("ann", "canary")
    assert library.feeds.password(replace(back, url="https://elsewhere.example/feed")) is None


def test_a_password_that_was_replaced_comes_back_and_those_before_it_are_forgotten(
    library: Library, tmp_path: Path
) -> None:
    def kept() -> set[str]:
        return set(json.loads((tmp_path / "data" / "secrets.json").read_text("utf-8")).values())

    def now() -> str | None:
        return library.feeds.password(library.feeds.get(feed.id))

    feed, _ = library.feeds.follow("https://ann:canary-1@harbour.example/feed")
    library.feeds.set(feed.id, password="canary-2")
    library.undoing.undo()
    assert now() == "canary-1"
    library.undoing.redo()
    assert now() == "canary-2"
    library.feeds.follow("https://ann:canary-3@harbour.example/feed")  # once more, with another one
    assert (now(), kept()) == ("canary-3", {"canary-2", "canary-3"})
    library.undoing.undo()
    assert now() == "canary-2"
    library.feeds.set(feed.id, password="canary-4")
    assert (now(), kept()) == ("canary-4", {"canary-2", "canary-4"})
    library.undoing.undo()
    library.undoing.undo()  # to one that is forgotten: none is better than a wrong one
    assert now() is None
    for file in (tmp_path / "data").iterdir():
        assert file.name == "secrets.json" or b"canary" not in file.read_bytes()


def test_a_password_of_an_older_version_is_found_and_comes_back(library: Library, tmp_path: Path) -> None:
    feed, _ = library.feeds.follow("https://harbour.example/feed")
    library.feeds.set(feed.id, user="ann")
    assert library.feeds.password(library.feeds.get(feed.id)) is None
    store = library.feeds._store
    Secrets(tmp_path / "data").set(f"{store.state.get('library_id')}:{feed.id}:ann@harbour.example", "canary")
    assert library.feeds.password(library.feeds.get(feed.id)) == "canary"
    library.feeds.set(feed.id, password="other")
    assert library.feeds.password(library.feeds.get(feed.id)) == "other"
    library.undoing.undo()
    assert library.feeds.password(library.feeds.get(feed.id)) == "canary"


def test_a_password_that_cannot_be_kept_replaces_none(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    feed, _ = library.feeds.follow("https://ann:canary@harbour.example/feed")

    def full(self: Secrets, name: str, secret: str) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Secrets, "set", full)
    with pytest.raises(StoreError):
        library.feeds.set(feed.id, password="other")
    assert library.feeds.password(library.feeds.get(feed.id)) == "canary"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, StoreError])
@pytest.mark.parametrize("by_address", [False, True])
def test_until_a_password_is_kept_the_one_before_counts(
    library: Library, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException], by_address: bool
) -> None:
    feed, _ = library.feeds.follow("https://ann:canary@harbour.example/feed")
    seen = []

    def now() -> str | None:
        return library.feeds.password(library.feeds.get(feed.id))

    def interrupted(self: Secrets, name: str, secret: str) -> None:
        seen.append(now())
        raise fault("no")

    def change(password: str) -> None:
        if by_address:
            library.feeds.follow(f"https://ann:{password}@harbour.example/feed")
        else:
            library.feeds.set(feed.id, password=password)

    with monkeypatch.context() as patched:
        patched.setattr(Secrets, "set", interrupted)
        with pytest.raises(fault):
            change("other")
    assert (seen, now()) == (["canary"], "canary")
    library.undoing.undo()
    library.undoing.redo()
    assert now() == "canary"
    change("third")
    assert now() == "third"
    library.undoing.undo()
    assert now() == "canary"


def test_a_crash_before_a_password_is_kept_loses_none(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    feed, _ = library.feeds.follow("https://ann:canary@harbour.example/feed")
    with monkeypatch.context() as patched:
        patched.setattr("tui_reader.library.passwords.keep", lambda *_: None)
        library.feeds.set(feed.id, password="other")
    assert library.feeds.password(library.feeds.get(feed.id)) == "canary"
    library.feeds.set(feed.id, password="third")
    assert library.feeds.password(library.feeds.get(feed.id)) == "third"
    library.undoing.undo()
    assert library.feeds.password(library.feeds.get(feed.id)) == "canary"


@pytest.fixture
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing beyond this machine can be reached, and one need not wait to find out."""
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")


@pytest.mark.usefixtures("no_way_out")
def test_without_a_network_no_feed_is_blamed(library: Library, server: Server) -> None:
    for host in ("nowhere", "elsewhere"):
        library.feeds.follow(f"https://{host}.invalid/feed")
    report = refresh(library)
    assert (report.silent, report.visited, report.failed) == (2, 0, [])
    assert [(feed.failures, feed.problem, feed.last_try) for feed in library.feeds.all()] == [(0, "", None)] * 2
    server.route("/feed", text(rss(BOATS)))
    library.feeds.follow(server.url("/feed"))
    report = refresh(library)
    assert (report.silent, report.visited, len(report.failed), len(report.new)) == (0, 3, 2, 1)
    assert sorted(feed.failures for feed in library.feeds.all()) == [0, 1, 1]


@pytest.mark.usefixtures("no_way_out")
def test_one_host_that_is_silent_is_blamed(library: Library) -> None:
    library.feeds.follow("https://nowhere.invalid/feed")
    library.feeds.follow("https://nowhere.invalid/other")
    report = refresh(library)
    assert (report.silent, len(report.failed)) == (0, 2)


def test_what_came_is_here_while_others_are_waited_for(library: Library, server: Server) -> None:
    server.route("/fast", text(rss(BOATS)))
    server.route("/slow", waiting(asyncio.Event()))
    for path in ("/fast", "/slow"):
        library.feeds.follow(server.url(path))
    stored: list[bool] = []
    report = library.refreshing.refresh(
        by_hand=True, progress=lambda at: stored.append(at.stored), cancelled=lambda: any(stored)
    )
    assert (report.cancelled, len(report.new), report.failed) == (True, 1, [])
    assert titles(library) == ["Boats"]


def test_a_password_that_cannot_be_read_keeps_only_its_feed_away(
    library: Library, server: Server, tmp_path: Path
) -> None:
    for path in ("/fast", "/secret"):
        server.route(path, text(rss(BOATS)))
        library.feeds.follow(server.url(path))
    library.feeds.set(library.feeds.all()[1].id, user="ann", password="s")
    (tmp_path / "data" / "secrets.json").write_text("damaged", "utf-8")
    report = refresh(library)
    assert (len(report.new), [failed.feed_id for failed in report.failed]) == (1, [library.feeds.all()[1].id])


def test_what_one_feed_is_told_the_others_of_its_host_keep_to(library: Library, server: Server) -> None:
    for number in range(6):
        server.route(f"/{number}", text(rss(BOATS)))
        library.feeds.follow(server.url(f"/{number}"))
    server.route("/0", reply(b"slow down", status=429, headers={"Retry-After": "600"}))
    first, *others = library.feeds.all()
    library.refreshing.refresh([first.id])
    asked = len(server.asked)
    report = library.refreshing.refresh()
    assert (report.visited, report.not_due, report.failed, len(server.asked)) == (0, 6, [], asked)
    assert 590 <= refresh(library).wait <= 600
    state = next(state for state in library.feeds.states() if state.feed.id == others[0].id)
    assert not state.ill
    assert "asked too often" in state.due.reasons[0]


def test_who_was_not_asked_has_not_failed(library: Library, server: Server) -> None:
    for number in range(12):
        server.route(f"/{number}", reply(b"slow down", status=429))
        library.feeds.follow(server.url(f"/{number}"))
    report = refresh(library)
    assert len(report.failed) == report.visited == len(server.asked) < 12
    assert report.visited + report.not_due == 12
    assert sum(bool(feed.problem) for feed in library.feeds.all()) == len(report.failed)


def test_two_programs_do_not_ask_the_same_at_once(library: Library, server: Server, tmp_path: Path) -> None:
    for path in ("/one", "/two"):
        server.route(path, text(rss(BOATS)))
        library.feeds.follow(server.url(path))
    other = Library(tmp_path / "data")
    meanwhile: list[Report] = []

    def progress(_: Progress) -> None:
        if not meanwhile:
            meanwhile.append(other.refreshing.refresh(by_hand=True))

    assert library.refreshing.refresh(by_hand=True, progress=progress).visited == 2
    assert [(report.visited, report.not_due) for report in meanwhile] == [(0, 2)]
    assert len(server.asked) == 2
    assert other.refreshing.refresh(by_hand=True).visited == 2
    other.close()


def test_nobody_gives_back_what_others_claimed(library: Library, tmp_path: Path) -> None:
    other = Library(tmp_path / "data")
    mine, theirs = claims.Claim(library._store), claims.Claim(other._store)
    with library._store.transaction():
        assert mine.take({1, 2}) == {1, 2}
    with other._store.transaction():
        assert theirs.take({2, 3}) == {3}
    mine.give_back()
    with library._store.transaction():
        assert mine.take({1, 2, 3}) == {1, 2}
    other.close()
