"""Quiet first: an order of articles in which feeds that seldom bring something are not drowned by those that often do.

Below the desks: every list of articles can be put in this order.
"""

from __future__ import annotations

import time
from array import array
from collections import Counter
from dataclasses import replace
from typing import Final

from tui_reader.model import Rhythm
from tui_reader.store import Store
from tui_reader.store.rhythms import Output
from tui_reader.store.shelves import Order

LATELY: Final = 28 * 86_400
"""Seconds before the newest article in which the articles of a feed are counted."""
_AT_MOST: Final = ((4, Rhythm.SELDOM), (20, Rhythm.WEEKLY), (56, Rhythm.DAILY))


def rhythm_of(output: Output) -> Rhythm:
    """How often a feed or source brings something. What came from neither is the reader's own."""
    if output.whose == "":
        return Rhythm.OWN
    return next((rhythm for most, rhythm in _AT_MOST if output.lately <= most), Rhythm.OFTEN)


def quiet_first(store: Store, order: Order) -> Order:
    """The same articles in groups, the quietest feeds first; inside a group they stay in their order."""
    with store.database.snapshot():
        newest = store.rhythms.newest(int(time.time()))
        outputs = store.rhythms.outputs((newest or 0) - LATELY)
        rhythm_by = {output.whose: rhythm_of(output) for output in outputs}
        sizes = Counter[Rhythm]()
        for output in outputs:
            sizes[rhythm_by[output.whose]] += output.articles
        # Whose articles are most needs not be asked: they are what is left.
        most = max(sizes, key=sizes.__getitem__, default=Rhythm.OFTEN)
        found: dict[int, Rhythm] = {}
        for rhythm in set(Rhythm) - {most}:
            feeds = [whose for whose, each in rhythm_by.items() if each is rhythm and isinstance(whose, int)]
            if feeds:
                found |= dict.fromkeys(store.rhythms.of_feeds(feeds), rhythm)
        for output in outputs:
            rhythm = rhythm_by[output.whose]
            if rhythm is not most:
                found |= dict.fromkeys(output.ids(), rhythm)
    return _grouped(order, found, most)


def _grouped(order: Order, rhythm_of_id: dict[int, Rhythm], otherwise: Rhythm) -> Order:
    groups = {rhythm: array("q") for rhythm in Rhythm}
    put = {rhythm: each.append for rhythm, each in groups.items()}
    find = rhythm_of_id.get
    for article_id in order.ids:
        put[find(article_id, otherwise)](article_id)
    ids, starts = array("q"), []
    for rhythm, each in groups.items():
        if each:
            starts.append((len(ids), int(rhythm)))
            ids.extend(each)
    return replace(order, ids=ids, groups=tuple(starts), by="rhythm")
