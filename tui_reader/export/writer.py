"""Writing an export so that nothing is ever half there: each file beside its place first, then renamed onto it."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from tui_reader.errors import ExportError
from tui_reader.export import blocks
from tui_reader.export.merged import Conflict, Report

BACKUP_SUFFIX = ".bak"
_NAMED = 160
_TEMPORARY = ".newsreader-{}.tmp"
_ABANDONED = 3_600
"""Seconds after which a temporary file belongs to nobody any more: its export was killed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write. `before` is what it holds now, None if it does not exist; `backup` whether that is to be kept
    beside it, unless an older backup is there."""

    path: Path
    before: bytes | None
    after: bytes
    backup: bool = True

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (blocks.unify((data or b"").decode("utf-8", "replace")) for data in (self.before, self.after))
        name = self.path.name
        return "\n".join(
            unified_diff(
                old.splitlines(), new.splitlines(), name if self.before is not None else "/dev/null", name, lineterm=""
            )
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export is going to do: the files that change, the bases to remember, and the report.

    `unchanged` are the files that are up to date as they are, `conflicts` those of the report.
    """

    changes: tuple[Change, ...]
    bases: dict[str, str]
    report: Report
    unchanged: tuple[Path, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def diff(self, limit: int | None = None) -> str:
        """What a dry run shows: the first `limit` changes, all of them if None."""
        return "\n".join(change.diff() for change in self.changes[:limit])


def check(plan: Plan) -> None:
    """Raise ExportError for what stands in the way of writing a plan, as far as looking can tell."""
    for folder in {change.path.parent for change in plan.changes}:
        with told(folder):
            there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
            if not there.is_dir():
                raise ExportError(f"{there} is a file, not a folder")
            if not os.access(there, os.W_OK | os.X_OK):
                raise ExportError(f"{there} cannot be used for the export: nothing can be written there")
    for change in plan.changes:
        with told(change.path):
            if change.before is not None and not change.path.stat().st_mode & stat.S_IWUSR:
                raise ExportError(f"{change.path} is read-only")


def write(plan: Plan) -> None:
    """Write what was planned. Every file is first written beside its place and then renamed onto it.

    The first time that a file is changed which the user had changed, what it held is kept as `NAME.md.bak`. Raises
    ExportError; if it was for want of room or of permission, no file has changed.
    """
    waiting: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(change.path.parent for change in plan.changes):
            with told(folder):
                made += _make(folder)
        for change in plan.changes:
            with told(change.path):
                waiting += _prepare(change)
        while waiting:
            temporary, path = waiting[0]
            with told(path):
                temporary.replace(path)
            waiting.pop(0)
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()
        for folder in reversed(made):
            with suppress(OSError):  # what was written stands in it
                folder.rmdir()
    for folder in {change.path.parent for change in plan.changes}:
        _sweep(folder)
        _sync_folder(folder)


def backups(plan: Plan) -> tuple[Path, ...]:
    """The backups that writing the plan is going to make."""
    return tuple(path for change in plan.changes if (path := _backup(change)) is not None)


def _backup(change: Change) -> Path | None:
    path = change.path.with_name(change.path.name + BACKUP_SUFFIX)
    return path if change.backup and change.before is not None and not os.path.lexists(path) else None


def _make(folder: Path) -> list[Path]:
    """Make a folder and those it stands in; which ones were not there, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _prepare(change: Change) -> list[tuple[Path, Path]]:
    """Write a change and the backup it needs under temporary names; returns what is to be renamed to what."""
    path = change.path
    mode = None
    if os.path.lexists(path):
        status = path.lstat()
        if change.before is None or not stat.S_ISREG(status.st_mode) or path.read_bytes() != change.before:
            raise ExportError(f"{path} was changed in the meantime; export again")
        mode = stat.S_IMODE(status.st_mode)
        if not mode & stat.S_IWUSR:
            raise ExportError(f"{path} is read-only")
    elif change.before is not None:
        raise ExportError(f"{path} was removed in the meantime; export again")
    renames: list[tuple[Path, Path]] = []
    try:
        backup = _backup(change)
        if backup is not None and change.before is not None:
            renames.append((_temporary(path, change.before, mode), backup))
        renames.append((_temporary(path, change.after, mode), path))
    except OSError:
        for temporary, _ in renames:
            temporary.unlink(missing_ok=True)
        raise
    return renames


def _temporary(path: Path, data: bytes, mode: int | None) -> Path:
    """A new file in the folder of `path`, with `data` safely on the disk."""
    temporary = path.with_name(_TEMPORARY.format(secrets.token_hex(6)))
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _sweep(folder: Path) -> None:
    """Take away what an export that was killed has left."""
    with suppress(OSError):
        for path in folder.glob(_TEMPORARY.format("?" * 12)):
            if path.lstat().st_mtime < time.time() - _ABANDONED:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make renames last through a power cut, where the system has a way to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise an ExportError of one sentence about `path` where the system raises something."""
    try:
        yield
    except OSError as mistake:
        reason = mistake.strerror or str(mistake)
        raise ExportError(f"{_named(path)} cannot be used for the export: {reason}") from mistake
    except (ValueError, RuntimeError) as mistake:  # a NUL in the path, a loop of links
        raise ExportError(f"{_named(path)} cannot be used for the export: {mistake}") from mistake


def _named(path: Path) -> str:
    """A path in a sentence: the reason behind it must be seen too."""
    name = str(path)
    return name if len(name) <= _NAMED else f"{name[: _NAMED // 2]}…{name[-_NAMED // 2 :]}"
