"""How fast feeds are fetched, beside eight bare threads of `http.client` in the same run.

    python bench/fetch.py [--feeds 1000] [--hosts 1000] [--kilobytes 56] [--rounds 5]

The server runs in a process of its own and answers feed N on the loopback address of its host (127.x.y.z; where only
127.0.0.1 exists, use --hosts 1), so that the limit per host works as it does for feeds of many sites. Every round
measures each way once, in turn; the table has the medians of the rounds and the longest time that the event loop,
which also draws the interface, was kept from its other work. Times of one run compare with each other only.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import multiprocessing
import queue
import statistics
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.values import Failed, Fetched, Limits, Request, Unchanged

ETAG = '"as-it-was"'
THREADS = 8


class Feeds(asyncio.Protocol):
    """The least server that answers 200 with a body, or 304 to who knows the ETag."""

    body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._pending = b""

    def data_received(self, data: bytes) -> None:
        """Answer every request whose headers are complete."""
        self._pending += data
        while b"\r\n\r\n" in self._pending:
            head, self._pending = self._pending.split(b"\r\n\r\n", 1)
            known = b"if-none-match" in head.lower()
            body = b"" if known else self.body_for(int(head.split(b" ", 2)[1].strip(b"/")))
            status = b"304 Not Modified" if known else b"200 OK"
            length = b"" if known else b"Content-Length: %d\r\n" % len(body)
            self._transport.write(
                b"HTTP/1.1 %s\r\nETag: %s\r\nContent-Type: application/rss+xml\r\n%s\r\n%s"
                % (status, ETAG.encode(), length, body)
            )

    def body_for(self, number: int) -> bytes:
        """The body of feed `number`."""
        return self.body


def serve(kilobytes: int, ready: Connection) -> None:
    """Run the server and send its port."""

    async def run() -> None:
        Feeds.body = b"<rss>" + b"0123456789abcdef" * (kilobytes * 64)
        server = await asyncio.get_running_loop().create_server(Feeds, "0.0.0.0", 0, backlog=1024)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def host(number: int, hosts: int) -> str:
    """The loopback address of a feed."""
    index = number % hosts
    return f"127.0.{index // 250}.{index % 250 + 1}"


async def with_fetcher(requests: list[Request], limits: Limits, expected: type, pauses: list[float]) -> float:
    """Seconds for all requests; the loop's longest pause goes to `pauses`."""
    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - before - 0.001)

    ticking = asyncio.create_task(tick())
    async with Fetcher(limits, environ={}) as fetcher:
        started = time.perf_counter()
        async for _request, answer in fetcher.fetch_many(requests):
            if not isinstance(answer, expected):
                raise SystemExit(answer.words if isinstance(answer, Failed) else f"not expected: {answer}")
        seconds = time.perf_counter() - started
    ticking.cancel()
    pauses.append(longest)
    return seconds


def with_threads(port: int, feeds: int, hosts: int, headers: dict[str, str], status: int) -> float:
    """Seconds for eight threads, each with its own connections: no limits, no redirects, no checks."""
    left: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(feeds):
        left.put(number)

    def work() -> None:
        connections: dict[str, http.client.HTTPConnection] = {}
        while True:
            try:
                number = left.get_nowait()
            except queue.Empty:
                return
            name = host(number, hosts)
            connection = connections.setdefault(name, http.client.HTTPConnection(name, port))
            connection.request("GET", f"/{number}", headers=headers)
            response = connection.getresponse()
            response.read()
            if response.status != status:
                raise SystemExit(f"not expected: {response.status}")

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started


def measure(port: int, feeds: int, hosts: int, rounds: int) -> None:
    """Print the table."""
    limits = Limits()
    for title, etag, headers, kind, status in (
        ("all 200", "", {}, Fetched, 200),
        ("all 304", ETAG, {"If-None-Match": ETAG}, Unchanged, 304),
    ):
        requests = [
            Request(f"http://{name}:{port}/{n}", key=n, etag=etag, allow_private_hosts=frozenset({name}))
            for n, name in ((n, host(n, hosts)) for n in range(feeds))
        ]
        pauses: list[float] = []
        ways: dict[str, Callable[[], float]] = {
            "fetcher": lambda: asyncio.run(with_fetcher(requests, limits, kind, pauses)),  # noqa: B023 - used here
            f"{THREADS} threads, http.client": partial(with_threads, port, feeds, hosts, headers, status),
        }
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, run in ways.items():
                times[way].append(run())
        own, bare = (statistics.median(seconds) for seconds in times.values())
        pause = statistics.median(pauses) * 1000
        print(f"{title}: fetcher {own:.3f} s, {THREADS} bare threads {bare:.3f} s ({own / bare:.2f} times); ", end="")
        print(f"{feeds / own:,.0f} feeds/s; longest pause of the loop {pause:.1f} ms")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--hosts", type=int, default=1_000)
    parser.add_argument("--kilobytes", type=int, default=56)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    receiving, sending = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(arguments.kilobytes, sending), daemon=True
    )
    server.start()
    port = receiving.recv()
    print(
        f"Python {sys.version.split()[0]}; {arguments.feeds} feeds of {arguments.kilobytes} kB, {arguments.hosts} hosts"
    )
    try:
        measure(port, arguments.feeds, arguments.hosts, arguments.rounds)
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
