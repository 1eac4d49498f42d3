"""Mute rules on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BODY
from tui_reader.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A verb on a library of three articles: its status, output and complaints."""
    source = tmp_path / "source"
    source.mkdir()
    for number, title in enumerate(("Football night", "Football day", "A quiet harbour"), 1):
        (source / f"{number}.txt").write_text(f"{title}\n2026-03-0{number} 07:36\n{BODY}", "utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / "data"), *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    assert run("add", str(source))[0] == 0
    return run


def parsed(outcome: tuple[int, str, str]) -> Any:
    status, out, err = outcome
    assert (status, err) == (0, "")
    return json.loads(out)


def test_a_rule_is_tried_made_listed_and_removed(run: Run) -> None:
    assert run("mute") == (0, "There are no mute rules\n", "")
    tried = "would have hidden 1 of the last 3, 1 of all unread\n     2  Football day\n"
    assert run("mute", "test", "football", "-night") == (0, tried, "")
    assert run("mute", "add", "--dry-run", "football", "-night") == (0, tried, "")
    assert run("mute")[1] == "There are no mute rules\n"
    assert run("mute", "add", "football", "-night") == (0, "1 muted by football -night\n", "")
    assert run("mute") == (0, "  1  football -night  (1 muted)\n", "")
    assert "Football day" not in run("list", "--unread")[1]
    assert "Football day" in run("list")[1]
    assert run("list", "--muted")[1].splitlines()[0].endswith("Football day")
    assert run("mute", "remove", "1") == (0, "Removed football -night: 1 back in the lists\n", "")
    assert len(run("list", "--unread")[1].splitlines()) == 3


def test_json(run: Run) -> None:
    assert parsed(run("mute", "--json")) == []
    tried = {
        **{"query": "football", "hidden": 2, "of": 3, "spared": 0, "unread": 2},
        "examples": [{"id": 2, "title": "Football day"}, {"id": 1, "title": "Football night"}],
    }
    assert parsed(run("mute", "test", "--json", "football")) == tried
    assert parsed(run("mute", "add", "football", "--dry-run", "--json")) == tried
    assert parsed(run("mute", "add", "football", "--json")) == {"query": "football", "muted": 2}
    (rule,) = parsed(run("mute", "--json"))
    assert rule.pop("made").endswith("Z")
    assert rule == {"number": 1, "query": "football", "hidden": 2, "problem": None}
    assert [row["muted"] for row in parsed(run("list", "--json"))] == [False, True, True]
    assert [row["id"] for row in parsed(run("list", "--json", "--unread"))] == [3]
    assert parsed(run("mute", "remove", "1", "--json")) == {"query": "football", "heard": 2}


def test_what_comes_later_is_muted(run: Run, tmp_path: Path) -> None:
    run("mute", "add", "cricket")
    later = tmp_path / "later.txt"
    later.write_text(f"Cricket\n2026-04-01 07:36\n{BODY}", "utf-8")
    run("add", str(later))
    assert run("mute")[1] == "  1  cricket  (1 muted)\n"


def test_mistakes(run: Run) -> None:
    for deed in ("add", "test"):
        assert run("mute", deed, "x", "is:unred") == (
            2,
            "",
            "newsreader: there is no is:unred; did you mean is:unread?\n  x is:unred\n       ^\n",
        )
        assert run("mute", deed, " ")[0] == 2
    run("mute", "add", "football")
    status, out, err = run("mute", "add", "football")
    assert (status, out) == (2, "")
    assert "such a rule already" in err
    for number in ("0", "2", "x", "-1", "9" * 30, "²"):
        assert run("mute", "remove", number)[0] == 2, number
    with pytest.raises(SystemExit):
        run("mute", "add")


def test_hostile_words_do_not_act_on_the_terminal(run: Run) -> None:
    run("mute", "add", "x\x1b[31m", "y")
    assert "\x1b" not in run("mute")[1]
