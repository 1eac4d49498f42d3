"""What is painted over a text: ranges of offsets by layer, found quickly for one line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple


class Range(NamedTuple):
    """`[start, end)` code points and the name of the style they are painted with; of several of one layer the one
    with the highest `rank` lies on top."""

    start: int
    end: int
    style: str
    rank: int = 0


class Layer:
    """Ranges sorted by start; those of a line are found by bisection from (line start - longest range)."""

    __slots__ = ("_longest", "_ranges")

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._ranges = sorted(ranges)
        self._longest = max((r.end - r.start for r in self._ranges), default=0)

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def on(self, start: int, end: int) -> list[Range]:
        """The ranges that touch `[start, end)`, cut to it."""
        if not self._ranges:
            return []
        first = bisect_left(self._ranges, (start - self._longest,))
        last = bisect_left(self._ranges, (end,))
        return [
            Range(max(start, r.start), min(end, r.end), r.style, r.rank)
            for r in self._ranges[first:last]
            if r.start < end and r.end > start
        ]


class Layers:
    """The stack of layers of one text, lowest first."""

    ORDER = ("spans", "sentence", "highlights", "matches", "match", "selection", "labels")

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {name: Layer() for name in self.ORDER}

    def set(self, name: str, ranges: Iterable[Range]) -> None:
        """Replace a layer."""
        self._layers[name] = Layer(ranges)

    def has(self, name: str) -> bool:
        """Whether a layer holds anything."""
        return bool(self._layers[name])

    def on(self, start: int, end: int) -> list[Range]:
        """All ranges that touch `[start, end)`, cut to it, lowest layer first."""
        found: list[Range] = []
        for layer in self._layers.values():
            if layer:
                found.extend(layer.on(start, end))
        return found

    def of(self, name: str, start: int, end: int) -> list[Range]:
        """The ranges of one layer that touch `[start, end)`."""
        return self._layers[name].on(start, end)
