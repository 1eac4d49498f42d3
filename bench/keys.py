"""How long a key takes while a thousand feeds come in, in a real terminal, beside the same keys at rest.

    python bench/keys.py [--feeds 1000]

The reader is open on 300 articles. `j` and `k` are pressed in turn, 20 times a second; measured is the time from the
key to the cursor standing on its new article on the screen, as a terminal would show it. First at rest, then from the
moment on at which `R` visits all feeds (see refresh.py for them) until they are all there. The limit is 50 ms at p95.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.refresh import address, serve  # noqa: E402
from tests.ui.terminal import Terminal  # noqa: E402
from tui_reader.library import Library  # noqa: E402

EVERY = 0.05
CURSOR = "▎"
ROWS = 40


def title(term: Terminal) -> str:
    """The title under the cursor of the list; "" while a frame is only half there."""
    rows = [number for number in range(ROWS) if term.row(number, 1) == CURSOR]
    return term.row(rows[0], 36)[2:].strip() if len(rows) == 2 else ""


class Keys:
    """Goes down and up between two articles, and knows which of them must be under the cursor next."""

    def __init__(self, term: Terminal) -> None:
        self._term = term
        self._titles = [title(term)]
        term.press("j")
        term.until(lambda: title(term) not in ("", self._titles[0]))
        self._titles.append(title(term))
        self._at = 1

    def press(self) -> float:
        """Milliseconds from a key to what it leads to."""
        self._at = 1 - self._at
        begun = time.perf_counter()
        self._term.press("kj"[self._at])
        self._term.until(lambda: title(self._term) == self._titles[self._at])
        return (time.perf_counter() - begun) * 1_000


def figures(name: str, taken: list[float]) -> None:
    """Print a line."""
    p95 = sorted(taken)[int(len(taken) * 0.95) - 1]
    median, most = statistics.median(taken), max(taken)
    print(f"{name:20} {len(taken):4} keys   p50 {median:6.1f}   p95 {p95:6.1f}   max {most:6.1f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    options = parser.parse_args()
    receiving, sending = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(options.feeds, 30, sending), daemon=True)
    server.start()
    port, _ = receiving.recv()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        for number in range(300):
            text = f"Old article {number}\n2020-01-{number % 28 + 1:02} 07:00\nThe harbour was quiet before dawn."
            (folder / "texts" / f"{number}.txt").write_text(text)
        library = Library(folder / "data")
        library.adding.add([str(folder / "texts")])
        for number in range(options.feeds):
            library.feeds.follow(address(port, number))
        library.close()
        with Terminal("--data-dir", str(folder / "data"), "--offline", home=folder, columns=120, rows=ROWS) as term:
            term.wait("Old article")
            time.sleep(1)
            keys = Keys(term)
            rest = [keys.press() for _ in range(100) if not time.sleep(EVERY)]
            term.press("R")
            busy: list[float] = []
            begun = time.monotonic()
            while time.monotonic() - begun < 120 and not ("feeds visited" in term.text and len(busy) > 20):
                time.sleep(EVERY)
                busy.append(keys.press())
            print(f"{options.feeds} feeds came in within {time.monotonic() - begun:.1f} s")
            term.press("\x11")
            term.ended()
    server.terminate()
    figures("at rest", rest)
    figures("while visiting", busy)


if __name__ == "__main__":
    main()
