"""Every bundled theme can be read; no theme file, however broken, stops anything."""

from __future__ import annotations

import itertools
import math
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.theme import Theme

from tui_reader import themes
from tui_reader.colour import READABLE, contrast, muted, rgb, tint
from tui_reader.errors import ThemeError
from tui_reader.themes import ThemeSpec

LEAST = 'dark = true\nprimary = "#8fb4d0"\nforeground = "#d6d0c4"\nbackground = "#1c1b19"\n'
BUNDLED, PROBLEMS = themes.available()
TEXT_COLOURS = ("primary", "secondary", "accent", "warning", "error", "success")
every_theme = pytest.mark.parametrize("spec", BUNDLED.values(), ids=BUNDLED.keys())


def least_contrast(spec: ThemeSpec) -> float:
    return 7.0 if spec.name == "high-contrast" else READABLE


def ground(spec: ThemeSpec, name: str) -> str:
    value = spec.variables.get(name) or getattr(spec, name)
    assert isinstance(value, str)
    return value


def lab(colour: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65): here distances say what an eye can tell apart (2 is just noticeable)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in rgb(colour))
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (841 / 108) * t + 4 / 29 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_bundled_themes_are_there_and_sound() -> None:
    assert not PROBLEMS
    assert {"paper-light", "paper-dark", "high-contrast"} <= BUNDLED.keys()
    assert BUNDLED["paper-dark"].dark
    assert BUNDLED["high-contrast"].dark
    assert not BUNDLED["paper-light"].dark


@every_theme
def test_text_can_be_read_wherever_it_stands(spec: ThemeSpec) -> None:
    assert contrast(spec.foreground, spec.background) >= 7
    for name in ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background"):
        assert contrast(spec.foreground, ground(spec, name)) >= least_contrast(spec), name


@every_theme
def test_colours_used_as_text_can_be_read(spec: ThemeSpec) -> None:
    for text, name in itertools.product(TEXT_COLOURS, ("background", "surface")):
        assert contrast(ground(spec, text), ground(spec, name)) >= least_contrast(spec), (text, name)
    footer = contrast(ground(spec, "footer-key-foreground"), ground(spec, "footer-background"))
    assert footer >= least_contrast(spec)


@every_theme
def test_the_cursor_row_is_seen_and_read(spec: ThemeSpec) -> None:
    for part in ("block-cursor", "block-cursor-blurred"):
        row = ground(spec, f"{part}-background")
        assert contrast(ground(spec, f"{part}-foreground"), row) >= least_contrast(spec)
        assert contrast(ground(spec, "quiet"), row) >= READABLE
    assert contrast(ground(spec, "block-cursor-background"), spec.background) >= 1.3


@every_theme
def test_quiet_text_can_be_read_and_is_quieter(spec: ThemeSpec) -> None:
    for quiet in (ground(spec, "quiet"), muted(spec.foreground, spec.background)):
        assert contrast(quiet, spec.background) >= least_contrast(spec)
        assert contrast(quiet, spec.background) < contrast(spec.foreground, spec.background)


@every_theme
def test_the_four_highlights_differ_and_can_be_read(spec: ThemeSpec) -> None:
    tints = [tint(hue, spec.background, spec.foreground) for hue in spec.highlights]
    for each in tints:
        assert contrast(each.foreground, each.background) >= least_contrast(spec)
        assert contrast(each.background, spec.background) >= 1.35
    for one, other in itertools.combinations(tints, 2):
        assert math.dist(lab(one.background), lab(other.background)) >= 20


@every_theme
def test_textual_takes_the_theme(spec: ThemeSpec) -> None:
    generated = Theme(**spec.fields()).to_color_system().generate()
    assert generated["background"].lower() == spec.background
    for name in spec.variables.keys() & generated.keys():
        assert generated[name] == spec.variables[name]


def test_the_known_variables_are_those_of_textual_and_ours() -> None:
    generated = Theme(**BUNDLED["paper-dark"].fields()).to_color_system().generate()
    ours = {"quiet", *(f"role-{number}{part}" for number in range(1, 5) for part in ("", "-text"))}
    assert themes.VARIABLES - ours <= generated.keys()


def test_what_is_not_said_has_a_default() -> None:
    spec = themes.load(LEAST + '[highlights]\n2 = "#FF0000"\n', "mine")
    assert (spec.name, spec.accent, spec.text_alpha) == ("mine", None, 0.95)
    assert spec.highlights == (themes.DEFAULT_HIGHLIGHTS[0], "#ff0000", *themes.DEFAULT_HIGHLIGHTS[2:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", '"dark" is missing'),
        ("dark = tru", "not valid TOML"),
        (LEAST + 'acent = "#123456"', '"acent" is not a known key; did you mean "accent"?'),
        (LEAST + 'accent = "red"', '"accent" must be a colour'),
        (LEAST + 'accent = "#12345"', '"accent" must be a colour'),
        (LEAST + "accent = 3", '"accent" must be a text'),
        (LEAST + 'name = "a,b"', '"name" must be one word'),
        (LEAST + "text_alpha = 2", '"text_alpha" must be a number from 0 to 1'),
        (LEAST + "text_alpha = nan", '"text_alpha" must be a number from 0 to 1'),
        (LEAST + "variables = 1", '"variables" must be a table'),
        (LEAST + '[variables]\nbordr = "#123456"', '"variables.bordr" is not a known key; did you mean "border"?'),
        (LEAST + '[variables]\nborder = "tall"', '"variables.border" must be a colour'),
        (LEAST + '[highlights]\n5 = "#123456"', '"highlights.5" is not a known key'),
        (LEAST + '[highlights]\n1 = "yellow"', '"highlights.1" must be a colour'),
        (LEAST.replace("true", '"yes"'), '"dark" must be true or false, not yes'),
        ("a = " + "[" * 100_000, "not valid TOML"),
        (LEAST + "text_alpha = 0x" + "f" * 6_000, '"text_alpha" must be a number'),
        (LEAST + "text_alpha = " + "9" * 6_000, "not valid TOML"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(text: str, said: str) -> None:
    with pytest.raises(ThemeError) as caught:
        themes.load(text, "mine")
    message = str(caught.value)
    assert message.startswith("mine.toml")
    assert said in message
    assert "\n" not in message


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_text_is_a_theme_or_an_error(text: str) -> None:
    with pytest.raises(ThemeError):
        themes.load(text, "mine")


def test_the_users_theme_wins_and_a_broken_one_is_only_told(tmp_path: Path) -> None:
    (tmp_path / "paper.toml").write_text(LEAST + 'name = "paper-dark"\naccent = "#ABCDEF"', encoding="utf-8-sig")
    (tmp_path / "broken.toml").write_text("dark = ", encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "notes.txt").write_text("no theme", encoding="utf-8")
    specs, errors = themes.available(tmp_path)
    assert specs["paper-dark"].accent == "#abcdef"
    assert specs.keys() == BUNDLED.keys()
    assert [str(error).split()[0] for error in errors] == ["broken.toml", "bytes.toml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert themes.available(tmp_path) == (BUNDLED, [])


def test_no_folder_of_ones_own_is_no_error(tmp_path: Path) -> None:
    assert themes.available(tmp_path / "missing") == (BUNDLED, [])
