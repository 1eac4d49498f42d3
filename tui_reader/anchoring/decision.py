"""The verdict on an altered quote: two independent tests, quote and surroundings, never one blended number."""

from __future__ import annotations

from typing import Literal

from tui_reader.anchoring.candidates import SHORTEST, Candidate

Verdict = Literal["changed", "review", "orphan"]

LEAD = 0.06  # a rival elsewhere within this of the best rank makes it a question


def decide(best: Candidate, mass: float, *, deleted: bool) -> Verdict:
    """First line that fits. `mass` is the quote's length in Latin letters; `deleted`: its neighbours now meet."""
    quality, (highest, mean) = best.quality, best.context
    if mass < SHORTEST:
        return "orphan"
    if deleted and (quality < 0.97 or highest < 0.8):
        return "review" if quality >= 0.90 else "orphan"
    if quality >= 0.80 and highest >= 0.45:
        return "changed"
    if best.traced == 2 and mass >= 16 and quality >= 0.62:
        return "changed"
    if mass < 32 or (mass < 64 and quality < 0.75):
        return "review" if quality >= 0.62 and highest >= 0.70 else "orphan"
    if (quality >= 0.62 and highest >= 0.70) or (quality >= 0.55 and mean >= 0.80):
        return "changed"
    if quality >= 0.72 or (quality >= 0.50 and highest >= 0.70) or (quality >= 0.45 and mean >= 0.75):
        return "review"
    return "orphan"


def contested(found: list[Candidate]) -> bool:
    """Whether a passage that does not overlap the best ranks nearly as high."""
    best = found[0]
    rivals = (one.rank for one in found[1:] if one.end <= best.start or one.start >= best.end)
    return best.rank - max(rivals, default=-1.0) < LEAD
