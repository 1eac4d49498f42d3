"""`newsreader import` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Runner

CSV = "URL,Title,Selection,Folder\nhttps://e.org/1,One,A passage.,Archive\nnone,Two,,Unread\n"


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def csv(tmp_path: Path) -> str:
    path = tmp_path / "export.csv"
    path.write_text(CSV, "utf-8")
    return str(path)


def test_importing_twice_and_the_outcome_as_json(run: Runner, csv: str) -> None:
    first = run.json("import", csv, status=1)
    assert {key: first[key] for key in ("format", "dry_run", "rows", "articles", "skipped")} == {
        "format": "instapaper",
        "dry_run": False,
        "rows": 3,
        "articles": {"new": 1, "text": 0, "known": 0},
        "skipped": [{"row": 3, "reason": "it has no web address"}],
    }
    assert first["pages"] == [{"row": 2, "title": "One", "change": "new", "article_id": 1, "highlights": 1}]
    second = run.json("import", csv, status=1)
    assert (second["articles"]["known"], second["highlights"]["known"]) == (1, 1)
    (article,) = run.json("list")
    assert (article["url"], article["read"], article["highlights"]) == ("https://e.org/1", True, 1)
    (mark,) = run.json("marks", "--status", "orphan")["highlights"]
    assert mark["quote"] == "A passage."


def test_a_dry_run_writes_nothing(run: Runner, csv: str) -> None:
    assert run("import", csv, "--dry-run", status=1).startswith(
        "It would be: 1 new article, 1 highlight waiting for the text"
    )
    assert "skipped row 3: it has no web address" in run.errors
    assert run.json("list") == []
    assert run.json("import", csv, "--dry-run", status=1)["pages"][0]["article_id"] is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("hello", "it is not an export of any kind that is known"),
        ("<opml version='2.0'><body/></opml>", "newsreader feeds import"),
        ('{"guid": 1, "typeCode": 2, "children": [', "it is not valid JSON from line 1, character"),
        ("", "it is empty"),
    ],
)
def test_what_cannot_be_imported_is_one_sentence(run: Runner, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "file"
    path.write_text(content, "utf-8")
    assert run("import", str(path), status=1) == ""
    assert words in run.errors
    assert run.errors.count("\n") == 1


def test_the_tool_can_be_named(run: Runner, csv: str, tmp_path: Path) -> None:
    assert "not an export of kindle but of instapaper" in _errors(run, csv, "--from", "kindle")
    path = tmp_path / "p.json"
    path.write_text(json.dumps([{"href": "https://e.org/2"}]), "utf-8")
    assert run("import", str(path), "--from", "pinboard") == "1 new article (from pinboard)\n"


def _errors(run: Runner, *arguments: str) -> str:
    run("import", *arguments, status=1)
    return run.errors


def test_an_export_of_ours_comes_back_in_an_empty_library(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A quiet harbour\n2026-03-25 07:36\nThe harbour was quiet. Two boats came in.", "utf-8")
    run("add", str(path))
    for number in range(5):  # of one moment: what came first in one library may come last in the other
        (tmp_path / f"b{number}.txt").write_text(
            f"No {number}\n2026-03-25 07:36\nText number {number} is here.", "utf-8"
        )
    run("add", *(str(tmp_path / f"b{number}.txt") for number in (3, 1, 4, 0, 2)))
    for number in range(2, 7):
        run("highlight", str(number), "--quote", "is here", "--tag", "many")
    run("highlight", "1", "--quote", "Two boats came in", "--note", "why?", "--tag", "sea", "--role", "3")
    run("bookmark", "1")
    run("export", "--format", "json", "-o", str(tmp_path / "out.json"))
    before = run.json("marks")
    other = Runner(tmp_path / "other")
    assert other.json("import", str(tmp_path / "out.json"))["format"] == "newsreader"
    assert _without_numbers(other.json("marks")) == _without_numbers(before)
    other("export", "--format", "json", "-o", str(tmp_path / "again.json"))
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "out.json").read_bytes()


def _without_numbers(marks: Any) -> Any:
    """Marks without the numbers of their articles, which each library gives anew."""
    return {
        kind: sorted(({**mark, "article_id": 0} for mark in those), key=lambda mark: str(mark["created"]))
        for kind, those in marks.items()
    }
