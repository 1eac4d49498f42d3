"""What is behind an address: feeds, sites, pages; and the full text behind the beginning of an article."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path

import pytest

from tests.ingest.fetch.server import Asked, Handler, Server, password, redirect, reply, text
from tests.serving import rss
from tui_reader.errors import SourceError, UsageError
from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.urls import with_credentials, without_secrets
from tui_reader.ingest.fetch.values import Answer, Failed, Fetched, Request
from tui_reader.library import Library, web
from tui_reader.library.adding import Report
from tui_reader.library.pages import Cancelled, FullText
from tui_reader.store.entries import EntryFacts

SENTENCE = "The harbour was quiet before dawn, and nobody on the quay said a word about the boats of the night. "
PARAGRAPHS = "".join(f"<p>Paragraph {number} of the story. {SENTENCE * 3}</p>" for number in range(6))


def page(title: str = "A quiet harbour", head: str = "", body: str = PARAGRAPHS) -> Handler:
    """A web page with an article in it."""
    html = f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}"
    return reply(f"{html}</article></body></html>".encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def link(href: str, title: str = "") -> str:
    return f"<link rel=alternate type=application/rss+xml title='{title}' href='{href}'>"


def titles(library: Library) -> list[str]:
    return [article.title for article in library.reading.listing()]


def test_a_feed_is_seen_and_followed_with_one_visit(library: Library, server: Server) -> None:
    server.route(
        "/feed", text(rss(("Boats", "<p>Two boats.</p>"), ("Market", "<p>Fish.</p>")), headers={"ETag": '"1"'})
    )
    seen = library.pages.look(server.url("/feed"))
    assert seen.feed is not None
    assert (seen.is_typed(seen.url), seen.is_typed("http://x.example/")) == (True, False)
    assert library.feeds.all() == []
    visit = library.feeds.follow_seen(seen, name="Quay", tags=["sea"])
    assert (visit.is_new, len(visit.came.new)) == (True, 2)
    assert (visit.feed.shown, visit.feed.tags, visit.feed.last_success is None) == ("Quay", ("sea",), False)
    assert titles(library) == ["Boats", "Market"]
    assert {article.source for article in library.reading.listing()} == {"Quay"}
    assert [hit.title for hit in library.finding.find("fish")] == ["Market"]
    assert len(server.asked) == 1
    library.refreshing.refresh(by_hand=True)
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    again = library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    assert (again.is_new, again.came.new, again.feed.id) == (False, [], visit.feed.id)
    library.undoing.undo()
    assert library.feeds.all() == []


def test_the_entries_of_a_feed_that_moved_are_not_there_twice(library: Library, server: Server) -> None:
    server.route("/old", text(rss(("Boats", "Text."))))
    library.feeds.follow_seen(library.pages.look(server.url("/old")))
    server.route("/new", text(rss(("Boats", "Text."))))
    server.route("/old", redirect("/new", 301))
    library.refreshing.refresh(by_hand=True)
    library.feeds.follow_seen(library.pages.look(server.url("/new")))
    assert titles(library) == ["Boats"]
    assert len(library.feeds.all()) == 1


def test_the_feeds_that_a_site_names(library: Library, server: Server) -> None:
    server.route(
        "/", page(head=link("/feed", "All") + link("/comments/feed", "Comments") + link("/world.rss", "World"))
    )
    seen = library.pages.look(server.url("/"))
    assert seen.feed is None
    assert [(feed.title, feed.url) for feed in seen.feeds] == [
        ("All", server.url("/feed")),
        ("World", server.url("/world.rss")),
        ("Comments", server.url("/comments/feed")),
    ]
    assert seen.page is not None


def test_usual_places_are_tried_where_a_site_names_none(library: Library, server: Server) -> None:
    server.route("/", page())
    server.route("/atom.xml", text(rss(("A", "Text."), title="Found")))
    assert [(f.title, f.url) for f in library.pages.look(server.url("/")).feeds] == [("Found", server.url("/atom.xml"))]


@pytest.mark.parametrize("typed", ["feed:{}", "FEED://{}", " {} "])
def test_addresses_as_people_hand_them_over(library: Library, server: Server, typed: str) -> None:
    server.route("/feed", text(rss(("A", "Text."))))
    address = typed.format(server.url("/feed"))
    assert library.pages.look(address).feed is not None


def test_a_host_without_tls_is_found_without_waiting_long_for_it(
    library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This server waits for the end of a request that never comes, as many do when they are spoken to in TLS."""
    monkeypatch.setattr(web, "GUESS", 0.1)
    server.route("/feed", text(rss(("A", "Text."))))
    bare = server.url("/feed").removeprefix("http://")
    seen = library.pages.look(bare)
    assert (seen.url, seen.feed is not None) == (server.url("/feed"), True)
    assert len(server.asked) == 1


