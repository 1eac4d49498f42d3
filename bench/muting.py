"""Mute rules on a library: each change of them against a limit of one second, and what they cost who comes in.

    python bench/muting.py                     100,000 articles of 60 words

Articles are generated as in `search_library.py`. Times are of the processor, so that what else runs does not count.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from search import SEED, Writer
from search_library import build

from tui_reader import paths
from tui_reader.library import Library, arrivals
from tui_reader.model import Entry
from tui_reader.store import Store

LIMIT = 1.0
"""Seconds that a change of rules may take."""
RULES = ("{word}", "source:{source}", "author:{author} OR title:{word}", "before:2015", "words:>10", "re:/{word}/")
ARRIVALS, WORDS = 3_000, 400
MANY = 20
"""Rules that are asked about what comes in."""


def spent(job: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    job()
    return time.process_time() - start


def measure_changes(library: Library, examples: dict[str, str]) -> None:
    """Trying, making, undoing and removing one rule at a time."""
    print(f"{'rule':34}   muted     try     add    undo    redo  remove   ms;  the worst, of the limit")
    muting, undoing = library.muting, library.undoing
    for query in (rule.format(**examples) for rule in RULES):
        tried = spent(lambda: muting.dry_run(query))  # noqa: B023 - called at once
        added = spent(lambda: muting.add(query))  # noqa: B023
        changes = [added, spent(undoing.undo), spent(undoing.redo)]
        (rule,) = muting.rules()
        changes.append(spent(lambda: muting.remove(1)))
        times = "".join(f"{seconds * 1e3:8.0f}" for seconds in (tried, *changes))
        print(f"{query:34} {rule.hidden or 0:7,}{times}{max(changes) / LIMIT:12.2f}")


def measure_arrivals(folder: Path, writer: Writer) -> None:
    """Articles coming in, thirty at a time as from feeds, without rules and with many."""
    rng = random.Random(SEED)
    store = Store(paths.library_file(folder))
    words = writer.text(MANY * 40).split()
    texts = [writer.text(WORDS) for _ in range(ARRIVALS)]
    took: list[float] = []
    for rules in (0, MANY):
        library = Library(folder)
        for number in range(rules):
            field = ("title:", "", "source:")[number % 3]
            library.muting.add(f"{field}{words[number * 40]}{number}")
        library.close()
        entries = [
            Entry(identity=f"{rules} {number}", title=writer.title(), text=text, source=rng.choice(words))
            for number, text in enumerate(texts)
        ]

        def arrive(entries: list[Entry] = entries) -> None:
            for at in range(0, len(entries), 30):
                with store.transaction():
                    ids = [arrivals.take(store, entry, index=False).article_id for entry in entries[at : at + 30]]
                    arrivals.settle(store, ids)

        took.append(spent(arrive))
    store.close()
    more = (took[1] - took[0]) / ARRIVALS
    print(f"\n{ARRIVALS:,} arrivals of {WORDS} words: {took[0]:.2f} s; with {MANY} rules {took[1]:.2f} s")
    print(f"({took[1] / took[0]:.2f} times as long, {more * 1e6:.0f} µs more for each)")


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    arguments = parser.parse_args()
    writer = Writer()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        examples = build(writer, paths.library_file(folder), arguments.articles, 1_000)
        print(f"{arguments.articles:,} articles")
        library = Library(folder)
        measure_changes(library, examples)
        library.close()
        measure_arrivals(folder, writer)


if __name__ == "__main__":
    main()
