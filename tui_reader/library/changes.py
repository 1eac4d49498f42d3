"""Deeds that can be taken back: what a verb touched, as it was before and as it is after.

Every desk that changes what the user made does it inside `deed`; the undoing desk plays the journal backwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from tui_reader.library import earlier_texts, kept_places, muted, revisions
from tui_reader.store import Store
from tui_reader.store.marks import Decision, HighlightRow

Kind = Literal["highlight", "bookmark", "article_tags", "state", "feed", "text"]
_NAMING: Final = ("name", "tags")
"""What of a feed's settings rules may ask for."""


def now() -> str:
    """The present moment, ISO 8601 UTC, to the millisecond: marks made in a row keep their order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now_seconds() -> int:
    """The present moment in UTC seconds."""
    return int(datetime.now(UTC).timestamp())


def _state(store: Store, kind: Kind, key: Any) -> Any:
    """What can be put back: JSON that says how a thing stands, None where there is nothing."""
    if kind == "bookmark":
        bookmark = store.marks.bookmark(key)
        return None if bookmark is None else list(bookmark)
    if kind == "article_tags":
        return store.marks.article_tags(key)
    if kind == "state":
        return store.state.get(key, [])
    if kind == "feed":
        return store.feeds.settings(key)
    if kind == "text":
        return earlier_texts.standing(store, key)
    row = store.marks.row(key)
    if row is None or row.deleted_at is not None:
        return None
    decided = [list(astuple(decision)) for decision in store.marks.decisions(key)]
    return {"row": asdict(row), "tags": store.marks.highlight_tags(key), "decided": decided}


def _restore(store: Store, kind: Kind, key: Any, state: Any, other: Any) -> None:
    """Put a thing back as `state` says; `other` is what the deed made of it. What hung on an article that was cleared
    away since is gone with it, and keeps nothing else from being taken back."""
    if _is_gone(store, kind, key, state):
        return
    if kind == "bookmark":
        if state is None:
            store.marks.set_bookmark(key, None)
        else:
            kept_places.restore(store, store.articles.get(key), tuple(state))
    elif kind == "article_tags":
        store.marks.set_article_tags(key, state)
    elif kind == "state":
        before = store.state.get(key)
        store.state.set(key, state)
        if key == muted.KEY:
            muted.follow(store, muted.rules_in(before), muted.rules_in(state))
    elif kind == "feed":
        store.feeds.set(key, _feed_settings(store, key, state, other))
        store.feeds.rename_articles(key)
    elif kind == "text":
        earlier_texts.bring_back(store, key, state, other)
    elif state is None:
        row = store.marks.row(key)
        if row is not None:
            store.marks.put(replace(row, deleted_at=now()))
    else:
        row = _on_a_text_that_is_there(store, HighlightRow(**state["row"]))
        store.marks.put(row)
        store.marks.set_highlight_tags(key, state["tags"])
        store.marks.unplace(key)
        for decision in (Decision(*each) for each in state.get("decided", ())):
            if store.articles.has_revision(decision.revision_id):
                store.marks.decide(key, decision)
        revisions.place(store, row)


def _is_gone(store: Store, kind: Kind, key: Any, state: Any) -> bool:
    if kind in ("bookmark", "article_tags", "text"):
        return not store.articles.exists(key)
    return kind == "highlight" and state is not None and not store.articles.exists(state["row"]["article_id"])


def _feed_settings(store: Store, feed_id: int, state: Any, other: Any) -> dict[str, Any]:
    """What is to be set: only what the deed changed, as visits may have changed the rest since; and no address at which
    another feed is known by now."""
    if state is None:
        return {"removed": now_seconds()}
    changed = {name: value for name, value in state.items() if other is None or other.get(name) != value}
    if "url" in changed and store.feeds.taken(changed["url"], feed_id):
        del changed["url"]
    return changed


def _on_a_text_that_is_there(store: Store, row: HighlightRow) -> HighlightRow:
    """The row as it was; on the present text if the one it was made on has been dropped since."""
    if store.articles.has_revision(row.revision_id):
        return row
    present = store.articles.get(row.article_id).revision_id
    text = store.articles.revision_text(present)
    start = max(0, text.find(row.quote))
    return replace(row, revision_id=present, start=start, end=min(len(text), start + len(row.quote)))


class Deed:
    """One thing the user did, while it is being done."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before: dict[tuple[Kind, Any], Any] = {}
        self._read: dict[str, Any] | None = None

    def touch(self, kind: Kind, key: Any) -> None:
        """Say what is about to change; the first word counts."""
        if (kind, key) not in self._before:
            self._before[kind, key] = _state(self._store, kind, key)

    def made(self, kind: Kind, key: Any) -> None:
        """Say that something is new: undoing takes it away."""
        self._before.setdefault((kind, key), None)

    def set_read(self, ids: list[int], read: bool) -> list[int]:
        """Set the read state of articles; which changed."""
        changed = self._store.reading.set_read(ids, read)
        self._read = {"ids": changed, "to": read} if changed else None
        return changed

    def change(self) -> dict[str, Any]:
        """What happened, for the journal; empty if nothing did."""
        marks = []
        for (kind, key), before in self._before.items():
            after = _state(self._store, kind, key)
            if before != after:
                marks.append({"kind": kind, "key": key, "before": before, "after": after})
        change: dict[str, Any] = {}
        if marks:
            change["marks"] = marks
        if self._read:
            change["read"] = self._read
        return change


