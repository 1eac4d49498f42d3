"""Titles, quotes and notes made to harm, through the whole of an export: every file stays inside, opens cleanly, and
is found again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from tests.conftest import entry, put
from tui_reader.export.blocks import is_head, parse
from tui_reader.library.exporting import Exporting, Look
from tui_reader.library.marks import Marks
from tui_reader.store import Store

TITLES = (
    *("../../etc/passwd", "/abs/path", "a/../b", "..", ".", "~home", "-rf", "con", "NUL.txt", "COM1", "LPT¹", "aux. "),
    *("x" * 400, "読" * 200, "e\u0301" * 200, "A", "a", "Straße", "STRASSE", "é", "e\u0301", "\ufffd", "\u202eevil"),
    *("a\x00b\x1b]0;x\x07", "tab\tnew\nline", "  ", "", "---\nkey: [v\n---", 'title: "q" \\', "<!-- nr abc123 -->"),
    *("# h", "[[link]] ^b", "```", "<script>alert(1)</script>", "{{ 7*7 }}", "%%x%%", "=cmd|'/c calc'!A1", "@SUM(1)"),
)
QUOTE = 'Words <!-- nr abc123 --> ^nr-abc123\n---\n``` # x\n=HYPERLINK("x") <script>'
NOTE = "=1+1\n---\n# x\n```\n%% <!-- open\n> ^nr-abc123"
LOOKS = (Look(), Look("vault"), Look("by-month"), Look("by-tag"), Look(one_file=True))


@pytest.fixture
def hostile(store: Store) -> Store:
    """An article for each title, marked, noted and tagged."""
    ids = put(
        store,
        *(
            entry(str(at), f"Before. {QUOTE} After.", title=title, author=title, source=title, published=title)
            for at, title in enumerate(TITLES)
        ),
    )
    for article_id in ids:
        Marks(store).highlight_quote(article_id, QUOTE, note=NOTE, tags=["../x", "=t", "#h"])
        Marks(store).bookmark(article_id, 0, "Before. <!--")
    return store


@pytest.mark.parametrize("look", LOOKS, ids=["plain", "vault", "by month", "by tag", "one file"])
def test_every_file_stays_inside_and_opens_cleanly(hostile: Store, tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "outside" / "out"
    folder.mkdir(parents=True)
    done = Exporting(hostile).export(folder, look)
    assert sorted(folder.iterdir()) == sorted(done.written)
    assert list(folder.parent.iterdir()) == [folder]
    marks: list[str] = []
    for path in done.written:
        assert len(path.name.encode()) <= 120
        assert path.name.isprintable()
        file = parse(path.read_bytes().decode())
        front = yaml.safe_load("".join(file.front))
        assert isinstance(front["title"], str)
        assert front["newsreader_id"]
        body = "".join(segment.raw for segment in file.segments)
        html = MarkdownIt("commonmark").render(body)
        assert "<script" not in html
        assert "<hr" not in html
        assert "<code" not in html
        keys = [segment.key for segment in file.segments if segment.key is not None]
        assert html.count("<h") == sum(is_head(key) for key in keys)
        marks += [key for key in keys if not is_head(key)]
    assert len(set(marks)) == len(TITLES)
    again = Exporting(hostile).export(folder, look)
    assert (again.files, again.unchanged) == (0, len(done.written))


def test_names_that_a_file_system_takes_for_one_are_apart(hostile: Store, tmp_path: Path) -> None:
    done = Exporting(hostile).export(tmp_path / "out")
    assert len({path.name.casefold() for path in done.written}) == len(TITLES)


def test_other_formats_are_what_they_are(hostile: Store) -> None:
    exporting = Exporting(hostile)
    rows = list(csv.DictReader(io.StringIO(exporting.convert("readwise"), newline="")))
    assert len(rows) == len(TITLES)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert json.loads(exporting.convert("w3c"))["total"] >= len(TITLES)
    assert len(json.loads(exporting.convert("json"))["articles"]) == len(TITLES)
    for format in ("w3c", "json", "readwise", "netscape"):
        text = exporting.convert(format)
        assert not set(text) & {"\x00", "\x07", "\x1b"}
