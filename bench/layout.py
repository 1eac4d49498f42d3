"""What it costs to lay an article out and to paint a screen of it.

    python bench/layout.py

The texts are generated. Times are the best of a few runs in CPU milliseconds; they compare within one run only, so
each stands beside `str.split` of the same text and, for text of 100,000 words, beside Textual wrapping it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from textual.content import Content

from tui_reader.document.layout import lay_out
from tui_reader.model import Block, Document

SEED = 20_240_229
MEASURE = 72
SCREEN = 40
WORDS = 100_000
LETTERS = "etaoinshrdlucmfwypvbgk"
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]


def document_of(paragraphs: list[str]) -> Document:
    """Paragraphs, one line end between them."""
    blocks: list[Block] = []
    at = 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Document("\n".join(paragraphs), tuple(blocks))


def english(rng: random.Random, words: int) -> list[str]:
    """Paragraphs of about 80 words of 1 to 11 letters."""
    made = ["".join(rng.choices(LETTERS, k=min(11, 1 + int(rng.expovariate(0.2))))) for _ in range(8_000)]
    return [" ".join(rng.choices(made, k=80)).capitalize() + "." for _ in range(words // 80)]


def chinese(rng: random.Random, characters: int) -> list[str]:
    """Paragraphs of 200 characters, every tenth or so a comma or a stop."""
    return ["".join(rng.choices([*HAN, *"，。" * 150], k=200)) for _ in range(characters // 200)]


def best(runs: int, job: Callable[[], object]) -> float:
    """The least CPU time of `job` in milliseconds."""
    times: list[float] = []
    for _ in range(runs):
        began = time.process_time()
        job()
        times.append(time.process_time() - began)
    return min(times) * 1_000


def report(name: str, paragraphs: list[str], *, peer: bool) -> None:
    """One row: laid out for the first time, again in other widths, a screen painted; and the yardsticks."""
    text = document_of(paragraphs).text
    first = best(3, lambda: lay_out(document_of(paragraphs), MEASURE))
    first -= best(3, lambda: document_of(paragraphs))
    document = document_of(paragraphs)
    layout = lay_out(document, MEASURE)
    again = best(5, lambda: lay_out(document, MEASURE - 10))
    middle = len(layout) // 2

    def paint() -> None:
        for number in range(middle, min(middle + SCREEN, len(layout))):
            line = layout.line(number)
            layout.cut(number, (line.start + 10, line.start + 30, line.end - 5))

    painted = best(20, paint)
    split = best(5, text.split)
    row = f"{name:<22}{len(text):>10,}{first:>9.1f}{again:>9.1f}{painted:>9.2f}{split:>9.1f}{again / split:>9.1f}"
    if peer:
        textual = best(1, lambda: Content(text).wrap(MEASURE - 10))
        row += f"{textual:>10.0f}{textual / again:>8.0f}x"
    print(row)


def main() -> None:
    """All rows."""
    rng = random.Random(SEED)
    ascii_text = english(rng, WORDS)
    print(f"{'':<22}{'characters':>10}{'first':>9}{'again':>9}{'paint':>9}{'split':>9}{'again/':>9}{'Textual':>10}")
    print(f"{'':<22}{'':>10}{'ms':>9}{'ms':>9}{'ms':>9}{'ms':>9}{'split':>9}{'ms':>10}")
    report("ASCII", ascii_text, peer=True)
    report("curly quotes, dashes", [f"“{text[:200]}—it’s-so {text[200:]}”" for text in ascii_text], peer=True)
    report("a mark, an emoji each", [f"e\u0301 {text} 👍🏽" for text in ascii_text], peer=False)
    report("double blanks", [text.replace(" ", "  ") for text in ascii_text], peer=False)
    report("Chinese", chinese(rng, 200_000), peer=False)
    report("5 MB in one line", [" ".join(english(rng, 5_000_000 // 6))[:5_000_000]], peer=False)
    report("5 MB without a blank", ["x" * 5_000_000], peer=False)


if __name__ == "__main__":
    main()