@contextmanager
def deed(store: Store, label: str, *, merge: bool = False) -> Iterator[Deed]:
    """Do one undoable thing in one transaction; `label` completes "Undone: …".

    With `merge`, a deed on the same things continues the last one: a note that is saved while it is typed is taken
    back in one step, with the highlight that its first word made.
    """
    with store.transaction():
        doing = Deed(store)
        yield doing
        change = doing.change()
        if not change:
            return
        slow = _ask_rules(store, change)
        last = store.journal.last_done() if merge else None
        if last is not None and _same_things(last.change, change):
            for earlier, later in zip(last.change["marks"], change["marks"], strict=True):
                later["before"] = earlier["before"]
            store.journal.amend(last.id, change)
        else:
            store.journal.write(label, change, _texts_of(change))
    muted.settle_slowly(store, slow)


def _texts_of(change: dict[str, Any]) -> list[int]:
    """The revisions without which a change could not be played."""
    texts = [mark for mark in change.get("marks", []) if mark["kind"] == "text"]
    return [earlier_texts.revision_in(mark[side]) for mark in texts for side in ("before", "after")]


def _same_things(a: dict[str, Any], b: dict[str, Any]) -> bool:
    def things(change: dict[str, Any]) -> list[tuple[Any, Any]]:
        return [(mark["kind"], mark["key"]) for mark in change.get("marks", [])]

    return bool(things(a)) and things(a) == things(b) and "read" not in a and "read" not in b


def play(store: Store, change: dict[str, Any], *, back: bool) -> list[int]:
    """Take a change back, or do it again. Call it inside a transaction; after it, give the articles that are returned
    to `muted.settle_slowly`."""
    side = "before" if back else "after"
    for mark in reversed(change.get("marks", [])) if back else change.get("marks", []):
        _restore(store, mark["kind"], mark["key"], mark[side], mark["after" if back else "before"])
    slow = _ask_rules(store, change)
    if read := change.get("read"):
        store.reading.set_read(read["ids"], read["to"] != back)
    return slow


def articles_of(store: Store, change: dict[str, Any]) -> list[int]:
    """The articles that a change concerns."""
    return [*change.get("read", {}).get("ids", []), *_marked(store, change)]


def changes_lists(change: dict[str, Any]) -> bool:
    """Whether lists may hold other articles after a change: it concerns the mute rules, or what they ask for."""
    rules = any((mark["kind"], mark["key"]) == ("state", muted.KEY) for mark in change.get("marks", []))
    return rules or bool(_renamed(change))


def followed(store: Store, change: dict[str, Any]) -> set[int]:
    """The feeds of a change that are followed now."""
    feeds = {mark["key"] for mark in change.get("marks", []) if mark["kind"] == "feed"}
    states = {feed_id: store.feeds.settings(feed_id) for feed_id in feeds}
    return {feed_id for feed_id, settings in states.items() if settings is not None and not settings["removed"]}


def _ask_rules(store: Store, change: dict[str, Any]) -> list[int]:
    """Ask the mute rules again about what a change concerns; the articles that are still to be asked about slowly."""
    muted.settle(store, _marked(store, change))
    return muted.settle_feeds(store, _renamed(change))


def _renamed(change: dict[str, Any]) -> list[int]:
    """The feeds that are called or tagged otherwise by a change."""
    return [
        mark["key"]
        for mark in change.get("marks", [])
        if mark["kind"] == "feed" and any(_said(mark["before"], name) != _said(mark["after"], name) for name in _NAMING)
    ]


def _said(settings: dict[str, Any] | None, name: str) -> Any:
    return (settings or {}).get(name) or None


def _marked(store: Store, change: dict[str, Any]) -> list[int]:
    found: list[int] = []
    for mark in change.get("marks", []):
        if mark["kind"] == "highlight":
            row = store.marks.row(mark["key"])
            if row is not None:
                found.append(row.article_id)
        elif mark["kind"] not in ("state", "feed"):
            found.append(mark["key"])
    return found
