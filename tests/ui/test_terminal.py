"""A few things only a real terminal shows: the whole flow, restart, signals, hostile text, small windows."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

from tests.ui.terminal import Terminal  # noqa: E402

LONG = " ".join(
    f"Sentence number {n} says something about the harbour, the tide and the price of fish." for n in range(300)
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "long.txt").write_text(f"A long story\n2026-03-25 07:36\n{LONG}", "utf-8")
    (folder / "short.txt").write_text(
        "Tokayev at the quay\n2026-03-24 08:00\nHe came. He saw the boats. He left again.", "utf-8"
    )
    return folder


def _verb(home: Path, *arguments: str) -> str:
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    return subprocess.run(
        [sys.executable, "-m", "tui_reader", *arguments], capture_output=True, text=True, check=True, env=environment
    ).stdout


def test_open_mark_search_quit_and_come_back(articles: Path, tmp_path: Path) -> None:
    with Terminal(str(articles), home=tmp_path) as term:
        term.wait("Sentence number 0 says")
        term.press("))2")
        term.wait("d▌")
        term.press("b")
        term.wait("Bookmarks 1")
        term.press("    ")
        term.wait(lambda screen: "Sentence number 0 says" not in screen)
        top = term.wait(lambda screen: int(_top_sentence(screen)) > 20)
        term.press("f")
        term.wait("search everything")
        term.press("tokaev")
        term.wait("Search · 1")
        term.press("\r")
        term.wait("He saw the boats")
        term.press("[")
        term.wait(lambda screen: _top_sentence(screen) == _top_sentence(top))
        term.press("\x11")
        assert term.ended() == 0
        assert b"\x1b[?1049l" in term.raw
    with Terminal(home=tmp_path, columns=120, rows=40) as term:
        term.wait(lambda screen: "A long story" in screen and _top_sentence(screen) == _top_sentence(top))
        term.press("gg")
        term.wait("d▌")
        term.press("qq")
        assert term.ended() == 0
    exported = _verb(tmp_path, "export")
    assert "> Sentence number 2 says" in exported
    assert "disagree" in exported


def _top_sentence(screen: str) -> str:
    found = re.search(r"number (\d+)", screen)
    return found[1] if found else "0"


def test_an_empty_library_opens_on_the_guide_in_one_key(tmp_path: Path) -> None:
    with Terminal(home=tmp_path, columns=80, rows=24) as term:
        term.wait("Start here")
        term.press("\r")
        term.wait("You opened this article")
        term.press("\x11")
        assert term.ended() == 0


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_signals_restore_the_terminal(articles: Path, tmp_path: Path, name: str, status: int) -> None:
    with Terminal(str(articles), home=tmp_path) as term:
        term.wait("Sentence number 0 says")
        os.kill(term.process.pid, getattr(signal, name))
        assert term.ended() == status
        assert b"\x1b[?1049l" in term.raw
        assert b"\x1b[?25h" in term.raw


def test_a_terminal_that_is_gone_ends_the_reader(articles: Path, tmp_path: Path) -> None:
    with Terminal(str(articles), home=tmp_path) as term:
        term.wait("Sentence number 0 says")
        assert term.hung_up() == 129


def test_hostile_text_does_not_act_on_the_terminal(tmp_path: Path) -> None:
    evil = "\x1b]52;c;b3duZWQ=\x07\x1b]0;owned\x07\x1b[2J\x9b31m\u202e[@click=app.quit]x[/][/usr]\x1bP+q\x1b\\"
    (tmp_path / "evil.txt").write_text(f"T {evil}\n2026-01-01\nBody {evil} goes on.", "utf-8")
    with Terminal(str(tmp_path / "evil.txt"), home=tmp_path) as term:
        term.wait("goes on.")
        term.press("1")
        term.wait("g▌")
        term.press("ftitle")
        term.wait("Search")
        term.press("\x11")
        assert term.ended() == 0
        written = term.raw.decode("utf-8", "replace")
        for leak in ("\x1b]52;", "owned\x07", "\x9b", "\x1bP+q", "\u202e"):
            assert leak not in written


def test_narrow_wide_and_tiny_windows(articles: Path, tmp_path: Path) -> None:
    with Terminal(str(articles), home=tmp_path, columns=60, rows=20) as term:
        screen = term.wait("Sentence number 0 says")
        assert "Unread ·" not in screen
        term.press("q")
        term.wait("Tokayev at the quay")
        term.resize(150, 30)
        term.wait("In this article")
        term.resize(15, 4)
        term.wait("larger")
        term.resize(100, 10)
        term.wait("Tokayev at the quay")
        term.press("q")
        assert term.ended() == 0


def test_no_color_still_shows_marks(articles: Path, tmp_path: Path) -> None:
    with Terminal(str(articles), home=tmp_path, env={"NO_COLOR": "1"}) as term:
        term.wait("Sentence number 0 says")
        term.press("1")
        term.wait("g▌")
        term.press("\x11")
        assert term.ended() == 0
        coloured = re.findall(rb"\x1b\[[0-9;]*?[34]8;2;(\d+);(\d+);(\d+)", term.raw)
        assert coloured
        assert all(len(set(rgb)) == 1 for rgb in coloured)


def test_keyboard_works_after_reading_standard_input(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as term:
        term.wait("Start here")
        term.press("\x11")
        term.ended()
    command = f"printf 'Piped in\\n2026-01-01\\nA body from a pipe.' | {sys.executable} -m tui_reader -"
    term = Terminal(home=tmp_path, command=["/bin/sh", "-c", command])
    with term:
        term.wait("A body from a pipe.")
        term.press("q")
        term.wait("Start here")
        term.press("q")
        assert term.ended() == 0
