"""Undo and redo, from a journal that survives a restart."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.library import changes, muted
from tui_reader.store import Store


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again: its label, and the articles it concerns. `lists_changed` says that lists
    may hold others now; `left` is how many articles stay of feeds that are followed no more by it."""

    label: str
    article_ids: tuple[int, ...]
    lists_changed: bool = False
    left: int = 0


class Undoing:
    """The desk of second thoughts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self) -> Undone | None:
        """Take the last deed back; None if there is none."""
        return self._play(back=True)

    def redo(self) -> Undone | None:
        """Do again what was last taken back; None if there is nothing."""
        return self._play(back=False)

    def _play(self, *, back: bool) -> Undone | None:
        journal = self._store.journal
        with self._store.transaction():
            entry = journal.last_done() if back else journal.last_undone()
            if entry is None:
                return None
            feeds = changes.followed(self._store, entry.change)
            slow = changes.play(self._store, entry.change, back=back)
            journal.set_undone(entry.id, back)
            article_ids = tuple(changes.articles_of(self._store, entry.change))
            gone = feeds - changes.followed(self._store, entry.change)
            left = len(self._store.feeds.articles_of(gone))
        muted.settle_slowly(self._store, slow)
        return Undone(entry.label, article_ids, changes.changes_lists(entry.change), left)
