"""The table of verdicts."""

from __future__ import annotations

import pytest

from tui_reader.anchoring.candidates import Bracket, Candidate
from tui_reader.anchoring.context import Context
from tui_reader.anchoring.decision import contested, decide


def _candidate(
    quality: float, highest: float, mean: float, *, rank: float = 1.0, at: int = 0, traced: int = 0
) -> Candidate:
    return Candidate(at, at + 10, quality, Context(highest, mean), rank, traced)


@pytest.mark.parametrize(
    ("mass", "quality", "highest", "mean", "verdict"),
    [
        (11, 1.00, 1.00, 1.0, "orphan"),
        (20, 0.85, 0.50, 0.3, "changed"),
        (20, 0.75, 0.90, 0.9, "review"),
        (20, 0.75, 0.60, 0.6, "orphan"),
        (50, 0.70, 0.80, 0.8, "review"),
        (90, 0.65, 0.75, 0.4, "changed"),
        (90, 0.57, 0.69, 0.8, "changed"),
        (90, 0.75, 0.10, 0.1, "review"),
        (90, 0.52, 0.75, 0.4, "review"),
        (90, 0.46, 0.69, 0.76, "review"),
        (90, 0.60, 0.30, 0.3, "orphan"),
        (90, 0.40, 1.00, 1.0, "orphan"),
    ],
)
def test_verdicts(mass: float, quality: float, highest: float, mean: float, verdict: str) -> None:
    assert decide(_candidate(quality, highest, mean), mass, deleted=False) == verdict


def test_a_proof_of_deletion_forbids_a_silent_anchor() -> None:
    assert decide(_candidate(0.95, 0.9, 0.9), 90, deleted=True) == "review"
    assert decide(_candidate(0.99, 0.3, 0.2), 90, deleted=True) == "review"
    assert decide(_candidate(0.85, 0.9, 0.9), 90, deleted=True) == "orphan"


def test_a_short_quote_may_change_where_both_neighbours_stayed() -> None:
    assert decide(_candidate(0.7, 0.7, 0.6, traced=2), 20, deleted=False) == "changed"
    assert decide(_candidate(0.7, 0.7, 0.6, traced=1), 20, deleted=False) == "review"


def test_a_rival_counts_only_elsewhere() -> None:
    best = _candidate(0.9, 0.9, 0.9, rank=1.30)
    assert contested([best, _candidate(0.9, 0.9, 0.9, rank=1.27, at=50)])
    assert not contested([best, _candidate(0.9, 0.9, 0.9, rank=1.27, at=5)])
    assert not contested([best, _candidate(0.9, 0.9, 0.9, rank=1.10, at=50)])
    assert not contested([best])


def test_a_bracket_closes_or_holds() -> None:
    assert Bracket(100, 101).closed(60)
    assert not Bracket(100, 160).closed(60)
    assert Bracket(100, 160).holds(60)
    assert Bracket(100, 130, spare=28).closed(60)
    assert not Bracket(100, 500).holds(60)
