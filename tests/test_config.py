"""Settings: defaults, every key, and one sentence for each mistake."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader import config
from tui_reader.config import Config
from tui_reader.errors import ConfigError

FULL = """
theme = "sepia"
theme_dark = "blue-hour"
theme_light = "paper-light"
measure = 66
mark_read = "end"
dwell_seconds = 5
same_story = "once"
justify = true
mouse = false
animations = true

[keys]
"here.down" = "j"
here.up = ["k", "up", "ctrl+p"]
screen.lists = "g  l"
marks.delete = []
"""


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path / "config.toml") == Config()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf")
    assert config.load(file) == Config()


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(FULL, encoding="utf-8")
    found = config.load(file)
    assert dataclasses.replace(found, keys={}) == Config(
        theme="sepia",
        theme_dark="blue-hour",
        theme_light="paper-light",
        measure=66,
        mark_read="end",
        dwell_seconds=5,
        same_story="once",
        justify=True,
        mouse=False,
        animations=True,
    )
    assert found.keys == {
        "here.down": ("j",),
        "here.up": ("k", "up", "ctrl+p"),
        "screen.lists": ("g l",),
        "marks.delete": (),
    }


@pytest.mark.parametrize("key", ["j", "J", "é", "?", "+", "ctrl+d", "ctrl+alt+1", "shift+tab", "f12", "g G", "] ]"])
def test_keys_as_people_write_them(key: str) -> None:
    assert config.parse(f"[keys]\nhere.down = '{key}'", "config.toml").keys == {"here.down": (key,)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theem = 'auto'", '"theem" is not a known key; did you mean "theme"?'),
        ("theme = 1", '"theme" must be a text, not 1'),
        ("theme = ''", '"theme" must be a text'),
        ("measure = 19", '"measure" must be a whole number from 20 to 200, not 19'),
        ("measure = 201", "must be a whole number"),
        ("measure = true", "must be a whole number from 20 to 200, not true"),
        ("measure = 72.5", "must be a whole number"),
        ("mark_read = 'dwel'", 'must be one of "end", "open", "hand", "dwell", not dwel; did you mean "dwell"?'),
        ("dwell_seconds = 0", "must be a whole number from 1"),
        ("mouse = 'no'", '"mouse" must be true or false, not no'),
        ("keys = 1", '"keys" must be a table'),
        ("[keys]\nhere.down = 1", '"keys.here.down" must be a key or a list of keys'),
        ("[keys]\nhere.down = ''", '"keys.here.down" must be a key such as'),
        ("[keys]\nhere.down = 'g g g'", "must be a key such as"),
        ("[keys]\nhere.down = [1]", "must be a key such as"),
        ("[keys]\nhere.down = 'escap'", 'has an unknown key "escap"; did you mean "escape"?'),
        ("[keys]\nhere.down = 'crtl+d'", 'has an unknown key "crtl+d"'),
        ("[keys]\nhere.down = 'shift+j'", "write the character that shift makes"),
        ("[keys]\nhere.down = 'ctrl+?'", "only letters and digits"),
        ('[keys]\nhere.down = "\\u001b"', 'has an unknown key "'),
        ("[keys]\n" + ".".join("a" * 900) + " = 'j'", "must be a key or a list of keys"),
        ("measure", "config.toml is not valid TOML"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(text, "config.toml")
    message = str(caught.value)
    assert message.startswith("config.toml")
    assert said in message
    assert "\n" not in message
    assert message.isprintable()


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_text_is_settings_or_an_error(text: str) -> None:
    with suppress(ConfigError):
        assert config.parse(text, "config.toml") == Config()


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for path, said in ((tmp_path, "is not a file"), (tmp_path / "bytes.toml", "is not UTF-8")):
        with pytest.raises(ConfigError, match=said):
            config.load(path)
