"""The headless verbs as a user runs them: their output and their exit status, some of them in real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Process, Runner

BODY = (
    "Photo by Ana Reyes/Coastal Post    HALM  The harbour was quiet before dawn. Two boats came in with the tide, and"
    " nobody on the quay said a word. Tokayev spoke of solidarity and cooperation."
)


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def process(tmp_path: Path) -> Process:
    return Process(tmp_path)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(f"A quiet harbour\n2026-03-25 07:36\n{BODY}", "utf-8")
    return path


def test_add_list_show(process: Process, article: Path) -> None:
    assert process.json("add", str(article)) == {"added": 1, "updated": 0, "unchanged": 0, "skipped": []}
    assert process.json("add", str(article)) == {"added": 0, "updated": 0, "unchanged": 1, "skipped": []}
    (row,) = process.json("list")
    assert row == {
        "id": 1,
        "title": "A quiet harbour",
        "published": "2026-03-25T07:36:00",
        "source": str(article),
        "url": None,
        "read": False,
        "bookmarked": False,
        "muted": False,
        "highlights": 0,
        "words": row["words"],
    }
    assert 25 < row["words"] < 40
    shown = process.json("show", "1")
    assert shown["text"] == BODY
    assert {"caption", "dateline", "paragraph"} <= {block["kind"] for block in shown["blocks"]}
    plain = process("show", "1")
    assert "HALM\n\nThe harbour was quiet" in plain


def test_an_updated_file_keeps_its_id_and_its_highlights(run: Runner, article: Path) -> None:
    run("add", str(article))
    run("highlight", "1", "--quote", "Two boats came in with the tide", "--role", "3", "--note", "why", "--tag", "sea")
    article.write_text(f"A quiet harbour\n2026-03-25 07:36\nCorrected. {BODY}", "utf-8")
    assert run.json("add", str(article))["updated"] == 1
    text = run.json("show", "1")["text"]
    (mark,) = run.json("marks")["highlights"]
    assert mark["status"] == "moved"
    assert text[mark["start"] : mark["end"]] == mark["quote"] == "Two boats came in with the tide"
    assert (mark["role"], mark["note"], mark["tags"]) == (3, "why", ["sea"])


def test_reanchoring_says_what_would_change_and_lists_by_status(run: Runner, article: Path) -> None:
    run("add", str(article))
    run("highlight", "1", "--quote", "Two boats came in with the tide")
    (found,) = run.json("reanchor", "--dry-run")
    assert not found["changed"]
    assert found["after"]["status"] == "exact"
    article.write_text("A quiet harbour\n2026-03-25 07:36\nAll of it was cut, and other words stand here now.", "utf-8")
    run("add", str(article))
    assert [mark["status"] for mark in run.json("marks", "--status", "orphan")["highlights"]] == ["orphan"]
    assert run.json("marks", "--status", "review")["highlights"] == []
    assert "1 highlights looked for, 0 changed" in run("reanchor", "1")
    run("reanchor", "9", status=2)


def test_search_forgives_typing_errors(run: Runner, article: Path) -> None:
    run("add", str(article))
    for query, where in (("quiet harbor", "title"), ("Tokaev", "body"), ("solidarty cooperation", "body")):
        hits = run.json("search", query)
        assert hits[0]["id"] == 1
        assert hits[0]["where"] == where
        assert set(hits[0]) == {"id", "title", "where", "snippet", "score", "start", "end"}
    assert run.json("search", "zebra") == []
    assert "A quiet harbour" in run("search", "harbour")


def test_bookmarks_and_export(run: Runner, article: Path, tmp_path: Path) -> None:
    run("add", str(article))
    run("bookmark", "1")
    assert run.json("list", "--bookmarked")[0]["bookmarked"]
    run("highlight", "1", "--quote", "nobody on the quay said a word", "--note", "silence")
    out = run("export")
    assert "A quiet harbour" in out
    assert "> nobody on the quay said a word" in out
    assert "silence" in out
    run("export", "-o", str(tmp_path / "notes.md"))
    assert "> nobody on the quay said a word" in (tmp_path / "notes.md").read_text("utf-8")
    (tmp_path / "folder").mkdir()
    run("export", "-o", str(tmp_path / "folder"))
    assert len(list((tmp_path / "folder").glob("*.md"))) == 1
    run("bookmark", "1", "--remove")
    assert run.json("marks")["bookmarks"] == []


def test_exporting_again_keeps_what_the_user_wrote(run: Runner, article: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    run("add", str(article))
    run("highlight", "1", "--quote", "Two boats came in with the tide")
    run("export", "-o", str(notes))
    notes.write_text(notes.read_text("utf-8") + "\nMy own thought, kept for ever.\n", "utf-8")
    run("highlight", "1", "--quote", "The harbour was quiet before dawn.")
    run("export", "-o", str(notes))
    text = notes.read_text("utf-8")
    assert "My own thought, kept for ever." in text
    assert text.index("The harbour was quiet") < text.index("Two boats")


def test_standard_input(process: Process) -> None:
    process("add", "-", stdin=b"From a pipe\n2026-01-02 03:04\nOne long line. And another sentence.")
    assert process.json("list")[0]["title"] == "From a pipe"


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "7"),
        ("show", "seven"),
        ("bookmark", "-3x"),
        ("highlight", "1", "--quote", "not in there at all"),
        ("highlight", "1", "--quote", "   "),
        ("highlight", "1", "--quote", "harbour", "--role", "9"),
        ("nonsense-verb-or-file",),
        ("list", "--limit", "-1"),
        ("search",),
        ("show",),
    ],
)
def test_bad_usage_is_one_sentence_and_status_2(run: Runner, article: Path, arguments: tuple[str, ...]) -> None:
    run("add", str(article))
    assert run(*arguments, status=2) == ""
    assert run.errors.strip()
    assert len([line for line in run.errors.splitlines() if line.startswith("newsreader")]) <= 1


def test_a_quote_that_is_not_there_is_answered_with_the_closest(run: Runner, article: Path) -> None:
    run("add", str(article))
    run("highlight", "1", "--quote", "Two ships came in with the tide and nobody said a word", status=2)
    assert "came in with the tide, and nobody on the quay said" in run.errors


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(run: Runner, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    os.mkfifo(tmp_path / "pipe.txt")
    names = [str(tmp_path / name) for name in ("empty.txt", "binary.txt", "pipe.txt", "missing.txt")]
    outcome = run.json("add", *names, str(article), "http://127.0.0.1:9/a", status=1)
    assert outcome["added"] == 1
    assert [skipped["source"] for skipped in outcome["skipped"]] == [*names, "http://127.0.0.1:9/a"]
    assert all(skipped["reason"] for skipped in outcome["skipped"])


def test_a_folder_counts_what_it_ignores(run: Runner, article: Path) -> None:
    folder = article.parent / "folder"
    (folder / "more").mkdir(parents=True)
    article.rename(folder / "a.txt")
    (folder / "more" / "b.md").write_text("# A heading\n\nSome *text*.\n")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n")
    out = run("add", str(folder))
    assert "2 added" in out
    assert "1 other file" in out


def test_hostile_text_never_reaches_the_terminal(process: Process, tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07 then \x1b[31mred and \x9b2J and \u202egnp, and so the story goes on"
    (tmp_path / "evil.txt").write_text(f"Title {evil}\n2026-01-01\nBody {evil}", "utf-8")
    process("add", str(tmp_path / "evil.txt"))
    process("highlight", "1", "--quote", "Body", "--note", evil)
    for arguments in (("list",), ("show", "1"), ("search", "body"), ("marks",), ("export",)):
        for more in ((), ("--json",)) if arguments[0] != "export" else ((),):
            out = process(*arguments, *more)
            # A file of quotes holds the words as they are; what turns them round is no control of a terminal.
            harmless = {"\u202e"} if arguments == ("export",) else set()
            assert not set(out) & {"\x1b", "\x9b", "\x07", "\u202e"} - harmless, (arguments, more)
    assert "\x1b" in process.json("show", "1")["text"]


def test_a_reader_that_goes_away_is_no_error(process: Process, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "title": f"Headline {n}", "text": "x " * 50}) + "\n" for n in range(3_000))
    (tmp_path / "dump.jsonl").write_text(lines)
    process("add", str(tmp_path / "dump.jsonl"))
    outcome = subprocess.run(
        f"{sys.executable} -m tui_reader list | head -1; {sys.executable} -m tui_reader list --json | head -1",
        shell=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "NEWSREADER_DATA_DIR": str(tmp_path / "data")},
        check=False,
        timeout=60,
    )
    assert outcome.stderr == b""
    assert outcome.stdout.count(b"\n") == 2


def test_help_and_version_everywhere(run: Runner) -> None:
    assert run("--version").startswith("newsreader 0.")
    for verb in ("", "add", "list", "show", "search", "bookmark", "highlight", "marks", "export", "read"):
        assert "usage: newsreader" in run(*[verb] * bool(verb), "--help")


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {}])
def test_without_a_terminal_the_reader_refuses_politely(process: Process, env: dict[str, str]) -> None:
    process(status=2)
    assert "newsreader list" in process.errors
    assert len(process.errors.splitlines()) == 1


def test_headless_verbs_never_bring_the_guide(run: Runner) -> None:
    assert run.json("list") == []


def test_a_library_of_a_newer_program_is_refused(run: Runner, article: Path) -> None:
    import sqlite3

    run("add", str(article))
    database = next((run.folder / "data").glob("*.db"))
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    run("list", status=1)
    assert "newer" in run.errors


def test_an_interrupted_import_keeps_what_it_added(run: Runner, tmp_path: Path) -> None:
    import signal
    import time

    articles = ({"id": n, "title": f"Headline {n}", "text": "word " * 300} for n in range(40_000))
    (tmp_path / "dump.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    process = subprocess.Popen(
        [sys.executable, "-m", "tui_reader", "add", str(tmp_path / "dump.jsonl")],
        cwd=ROOT,
        env={**os.environ, "NEWSREADER_DATA_DIR": str(tmp_path / "data")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        # Committed rows are what another process sees.
        if (tmp_path / "data" / "library.db").exists() and len(json.loads(run("list", "--limit", "1", "--json"))) == 1:
            break
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert b"Traceback" not in errors
    kept = len(run.json("list"))
    assert 0 < kept < 40_000
