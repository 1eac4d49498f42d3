"""A real HTTP/1.1 server on loopback whose every path misbehaves in its own way.

async with Server() as server:
    server.route("/feed", text("<rss/>"))
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeAlias


@dataclass
class Asked:
    """A request as it came in; header names are lower case."""

    method: str
    path: str
    headers: dict[str, str]


Handler: TypeAlias = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """`host` is what it listens on; `tls` makes it https."""

    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self._routes: dict[str, Handler] = {}
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accepted, self.host, 0, ssl=self.tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of a path, under another name of this machine if `host` is given."""
        name = host or self.host
        name = f"[{name}]" if ":" in name else name
        return f"http{'s' if self.tls else ''}://{name}:{self.port}{path}"

    def route(self, path: str, handler: Handler) -> None:
        """Answer this path (without its query) with `handler`."""
        self._routes[path] = handler

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while not writer.is_closing():
                    await self._serve_one(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        asked = Asked(method, path, headers)
        self.asked.append(asked)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._routes.get(path.split("?")[0], text("nothing here", status=404))(asked, writer)
            await writer.drain()
        finally:
            self.at_once -= 1


def raw(data: bytes, *, close: bool = True) -> Handler:
    """Exactly these bytes, and (mostly) the end of the connection."""

    async def handler(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        if close:
            await writer.drain()
            writer.close()

    return handler


def reply(body: bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None) -> Handler:
    """A well-formed response."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body, close=False)


def text(words: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Handler:
    """A well-formed response with a text."""
    return reply(words.encode(), status=status, headers={"Content-Type": "text/xml; charset=UTF-8", **(headers or {})})


def redirect(location: str, status: int = 302) -> Handler:
    """A redirect."""
    return reply(b"over there", status=status, headers={"Location": location})


def conditional(body: bytes, etag: str, modified: str) -> Handler:
    """200 with validators, 304 to whoever has them."""

    async def handler(asked: Asked, writer: asyncio.StreamWriter) -> None:
        known = asked.headers.get("if-none-match") == etag and asked.headers.get("if-modified-since") == modified
        fields = {"ETag": etag, "Last-Modified": modified}
        await reply(b"" if known else body, status=304 if known else 200, headers=fields)(asked, writer)

    return handler


def password(user_and_password: str, body: bytes = b"secret feed") -> Handler:
    """Basic authentication: `user_and_password` is the base64 of "user:password"."""

    async def handler(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.headers.get("authorization") == f"Basic {user_and_password}":
            await reply(body)(asked, writer)
        else:
            await reply(b"who are you?", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})(asked, writer)

    return handler


def waiting(release: asyncio.Event, before: bytes = b"", after: bytes = b"") -> Handler:
    """`before`, then nothing until `release` is set, then `after`."""

    async def handler(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        await writer.drain()
        await release.wait()
        writer.write(after)

    return handler


def endless(head: bytes, piece: bytes) -> Handler:
    """`head`, then `piece` until the other side has had enough."""

    async def handler(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
        raise ConnectionError

    return handler


async def reset(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Part of a response, then RST instead of a proper end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    await writer.drain()
    writer.transport.abort()


def bomb(megabytes: int, coding: int = 31) -> bytes:
    """Zeros, compressed a thousand times smaller; `coding` is zlib's `wbits` (31 gzip, 15 zlib, -15 bare deflate)."""
    squeezer = zlib.compressobj(1, zlib.DEFLATED, coding)
    piece = bytes(1_000_000)
    return b"".join(squeezer.compress(piece) for _ in range(megabytes)) + squeezer.flush()
