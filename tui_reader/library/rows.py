"""Highlights as rows, for the desks that change them: making one, finding one, and the text a range is of."""

from __future__ import annotations

import secrets

from tui_reader.anchoring import quotes
from tui_reader.errors import NotFoundError, UsageError
from tui_reader.library.changes import now
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow

_SHORT = "abcdefghijklmnopqrstuvwxyz0123456789"


def made(
    store: Store, highlight_id: str, article_id: int, revision_id: int, text: str, start: int, end: int
) -> HighlightRow:
    """A new highlight on `text[start:end]` of a revision, not stored yet."""
    prefix, suffix = quotes.context(text, start, end)
    moment = now()
    return HighlightRow(
        id=highlight_id,
        short=_new_short(store),
        article_id=article_id,
        revision_id=revision_id,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=prefix,
        suffix=suffix,
        role=1,
        note="",
        created=moment,
        updated=moment,
    )


def _new_short(store: Store) -> str:
    while True:
        short = "".join(secrets.choice(_SHORT) for _ in range(6))
        if not store.marks.short_taken(short):
            return short


def present(store: Store, highlight_id: str) -> HighlightRow:
    """A highlight that is not deleted. Raises NotFoundError."""
    row = store.marks.row(highlight_id)
    if row is None or row.deleted_at is not None:
        raise NotFoundError(f"there is no highlight {highlight_id}")
    return row


def text_of(store: Store, article_id: int, revision_id: int | None) -> tuple[int, str]:
    """The revision meant (the present one if None) and its text. Raises NotFoundError; UsageError if it is gone."""
    wanted = store.articles.get(article_id).revision_id if revision_id is None else revision_id
    try:
        return wanted, store.articles.revision_text(wanted)
    except NotFoundError:
        raise UsageError("the text has changed meanwhile; open the article again") from None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its ends. Raises UsageError when nothing is left."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise UsageError("there is no text to highlight there")
    return start, end
