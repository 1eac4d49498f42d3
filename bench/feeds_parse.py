"""What it costs to read feeds, and whether two parsers read the same in them.

    python bench/feeds_parse.py [feeds]

The feeds are generated: 30 entries each, half of them with plain summaries, half with HTML of a few paragraphs. Times
are the best of a few runs in milliseconds of CPU per feed; they compare within one run only. "agreement" is the share
of entries of which title, link, id and date are the same as feedparser gives.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable
from typing import Any

import feedparser  # type: ignore[import-untyped]

from tui_reader.ingest.feeds import repair, rss_feed
from tui_reader.ingest.feeds.fragments import read_fragment
from tui_reader.ingest.feeds.parse import parse
from tui_reader.model import utc_seconds

SEED = 20_240_229
ENTRIES = 30
WORD_LIST = "harbour boats market morning quiet tide paper winter street people council water story house letter"
WORDS = WORD_LIST.split()
MONTH_LIST = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
MONTHS = MONTH_LIST.split()


def sentence(rng: random.Random, words: int) -> str:
    """Words with a stop behind them."""
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def article(rng: random.Random, number: int) -> str:
    """HTML as blogs write it."""
    paragraphs = [
        f'<p>{sentence(rng, 40)} <a href="https://example.org/{number}/{at}">{sentence(rng, 3)}</a> '
        f"{sentence(rng, 25)} <em>{sentence(rng, 4)}</em></p>"
        for at in range(4)
    ]
    return "\n".join([*paragraphs[:2], "<ul><li>one &amp; two</li><li>three</li></ul>", *paragraphs[2:]])


def rss(rng: random.Random, feed: int) -> bytes:
    """A feed in RSS 2.0."""
    items = []
    for number in range(ENTRIES):
        long = number % 2
        text = article(rng, number) if long else sentence(rng, 45)
        name = "content:encoded" if long else "description"
        items.append(
            f"<item><title>{sentence(rng, 9)} &amp; more</title><link>https://example.org/{feed}/{number}</link>"
            f'<guid isPermaLink="false">{feed}-{number}</guid><dc:creator>Ann Author</dc:creator>'
            f"<pubDate>Tue, {number % 28 + 1:02} {MONTHS[number % 12]} 2024 07:{number:02}:00 +0100</pubDate>"
            f"<category>{rng.choice(WORDS)}</category><{name}><![CDATA[{text}]]></{name}></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Feed {feed}</title><link>https://example.org/{feed}</link>{''.join(items)}</channel></rss>"
    ).encode()


def atom(rng: random.Random, feed: int) -> bytes:
    """A feed in Atom 1.0."""
    entries = []
    for number in range(ENTRIES):
        text = (article(rng, number) if number % 2 else sentence(rng, 45)).replace("&", "&amp;").replace("<", "&lt;")
        entries.append(
            f'<entry><title>{sentence(rng, 9)}</title><link href="https://example.org/{feed}/{number}"/>'
            f"<id>tag:example.org,2024:{feed}-{number}</id><author><name>Ann Author</name></author>"
            f"<updated>2024-{number % 12 + 1:02}-{number % 28 + 1:02}T07:{number:02}:00Z</updated>"
            f'<content type="html">{text}</content></entry>'
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Feed {feed}</title><id>tag:example.org,2024:{feed}</id>{''.join(entries)}</feed>"
    ).encode()


def best(feeds: list[bytes], job: Callable[[bytes], object], runs: int = 3) -> float:
    """The least CPU time of `job` in milliseconds per feed."""
    times: list[float] = []
    for _ in range(runs):
        began = time.process_time()
        for feed in feeds:
            job(feed)
        times.append(time.process_time() - began)
    return min(times) / len(feeds) * 1_000


def xml_only(data: bytes) -> object:
    """The parser's own share: bytes to what the feed says, without cleaning its HTML."""
    tree = repair.tree_of(repair.text_of(data))
    assert tree is not None
    if tree.root.tag == "rss":
        return rss_feed.read(tree.root, "", "rss", based=False)
    from tui_reader.ingest.feeds import atom_feed

    return atom_feed.read(tree.root, "http://www.w3.org/2005/Atom", based=False)


def with_feedparser(data: bytes) -> Any:
    """The same by feedparser, its own cleaning off."""
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def agreement(feeds: list[bytes]) -> float:
    """The share of entries that both read alike."""
    same = count = 0
    for data in feeds:
        ours, theirs = parse(data).entries, with_feedparser(data).entries
        count += max(len(ours), len(theirs))
        for mine, other in zip(ours, theirs, strict=False):
            moment = other.get("published_parsed") or other.get("updated_parsed")
            seconds = None if moment is None else int(time.mktime(moment) - time.timezone)
            facts = mine.entry.title, mine.entry.url, mine.guid, utc_seconds(mine.entry.published)
            same += facts == (other.title, other.link, other.id, seconds)
    return same / count


def peers() -> list[tuple[str, Callable[[bytes], object]]]:
    """Other parsers, those that are installed."""
    found: list[tuple[str, Callable[[bytes], object]]] = [("feedparser", with_feedparser)]
    try:
        import fastfeedparser  # type: ignore[import-untyped]
    except ImportError:
        return found
    return [("fastfeedparser", fastfeedparser.parse), *found]


def main() -> None:
    """All rows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = random.Random(SEED)
    for name, feeds in (
        ("RSS 2.0", [rss(rng, n) for n in range(count)]),
        ("Atom", [atom(rng, n) for n in range(count)]),
    ):
        size = sum(map(len, feeds)) / count / 1_000
        print(f"{name}: {count} feeds of {ENTRIES} entries, {size:.0f} kB each")
        print(f"  XML to entries             {best(feeds, xml_only):8.2f} ms")
        print(f"  all, with HTML to text     {best(feeds, parse):8.2f} ms")
        for peer, job in peers():
            print(f"  {peer:<27}{best(feeds[:20], job, 2):8.2f} ms (XML only)")
        print(f"  agreement with feedparser  {agreement(feeds[:20]):8.1%}")
    html = article(rng, 1)
    each = best([html.encode()] * 200, lambda data: read_fragment(data.decode()))
    print(f"HTML of {len(html)} characters to a document: {each:.3f} ms")


if __name__ == "__main__":
    main()
