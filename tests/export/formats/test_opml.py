"""Subscriptions as OPML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.formats.opml import Subscription, dumps

FEEDS = (
    Subscription("Plain & simple", "https://a.example/feed?x=1&y=2", "https://a.example/"),
    Subscription("", "https://b.example/rss", tags=("news", "world, all")),
    Subscription("Evil", "javascript:alert(1)"),
)


def test_feeds_stand_in_the_folder_of_their_first_tag() -> None:
    root = ElementTree.fromstring(dumps(FEEDS))
    assert root.attrib == {"version": "2.0"}
    folder, feed = root.findall("body/outline")
    assert folder.attrib == {"text": "news", "title": "news"}
    assert folder[0].attrib == {
        "type": "rss",
        "text": "https://b.example/rss",
        "title": "https://b.example/rss",
        "xmlUrl": "https://b.example/rss",
        "category": "news,world  all",
    }
    assert feed.attrib["xmlUrl"] == "https://a.example/feed?x=1&y=2"
    assert (feed.attrib["text"], feed.attrib["htmlUrl"]) == ("Plain & simple", "https://a.example/")


@settings(deadline=None, max_examples=100)
@given(st.text(), st.text(), st.text())
def test_any_text_is_xml(title: str, tag: str, tail: str) -> None:
    text = dumps([Subscription(title, f"https://x.example/{tail}", tail, (tag,))])
    assert len(list(ElementTree.fromstring(text.encode()).iter("outline"))) <= 2
