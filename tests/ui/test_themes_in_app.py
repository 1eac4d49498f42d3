"""Every theme the program offers, its own and Textual's: what is painted in it can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tests.ui.driving import BODY, add, running
from tui_reader import colour, themes
from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.widgets.option_line import OptionLine

OWN = sorted(themes.available()[0])
OTHERS = sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi)


@pytest.mark.parametrize("name", [*OWN, *OTHERS])
def test_highlights_and_quiet_text_can_be_read(name: str, tmp_path: Path) -> None:
    app = NewsreaderApp(tmp_path, Config(theme=name))
    assert app.theme == name
    variables = app.get_css_variables()
    background, foreground = variables["background"][:7], variables["foreground"][:7]
    # A theme whose own text is paler than the rule asks for cannot be helped: it is as readable as it was.
    enough = min(4.5, colour.contrast(foreground, background))
    assert colour.contrast(variables["quiet"], background) >= enough - 0.01
    for role in range(1, 5):
        tint, text = variables[f"role-{role}"], variables[f"role-{role}-text"]
        assert colour.contrast(text, tint) >= 4.5
        assert colour.contrast(tint, background) >= 1.3


async def test_a_theme_is_tried_on_while_choosing_kept_by_enter_and_put_back_by_escape(tmp_path: Path) -> None:
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        assert app.app.theme == "paper-dark"
        await app.press("T")
        await app.sees("Theme", "paper-light")
        await app.press("down")
        await app.until(lambda: app.app.theme == "paper-light")
        await app.press("escape")
        await app.until(lambda: app.app.theme == "paper-dark")
        await app.press("T", "down", "enter")
        await app.until(lambda: app.app.theme == "paper-light")
        await app.pilot.pause(0.1)
    library = Library(tmp_path)
    assert library.reading.recall("theme") == "paper-light"
    library.close()
    async with running(tmp_path) as again:
        await again.until(lambda: again.app.theme == "paper-light")


async def test_without_colours_the_chosen_option_is_set_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.press("E")
        await app.until(lambda: bool(app.app.screen.query(OptionLine)))
        line = app.app.screen.query(OptionLine).first()
        assert line.get_visual_style("options--chosen").underline
        assert not line.get_visual_style("options--quiet").underline


async def test_a_broken_theme_of_the_user_is_a_notice_not_a_crash(tmp_path: Path) -> None:
    from tui_reader.paths import user_themes_dir

    user_themes_dir().mkdir(parents=True)
    (user_themes_dir() / "mine.toml").write_text('dark = true\nprimary = "no colour"\n')
    add(tmp_path, ("One", BODY))
    async with running(tmp_path) as app:
        await app.sees("mine")
        assert "mine" not in app.app.available_themes
