"""Reviewing: the user decides where a highlight stands when its text changed and the engine is not sure.

A decision says where the highlight stands in one revision. What the author wrote stays: quote, prefix, suffix and
the revision of the marking are never touched here, and exports show them. No engine overturns a decision; on later
texts the accepted passage is looked for first (see `library.decisions`). Every verb is one deed that can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui_reader.anchoring import quotes
from tui_reader.anchoring.difference import Piece, difference
from tui_reader.errors import UsageError
from tui_reader.library import revisions, rows
from tui_reader.library.changes import deed, now
from tui_reader.library.decisions import ACCEPTED, REJECTED, SHOWN, status_of
from tui_reader.model import Highlight, Status
from tui_reader.store import Store
from tui_reader.store.marks import Decision, HighlightRow

AROUND = 200
"""Characters of surroundings shown on either side of a passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, `[start, end)` in code points, with at most AROUND characters before and after it."""

    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Review:
    """What one needs to see to decide: the quote as it was marked, and the passage found in the present text.

    `found` is None for an orphan; `difference` leads from the quote to the passage found (all of the quote is
    `removed` for an orphan). `quality` and `context` (0..1) say how like the quote and its surroundings are.
    `revision_id` is the present revision; give it back with the decision, so that it is about the text shown.
    """

    highlight: Highlight
    marked: Passage
    found: Passage | None
    difference: tuple[Piece, ...]
    reason: str
    quality: float
    context: float
    revision_id: int


class Reviewing:
    """The desk of decisions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- what there is to decide

    def awaiting(self) -> list[Highlight]:
        """All highlights that ask for a decision, newest first; then the orphans."""
        highlights = self._store.marks.all_highlights()
        return [h for status in ("review", "orphan") for h in highlights if h.status == status]

    def review(self, highlight_id: str) -> Review:
        """What one needs to see to decide about a highlight of any status. Raises NotFoundError."""
        highlight = self._store.marks.highlight(highlight_id)
        revision_id = self._store.articles.get(highlight.article_id).revision_id
        placement = self._store.marks.placement(highlight_id, revision_id)
        marked = self._passage(highlight.revision_id, highlight.marked_start, highlight.marked_end)
        found = None
        if highlight.start is not None and highlight.end is not None:
            found = self._passage(revision_id, highlight.start, highlight.end)
        return Review(
            highlight,
            marked,
            found,
            difference(highlight.quote, found.text if found else ""),
            highlight.reason,
            placement.quality if placement else 0.0,
            placement.context if placement else 0.0,
            revision_id,
        )

    def _passage(self, revision_id: int, start: int, end: int) -> Passage:
        text = self._store.articles.revision_text(revision_id)
        before, after = quotes.context(text, start, end, AROUND)
        return Passage(start, end, before, text[start:end], after)

    # -- deciding

    def accept(self, highlight_id: str, *, revision_id: int | None = None) -> Highlight:
        """The place found is the right one.

        It is shown as `exact` or `moved` where it has the very words of the quote, else as `changed`. `revision_id`
        is the revision that the user saw, the present one if None. Raises NotFoundError; UsageError for an orphan,
        which has no place, or when the text went on since.
        """
        return self._decide(highlight_id, "accepting of a place", ACCEPTED, revision_id)

    def reject(self, highlight_id: str, *, revision_id: int | None = None) -> Highlight:
        """The place found is wrong: the highlight becomes an orphan.

        On later texts its quote is looked for again, but the refused words do not come back without a question.
        `revision_id` and errors as in `accept`; UsageError also on the very text it was made on.
        """
        return self._decide(highlight_id, "rejecting of a place", REJECTED, revision_id)

    def reselect(self, highlight_id: str, start: int, end: int, *, revision_id: int | None = None) -> Highlight:
        """The right place is `[start, end)`, in code points of the article's text; also for an orphan.

        `revision_id` is the revision that the offsets are of, the present one if None: when the text went on since
        it was opened, the passage is looked for in the present one. Raises NotFoundError; UsageError for a range
        that holds no text, or a text that is gone.
        """
        with deed(self._store, "showing of a place") as doing:
            row = rows.present(self._store, highlight_id)
            doing.touch("highlight", highlight_id)
            revision_id, text = rows.text_of(self._store, row.article_id, revision_id)
            start, end = rows.trimmed(text, start, end)
            status = status_of(row, text, start, end)
            self._keep(row, Decision(revision_id, status, start, end, SHOWN))
        return self._store.marks.highlight(highlight_id)

    def reselect_quote(self, highlight_id: str, quote: str) -> Highlight:
        """The right place is the passage that reads `quote`.

        Raises NotFoundError; QuoteNotFoundError, with the closest passage, when the article does not hold it;
        UsageError when the quote is blank.
        """
        row = rows.present(self._store, highlight_id)
        revision_id, text = rows.text_of(self._store, row.article_id, None)
        return self.reselect(highlight_id, *quotes.locate(text, quote), revision_id=revision_id)

    def _decide(self, highlight_id: str, label: str, reason: str, seen: int | None) -> Highlight:
        with deed(self._store, label) as doing:
            highlight = self._store.marks.highlight(highlight_id)
            doing.touch("highlight", highlight_id)
            row = rows.present(self._store, highlight_id)
            present, text = rows.text_of(self._store, row.article_id, None)
            if seen is not None and seen != present:
                raise UsageError("the text has changed meanwhile; look at the highlight again")
            if highlight.start is None or highlight.end is None:
                raise UsageError("no place was found for this highlight; show the right passage instead")
            if reason == REJECTED and present == row.revision_id and highlight.status == "exact":
                raise UsageError("the highlight stands where it was made; delete it instead")
            status: Status = "orphan" if reason == REJECTED else status_of(row, text, highlight.start, highlight.end)
            self._keep(row, Decision(present, status, highlight.start, highlight.end, reason))
        return self._store.marks.highlight(highlight_id)

    def _keep(self, row: HighlightRow, decision: Decision) -> None:
        self._store.marks.put(replace(row, updated=now()))
        self._store.marks.decide(row.id, decision)
        revisions.place(self._store, row)
