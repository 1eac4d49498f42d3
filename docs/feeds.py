"""Feeds for the screenshots: made up, dated from today, and served over a proxy of our own, so that nothing is fetched
from anywhere and the addresses look like addresses."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit

from tui_reader.library import Library


class Made(NamedTuple):
    """A feed: `entries` of them, one every `every` days, the newest `age` days old; or nothing but a status."""

    host: str
    title: str
    tags: tuple[str, ...]
    entries: int = 0
    every: float = 1.0
    age: float = 0.1
    read: int = 0
    status: int = 200


FEEDS = (
    Made("coastalpost.example", "Coastal Post", ("news", "sea"), 60, 0.1, 0.02, 31),
    Made("gazette.example", "The Orre Gazette", ("news",), 24, 1.1, 0.3, 18),
    Made("slownews.example", "Slow News Club", ("slow",), 9, 7.0, 2.0, 7),
    Made("ellinge.example", "Port of Ellinge", ("sea",), 12, 3.0, 0.8, 12),
    Made("readingrooms.example", "Reading Rooms", ("books",), 6, 9.0, 4.0, 2),
    Made("lighthouse.example", "Letters from a Lighthouse", ("sea", "slow"), 14, 20.0, 430.0, 14),
    Made("marketday.example", "Market Day", ("news",), status=503),
    Made("thequay.example", "The Quay", ("sea",), status=410),
    Made("bridges.example", "Bridges and Banks", ("books",), 8, 2.5, 1.2, 3),
)
_WORDS = ("At noon", "On paper", "Before the ferry", "A second look", "What the tide left", "Low water", "By hand")


def _rss(feed: Made) -> str:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{_WORDS[at % len(_WORDS)]}, number {feed.entries - at}</title><guid>{feed.host}/{at}</guid>"
        f"<link>http://{feed.host}/{at}</link>"
        f"<pubDate>{format_datetime(now - timedelta(days=feed.age + at * feed.every))}</pubDate>"
        f"<description>Something of {escape(feed.title)}, told for the {at}th time.</description></item>"
        for at in range(feed.entries)
    )
    channel = f"<title>{escape(feed.title)}</title><link>http://{feed.host}/</link>"
    return f"<rss version='2.0'><channel>{channel}{items}</channel></rss>"


class _Proxy(BaseHTTPRequestHandler):
    """Answers for every host of FEEDS."""

    def do_GET(self) -> None:
        """A feed, or its status."""
        feed = next((each for each in FEEDS if each.host == urlsplit(self.path).hostname), None)
        status = 404 if feed is None else feed.status
        body = _rss(feed).encode() if feed is not None and status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told."""


@contextmanager
def _proxied() -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = dict(os.environ)
    for name in ("no_proxy", "NO_PROXY"):
        os.environ.pop(name, None)
    os.environ["http_proxy"] = f"http://127.0.0.1:{server.server_port}"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.shutdown()
        server.server_close()


def follow(library: Library) -> None:
    """Follow FEEDS and visit them, some of them more than once; much of it is read."""
    with _proxied():
        ids = {made: library.feeds.follow(f"http://{made.host}/feed.xml", tags=made.tags)[0].id for made in FEEDS}
        for made, feed_id in ids.items():
            if made.status != 200:
                library.feeds.set(feed_id, name=made.title)
        library.refreshing.refresh(by_hand=True)
        failing = [feed_id for made, feed_id in ids.items() if made.status == 503]
        for _ in range(3):
            library.refreshing.refresh(failing, by_hand=True)
    for made, feed_id in ids.items():
        library.reading.set_read(list(library.feeds.articles(feed_id).ids)[made.entries - made.read :], True)
    library.feeds.pause([next(feed_id for made, feed_id in ids.items() if made.host == "bridges.example")], True)