def test_a_password_is_not_sent_on_a_guess(library: Library, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    monkeypatch.setattr(server, "_serve_one", hang_up)
    with pytest.raises(SourceError, match="https://127"):
        library.pages.look(f"ann:canary@127.0.0.1:{server.port}/feed")
    with pytest.raises(SourceError, match="http://127"):
        library.pages.look(f"127.0.0.1:{server.port}/feed")


def test_a_secure_connection_that_takes_long_is_waited_for(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other way brings nothing, so what the first one says counts, after the usual time."""
    asked: list[tuple[str, float]] = []

    async def fetch(self: Fetcher, request: Request) -> Answer:
        asked.append((request.url, self.limits.connect))
        if request.url.startswith("http:"):
            return Failed(request.url, "refused", "Nobody listens.")
        if self.limits.connect < 10:
            return Failed(request.url, "timeout", "Too late.", elapsed=self.limits.connect)
        return Fetched(request.url, request.url, 200, rss(("A", "Text.")).encode())

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    assert library.pages.look("slow.example/feed").url == "https://slow.example/feed"
    assert sorted(asked) == [
        ("http://slow.example/feed", 10.0),
        ("https://slow.example/feed", web.GUESS),
        ("https://slow.example/feed", 10.0),
    ]


def test_a_site_cannot_lead_inward(library: Library, server: Server) -> None:
    """The feed that a page names is not an address that its reader typed."""
    server.route("/feed", text(rss(("A", "Text."))))
    with pytest.raises(SourceError, match="inside your own network"):
        library.pages.look(server.url("/feed"), typed="site.example")


def test_a_password_in_an_address_is_used_kept_apart_and_told_to_nobody(
    library: Library, server: Server, tmp_path: Path
) -> None:
    server.route("/feed", password(base64.b64encode(b"ann:can/a@ry").decode(), rss(("A", "Text.")).encode()))
    address = with_credentials(server.url("/feed"), "ann", "can/a@ry")
    assert "ann" not in without_secrets(address)
    visit = library.feeds.follow_seen(library.pages.look(address))
    assert (visit.feed.url, visit.feed.user) == (server.url("/feed"), "ann")
    assert library.feeds.password(visit.feed) == "can/a@ry"
    assert not library.refreshing.refresh(by_hand=True).failed
    with pytest.raises(SourceError) as wrong:
        library.pages.look(with_credentials(server.url("/feed"), "ann", "canary2"))
    assert "canary2" not in str(wrong.value)
    with pytest.raises(UsageError) as refused:
        library.feeds.follow("https://ann:canary3@:99999/")
    assert "canary3" not in str(refused.value)
    seen = library.pages.look(address)
    assert "can/a@ry" not in repr(seen)
    assert seen.to_follow == address


def test_looking_can_be_cancelled(library: Library, server: Server) -> None:
    async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    server.route("/", never)
    with pytest.raises(Cancelled):
        library.pages.look(server.url("/"), cancelled=lambda: True)


# -- adding addresses


def test_a_page_is_added_as_an_article_and_updated_later(library: Library, server: Server) -> None:
    server.route("/story", page())
    report = library.adding.add([server.url("/story")])
    assert (report.added, report.skipped) == (1, [])
    (article,) = library.reading.listing()
    assert (article.title, article.url, article.feed_id) == ("A quiet harbour", server.url("/story"), 0)
    assert "Paragraph 5 of the story." in library.reading.open(article.id).document.text
    library.marks.highlight_quote(article.id, "Paragraph 3 of the story.", 1)
    assert library.adding.add([server.url("/story")]).unchanged == 1
    server.route("/story", page(body=f"<p>A word before. {SENTENCE}</p>{PARAGRAPHS}"))
    assert library.adding.add([server.url("/story")]).updated == 1
    (mark,) = library.reading.open(article.id).highlights
    assert mark.start is not None
    assert len(server.asked) == 3  # nothing else was tried


def test_a_feed_that_is_added_is_followed(library: Library, server: Server) -> None:
    server.route("/feed", text(rss(("Boats", "<p>Two boats.</p>"), ("Market", "<p>Fish.</p>"))))
    report = library.adding.add([server.url("/feed")])
    assert (report.added, [(each.feed.shown, each.is_new, len(each.came.new)) for each in report.feeds]) == (
        2,
        [("Harbour News", True, 2)],
    )
    assert [library.reading.rows([i])[i].title for i in report.article_ids] == ["Boats", "Market"]
    assert [hit.title for hit in library.finding.find("fish")] == ["Market"]
    again = library.adding.add([server.url("/feed")])
    assert (again.added, again.unchanged, again.feeds[0].is_new) == (0, 2, False)


def test_what_is_wrong_with_an_address_is_one_sentence_and_the_rest_goes_in(
    library: Library, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A title\n2026-01-01\nA body of words.", "utf-8")
    server.route("/story", page())
    server.route("/empty", page(title="", body="", head=link("/feed")))
    server.route("/picture", reply(b"\x89PNG\r\n\x1a\n" + bytes(200), headers={"Content-Type": "image/png"}))
    names = [server.url(path) for path in ("/missing", "/empty", "/picture")]
    names += ["http://ann:canary@127.0.0.1:1/x", "javascript://x"]
    report = Report()
    library.adding.add([*names, str(file), server.url("/story")], report=report)
    assert report.added == 2
    assert [skipped.source for skipped in report.skipped] == [without_secrets(name) for name in names]
    assert all(skipped.reason and "canary" not in skipped.reason for skipped in report.skipped)
    assert [(each.source, [feed.url for feed in each.feeds]) for each in report.offered] == [
        (server.url("/empty"), [server.url("/feed")])
    ]
    assert report.skipped[2].reason == "it is an image, not text"


# -- the full text


def truncated(server: Server, *names: str) -> str:
    """A feed whose entries have their pages on the server, and only the beginning of the text."""
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><link>{server.url('/' + name)}</link>"
        f"<enclosure url='https://e.example/a.mp3' type='audio/mpeg' length='9'/>"
        f"<description>The beginning of {name}…</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Short</title>{items}</channel></rss>"


def text_of(library: Library, title: str) -> str:
    article = next(article for article in library.reading.listing() if article.title == title)
    return library.reading.open(article.id).document.text


def test_the_full_text_of_one_article(library: Library, server: Server) -> None:
    server.route("/feed", text(truncated(server, "one", "two", "three", "four")))
    server.route("/one", page())
    server.route("/two", page(body="<p>Less.</p>"))
    server.route("/four", reply(b"%PDF-1.7 " + b"some words " * 200))
    library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    ids = {article.title: article.id for article in library.reading.listing()}
    mark = library.marks.highlight_quote(ids["one"], "The beginning", 1)
    assert library.pages.full_text(ids["one"]) is FullText.FETCHED
    assert "Paragraph 5" in text_of(library, "one")
    assert [each.id for each in library.reading.open(ids["one"]).highlights] == [mark.id]
    assert library.pages.full_text(ids["two"]) is FullText.NOT_MORE
    assert library.pages.full_text(ids["four"]) is FullText.NOT_MORE
    with pytest.raises(SourceError, match="nothing at this address"):
        library.pages.full_text(ids["three"])
    # The feed says something else, but less than is here: the text stays, and what comes with it too.
    server.route("/feed", text(truncated(server, "one").replace("The beginning", "Another beginning")))
    library.refreshing.refresh(by_hand=True)
    assert "Paragraph 5" in text_of(library, "one")
    assert library.pages.facts(ids["one"]) == EntryFacts(
        truncated=True, full_text=True, enclosures=(("https://e.example/a.mp3", "audio/mpeg", 9),)
    )


def test_a_feed_that_shall_give_the_full_text(library: Library, server: Server) -> None:
    """What is unread is fetched too, each page once; one that had no more is asked again when the feed changes it."""
    count = {"/one": 0, "/two": 0, "/three": 0}

    def counted(path: str, handler: Handler) -> None:
        async def counting(asked: Asked, writer: asyncio.StreamWriter) -> None:
            count[path] += 1
            await handler(asked, writer)

        server.route(path, counting)

    server.route("/feed", text(truncated(server, "one", "two", "three")))
    counted("/one", page())
    counted("/two", page(body="<p>Less.</p>"))
    counted("/three", reply(b"", status=500))
    feed = library.feeds.follow_seen(library.pages.look(server.url("/feed"))).feed
    assert "Paragraph 5" not in text_of(library, "one")
    library.feeds.set(feed.id, full_text=True)
    assert library.refreshing.refresh(by_hand=True).full_texts == 1
    assert "Paragraph 5" in text_of(library, "one")
    assert library.refreshing.refresh(by_hand=True).full_texts == 0
    assert count == {"/one": 1, "/two": 1, "/three": 2}
    server.route("/feed", text(truncated(server, "one", "two").replace("beginning of two", "first words of two")))
    counted("/two", page())
    assert library.refreshing.refresh(by_hand=True).full_texts == 1
    assert "Paragraph 5" in text_of(library, "two")


def test_fetching_the_full_text_is_taken_back_and_done_again(library: Library, server: Server) -> None:
    server.route("/feed", text(truncated(server, "one")))
    server.route("/one", page(body=f"<p>The beginning of one…</p>{PARAGRAPHS}"))
    library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    (before,) = library.reading.listing()
    short = text_of(library, "one")
    mark = library.marks.highlight_quote(before.id, "The beginning of one", 1)
    library.reading.began(before.id)
    library.pages.full_text(before.id)
    library.reading.began(before.id)
    long = text_of(library, "one")
    assert "Paragraph 5" in long

    undone = library.undoing.undo()
    assert undone is not None
    assert (undone.label, undone.article_ids) == ("fetching the full text", (before.id,))
    opened = library.reading.open(before.id)
    assert opened.document.text == short
    assert (opened.article.words, opened.article.changed) == (before.words, False)
    assert [(each.id, each.start, each.status) for each in opened.highlights] == [(mark.id, mark.start, "exact")]
    assert library.finding.find("paragraph") == []
    assert {hit.where for hit in library.finding.find("beginning")} == {"body", "highlight"}
    assert library.pages.facts(before.id).has_more

    library.undoing.redo()
    assert text_of(library, "one") == long
    assert [hit.title for hit in library.finding.find("paragraph")] == ["one"]
    assert not library.pages.facts(before.id).has_more
    library.undoing.undo()
    assert text_of(library, "one") == short
    library.undoing.undo()
    assert library.reading.open(before.id).highlights == ()  # the deed before, and none far away

    assert library.pages.full_text(before.id) is FullText.FETCHED
    assert text_of(library, "one") == long
    assert library.pages.full_text(before.id) is FullText.NOT_MORE
    library.undoing.undo()
    assert text_of(library, "one") == short


def test_a_full_text_that_was_taken_back_does_not_come_again_by_itself(library: Library, server: Server) -> None:
    """Also when the feed says something else, which is its text then: what it said in the meantime is not lost."""
    server.route("/feed", text(truncated(server, "one")))
    server.route("/one", page())
    feed = library.feeds.follow_seen(library.pages.look(server.url("/feed"))).feed
    library.feeds.set(feed.id, full_text=True)
    (article,) = library.reading.listing()
    library.pages.full_text(article.id)
    server.route("/feed", text(truncated(server, "one").replace("The beginning", "Another beginning")))
    library.refreshing.refresh(by_hand=True)
    assert "Paragraph 5" in text_of(library, "one")
    library.undoing.undo()
    assert text_of(library, "one") == "The beginning of one…"
    for lead in ("", " "):
        said = truncated(server, "one").replace("The beginning", f"Another{lead} beginning")
        server.route("/feed", text(said.replace("Short", f"Short{lead}!")))
        assert library.refreshing.refresh(by_hand=True).full_texts == 0
        assert text_of(library, "one").split()[0] == "Another"
    library.undoing.redo()
    assert "Paragraph 5" in text_of(library, "one")


def test_a_newer_text_of_the_feed_stays_when_the_full_text_is_taken_back(library: Library, server: Server) -> None:
    server.route("/feed", text(truncated(server, "one")))
    server.route("/one", page())
    library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    (article,) = library.reading.listing()
    library.pages.full_text(article.id)
    newer = "The whole story at last. " * 200
    server.route("/feed", text(truncated(server, "one").replace("The beginning of one…", newer)))
    library.refreshing.refresh(by_hand=True)
    for play in (library.undoing.undo, library.undoing.redo, library.undoing.undo):
        played = play()
        assert played is not None
        assert played.label == "fetching the full text"
        assert text_of(library, "one") == newer.strip()


def test_the_full_text_of_what_was_cleared_away_keeps_nothing_from_being_taken_back(
    library: Library, server: Server
) -> None:
    server.route("/feed", text(truncated(server, "one", "two")))
    server.route("/one", page())
    library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    ids = {article.title: article.id for article in library.reading.listing()}
    library.reading.set_read([ids["two"]], True)
    library.pages.full_text(ids["one"])
    library.feeds.clear([ids["one"]])
    assert (library.undoing.undo(), library.undoing.undo()) != (None, None)
    assert not library.reading.open(ids["two"]).article.read


def test_nothing_is_left_to_take_back_where_nothing_was_fetched(library: Library, server: Server) -> None:
    server.route("/feed", text(truncated(server, "one", "gone")))
    server.route("/one", page(body="<p>Less.</p>"))
    library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    ids = {article.title: article.id for article in library.reading.listing()}
    library.pages.full_text(ids["one"])
    with pytest.raises(SourceError):
        library.pages.full_text(ids["gone"])
    undone = library.undoing.undo()
    assert undone is not None
    assert undone.label == "following a feed"


def test_a_saved_page_that_grew_can_still_be_had_again(library: Library, server: Server) -> None:
    """That its full text was fetched makes it no article of a feed."""
    server.route("/story", page())
    (article_id,) = library.adding.add([server.url("/story")]).article_ids
    short = text_of(library, "A quiet harbour")
    server.route("/story", page(body=PARAGRAPHS + f"<p>Added later. {SENTENCE}</p>"))
    assert library.pages.full_text(article_id) is FullText.FETCHED
    assert library.pages.look_again(article_id).page is not None
    library.undoing.undo()
    assert text_of(library, "A quiet harbour") == short
    assert library.pages.look_again(article_id).page is not None


def test_an_article_without_an_address_has_no_full_text(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n2026-01-01\nA body of words.", "utf-8")
    (article,) = library.adding.add([str(tmp_path / "a.txt")]).article_ids
    with pytest.raises(UsageError, match="no address"):
        library.pages.full_text(article)


def test_where_a_feed_may_be_now(library: Library, server: Server) -> None:
    more = f"<link>{server.url('/site')}</link>"
    server.route("/feed", text(rss(title="Mine", more=more)))
    server.route("/other", text(rss(title="Other")))
    feed = library.feeds.follow_seen(library.pages.look(server.url("/feed"))).feed
    other = library.feeds.follow_seen(library.pages.look(server.url("/other"))).feed

    def there() -> tuple[list[str], tuple[str, ...], bool]:
        seen = library.pages.look_for_feed(feed.id)
        return [each.url for each in seen.feeds], seen.followed, seen.here

    assert there() == ([feed.url], (), True)
    # It cannot be had: what its site names may still be it. What is followed already is told, and not offered.
    server.route("/feed", reply(b"", status=500))
    server.route("/site", page(head=link("/feed") + link("/other")))
    assert there() == ([feed.url], ("Other",), True)
    # Its address is a page now: then it is not there, though its site says so.
    server.route("/feed", page(head=link("/other")))
    assert there() == ([], ("Other",), False)
    server.route("/feed", page(head=link("/new")))
    assert there() == ([server.url("/new")], (), False)
    library.feeds.leave([other.id])
    server.route("/feed", reply(b"", status=404))
    server.route("/site", reply(b"", status=404))
    with pytest.raises(SourceError, match="nothing at this address"):
        library.pages.look_for_feed(feed.id)
    with pytest.raises(Cancelled):
        library.pages.look_for_feed(feed.id, cancelled=lambda: True)


def test_what_the_feed_said_meanwhile_comes_after_an_undo_though_it_says_nothing_new(
    library: Library, server: Server
) -> None:
    server.route("/feed", text(truncated(server, "one")))
    server.route("/one", page())
    library.feeds.follow_seen(library.pages.look(server.url("/feed")))
    (article,) = library.reading.listing()
    assert library.pages.full_text(article.id) is FullText.FETCHED
    server.route("/feed", text(truncated(server, "one").replace("The beginning", "Another beginning")))
    library.refreshing.refresh(by_hand=True)
    library.undoing.undo()
    library.refreshing.refresh(by_hand=True)
    assert text_of(library, "one").startswith("Another beginning")


def test_a_correction_of_a_page_outlasts_undoing_what_came_before_it(library: Library, server: Server) -> None:
    server.route("/story", page(body=f"{PARAGRAPHS}<p>Old: {SENTENCE}</p>"))
    (article_id,) = library.adding.add([server.url("/story")]).article_ids
    server.route("/story", page(body=f"{PARAGRAPHS}<p>Old: {SENTENCE}</p><p>Added later. {SENTENCE}</p>"))
    assert library.pages.full_text(article_id) is FullText.FETCHED
    server.route("/story", page(body=f"{PARAGRAPHS}<p>Corrected.</p>"))
    seen = library.pages.look_again(article_id).page
    assert seen is not None
    library.pages.save_again(article_id, seen)
    library.undoing.undo()
    assert library.reading.open(article_id).document.text.endswith("Corrected.")
    library.undoing.redo()
    assert library.reading.open(article_id).document.text.endswith("Corrected.")
