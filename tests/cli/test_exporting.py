"""`newsreader export` from the outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.cli import main

QUOTE = "The harbour was quiet before dawn."

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on a library with one marked article; exit status and both outputs."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(["--data-dir", str(tmp_path / "data"), *arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    article = tmp_path / "boats.txt"
    article.write_text(f"Slow boats\n\n{QUOTE} Two boats came in with the tide.\n", encoding="utf-8")
    call("add", str(article))
    call("highlight", "1", "--quote", QUOTE, "--tag", "sea")
    return call


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), f"> {QUOTE}"),
        (("--layout", "vault"), "> [!quote] general"),
        (("--layout", "by-tag"), "## sea"),
        (("--layout", "by-month"), " · general · #sea"),
        (("--layout", "commonplace", "--by", "tag"), "## sea"),  # as it was called before
        (("--format", "json"), '"format": "newsreader"'),
        (("--format", "w3c"), '"type": "AnnotationCollection"'),
        (("--format", "readwise"), f"{QUOTE},Slow boats"),
        (("--format", "netscape"), "<!DOCTYPE NETSCAPE-Bookmark-file-1>"),
        (("--where", "tag:sea"), QUOTE),
    ],
)
def test_to_standard_output(run: Run, options: tuple[str, ...], shown: str) -> None:
    status, out, _ = run("export", *options)
    assert status == 0
    assert shown in out


def test_a_query_says_what_is_exported(run: Run, tmp_path: Path) -> None:
    assert QUOTE not in run("export", "--where", "tag:land")[1]
    run("export", "-o", str(tmp_path / "out"))
    assert run("export", "--where", "tag:land", "-o", str(tmp_path / "out"))[1] == "Nothing to write: nothing new\n"
    assert QUOTE in next((tmp_path / "out").glob("*.md")).read_text("utf-8")


def test_a_dry_run_shows_a_diff(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("export", "-o", str(tmp_path / "out"), "--dry-run")
    assert status == 0
    assert f"+> {QUOTE}" in out
    assert out.endswith("1 file would be written: 1 new\n")
    assert not (tmp_path / "out").exists()


def test_the_report_as_json(run: Run, tmp_path: Path) -> None:
    report = json.loads(run("export", "-o", str(tmp_path / "all.md"), "--json")[1])
    assert report["written"] == [str(tmp_path / "all.md")]
    assert report["blocks"]["new"] == 1
    assert report["unchanged"] == 0
    assert json.loads(run("export", "-o", str(tmp_path / "all.md"), "--json")[1])["unchanged"] == 1


def test_what_was_deleted_from_the_file_comes_back_with_restore(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "all.md"
    run("export", "-o", str(target))
    whole = target.read_text("utf-8")
    target.write_text(whole.replace(f"> {QUOTE}", "").replace("^nr-", "nr-"), "utf-8")
    assert run("export", "-o", str(target))[1] == "Nothing to write: 1 deleted by you\n"
    status, out, _ = run("export", "-o", str(target), "--restore")
    assert (status, out) == (0, "1 file written: 1 new\n")
    assert f"> {QUOTE}" in target.read_text("utf-8")


def test_both_sides_of_a_conflict_are_named(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "all.md"
    run("export", "-o", str(target))
    target.write_text(target.read_text("utf-8").replace(QUOTE, "My words."), "utf-8")
    (mark,) = json.loads(run("marks", "--json")[1])["highlights"]
    run("highlight", "1", "--quote", QUOTE, "--note", "a note", "--tag", "sea")
    out = run("export", "-o", str(target))[1]
    assert f"changed on both sides, yours kept: {mark['short']}\n" in out
    report = json.loads(run("export", "-o", str(target), "--json")[1])
    assert report["conflicts"] == [mark["short"]]
    (both,) = report["both"]
    assert "My words." in both["yours"]
    assert "a note" in both["new"]


def test_a_template_and_its_mistakes(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "mine.j2"
    template.write_text("+ {{ quote }}\n", encoding="utf-8")
    assert f"+ {QUOTE}\n^nr-" in run("export", "--template", str(template))[1]
    template.write_text("\n{{ nope }}\n", encoding="utf-8")
    status, out, err = run("export", "--template", str(template), "-o", str(tmp_path / "out"))
    assert (status, out) == (1, "")
    assert err == f"newsreader: {template}, line 2: 'nope' is undefined\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "json", "--layout", "vault"),
        ("--format", "w3c", "--one-file"),
        ("--by", "tag"),
        ("--dry-run",),
        ("--json",),
        ("--restore",),
        ("--format", "json", "--restore", "-o", "x.json"),
        ("-o", ""),
        ("--where", "after:nonsense"),
    ],
)
def test_options_that_would_do_nothing_are_refused(run: Run, options: tuple[str, ...]) -> None:
    status, out, err = run("export", *options)
    assert (status, out) == (2, "")
    assert err.startswith("newsreader: ")
