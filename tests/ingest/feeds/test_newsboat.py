"""newsboat's list of feeds, and its cached articles as entries."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.feeds.samples import RSS_20
from tui_reader.ingest.feeds.newsboat import entry_of, read_urls
from tui_reader.ingest.feeds.parse import parse
from tui_reader.ingest.feeds.subscriptions import NotTaken, Subscription

URLS = r"""# my feeds
https://one.example/feed
https://two.example/feed news "long reads" "~Two & more" # a comment
"https://three.example/feed" !hidden "say \"hi\""

query:Unread:unread = "yes"
"query:Long title:age < 7" tag
exec:~/bin/feed.sh
"filter:~/bin/clean.py:https://four.example/feed"
file:///srv/feed.xml
gopher://five.example/
https://one.example/feed late
"""


@dataclass(frozen=True)
class Cached:
    """A row as the store gives it."""

    guid: str = "g"
    title: str = "A &amp; title"
    author: str = "ann@e.example (Ann)"
    url: str = "https://e.example/1"
    feed_url: str = "https://e.example/feed"
    published: int = 1_709_620_560
    content: str = "<p>One <b>text</b>.</p><script>x</script>"
    content_type: str = "text/html"
    enclosure_url: str = ""
    enclosure_type: str = ""
    base: str = ""


def test_urls_with_tags_and_titles() -> None:
    urls = read_urls(URLS.encode())
    assert urls.feeds == (
        Subscription("https://one.example/feed", "", "", ("late",)),
        Subscription("https://two.example/feed", "Two & more", "", ("news", "long reads")),
        Subscription("https://three.example/feed", "", "", ('say "hi"',)),
    )
    assert urls.skipped == (
        NotTaken('query:Unread:unread', "it is a search over other feeds; save the search instead"),
        NotTaken("query:Long title:age < 7", "it is a search over other feeds; save the search instead"),
        NotTaken("exec:~/bin/feed.sh", "it runs a command; commands are not run"),
        NotTaken(
            "filter:~/bin/clean.py:https://four.example/feed",
            "it passes a feed through a command; commands are not run",
        ),
        NotTaken("file:///srv/feed.xml", "it is a file; add the file instead"),
        NotTaken("gopher://five.example/", "its address is none of the web"),
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from('ab"\\#~! \nhttps://x.example'), max_size=60))
def test_any_urls_file(text: str) -> None:
    assert all(feed.url for feed in read_urls(text.encode()).feeds)


def test_a_cached_article() -> None:
    item = entry_of(Cached(), "My feed")
    assert item is not None
    entry = item.entry
    assert (entry.title, entry.text, entry.author, entry.source) == ("A &amp; title", "One text.", "Ann", "My feed")
    assert (entry.published, entry.url) == ("2024-03-05T06:36:00+00:00", "https://e.example/1")


def test_it_is_the_same_article_as_the_feed_itself_gives() -> None:
    (first, _) = parse(RSS_20.encode(), url="https://harbour.example/feed").entries
    cached = entry_of(Cached(guid="boats-1", feed_url="https://harbour.example/feed"))
    assert cached is not None
    assert cached.entry.identity == first.entry.identity


def test_plain_text_no_date_and_nothing_at_all() -> None:
    text = entry_of(Cached(content="a <b> c", content_type="text/plain", published=0))
    assert text is not None
    assert (text.entry.text, text.entry.published) == ("a <b> c", None)
    assert entry_of(Cached(guid="x", title="", url="", content="")) is None
    podcast = entry_of(Cached(enclosure_url="https://e.example/a.mp3", enclosure_type="audio/mpeg"))
    assert podcast is not None
    assert podcast.enclosures[0].url == "https://e.example/a.mp3"
