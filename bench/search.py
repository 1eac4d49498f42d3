"""How fast and how well search finds, beside fzf, ripgrep and newsboat's query on the same data.

    python bench/search.py                      100,000 titles, 10,000 bodies
    python bench/search.py --titles 1000000 --bodies 0
    python bench/search_library.py              the whole box, shelves of queries and hostile queries

Titles are generated: 8 to 14 words by Zipf's law from a vocabulary of 60,000. A known item is found when its title
is among the first ten. The query is typed key by key for the times (each key is one search), whole for the recall.
Times of one run compare with each other; between runs the machine drifts.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from pathlib import Path

import search_peers

from tui_reader.library.body_search import BodySearch
from tui_reader.library.title_search import TitleSearch
from tui_reader.search.query import parse
from tui_reader.search.snippets import best_passage
from tui_reader.store.index import SCHEMA, Index

SEED = 20_240_229
KEYED = 5  # queries of two classes that are typed into interactive fzf
VOCABULARY = 60_000
ONSETS = (*"bcdfghjklmnpqrstvwyz", "br", "ch", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "ph", "pl", "pr", "qu", "sh")
CLUSTERS = ("sk", "sl", "sm", "sn", "sp", "st", "str", "th", "tr", "bl", "", "", "")
NUCLEI = (*"aeiou", "ai", "ea", "ee", "io", "ou")
CODAS = (*"bdfglmnprstx", "ck", "ld", "lt", "mp", "nd", "ng", "nt", "rd", "rk", "rt", "ss", "st", *[""] * 16)
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2_000)]

clocks = [time.perf_counter]


def clock() -> float:
    """Seconds by the clock that was chosen: time that passes, or only what this process computes."""
    return clocks[0]()


def clock_is_cpu() -> bool:
    """Whether peers cannot be measured by the same clock."""
    return clocks[0] is time.process_time


Recall = Callable[[str], list[str]]


def make_words(rng: random.Random) -> list[str]:
    """Distinct pronounceable words of 2 to 14 letters, the frequent ones first: on the whole the short ones, as in any
    language."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = rng.choices((1, 2, 3, 4), (8, 42, 36, 14))[0]
        word = "".join(
            rng.choice(ONSETS + CLUSTERS) + rng.choice(NUCLEI) + (rng.choice(CODAS) if rng.random() < 0.4 else "")
            for _ in range(syllables)
        )
        if 2 <= len(word) <= 14:
            words[word] = None
    return sorted(words, key=lambda word: len(word) + rng.gauss(0, 2.5))


class Writer:
    """Writes titles and bodies; the frequency of words follows Zipf's law."""

    def __init__(self) -> None:
        self._rng = random.Random(SEED)
        self._words = make_words(self._rng)
        common = list(accumulate(1 / (rank + 20) for rank in range(len(HAN))))
        self._han = [
            "".join(self._rng.choices(HAN, cum_weights=common, k=self._rng.choice((1, 2, 2, 2, 3))))
            for _ in self._words
        ]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def text(self, length: int) -> str:
        """So many words, parted by blanks."""
        return " ".join(self._rng.choices(self._words, cum_weights=self._weights, k=length))

    def title(self) -> str:
        """A headline of 8 to 14 words."""
        return self.text(self._rng.randint(8, 14)).capitalize()

    def chinese(self, length: int) -> str:
        """About so many Han characters in sentences, of words of one to three characters by Zipf's law."""
        words = self._rng.choices(self._han, cum_weights=self._weights, k=length // 2)
        return "".join(word + "。" * (at % 9 == 8) for at, word in enumerate(words))


# -- known items and what a person types for them


def _swap(rng: random.Random, word: str) -> str:
    at = rng.choice([at for at in range(len(word) - 1) if word[at] != word[at + 1]])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _missing(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _inserted(rng: random.Random, word: str) -> str:
    at = rng.randint(0, len(word))
    return word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at:]


def _wrong(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    return word[:at] + rng.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != word[at]]) + word[at + 1 :]


MISTAKES = (_swap, _missing, _inserted, _wrong)


def _mistyped(mistake: Callable[[random.Random, str], str]) -> Callable[[random.Random, list[str]], str]:
    def typed(rng: random.Random, words: list[str]) -> str:
        at = rng.randrange(3)
        return " ".join(mistake(rng, word) if number == at else word for number, word in enumerate(words))

    return typed


def _mistyped_twice(rng: random.Random, words: list[str]) -> str:
    words = list(words)
    for _ in range(2):
        at = rng.randrange(3)
        words[at] = rng.choice(MISTAKES)(rng, words[at])
    return " ".join(words)


