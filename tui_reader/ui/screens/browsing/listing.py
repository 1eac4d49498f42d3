"""Things in the orders one may want them in, and what of them answers a filter. Knows no screen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from tui_reader.search.filtering import Filter, Filtered

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Entry(NamedTuple, Generic[K]):
    """A row: a thing by its id, and the number of its group. One with two tags stands in two."""

    id: K
    group: int


class Group(NamedTuple, Generic[T]):
    """A heading and what stands under it; without words there is none."""

    heading: str
    things: Sequence[T]


@dataclass(frozen=True, slots=True)
class Listing(Generic[K]):
    """What is shown: the rows, the headings as (number of the row below, words), and how the filter was taken."""

    entries: Sequence[Entry[K]]
    headings: Sequence[tuple[int, str]]
    filtered: Filtered

    @property
    def ids(self) -> list[K]:
        """The things that are shown, each once, in the order of the rows."""
        return list(dict.fromkeys(entry.id for entry in self.entries))

    def __len__(self) -> int:
        return len(self.filtered.rows)


class Arranged(ABC, Generic[T, K]):
    """Things ready to be arranged and filtered. Who inherits knows their ids, their texts and their orders."""

    def __init__(self, things: Sequence[T], before: Arranged[T, K] | None = None) -> None:
        """`before` is what this takes the place of: what its filter knows need not be worked out again."""
        self.things = things
        self.by_id: dict[K, T] = {self.id_of(thing): thing for thing in things}
        self._arranged: dict[str, list[tuple[str, list[Entry[K]]]]] = {}
        self._before: Any = None if before is None else before.__dict__.get("filter")

    @abstractmethod
    def id_of(self, thing: T) -> K:
        """What a thing is known by."""

    @abstractmethod
    def text_of(self, thing: T) -> str:
        """What a filter looks at."""

    @abstractmethod
    def groups_of(self, order: str) -> list[Group[T]]:
        """All things in an order."""

    @cached_property
    def filter(self) -> Filter:
        """Made when it is first needed; ask for it beside the screen, since 10,000 quotes take 0.3 s."""
        made = Filter((self.text_of(thing) for thing in self.things), self._before)
        self._before = None
        return made

    def listing(self, order: str, typed: str = "") -> Listing[K]:
        """The rows of an order that answer what was typed."""
        filtered = self.filter.matching(typed) if typed.strip() else Filtered(range(len(self.things)))
        wanted = None
        if len(filtered.rows) < len(self.things):
            wanted = {self.id_of(self.things[row]) for row in filtered.rows}
        entries: list[Entry[K]] = []
        headings: list[tuple[int, str]] = []
        for heading, within in self._groups(order):
            shown = within if wanted is None else [entry for entry in within if entry.id in wanted]
            if shown:
                if heading:
                    headings.append((len(entries), f"{heading} · {len(shown)}"))
                entries += shown
        return Listing(entries, headings, filtered)

    def _groups(self, order: str) -> list[tuple[str, list[Entry[K]]]]:
        """All rows of an order under their headings, made once: a filter only picks from them."""
        if order not in self._arranged:
            self._arranged[order] = [
                (group.heading, [Entry(self.id_of(thing), number) for thing in group.things])
                for number, group in enumerate(self.groups_of(order))
            ]
        return self._arranged[order]
