"""Adding: what goes in, what is named, what stays when one interrupts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BODY
from tui_reader.library.adding import Adding, Progress, Report
from tui_reader.library.marks import Marks
from tui_reader.store import Store


def _write(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Title {number}\n2026-01-01 10:00\n{BODY} Number {number}.", "utf-8")


def test_a_folder_twice_adds_nothing_the_second_time(store: Store, tmp_path: Path) -> None:
    _write(tmp_path / "f", 30)
    adding = Adding(store)
    first, second = adding.add([str(tmp_path / "f")]), adding.add([str(tmp_path / "f")])
    assert (first.added, first.updated, first.unchanged) == (30, 0, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 30)
    assert len(first.article_ids) == 30
    assert store.articles.count() == 30


def test_a_changed_file_is_updated_and_its_highlight_found_again(store: Store, tmp_path: Path) -> None:
    _write(tmp_path / "f", 2)
    adding, marks = Adding(store), Marks(store)
    adding.add([str(tmp_path / "f")])
    marks.highlight_quote(1, "The harbour was quiet before dawn.")
    path = tmp_path / "f" / "0000.txt"
    path.write_text(path.read_text("utf-8").replace("The harbour", "Corrected. The harbour"), "utf-8")
    report = adding.add([str(tmp_path / "f")])
    assert (report.updated, report.unchanged) == (1, 1)
    (found,) = marks.of(1)
    assert found.status == "moved"
    assert found.start == len("Corrected. ")


def test_cancelling_keeps_what_went_in_and_a_second_run_goes_on(store: Store, tmp_path: Path) -> None:
    _write(tmp_path / "f", 50)
    adding = Adding(store)
    seen: list[Progress] = []
    first = adding.add([str(tmp_path / "f")], progress=seen.append, cancelled=lambda: len(seen) >= 20)
    assert 0 < first.added < 50
    assert store.articles.count() == first.added
    second = adding.add([str(tmp_path / "f")])
    assert second.added == 50 - first.added
    assert second.unchanged == first.added


def test_an_interrupt_keeps_what_went_in_and_the_report_says_so(store: Store, tmp_path: Path) -> None:
    _write(tmp_path / "f", 50)
    report = Report()

    def interrupt(at: Progress) -> None:
        if at.done == 25:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Adding(store).add([str(tmp_path / "f")], progress=interrupt, report=report)
    assert report.added == store.articles.count() >= 24


def test_progress_counts_files_and_the_articles_of_a_dump(store: Store, tmp_path: Path) -> None:
    lines = (json.dumps({"id": n, "title": f"T{n}", "text": "Text."}) for n in range(1_000))
    (tmp_path / "dump.jsonl").write_text("\n".join(lines))
    seen: list[Progress] = []
    report = Adding(store).add([str(tmp_path / "dump.jsonl")], progress=seen.append)
    assert report.added == 1_000
    assert len(seen) >= 4
    assert [at.articles for at in seen] == sorted(at.articles for at in seen)


def test_one_bad_line_of_a_dump_is_named_and_the_rest_goes_in(store: Store, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(
        '{"id": 1, "title": "A", "text": "a"}\n{"id": 2, "title"\n[]\n{"id": 3, "title": "C", "text": "c"}\n'
    )
    report = Adding(store).add([str(dump)])
    assert report.added == 2
    assert [skipped.source for skipped in report.skipped] == [f"{dump}:2", f"{dump}:3"]


def test_standard_input_and_addresses(store: Store) -> None:
    report = Adding(store).add(["-", "ftp://example.org/x"], stdin=lambda: b"Piped\n2026-01-01\nBody.")
    assert report.added == 1
    assert [(s.source, s.reason) for s in report.skipped] == [
        ("ftp://example.org/x", "Only http and https addresses are fetched.")
    ]


def test_the_guide_comes_into_an_empty_library_only(store: Store) -> None:
    adding = Adding(store)
    assert adding.welcome()
    titles = [a.title for a in store.shelves.head("unread", 10)]
    assert len(titles) == 3
    assert titles[0].startswith("Start here")
    assert not adding.welcome()
