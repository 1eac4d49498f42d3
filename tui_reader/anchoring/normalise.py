"""One form for text that differs only in spacing, typography or composition, with the way back to the raw text.

Two spaces of offsets exist: raw (code points of the article's text; stored, painted, exported) and normalised
(inside this room only). `NormalisedText.to_raw` and `to_normal` convert ranges. Case is kept.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Scripts written without blanks between words, whose line breaks mean nothing: kana, Han and their punctuation.
UNSPACED = (
    "\u3001-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)

_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4`\u2039\u203a\u300e\u300f"
_DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u300c\u300d\u301d\u301e\u301f"'
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
# Soft hyphen, joiners and zero-width characters, bidi controls, Arabic tatweel, variation selectors, BOM.
_DROPPED = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"

# Characters that stand for themselves under NFKC and are no blank, dash or quote. A fast path only: what is
# missing here takes the slower way through `_form` and comes out the same.
PLAIN = (
    "!-,./0-_a-~\u00c0-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u0391-\u03a1\u03a3-\u03ce"
    "\u0400-\u0481\u048a-\u052f\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0660-\u0669\u0904-\u0939\u0966-\u096f"
    "\u0e01-\u0e30\u0e32\u0e40-\u0e46\u3001-\u3002\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\U0001f300-\U0001faff"
)

_PIECE = re.compile(
    rf"(?P<plain>[{PLAIN}]+(?:(?:-| (?![{UNSPACED}]))[{PLAIN}]+)*)"
    rf"|(?P<gone>(?<=[{UNSPACED}])[\s{_DROPPED}]+(?=[{UNSPACED}]))"
    rf"|(?P<blank>[\s{_DROPPED}]+)"
    rf"|(?P<dash>[{_DASHES}-]+)"
    rf"|(?P<other>[^{PLAIN}\s{_DROPPED}{_DASHES}-]+)"
)

_ZERO_WIDTH = re.compile(f"[{_DROPPED}]+")

# Unicode's Stream-Safe Text Format allows 30 marks on a base; without a bound, reordering marks is quadratic.
_MAX_MARKS = 30

_TRANSLATED = {**dict.fromkeys(_SINGLE_QUOTES, "'"), **dict.fromkeys(_DOUBLE_QUOTES, '"')}


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A raw text, its normalised form, and the pieces by which offsets are converted.

    Piece i covers the normalised characters from `_normal[i]` to `_normal[i + 1]` and the raw code points from
    `_raw_start[i]` to `_raw_end[i]`. A piece whose `_linear` flag is set maps one to one; any other is a unit
    (a base with its marks, a ligature, a run of blanks) that is only ever taken whole. Raw code points between
    two pieces have no normalised counterpart.
    """

    raw: str
    text: str
    _normal: array[int]
    _raw_start: array[int]
    _raw_end: array[int]
    _linear: bytearray

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw range of the normalised `[start, end)`; units cut by an edge are taken whole."""
        if start >= end:
            point = self._raw_at(start)
            return point, point
        last = bisect_right(self._normal, end - 1) - 1
        if self._linear[last]:
            return self._raw_at(start), self._raw_start[last] + end - self._normal[last]
        return self._raw_at(start), self._raw_end[last]

    def to_normal(self, start: int, end: int) -> tuple[int, int]:
        """Normalised range of the raw `[start, end)`; empty where nothing of it survived."""
        first = bisect_right(self._raw_end, start)
        if first >= len(self._linear):
            return len(self.text), len(self.text)
        begin = self._normal[first]
        if self._linear[first]:
            begin += max(0, start - self._raw_start[first])
        last = bisect_left(self._raw_start, end) - 1
        if last < 0:
            return begin, begin
        after = self._after(last)
        if self._linear[last]:
            after = min(after, self._normal[last] + end - self._raw_start[last])
        return begin, max(begin, after)

    def _raw_at(self, offset: int) -> int:
        if offset >= len(self.text):
            return len(self.raw)
        piece = bisect_right(self._normal, offset) - 1
        return self._raw_start[piece] + (offset - self._normal[piece]) * self._linear[piece]

    def _after(self, piece: int) -> int:
        return self._normal[piece + 1] if piece + 1 < len(self._normal) else len(self.text)


def normalise(raw: str) -> NormalisedText:
    """Bring a text into the form in which quotes are compared. Linear; never raises.

    Runs of blanks become one space (none between characters of scripts written without blanks); curly and
    angular quotes become `'` or `"`; runs of dashes one `-`; zero-width characters vanish; every base with its
    marks goes through NFKC as one unit, so that composed and decomposed accents are alike.
    """
    build = _Builder(raw)
    base = -1  # a plain character that carries the marks after it
    for found in _PIECE.finditer(raw):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "plain":
            if end < len(raw) and _joins(raw[end]):
                end = base = end - 1
            build.plain(start, end)
        elif kind == "other":
            build.units(base if base >= 0 else start, end)
            base = -1
        elif kind == "dash":
            build.unit(start, end, "-")
        elif kind == "blank" and not _ZERO_WIDTH.fullmatch(raw, start, end):
            build.unit(start, end, " ")
    return build.finish()


class _Builder:
    """Collects pieces from left to right."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.out: list[str] = []
        self.length = 0
        self.normal, self.raw_start, self.raw_end = array("I"), array("I"), array("I")
        self.linear = bytearray()

    def plain(self, start: int, end: int) -> None:
        """Raw text that stands for itself."""
        if start >= end:
            return
        if self.linear and self.linear[-1] and self.raw_end[-1] == start:
            self.raw_end[-1] = end
        else:
            self._piece(start, end, True)
        self.out.append(self.raw[start:end])
        self.length += end - start

    def unit(self, start: int, end: int, form: str) -> None:
        """Raw text with another form, taken whole; an empty form is dropped."""
        if form == self.raw[start:end] and end - start == 1:
            self.plain(start, end)
        elif form:
            self._piece(start, end, False)
            self.out.append(form)
            self.length += len(form)

    def units(self, start: int, end: int) -> None:
        """Cut a stretch of unusual characters into bases with their marks."""
        raw = self.raw
        while start < end:
            after = start + 1
            limit = min(end, after + _MAX_MARKS)
            while after < limit and _joins(raw[after]):
                after += 1
            self.unit(start, after, _form(raw[start:after]))
            start = after

    def finish(self) -> NormalisedText:
        text = "".join(self.out)
        return NormalisedText(self.raw, text, self.normal, self.raw_start, self.raw_end, self.linear)

    def _piece(self, start: int, end: int, linear: bool) -> None:
        self.normal.append(self.length)
        self.raw_start.append(start)
        self.raw_end.append(end)
        self.linear.append(linear)


@lru_cache(maxsize=8192)
def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it: marks, vowel and final jamo, half-width voicing."""
    return not _ZERO_WIDTH.match(char) and (
        unicodedata.category(char).startswith("M")
        or "\u1160" <= char <= "\u11ff"
        or "\ud7b0" <= char <= "\ud7fb"
        or char in "\uff9e\uff9f"
    )


@lru_cache(maxsize=8192)
def _form(unit: str) -> str:
    if unit in _TRANSLATED:
        return _TRANSLATED[unit]
    form = unicodedata.normalize("NFKC", unit)
    if form != unit and not form.isascii():
        form = "".join(_TRANSLATED.get(char, char) for char in form)
    return " ".join(form.split()) if len(form) > 1 else form
