"""Places where an altered quote may stand now: from the diff, from fuzzy search and from its surroundings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from tui_reader.anchoring.alignment import likeness, refine, trim
from tui_reader.anchoring.anchor import Sought
from tui_reader.anchoring.context import Context, context_of
from tui_reader.anchoring.occurrences import nearest
from tui_reader.anchoring.textmap import Trace

SHORTEST = 12  # mass of the shortest quote that is looked for fuzzily
LONGEST = 2000  # characters of the longest; longer ones are followed by the diff alone
_WHOLE = 400  # longer quotes are looked for by their ends and middle
_PROBE = 128
_FLOOR = 55  # percent
_SIDE = 32  # characters of surroundings that mark an edge
_SIDE_LEAST = 12
_SIDE_FLOOR = 85  # percent
_TRACED = 0.35  # share of a quote that the diff must find again to lead anywhere
_COMPARABLE = 20_000  # characters up to which quote and span are compared letter by letter
_TEARABLE = 64  # mass from which a part of a quote may stand for it
_SURE = 0.80  # quality from which a place the diff leads to needs no rival
_NO_RIVAL = 15  # percent below the best at which a passage cannot win any more


@dataclass(frozen=True, slots=True)
class Candidate:
    """A normalised span, how like the quote it is, its surroundings, and its rank among the candidates.

    `traced` counts its ends that stand next to an old neighbour by the diff of old and new text.
    """

    start: int
    end: int
    quality: float
    context: Context
    rank: float
    traced: int = 0


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where the surroundings now stand: `[start, end)` lies between them, `spare` of it not for the quote."""

    start: int
    end: int
    spare: int = 0

    def closed(self, length: int) -> bool:
        """The neighbours meet: proof that a quote of that length was deleted."""
        return -2 <= self.end - self.start <= self.spare + max(3, 0.2 * length)

    def holds(self, length: int) -> bool:
        """There is room for the quote, and not too much."""
        return 0.4 * length <= self.end - self.start - self.spare <= 2.5 * length + 40


def candidates(text: str, sought: Sought, trace: Trace | None, bracket: Bracket | None) -> list[Candidate]:
    """All candidates, best rank first. The whole text is searched only if the surroundings lead nowhere sure."""
    found = [judge(text, sought, *span, trace) for span in _expected(text, sought, trace, bracket)]
    if not any(one.traced and one.quality >= _SURE for one in found):
        for start, end in _similar(text, sought):
            if not any(_same(one, start, end) for one in found):
                found.append(judge(text, sought, *_cut(text, sought, start, end), trace))
    return sorted((one for one in found if one.start < one.end), key=lambda one: -one.rank)


def judge(text: str, sought: Sought, start: int, end: int, trace: Trace | None) -> Candidate:
    """Measure a span. Ends that stand next to an old neighbour by the diff vouch for its surroundings."""
    context = context_of(text, sought, start, end)
    quality = _quality(text, sought.quote, start, end, trace)
    traced = trace.beside(start, end) if trace else 0
    if traced:
        context = Context(max(context.highest, 0.7), max(context.mean, 0.6))
    nearness = 0.04 * (1 - abs(start - sought.hint) / max(1, len(text)))
    rank = quality + 0.5 * context.mean + nearness + 0.06 * min(1, traced)
    return Candidate(start, end, quality, context, rank, traced)


def _quality(text: str, quote: str, start: int, end: int, trace: Trace | None) -> float:
    """Likeness, or what the diff found in long runs: a quote that grew inside is still that quote."""
    found = 0.0
    if trace and min(end, trace.end) - max(start, trace.start) > 0.5 * (end - start):
        found = min(0.97, trace.solid if len(quote) <= _COMPARABLE else trace.share)
    if max(len(quote), end - start) > _COMPARABLE:
        return found
    return max(found, likeness(quote, text[start:end]))


def _cut(text: str, sought: Sought, start: int, end: int) -> tuple[int, int]:
    start, end = refine(text, sought.quote, start, end)
    return trim(text, sought.quote, start, end) if sought.mass >= _TEARABLE else (start, end)


