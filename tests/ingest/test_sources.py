"""Folders: what is found in them, in which order, and what cannot be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tui_reader.errors import SourceError
from tui_reader.ingest import sources
from tui_reader.ingest.sources import Found


def _write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text", encoding="utf-8")


def _names(folder: Path) -> list[str]:
    return [str(f.path.relative_to(folder)) for f in sources.walk(folder) if isinstance(f, Found) and not f.ignored]


def test_every_article_below_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    _write(tmp_path, "b.TXT", "a/z.md", "a/b/c.html", "c.jsonl", "d.ndjson", "e.htm", "f.text", "g.markdown")
    assert _names(tmp_path) == [
        str(Path("a/b/c.html")), str(Path("a/z.md")), "b.TXT", "c.jsonl", "d.ndjson", "e.htm", "f.text", "g.markdown",
    ]  # fmt: skip
    assert sources.count(tmp_path) == 8


def test_other_names_are_ignored_and_counted_as_such(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.jpg", "c", "d.txt.bak")
    ignored = [f.path.name for f in sources.walk(tmp_path) if isinstance(f, Found) and f.ignored]
    assert ignored == ["b.jpg", "c", "d.txt.bak"]
    assert sources.count(tmp_path) == 1


def test_hidden_files_and_folders_are_passed_over_but_not_a_hidden_root(tmp_path: Path) -> None:
    root = tmp_path / ".hidden"
    _write(root, "a.txt", ".b.txt", ".git/c.txt")
    assert [f.path.name for f in sources.walk(root) if isinstance(f, Found)] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_each_real_folder_is_visited_once_whatever_links_say(tmp_path: Path) -> None:
    _write(tmp_path, "a/x.txt", "b/y.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b" / "self").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "c").symlink_to(tmp_path / "a", target_is_directory=True)
    assert _names(tmp_path) == ["a/x.txt", "b/y.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_to_files_are_followed_and_dead_ones_still_named(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    assert _names(tmp_path) == ["a.txt", "b.txt", "dead.txt", "round.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text_are_told(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    folder = os.fsencode(tmp_path)
    (Path(os.fsdecode(folder + b"/bad\xff.txt"))).write_text("x", encoding="utf-8")
    Path(os.fsdecode(folder + b"/dir\xfe")).mkdir()
    errors = [f for f in sources.walk(tmp_path) if isinstance(f, SourceError)]
    assert [e.reason for e in errors] == ["its name is not valid text"] * 2
    assert all(e.source.encode() for e in errors)
    assert errors[0].source.endswith("bad\ufffd.txt")
    assert sources.count(tmp_path) == 1


def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "a/x.txt", "b/y.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(sources.walk(tmp_path))
    assert isinstance(found[0], SourceError)
    assert found[0].reason == "you have no permission to read it"
    assert found[1:] == [Found(tmp_path / "b" / "y.txt")]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (error,) = sources.walk(tmp_path / "nowhere")
    assert isinstance(error, SourceError)
    assert error.reason == "there is no such file"


def test_deep_folders_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(60):
        deep = deep / "d"
    _write(deep, "a.txt")
    assert sources.count(tmp_path) == 1


@pytest.mark.parametrize(
    ("name", "address"),
    [("https://example.org/", True), ("HTTP://x", True), ("C:\\x", False), ("a.txt", False), ("/a://b", False)],
)
def test_what_is_a_web_address(name: str, address: bool) -> None:
    assert sources.is_address(name) is address
