"""Sets of characters, each written as the inside of a regular expression's character class."""

from __future__ import annotations

import re
import unicodedata

BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
SURROGATES = "\ud800-\udfff"
NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
# The plane of the tag characters without its variation selectors, which belong to Han characters.
TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
# Interlinear annotation, and unassigned neighbours that Unicode wants ignored when drawing.
ANNOTATION = "\u2065\ufff0-\ufffb"
# Letters by name, drawn as nothing; terminals disagree about their width.
HANGUL_FILLERS = "\u115f\u3164\uffa0"
# Soft hyphen, Mongolian vowel separator, word joiner, invisible operators, deprecated format characters,
# variation selector 16, BOM.
INVISIBLE = "\u00ad\u180e\u2060-\u2064\u206a-\u206f\ufe0f\ufeff"

# Emoji that are two cells wide by themselves.
EMOJI = "\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
SKIN_TONES = "\U0001f3fb-\U0001f3ff"

# The blocks in which Unicode keeps its combining marks: looking at these alone takes 3 ms, at all of it 150.
_MARK_BLOCKS = (
    (0x0300, 0x1E00), (0x20D0, 0x2100), (0x2CEF, 0x3100), (0xA66F, 0xAC00), (0xFB1E, 0xFB1F), (0xFE00, 0xFE30),
    (0x101F0, 0x12000), (0x13430, 0x13460), (0x16100, 0x16140), (0x16AF0, 0x17000), (0x1BC9D, 0x1BCB0),
    (0x1CF00, 0x1CF50), (0x1D160, 0x1D250), (0x1DA00, 0x1DAB0), (0x1E000, 0x1E950), (0xE0100, 0xE01F0),
)  # fmt: skip


def _ranges(codes: list[int]) -> str:
    """Ascending code points as the inside of a character class."""
    pieces: list[str] = []
    start = previous = codes[0]
    for code in [*codes[1:], -1]:
        if code != previous + 1:
            pieces.append(chr(start) if start == previous else f"{chr(start)}-{chr(previous)}")
            start = code
        previous = code
    return "".join(pieces)


def _marks() -> tuple[str, str]:
    """The marks drawn on the character before (Mn, Me), and those that may be drawn after it: the vowel signs of
    Indic scripts (Mc), format characters of rare ones (Cf), and what a later version of Unicode than Python's may
    have made a mark of (Cn)."""
    codes: dict[str, list[int]] = {category: [] for category in ("Mn", "Me", "Mc", "Cf", "Cn")}
    for first, stop in _MARK_BLOCKS:
        for code in range(first, stop):
            of_category = codes.get(unicodedata.category(chr(code)))
            if of_category is not None and chr(code) != "\ufe0f":
                of_category.append(code)
    return _ranges(sorted(codes["Mn"] + codes["Me"])), _ranges(sorted(codes["Mc"] + codes["Cf"] + codes["Cn"]))


_DRAWN_ON, SPACING_MARKS = _marks()
# Characters that stand on or join the one before, or are drawn as nothing: combining marks, bidi marks, zero width
# space and non-joiner, Hangul vowels and finals (which join their initial).
WIDTHLESS = _DRAWN_ON + "\u061c\u200b\u200c\u200e\u200f\u1160-\u11ff\ud7b0-\ud7ff"


def bmp_only(characters: str) -> str:
    """The part of a character class's inside that lies in the basic multilingual plane."""
    ranges = (match.group() for match in re.finditer("(?s).(?:-.)?", characters))
    return "".join(each for each in ranges if each[0] <= "\uffff")
