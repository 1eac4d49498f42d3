"""The passage of a text that answers a search best, as one line with the words that matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from tui_reader.search.folded import Folded, is_word_character, is_word_end, is_word_start

WIDTH: Final = 160
"""The longest snippet, in characters."""

_ANCHORS = 200  # places of the rarest word that are compared
_TRIES = 20_000  # places of a word's letters that are looked at: most may be inside of other words
_COMPARED = 2_000_000  # and how many characters are compared for it
_GAP = 8  # separators that may stand between the words of a phrase
_WORD = 24  # how far a cut is moved to spare a word


class Needle(NamedTuple):
    """A folded word, a run of an unspaced script, or a phrase of words parted by one blank. With `open` it may be
    the beginning of a longer word."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text. `[start, end)` and `match` (from the first to the last word that matched) are code-point
    offsets into the text, `marks` are ranges of the snippet."""

    start: int
    end: int
    match: tuple[int, int]
    snippet: str
    marks: tuple[tuple[int, int], ...]


Range = tuple[int, int]


def best_passage(text: str, groups: Sequence[Sequence[Needle]], width: int = WIDTH) -> Passage | None:
    """The passage that holds the most of `groups` (each a word with what may stand in for it), the first of equals.
    None if nothing of them is in the text."""
    folded = Folded(text)
    places = [_places(folded.text, needles) for needles in groups]
    found = sorted((ranges, number) for number, ranges in enumerate(places) if ranges)
    if not found:
        return None
    rarest = min(found, key=lambda entry: len(entry[0]))[1]
    others = [needles for number, needles in enumerate(groups) if places[number] and number != rarest]
    best: list[Range] = []
    most = 0
    for anchor in places[rarest]:
        near = _around(folded.text, anchor, others, width)
        if len(near) + 1 > most:
            most, best = len(near) + 1, sorted({anchor, *near})
        if most == len(found):
            break
    first, last = folded.position(best[0][0]), folded.position(max(end for _, end in best))
    start, end = _frame(text, first, last, width)
    inside = marks_in(text[start:end], groups)
    snippet, marks = _one_line(text, start, end, inside)
    return Passage(start, end, (first, last), snippet, marks)


def passage_at(text: str, first: int, last: int, width: int = WIDTH) -> Passage:
    """The passage around the range `[first, last)` of a text, which is marked as far as it fits in."""
    shown = min(last, first + width // 2)
    start, end = _frame(text, first, shown, width)
    snippet, marks = _one_line(text, start, end, [(first - start, shown - start)])
    return Passage(start, end, (first, last), snippet, marks)


def marks_in(text: str, groups: Sequence[Sequence[Needle]]) -> tuple[Range, ...]:
    """The ranges of `text` that match any of `groups`, in order, without overlaps."""
    folded = Folded(text)
    ranges = sorted(
        (folded.position(start), folded.position(end))
        for needles in groups
        for needle in needles
        for start, end in _occurrences(folded.text, needle, 0, len(folded.text))
    )
    merged: list[Range] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _places(text: str, needles: Sequence[Needle]) -> list[Range]:
    places: list[Range] = []
    for needle in needles:
        for place in _occurrences(text, needle, 0, len(text)):
            places.append(place)
            if len(places) == _ANCHORS:
                return sorted(places)
    return sorted(places)


def _around(text: str, anchor: Range, others: Sequence[Sequence[Needle]], width: int) -> list[Range]:
    """For each of `others` that stands near `anchor`, its place."""
    low, high = max(0, anchor[1] - width), min(len(text), anchor[0] + width)
    near: list[Range] = []
    for needles in others:
        places = (place for needle in needles for place in _occurrences(text, needle, low, high))
        closest = min(places, key=lambda place: abs(place[0] - anchor[0]), default=None)
        if closest is not None:
            near.append(closest)
    return near


def _occurrences(text: str, needle: Needle, low: int, high: int) -> Iterator[Range]:
    words = needle.text.split()
    if not words:
        return
    at = text.find(words[0], low, high)
    for _ in range(min(_TRIES, _COMPARED // len(words[0]))):
        if at < 0:
            return
        end = _end_of(text, at, words, needle.open) if is_word_start(text, at) else -1
        if 0 <= end <= high:
            yield at, end
        at = text.find(words[0], max(end, at + 1), high)


def _end_of(text: str, at: int, words: Sequence[str], may_continue: bool) -> int:
    """Where the phrase that begins at `at` ends, -1 if it does not stand there."""
    for number, word in enumerate(words):
        if number:
            gap = at
            while at < len(text) and at - gap < _GAP and not is_word_character(text[at]):
                at += 1
        if not text.startswith(word, at):
            return -1
        at += len(word)
        if not (is_word_end(text, at) or (may_continue and number == len(words) - 1)):
            return -1
    return at


def _frame(text: str, first: int, last: int, width: int) -> Range:
    """A range of at most `width` with the match in it, a third of the room before it, cut between words."""
    room = max(0, width - 2 - (last - first))
    start = max(0, first - room // 3)
    end = min(len(text), start + width - 2)
    start = max(0, min(start, end - width + 2))
    if start > 0:
        blank = next((at for at in range(start, min(first, start + _WORD)) if text[at - 1].isspace()), start)
        start = blank
    if end < len(text):
        end = next((at for at in range(end, max(last, end - _WORD), -1) if text[at].isspace()), end)
    return start, end


def _one_line(text: str, start: int, end: int, inside: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    """`text[start:end]` with each run of blanks as one blank and `…` where it is cut; `inside` moved along."""
    pieces: list[str] = ["…"] if start > 0 else []
    places: list[int] = []
    for character in text[start:end]:
        blank = character.isspace()
        places.append(len(pieces))
        if not blank:
            pieces.append(character)
        elif pieces and pieces[-1] not in (" ", "…"):
            pieces.append(" ")
    places.append(len(pieces))
    if end < len(text):
        pieces.append("…")
    marks = tuple((places[low], places[high]) for low, high in inside if places[low] < places[high])
    return "".join(pieces), marks
