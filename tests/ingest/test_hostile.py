"""Any bytes under any name: entries or reasons, never an exception; and what entries promise."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import SourceError
from tui_reader.ingest.files import read_bytes
from tui_reader.model import Entry

NAMES = ("a.txt", "a.md", "a.html", "a.jsonl", "standard input")
PIECES = (
    *("<p>", "</p>", "<table><tr><td>", "<!--", "-->", "<script>", "<a href='", "&#27;", "&#xD800;", "<li>", "<pre>"),
    *("<ol start=9>", "<br><br>", "# ", "\n\n", "---\n", "a: b\n", "> ", "- ", "|a|b|\n|-|-|\n", "[x](", "```"),
    *(
        "\0",
        "\x1b]52;c;",
        "\ufdd0",
        "\ufdd39\ufdd4",
        '{"text": "',
        '\\ud800"}',
        "2020-03-25",
        "word ",
        "\u202e",
        "\r\n",
    ),
    *("見", "e\u0301", "\ud800"),
)
MARKUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def _check(data: bytes, name: str) -> None:
    for item in read_bytes(data, name):
        if isinstance(item, SourceError):
            assert item.reason
            continue
        for text in (item.title, item.text, item.author, item.source, item.url, item.identity, item.lang):
            text.encode()
            assert "\0" not in text
        assert item.title
        assert "\n" not in item.title
        _check_blocks(item)


def _check_blocks(entry: Entry) -> None:
    at = 0
    for block in entry.blocks or ():
        assert at <= block.start < block.end <= len(entry.text)
        at = block.end
    assert all(span.end <= len(entry.text) for span in entry.spans)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    _check(data, name)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=60)
@given(MARKUP)
def test_any_markup(name: str, text: str) -> None:
    _check(text.encode("utf-8", "surrogatepass"), name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["e" + "\u0301" * 10_000, "\u202e\u2066" * 1_000, "\x1b]0;x\x07", "x" * 300_000, "\ufeff"]
)
def test_known_troublemakers(name: str, text: str) -> None:
    _check(text.encode(), name)


def test_the_room_opens_without_its_heavy_furniture() -> None:
    code = "import tui_reader.ingest.files, tui_reader.ingest.sources, sys; print(' '.join(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"trafilatura", "lxml", "markdown_it", "charset_normalizer", "sentencex"} & set(modules)
