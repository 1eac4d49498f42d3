"""The quick way and feedparser read the same in the same feeds."""

from __future__ import annotations

import calendar
import io
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.ingest.feeds.samples import FEEDS, rss
from tui_reader.ingest.feeds import lenient
from tui_reader.ingest.feeds.parse import parse
from tui_reader.model import utc_seconds

MORE = {
    "namespaces": rss(
        "<item><d:title>T</d:title><d:date>2020-01-02T03:04:05Z</d:date><d:subject>s</d:subject></item>",
        attributes='xmlns:d="http://purl.org/dc/elements/1.1/"',
    ),
    "cdata": rss("<item><title><![CDATA[A & B]]></title><link> https://e.example/a </link><guid>g</guid></item>"),
    "many": rss(
        "".join(
            f"<item><title>Title {n}</title><link>https://e.example/{n}</link><guid isPermaLink='false'>{n}</guid>"
            f"<pubDate>Wed, {n:02} Jan 2020 10:00:00 GMT</pubDate></item>"
            for n in range(1, 25)
        )
    ),
    "atom in rss": rss(
        "<item><title>A</title><a:link href='https://e.example/a'/><a:updated>2020-01-02T03:04:05Z</a:updated></item>",
        attributes='xmlns:a="http://www.w3.org/2005/Atom"',
    ),
    "two-digit years": rss("<item><title>A</title><pubDate>01 Jan 99 00:00 EST</pubDate></item>"),
}


def _by_feedparser(text: str) -> Any:
    return feedparser.parse(io.BytesIO(text.encode()), sanitize_html=False)


def _seconds(entry: Any) -> int | None:
    moment = entry.get("published_parsed") or (entry.get("updated_parsed") if "updated" in entry.keys() else None)  # noqa: SIM118
    return None if moment is None else calendar.timegm(moment)


@pytest.mark.parametrize("name", [*(n for n in FEEDS if not n.startswith("json")), *MORE])
def test_titles_links_ids_dates_and_tags_agree(name: str) -> None:
    text = {**FEEDS, **MORE}[name]
    ours, theirs = parse(text.encode(), url=""), _by_feedparser(text)
    assert len(ours.entries) == len(theirs.entries)
    assert ours.site_url.rstrip("/") == theirs.feed.get("link", "").rstrip("/")
    for mine, other in zip(ours.entries, theirs.entries, strict=True):
        link = other.get("link", "")
        assert mine.entry.url == (link if link.startswith("http") else "")  # it takes any id for a link
        assert mine.guid == other.get("id", "")
        assert utc_seconds(mine.entry.published) == _seconds(other)
        assert list(mine.categories) == [tag.get("label") or tag.get("term") for tag in other.get("tags", [])]
        assert not other.get("title") or "<" in other.title or mine.entry.title in (other.title, _decoded(other.title))


def _decoded(title: str) -> str:
    return title.replace("&#8217;", "’").replace("&amp;", "&")


@pytest.mark.parametrize("name", [*(n for n in FEEDS if not n.startswith("json")), *MORE])
def test_the_way_behind_gives_the_same_entries(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = {**FEEDS, **MORE}[name]
    ours = parse(text.encode()).entries
    monkeypatch.setattr("tui_reader.ingest.feeds.repair.tree_of", lambda *_: None)
    theirs = parse(text.encode()).entries
    assert [e.entry.text for e in ours] == [e.entry.text for e in theirs]
    assert [e.guid for e in ours] == [e.guid for e in theirs]
    # It takes all kinds of authors together where a feed has several.
    assert [e.entry.author.split(", ")[0] for e in ours] == [e.entry.author.split(", ")[0] for e in theirs]


def test_what_closes_in_a_wrong_order_is_read_whole() -> None:
    broken = rss(
        "<item><title>One</title><description>a<br>b</description></item>"
        "<item><title>Two</title><description>c</description></item>"
    )
    feed = parse(broken.encode())
    assert [e.entry.title for e in feed.entries] == ["One", "Two"]
    assert len(feed.problems) == 1


def test_the_feed_behind_an_empty_one() -> None:
    text = (
        '<?xml version="1.0"?><feed/><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry></feed>'
    )
    assert [e.entry.title for e in parse(text.encode()).entries] == ["One"]


def test_it_is_not_asked_to_read_what_would_take_it_minutes() -> None:
    assert lenient.read("<rss>" + "<a>" * 200_000) is None
    assert lenient.read(" " * (lenient.LARGEST + 1)) is None


def test_it_never_takes_a_feed_for_the_name_of_a_file(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text(FEEDS["rss 2.0"], encoding="utf-8")
    assert lenient.read(str(secret)) is None
