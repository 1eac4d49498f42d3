"""Bookmarks and the place where reading stopped are positions: when the text goes on, each follows its sentence, or
keeps what it had.

Below the desks, as revisions are: new texts, marks and undoing all put bookmarks where they belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui_reader.anchoring import engine
from tui_reader.anchoring.anchor import Anchor, anchor_at
from tui_reader.document.sentences import first_sentence
from tui_reader.model import Article, Placement
from tui_reader.store import Store

_TELLING = 100  # characters; a shorter sentence is looked for together with what follows it
_ELSEWHERE = (1, -1, 2, -2, 4, -4, 8, -8, 16, -16, 32, -32)  # where else to look for a place, in passages on or back
_AFTER = 8  # sentences that are looked for behind one that is gone, before its surroundings count
_BEGUN = 2_000  # characters in which a sentence that begins there has ended


@dataclass(frozen=True, slots=True)
class _Place:
    """A code-point offset, and the sentence there."""

    start: int
    quote: str


def follow(store: Store, article: Article) -> None:
    """Bring an article's bookmark to the present text. Call it inside a transaction.

    Where its words are not found for sure it stays what it was: revision, offset and quote, to be looked for again
    in the next text.
    """
    kept = store.marks.bookmark(article.id)
    if kept is None or kept[0] == article.revision_id:
        return
    revision_id, start, quote, created = kept
    new = store.articles.revision_text(article.revision_id)
    found = _moved(store.articles.revision_text(revision_id), new, start, quote, article.lang)
    if found is not None:
        store.marks.set_bookmark(article.id, (article.revision_id, found.start, found.quote, created))


def follow_reading(store: Store, article_id: int, old_revision: int, position: int | None = None) -> None:
    """Bring the place where reading stopped to the present text. Call it inside a transaction, once for a new text.

    `position` is the code-point offset in the text `old_revision`; what is kept, if None. If the passage there is
    gone, the nearest that is left counts; if none is found for sure, the offset stays what it was.
    """
    if not store.articles.has_revision(old_revision):
        return
    article = store.articles.get(article_id)
    place = article.position if position is None else position
    if place > 0:
        old, new = (store.articles.revision_text(each) for each in (old_revision, article.revision_id))
        found = _near_place(old, new, place)
        place = place if found is None else found
    if place != article.position:
        store.reading.set_position(article_id, place, article.revision_id)


def sentence_in(old: str, new: str, sentences: Sequence[tuple[int, int]]) -> int | None:
    """Where the first of some sentences of `old`, ranges in their order, begins in `new`.

    If it is gone, the nearest place behind it counts, then the nearest before it; None if none is found for sure.
    """
    for some in (sentences[:1], sentences[1 : 1 + _AFTER]):
        for found in engine.place_all(old, new, [anchor_at(old, *each) for each in some]):
            if found.start is not None and found.status != "review":
                return found.start
    return _near_place(old, new, sentences[0][0]) if sentences else None


def restore(store: Store, article: Article, state: tuple[int, int, str, str]) -> None:
    """Set a bookmark as it was, (revision, start, quote, created), also when its revision is no longer kept."""
    revision_id, start, quote, created = state
    if not store.articles.has_revision(revision_id):
        revision_id, new = article.revision_id, store.articles.revision_text(article.revision_id)
        found = engine.place(new, Anchor(quote, "", "", start, start + len(quote), len(new)))
        start = min(start, len(new)) if found.start is None else found.start
    store.marks.set_bookmark(article.id, (revision_id, start, quote, created))
    follow(store, article)


def _moved(old: str, new: str, start: int, quote: str, lang: str) -> _Place | None:
    """Where a bookmarked place of `old` is in `new`; None if that is not sure."""
    if start == 0 and not quote:
        return _Place(0, "")  # the article is kept, not a place in it
    low, high = _passage(old, start, quote)
    if low >= high:
        return None
    found = engine.place_all(old, new, [anchor_at(old, low, high)])[0]
    if found.start is None or found.end is None or found.status == "review":
        return None
    if new[found.start : found.end] == old[low:high]:
        return _Place(max(0, found.start + start - low), quote)
    begun = new[found.start : min(found.end, found.start + _BEGUN)]
    return _Place(_near(found, start - low), first_sentence(begun, lang) if quote else "")


def _near_place(old: str, new: str, start: int) -> int | None:
    """Where an offset of `old`, or what stands nearest to it, is in `new`; None if nothing there is found for sure."""
    for steps in ((0,), _ELSEWHERE):
        places = dict.fromkeys(min(max(0, start + step * _TELLING), len(old)) for step in steps)
        passages = [(at, *_passage(old, at, "")) for at in places]
        passages = [(at, low, high) for at, low, high in passages if low < high]
        placed = engine.place_all(old, new, [anchor_at(old, low, high) for _, low, high in passages])
        for (at, low, _), found in zip(passages, placed, strict=True):
            if found.start is None or found.end is None or found.status == "review":
                continue
            if at == start:
                return _near(found, start - low)
            return found.start if at > start else found.end  # what comes after what is gone, or before it
    return None


def _near(found: Placement, inside: int) -> int:
    """The offset in an edited passage for an offset in the old one: the same while the passage reaches that far."""
    assert found.start is not None
    assert found.end is not None
    return min(max(found.start, found.start + inside), max(found.start, found.end - 1))


def _passage(text: str, start: int, quote: str) -> tuple[int, int]:
    """The range by which a place is found again: the sentence there, with what follows if it is short."""
    low = text.find(quote, max(0, start - len(quote)), start + len(quote)) if quote else -1
    if low < 0:
        low, quote = start, ""
    high = max(low + len(quote), min(len(text), low + _TELLING))
    while high < len(text) and high < low + 2 * _TELLING and text[high].isalnum():
        high += 1
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high
