"""`newsreader show ID --changes`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner
from tests.cli.test_verbs import BODY
from tui_reader.library import Library


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_changes_are_printed_and_nothing_in_them_acts(run: Runner, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(f"A quiet harbour\n2026-03-25 07:36\n{BODY}", "utf-8")
    run("add", str(article))
    assert run("show", "1", "--changes") == "It has not been opened yet\n"
    assert (run.json("show", "1", "--changes")["rows"], run.json("show", "1", "--changes")["opened"]) == ([], False)
    library = Library(tmp_path / "data")
    library.reading.began(1)
    library.close()
    assert run("show", "1", "--changes") == "Nothing has changed since it was read\n"
    assert run.json("show", "1", "--changes")["opened"]
    changed = BODY.replace("Two boats", "Five\x1b[31m boats").replace(" and cooperation", "")
    article.write_text(f"A quiet harbour\n2026-03-25 07:36\n{changed}", "utf-8")
    run("add", str(article))
    shown = run("show", "1", "--changes")
    assert "[- Two-]{+ Five" in shown
    assert "solidarity[- and cooperation-]." in shown
    assert shown.startswith("A quiet harbour\n2 changes · ")
    assert "\x1b" not in shown
    found = run.json("show", "1", "--changes")
    text = run.json("show", "1")["text"]
    assert (found["id"], found["title"], found["removed"]) == (1, "A quiet harbour", 3)
    for row in found["rows"]:
        for part in row.get("parts", ()):
            assert part["kind"] == "removed" or text.startswith(part["text"], part["start"])
            assert (part["change"] is None) == (part["kind"] == "same")
    assert len(found["changes"]) == 2
    run("show", "99", "--changes", status=2)
