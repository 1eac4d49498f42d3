"""The application: theme, first screen, signals. No features."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.theme import Theme
from textual.types import CSSPathType

from tui_reader import themes
from tui_reader.config import Config
from tui_reader.document.sanitise import display
from tui_reader.errors import ConfigError, NewsreaderError
from tui_reader.library import Library
from tui_reader.paths import user_themes_dir
from tui_reader.ui.background import Background
from tui_reader.ui.keys import KeyMap
from tui_reader.ui.palette import CommandProvider
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.screens.prompt import NoteScreen

STYLES = Path(__file__).parent / "styles"
DEFAULT_THEME = "paper-dark"
SWITCH_SECONDS = 0.001
EXIT_BY_SIGNAL = {"SIGTERM": (143, 5.0), "SIGHUP": (129, 2.0)}
"""Exit status of a signal, and the seconds that leaving may take then: without a terminal Textual waits for ever to
write to it (behind SIGHUP the kernel sends SIGCONT, on which a second thread that writes is begun, and dies)."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a start was asked to do: sources to add, what standard input held, problems to tell of.

    `light` says that the terminal's background is light, `offline` that no feed is visited by itself.
    """

    sources: Sequence[str] = ()
    stdin: bytes | None = None
    problems: Sequence[str] = ()
    light: bool = False
    offline: bool = False


class NewsreaderApp(App[None]):
    """Owns the threads and the themes; everything else is in the screens."""

    TITLE = "newsreader"
    CSS_PATH: ClassVar[CSSPathType] = [
        STYLES / f"{name}.tcss" for name in ("app", "main", "widgets", "dialogs", "browsing", "changes", "export")
    ]
    COMMANDS = {CommandProvider}  # noqa: RUF012 - Textual's own form
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Quit", show=False, priority=True)]

    def __init__(self, data_dir: Path, config: Config, start: Start | None = None) -> None:
        self._config = config
        self._start = start or Start()
        self._our_keys, self._problems = _keymap_of(self._config)
        self._specs, self._theme_errors = themes.available(user_themes_dir())
        super().__init__()

        def open_library() -> Library:
            return Library(data_dir)

        def open_first() -> Library:
            library = Library(data_dir)
            if not self._start.sources and not library.reading.counts().total:
                library.adding.welcome()
            return library

        self._desk = Background(open_first, "library")
        self._search_desk = Background(open_library, "search")
        self._adding_desk = Background(open_library, "adding")
        self._export_desk = Background(open_library, "export")
        self._visiting_desk = Background(open_library, "visiting")
        for spec in self._specs.values():
            self.register_theme(_theme_of(spec))
        self.theme = self._first_theme(None)
        self._main: MainScreen | None = None
        self._signals: dict[int, Any] = {}

    # -- themes

    def _first_theme(self, remembered: object) -> str:
        """The settings say first, then what was chosen in the app, then the terminal's own darkness."""
        fitting = self._config.theme_light if self._start.light else self._config.theme_dark
        for name in (self._config.theme if self._config.theme != "auto" else "", remembered, fitting):
            if isinstance(name, str) and name in self.available_themes:
                return name
        return DEFAULT_THEME if DEFAULT_THEME in self.available_themes else "textual-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of highlights and quiet text, worked out from the theme so that they can be read on it."""
        theme = self.current_theme
        colours = theme.to_color_system().generate()
        background, foreground = _hex(colours, "background"), _hex(colours, "foreground")
        spec = self._specs.get(theme.name)
        hues = spec.highlights if spec is not None else themes.DEFAULT_HIGHLIGHTS
        variables = {"quiet": themes.muted(foreground, background)}
        for number, hue in enumerate(hues, 1):
            tint = themes.tint(hue, background, foreground)
            variables[f"role-{number}"] = tint.background
            variables[f"role-{number}-text"] = tint.foreground
        return variables

    # -- life

    def get_default_screen(self) -> MainScreen:
        """The one screen."""
        self._main = MainScreen(
            self._desk,
            self._search_desk,
            self._adding_desk,
            self._visiting_desk,
            self._export_desk,
            self._config,
            self._our_keys,
        )
        return self._main

    async def on_mount(self) -> None:
        """Signals, the guide of a first start, and what the command line asked for."""
        # The threads of the library hand over after a millisecond, not five: a key has to pass them several times.
        sys.setswitchinterval(SWITCH_SECONDS)
        if not self._config.animations:
            self.animation_level = "none"
        loop = asyncio.get_running_loop()
        for name, (code, patience) in EXIT_BY_SIGNAL.items():

            def leave(_number: int, _frame: object, code: int = code, patience: float = patience) -> None:
                threading.Thread(target=_end_anyway, args=(code, patience), daemon=True).start()
                loop.call_soon_threadsafe(self._leave_by_signal, code)

            # Without handlers these end the process with the terminal unrestored (Textual#5140). Not the loop's own:
            # they would wait for the loop, which may be waiting for the terminal.
            with suppress(AttributeError, ValueError):
                number = getattr(signal, name)
                self._signals[number] = signal.signal(number, leave)
        for problem in (*self._start.problems, *self._problems, *(str(error) for error in self._theme_errors)):
            self._main_screen.tell(problem, problem=True)
        self.run_worker(self._begin(), group="begin")

    def on_unmount(self) -> None:
        """Signals mean again what they meant before."""
        for number, before in self._signals.items():
            signal.signal(number, before)
        self._signals.clear()

    @property
    def _main_screen(self) -> MainScreen:
        assert self._main is not None
        return self._main

    async def _begin(self) -> None:
        try:
            remembered = await self._desk.ask(lambda library: library.reading.recall("theme"))
        except NewsreaderError:
            return  # the screen asks the same thread and says why
        self.theme = self._first_theme(remembered)
        if self._start.sources:
            self._main_screen.incoming.add(self._start.sources, stdin=self._start.stdin)
        self._main_screen.visiting.start(clock=self._config.refresh and not self._start.offline)

    def do_palette(self) -> None:
        """Every command by its name."""
        self.action_command_palette()

    def on_command_palette_opened(self) -> None:
        """What was typed ahead of the palette goes into it."""
        self._main_screen.release_keys()

    def do_suspend(self) -> None:
        """To sleep."""
        self.action_suspend_process()

    def do_leave(self) -> None:
        """Leave."""
        self.run_worker(self._leave(0), group="leave", exclusive=True)

    do_leave_now = do_leave

    async def action_leave(self) -> None:
        """Leave, also while typing."""
        self.do_leave()

    def _leave_by_signal(self, code: int) -> None:
        self.run_worker(self._leave(code), group="leave", exclusive=True)

    async def _leave(self, code: int) -> None:
        """Save the place, stop what goes on, and end."""
        main = self._main_screen
        main.incoming.going_on.close()
        main.visiting.close()
        for screen in self.screen_stack:
            if isinstance(screen, NoteScreen):
                screen.store()
        with suppress(TimeoutError, NewsreaderError):
            await asyncio.wait_for(main.save(), timeout=0.8)
        self.exit(return_code=code)

    def _fatal_error(self) -> None:
        """An unexpected error: where it happened, without the variables at hand, which may be private or endless."""
        notice = "newsreader met an error it did not expect and ended. Everything it had confirmed is saved.\n"
        self._exit_renderables.append(Text(display(notice + traceback.format_exc())))
        self._close_messages_no_wait()

    def close_library(self) -> None:
        """After the screen is gone: let the threads end what they write."""
        for desk in (self._search_desk, self._adding_desk, self._visiting_desk, self._export_desk, self._desk):
            desk.close()


def _end_anyway(code: int, patience: float) -> None:
    """Be gone in the end; what was confirmed is saved."""
    time.sleep(patience)
    os._exit(code)


def _keymap_of(config: Config) -> tuple[KeyMap, list[str]]:
    """The user's keys; the default ones and a sentence where the settings make no sense."""
    try:
        return KeyMap(config.keys), []
    except ConfigError as error:
        return KeyMap(), [f"{error}; the default keys are used"]


def _theme_of(spec: themes.ThemeSpec) -> Theme:
    return Theme(**spec.fields())


def _hex(colours: dict[str, str], name: str) -> str:
    """A generated colour as `#rrggbb`; a theme in the terminal's own colours gets paper's for the arithmetic."""
    value: Any = colours.get(name, "")
    if value.startswith("#") and len(value) >= 7:
        return str(value[:7])
    return {"background": "#1c1b19", "foreground": "#d6d0c4"}[name]
