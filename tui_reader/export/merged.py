"""What came of a merge: the file, and what became of its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain


@dataclass(frozen=True, slots=True)
class Report:
    """The keys of the blocks an export dealt with, by what was done; heads appear only under `conflict`.

    `kept` are blocks that the user edited, `conflict` those that changed in the program too (the user's text
    stays), `removed` went because their highlight is deleted, `tombstone` were deleted by the user and stay so,
    `duplicate` stand in the file more than once, and only the first copy is kept up to date.
    """

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    tombstone: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()

    @classmethod
    def together(cls, reports: Iterable[Report]) -> Report:
        """The report on several files."""
        found = list(reports)
        return cls(*(tuple(chain.from_iterable(getattr(each, name) for each in found)) for name in KINDS))

    def counts(self) -> dict[str, int]:
        """How many blocks of each kind."""
        return {name: len(getattr(self, name)) for name in KINDS}


KINDS = tuple(each.name for each in fields(Report))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A block that changed on both sides: `mine` is what the file says and goes on to say, `theirs` how the program
    would write it now."""

    key: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A file after the merge: None where there is none and nothing new to write.

    `bases` are the renderings to remember, for the blocks of this file alone; `conflicts` those of the report.
    """

    text: str | None
    bases: dict[str, str]
    report: Report
    conflicts: tuple[Conflict, ...] = ()
