"""Every format of feed to the same values."""

from __future__ import annotations

from tests.ingest.feeds.samples import ATOM_03, ATOM_10, JSON_11, RSS_092, RSS_10, RSS_20, rss
from tui_reader.ingest.feeds.parse import parse
from tui_reader.ingest.feeds.values import Enclosure

URL = "https://fetched.example/feed"


def test_rss_2() -> None:
    feed = parse(RSS_20.encode(), url=URL)
    assert (feed.kind, feed.title, feed.site_url) == ("rss", "Harbour & Quay", "https://harbour.example/")
    assert (feed.self_url, feed.lang, feed.interval) == ("https://harbour.example/feed", "en", 5_400)
    assert (feed.description, feed.problems) == ("News from the quay", ())
    first, second = feed.entries
    assert first.entry.title == "Two boats ’came’ in"
    assert first.entry.text == "Two boats came in with the tide.\nNobody spoke."
    assert [(s.kind, s.href) for s in first.entry.spans] == [("strong", ""), ("link", "https://harbour.example/tide")]
    assert (first.entry.author, first.entry.source) == ("Ann Author", "Harbour & Quay")
    assert (first.entry.published, first.dated) == ("2024-03-05T07:36:00+01:00", "Tue, 05 Mar 2024 07:36:00 +0100")
    assert (first.entry.url, first.guid) == ("https://harbour.example/2024/boats", "boats-1")
    assert first.entry.identity == f"id:{URL}\x1fboats-1"
    assert first.categories == ("boats", "tide")
    assert first.enclosures == (Enclosure("https://harbour.example/boats.mp3", "audio/mpeg", 12_345),)
    assert first.comments == "https://harbour.example/2024/boats#comments"
    assert not first.truncated
    assert (second.entry.url, second.entry.author) == ("https://harbour.example/quiet", "Ben Boat")
    assert second.entry.blocks is None


def test_rss_before_2() -> None:
    first, second = parse(RSS_092.encode(), url=URL).entries
    assert first.entry.title == "No title here, but a first sentence."
    assert first.entry.identity.startswith("hash:")
    assert second.entry.url == "http://old.example/a?b=1&c=2"
    assert second.entry.identity == "url:http://old.example/a?b=1&c=2"


def test_rss_1_is_not_confused_by_its_image() -> None:
    feed = parse(RSS_10.encode(), url=URL)
    assert (feed.kind, feed.title, feed.site_url) == ("rdf", "RDF site", "http://rdf.example/")
    (entry,) = feed.entries
    assert (entry.entry.title, entry.entry.url, entry.guid) == (
        "First",
        "http://rdf.example/first",
        "http://rdf.example/1",
    )
    assert (entry.entry.published, entry.entry.author) == ("2008-12-30T08:20:00+01:00", "Ann")
    assert entry.categories == ("news",)


def test_atom_1_with_bases_inside_bases() -> None:
    feed = parse(ATOM_10.encode(), url=URL)
    assert (feed.kind, feed.title, feed.lang) == ("atom", "Der Kai & mehr", "de")
    assert (feed.site_url, feed.self_url) == ("https://atom.example/blog/", "https://atom.example/blog/feed.atom")
    first, second = feed.entries
    assert (first.entry.title, first.entry.author) == ("Boote & Netze", "Berta, Carl")
    assert first.entry.url == "https://atom.example/blog/2024/boote"
    assert first.enclosures == (Enclosure("https://atom.example/blog/2024/ton.mp3", "audio/mpeg", 7),)
    assert first.comments == "https://atom.example/blog/2024/boote#antworten"
    assert (first.entry.published, first.updated) == ("2024-03-05T07:36:00+01:00", "2024-03-06T08:00:00+00:00")
    assert first.entry.text == "Zwei Boote kamen.\nSiehe die Karte."
    assert first.entry.spans[-1].href == "https://atom.example/blog/2024/karte"
    assert first.categories == ("Boote",)
    assert second.entry.title == "a <b> c"
    assert (second.entry.text, second.entry.blocks) == ("Erste Zeile.\nZweite Zeile.", None)
    assert (second.entry.url, second.entry.author) == ("https://atom.example/two", "Anna")
    assert second.entry.published == "2024-03-01T00:00:00+00:00"


