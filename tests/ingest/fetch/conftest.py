"""Short limits, a server, and a fetcher that sees no proxy of the machine it runs on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.ingest.fetch.server import Server
from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.values import Limits

SHORT = Limits(connect=0.5, idle=0.2, total=5.0, body=100_000, redirects=4)
HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server with no routes yet."""
    async with Server() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """A fetcher with the short limits."""
    async with Fetcher(SHORT, environ={}) as opened:
        yield opened
