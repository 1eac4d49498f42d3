"""The search on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BODY
from tui_reader.cli.main import main
from tui_reader.cli.searching import pointed_at, protected
from tui_reader.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article = tmp_path / "article.txt"
    article.write_text(f"A quiet harbour\n2026-03-25 07:36\n{BODY}", "utf-8")
    assert main(["--data-dir", str(tmp_path / "data"), "add", str(article)]) == 0
    return tmp_path / "data"


def test_the_answers_are_those_of_the_box(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for query in ("harbur", "is:unread after:2026-03 words:>10", "re:/tw. boats/", "-winters OR harbour"):
        capsys.readouterr()
        assert main(["--data-dir", str(folder), "search", "--json", *query.split()]) == 0
        printed = json.loads(capsys.readouterr().out)
        library = Library(folder)
        hits = library.finding.find(query, 20)
        library.close()
        assert [(row["id"], row["where"], row["snippet"]) for row in printed] == [
            (hit.article_id, hit.where, hit.snippet) for hit in hits
        ]
        assert printed


def test_very_many_texts_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--data-dir", str(folder), "search", "harbour"]) == 0
    assert "newest" not in capsys.readouterr().err
    monkeypatch.setattr("tui_reader.store.index.BODY_LIMIT", 1)
    assert main(["--data-dir", str(folder), "search", "harbour"]) == 0
    assert "only the newest" in capsys.readouterr().err


def test_what_is_left_out_is_no_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--data-dir", str(folder), "search", "-harbour", "-tag:x", "--limit", "3"]) == 0
    assert main(["--data-dir", str(folder), "search", "-tag:x"]) == 0
    assert capsys.readouterr().out.splitlines() == ["     1  A quiet harbour"]
    assert protected(["a", "-b", "--json", "-h", "-", "--", "-tag:c"]) == [
        "a",
        " -b",
        "--json",
        "-h",
        "-",
        "--",
        " -tag:c",
    ]


def test_a_mistake_has_a_caret_and_a_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--data-dir", str(folder), "search", "京都", "is:unred", "x"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "newsreader: there is no is:unred; did you mean is:unread?",
        "  京都 is:unred x",
        "          ^",
    ]


def test_the_caret_stands_under_the_place_whatever_is_around_it() -> None:
    assert pointed_at("", 0) == "  \n  ^\n"
    assert pointed_at("e\u0301 x", 3) == "  e\u0301 x\n    ^\n"
    line, caret = pointed_at("a" * 5000 + "!" + "b" * 5000, 5000).splitlines()
    assert line[caret.index("^")] == "!"
    assert len(line) < 140
    assert "\x1b" not in pointed_at("\x1b[31m \ud800", 6)
