"""What becomes of real feed files: none may raise anything but a sentence, none may take long.

    python bench/feed_files.py FOLDER...

Every file below the folders that might be a feed is read, made ready to be stored and worked out for the index, as a
visit to it would do; feedparser reads the same. It also counts entries in which there is nothing to read, and knows no
JSON. The limit is a second a file.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import feedparser  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tui_reader.errors import SourceError
from tui_reader.ingest.feeds.parse import parse
from tui_reader.library.feed_reading import ready
from tui_reader.library.findable import words_of
from tui_reader.store.unindexed import Waiting

ENDINGS = (".xml", ".rss", ".atom", ".rdf", ".json")
LIMIT = 1.0
URL = "https://feeds.example/feed"


def files(folders: list[Path]) -> Iterator[Path]:
    """The files that might be feeds."""
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in ENDINGS and path.is_file())


def read(data: bytes) -> int:
    """How many entries there are, after all that is done with a feed. Raises SourceError."""
    feed = parse(data, url=URL)
    entries = [ready(item).entry for item in feed.entries]
    words_of([Waiting(at, at, e.title, e.text, e.url, e.source) for at, e in enumerate(entries)])
    return len(entries)


def theirs(data: bytes) -> int:
    """The same as feedparser sees it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return len(feedparser.parse(io.BytesIO(data), response_headers={"content-location": URL}).entries)
        except Exception:  # noqa: BLE001 - it is the peer that is counted
            return 0


def main() -> None:
    """Read all and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    outcomes, slow = Counter[str](), list[tuple[float, Path]]()
    spent = peer = 0.0
    entries = others = total = 0
    for path in files(options.folders):
        data = path.read_bytes()
        begun = time.process_time()
        try:
            found = read(data)
            entries += found
            outcomes["read" if found else "read, without entries"] += 1
        except SourceError as error:
            outcomes[error.reason] += 1
        except Exception:  # noqa: BLE001 - what is looked for
            outcomes["RAISED"] += 1
            print(path, traceback.format_exc(limit=-2))
        taken = time.process_time() - begun
        slow.append((taken, path))
        spent += taken
        begun = time.process_time()
        others += theirs(data)
        peer += time.process_time() - begun
        total += 1
    for outcome, count in outcomes.most_common():
        print(f"{count:6}  {outcome}")
    slow.sort(reverse=True)
    print(f"{total} files: {entries} entries in {spent:.2f} s CPU; feedparser {others} in {peer:.2f} s")
    print(f"slowest {slow[0][0]:.3f} s ({slow[0][1].name}); {sum(each > LIMIT for each, _ in slow)} above {LIMIT:g} s")


if __name__ == "__main__":
    main()
