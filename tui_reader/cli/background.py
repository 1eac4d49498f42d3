"""Is the terminal dark or light? Asked once, before the reader draws, with an answer that cannot be missed."""

from __future__ import annotations

import os
import re
import select
import time

# OSC 11 asks for the background; every terminal answers DA1, so an unknown question costs no wait.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_COLOUR = re.compile(rb"\x1b\]11;rgb:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_END = re.compile(rb"\x1b\[\?[0-9;]*c")
PATIENCE = 1.0
"""Seconds to wait for a terminal that answers nothing at all: an answer that came later would be typed."""


def is_light(answer: bytes) -> bool | None:
    """What an answer says of the background; None if it says nothing. Weights: ITU-R BT.601."""
    found = _COLOUR.search(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)


def ask() -> bool | None:
    """Whether the terminal is light; None where it does not say. Never waits longer than PATIENCE.

    Far away, over SSH, nothing is asked: the answer could come after it is waited for.
    """
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return None
    try:
        import termios
        import tty
    except ImportError:
        return None  # Windows
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSANOW)
            os.write(terminal, _QUESTION)
            return is_light(_answer(terminal))
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return None
    finally:
        os.close(terminal)


def _answer(terminal: int) -> bytes:
    answer, end = b"", time.monotonic() + PATIENCE
    while not _END.search(answer) and (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([terminal], [], [], left)
        if ready:
            answer += os.read(terminal, 256)
    return answer
