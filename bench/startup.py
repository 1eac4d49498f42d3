"""How long the reader takes to show its first article row, on a small and on a large library, in a real terminal.

Ratios to `python -c "import textual.app"` measured in the same run, interleaved. Run:

    python bench/startup.py [--articles 100000] [--runs 7]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.ui.terminal import Terminal  # noqa: E402
from tui_reader.library import Library  # noqa: E402


def fill(folder: Path, articles: int) -> None:
    """A library of generated articles; the newest one has a headline to look for."""
    chance = random.Random(articles)
    words = ["".join(chance.choices("aeioubcdfglmnprst", k=chance.randint(2, 9))) for _ in range(20_000)]
    dump = folder / "dump.jsonl"
    with dump.open("w", encoding="utf-8") as file:
        for number in range(articles):
            day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:00:00"
            title = " ".join(chance.choices(words, k=10))
            text = ". ".join(" ".join(chance.choices(words, k=14)) for _ in range(6))
            file.write(json.dumps({"id": number, "title": title, "text": text, "published": day}) + "\n")
        file.write(json.dumps({"id": "newest", "title": "Needle", "text": "Hay.", "published": "2026-06-01"}) + "\n")
    library = Library(folder / "data")
    library.adding.add([str(dump)])
    library.close()


def opened(folder: Path) -> float:
    """Milliseconds from start to the first row."""
    begun = time.perf_counter()
    with Terminal("--data-dir", str(folder / "data"), home=folder, columns=120, rows=40) as term:
        term.wait("Needle")
        taken = time.perf_counter() - begun
        term.press("\x11")
        term.ended()
    return taken * 1_000


def imported() -> float:
    """Milliseconds to import what every Textual program imports."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    return (time.perf_counter() - begun) * 1_000


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=7)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        fill(Path(small), 100)
        fill(Path(large), chosen.articles)
        figures: dict[str, list[float]] = {
            "import textual.app": [],
            "100 articles": [],
            f"{chosen.articles} articles": [],
        }
        jobs: list[Callable[[], float]] = [imported, lambda: opened(Path(small)), lambda: opened(Path(large))]
        for number in range(chosen.runs + 1):
            for name, job in zip(figures, jobs, strict=True):
                taken = job()
                if number:  # the first round warms up
                    figures[name].append(taken)
    floor = statistics.median(figures["import textual.app"])
    for name, taken_all in figures.items():
        median = statistics.median(taken_all)
        print(f"{name:<22} {median:7.0f} ms   {median / floor:5.2f}×   ({min(taken_all):.0f}..{max(taken_all):.0f})")


if __name__ == "__main__":
    main()