def bracket_of(text: str, sought: Sought, trace: Trace | None) -> Bracket | None:
    """What lies between the surroundings of the quote today, by the diff if it knows, else by searching."""
    if trace and trace.left >= 0 and trace.right >= trace.left - 2:
        return Bracket(trace.left, trace.right, trace.left_gap + trace.right_gap)
    left = _edge(text, sought.prefix[-_SIDE:], sought.hint - len(sought.prefix), 0)
    right = _edge(text, sought.suffix[:_SIDE], sought.hint + len(sought.quote), len(text))
    return Bracket(left[1], right[0]) if left and right else None


def _edge(text: str, piece: str, hint: float, none: int) -> tuple[int, int] | None:
    """Where a piece of the surroundings is; a quote without surroundings on a side stood at that end of its text."""
    if not piece:
        return none, none
    return _find(text, piece, hint) if len(piece) >= _SIDE_LEAST else None


def _expected(text: str, sought: Sought, trace: Trace | None, bracket: Bracket | None) -> Iterator[tuple[int, int]]:
    """Spans to which the diff and the surroundings lead."""
    quote = sought.quote
    searchable = len(quote) <= LONGEST
    if trace and trace.share >= _TRACED:
        yield trace.start, trace.end
        if searchable:
            yield _cut(text, sought, trace.start, trace.end)
    if bracket and bracket.holds(len(quote)) and searchable:
        yield _cut(text, sought, bracket.start, bracket.end)


def _similar(text: str, sought: Sought) -> Iterator[tuple[int, int]]:
    """The most similar passage of the whole text, its rivals to the left and right, and the one expected."""
    if len(sought.quote) > LONGEST or sought.mass < SHORTEST:
        return
    length = len(sought.quote)
    best = _partial(text, sought.quote, 0, len(text))
    if best:
        yield best.start, best.end
        for low, high in ((0, best.start), (best.end, len(text))):
            rival = _partial(text, sought.quote, low, high)
            if rival and rival.score >= best.score - _NO_RIVAL:
                yield rival.start, rival.end
    expected = int(sought.hint)
    near = _partial(text, sought.quote, expected - 3 * length - 400, expected + 4 * length + 400)
    if near and near != best:
        yield near.start, near.end


def _same(one: Candidate, start: int, end: int) -> bool:
    shared = min(one.end, end) - max(one.start, start)
    return shared >= 0.9 * max(end - start, one.end - one.start)


class _Hit(NamedTuple):
    start: int
    end: int
    score: float


def _partial(text: str, quote: str, low: int, high: int) -> _Hit | None:
    low, high = max(0, low), min(len(text), high)
    if high - low < max(6, len(quote) // 2):
        return None
    if len(quote) > _WHOLE:
        return _by_probes(text, quote, low, high)
    found = fuzz.partial_ratio_alignment(quote, text[low:high], score_cutoff=_FLOOR)
    return _Hit(low + found.dest_start, low + found.dest_end, found.score) if found else None


def _by_probes(text: str, quote: str, low: int, high: int) -> _Hit | None:
    """Find a long quote by three short pieces of it; the best piece says where the rest must be."""
    last = len(quote) - _PROBE
    best = None
    for offset in (0, last // 2, last):
        found = fuzz.partial_ratio_alignment(quote[offset : offset + _PROBE], text[low:high], score_cutoff=_FLOOR)
        if found and (best is None or found.score > best.score):
            start = low + found.dest_start - offset
            best = _Hit(max(0, start), min(len(text), start + len(quote)), found.score)
    return best


def _find(text: str, piece: str, hint: float) -> tuple[int, int] | None:
    start = nearest(text, piece, hint)
    if start >= 0:
        return start, start + len(piece)
    found = fuzz.partial_ratio_alignment(piece, text, score_cutoff=_SIDE_FLOOR)
    return (found.dest_start, found.dest_end) if found else None
