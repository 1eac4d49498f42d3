"""What happens to every article that comes in, wherever it comes from.

Below the desks: adding brings files, refreshing brings entries of feeds, pages come from the web.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.anchoring.difference import reads_alike
from tui_reader.library import kept_places, muted, revisions, stories
from tui_reader.model import Entry
from tui_reader.store import Store
from tui_reader.store.articles import Put
from tui_reader.store.prepared import Prepared


def take(store: Store, entry: Entry | Prepared, *, feed_id: int = 0, index: bool = True, prune: bool = True) -> Put:
    """Store an entry; marks on an older text of it, and where reading stopped, are found again in the new one.

    The older text is dropped, if nothing stands on it, unless `prune` is False.
    Call it inside a transaction, and `settle` for the articles of the batch before it ends.
    """
    put = store.articles.put(entry, feed_id=feed_id, index=index)
    if put.old_revision is not None:
        kept_places.follow_reading(store, put.article_id, put.old_revision)
        revisions.reanchor(store, put.article_id)
        _see(store, put.article_id)
        if prune:
            store.articles.prune(put.article_id)
    return put


def _see(store: Store, article_id: int) -> None:
    """Whose words are those of the text that was shown last has not changed for its reader: links have, or spacing."""
    article = store.articles.get(article_id)
    if article.changed and store.articles.has_revision(article.seen):
        seen, present = (store.articles.revision_text(each) for each in (article.seen, article.revision_id))
        if reads_alike(seen, present):
            store.reading.set_seen(article_id)


def settle(store: Store, article_ids: Sequence[int]) -> None:
    """What is decided about articles when they come: which are muted, and which tell a story that is there already.

    Call it inside the transaction that brought them.
    """
    muted.settle(store, article_ids)
    stories.settle(store, article_ids)
