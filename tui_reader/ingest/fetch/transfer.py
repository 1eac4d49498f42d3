"""One request, one response, over libcurl driven by the running asyncio loop. The only module that knows the client.

libcurl speaks HTTP/2 where TLS offers it, keeps connections, decompresses while receiving, and asks us before it
opens a socket and before it uses a connection: so the address judged is the one connected to, a reused one too.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycurl  # type: ignore[import-untyped]

from tui_reader.ingest.fetch import failures
from tui_reader.ingest.fetch.headers import Headers, read
from tui_reader.ingest.fetch.inward import is_inward
from tui_reader.ingest.fetch.urls import Target
from tui_reader.ingest.fetch.values import Credentials, Limits

_UNWANTED_BODY = 64 * 1024
_LARGEST_HEAD = 128 * 1024
_CLOSING_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Order:
    """One hop. `headers` are complete; `total` is in seconds; `proxy` is a URL or "" for a direct connection."""

    target: Target
    headers: tuple[tuple[str, str], ...]
    credentials: Credentials | None
    proxy: str
    inward_allowed: bool
    total: float
    first: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """A response. `body` is decoded, and kept for successes only."""

    status: int
    headers: Headers
    body: bytes


class Client:
    """Connections and handles, for one event loop. Close it with `close`."""

    def __init__(self, limits: Limits, ca_file: str) -> None:
        self._limits = limits
        self._ca_file = ca_file
        self._multi: Any = pycurl.AsyncCurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, limits.concurrency * 2)
        self._unused: list[Any] = []

    async def get(self, order: Order) -> Reply:
        """Send one request. Raises TransferError; cancelling closes the connection at once."""
        handle: Any = self._unused.pop() if self._unused else pycurl.Curl()
        receiver = _Receiver(order, self._limits.body)
        try:
            self._prepare(handle, order, receiver)
            await self._perform(handle, receiver)
            return Reply(handle.getinfo(pycurl.RESPONSE_CODE), read(receiver.lines), b"".join(receiver.chunks))
        except pycurl.error as fault:
            if receiver.enough and not receiver.too_large:
                return Reply(handle.getinfo(pycurl.RESPONSE_CODE), read(receiver.lines), b"")
            raise self._failure(fault.args[0], handle, order, receiver) from None
        finally:
            receiver.release()
            handle.reset()
            self._unused.append(handle)

    async def close(self) -> None:
        """End every transfer and connection.

        libcurl waits for name look-ups under way, which can last many seconds and cannot be interrupted: a daemon
        thread does the waiting, so that nobody who quits does.
        """
        for handle in self._unused:
            handle.close()
        self._unused.clear()
        ending = self._multi.aclose()

        def end() -> None:
            with contextlib.suppress(StopIteration):
                ending.send(None)  # it never waits for the loop

        thread = threading.Thread(target=end, name="closing connections", daemon=True)
        thread.start()
        thread.join(_CLOSING_SECONDS)

    def _prepare(self, handle: Any, order: Order, receiver: _Receiver) -> None:
        handle.setopt(pycurl.URL, order.target.url)
        handle.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        handle.setopt(pycurl.HTTPHEADER, [f"{name}: {value}".encode(*_coding(value)) for name, value in order.headers])
        handle.setopt(pycurl.ACCEPT_ENCODING, "")  # all that this libcurl can undo
        handle.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        handle.setopt(pycurl.NOSIGNAL, 1)
        handle.setopt(pycurl.CAINFO, self._ca_file)
        handle.setopt(pycurl.PROXY, order.proxy)
        handle.setopt(pycurl.CONNECTTIMEOUT_MS, max(1, int(min(self._limits.connect, order.total) * 1000)))
        handle.setopt(pycurl.TIMEOUT_MS, max(1, int(order.total * 1000)))
        handle.setopt(pycurl.WRITEFUNCTION, receiver.body)
        handle.setopt(pycurl.HEADERFUNCTION, receiver.header)
        handle.setopt(pycurl.OPENSOCKETFUNCTION, receiver.open_socket)
        handle.setopt(pycurl.PREREQFUNCTION, receiver.before_request)
        if order.credentials is not None:
            handle.setopt(pycurl.HTTPAUTH, pycurl.HTTPAUTH_BASIC)
            handle.setopt(pycurl.USERNAME, order.credentials.user.encode())
            handle.setopt(pycurl.PASSWORD, order.credentials.password.encode())

    async def _perform(self, handle: Any, receiver: _Receiver) -> None:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = self._multi.add_handle(handle)

        timer: asyncio.TimerHandle

        def watch() -> None:
            nonlocal timer
            silence = loop.time() - receiver.heard if receiver.connected else 0.0
            if silence < self._limits.idle:
                timer = loop.call_later(self._limits.idle - silence, watch)
            elif not future.done():
                future.set_exception(failures.silent(receiver.order.target.host, self._limits))

        watch()
        try:
            await future
        finally:
            timer.cancel()
            with contextlib.suppress(RuntimeError):  # after a cancel or a silence it may be attached still
                self._multi.remove_handle(handle)

    def _failure(self, code: int, handle: Any, order: Order, receiver: _Receiver) -> failures.TransferError:
        host = order.target.host
        if receiver.refused_inward:
            return failures.inward(host, order.first)
        if receiver.too_large:
            return failures.too_large(host, self._limits)
        if receiver.endless_head:
            return failures.TransferError("too_large", f"{host} sent headers without end.")
        certificate = handle.getinfo(pycurl.SSL_VERIFYRESULT) if order.target.scheme == "https" else 0
        return failures.of_curl(
            code,
            host,
            self._limits,
            total=order.total,
            connected=receiver.connected,
            proxied=bool(order.proxy),
            certificate=certificate,
        )


class _Receiver:
    """What libcurl calls while one transfer runs. Nothing here may raise."""

    def __init__(self, order: Order, limit: int) -> None:
        self.order = order
        self.lines: list[bytes] = []
        self.chunks: list[bytes] = []
        self.connected = self.enough = self.too_large = self.endless_head = self.refused_inward = False
        self.heard = 0.0
        self._clock = asyncio.get_running_loop().time
        self._limit = limit
        self._size = self._head_size = 0
        self._success = True
        self._sockets: list[socket.socket] = []
        self._guarded = not order.inward_allowed and not order.proxy

    def header(self, line: bytes) -> int:
        self.heard = self._clock()
        self._head_size += len(line)
        if self._head_size > _LARGEST_HEAD:
            self.endless_head = True
            return 0
        if line.startswith(b"HTTP/"):
            self.lines.clear()  # what came before were hints, or the words of a proxy
            self._success = line.partition(b" ")[2].startswith(b"2")
        self.lines.append(line)
        return len(line)

    def body(self, chunk: bytes) -> int:
        self.heard = self._clock()
        self._size += len(chunk)
        if not self._success:
            self.enough = self._size > _UNWANTED_BODY
            return 0 if self.enough else len(chunk)
        if self._size > self._limit:
            self.too_large = True
            self.chunks.clear()
            return 0
        self.chunks.append(chunk)
        return len(chunk)

    def open_socket(self, _purpose: int, address: Any) -> Any:
        family, kind, protocol, place = address
        if self._guarded and is_inward(place[0]):
            self.refused_inward = True
            return pycurl.SOCKET_BAD
        try:
            opened = socket.socket(family, kind, protocol)
        except OSError:
            return pycurl.SOCKET_BAD
        self._sockets.append(opened)  # libcurl works on a duplicate
        return opened

    def before_request(self, remote: str, _local: str, _remote_port: int, _local_port: int) -> int:
        self.connected, self.heard = True, self._clock()
        if self._guarded and is_inward(remote):
            self.refused_inward = True
            return int(pycurl.PREREQFUNC_ABORT)
        return int(pycurl.PREREQFUNC_OK)

    def release(self) -> None:
        for opened in self._sockets:
            opened.close()


def trusted_certificates(environ: Mapping[str, str] = os.environ) -> str:
    """The file of certificate authorities: $SSL_CERT_FILE, the system's (companies add their own there), certifi's."""
    import ssl

    import certifi

    chosen = environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    return chosen if chosen and Path(chosen).is_file() else certifi.where()


def _coding(value: str) -> tuple[str, str]:
    """Values a server gave were read as latin-1 and go back as the same bytes; what a user typed may be more."""
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return "utf-8", "replace"
    return "latin-1", "strict"
