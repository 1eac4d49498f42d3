"""What every test gets: its own home, no animations, and articles made on the spot."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.fetch.server import Server
from tests.serving import serving
from tui_reader.library import Library, visits
from tui_reader.model import Entry
from tui_reader.store import Store

BODY = (
    "The harbour was quiet before dawn. Two boats came in with the tide, and nobody on the quay said a word. "
    "Later the market opened as on any other day. “Fish is fish,” said the oldest of the sellers. "
    "She had seen worse winters, and she said so to everyone who asked."
)


def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: a test of a screen waits as long as it works."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """What stays for the whole run is not looked through again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what belongs to the person who runs it."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("NEWSREADER_DATA_DIR", "NO_COLOR", "BROWSER", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for scheme in ("http", "https", "all"):
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_proxy".upper(), raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on a real file."""
    opened = Store(tmp_path / "library.db")
    yield opened
    opened.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library on a real folder; `store` of the same test is another connection to another file."""
    opened = Library(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A web server on loopback with no routes yet; nothing goes through a proxy, and feeds may be visited again at
    once."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(visits, "AGAIN_AFTER", 0)
    with serving() as running:
        yield running


def entry(name: str = "a", text: str = BODY, **facts: Any) -> Entry:
    """A plain-text entry; `name` makes its identity."""
    return Entry(identity=f"file:/articles/{name}.txt", title=facts.pop("title", f"Title {name}"), text=text, **facts)


def put(store: Store, *entries: Entry) -> list[int]:
    """Store entries; their ids."""
    with store.transaction():
        return [store.articles.put(e).article_id for e in entries]
