"""Articles that stand in the lists and are made findable after it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from tests.conftest import entry
from tui_reader.library import Library, arrivals, findable
from tui_reader.library.processes import Processes
from tui_reader.store import Store
from tui_reader.store.prepared import prepare

STORY = (
    "The ferry to the northern islands was cancelled for the third day in a row because of the storm, its master"
    " said. Nobody was hurt when the gangway broke in the night, and two of the older boats were lifted onto the quay."
)


def bring(store: Store, *names: str, text: str = STORY, feed_id: int = 1) -> list[int]:
    """New articles, which wait."""
    facts = {"source": f"Source {feed_id}", "published": "2026-03-05T10:00:00Z"}
    with store.transaction():
        return store.articles.put_new(
            [prepare(entry(name, text, title=f"The {name} ferry was cancelled", **facts)) for name in names],
            feed_id=feed_id,
        )


def found(library: Library, query: str) -> list[str]:
    return sorted(hit.title for hit in library.finding.find(query))


def test_what_waits_is_seen_then_found_then_told_once(library: Library) -> None:
    store = library._store
    bring(store, "late", feed_id=1)
    bring(store, "other", feed_id=2)
    assert len(library.reading.listing()) == 2
    assert found(library, "gangway") == []
    left: list[int] = []
    assert findable.settle_waiting(store, tell=left.append) == 2
    assert left == [2]
    assert len(found(library, "gangway")) > 0
    assert sorted(article.siblings for article in library.reading.listing()) == [0, 1]
    assert findable.settle_waiting(store) == 0


class Meddling(Processes):
    """Changes an article, and clears another, while their words are being worked out."""

    def __init__(self, store: Store, changed: int, cleared: int) -> None:
        super().__init__(0)
        self._store, self._changed, self._cleared = store, changed, cleared

    def submit(self, job: Any, *given: Any) -> Future[Any]:  # type: ignore[override]
        future = super().submit(job, *given)
        with self._store.transaction():
            identity = self._store.articles.identity(self._changed)
            name = identity.removeprefix("file:/articles/").removesuffix(".txt")
            arrivals.take(self._store, entry(name, "Now there is another wording altogether.", title="Changed"))
            arrivals.settle(self._store, [self._changed])
            self._store.articles.delete([self._cleared])
        return future


def test_what_changed_meanwhile_is_not_found_by_what_it_was(library: Library) -> None:
    store = library._store
    first, second, third = bring(store, "first", "second", "third")
    findable.settle_waiting(store, processes=Meddling(store, second, third))
    assert found(library, "gangway") == ["The first ferry was cancelled"]
    assert found(library, "wording") == ["Changed"]
    assert store.articles.exists(first)
    assert store.unindexed.count() == 0


def test_many_are_settled_in_lots_and_stopping_leaves_the_rest(library: Library) -> None:
    store = library._store
    bring(store, *(f"n{number}" for number in range(findable.AT_ONCE + 5)))
    assert findable.settle_waiting(store, cancelled=lambda: True) == 0
    told: list[int] = []
    done = findable.settle_waiting(store, cancelled=lambda: bool(told), tell=told.append)
    assert (done, store.unindexed.count()) == (findable.AT_ONCE, 5)
    assert findable.settle_waiting(store) == 5


def test_long_texts_come_in_smaller_lots(library: Library) -> None:
    store = library._store
    bring(store, *"abcde", text="The tide was low. " * 1_000)
    ids = [each.article_id for each in store.unindexed.after(0, 4, 30_000)]
    assert len(ids) == 2
    assert len(store.unindexed.after(ids[-1], 2, 1_000_000)) == 2
