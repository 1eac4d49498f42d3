"""Where the very quote (normalised) stands in a text, and which of several places is the one that was marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.anchoring.anchor import Sought
from tui_reader.anchoring.context import Context, context_of

_MOST = 64  # more occurrences than this are narrowed down before their surroundings are compared
_BESIDE = 12  # characters of prefix and suffix that narrow them down


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An exact occurrence at normalised `start`, and how well its place agrees."""

    start: int
    context: Context
    score: float


def ranked(text: str, sought: Sought) -> list[Occurrence]:
    """The occurrences of the quote, best surroundings first; ties go to the ordinal, then to the nearest."""
    found = []
    for index, start in occurrences(text, sought):
        context = context_of(text, sought, start, start + len(sought.quote))
        score = context.mean + 0.25 * context.highest
        score += 0.04 * (index is not None and index == sought.ordinal)
        score -= 0.05 * abs(start - sought.hint) / max(1, len(text))
        found.append(Occurrence(start, context, score))
    return sorted(found, key=lambda one: -one.score)


def occurrences(text: str, sought: Sought) -> list[tuple[int | None, int]]:
    """(ordinal, offset) of the occurrences worth a look; the ordinal is None where they were not all counted."""
    quote = sought.quote
    if text.count(quote) <= _MOST:
        return list(enumerate(_all(text, quote)))
    before, after = sought.prefix[-_BESIDE:], sought.suffix[:_BESIDE]
    starts: set[int] = set()
    for left, right in ((before + " ", " " + after), (before + " ", after), (before, " " + after), (before, after)):
        for lead, needle in ((len(left), left + quote), (0, quote + right)):
            if len(needle) > len(quote):
                starts.update(start + lead for start in _first(_all(text, needle), _MOST))
    reach = max(4 * len(quote), 2000)
    low = max(0, int(sought.hint) - reach)
    near = (low + start for start in _first(_all(text[low : low + 2 * reach], quote), 4 * _MOST))
    starts.update(sorted(near, key=lambda start: abs(start - sought.hint))[:_MOST])
    return [(None, start) for start in sorted(starts)]


def nearest(text: str, needle: str, hint: float) -> int:
    """Offset of the occurrence nearest to `hint` among the first thousand, -1 if there is none."""
    return min(_first(_all(text, needle), 1000), key=lambda start: abs(start - hint), default=-1)


def _all(text: str, needle: str) -> Iterator[int]:
    # Half a needle at a time: overlapping occurrences exist only where a text repeats itself, and to list them
    # all would be quadratic there.
    step = max(1, len(needle) // 2)
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + step)


def _first(starts: Iterator[int], count: int) -> list[int]:
    return [start for start, _ in zip(starts, range(count), strict=False)]
