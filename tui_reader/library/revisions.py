"""A new revision of an article, and what it means for the highlights and the bookmark that live on older ones.

Below the desks: adding brings new texts, marks and undoing put highlights back on texts that went on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tui_reader.anchoring import engine
from tui_reader.anchoring.anchor import anchor_at
from tui_reader.library import kept_places, unplaced
from tui_reader.library.decisions import Decided, settle
from tui_reader.model import Article, Highlight, Placement
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow


def place(store: Store, row: HighlightRow) -> None:
    """Find one highlight in its article's present text and remember where. Call it inside a transaction.

    What the user decided on the present text stays as it is.
    """
    article = store.articles.get(row.article_id)
    _keep(store, article, _find(store, article, [row]))


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
    """Find every highlight of an article, and its bookmark, in its present text; highlights in the text's order.

    What the user decided on the present text stays as it is. Call it inside a transaction; with `dry_run` nothing
    is written. Raises NotFoundError.
    """
    article = store.articles.get(article_id)
    highlights = store.marks.highlights_of(article_id)
    rows = [row for highlight in highlights if (row := store.marks.row(highlight.id))]
    found = _find(store, article, rows)
    if not dry_run:
        _keep(store, article, found)
        kept_places.follow(store, article)
    placements = {row.id: found.get(row.id) or store.marks.placement(row.id, article.revision_id) for row in rows}
    return [Reanchored(highlight, after) for highlight in highlights if (after := placements[highlight.id])]


def _keep(store: Store, article: Article, found: dict[str, Placement]) -> None:
    for highlight_id, placement in found.items():
        store.marks.place(highlight_id, article.revision_id, placement, engine.ENGINE_VERSION)


def _find(store: Store, article: Article, rows: Sequence[HighlightRow]) -> dict[str, Placement]:
    """Where highlights stand in the present text, by id, without those that the user decided there."""
    decided = {row.id: _decided(store, row.id) for row in rows if not _is_decided(store, row.id, article.revision_id)}
    rows = [row for row in rows if row.id in decided]
    text = store.articles.revision_text(article.revision_id) if rows else ""
    made = _found_from(store, article, text, [(row.id, row.revision_id, row.start, row.end) for row in rows])
    made |= {row.id: _as_made(text, row) for row in rows if row.revision_id == article.revision_id}
    made |= {row.id: unplaced.find(text, row) for row in rows if unplaced.is_waiting(row)}
    accepted = [(highlight_id, a) for highlight_id, each in decided.items() if (a := each.accepted)]
    shown = _found_from(store, article, text, [(key, a.revision_id, a.start, a.end) for key, a in accepted])
    return {row.id: settle(row, text, made[row.id], shown.get(row.id), decided[row.id]) for row in rows}


def _is_decided(store: Store, highlight_id: str, revision_id: int) -> bool:
    return any(decision.revision_id == revision_id for decision in store.marks.decisions(highlight_id))


def _decided(store: Store, highlight_id: str) -> Decided:
    """The last accepted passage, and the words refused since."""
    accepted = None
    refused: list[str] = []
    for decision in store.marks.decisions(highlight_id):
        if decision.status == "orphan":
            refused.append(store.articles.revision_text(decision.revision_id)[decision.start : decision.end])
        else:
            accepted, refused = decision, []
    return Decided(accepted, tuple(refused))


def _found_from(
    store: Store, article: Article, text: str, ranges: Sequence[tuple[str, int, int, int]]
) -> dict[str, Placement]:
    """Where passages of older texts stand in the present one; a passage is its key, its revision, start and end."""
    by_revision: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for key, revision_id, start, end in ranges:
        if revision_id != article.revision_id:
            by_revision[revision_id].append((key, start, end))
    found: dict[str, Placement] = {}
    for revision_id, passages in by_revision.items():
        old = store.articles.revision_text(revision_id)
        placements = engine.place_all(old, text, [anchor_at(old, start, end) for _, start, end in passages])
        found.update((key, placement) for (key, _, _), placement in zip(passages, placements, strict=True))
    return found


def _as_made(text: str, row: HighlightRow) -> Placement:
    """The place on the text it was made on; an orphan if a restored mark's words are not in it."""
    if text.startswith(row.quote, row.start):
        return Placement("exact", row.start, row.end)
    return Placement("orphan", None, None, 0.0, 0.0, "its text is gone")
