"""How like its old surroundings the text around a span is: the second of the two tests, apart from the quote."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from tui_reader.anchoring.anchor import Sought

_SLACK = 12  # characters by which surroundings may have grown and still be compared whole
_REACH = 260  # how far off surroundings are looked for when something was inserted next to the quote
_ENOUGH = 0.7  # a side this alike needs no further look
_FAR_DISCOUNT = 0.85


class Context(NamedTuple):
    """Likeness of the surroundings, 0..1: of the better side, and of both on average."""

    highest: float
    mean: float


def context_of(text: str, sought: Sought, start: int, end: int) -> Context:
    """Compare the surroundings of the normalised span `[start, end)` with those the quote had.

    A side the quote did not have (it stood at an edge of its text) does not count; a quote without any
    surroundings agrees with all.
    """
    sides: list[float] = []
    if sought.prefix:
        sides.append(_side(sought.prefix, sought.far_prefix, text[max(0, start - _REACH) : start], before=True))
    if sought.suffix:
        sides.append(_side(sought.suffix, sought.far_suffix, text[end : end + _REACH], before=False))
    if not sides:
        return Context(1.0, 1.0)
    return Context(max(sides), sum(sides) / len(sides))


def _side(stored: str, far: str, around: str, *, before: bool) -> float:
    near = _adjacent(around, len(stored) + _SLACK, before)
    best = _likeness(stored, near)
    if best < _ENOUGH and len(stored) >= 20 and len(around) > len(near):
        distant = fuzz.partial_ratio(stored, around, score_cutoff=80) / 100
        best = max(best, _FAR_DISCOUNT * _above_chance(distant))
    if best < _ENOUGH and len(far) > len(stored):
        best = max(best, _likeness(far, _adjacent(around, len(far) + 2 * _SLACK, before)))
    return best


def _adjacent(around: str, length: int, before: bool) -> str:
    return around[-length:] if before else around[:length]


def _likeness(stored: str, near: str) -> float:
    if not near:
        return 0.0
    compare = fuzz.partial_ratio if len(near) >= len(stored) else fuzz.ratio
    return _above_chance(compare(stored, near) / 100)


def _above_chance(ratio: float) -> float:
    """Unrelated prose reaches a ratio of about one half; that counts as nothing."""
    return max(0.0, (ratio - 0.5) / 0.5)
