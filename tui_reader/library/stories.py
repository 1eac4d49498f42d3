"""The same story once: which of the articles that come tell what another source has told already.

Below the desks: every article that comes passes through here. Precision is worth more than recall: a row too many is
read over, a story that is wrongly hidden is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from tui_reader.document.likeness import Kind, Told, keys_of, kind_of, same_subject, same_text
from tui_reader.store import Store
from tui_reader.store.stories import Teller

NEAR: Final = 3 * 86_400
"""Seconds between two articles that may tell the same story."""
BATCH: Final = 500
"""Articles whose texts are held at once."""


def settle(store: Store, article_ids: Collection[int], keys: Mapping[int, Sequence[int]] | None = None) -> None:
    """Find for articles that came, or whose text or facts changed, the story they tell.

    `keys` are the keys of their present texts where they are known; the others are worked out here. Call it
    inside the transaction that brought them, after it is known which are muted. Once more changes nothing.
    """
    ids = sorted(set(article_ids))
    for at in range(0, len(ids), BATCH):
        _Settling(store, ids[at : at + BATCH], keys or {}).run()


def after_muting(store: Store) -> None:
    """Articles were muted or are shown again: no muted one stands for others now. Call it inside a transaction."""
    store.stories.mend()


def same_source(a: Teller, b: Teller) -> bool:
    """Whether two articles come from one feed or publication."""
    return bool(a.feed_id and a.feed_id == b.feed_id) or _voice(a) == _voice(b)


def _voice(teller: Teller) -> str:
    """The publication; of unnamed ones the feed, else the folder or site."""
    if teller.source:
        return teller.source.casefold()
    if teller.feed_id:
        return f"\0feed {teller.feed_id}"
    return f"\0{PurePath(teller.path).parent if teller.path else teller.url.partition('//')[2].partition('/')[0]}"


def _may_be_left_out(teller: Teller) -> bool:
    """Whether lists may show another article instead: not what its reader has touched, or saved as a page."""
    saved = not teller.feed_id and not teller.path
    return not (teller.kept or teller.muted or saved or teller.story or teller.siblings)


class _Settling:
    """One batch. Keys are asked for all at once; texts only of those that share one."""

    def __init__(self, store: Store, article_ids: Sequence[int], keys: Mapping[int, Sequence[int]]) -> None:
        self._store = store
        self._ids = article_ids
        self._known_keys = keys
        self._texts = store.articles.texts(each for each in article_ids if each not in keys)
        self._told: dict[int, Told] = {}
        self._keys: dict[int, Sequence[int]] = {}
        self._holders: dict[int, list[Teller]] = {}
        self._known: dict[int, Teller] = {}
        self._members: dict[int, list[Teller]] = {}

    def run(self) -> None:
        """Decide in the order in which the articles came."""
        stories = self._store.stories
        tellers = stories.tellers(self._ids)
        self._keys = {teller.id: self._keys_of(teller) for teller in tellers}
        if self._leave([teller.id for teller in tellers if teller.story or teller.siblings]):
            tellers = stories.tellers(self._ids)
        for key, holder in stories.holders({key for keys in self._keys.values() for key in keys}):
            if holder.id not in self._keys:
                self._holders.setdefault(key, []).append(self._known.setdefault(holder.id, holder))
        kept: dict[int, Sequence[int]] = {}
        joined: dict[int, int] = {}
        for teller in tellers:
            keys = self._keys[teller.id]
            kept[teller.id] = keys
            if not self._holders.keys().isdisjoint(keys):  # as most are, there is nothing to decide
                worn = {key for key in keys if key in self._holders and self._is_worn(teller, key)}
                if _may_be_left_out(teller) and (lead := self._story_of(teller, worn)):
                    teller.story = joined[teller.id] = lead
                    self._members_of(lead).append(teller)
                kept[teller.id] = [key for key in keys if key not in worn or self._is_sign(teller, key)]
            self._known[teller.id] = teller
            for key in kept[teller.id]:
                self._holders.setdefault(key, []).append(teller)
        stories.keep_keys(kept)
        if joined:
            stories.put_under(joined)

    def _keys_of(self, teller: Teller) -> Sequence[int]:
        known = self._known_keys.get(teller.id)
        return known if known is not None else keys_of(teller.title, self._text(teller.id), teller.url, teller.source)

    # -- what it tells

    def _story_of(self, teller: Teller, worn: Collection[int]) -> int | None:
        """The lead of the story that an article tells, None if no other source does."""
        shared: defaultdict[int, set[Kind]] = defaultdict(set)
        weak: set[int] = set()
        for key in self._keys[teller.id]:
            kind = kind_of(key)
            if key in worn and kind is not Kind.LINK:
                continue
            holders = self._holders.get(key, ())
            is_weak = kind is Kind.LINK and (key in worn or _is_shared_out(holders))
            for other in holders:
                if not other.muted and abs(other.sort_key - teller.sort_key) <= NEAR:
                    shared[other.id].add(kind)
                    if is_weak:
                        weak.add(other.id)
        # Links first, then who came first: so the answer does not depend on the order of keys.
        for other_id in sorted(shared, key=lambda each: (min(shared[each]), each)):
            other = self._known[other_id]
            same = self._is_same(teller, other, shared[other_id], weak_link=other_id in weak)
            if same and (Kind.LINK in shared[other_id] or self._fits(teller, other.lead)):
                return other.lead
        return None

    def _is_same(self, a: Teller, b: Teller, kinds: Collection[Kind], *, weak_link: bool = False) -> bool:
        """Whether two articles that share keys of these kinds tell the same story."""
        one_source = same_source(a, b)
        if Kind.LINK in kinds and not one_source and not weak_link:
            return True
        if one_source and Kind.LINK not in kinds:
            return False
        first, second = self._of(a), self._of(b)
        if Kind.TITLE in kinds and same_subject(first, second):
            return True
        if Kind.LINK in kinds and first.words and first.words == second.words:
            return True
        return (Kind.TEXT in kinds or Kind.LINK in kinds) and same_text(first, second)

    def _fits(self, teller: Teller, lead: int) -> bool:
        """Whether a story has no article of the same source yet (two of one source are two stories), and its first
        article does not contradict."""
        members = self._members_of(lead)
        if any(same_source(teller, each) for each in members):
            return False
        return all(same_subject(self._of(teller), self._of(each)) for each in members if each.id == lead)

    def _members_of(self, lead: int) -> list[Teller]:
        """All that tell a story, with those of this batch."""
        if lead not in self._members:
            self._members[lead] = self._store.stories.members(lead)
        return self._members[lead]

    def _is_worn(self, teller: Teller, key: int) -> bool:
        """Whether another article of the same source has the key and is not the same: a line that stands under all
        of them, the title of a column, a page that all link to."""
        for other in self._holders[key]:
            if other.id != teller.id and same_source(teller, other):
                if kind_of(key) is not Kind.LINK:
                    return True
                shared = {kind_of(each) for each in self._keys[teller.id] if other in self._holders.get(each, ())}
                if not self._is_same(teller, other, shared):
                    return True
        return False

    def _is_sign(self, teller: Teller, key: int) -> bool:
        """Whether a worn key is kept all the same. One article has it that had it first; that a source links several
        stories to one page is seen by a second one."""
        return kind_of(key) is Kind.LINK and sum(same_source(teller, each) for each in self._holders[key]) < 2

    # -- what it told before

    def _leave(self, ids: Iterable[int]) -> bool:
        """Let those of some articles stand for themselves that tell their story no longer; whether any did."""
        left = False
        for article_id in ids:
            (teller,) = self._store.stories.tellers([article_id])  # one that left before may have changed it
            if (teller.story or teller.siblings) and (teller.muted or not self._still_tells(teller)):
                self._store.stories.leave(article_id)
                left = True
        return left

    def _still_tells(self, teller: Teller) -> bool:
        keys = set(self._keys[teller.id])
        for other in self._store.stories.members(teller.lead):
            kinds = {kind_of(key) for key in keys.intersection(self._keys_of(other))}
            if other.id != teller.id and kinds and self._is_same(teller, other, kinds):
                return True
        return False

    # -- texts

    def _text(self, article_id: int) -> str:
        if article_id not in self._texts:
            self._texts.update(self._store.articles.texts([article_id]))
        return self._texts.get(article_id, "")

    def _of(self, teller: Teller) -> Told:
        told = self._told.get(teller.id)
        if told is None:
            told = self._told[teller.id] = Told(self._text(teller.id))
        return told


def _is_shared_out(holders: Sequence[Teller]) -> bool:
    """Whether one source has linked several stories to one page."""
    by_voice: defaultdict[str, set[int]] = defaultdict(set)
    for holder in holders:
        by_voice[_voice(holder)].add(holder.lead)
    return any(len(leads) > 1 for leads in by_voice.values())


def others(store: Store, article_id: int) -> list[int]:
    """The articles that are shown and tell the story of this one."""
    found: Iterable[Teller] = store.stories.tellers(store.stories.whole([article_id]))
    return [each.id for each in found if each.id != article_id and not each.muted]
