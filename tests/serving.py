"""The misbehaving server of the fetch tests, in a thread of its own, for tests of desks and screens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.ingest.fetch.server import Server


@contextmanager
def serving() -> Iterator[Server]:
    """A server on loopback; its routes may be changed while it runs."""
    server = Server()
    loop = asyncio.new_event_loop()
    up, end = threading.Event(), asyncio.Event()

    async def run() -> None:
        async with server:
            up.set()
            await end.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    assert up.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(10)
        loop.close()


def rss(*items: tuple[str, str], title: str = "Harbour News", more: str = "") -> str:
    """A feed of (title, text) entries, the newest first; the guid of an entry is its title."""
    dated = "".join(
        f"<item><title>{name}</title><guid isPermaLink='false'>{name}</guid><link>https://harbour.example/{at}</link>"
        f"<pubDate>Tue, {28 - at:02} Jan 2025 07:36:00 GMT</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
        for at, (name, text) in enumerate(items)
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{more}{dated}</channel></rss>"
