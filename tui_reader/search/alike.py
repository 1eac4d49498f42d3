"""A text in the form in which it is compared with what somebody types, and the way back to the text as it is."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui_reader.document.terms import fold_character

# A text is folded piece by piece: between two of them a thread lets others have a turn.
_CHUNK = 100_000
_LONGEST_OVERHANG = 1_000
_MANY = 200  # distinct characters: beyond, one pass over the text is cheaper than one pass per character
# Unicode's Stream-Safe Text Format allows 30 marks on a base; without a bound, reordering marks is quadratic.
_MAX_MARKS = 30

_VOICING = "\u3099\u309a\uff9e\uff9f"
_INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_TYPED_AS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **{"ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك"},
}


class _Unit(NamedTuple):
    """`[start, end)` of the folded text stands for `[source_start, source_end)` of the source, only ever as a whole."""

    start: int
    end: int
    source_start: int
    source_end: int


class Alike:
    """`source` folded: quotes and dashes as on a keyboard, runs of blanks and line ends as one blank, characters in
    their compatibility form (NFKC), nothing invisible; without a difference of case or of accents unless those are
    to be kept.

    Positions in `text` lead to code points of `source` and back.
    """

    def __init__(self, source: str, *, case: bool = False, accents: bool = False) -> None:
        self.source = source
        self._starts, self._ends = array("q"), array("q")
        self._source_starts, self._source_ends = array("q"), array("q")
        parts: list[str] = []
        length = at = 0
        while at < len(source):
            stop = _cut(source, at + _CHUNK)
            folded, units = _folded(source[at:stop], case, accents)
            parts.append(folded)
            for unit in units:
                self._starts.append(length + unit.start)
                self._ends.append(length + unit.end)
                self._source_starts.append(at + unit.source_start)
                self._source_ends.append(at + unit.source_end)
            length += len(folded)
            at = stop
        self.text = "".join(parts)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source that `[start, end)` of the text stands for; what it only touches is taken
        whole, with the accents behind it."""
        return self._source_of(start, False), self._source_of(end, True)

    def _source_of(self, at: int, is_end: bool) -> int:
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return at
        if at >= self._ends[number]:
            return self._source_ends[number] + at - self._ends[number]
        return self._source_ends[number] if is_end and at > self._starts[number] else self._source_starts[number]

    def after(self, offset: int) -> int:
        """The first position of the text that stands for nothing before `offset` of the source."""
        number = bisect_right(self._source_starts, offset - 1) - 1
        if number < 0:
            return offset
        return self._ends[number] + max(0, offset - self._source_ends[number])


def _cut(source: str, at: int) -> int:
    """Where to cut at `at` or a little later, so that no run of blanks and no letter with its marks is parted."""
    stop = min(len(source), at + _LONGEST_OVERHANG)
    while at < stop and (source[at].isspace() or _is_joined(source[at])):
        at += 1
    return min(at, len(source))


def _is_joined(character: str) -> bool:
    """Whether a character may make one letter with the one before it."""
    return (
        unicodedata.combining(character) != 0 or character in _VOICING or "\u1160" <= character <= "\u11ff"
    )  # vowels and finals of Hangul


def _folded(chunk: str, case: bool, accents: bool) -> tuple[str, list[_Unit]]:
    low = chunk.replace("İ", "I")  # the only letter whose lower case is longer
    low = low if case else low.lower()
    forms = {
        character: form
        for character in set(low)
        if (form := _form(character, case, accents)) != character and not _is_piece(character)
    }
    even = {character: form for character, form in forms.items() if len(form) == 1}
    if len(even) > _MANY:
        low = low.translate({ord(character): form for character, form in even.items()})
    else:
        for character, form in even.items():
            low = low.replace(character, form)
    return _resized(low, {character: form for character, form in forms.items() if len(form) != 1}, case, accents)


def _form(character: str, case: bool, accents: bool) -> str:
    """What one character is compared as; nothing if it does not count."""
    if character.isspace():
        return " "
    if character <= "\x7f":
        return character
    if (typed := _TYPED_AS.get(character)) is not None:
        return typed
    if _INVISIBLE.match(character):
        return ""
    form = unicodedata.normalize("NFKC", character)
    if not accents:
        plain = fold_character(character)
        if plain != " ":  # which it says of every character that is in no word
            form = plain.upper() if case and character != character.lower() else plain
    if len(form) > 1 and form[0] == " ":  # an accent by itself
        return character
    return form if case else form.lower()


def _is_piece(character: str) -> bool:
    return character in _VOICING or "\u1100" <= character <= "\u11ff"


def _resized(low: str, uneven: dict[str, str], case: bool, accents: bool) -> tuple[str, list[_Unit]]:
    """Put in what is longer or shorter than one character: blanks, ligatures, letters written in pieces."""
    parts: list[str] = []
    units: list[_Unit] = []
    done = length = 0
    for found in _places(low, uneven):
        start, end = found.span()
        first = low[start]
        if first in uneven:
            form = uneven[first]
        elif first == " ":
            form = " "
        else:
            if start > done and _is_joined(first) and low[start - 1] != " ":
                start -= 1
            bounded = min(end, start + _MAX_MARKS)
            whole = unicodedata.normalize("NFKC", low[start:bounded]) + low[bounded:end]
            form = "".join(_form(c, case, accents) if c > "\x7f" else c for c in whole)
        parts += low[done:start], form
        length += start - done
        units.append(_Unit(length, length + len(form), start, end))
        length += len(form)
        done = end
    parts.append(low[done:])
    return "".join(parts), units


def _places(low: str, uneven: dict[str, str]) -> Iterator[re.Match[str]]:
    """Where the folded text is longer or shorter: runs of blanks, of what is dropped, and letters with their marks."""
    dropped = _class(character for character, form in uneven.items() if not form)
    longer = _class(character for character, form in uneven.items() if form)
    marks = pieces = ""
    if not low.isascii():
        present = set(low)
        # Text in composed form (nearly all there is) has no marks that would make another letter.
        composed = unicodedata.is_normalized("NFC", low)
        marks = _class(
            c for c in present if c not in uneven and (c in _VOICING or (not composed and unicodedata.combining(c)))
        )
        pieces = _class(c for c in present if "\u1100" <= c <= "\u11ff")
    classes = dropped + longer + marks + pieces
    branches = ["(?<= ) +"]
    branches += [f"(?<=[{run}])[{run}]*" for run in (dropped, marks) if run]
    branches += [f"(?<=[{pieces}])[\u1160-\u11ff]*"] if pieces else []
    branches += [f"(?<=[{longer}])"] if longer else []
    # One class before all else, so that the engine looks for it without trying the branches everywhere.
    return re.finditer(f"[ {classes}](?:{'|'.join(branches)})", low)


def _class(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, characters))
