"""TLS and HTTP/2, against a server that speaks both with a certificate of its own."""

from __future__ import annotations

import asyncio
import ssl
import struct
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.ingest.fetch.conftest import SHORT
from tests.ingest.fetch.server import Server, redirect, text
from tests.ingest.fetch.test_fetcher import failed, got, here
from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.transfer import trusted_certificates
from tui_reader.ingest.fetch.values import Limits

CERTIFICATE = Path(__file__).parent / "localhost.pem"


def context(*protocols: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(CERTIFICATE)
    made.set_alpn_protocols(list(protocols))
    return made


@pytest.fixture
async def secure() -> AsyncIterator[Server]:
    async with Server(tls=context("http/1.1")) as running:
        yield running


async def test_a_certificate_nobody_knows_is_refused(secure: Server, fetcher: Fetcher) -> None:
    secure.route("/", text("x"))
    answer = failed(await fetcher.fetch(here(secure.url(host="localhost"))), "localhost")
    assert answer.kind == "tls"
    assert answer.words == "The certificate of localhost is signed by itself and by nobody else."
    assert secure.asked == []


async def test_a_certificate_of_another_host_is_refused(secure: Server) -> None:
    async with Fetcher(SHORT, ca_file=str(CERTIFICATE), environ={}) as fetcher:
        answer = failed(await fetcher.fetch(here(secure.url(host="127.0.0.1"))))
    assert answer.kind == "tls"
    assert secure.asked == []


async def test_no_tls_where_it_was_expected(fetcher: Fetcher) -> None:
    async def plain(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert failed(await fetcher.fetch(here(f"https://127.0.0.1:{port}/"))).kind == "tls"


async def test_a_redirect_out_of_tls_is_noted(secure: Server, server: Server) -> None:
    secure.route("/", redirect(server.url("/plain"), 301))
    server.route("/plain", text("in the clear"))
    async with Fetcher(SHORT, ca_file=str(CERTIFICATE), environ={}) as fetcher:
        answer = got(await fetcher.fetch(here(secure.url(host="localhost"))))
    assert (answer.downgraded, answer.moved_to) == (True, "")


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """An HTTP/2 frame (RFC 9113 §4.1)."""
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


async def serve_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """As little HTTP/2 as one answer needs: settings, then `:status: 200` (HPACK's static entry 8) and a body."""
    await reader.readexactly(len(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
    writer.write(frame(4, 0, 0))
    try:
        while True:
            head = await reader.readexactly(9)
            await reader.readexactly(int.from_bytes(head[:3], "big"))
            kind, flags, stream = head[3], head[4], int.from_bytes(head[5:], "big")
            if kind == 4 and not flags & 1:
                writer.write(frame(4, 1, 0))
            if kind == 1:
                writer.write(frame(1, 4, stream, b"\x88") + frame(0, 1, stream, b"two"))
            await writer.drain()
    except (asyncio.IncompleteReadError, OSError):
        writer.close()


async def test_http2_is_spoken_where_it_is_offered() -> None:
    server = await asyncio.start_server(serve_http2, "127.0.0.1", 0, ssl=context("h2"))
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(Limits(total=5), ca_file=str(CERTIFICATE), environ={}) as fetcher:
        answer = got(await fetcher.fetch(here(f"https://localhost:{port}/feed")))
    assert (answer.status, answer.body) == (200, b"two")


def test_the_authorities_are_those_of_the_environment_first(tmp_path: Path) -> None:
    own = tmp_path / "own.pem"
    own.write_text("")
    assert trusted_certificates({"SSL_CERT_FILE": str(own)}) == str(own)
    assert Path(trusted_certificates({"SSL_CERT_FILE": str(tmp_path / "absent")})).is_file()
