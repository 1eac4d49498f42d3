"""The text of an article as it was before a deed replaced it: how it stood, and bringing it back.

Below the desks: a full text that was fetched by key is taken back, and fetched again, without asking its page.
"""

from __future__ import annotations

from typing import Any

from tui_reader.library import arrivals, kept_places, revisions
from tui_reader.store import Store


def standing(store: Store, article_id: int) -> dict[str, Any]:
    """How it stands with a text, as JSON: its revision, whether it is from the page, and what the feed said last."""
    digest = store.entries.digest(article_id)
    return {
        "revision": store.articles.get(article_id).revision_id,
        "full_text": store.entries.facts(article_id).full_text,
        "digest": None if digest is None else digest.hex(),
    }


def revision_in(state: dict[str, Any]) -> int:
    """The revision that must be kept for a state to be brought back."""
    return int(state["revision"])


def bring_back(store: Store, article_id: int, state: dict[str, Any], other: dict[str, Any]) -> None:
    """Show the text of `state` again instead of that of `other`; marks, and where reading stopped, are found again.

    A text that came since is newer than both and stays, unless it is what a feed gives of the page's text, and shorter.
    Call it inside a transaction, for an article that is there.
    """
    article = store.articles.get(article_id)
    shown, wanted = article.revision_id, state["revision"]
    is_from_feed = state["full_text"] and store.entries.is_entry(article_id)
    is_wanted = store.articles.has_revision(wanted) and (
        shown == other["revision"]
        or (is_from_feed and store.articles.length(article_id) < len(store.articles.revision_text(wanted)))
    )
    if is_wanted and shown != wanted:
        store.articles.show(article_id, wanted)
        kept_places.follow_reading(store, article_id, shown)
        revisions.reanchor(store, article_id)
        if article.seen == shown:  # no change to be told of: its reader made it
            store.reading.set_seen(article_id)
        arrivals.settle(store, [article_id])
    if not state["full_text"]:
        # What the feed said since has not become a text here: with the digest of before, its next visit brings it.
        digest = bytes.fromhex(state["digest"]) if is_wanted and state["digest"] is not None else None
        if digest is not None and digest != store.entries.digest(article_id):
            store.feeds.ask_for_all(article.feed_id)
        store.entries.refuse_full_text(article_id, digest)
    elif is_wanted:
        store.entries.set_full_text(article_id)
