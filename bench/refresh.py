"""How fast a thousand feeds come in, beside newsboat in the same run.

    python bench/refresh.py [--feeds 1000] [--entries 30] [--rounds 3] [--newsboat-threads 8]

A server in a process of its own answers feed N on its own loopback address, with an ETag. Every round begins with an
empty library and an empty cache: first import, then a refresh in which every feed answers 304. "visible" is when the
last article stands in the lists, "with index" when all of them can be found as well. newsboat (if it is installed)
reloads the same feeds with `-x reload`; it has no index. Its second figure is from its cache as it leaves it, its
third after an ANALYZE of it, as its planner's figures are otherwise those of an empty database. Times of one run
compare with each other only; the table has the medians of the rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import fetch
from bench.feeds_parse import article, sentence
from tui_reader.library import Library, visits
from tui_reader.library.refreshing import Progress

SEED = 20_261_128


def feed(number: int, entries: int) -> bytes:
    """A feed of some 56 kB: half of its entries with a summary, half with their text."""
    rng = random.Random(SEED + number)
    items = []
    for at in range(entries):
        text = article(rng, at) + f"<p>{sentence(rng, 60)}</p>" if at % 2 else sentence(rng, 60)
        items.append(
            f"<item><title>{sentence(rng, 9)}</title><link>https://example.org/{number}/{at}</link>"
            f'<guid isPermaLink="false">{number}-{at}</guid>'
            f"<pubDate>Tue, {at % 28 + 1:02} Oct 2026 07:{at:02}:00 GMT</pubDate>"
            f"<description><![CDATA[{text}]]></description></item>"
        )
    return f'<rss version="2.0"><channel><title>Feed {number}</title>{"".join(items)}</channel></rss>'.encode()


class Feeds(fetch.Feeds):
    """The same server with a body of its own for every feed."""

    bodies: tuple[bytes, ...] = ()

    def body_for(self, number: int) -> bytes:
        """The body of feed `number`."""
        return self.bodies[number]


def serve(feeds: int, entries: int, ready: Connection) -> None:
    """Run the server and send its port."""

    async def run() -> None:
        Feeds.bodies = tuple(feed(number, entries) for number in range(feeds))
        server = await asyncio.get_running_loop().create_server(Feeds, "0.0.0.0", 0, backlog=1024)
        ready.send((server.sockets[0].getsockname()[1], sum(map(len, Feeds.bodies))))
        await server.serve_forever()

    asyncio.run(run())


def address(port: int, number: int) -> str:
    """Where a feed is: a host of its own, so that the limit per host works as it does for feeds of many sites."""
    return f"http://127.0.{number // 250}.{number % 250 + 1}:{port}/{number}"


def reader(folder: Path, port: int, feeds: int, times: dict[str, list[float]]) -> None:
    """One round of ours."""
    library = Library(folder)
    for number in range(feeds):
        library.feeds.follow(address(port, number))
    started = time.perf_counter()
    visible = 0.0

    def progress(at: Progress) -> None:
        nonlocal visible
        if at.stored:
            visible = time.perf_counter() - started

    report = library.refreshing.refresh(by_hand=True, progress=progress)
    times["first import, visible"].append(visible)
    times["first import, with index"].append(time.perf_counter() - started)
    if report.failed or len(report.new) != library.reading.counts().total:
        raise SystemExit(f"not as expected: {report.failed[:3]} {len(report.new)}")
    started = time.perf_counter()
    report = library.refreshing.refresh(by_hand=True)
    times["all 304"].append(time.perf_counter() - started)
    if report.unchanged != feeds:
        raise SystemExit(f"not as expected: {report.unchanged} of {feeds} unchanged")
    library.close()


def newsboat(folder: Path, port: int, feeds: int, threads: int, times: dict[str, list[float]]) -> None:
    """One round of newsboat's."""
    folder.mkdir()
    (folder / "urls").write_text("".join(f"{address(port, number)}\n" for number in range(feeds)))
    (folder / "config").write_text(f"reload-threads {threads}\nuse-proxy no\n")
    command = ["newsboat", "-C", folder / "config", "-u", folder / "urls", "-c", folder / "cache.db", "-x", "reload"]

    def run(name: str) -> None:
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
        times[name].append(time.perf_counter() - started)

    run("newsboat: first import")
    run("newsboat: all 304")
    database = sqlite3.connect(folder / "cache.db")
    print(f"  newsboat holds {database.execute('SELECT count(*) FROM rss_item').fetchone()[0]:,} articles")
    database.execute("ANALYZE")
    database.commit()
    database.close()
    run("newsboat: all 304, analysed")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--newsboat-threads", type=int, default=8)
    options = parser.parse_args()
    visits.AGAIN_AFTER = 0
    receiving, sending = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(options.feeds, options.entries, sending), daemon=True
    )
    server.start()
    port, size = receiving.recv()
    print(f"{options.feeds} feeds of {options.entries} entries, {size / 1e6:.0f} MB; Python {sys.version.split()[0]}")
    times: defaultdict[str, list[float]] = defaultdict(list)
    try:
        for number in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                reader(Path(folder) / "ours", port, options.feeds, times)
                if shutil.which("newsboat") and number == 0:
                    newsboat(Path(folder) / "theirs", port, options.feeds, options.newsboat_threads, times)
    finally:
        server.terminate()
    for name, seconds in times.items():
        print(f"{name:30} {statistics.median(seconds):7.2f} s   ({min(seconds):.2f}..{max(seconds):.2f})")


if __name__ == "__main__":
    main()
