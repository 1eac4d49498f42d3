"""The door: files and bytes to entries, and one plain reason for whatever cannot be read."""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from pathlib import Path

import pytest

from tui_reader.errors import SourceError
from tui_reader.ingest import files, html, kinds
from tui_reader.ingest.files import read_bytes, read_file
from tui_reader.model import Entry

HEADLINE = "Quiet harbour, full boats"
BODY = "BEIJING  The harbour was quiet\xa0before dawn.   Two boats came in with the tide."
NEWS = f"{HEADLINE}\n2020-03-25 07:36\n{BODY}\n"


def _only(path: Path) -> Entry:
    (entry,) = read_file(path)
    assert isinstance(entry, Entry), entry
    return entry


def _reason(path: Path) -> str:
    (error,) = read_file(path)
    assert isinstance(error, SourceError)
    assert error.source.encode()
    return error.reason


def test_a_news_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(NEWS.encode())
    entry = _only(file)
    assert (entry.title, entry.published, entry.text) == (HEADLINE, "2020-03-25T07:36:00", BODY)
    assert entry.blocks is None
    assert (entry.identity, entry.path) == (f"file:{os.path.realpath(file)}", os.path.realpath(file))
    assert entry.lang == "en"


@pytest.mark.parametrize(
    "data",
    [
        NEWS.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + NEWS.encode(),
        NEWS.encode("utf-16"),
        NEWS.encode("cp1252"),
        NEWS.rstrip("\n").encode(),
    ],
    ids=["crlf", "utf-8 mark", "utf-16", "windows-1252", "no end of line"],
)
def test_the_same_news_in_other_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert (_only(file).title, _only(file).text) == (HEADLINE, BODY)


def test_a_markdown_file(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nauthor: Ann\nurl: https://example.org/\n---\n# Title\n\nSome *text*.\n", encoding="utf-8")
    entry = _only(file)
    assert (entry.title, entry.text, entry.author, entry.url) == ("Title", "Some text.", "Ann", "https://example.org/")
    assert entry.blocks is not None
    assert [s.kind for s in entry.spans] == ["em"]
    assert entry.identity.startswith("file:")


def test_an_html_file(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    paragraph = "<p>Der Hafen war still, und niemand sagte ein Wort zu den Leuten auf den Booten.</p>"
    file.write_text(f"<html lang=de><title>Hafen</title><body>{paragraph}</body>", encoding="utf-8")
    entry = _only(file)
    assert (entry.title, entry.lang) == ("Hafen", "de")
    assert entry.text.startswith("Der Hafen war still")


def test_a_dump_gives_an_entry_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [json.dumps({"title": f"T{i}", "text": "Text.", "id": i}) for i in range(3)]
    file.write_text("\n".join([*lines, "{broken"]) + "\n", encoding="utf-8")
    *entries, error = read_file(file)
    assert [e.title for e in entries if isinstance(e, Entry)] == ["T0", "T1", "T2"]
    assert isinstance(error, SourceError)
    assert error.source == f"{file}:4"


def test_a_file_named_outright_is_judged_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_text("<!doctype html><title>Hi</title><p>Some text.", encoding="utf-8")
    assert _only(file).title == "Hi"


def test_links_to_one_file_are_one_article(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NEWS, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    assert _only(tmp_path / "sub" / ".." / "a.txt").identity == _only(file).identity


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\xc2\xa0\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.4\n...", "PDF"),
        (b"t\0e\0x\0t\0", "binary"),
    ],
)
def test_what_is_in_a_file_can_be_no_article(tmp_path: Path, data: bytes, word: str) -> None:
    for name in ("a.txt", "a.md", "a.html", "a.jsonl", "a"):
        file = tmp_path / name
        file.write_bytes(data)
        assert word in _reason(file)


def test_a_page_without_any_text(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body><img src='a.png'></body></html>", encoding="utf-8")
    assert _reason(file) == "there is no text in it"
    file.write_text("<html><head><title>App</title></head><body><script>x()</script></body></html>", encoding="utf-8")
    assert _reason(file) == "its text is only shown by JavaScript, which is not run here"


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    assert _reason(tmp_path / "gone.txt") == "there is no such file"
    assert _reason(tmp_path) == "it is a folder"
    assert _reason(tmp_path / ("n" * 5_000)).startswith("it cannot be read")
    assert "null" in _reason(Path("a\0b"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert _reason(tmp_path / "pipe.txt") == "it is a pipe, not a file"
    assert _reason(Path("/dev/null")) == "it is a device, not a file"
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert _reason(Path("socket.txt")) == "it is a socket, not a file"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes there")
def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, pipe = tmp_path / "a.txt", tmp_path / "pipe"
    file.write_text(NEWS, encoding="utf-8")
    os.mkfifo(pipe)
    facts = file.stat()
    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", lambda _: facts)
        (error,) = read_file(pipe)
    assert isinstance(error, SourceError)
    assert error.reason == "it is a pipe, not a file"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EACCES, "you have no permission to read it"), (errno.EIO, "it cannot be read: input/output error")],
)
def test_what_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NEWS, encoding="utf-8")

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number), str(file))

    monkeypatch.setattr(os, "open", refuse)
    assert _reason(file) == reason


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    file.write_text(NEWS, encoding="utf-8")
    assert _reason(file) == "its name is not valid text"


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 2_000_000)
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 2_000_001)
    assert _reason(file) == "it is larger than 2 MB"


def test_a_page_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LONGEST", 1_000)
    file = tmp_path / "a.html"
    file.write_text("<p>" + "x" * 1_000, encoding="utf-8")
    assert _reason(file).startswith("the page is larger")


def test_a_parser_that_breaks_is_one_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise IndexError("deep inside")

    monkeypatch.setattr(kinds, "binary_reason", broken)
    file = tmp_path / "a.txt"
    file.write_text(NEWS, encoding="utf-8")
    assert _reason(file) == "it could not be read (IndexError)"


def test_bytes_are_known_by_their_content() -> None:
    (first,) = read_bytes(NEWS.encode(), "standard input")
    (again,) = read_bytes(NEWS.replace("\n", "\r\n").encode(), "standard input")
    (other,) = read_bytes(NEWS.replace("two", "2").replace("Two", "2").encode(), "standard input")
    assert isinstance(first, Entry)
    assert isinstance(again, Entry)
    assert isinstance(other, Entry)
    assert first.identity.startswith("hash:")
    assert first.identity == again.identity != other.identity
    assert first.path == ""


def test_bytes_of_a_dump_keep_its_ids() -> None:
    (entry,) = read_bytes(b'{"title": "T", "text": "x", "source": "Paper", "id": 7}\n', "standard input")
    assert isinstance(entry, Entry)
    assert entry.identity == "id:Paper\x1f7"


def test_bytes_with_a_telling_name_are_read_by_it() -> None:
    (entry,) = read_bytes(b"Just *this*", "1-reading.md")
    assert isinstance(entry, Entry)
    assert entry.text == "Just this"


def test_a_markdown_file_without_words_is_titled_by_its_name() -> None:
    (entry,) = read_bytes(b"***\n", "pause.md")
    assert isinstance(entry, Entry)
    assert (entry.title, entry.text) == ("pause", "")


def test_a_list_of_feeds_says_what_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text('<?xml version="1.0"?>\n<OPML version="2.0"><body><outline xmlUrl="https://e.org/"/></body></OPML>')
    (said,) = read_file(path)
    assert isinstance(said, SourceError)
    assert "newsreader feeds import" in said.reason
