"""Finding words, or a regular expression, in one text.

What is typed plain finds more than itself: "resume" finds "Résumé", a straight quote a curly one, a blank the end of
a line. A capital letter in the query makes case count, an accent (or a letter like æ, ß, ø) makes accents count: then
the whole query is meant as it stands. `re:` begins a regular expression, which is matched on the text as it is.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any, Final

from tui_reader.document import characters as chars
from tui_reader.errors import QueryError
from tui_reader.search.alike import Alike
from tui_reader.search.patterns import Pattern

Range = tuple[int, int]
"""`[start, end)` code points."""

LIMIT: Final = 10_000
"""Matches kept: nobody steps through more."""
SECONDS: Final = 1.0
"""How long one search for a regular expression may take."""
LONGEST: Final = 1_000
"""The longest query, in characters."""

_EXTENDS = re.compile(f"[{chars.WIDTHLESS}{chars.SPACING_MARKS}{chars.INVISIBLE}{chars.SKIN_TONES}\u200d]")
_CLUSTER_GOES_ON = re.compile(rf"(?:{_EXTENDS.pattern}|(?<=\u200d)\S)*")
_JOINER, _FIRST_MARK = "\u200d", "\u0300"
_PATTERN = re.compile(r"/?re:")
# Where a capital letter is not one to look for: escapes (`\S`), properties (`\p{Lu}`), names of groups.
_NO_LETTERS = re.compile(r"\\[pPN]\{[^}]*\}|\\.|\(\?P?[<=&'][^>)']*[>)']", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """The matches of a query in the order of the text, without overlap. `more` tells that there are others too;
    `problem` is one sentence about a query that cannot be answered, else empty."""

    matches: tuple[Range, ...] = ()
    more: bool = False
    problem: str = ""


def is_pattern(query: str) -> bool:
    """Whether a query is a regular expression, which may take up to `SECONDS`."""
    return _PATTERN.match(query) is not None


class Within:
    """One text to find things in. What makes it quick is worked out with the first query and kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ascii = text.isascii()
        self._folded: dict[tuple[bool, bool], Alike] = {}

    def find(self, query: str, near: int = 0) -> Found:
        """Where `query` stands. No match begins or ends inside a letter with its marks.

        Of more than `LIMIT` matches, those from offset `near` on are kept first.
        """
        if len(query) > LONGEST:
            return Found(problem=f"A query is at most {LONGEST:,} characters long")
        if prefix := _PATTERN.match(query):
            return self._find_pattern(query[prefix.end() :], near)
        if not query.strip():
            return Found()
        case = query != query.lower()
        plain, marked = Alike(query, case=case).text, Alike(query, case=case, accents=True).text
        accents = plain != marked
        needle = marked if accents else plain
        if not needle.strip():
            return Found()
        folded = self._fold(case, accents)
        if folded.text.count(needle) <= LIMIT:
            return Found(tuple(self._plain_matches(folded, needle, 0)))
        return _nearest(lambda start: self._plain_matches(folded, needle, start), near)

    def _fold(self, case: bool, accents: bool) -> Alike:
        accents = accents and not self._ascii
        if (case, accents) not in self._folded:
            self._folded[case, accents] = Alike(self.text, case=case, accents=accents)
        return self._folded[case, accents]

    def _plain_matches(self, folded: Alike, needle: str, start: int) -> Iterator[Range]:
        at = folded.text.find(needle, folded.after(start))
        done = start
        while at >= 0:
            first, last = folded.to_source(at, at + len(needle))
            at += len(needle)
            if first >= done:
                first, done = self._whole(first, last, done)
                yield first, done
            else:  # inside a letter that was taken whole
                at = max(at, folded.after(done))
            at = folded.text.find(needle, at)

    def _find_pattern(self, source: str, near: int) -> Found:
        if not source:
            return Found()
        matches: list[Range] = []
        try:
            compiled = _compiled(source)
            for match in self._pattern_matches(compiled, 0):
                matches.append(match)
                if len(matches) > LIMIT:
                    break
            if len(matches) <= LIMIT:
                return Found(tuple(matches))
            return _nearest(lambda start: self._pattern_matches(compiled, start), near)
        except QueryError as error:
            return Found(tuple(matches[:LIMIT]), more=True) if matches else Found(problem=str(error))

    def _pattern_matches(self, compiled: Any, start: int) -> Iterator[Range]:
        """Matches that are not empty. Raises QueryError if they take too long; other threads run meanwhile."""
        deadline = time.monotonic() + SECONDS
        done = start
        try:
            for found in compiled.finditer(self.text, start, timeout=SECONDS, concurrent=True):
                if found.end() > found.start() >= done:
                    first, done = self._whole(found.start(), found.end(), done)
                    yield first, done
                if time.monotonic() > deadline:
                    raise TimeoutError
        except TimeoutError:
            raise QueryError("This pattern takes too long here; make it simpler") from None
        except (RecursionError, MemoryError):
            raise QueryError("This pattern takes too much memory here; make it simpler") from None

    def _whole(self, start: int, end: int, floor: int) -> Range:
        """A range with the whole of the letters it touches, no part of it before `floor`."""
        if self._ascii:
            return start, end
        text = self.text
        while (
            start > floor and text[start] >= _FIRST_MARK and (_EXTENDS.match(text, start) or text[start - 1] == _JOINER)
        ):
            start -= 1
        if end < len(text) and text[end] >= _FIRST_MARK and (rest := _CLUSTER_GOES_ON.match(text, end)):
            end = rest.end()
        return start, end


def _nearest(matches_from: Callable[[int], Iterator[Range]], near: int) -> Found:
    """Of too many matches, those from `near` on, and before them as many as there is room for."""
    behind = list(islice(matches_from(near), LIMIT))
    room = LIMIT - len(behind)
    floor = behind[0][0] if behind else sys.maxsize
    before = takewhile(lambda match: match[1] <= floor, matches_from(0))
    return Found((*islice(before, room), *behind), more=True)


def _compiled(source: str) -> Any:
    """A regular expression that minds case only if it holds a capital letter. Raises QueryError, one sentence that
    says where the mistake is."""
    try:
        Pattern(source, False, 0)
    except QueryError as error:
        sentence = str(error)
        raise QueryError(
            f"{sentence[:1].upper()}{sentence[1:]} (at character {error.position + 1})", error.position
        ) from None
    import regex  # not wanted before the first pattern: 14 ms

    capitals = any(character.isupper() for character in _NO_LETTERS.sub("", source))
    return regex.compile(source, regex.V1 | regex.MULTILINE | (0 if capitals else regex.IGNORECASE))
