"""Subscriptions as OPML: well-formed for others, and the same when read here again."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.formats.opml import Subscription, dumps
from tui_reader.ingest.feeds.opml import read_opml

FEEDS = (
    Subscription("Plain & simple", "https://a.example/feed?x=1&y=2", "https://a.example/"),
    Subscription("", "https://b.example/rss", tags=("news", "world, all")),
    Subscription("Evil", "javascript:alert(1)"),
)


def test_feeds_stand_in_a_folder_for_each_tag() -> None:
    root = ElementTree.fromstring(dumps(FEEDS))
    assert root.attrib == {"version": "2.0"}
    feed, *folders = root.findall("body/outline")
    assert feed.attrib["xmlUrl"] == "https://a.example/feed?x=1&y=2"
    assert (feed.attrib["text"], feed.attrib["htmlUrl"]) == ("Plain & simple", "https://a.example/")
    assert [folder.attrib["text"] for folder in folders] == ["news", "world, all"]
    assert [folder[0].attrib["text"] for folder in folders] == ["https://b.example/rss"] * 2


@settings(deadline=None, max_examples=100)
@given(st.text(), st.text(), st.text())
def test_any_text_is_xml(title: str, tag: str, tail: str) -> None:
    text = dumps([Subscription(title, f"https://x.example/{tail}", tail, (tag,))])
    assert len(list(ElementTree.fromstring(text.encode()).iter("outline"))) <= 2


# All that XML can hold: no controls, and not the two characters that are none.
LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
).map(lambda t: " ".join(t.split()))
TEXT = LINE.filter(bool)
LISTS = st.lists(
    st.builds(
        Subscription,
        xml_url=st.sampled_from([f"https://e.example/{n}?a=1&b='2'" for n in range(9)]),
        title=TEXT,
        html_url=st.sampled_from(("", "https://e.example/")),
        tags=st.lists(TEXT, max_size=3, unique=True).map(tuple),
    ),
    max_size=6,
    unique_by=lambda feed: feed.xml_url,
)


@settings(deadline=None, max_examples=100)
@given(LISTS, TEXT)
def test_what_was_exported_is_imported_the_same(feeds: list[Subscription], title: str) -> None:
    opml = read_opml(dumps(feeds, title).encode())
    again = [Subscription(feed.title, feed.url, feed.site_url, feed.tags) for feed in opml.feeds]
    assert again == feeds
    assert opml.title == title
    assert opml.skipped == ()
