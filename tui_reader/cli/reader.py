"""Opening the reader: what must be true of the terminal, standard input, and the settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tui_reader import config as settings
from tui_reader import paths
from tui_reader.cli.background import ask
from tui_reader.cli.output import complain, hang_up
from tui_reader.cli.status import BAD_USAGE
from tui_reader.errors import ConfigError

HUNG_UP = 129
"""The status of a reader whose terminal is gone."""


def refusal() -> str:
    """Why no reader can be drawn here, in one sentence; empty if it can."""
    if not sys.stdout.isatty():
        return "standard output is no terminal; use `newsreader list` and `newsreader show ID` instead"
    if os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32":
        return "this terminal cannot draw the reader (TERM=dumb); use `newsreader list` and `newsreader show ID`"
    return ""


def open_reader(folder: Path, sources: Sequence[str], *, mouse: bool, offline: bool) -> int:
    """Open the reader on the library in `folder`, adding `sources` first; the exit status.

    `offline`: feeds are visited only by key.
    """
    if why := refusal():
        complain(why)
        return BAD_USAGE
    stdin: bytes | None = None
    if "-" in sources:
        stdin = sys.stdin.buffer.read()
    if not sys.stdin.isatty() and not _keyboard_from_terminal():
        complain("standard input is no terminal, so there is no keyboard; use `newsreader add -` instead")
        return BAD_USAGE
    missing = [name for name in sources if name != "-" and "://" not in name and not os.path.lexists(name)]
    if missing:
        complain(f"there is no file or folder {missing[0]}")
        return BAD_USAGE
    config, problems = _settings()

    # NO_COLOR is taken out of the environment by Textual; programs started from here should still see it.
    no_color = os.environ.get("NO_COLOR")
    from tui_reader.ui.app import NewsreaderApp, Start

    start = Start(tuple(sources), stdin, problems, light=config.theme == "auto" and ask() is True, offline=offline)
    app = NewsreaderApp(folder, config, start)
    if no_color is not None:
        os.environ["NO_COLOR"] = no_color
    app.run(mouse=mouse and config.mouse)
    app.close_library()
    if app.return_code == HUNG_UP:
        # What is left to be written would make the interpreter stumble at its end, and change the status.
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                hang_up(stream)
    return app.return_code or 0


def _settings() -> tuple[settings.Config, tuple[str, ...]]:
    """The user's settings; the usual ones, and what is wrong, if they cannot be read."""
    try:
        return settings.load(paths.config_file()), ()
    except ConfigError as error:
        return settings.Config(), (str(error),)


def _keyboard_from_terminal() -> bool:
    """Take the keyboard from the terminal itself when standard input was a pipe."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    return True
