"""Completing a path while it is typed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

_LOOKED_AT = 2_000
"""Entries of a folder that are looked at; nobody waits for the rest."""


class PathSuggester(Suggester):
    """Suggests the first folder that begins as typed, else the first file with one of the suffixes."""

    def __init__(self, suffixes: Collection[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suffixes = suffixes

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path with its last part completed, or None."""
        return await asyncio.to_thread(completed, value, self._suffixes)


def completed(typed: str, suffixes: Collection[str]) -> str | None:
    """A path with its last part completed; folders come first and end in a slash. None if there is nothing to add."""
    parent, _, begun = typed.rpartition("/")
    if not begun:
        return None
    # `os.path` never raises for a user that does not exist.
    folder = os.path.expanduser(f"{parent}/") if "/" in typed else "."  # noqa: PTH111
    try:
        with os.scandir(folder) as entries:
            found = sorted(_fitting(islice(entries, _LOOKED_AT), begun, suffixes))
    except (OSError, ValueError):
        return None
    if not found:
        return None
    is_file, name = found[0]
    if name == begun:
        return None  # it is all there
    return typed + name[len(begun) :] + ("" if is_file else "/")


def _fitting(entries: Iterator[os.DirEntry[str]], begun: str, suffixes: Collection[str]) -> Iterator[tuple[bool, str]]:
    for entry in entries:
        name = entry.name
        if name.startswith(begun) and name.isprintable():
            if entry.is_dir():
                yield False, name
            elif Path(name).suffix.lower() in suffixes:
                yield True, name
