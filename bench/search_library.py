"""The whole search on a library: each key in the box, marks, shelves of queries, and queries meant to hurt.

    python bench/search_library.py                     100,000 articles of 60 words, 10,000 highlights

Articles and queries are generated as in `search.py`. The memory is that of a process that has only the library.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from search import SEED, Writer, clock, clocks, percentiles, timed

from tui_reader import paths
from tui_reader.errors import QueryError
from tui_reader.library import Library
from tui_reader.library.mark_search import find_marks
from tui_reader.model import Entry
from tui_reader.search.query import parse
from tui_reader.store import Store
from tui_reader.store.index import ANY_ARTICLE
from tui_reader.store.marks import HighlightRow

TAGS = ("climate", "war", "tech", "art", "economy")
SHELVES = (
    "is:unread", "is:read", "is:unread tag:climate", "-tag:war", "words:>50", "after:2020 before:2022 -tag:art",
    "source:{source}", "author:{author}", "title:{word}", "{word}", "{word} OR tag:climate",
)  # fmt: skip
HOSTILE = (
    '"', "NEAR(", "NEAR(a b, 3)", "*", "a*", "^a", "(((", "(((a", "a)))", "()", "(" * 10_000, "-(" * 5_000, "title:",
    'tag:"', "tag: x", "-", "- -a", "OR", "a OR", "AND", "NOT a", "re:/(/", "re:/(a+)+$/", "re:/(a|aa)+$/", "re:/(?R)/",
    "re:/(a{9999}){9999}/", "re:/zzzqq/", "re:/./", "re:/.*.*.*=/", "is:x", "words:>", "words:" + "9" * 5_000,
    "before:0", "after:99999999y", "'; DROP TABLE articles --", "%", "\0", "a\0b", "\ud800", "e" + "\u0301" * 10_000,
    "w" * 10_000, "the " * 2_500, '"' + "a " * 5_000, "京" * 5_000, "ก" * 3_000, "\u202eabc", "👩\u200d👧 a",
    "(" * 5_000 + ")" * 5_000, "-" * 10_000, "한" * 3_000, "ゃゅょ" * 300, "京 " * 3_000, "\u1112\u1161" * 500,
    "一丁七万丈三上下不与丐丑专且丕世丗丘丙业丛东丝丞丢两严並丧丨", "🔥" * 2_000, '"' * 9_999, "a:" * 3_000,
    "عودة OR (", "tag:🔥", "-tag:🔥", "-a", "a:b:c", "http://x", "C:\\x", "12:30", "autor:x", "is:unread " * 500,
    "a OR " * 3_000 + "b", "{title} : a", "rowid:1", "٠١٢", "½ ﷺ", "words:1..", "a e i o u",
)  # fmt: skip


def build(writer: Writer, path: Path, articles: int, highlights: int) -> dict[str, str]:
    """Fill a library; examples of a source, an author and a word in it."""
    rng = random.Random(SEED)
    store = Store(path)
    store.database.connection.execute("PRAGMA synchronous = OFF")
    sources = [writer.text(2).title() for _ in range(1_000)]
    authors = [writer.text(2).title() for _ in range(max(1, articles // 5))]
    with store.transaction():
        for number in range(articles):
            published = f"20{10 + number * 14 // articles:02}-{1 + number % 12:02}-{1 + number % 28:02}"
            put = store.articles.put(
                Entry(
                    identity=str(number),
                    title=writer.title(),
                    text=writer.text(60),
                    source=rng.choice(sources),
                    author=rng.choice(authors),
                    published=published,
                )
            )
            if number % 3:
                store.reading.set_read([put.article_id], True)
            if number % 50 == 0:
                store.marks.set_article_tags(put.article_id, [rng.choice(TAGS)])
        for number in range(highlights):
            article = store.articles.get(1 + number * articles // highlights)
            note = writer.text(8) if number % 3 == 0 else ""
            when = f"2026-01-01T00:00:00.{number:06}Z"
            row = (f"h{number}", f"s{number}", article.id, article.revision_id, 0, 1, writer.text(25), "", "", 1, note)
            store.marks.put(HighlightRow(*row, when, when))
    store.close()
    return {"source": sources[0].split()[0], "author": authors[0].split()[0], "word": writer.text(40).split()[-1]}


def measure_keys(library: Library, writer: Writer, folder: Path) -> None:
    """Each key of fifty queries of two words, in the whole box and in the marks alone."""
    rng = random.Random(SEED + 1)
    finding = library.finding
    print(f"words, names and marks are read once, when the box opens: {timed(finding.prepare) * 1e3:.0f} ms")
    store = Store(paths.library_file(folder))
    store.mark_index.refresh()
    keys: list[float] = []
    marks: list[float] = []
    for _ in range(50):
        query = " ".join(rng.sample(writer.text(25).split(), 2))
        for end in range(1, len(query) + 1):
            wanted = parse(query[:end])
            keys.append(timed(lambda: finding.find(query[:end])))  # noqa: B023 - called at once
            marks.append(timed(lambda: find_marks(store.mark_index, wanted, {}, ANY_ARTICLE)))  # noqa: B023
    store.close()
    print(f"{'a key, the whole box':34} {percentiles(keys)} ms")
    print(f"{'a key, highlights and notes':34} {percentiles(marks)} ms")


def measure_shelves(library: Library, examples: dict[str, str]) -> None:
    """Saved searches: the first rows, all of them, the unread count, and all ids."""
    print(f"\n{'saved search, ms':34}    rows    head    open   count     ids")
    for query in (shelf.format(**examples) for shelf in SHELVES):
        library.searches.save("x", query)
        library.searches.head("x", 1)  # names are read again after the write
        head = min(timed(lambda: library.searches.head("x", 60)) for _ in range(3))
        opened = min(timed(lambda: library.searches.articles("x")) for _ in range(3))
        count = min(timed(library.searches.all) for _ in range(3))
        ids = min(timed(lambda: library.finding.matching_ids(query)) for _ in range(3))  # noqa: B023 - called at once
        rows = len(library.searches.articles("x").ids)
        times = "".join(f"{seconds * 1e3:8.1f}" for seconds in (head, opened, count, ids))
        print(f"{query:34} {rows:7,}{times}")


def measure_hostile(library: Library) -> None:
    """The slowest of the queries that are meant to hurt."""
    seconds: list[tuple[float, str]] = []
    for query in HOSTILE:
        start = clock()
        with suppress(QueryError):  # told in one sentence, which is an answer
            library.finding.find(query)
        seconds.append((clock() - start, query))
    seconds.sort(reverse=True)
    print(f"\n{len(seconds)} hostile queries {percentiles([each for each, _ in seconds])} ms; the slowest:")
    for each, query in seconds[:5]:
        print(f"{each * 1e3:8.1f} ms  {query[:40]!r}")


def memory(folder: Path) -> None:
    """Resident memory of a process with the library, before and after searching."""
    resident = Path("/proc/self/statm")
    if not resident.exists():
        print("\nresident memory is read from /proc, which is not here")
        return

    def megabytes() -> float:
        return int(resident.read_text().split()[1]) * 4096 / 1e6

    library = Library(folder)
    before = megabytes()
    library.finding.prepare()
    for query in ("stra", "mistypped", '"a phrase"', "is:unread", "a OR b"):
        library.finding.find(query)
    print(f"\nresident: {before:.0f} MB, after searching {megabytes():.0f} MB")


def main() -> None:
    """Run all of it, the memory in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--highlights", type=int, default=10_000)
    parser.add_argument("--cpu", action="store_true", help="where others compute too: CPU time")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.cpu:
        clocks[0] = time.process_time
    if arguments.memory_of:
        memory(arguments.memory_of)
        return
    writer = Writer()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        examples = build(writer, paths.library_file(folder), arguments.articles, arguments.highlights)
        print(f"{arguments.articles:,} articles, {arguments.highlights:,} highlights")
        library = Library(folder)
        measure_keys(library, writer, folder)
        measure_shelves(library, examples)
        measure_hostile(library)
        library.close()
        subprocess.run([sys.executable, __file__, "--memory-of", name], check=True)


if __name__ == "__main__":
    main()