def test_atom_03() -> None:
    feed = parse(ATOM_03.encode(), url=URL)
    first, second = feed.entries
    assert (feed.title, feed.description) == ("Old Atom", "words")
    assert (first.entry.title, first.entry.text) == ("Tea & toast", "Tea is ready.")
    assert (first.entry.published, first.updated) == ("2004-05-06T07:08:09+00:00", "2004-05-07T07:08:09+00:00")
    assert second.entry.text == "From base 64."


def test_json_feed() -> None:
    feed = parse(JSON_11.encode(), url=URL)
    assert (feed.kind, feed.title, feed.lang) == ("json", "JSON days", "en")
    assert (feed.site_url, feed.self_url) == ("https://json.example/", "https://json.example/feed.json")
    first, second = feed.entries
    assert (first.entry.title, first.entry.text, first.entry.author) == ("One & only", "Read this.", "Ann, Ben")
    assert first.categories == ("a", "b")
    assert first.enclosures == (Enclosure("https://json.example/1.mp3", "audio/mpeg", 42),)
    assert (second.guid, second.entry.url, second.entry.author) == ("2", "https://elsewhere.example/2", "Root")
    assert (second.entry.title, second.entry.text) == ("Only text here.", "Only text here.")


def test_json_feed_of_version_1_and_with_odd_items() -> None:
    text = """{"version": "https://jsonfeed.org/version/1", "items":
        [7, {"id": null, "content_text": "Text.", "author": {"name": "Ann"}, "tags": "no list", "attachments": [1]}]}"""
    feed = parse(text.encode())
    assert feed.problems == ("1 of 2 items are no items of a feed",)
    assert [e.entry.author for e in feed.entries] == ["Ann"]


def test_media_of_video_sites() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Tube</title>
      <entry><id>yt:1</id><title>A film</title><link href="https://tube.example/1"/><media:group>
      <media:title>A film</media:title><media:description>About boats.\n\n0:00 Start</media:description>
      </media:group></entry></feed>"""
    (entry,) = parse(text.encode()).entries
    assert entry.entry.text == "About boats.\n\n0:00 Start"


def test_names_in_odd_prefixes_capitals_and_forgotten_namespaces() -> None:
    text = """<RSS xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:x="http://purl.org/dc/elements/1.1/"><CHANNEL>
      <Title>Loud</Title><Item><TITLE>One</TITLE><x:creator>Ann</x:creator><c:encoded>&lt;p&gt;Yes.&lt;/p&gt;</c:encoded>
      <itunes:summary>No.</itunes:summary></Item></CHANNEL></RSS>"""
    feed = parse(text.encode())
    (entry,) = feed.entries
    assert (feed.title, entry.entry.title, entry.entry.author, entry.entry.text) == ("Loud", "One", "Ann", "Yes.")
    assert feed.problems == ()


def test_a_default_namespace_of_its_own() -> None:
    feed = parse(rss("<item><title>One</title></item>", attributes='xmlns="http://odd.example/feed"').encode())
    assert [e.entry.title for e in feed.entries] == ["One"]


def test_how_long_a_feed_asks_to_be_left_alone() -> None:
    sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    for head, seconds in (
        ("<ttl>15</ttl>", 900),
        ("<ttl>-1</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 43_200),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("<ttl>9999999</ttl>", 31_536_000),
    ):
        assert parse(rss("", head=head, attributes=sy).encode()).interval == seconds, head


def test_the_file_a_feed_is_in_is_its_feed() -> None:
    (first, _) = parse(RSS_20.encode(), url="/feeds/harbour.xml").entries
    assert first.entry.path == "/feeds/harbour.xml"
    assert first.entry.identity == "id:/feeds/harbour.xml\x1fboats-1"
    assert first.entry.url == "https://harbour.example/2024/boats"
