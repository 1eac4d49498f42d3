"""The export desk: what the store holds, in a file or a folder, merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import entry, put
from tui_reader.errors import ExportError
from tui_reader.library.exporting import Exporting
from tui_reader.library.marks import Marks
from tui_reader.store import Store

FIRST, SECOND = "The harbour was quiet before dawn.", "Later the market opened as on any other day."


@pytest.fixture
def marked(store: Store) -> Store:
    a, b, _ = put(
        store,
        entry("a", title="Old story", published="2026-01-01"),
        entry("b", title="New story", published="2026-02-01", source="Paper", author="A. B."),
        entry("c"),
    )
    marks = Marks(store)
    marks.highlight_quote(a, SECOND, 2, note="hm", tags=["sea"])
    marks.bookmark(b, 0, FIRST)
    return store


def test_everything_marked_is_in_the_text_newest_article_first(marked: Store) -> None:
    text = Exporting(marked).text()
    assert text.index("New story") < text.index("Old story")
    for part in ("Paper", "A. B.", "2026-02-01", f"> {SECOND}", "hm", "disagree", "#sea", FIRST):
        assert part in text
    assert "Title c" not in text


def test_a_second_export_changes_nothing_and_keeps_edits(marked: Store, tmp_path: Path) -> None:
    target = tmp_path / "out" / "notes.md"
    exporting = Exporting(marked)
    assert exporting.export(target).files == 1
    assert exporting.export(target).files == 0
    target.write_text(target.read_text("utf-8").replace("hm", "hm, and more"), "utf-8")
    Marks(marked).highlight_quote(1, FIRST)
    report = exporting.export(target)
    text = target.read_text("utf-8")
    assert "hm, and more" in text
    assert text.index(FIRST, text.index("Old story")) < text.index(SECOND)
    assert "1 new" in report.summary


def test_a_folder_gets_a_file_for_each_article(marked: Store, tmp_path: Path) -> None:
    report = Exporting(marked).export(tmp_path / "folder")
    assert report.files == 2
    assert sorted(p.name for p in (tmp_path / "folder").iterdir()) == [
        "2026-01-01 Old story.md",
        "2026-02-01 New story.md",
    ]


def test_a_target_that_cannot_be_written_is_one_sentence(marked: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError):
        Exporting(marked).export(tmp_path / "file" / "notes.md")
    stranger = tmp_path / "mine.md"
    stranger.write_text("# My own diary\n")
    with pytest.raises(ExportError, match="left as it is"):
        Exporting(marked).export(stranger)
    assert stranger.read_text() == "# My own diary\n"


def test_an_empty_library_exports_an_empty_collection(store: Store, tmp_path: Path) -> None:
    assert "##" not in Exporting(store).text()
    Exporting(store).export(tmp_path / "notes.md")
