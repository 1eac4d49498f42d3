"""What the documentation says is true: keys, settings, verbs and commands are held against the code."""

from __future__ import annotations

import argparse
import re
import runpy
import tomllib
from pathlib import Path

from tui_reader import config, themes
from tui_reader.cli import parser
from tui_reader.ui.commands import COMMANDS

ROOT = Path(__file__).parent.parent


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.S)


def test_the_page_of_keys_is_the_table_of_commands() -> None:
    make = runpy.run_path(str(ROOT / "docs" / "make.py"))
    assert _read("docs/keys.md") == make["keys_page"](), "run: python docs/make.py"


def test_the_keys_of_the_readme_exist() -> None:
    known = {key for command in COMMANDS for key in command.keys} | {
        "gg",
        "gf",
        "gh",
        "gl",
        "gm",
        "go",
        "gr",
        "gs",
        "Enter",
        "Esc",
        "Space",
    }
    table = _read("README.md").partition("## Keys")[2].partition("## Without")[0]
    for row in re.findall(r"^\| (`.*?) \|", table, re.M):
        for key in re.findall(r"`([^`]+)`", row):
            assert key in known, key


def test_the_verbs_of_the_readme_are_understood() -> None:
    lines = _blocks(_read("README.md").partition("## Without")[2], "sh")[0].splitlines()
    assert len(lines) == 26
    for line in lines:
        words = line.partition("#")[0].split()
        asked = _parser_of(words[1:])
        for option in re.findall(r"--?[a-z]+", " ".join(words)):
            assert option in asked.format_help(), (line, option)


def _parser_of(words: list[str]) -> argparse.ArgumentParser:
    """The parser of the verb, or of the verb of a verb, that a line begins with."""
    found = parser.build()
    for word in words:
        verbs = next((action.choices for action in found._actions if action.nargs == argparse.PARSER), None)
        if not isinstance(verbs, dict) or word not in verbs:
            break
        found = verbs[word]
    return found


def test_the_settings_of_the_documentation_are_the_defaults() -> None:
    settings, theme = _blocks(_read("docs/settings.md"), "toml")
    parsed = config.parse(settings, "docs/settings.md")
    keys = parsed.keys
    assert keys["deeds.bookmark"] == ("b", "ctrl+b")
    assert parsed == config.Config(keys=keys)
    documented = set(tomllib.loads(settings))
    assert documented == set(config.Config.__dataclass_fields__)
    assert themes.load(theme, "documented").primary == "#2f5d80"


def test_ci_runs_the_readme_s_own_test_command() -> None:
    run = _read(".ci/run")
    assert "README.md" in run
    assert "pytest" not in run
    assert _blocks(_read("README.md").partition("<!-- tests -->")[2], "sh")[0].count("pytest") == 1
