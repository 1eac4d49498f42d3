"""Find a marked quote again after its article's text changed.

Steps: the stored offsets; the diff of old and new text if the old one was kept; exact occurrences ranked by their
surroundings; fuzzy candidates, cut to size and judged by likeness *and* surroundings. All of it on normalised text.

Statuses. `exact` and `moved` promise `text[start:end] == quote`, at the old offset or elsewhere. `changed` is
accepted without asking: the quote was edited, or only its spacing or typography differs (quality 1). `review`
asks the reader; `orphan` was not found and has no offsets. No input raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tui_reader.anchoring.alignment import snap
from tui_reader.anchoring.anchor import Anchor, Sought, anchor_at, normalised, prepare
from tui_reader.anchoring.candidates import LONGEST, Bracket, bracket_of, candidates
from tui_reader.anchoring.context import context_of
from tui_reader.anchoring.decision import contested, decide
from tui_reader.anchoring.normalise import NormalisedText
from tui_reader.anchoring.occurrences import Occurrence, ranked
from tui_reader.anchoring.textmap import TextMap, Trace
from tui_reader.model import Placement, Status

__all__ = ["ENGINE_VERSION", "Anchor", "TextMap", "anchor_at", "place", "place_all"]

ENGINE_VERSION = 1  # raised whenever the same input may get another placement

_FAR = 160  # characters of surroundings taken from the old text
_DISTINCT = 24  # mass from which a quote that stands once is the quote wherever it stands
_TELLING = 48  # mass from which it may stand elsewhere although its old neighbours meet
_TORN = 0.15  # share of a quote that stands far from the rest of it
_AHEAD = 0.03  # lead by which one of several occurrences must win
_ELSEWHERE = 0.6  # share of an occurrence that was another passage before


def place_all(old_text: str | None, new_text: str, anchors: Iterable[Anchor]) -> list[Placement]:
    """Place every anchor of an article, in their order. `old_text` is the text they were made in, if kept."""
    anchors = list(anchors)
    placed = [_unmoved(new_text, anchor) for anchor in anchors]
    if None in placed:
        new = normalised(new_text)
        mapping = None if old_text is None else TextMap(old_text, new)
        return [done or _Search(new, anchor, mapping).run() for done, anchor in zip(placed, anchors, strict=True)]
    return [done for done in placed if done]


def place(text: NormalisedText | str, anchor: Anchor, mapping: TextMap | None = None) -> Placement:
    """Where the quote of `anchor` stands in `text`, in code points.

    `mapping` is the `TextMap` from the text the anchor was made in to `text`; an anchor that does not fit its old
    text is placed without it.
    """
    raw = text.raw if isinstance(text, NormalisedText) else text
    return _unmoved(raw, anchor) or _Search(normalised(text), anchor, mapping).run()


def _unmoved(raw: str, anchor: Anchor) -> Placement | None:
    """The stored offsets, if the quote and its surroundings stand there to the letter."""
    quote, start, end = anchor.quote, anchor.start, anchor.start + len(anchor.quote)
    if not quote or start < 0 or not raw.startswith(quote, start) or not raw.startswith(anchor.suffix, end):
        return None
    if raw[max(0, start - len(anchor.prefix)) : start] != anchor.prefix:
        return None
    return Placement("exact", start, end, reason="unchanged")


class _Search:
    """One anchor in one text."""

    def __init__(self, new: NormalisedText, anchor: Anchor, mapping: TextMap | None) -> None:
        self.new, self.anchor = new, anchor
        self.text = new.text
        self.sought = prepare(anchor, len(self.text))
        self.old_span = (0, 0)
        self.mapping = mapping if mapping and self._fits(mapping) else None
        if self.mapping is None and len(self.sought.quote) > LONGEST:
            self._map_from_quote()
        self.trace = self.mapping.trace(*self.old_span) if self.mapping else None
        if self.mapping and self.trace:
            self.sought = _with_old_text(self.sought, self.mapping, self.trace, self.old_span)

    def run(self) -> Placement:
        if not self.sought.quote:
            return Placement("orphan", None, None, 0.0, 0.0, "the quote is blank")
        if not self.text.strip():
            return Placement("orphan", None, None, 0.0, 0.0, "the text is empty")
        return self._unchanged() or self._altered()

    def _fits(self, mapping: TextMap) -> bool:
        """Whether the anchor was made in the old text of the mapping; notes its normalised span there."""
        start, end = mapping.old.to_normal(self.anchor.start, self.anchor.start + len(self.anchor.quote))
        part = mapping.old.text[start:end]
        start += len(part) - len(part.lstrip())
        self.old_span = start, start + len(self.sought.quote)
        return bool(self.sought.quote) and part.strip() == self.sought.quote

    def _map_from_quote(self) -> None:
        """A long quote is its own old text: what a fuzzy search cannot afford, the diff can."""
        anchor = self.anchor
        mapping = TextMap(anchor.prefix + anchor.quote + anchor.suffix, self.new)
        self.anchor = replace(anchor, start=len(anchor.prefix))
        if self._fits(mapping):
            self.mapping = mapping
        self.anchor = anchor

    def _unchanged(self) -> Placement | None:
        """The quote stands in the text as it was, but for spacing and typography."""
        found = self._traced_whole() or self._occurrences()
        if not found:
            return None
        best, highest = found[0], found[0].context.highest
        alone = len(found) == 1
        if highest >= 0.5 or (alone and self.sought.mass >= _DISTINCT):
            if not alone and best.score - found[1].score < _AHEAD:
                return self._found("review", best, "stands in several places that look alike")
            if highest < 0.25 and self.sought.mass < _TELLING and self._deleted():
                return self._found("review", best, "its neighbours now meet")
            return self._found("moved", best, "found word for word")
        if alone or highest >= 0.25:
            return self._found("review", best, "too short to be sure")
        return None

    def _traced_whole(self) -> list[Occurrence]:
        """The place to which the diff leads, if the whole quote stands there among its neighbours."""
        trace, quote = self.trace, self.sought.quote
        if not trace or trace.start < 0 or not self.text.startswith(quote, trace.start):
            return []
        context = context_of(self.text, self.sought, trace.start, trace.start + len(quote))
        return [Occurrence(trace.start, context, context.mean)] if context.highest >= 0.5 else []

    def _occurrences(self) -> list[Occurrence]:
        """Exact occurrences, without those that were another passage of the old text."""
        return [one for one in ranked(self.text, self.sought) if not self._foreign(one.start, len(self.sought.quote))]

    def _foreign(self, start: int, length: int) -> bool:
        if self.mapping is None:
            return False
        return self.mapping.foreign(start, start + length, *self.old_span) >= _ELSEWHERE

    def _altered(self) -> Placement:
        bracket = bracket_of(self.text, self.sought, self.trace)
        deleted = self._deleted(bracket)
        found = [
            one
            for one in candidates(self.text, self.sought, self.trace, bracket)
            if one.traced or not self._foreign(one.start, one.end - one.start)
        ]
        if not found:
            return self._orphan(deleted)
        best = found[0]
        verdict = decide(best, self.sought.mass, deleted=deleted)
        if verdict == "orphan":
            return self._orphan(deleted, best.quality, best.context.mean)
        reason = "edited"
        if verdict == "changed" and contested(found):
            verdict, reason = "review", "another passage is nearly as like"
        elif verdict == "changed" and self.trace and self.trace.torn >= _TORN:
            verdict, reason = "review", "torn into parts"
        elif verdict == "review":
            reason = "its neighbours now meet" if deleted else "much changed"
        start, end = self.new.to_raw(*snap(self.text, self.sought, best.start, best.end))
        return Placement(verdict, start, end, best.quality, best.context.mean, reason)

    def _deleted(self, bracket: Bracket | None = None) -> bool:
        """Whether the neighbours of the quote now meet."""
        bracket = bracket or bracket_of(self.text, self.sought, self.trace)
        return bracket is not None and bracket.closed(len(self.sought.quote))

    def _orphan(self, deleted: bool, quality: float = 0.0, context: float = 0.0) -> Placement:
        reason = "deleted from the text" if deleted else "nothing like it in the text"
        return Placement("orphan", None, None, quality, context, reason)

    def _found(self, status: Status, at: Occurrence, reason: str) -> Placement:
        """An occurrence as a placement: the literal quote if it is that, else what looks like it."""
        quote = self.anchor.quote
        start, end = self.new.to_raw(at.start, at.start + len(self.sought.quote))
        literal = start - self.sought.lead
        if literal >= 0 and self.new.raw.startswith(quote, literal):
            start, end = literal, literal + len(quote)
            if status == "moved" and start == self.anchor.start:
                status = "exact"
        elif status == "moved":
            status, reason = "changed", "spacing or typography differs"
        return Placement(status, start, end, 1.0, at.context.mean, reason)


def _with_old_text(sought: Sought, mapping: TextMap, trace: Trace, span: tuple[int, int]) -> Sought:
    """Longer surroundings and a better guess at the place, both from the old text."""
    old, (start, end) = mapping.old.text, span
    hint = sought.hint
    if trace.left >= 0:
        hint = trace.left + trace.left_gap
    elif trace.right >= 0:
        hint = trace.right - trace.right_gap - (end - start)
    elif trace.start >= 0:
        hint = trace.start
    far_prefix, far_suffix = old[max(0, start - _FAR) : start].strip(), old[end : end + _FAR].strip()
    return replace(sought, hint=max(0, hint), far_prefix=far_prefix, far_suffix=far_suffix)
