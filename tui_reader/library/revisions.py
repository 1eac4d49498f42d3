"""A new revision of an article, and what it means for the highlights that live on older ones.

Below the desks: adding brings new texts, marks and undoing put highlights back on texts that went on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tui_reader.anchoring import engine
from tui_reader.anchoring.anchor import anchor_at
from tui_reader.model import Highlight, Placement
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow


def place(store: Store, row: HighlightRow) -> None:
    """Find one highlight in its article's present text and remember where. Call it inside a transaction."""
    article = store.articles.get(row.article_id)
    if article.revision_id == row.revision_id:
        placement = _as_made(store.articles.revision_text(row.revision_id), row)
    else:
        text = store.articles.revision_text(article.revision_id)
        placement = _place_all(store, row.revision_id, text, [row])[0]
    store.marks.place(row.id, article.revision_id, placement, engine.ENGINE_VERSION)


@dataclass(frozen=True, slots=True)
class Reanchored:
    """A highlight as it was placed and as it is placed now."""

    before: Highlight
    after: Placement

    @property
    def changed(self) -> bool:
        """Whether it has another place or status now."""
        before = self.before
        return (before.status, before.start, before.end) != (self.after.status, self.after.start, self.after.end)


def reanchor(store: Store, article_id: int, *, dry_run: bool = False) -> list[Reanchored]:
    """Find every highlight of an article in its present text, in the order of the text.

    Call it inside a transaction; with `dry_run` nothing is written. Raises NotFoundError.
    """
    article = store.articles.get(article_id)
    text = store.articles.revision_text(article.revision_id)
    highlights = store.marks.highlights_of(article_id)
    by_revision: defaultdict[int, list[HighlightRow]] = defaultdict(list)
    for highlight in highlights:
        row = store.marks.row(highlight.id)
        if row is not None:
            by_revision[row.revision_id].append(row)
    placements: dict[str, Placement] = {}
    for revision_id, rows in by_revision.items():
        if revision_id == article.revision_id:
            placements.update((row.id, _as_made(text, row)) for row in rows)
        else:
            found = _place_all(store, revision_id, text, rows)
            placements.update((row.id, placement) for row, placement in zip(rows, found, strict=True))
    if not dry_run:
        for highlight_id, placement in placements.items():
            store.marks.place(highlight_id, article.revision_id, placement, engine.ENGINE_VERSION)
    return [Reanchored(highlight, placements[highlight.id]) for highlight in highlights]


def _as_made(text: str, row: HighlightRow) -> Placement:
    """The place on the text it was made on; an orphan if a restored mark's words are not in it."""
    if text.startswith(row.quote, row.start):
        return Placement("exact", row.start, row.end)
    return Placement("orphan", None, None, 0.0, 0.0, "its text is gone")


def _place_all(store: Store, revision_id: int, text: str, rows: list[HighlightRow]) -> list[Placement]:
    old = store.articles.revision_text(revision_id)
    anchors = [anchor_at(old, row.start, row.end) for row in rows]
    return engine.place_all(old, text, anchors)