def _prefixes(rng: random.Random, words: list[str]) -> str:
    return " ".join(word[: rng.randint(4, len(word) - 1)] for word in words)


CLASSES: dict[str, Callable[[random.Random, list[str]], str]] = {
    "words": lambda _, words: " ".join(words),
    "swapped": _mistyped(_swap),
    "missing": _mistyped(_missing),
    "inserted": _mistyped(_inserted),
    "wrong letter": _mistyped(_wrong),
    "two typos": _mistyped_twice,
    "prefixes": _prefixes,
    "3 heads of 3": lambda _, words: " ".join(word[:3] for word in words),
    "run together": lambda _, words: "".join(word[:3] for word in words),
}


def known_items(titles: list[str], count: int) -> Iterator[tuple[str, list[str]]]:
    """Titles with three of their words of six or more letters, in the order of the title."""
    rng = random.Random(SEED + 1)
    while count:
        title = rng.choice(titles)
        long = [at for at, word in enumerate(title.lower().split()) if len(word) >= 6]
        if len(long) >= 3:
            yield title, [title.lower().split()[at] for at in sorted(rng.sample(long, 3))]
            count -= 1


# -- measuring


def percentiles(seconds: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    if len(seconds) < 2:
        return "        -"
    return f"{statistics.median(seconds) * 1e3:7.2f} / {statistics.quantiles(seconds, n=20)[18] * 1e3:7.2f}"


def timed(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = clock()
    call()
    return clock() - start


def open_index(path: Path) -> tuple[sqlite3.Connection, Index]:
    """A new index with the table it looks titles up in."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, sort_key INTEGER);" + SCHEMA
    )
    return connection, Index(connection)


def fill(connection: sqlite3.Connection, index: Index, articles: Iterable[tuple[str, str]]) -> float:
    """Seconds spent indexing (not generating, not storing)."""
    spent = 0.0
    connection.execute("BEGIN")
    for number, (title, body) in enumerate(articles, 1):
        connection.execute("INSERT INTO articles VALUES (?, ?, ?)", (number, title, number))
        spent += timed(lambda: index.add(number, title, body))  # noqa: B023 - called at once
        if number % 1000 == 0:
            spent += timed(lambda: connection.execute("COMMIT"))
            connection.execute("BEGIN")
    connection.execute("COMMIT")
    return spent


def size_of(connection: sqlite3.Connection, *tables: str) -> int:
    """Bytes of the index data of FTS5 tables."""
    blocks = (connection.execute(f"SELECT sum(length(block)) FROM {table}_data").fetchone()[0] for table in tables)
    return int(sum(blocks))


def measure_titles(writer: Writer, folder: Path, count: int, queries: int) -> None:
    """Recall and time per key in titles."""
    titles = [writer.title() for _ in range(count)]
    connection, index = open_index(folder / "titles.db")
    spent = fill(connection, index, ((title, "") for title in titles))
    print(f"\n{count:,} titles: {count / spent:,.0f}/s, index {size_of(connection, 'titles') / 1e6:.1f} MB")
    search = TitleSearch(index)
    first = timed(lambda: search.find(parse("zqxvkw zqxvkw")))
    print(f"first mistyped word (reads the vocabulary): {first * 1e3:.0f} ms")
    flat = folder / "titles.txt"
    flat.write_text("\n".join(titles) + "\n")
    fzf = None if clock_is_cpu() else shutil.which("fzf")
    print(f"\n{'class':14} recall@10   per key, ms p50 / p95     whole query, ms       " + ("fzf" if fzf else ""))
    keys_of_all: list[float] = []
    fzf_of_all: list[float] = []
    typed_by_hand: list[str] = []
    for name, typed in CLASSES.items():
        rng = random.Random(SEED + 2)
        found = 0
        keys: list[float] = []
        whole: list[float] = []
        fzf_found, fzf_times = 0, []
        for number, (title, words) in enumerate(known_items(titles, queries)):
            query = typed(rng, words)
            if number % 10 == 0:
                keys += [timed(lambda: search.find(parse(query[:end]))) for end in range(1, len(query) + 1)]  # noqa: B023
            start = clock()
            hits = search.find(parse(query))[:10]
            whole.append(clock() - start)
            found += title in [hit.title for hit in hits]
            if fzf and number < queries // 5:
                took, lines = search_peers.fzf_filter(flat, query)
                fzf_times.append(took)
                fzf_found += title in lines
                if number < KEYED and name in ("words", "run together"):
                    typed_by_hand.append(query)
        keys_of_all += keys
        fzf_of_all += fzf_times
        beside = f"{fzf_found / (queries // 5):.3f}  {percentiles(fzf_times)}" if fzf else ""
        print(f"{name:14} {found / queries:9.3f}   {percentiles(keys)}        {percentiles(whole)}     {beside}")
    print(f"{'all keys':14} {'':9}   {percentiles(keys_of_all)}")
    if fzf:
        ratio = statistics.median(fzf_of_all) / statistics.median(keys_of_all)
        print(f"fzf --filter takes {ratio:.0f} times as long (start included)")
        painted = search_peers.fzf_keys(flat, typed_by_hand)
        ratio = statistics.quantiles(painted, n=20)[18] / statistics.quantiles(keys_of_all, n=20)[18]
        print(
            f"fzf, key to repaint       {percentiles(painted)} ms; its p95 is {ratio:.0f} times that of all keys here"
        )
    else:
        print("fzf is not compared")


def measure_bodies(writer: Writer, folder: Path, count: int) -> None:
    """Size, rate and time of full text: so many Latin bodies, and a tenth of that in Chinese."""
    latin = [writer.text(605) for _ in range(count)]
    chinese = [writer.chinese(900) for _ in range(count // 10)]
    print()
    for name, texts in (("Latin", latin), ("Chinese", chinese)):
        connection, index = open_index(folder / f"{name}.db")
        titles = [writer.title() for _ in texts]
        spent = fill(connection, index, zip(titles, texts, strict=True))
        size = sum(len(text.encode()) for text in (*titles, *texts))
        print(f"{len(texts):,} {name} bodies, {size / 1e6:.0f} MB: {len(texts) / spent:,.0f}/s, ", end="")
        print(f"index {size_of(connection, 'bodies') / size:.2f} x the text of titles and bodies")
        search = BodySearch(index)
        if name == "Latin":
            measure_latin(search, texts)
        else:
            measure_chinese(search, texts)
        connection.close()
    words = latin[0].split()[:20]

    def show(name: str, seconds: list[float]) -> None:
        print(f"{name:29} {percentiles(seconds)} ms")

    if not clock_is_cpu():
        search_peers.texts_with_peers(folder, latin, words, show)


def answer(search: BodySearch, texts: list[str], query: str) -> None:
    """Search and make the snippets of the first fifty."""
    hits = search.find(parse(query), 50)
    for match in hits.matches:
        best_passage(texts[match.article_id - 1], hits.groups)


def measure_latin(search: BodySearch, texts: list[str]) -> None:
    """Times by what was typed."""
    rng = random.Random(SEED + 3)
    times: dict[str, list[float]] = {}
    for _ in range(60):
        words = rng.choice(texts).split()
        at = rng.randrange(len(words) - 3)
        long = [word for word in words if len(word) >= 6]
        for kind, query in (
            ("a word", f"{rng.choice(words)} "),
            ("a beginning", rng.choice(long)[:4]),
            ("two words", f"{rng.choice(words)} {rng.choice(words)} "),
            ("a phrase", f'"{" ".join(words[at : at + 3])}"'),
            ("mistyped", f"{_wrong(rng, rng.choice(long))} "),
        ):
            times.setdefault(kind, []).append(timed(lambda: answer(search, texts, query)))  # noqa: B023
    words = texts[0].split()
    commonest = max(set(words), key=words.count)
    times["the commonest"] = [timed(lambda: answer(search, texts, f"{commonest} ")) for _ in range(10)]
    for kind, seconds in times.items():
        print(f"{kind:14} with snippets {percentiles(seconds)} ms")


def measure_chinese(search: BodySearch, texts: list[str]) -> None:
    """Time, and whether the article is among those found, of two characters out of its text."""
    rng = random.Random(SEED + 4)
    seconds: list[float] = []
    found = 0
    for _ in range(200):
        number = rng.randrange(len(texts))
        sentence = max(texts[number].split("。"), key=len)
        at = rng.randrange(len(sentence) - 1)
        pair = sentence[at : at + 2]
        seconds.append(timed(lambda: answer(search, texts, pair)))  # noqa: B023
        found += number + 1 in [match.article_id for match in search.find(parse(pair), len(texts)).matches]
    print(f"{'two Han':14} with snippets {percentiles(seconds)} ms, recall {found / 200:.3f}")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=int, default=100_000)
    parser.add_argument("--bodies", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=500, help="known items of each class")
    parser.add_argument("--cpu", action="store_true", help="where others compute too: CPU time, and no peers")
    arguments = parser.parse_args()
    if arguments.cpu:
        clocks[0] = time.process_time
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    writer = Writer()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.titles:
            measure_titles(writer, Path(folder), arguments.titles, arguments.queries)
        if arguments.bodies:
            measure_bodies(writer, Path(folder), arguments.bodies)


if __name__ == "__main__":
    main()
