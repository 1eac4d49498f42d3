"""How long a whole list takes to be known, in each of its orders.

A library of generated articles of feeds and of sources without a feed, most of them of a few noisy ones. Every figure
is beside that of the newest first, of the same run. Run:

    python bench/lists.py [--articles 100000]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tui_reader.library.reading import Reading  # noqa: E402
from tui_reader.model import Entry  # noqa: E402
from tui_reader.store import Store  # noqa: E402

RUNS = 9
FEEDS, SOURCES = 300, 50
GOAL = 2.0
"""Times the newest first: what quiet first may take."""


def fill(store: Store, count: int) -> None:
    """Articles of a year, a fifth of them without a feed, one of ten told by another."""
    chance = random.Random(count)
    noisy = [1 / (feed + 1) for feed in range(FEEDS)]
    now = int(time.time())
    with store.transaction():
        ids = []
        for number in range(count):
            feed = 0 if chance.random() < 0.2 else chance.choices(range(FEEDS), noisy)[0] + 1
            name = f"Feed {feed}" if feed else f"Source {chance.randrange(SOURCES)}" if chance.random() < 0.9 else ""
            at = time.gmtime(now - chance.expovariate(1 / (60 * 86_400)))
            published = time.strftime("%Y-%m-%dT%H:%M:%SZ", at)
            entry = Entry(f"id:{number}", f"Headline {number}", "Short.", published=published, source=name)
            ids.append(store.articles.put(entry, feed_id=feed, index=False).article_id)
        store.stories.put_under({ids[at]: ids[at - 1] for at in range(1, count, 10)})


def taken(do: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of CPU time: the middle one of some runs, and the longest."""
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        do()
        found.append((time.process_time() - begun) * 1000)
    return median(found), max(found)


def main() -> None:
    """Fill, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        fill(store, options.articles)
        reading = Reading(store)
        orders: dict[str, Callable[[], object]] = {
            "newest first": lambda: reading.order("unread"),
            "a row for every source": lambda: reading.order("unread", apart=True),
            "quiet first": lambda: reading.quiet_first(reading.order("unread", by_day=False)),
            "first rows, newest first": lambda: reading.head("unread"),
            "first rows, for every source": lambda: reading.head("unread", apart=True),
        }
        usual = 0.0
        print(f"{options.articles:,} articles               CPU ms   longest   beside newest first")
        for name, order in orders.items():
            middle, longest = taken(order)
            usual = usual or middle
            goal = f"   <= {GOAL:.0f}{'' if middle <= GOAL * usual else ' MISSED'}" if name == "quiet first" else ""
            print(f"{name:<28} {middle:9.1f} {longest:9.1f} {middle / usual:9.2f} x{goal}")
        store.close()


if __name__ == "__main__":
    main()
