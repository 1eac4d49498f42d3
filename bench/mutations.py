"""Ways in which an article changes, with the truth about where each of its characters went.

A text is a list of cells `(character, origin)`: `origin` is the offset the character had in the first text, -1 for
what was added. Whatever a mutation does, the true place of an old span is where its cells are now.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

Cells = list[tuple[str, int]]
Mutation = Callable[[Cells, random.Random], Cells]

_SENTENCE = re.compile(r"[^.!?。！？؟\n]*(?:[.!?؟]+[\"”»]?(?=\s|$)|[。！？]+[」』]?|\n+|.$)\s*", re.DOTALL)
_WORD = re.compile(r"\w+")


def cells_of(text: str) -> Cells:
    return list(zip(text, range(len(text)), strict=True))


def added(text: str) -> Cells:
    return [(char, -1) for char in text]


def text_of(cells: Cells) -> str:
    return "".join(char for char, _ in cells)


def place_of(cells: Cells, start: int, end: int) -> tuple[int, int, float]:
    """Where `[start, end)` of the first text is now, and the share of it that is left."""
    here = [at for at, (_, origin) in enumerate(cells) if start <= origin < end]
    left = len({origin for _, origin in cells if start <= origin < end})
    return (here[0], here[-1] + 1, left / (end - start)) if here else (-1, -1, 0.0)


def sentences(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]


def reflow(cells: Cells, rng: random.Random) -> Cells:
    """Every blank becomes other blanks; scripts without blanks get line breaks."""
    out: Cells = []
    for at, (char, origin) in enumerate(cells):
        if char.isspace():
            out += [(blank, origin) for blank in rng.choice((" ", "\n", "  ", "\t", "\r\n", "\u00a0", " \n "))]
            continue
        out.append((char, origin))
        following = cells[at + 1][0] if at + 1 < len(cells) else ""
        if "\u3040" < char < "\u9fff" and "\u3040" < following < "\u9fff" and rng.random() < 0.03:
            out.append(("\n", -1))
    return out


_TYPOGRAPHY = {
    '"': "“”„«»",
    "“": '"„«',
    "”": '"“»',
    "„": '"“',
    "«": '"“',
    "»": '"”',
    "'": "’‘",
    "’": "'",
    "-": "‐–—",
    "–": "-—",
    "—": "-–",
    "…": ("...",),
}


def typography(cells: Cells, rng: random.Random) -> Cells:
    """Quotes, dashes, ellipses, soft hyphens, ligatures, no-break blanks, decomposed accents."""
    out: Cells = []
    for at, (char, origin) in enumerate(cells):
        if char in _TYPOGRAPHY:
            char = rng.choice(_TYPOGRAPHY[char])
        elif char == " " and rng.random() < 0.1:
            char = rng.choice("\u00a0\u202f\u2009")
        elif char.isalpha():
            char = unicodedata.normalize("NFD", char)
            if rng.random() < 0.01 and at and cells[at - 1][0].isalpha():
                char = "\u00ad" + char
        out += [(part, origin) for part in char]
    return _ligatures(out)


def _ligatures(cells: Cells) -> Cells:
    out: Cells = []
    for char, origin in cells:
        if char == "i" and out and out[-1][0] == "f":
            out[-1] = ("ﬁ", out[-1][1])
        else:
            out.append((char, origin))
    return out


def characters(share: float) -> Mutation:
    """Insert, delete, substitute or swap this share of all characters."""

    def mutate(cells: Cells, rng: random.Random) -> Cells:
        alphabet = [char for char, _ in cells if char.isalnum()] or ["x"]
        out: Cells = []
        for char, origin in cells:
            if rng.random() >= share or char == "\n":
                out.append((char, origin))
                continue
            kind = rng.randrange(4)
            if kind == 0:
                out += [(char, origin), (rng.choice(alphabet), -1)]
            elif kind == 1:
                out.append((rng.choice(alphabet), origin))
            elif kind == 2 and out:
                out.insert(-1, (char, origin))
        return out

    return mutate


def words(share: float) -> Mutation:
    """Replace, drop or double this share of all words; in scripts without blanks, pairs of characters."""

    def mutate(cells: Cells, rng: random.Random) -> Cells:
        text = text_of(cells)
        spans = [span for found in _WORD.finditer(text) for span in _pieces(*found.span(), text)]
        pool = [text[a:b] for a, b in spans]
        out: Cells = []
        done = 0
        for start, end in spans:
            if rng.random() >= share:
                continue
            out += cells[done:start]
            kind = rng.randrange(3)
            if kind == 0:
                out += [(char, cells[start][1]) for char in rng.choice(pool)]
            elif kind == 1:
                out += cells[start:end] + added(" " + rng.choice(pool))
            done = end
        return out + cells[done:]

    return mutate


def _pieces(start: int, end: int, text: str) -> list[tuple[int, int]]:
    if not "\u3040" < text[start] < "\u9fff":
        return [(start, end)]
    return [(at, min(at + 2, end)) for at in range(start, end, 2)]


def insert_sentences(others: list[str], share: float = 0.25) -> Mutation:
    def mutate(cells: Cells, rng: random.Random) -> Cells:
        out: Cells = []
        for start, end in sentences(text_of(cells)):
            out += cells[start:end]
            if rng.random() < share:
                out += added(rng.choice(others).strip() + " ")
        return out

    return mutate


def delete_sentences(share: float = 0.25) -> Mutation:
    def mutate(cells: Cells, rng: random.Random) -> Cells:
        kept = [span for span in sentences(text_of(cells)) if rng.random() >= share]
        return [cell for start, end in kept for cell in cells[start:end]]

    return mutate


def shuffle_paragraphs(cells: Cells, rng: random.Random) -> Cells:
    parts: list[Cells] = [[]]
    for cell in cells:
        if cell[0] == "\n":
            parts.append([])
        else:
            parts[-1].append(cell)
    parts = [part for part in parts if part]
    rng.shuffle(parts)
    return [cell for part in parts for cell in [*part, ("\n", -1)]]


def chain(*mutations: Mutation) -> Mutation:
    def mutate(cells: Cells, rng: random.Random) -> Cells:
        for mutation in mutations:
            cells = mutation(cells, rng)
        return cells

    return mutate


def insert_at_sentence(cells: Cells, text: str, rng: random.Random, away_from: int) -> Cells:
    """Put a text between two sentences, in the half of the places that is farther from the cell `away_from`."""
    ends = sorted([0, *(end for _, end in sentences(text_of(cells)))], key=lambda end: abs(end - away_from))
    at = rng.choice(ends[len(ends) // 2 :])
    return [*cells[:at], *added(text.strip() + " "), *cells[at:]]


def copies(count: int, start: int, end: int) -> Mutation:
    """Add copies of a quote elsewhere."""

    def mutate(cells: Cells, rng: random.Random) -> Cells:
        quote = text_of(cells[start:end])
        for _ in range(count):
            cells = insert_at_sentence(cells, quote, rng, place_of(cells, start, end)[0])
        return cells

    return mutate


def delete(start: int, end: int, put: str = "") -> Mutation:
    """Take a quote out, and put something in its place."""

    def mutate(cells: Cells, _rng: random.Random) -> Cells:
        return cells[:start] + added(put) + cells[end:]

    return mutate


def lookalike(start: int, end: int, share: float = 0.1) -> Mutation:
    """Take a quote out and put an altered copy of it elsewhere; at least one character differs."""

    def mutate(cells: Cells, rng: random.Random) -> Cells:
        quote = text_of(cells[start:end])
        alike = text_of(chain(words(share), characters(share / 2))(added(quote), rng))
        if quote in alike:
            middle = len(alike) // 2
            alike = alike[:middle] + rng.choice("ab") + alike[middle + 1 :]
        return insert_at_sentence(cells[:start] + cells[end:], alike, rng, start)

    return mutate
