"""Writing to a terminal or a pipe: sanitised, in UTF-8, and quiet when the other side hangs up."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

from tui_reader.document.sanitise import json_safe, one_line, terminal


def use_utf8() -> None:
    """Speak UTF-8 whatever the locale says; what cannot be encoded is escaped, never an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Lines of text on standard output; nothing in them acts on a terminal."""
    sys.stdout.write(terminal(text) + "\n")


def say_json(value: Any) -> None:
    """A JSON value on standard output."""
    sys.stdout.write(json_safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def complain(text: str) -> None:
    """One sentence on standard error."""
    sys.stderr.write(f"newsreader: {one_line(text, 2_000)}\n")


def hang_up(stream: TextIO) -> None:
    """The reader of a pipe went away: nothing more is written, and no complaint at exit either."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
