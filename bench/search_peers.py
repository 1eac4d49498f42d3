"""How other programs search the same titles and texts: fzf, ripgrep, and newsboat's query. Used by `search.py`.

A program that is not installed is passed over with a word.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from fcntl import ioctl
from pathlib import Path

_QUIET = 0.08  # seconds without output: the screen stands
_PATIENCE = 8.0


def fzf_filter(flat: Path, query: str) -> tuple[float, list[str]]:
    """Seconds and the first ten lines of `fzf --filter`, its start and the reading of the file included."""
    start = time.perf_counter()
    with flat.open() as lines:
        answer = subprocess.run(["fzf", "--filter", query], stdin=lines, capture_output=True, text=True, check=False)
    return time.perf_counter() - start, answer.stdout.splitlines()[:10]


class Fzf:
    """fzf in a terminal of 120 x 40 cells, typed into key by key."""

    def __init__(self, flat: Path) -> None:
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            with suppress(OSError):
                os.dup2(os.open(flat, os.O_RDONLY), 0)
                os.execvpe("fzf", ["fzf"], {**os.environ, "TERM": "xterm-256color"})
            os._exit(127)
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._rest(1.5)

    def key(self, character: str) -> float:
        """Seconds from a key to the last byte of the repaint."""
        start = time.perf_counter()
        os.write(self._terminal, character.encode())
        return max(0.0, self._rest(_QUIET) - start)

    def clear(self) -> None:
        """Empty the query."""
        os.write(self._terminal, b"\x15")
        self._rest(0.3)

    def close(self) -> None:
        """End it."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def _rest(self, quiet: float) -> float:
        """When the last output came, once nothing more comes."""
        last = time.perf_counter()
        end = last + _PATIENCE
        while time.perf_counter() < end and select.select([self._terminal], [], [], quiet)[0]:
            try:
                os.read(self._terminal, 65_536)
            except OSError:
                break
            last = time.perf_counter()
        return last


def fzf_keys(flat: Path, queries: Sequence[str]) -> list[float]:
    """Seconds of each key of each query in interactive fzf."""
    fzf = Fzf(flat)
    seconds: list[float] = []
    try:
        for query in queries:
            seconds += [fzf.key(character) for character in query]
            fzf.clear()
    finally:
        fzf.close()
    return seconds


def texts_with_peers(
    folder: Path, texts: Sequence[str], words: Sequence[str], show: Callable[[str, list[float]], None]
) -> None:
    """Times of ripgrep over one file and over a file each, and of newsboat's query, for the same words."""
    if shutil.which("rg"):
        flat = folder / "bodies.txt"
        flat.write_text("\n".join(texts) + "\n")
        files = folder / "bodies"
        files.mkdir()
        for number, text in enumerate(texts):
            (files / f"{number}.txt").write_text(text)
        show("ripgrep, one flat file", [_ripgrep("-c", word, flat) for word in words])
        show("ripgrep, a file each", [_ripgrep("-l", word, files) for word in words])
    else:
        print("ripgrep is not installed: not compared")
    with _newsboat(folder / "cache.db", texts) as cache:
        show("newsboat's LIKE", [_like(cache, word) for word in words])


def _ripgrep(option: str, word: str, where: Path) -> float:
    start = time.perf_counter()
    subprocess.run(["rg", option, "-w", word, str(where)], capture_output=True, check=False)
    return time.perf_counter() - start


@contextmanager
def _newsboat(path: Path, texts: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """A table like that of newsboat's cache. Its search is one LIKE over title and content; the query is run here
    as newsboat runs it, without newsboat, so drawing and start are not in it."""
    cache = sqlite3.connect(path)
    cache.execute(
        "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,"
        " title VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,"
        " deleted INTEGER NOT NULL DEFAULT 0)"
    )
    rows = ((str(number), text[:80], number, text) for number, text in enumerate(texts))
    cache.executemany("INSERT INTO rss_item (guid, title, pubDate, content) VALUES (?, ?, ?, ?)", rows)
    cache.commit()
    yield cache
    cache.close()


def _like(cache: sqlite3.Connection, word: str) -> float:
    start = time.perf_counter()
    cache.execute(
        "SELECT guid FROM rss_item WHERE (title LIKE ?1 OR content LIKE ?1) AND deleted = 0"
        " ORDER BY pubDate DESC, id DESC",
        (f"%{word}%",),
    ).fetchall()
    return time.perf_counter() - start
