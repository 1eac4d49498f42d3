"""Filtering short texts while something is typed: what does not answer goes, the order of the others stays.

    lonh now        both words, typos forgiven where nothing is spelt so
    "long now"      these words one after the other, to the letter
    -football       but not this

In a list whose order means something a guess must not stand between two answers. So what was typed is read in four
ways, from strict to forgiving, and the first reading that any text answers is the one that counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from tui_reader.document.terms import fold, term_line, terms
from tui_reader.search.folded import Folded
from tui_reader.search.nearest import Near, WordList
from tui_reader.search.snippets import Needle, marks_in

_NEAREST: Final = 6
"""How many similar words stand in for one that was mistyped."""
_MOST: Final = 24
"""What is typed beyond so many words is not looked at."""
_TOKEN = re.compile(r"""(?P<minus>-?)(?:["“”„](?P<quoted>[^"“”„]*)(?P<closed>["“”„]?)|(?P<bare>[^\s"“”„]+))""")

Range = tuple[int, int]


class Reading(IntEnum):
    """How strictly words are taken: a text has a word that begins so; that holds it; or one like it, where no text
    holds it; or one like it anyway."""

    BEGINS = 0
    HOLDS = 1
    UNKNOWN_MISTYPED = 2
    ANY_MISTYPED = 3


class _Word(NamedTuple):
    """A word, or a phrase in quotes: folded, and as terms of a term line."""

    text: str
    phrase: str
    quoted: bool
    closed: bool
    unwanted: bool

    @property
    def may_be_mistyped(self) -> bool:
        return not self.quoted and " " not in self.phrase

    def needles(self, reading: Reading, near: Iterable[Near] = ()) -> list[str]:
        """What to look for in term lines."""
        if self.quoted:
            return [f" {self.phrase} " if self.closed else f" {self.phrase}"]
        if reading == Reading.BEGINS:
            return [f" {self.phrase}"]
        return [self.phrase, *(f" {one.word}" if one.cut else f" {one.word} " for one in near)]


@dataclass(frozen=True, slots=True)
class Filtered:
    """What answers: the numbers of the texts, in order. `guessed`: similar words were taken for what was typed."""

    rows: Sequence[int]
    guessed: bool = False
    _groups: tuple[tuple[Needle, ...], ...] = ()
    _inside: re.Pattern[str] | None = None

    def marks(self, text: str) -> tuple[Range, ...]:
        """The ranges of a text (code points) that answer, in order, without overlaps."""
        if not self._groups:
            return ()
        found = marks_in(text, self._groups)
        if found or self._inside is None:
            return found
        folded = Folded(text)
        spans = (match.span() for match in self._inside.finditer(folded.text))
        return tuple((folded.position(start), folded.position(end)) for start, end in spans)


class Filter:
    """Texts made ready to be filtered, which takes 25 ms per megabyte; then 10,000 quotes answer a key in as much."""

    def __init__(self, texts: Iterable[str], known: Filter | None = None) -> None:
        """`known` is the filter of before: what it knows of the same texts need not be worked out again."""
        kept: dict[str, str] = {} if known is None else known._kept
        texts = list(texts)
        self._kept: dict[str, str] = {text: kept.get(text) or term_line(text) for text in texts}
        self._lines = [self._kept[text] for text in texts]
        self._all = "\n".join(self._lines)  # one look says whether any text holds a word

    @cached_property
    def words(self) -> WordList:
        """Every word of the texts, the frequent ones first; made when it is first needed."""
        counts = Counter(chain.from_iterable(line.split() for line in self._lines))
        words = WordList()
        words.add(word for word, _ in counts.most_common())
        return words

    def matching(self, typed: str) -> Filtered:
        """What answers all that was typed; everything if nothing was."""
        words = _words_of(typed)
        wanted = [word for word in words if not word.unwanted]
        unwanted = [word.needles(Reading.BEGINS)[0] for word in words if word.unwanted]
        for reading in Reading:
            near = self._near(wanted, reading)
            rows = self._rows([word.needles(reading, near.get(word.text, ())) for word in wanted], unwanted)
            if rows:
                guessed = reading >= Reading.UNKNOWN_MISTYPED
                inside = _inside(wanted) if wanted and reading > Reading.BEGINS else None
                return Filtered(rows, guessed, _groups(wanted, near), inside)
        return Filtered(())

    def _near(self, wanted: Sequence[_Word], reading: Reading) -> dict[str, list[Near]]:
        if reading < Reading.UNKNOWN_MISTYPED:
            return {}
        words = [word for word in wanted if word.may_be_mistyped]
        if reading == Reading.UNKNOWN_MISTYPED:
            words = [word for word in words if word.phrase not in self._all]
        return {word.text: self.words.near(word.phrase)[:_NEAREST] for word in words}

    def _rows(self, wanted: Sequence[Sequence[str]], unwanted: Sequence[str]) -> list[int]:
        lines = self._lines
        rows: Sequence[int] = range(len(lines))
        for needles in ([needle for needle in each if needle in self._all] for each in wanted):
            if len(needles) == 1:
                needle = needles[0]
                rows = [row for row in rows if needle in lines[row]]
            else:
                rows = [row for row in rows if any(needle in lines[row] for needle in needles)]
            if not rows:
                return []
        for needle in unwanted:
            rows = [row for row in rows if needle not in lines[row]]
        return list(rows)


def _words_of(typed: str) -> list[_Word]:
    words: list[_Word] = []
    for match in _TOKEN.finditer(typed):
        bare = match["bare"]
        text = match["quoted"] if bare is None else bare
        phrase = " ".join(terms(text))
        if phrase:
            folded = " ".join(fold(text).split())
            words.append(_Word(folded, phrase, bare is None, bool(match["closed"]), bool(match["minus"])))
    return words[:_MOST]


def _groups(wanted: Sequence[_Word], near: Mapping[str, Sequence[Near]]) -> tuple[tuple[Needle, ...], ...]:
    """What to paint."""
    return tuple(
        (
            Needle(word.text, not (word.quoted and word.closed)),
            *(Needle(one.word, one.cut) for one in near.get(word.text, ())),
        )
        for word in wanted
    )


def _inside(wanted: Sequence[_Word]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word.text) for word in wanted))
