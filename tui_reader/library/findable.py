"""What is done for articles once they stand in the lists: they are made findable, and it is settled which of them tell
a story that another source has told already.

Both look at every word of a text. Working that out is a part that other processes can do; what is decided from it and
written down is done here, some articles at a time, so that others may write in between. What is left when a program
ends is done by the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Final, NamedTuple

from tui_reader.document.likeness import keys_of
from tui_reader.document.terms import spaced_words
from tui_reader.library import stories
from tui_reader.library.processes import JobError, Processes
from tui_reader.store import Store
from tui_reader.store.index import Indexable
from tui_reader.store.unindexed import Waiting

AT_ONCE, CHARACTERS = 600, 3_000_000
"""Articles settled in one transaction, and characters of their texts."""
_AHEAD: Final = 4
"""Lots of articles that are worked out at a time."""


class Words(NamedTuple):
    """What is worked out of some articles. An `Indexable` whose body is None has the text of its article as it is."""

    keys: dict[int, tuple[int, ...]]
    terms: list[tuple[int, str, str | None, str]]
    title_words: set[str]
    body_words: set[str]


def words_of(articles: Sequence[Waiting]) -> Words:
    """The keys, terms and words of articles."""
    title_words, body_words = set[str](), set[str]()
    terms = []
    for each in articles:
        title, body, title_in_body = Indexable.of(each.article_id, each.title, each.text)[1:]
        terms.append((each.article_id, title, None if body is each.text else body, title_in_body))
        title_words |= spaced_words(each.title)
        body_words |= spaced_words(each.text)
    keys = {each.article_id: tuple(keys_of(each.title, each.text, each.url, each.source)) for each in articles}
    return Words(keys, terms, title_words, body_words | title_words)


def settle_waiting(
    store: Store,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[int], None] = lambda _: None,
    processes: Processes | None = None,
) -> int:
    """Settle all articles that wait, some at a time; how many. `tell` hears how many are left.

    It begins and ends its own transactions.
    """
    left = store.unindexed.count()
    if not left:
        return 0
    if processes is None:
        with Processes(left // AT_ONCE) as processes:
            return settle_waiting(store, cancelled, tell, processes)
    going: deque[tuple[list[Waiting], Future[Words]]] = deque()
    count = last = 0
    while not cancelled():
        while len(going) < _AHEAD and (articles := store.unindexed.after(last, AT_ONCE, CHARACTERS)):
            last = articles[-1].article_id
            going.append((articles, processes.submit(words_of, articles)))
        if not going:
            break
        tell(left - count)
        articles, working = going.popleft()
        try:
            words = working.result()
        except JobError:  # its process was killed, perhaps for what it held: it is tried once more, here
            words = words_of(articles)
        with store.transaction():
            count += _put(store, articles, words)
    return count


def _put(store: Store, articles: Sequence[Waiting], words: Words) -> int:
    """Write down what was worked out, except of articles that have changed or gone since."""
    still = store.unindexed.still(articles)
    texts = {each.article_id: each.text for each in articles}
    store.unindexed.put(
        [
            Indexable(article_id, title, texts[article_id] if body is None else body, title_in_body)
            for article_id, title, body, title_in_body in words.terms
            if article_id in still
        ]
    )
    store.index.learn(words.title_words, words.body_words)
    stories.settle(store, still, {each: keys for each, keys in words.keys.items() if each in still})
    return len(articles)
