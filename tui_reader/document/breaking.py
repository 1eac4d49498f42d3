"""Where a line may be cut when no blank stands at its end.

For Chinese and Japanese the rules of kinsoku (JIS X 4051; the classes CL, CJ, OP, NS of Unicode's UAX #14): between
any two characters, but no line starts with a closing mark, a small kana or a repetition mark, and none ends with an
opening mark. Thai, Lao, Khmer and Burmese have no blanks between words either; without a dictionary a line is cut
between syllable parts, never before a vowel that is written after its consonant nor after one written before it.
Korean keeps its words whole, as its readers prefer. Words of other scripts may be parted after a hyphen or a dash
and at a soft hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_reader.document.language import CJK, SOUTH_EAST_ASIAN

SOFT_HYPHEN = "\xad"
ZERO_WIDTH_SPACE = "\u200b"

_NEVER_FIRST = (
    "!%),.:;?\\]}\xa2\xb0\xbb\u2019\u201d\u2025\u2026\u2030\u2032\u2033\u203a\u203c\u2047-\u2049\u2103"
    "\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u301c\u301e\u301f\u303b"
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u3099-\u309e\u30a0"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe\u31f0-\u31ff"
    "\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff5e\uff60-\uff61\uff63-\uff65\uff67-\uff70\uff9e\uff9f\uffe0"
    # Thai, Lao: vowels after their consonant, signs of repetition and abbreviation. Khmer, Burmese: stops.
    "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u104a\u104b\u17d4-\u17d7"
)
_NEVER_LAST = (
    "#$(\\[{\xa3\xa5\xab\u2018\u201c\u2039\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d"
    "\uff04\uff08\uff3b\uff5b\uff5f\uff62\uffe1\uffe5\uff20\uff03\u0e40-\u0e44\u0ec0-\u0ec4"
)
_EITHER = "\"'\xa0"
_DENSE = CJK + SOUTH_EAST_ASIAN + "\u3001-\u3030\uff01-\uff65\uff9e\uff9f\U000e0100-\U000e01ef"
# Parts of a syllable that are clusters of their own. Burmese and Thai: a consonant silenced by its sign belongs to what
# is before it. Thai: after two of the vowel signs a consonant must follow, and o ang ends the vowel ue.
_SYLLABLE = (
    "(?![\u1000-\u102a\u103f]\u1037?\u103a|[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c)"
    "(?<![\u0e31\u0e47])(?<![\u0e31\u0e47][\u0e48-\u0e4b])"
    "(?!(?<=\u0e37)\u0e2d)(?!(?<=\u0e37[\u0e48-\u0e4b])\u0e2d)"
)
_BETWEEN = re.compile(
    f"(?:(?<=[{_DENSE}])|(?=[{_DENSE}]))(?<![{_NEVER_LAST}{_EITHER}])(?![{_NEVER_FIRST}{_EITHER}]){_SYLLABLE}"
)
_ANY_DENSE = re.compile(f"[{_DENSE}]")
_SEA = re.compile(f"[{SOUTH_EAST_ASIAN}]")
_DASHES = "-\u2010\u2013\u2014"
_ANY_DASH = re.compile(f"[{_DASHES}]")
# A hyphen between letters; a dash between words. Not the minus of a number, an option's or a date's hyphens.
_AFTER_DASH = re.compile("(?:(?<=[^\\W\\d_])[-\u2010](?=[^\\W\\d_])|(?<=\\w)[\u2013\u2014](?=\\w))")
_IN_WORD = re.compile("[/\\-.?&=_,;:%#+~@|\\\\](?=\\w)")
_HINTS = re.compile(f"[{ZERO_WIDTH_SPACE}{SOFT_HYPHEN}]")


def is_dense(text: str) -> bool:
    """Whether some of `text` is written without blanks, so that a line may be cut between characters."""
    return _ANY_DENSE.search(text) is not None


def is_hinted(text: str) -> bool:
    """Whether `text` holds soft hyphens or zero width spaces, which say where a word may be cut."""
    return _HINTS.search(text) is not None


def dashes_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """The dashes of `text[start:end]` after which a line may be cut."""
    if _ANY_DASH.search(text, start, end) is None:
        return ()
    return tuple(dash for dash in _DASHES if text.find(dash, start, end) >= 0)


def after_dash(text: str, floor: int, limit: int) -> int:
    """The last place in `text[floor:limit]` to cut after a dash inside a word; -1 if there is none."""
    cut = -1
    for dash in _AFTER_DASH.finditer(text, floor, min(len(text), limit + 1)):
        if dash.end() <= limit:
            cut = dash.end()
    return cut


def between(text: str, floor: int, limit: int) -> Iterator[int]:
    """Places in `(floor, limit]`, the last first, where a line of dense script may be cut: before that character.

    A place inside a grapheme cluster may be among them.
    """
    for at in range(limit, floor, -1):
        if _BETWEEN.match(text, at):
            yield at


def hints(text: str, floor: int, limit: int) -> Iterator[int]:
    """Places in `(floor, limit]`, the last first, after a zero width space or a soft hyphen."""
    for at in range(limit, floor, -1):
        if text[at - 1] in (ZERO_WIDTH_SPACE, SOFT_HYPHEN):
            yield at


def prefers(text: str, cut: int, start: int, limit: int) -> bool:
    """Whether a line `[start, limit)` is better cut at `cut`, a blank or a zero width space near its end, than between
    two characters: in Thai and its neighbours, where the latter may fall inside a word."""
    share = 2 if text[cut - 1] == ZERO_WIDTH_SPACE else 4
    near = limit - (limit - start) // share
    return cut >= near and _SEA.match(text, limit - 1) is not None


def inside_word(text: str, start: int, limit: int) -> int:
    """Where in `(start, limit]` to cut a word longer than the line: at a no-break space, after punctuation in the
    second half of the line, after a hyphen or dash, else at `limit`."""
    if text[start : limit + 1].isalnum():
        return limit
    glue = text.rfind("\xa0", start + 1, limit + 1)
    if glue > start:
        return glue
    cut = -1
    for mark in _IN_WORD.finditer(text, start + (limit - start) // 2, min(len(text), limit + 1)):
        if start < mark.end() <= limit:
            cut = mark.end()
    if cut < 0:
        cut = after_dash(text, start, limit)
    return cut if cut > start else limit
