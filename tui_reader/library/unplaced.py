"""Highlights that came as a quote alone, from another tool: found by their words, for they were never in a text.

Such a row waits on a revision without their words, with a range of no length. Below the desks.
"""

from __future__ import annotations

from dataclasses import replace

from tui_reader.anchoring import engine, quotes
from tui_reader.anchoring.anchor import Anchor
from tui_reader.anchoring.normalise import NormalisedText, normalise
from tui_reader.model import Placement
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow


def is_waiting(row: HighlightRow) -> bool:
    """Whether a highlight has never stood in a text."""
    return row.start == row.end


def find(text: NormalisedText | str, row: HighlightRow, hint: int | None = None) -> Placement:
    """Where the quote of a row stands in a text, by its words and what another tool said of its surroundings.

    `hint` is a code-point offset near which it may stand.
    """
    text = text if isinstance(text, NormalisedText) else normalise(text)
    start, length = min(hint or 0, len(text.raw)), len(text.raw)
    found = engine.place(text, Anchor(row.quote, row.prefix, row.suffix, start, start + len(row.quote), length))
    alone = hint is None and not (row.prefix.strip() or row.suffix.strip())
    if alone and found.status in ("exact", "moved", "changed"):
        # With nothing but its words one of several places is as good as another.
        words = normalise(row.quote).text.strip()
        if text.text.count(words) > 1:
            return replace(found, status="review", reason="stands in several places")
    return found


def stood(text: NormalisedText, row: HighlightRow, revision_id: int, hint: int | None = None) -> HighlightRow | None:
    """The row on the words it means in the text of a revision, as if it had been marked there.

    None if they are not found for sure, word for word but for spacing and typography.
    """
    found = find(text, row, hint)
    if found.start is None or found.end is None or found.status == "review" or found.quality < 1:
        return None
    prefix, suffix = quotes.context(text.raw, found.start, found.end)
    return replace(
        row,
        revision_id=revision_id,
        start=found.start,
        end=found.end,
        quote=text.raw[found.start : found.end],
        prefix=prefix,
        suffix=suffix,
    )


def settle(store: Store, article_id: int) -> None:
    """Look for the waiting highlights of an article in its present text; those found for sure wait no longer.

    Call it inside a transaction, when a text arrived. What the user decided on this text stays. Raises NotFoundError.
    """
    article = store.articles.get(article_id)
    rows = [row for each in store.marks.highlights_of(article_id) if (row := store.marks.row(each.id))]
    waiting = [row for row in rows if is_waiting(row) and not _is_decided(store, row.id, article.revision_id)]
    if not waiting:
        return
    text = normalise(store.articles.revision_text(article.revision_id))
    for row in waiting:
        standing = stood(text, row, article.revision_id)
        if standing is None:
            found = find(text, row)
        else:
            store.marks.put(standing)
            found = Placement("exact", standing.start, standing.end)
        store.marks.place(row.id, article.revision_id, found, engine.ENGINE_VERSION)


def _is_decided(store: Store, highlight_id: str, revision_id: int) -> bool:
    return any(decision.revision_id == revision_id for decision in store.marks.decisions(highlight_id))
