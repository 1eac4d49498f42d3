"""`newsreader review` and `newsreader merge` as a user runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Runner

SENTENCE = "Two boats came in with the tide, and nobody on the quay said a word."
REWRITTEN = "Three vessels came in, and nobody said a word."
REST = "Later the market opened as on any other day. She had seen worse winters, and she said so to everyone who asked."
HEAD = "A quiet harbour\n2026-03-25 07:36\n"


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def asked(run: Runner, tmp_path: Path) -> dict[str, Any]:
    """The review of a highlight whose sentence was rewritten."""
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}The harbour was quiet before dawn. {SENTENCE} {REST}", "utf-8")
    run("add", str(path))
    run("highlight", "1", "--quote", SENTENCE, "--note", "why?")
    path.write_text(f"{HEAD}The harbour was quiet before dawn. {REWRITTEN} {REST}", "utf-8")
    run("add", str(path))
    (review,) = run.json("review")
    assert isinstance(review, dict)
    return review


def test_what_awaits_a_decision_is_listed_with_both_texts(run: Runner, asked: dict[str, Any]) -> None:
    assert (asked["status"], asked["reason"], asked["quote"], asked["note"]) == (
        "review",
        "much changed",
        SENTENCE,
        "why?",
    )
    assert asked["marked"]["text"] == SENTENCE
    text = run.json("show", "1")["text"]
    assert text[asked["start"] : asked["end"]] == asked["found"]["text"]
    kept = "".join(piece["text"] for piece in asked["difference"] if piece["kind"] != "removed")
    assert kept == asked["found"]["text"]
    (mark,) = run.json("marks", "--status", "review")["highlights"]
    assert set(mark) < set(asked)
    out = run("review")
    assert f"was: {SENTENCE}" in out
    assert f"now: {asked['found']['text']}" in out
    assert asked["short"] in out


@pytest.mark.parametrize("name", ["id", "short"])
def test_accepting(run: Runner, asked: dict[str, Any], name: str) -> None:
    kept = run.json("review", asked[name], "--accept")
    assert (kept["status"], kept["start"], kept["reason"]) == ("changed", asked["start"], "accepted by you")
    assert run.json("review") == []
    (found,) = run.json("reanchor")
    assert not found["changed"]


def test_rejecting_and_showing_the_right_passage(run: Runner, asked: dict[str, Any]) -> None:
    assert "[orphan: rejected by you]" in run("review", asked["short"], "--reject")
    assert [each["found"] for each in run.json("review")] == [None]
    shown = run.json("review", asked["short"], "--quote", "three vessels came in")
    assert (shown["status"], shown["quote"]) == ("changed", SENTENCE)
    run("review", asked["short"], "--quote", "Three vessels went in and nobody said a word.", status=2)
    assert "the closest passage is" in run.errors
    assert ".;" not in run.errors
    (one,) = run.json("review", asked["short"])
    assert one["found"]["text"] == "Three vessels came in"


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "nothing"),
        ("review", "--accept"),
        ("review", "x", "--accept", "--reject"),
        ("review", "x", "--quote", ""),
        ("merge",),
        ("merge", "nothing", "neither"),
    ],
)
def test_bad_usage_is_status_2(run: Runner, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, status=2) == ""
    assert run.errors.strip()


def test_merging(run: Runner, asked: dict[str, Any]) -> None:
    for quote in ("The harbour was quiet before dawn.", "Three vessels came in, and"):
        run("highlight", "1", "--quote", quote, "--note", quote[:5])
    marks = {mark["quote"]: mark for mark in run.json("marks")["highlights"]}
    first, second = marks["The harbour was quiet before dawn."], marks["Three vessels came in, and"]
    run("merge", first["id"], asked["id"], status=2)
    assert "review" in run.errors
    run("merge", first["id"], status=2)
    merged = run.json("merge", second["short"], first["short"])
    assert merged["id"] == second["id"]
    assert merged["quote"] == "The harbour was quiet before dawn. Three vessels came in, and"
    assert merged["note"] == "The h\n\nThree"
    assert len(run.json("marks")["highlights"]) == 2


def test_a_bookmark_says_whether_its_place_is_in_the_text(run: Runner, asked: dict[str, Any]) -> None:
    run("bookmark", "1")
    (kept,) = run.json("marks")["bookmarks"]
    assert kept["found"]


def test_help(run: Runner) -> None:
    for verb in ("review", "merge"):
        assert "usage: newsreader" in run(verb, "--help")
