"""What a decision of the user means for the highlight, on the text it was made on and on later ones.

The rules, as one pure function: what the engine finds is a proposal, what the user decided is not overturned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui_reader.anchoring.difference import likeness
from tui_reader.model import Placement, Status
from tui_reader.store.marks import Decision, HighlightRow

ACCEPTED = "accepted by you"
SHOWN = "shown by you"
REJECTED = "rejected by you"

_SURE: dict[Status, bool] = {"exact": True, "moved": True, "changed": True, "review": False, "orphan": False}
_SAME_WORDS = 0.8  # likeness from which a passage is the one that was refused, edited or not


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions on one highlight that still count: the last accepted one, and what was refused after it.

    `refused` holds the words of the refused passages.
    """

    accepted: Decision | None = None
    refused: tuple[str, ...] = ()


def status_of(row: HighlightRow, text: str, start: int, end: int) -> Status:
    """What `text[start:end]` is to a highlight that the user says stands there."""
    if text[start:end] != row.quote:
        return "changed"
    return "exact" if start == row.start else "moved"


def settle(row: HighlightRow, text: str, made: Placement, shown: Placement | None, decided: Decided) -> Placement:
    """Where a highlight stands in `text`, from what the engine found and what the user decided on older texts.

    `made` was found from the quote as it was marked, `shown` from the passage that was accepted last (None if none
    was). The accepted passage goes before the quote; where it is not found for sure, a place of the quote elsewhere
    is a question. Words that were refused never come back by themselves: found for sure they are a question again,
    else they stay refused.
    """
    made = _unless_refused(text, made, row.quote, decided.refused)
    if shown is None or decided.accepted is None:
        return made
    shown = _unless_refused(text, shown, "", decided.refused)
    if _sure(shown):
        if made.status in ("exact", "moved") and _overlap(made, shown):
            return made
        assert shown.start is not None
        assert shown.end is not None
        status = status_of(row, text, shown.start, shown.end)
        return replace(shown, status=status, reason=f"follows what was {decided.accepted.reason}")
    if not _sure(made):
        return shown if shown.status == "review" else made
    if shown.status == "review" and _overlap(made, shown):
        return made
    return replace(made, status="review", reason=f"not where it was {decided.accepted.reason}")


def _sure(placement: Placement) -> bool:
    return _SURE[placement.status]


def _overlap(a: Placement, b: Placement) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.start < b.end and b.start < a.end


def _unless_refused(text: str, found: Placement, quote: str, refused: Sequence[str]) -> Placement:
    """The placement; a question or nothing if it stands on words that were refused."""
    if found.start is None or not refused:
        return found
    words = text[found.start : found.end]
    own = likeness(words, quote) if quote else 0.0
    if not any(likeness(words, other) >= max(_SAME_WORDS, own) for other in refused):
        return found
    if _sure(found):
        return replace(found, status="review", reason="these words were rejected by you before")
    return Placement("orphan", None, None, found.quality, found.context, REJECTED)
