"""How long exports take, and how many random edits of their files they survive.

The first part fills a library with highlights, exports it in every layout, exports it again unchanged, and as every
other format; the goals are 5 s for the first export of 10,000 highlights and 2 s for the unchanged one. They are
judged by CPU time: the time on the wall, which is printed too, also waits for a disk and for other programs. The
second part gives thousands of random lives to exported folders. Run:

    python bench/export.py [--highlights 10000] [--articles 1000] [--runs 2000]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.export.lives import Life  # noqa: E402
from tui_reader.export.formats import FORMATS  # noqa: E402
from tui_reader.export.layouts import BY_MONTH, BY_TAG, PLAIN, VAULT  # noqa: E402
from tui_reader.library.exporting import Exporting, Look  # noqa: E402
from tui_reader.model import Entry, Placement  # noqa: E402
from tui_reader.store import Store  # noqa: E402
from tui_reader.store.marks import HighlightRow  # noqa: E402

FIRST_GOAL, AGAIN_GOAL = 5.0, 2.0
LOOKS = {
    "plain, files": Look(),
    "plain, one file": Look(one_file=True),
    "vault, files": Look("vault"),
    "vault, one file": Look("vault", one_file=True),
    "by month": Look("by-month"),
    "by tag": Look("by-tag"),
    "by tag, one file": Look("by-tag", one_file=True),
}
TAGS = ("sea", "climate", "cities", "work", "slow", "trust", "memory", "money")


def fill(store: Store, articles: int, highlights: int) -> None:
    """Generated articles, their highlights spread evenly over them and over a year."""
    chance = random.Random(articles)
    words = ["".join(chance.choices("aeioubcdfglmnprst", k=chance.randint(2, 9))) for _ in range(5_000)]
    each = max(1, highlights // articles)
    made = 0
    with store.transaction():
        for number in range(articles):
            sentences = [" ".join(chance.choices(words, k=16)).capitalize() + "." for _ in range(each + 5)]
            text = " ".join(sentences)
            title, url = " ".join(chance.choices(words, k=8)), f"https://example.org/{number}"
            put = store.articles.put(
                Entry(f"id:{number}", title, text, published=f"20{number % 25:02}-03-05", source="Paper", url=url)
            )
            article = store.articles.get(put.article_id)
            store.marks.set_article_tags(article.id, [chance.choice(TAGS)])
            start = 0
            for sentence in sentences[:each]:
                made += 1
                end = start + len(sentence)
                day = f"2026-{1 + made % 12:02}-{1 + made % 28:02}T08:00:00.000Z"
                note = "A note of *mine*." if made % 3 == 0 else ""
                row = HighlightRow(
                    f"H{made:025}", short(made), article.id, article.revision_id, start, end, sentence,
                    text[max(0, start - 32) : start], text[end : end + 32], 1 + made % 4, note, day, day,
                )  # fmt: skip
                store.marks.put(row)
                store.marks.set_highlight_tags(row.id, chance.sample(TAGS, 2))
                store.marks.place(row.id, article.revision_id, Placement("exact", start, end), 1)
                start = end + 1


def short(number: int) -> str:
    """A short id."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(letters[number // 36**place % 36] for place in range(6))


def timed_exports(store: Store, folder: Path) -> None:
    """First and unchanged exports in every layout and format."""
    exporting = Exporting(store)
    print(f"{'':<24}{'first':>9}{'again':>9}{'files':>8}   (CPU)")
    for name, look in LOOKS.items():
        target = folder / name.replace(",", "").replace(" ", "-")
        seconds: list[float] = []
        work: list[float] = []
        files = 0
        for goal in (FIRST_GOAL, AGAIN_GOAL):
            begun, worked = time.perf_counter(), time.process_time()
            done = exporting.export(target, look)
            seconds.append(time.perf_counter() - begun)
            work.append(time.process_time() - worked)
            files = max(files, done.files)
            if work[-1] > goal:
                name += " MISSED"
        print(f"{name:<24}{seconds[0]:>8.2f}s{seconds[1]:>8.2f}s{files:>8}   ({work[0]:.2f} s, {work[1]:.2f} s)")
    for format in FORMATS:
        begun = time.perf_counter()
        exporting.export_as(format, folder / f"out.{format}")
        first = time.perf_counter() - begun
        begun = time.perf_counter()
        exporting.export_as(format, folder / f"out.{format}")
        print(f"{format:<24}{first:>8.2f}s{time.perf_counter() - begun:>8.2f}s")


def lives(runs: int) -> int:
    """Random lives in every layout; how many failed."""
    failed = 0
    for name, layout in {"plain": PLAIN, "vault": VAULT, "by month": BY_MONTH, "by tag": BY_TAG}.items():
        begun = time.perf_counter()
        for seed in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    Life(seed, layout, Path(folder)).live()
                except AssertionError as failure:
                    failed += 1
                    print(f"{name}, seed {seed}: {failure}")
        print(f"{name}: {runs} lives in {time.perf_counter() - begun:.1f} s")
    print(f"failures: {failed}")
    return failed


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--highlights", type=int, default=10_000)
    options.add_argument("--articles", type=int, default=1_000)
    options.add_argument("--runs", type=int, default=2_000)
    chosen = options.parse_args()
    if chosen.highlights:
        with tempfile.TemporaryDirectory() as name:
            store = Store(Path(name) / "library.db")
            fill(store, chosen.articles, chosen.highlights)
            timed_exports(store, Path(name) / "out")
            store.close()
    return 1 if chosen.runs and lives(chosen.runs) else 0


if __name__ == "__main__":
    sys.exit(main())
