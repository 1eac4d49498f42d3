"""A real pseudo-terminal: the program is started in it, pyte keeps the screen, the raw bytes stay available."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

# Sequences that pyte would print instead of skipping; `raw` keeps them.
_PRIVATE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b\[[0-9;]* q",
    re.S,
)
LONGEST = 20.0
"""Seconds to wait for what should take a fraction of one; a busy machine is no failure."""


class Terminal:
    """One run of `python -m tui_reader` in a terminal of `columns` by `rows` cells."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 100,
        rows: int = 30,
        env: dict[str, str] | None = None,
        command: list[str] | None = None,
    ) -> None:
        """`command` replaces `python -m tui_reader` with its arguments."""
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TMUX", "COLUMNS", "LINES")},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "TEXTUAL_ANIMATIONS": "none",
            "ESCDELAY": "25",
            **(env or {}),
        }
        self.raw = b""
        self._rest = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        words = command or [sys.executable, "-m", "tui_reader", *arguments]
        self.process = pexpect.spawn(
            words[0],
            words[1:],
            dimensions=(rows, columns),
            env=environment,
            timeout=LONGEST,
            encoding=None,
            cwd=str(Path(__file__).parents[2]),
        )
        self.process.delaybeforesend = None  # pexpect would wait 50 ms before each key

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [str(line) for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def _read(self) -> bool:
        """Take what came; False when the program has ended."""
        try:
            data = self.process.read_nonblocking(65_536, timeout=0.02)
        except pexpect.TIMEOUT:
            return True
        except (pexpect.EOF, OSError):
            return False
        self.raw += data
        if b"\x1b[c" in data:
            self.process.send(b"\x1b[?62;22c")  # as every terminal does when it is asked what it is
        data = self._rest + data
        # A sequence cut in two by the read waits for its other half.
        cut = data.rfind(b"\x1b", max(0, len(data) - 64))
        self._rest = (
            data[cut:] if cut >= 0 and not re.match(rb"\x1b(?:\[[0-9;?<>=$ ]*[@-~]|[78=>cM])", data[cut:]) else b""
        )
        self._stream.feed(_PRIVATE.sub(b"", data[: len(data) - len(self._rest)]))
        return True

    def wait(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until a text stands on the screen, or a condition on the screen holds; the screen."""
        holds = (lambda screen: wanted in screen) if isinstance(wanted, str) else wanted
        self.until(lambda: holds(self.text), repr(wanted))
        return self.text

    def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds; unlike `wait` it does not put the screen together again and again."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            alive = self._read()
            if holds():
                return
            if not alive:
                break
        raise AssertionError(f"never came: {what}\n{self.text}")

    def row(self, number: int, columns: int) -> str:
        """The first cells of a line, one that is often looked at."""
        line = self._screen.buffer[number]
        return "".join(line[column].data for column in range(columns))

    def press(self, keys: str) -> None:
        """Type."""
        self.process.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def ended(self) -> int:
        """Wait for the program to end; its exit status, negative for a signal."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and (self._read() or self.process.isalive()):
            continue
        assert not self.process.isalive(), f"still running\n{self.text}"
        self.process.close()
        return int(self.process.exitstatus) if self.process.exitstatus is not None else -int(self.process.signalstatus)

    def hung_up(self) -> int:
        """Close the terminal, as when its window is closed, and wait for the program to end; its exit status.

        The kernel tells it with SIGHUP, and SIGCONT behind it.
        """
        self.process.ptyproc.fileobj.close()
        end = time.monotonic() + LONGEST
        while self.process.isalive() and time.monotonic() < end:
            time.sleep(0.02)
        assert not self.process.isalive(), "still running without a terminal"
        return int(self.process.exitstatus) if self.process.exitstatus is not None else -int(self.process.signalstatus)
