"""Several highlights as one: what it is made of, as a pure function, and putting it in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tui_reader.errors import UsageError
from tui_reader.library import revisions, rows
from tui_reader.library.changes import Deed, now
from tui_reader.model import Highlight
from tui_reader.store import Store

_TOO_FEW = "merging needs at least two highlights"


@dataclass(frozen=True, slots=True)
class Merged:
    """What is left of several highlights: the id of the first on `[start, end)` of the present text."""

    id: str
    start: int
    end: int
    role: int
    note: str
    tags: tuple[str, ...]
    created: str


def merged(parts: Sequence[Highlight], text: str) -> Merged:
    """What `parts`, highlights placed in `text`, become. Raises UsageError if they cannot be one."""
    if len(parts) < 2:
        raise UsageError(_TOO_FEW)
    if len({part.article_id for part in parts}) > 1:
        raise UsageError("highlights of different articles cannot be merged")
    ranges = sorted(_range(part) for part in parts)
    start, end = ranges[0]
    for low, high in ranges[1:]:
        if text[end:low].strip():
            raise UsageError("the highlights stand apart: there is text between them that none of them holds")
        end = max(end, high)
    in_order = sorted(parts, key=_range)
    notes = dict.fromkeys(part.note.strip() for part in in_order if part.note.strip())
    return Merged(
        id=parts[0].id,
        start=start,
        end=end,
        role=max(parts, key=lambda part: (part.created, part.id)).role,
        note="\n\n".join(notes),
        tags=tuple(sorted({tag for part in parts for tag in part.tags})),
        created=min(part.created for part in parts),
    )


def _range(part: Highlight) -> tuple[int, int]:
    if part.start is None or part.end is None:
        raise UsageError("a highlight whose text was not found cannot be merged")
    if part.status == "review":
        raise UsageError("a highlight that awaits a review cannot be merged; accept or reject its place first")
    return part.start, part.end


def merge(store: Store, doing: Deed, ids: Iterable[str]) -> str:
    """Put one highlight in the place of several; its id. Call it inside a deed. Raises NotFoundError, UsageError."""
    parts = [store.marks.highlight(each) for each in dict.fromkeys(ids)]
    if not parts:
        raise UsageError(_TOO_FEW)
    article = store.articles.get(parts[0].article_id)
    text = store.articles.revision_text(article.revision_id)
    whole = merged(parts, text)
    for part in parts:
        doing.touch("highlight", part.id)
    kept = rows.present(store, whole.id)
    if (whole.start, whole.end) != (parts[0].start, parts[0].end):
        # Another range is another quote: the words that stand there now.
        fresh = rows.made(store, whole.id, article.id, article.revision_id, text, whole.start, whole.end)
        kept = replace(fresh, short=kept.short)
        store.marks.unplace(whole.id)
    kept = replace(kept, role=whole.role, note=whole.note, created=whole.created, updated=now())
    store.marks.put(kept)
    store.marks.set_highlight_tags(whole.id, whole.tags)
    for part in parts[1:]:
        store.marks.put(replace(rows.present(store, part.id), deleted_at=now()))
    revisions.place(store, kept)
    return whole.id
