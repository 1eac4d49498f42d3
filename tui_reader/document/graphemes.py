"""Text as a terminal draws it: grapheme clusters, what is drawn for each, and how many cells that takes.

Text is cut into *runs*: stretches of characters that take one cell each, stretches that take two each, and single
clusters of anything else. Most text is one long run, so that its geometry is arithmetic instead of a loop. What is
drawn for a cluster is chosen so that every terminal agrees with `rich.cells` about its width: the pictures of a
joined emoji stand side by side (not every terminal joins them), skin tones and variation selectors are left out,
and a cluster takes at most four marks and ten code points.

Clusters follow Unicode's UAX #29, with the conjuncts of Indic scripts, Khmer and Burmese kept whole.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

from tui_reader.document import characters as chars
from tui_reader.document.sanitise import PLACEHOLDER, display

# Insides of character classes. Blanks that do not part words: no-break, figure and narrow no-break space.
GLUE = "\xa0\u2007\u202f"
BLANKS = " \t\n\x0b\x0c\r\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000" + GLUE + chars.HANGUL_FILLERS
NARROW = (
    "!-~\xa1-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u0531-\u0556\u0559-\u058a\u05be\u05d0-\u05ea\u0606-\u060f"
    "\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u070d\u0904-\u0939\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46"
    "\u0e4f-\u0e5b\u10a0-\u10c5\u10d0-\u10ff\u1200-\u1248\u1e00-\u1eff\u1f00-\u1f15\u2010-\u2027\u2030-\u205e"
    "\u2070-\u2071\u2074-\u208e\u20a0-\u20c0\u2100-\u218b\u2190-\u2319\u2500-\u25fc\u2800-\u28ff"
)
WIDE = (
    "\u2e80-\u2e99\u3001-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3131-\u3163\u3190-\u31e3"
    "\u31f0-\u321e\u3220-\u3247\u3250-\u4dbf\u4e00-\ua48c\uac00-\ud7a3\uf900-\ufa6d\ufe30-\ufe52\uff01-\uff60"
    "\uffe0-\uffe6\U00020000-\U0002fffd\U00030000-\U0003fffd"
)
_ZWJ, _ZWSP = "\u200d", "\u200b"
_BIDI_MARKS = "\u200e\u200f\u061c"
# What has no width and no look of its own; before a word it belongs to the word.
_HIDDEN = "\xad\u200b\u200c\u200d\u2060\ufeff" + _BIDI_MARKS
_EXTEND = chars.WIDTHLESS + chars.SPACING_MARKS + chars.INVISIBLE + chars.SKIN_TONES + chars.TAGS + _ZWJ
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0d4d\u0dca\u1039\u17d2"
_STACKED = (
    "\u0904-\u0939\u0958-\u0961\u0985-\u09b9\u0a05-\u0a39\u0a85-\u0ab9\u0b05-\u0b39\u0c05-\u0c39\u0d05-\u0d3a"
    "\u0d85-\u0dc6\u1000-\u102a\u1780-\u17b3"
)
_INDICATORS = "\U0001f1e6-\U0001f1ff"
_PICTURES = chars.EMOJI + "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f2ff"

_PLAIN = re.compile(f"[ \xa0{NARROW}]*")
_BLANK_RUN = re.compile(
    rf"(?:\A[{_HIDDEN}]+)?[{BLANKS}](?:[{BLANKS}{_HIDDEN}]*[{BLANKS}])?(?:[{_HIDDEN}]+\Z)?|\A[{_HIDDEN}]+\Z"
)
_BLANK = re.compile(f"[{BLANKS}]")
_ODD_BLANK = re.compile(f"(?!\t)[{BLANKS}]")
_UNEVEN = re.compile(rf"[{BLANKS}](?:(?<![ \xa0])|(?=[{BLANKS}{_HIDDEN}]))|\A[{_HIDDEN}]")
_UNDRAWN = re.compile(f"[{_ZWJ}{_ZWSP}{chars.SKIN_TONES}]")
_MAX_DRAWN = 10
_LOOKED_AT = 24


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    """The pattern of a run, made when the first text needs it: most never do."""
    # A run may not take the base of a mark with it; a blank is nobody's base. Beyond the BMP any character counts as
    # a possible mark: a base given up in vain becomes a cluster of its own, which is harmless, and the lookahead
    # stays cheap (an exact class walks through 150 ranges for every character of the BMP).
    unmarked = f"(?![{chars.bmp_only(_EXTEND)}\U00010000-\U0010ffff])"
    return re.compile(
        f"(?P<narrow>[ \xa0{NARROW}]+(?:(?<=[ \xa0])|{unmarked}))"
        f"|(?P<wide>[{WIDE}]+{unmarked})"
        f"|[{_HIDDEN}]*"
        f"(?:[{_INDICATORS}]{{2}}[{_EXTEND}]*"
        f"|(?s:.)[{_EXTEND}]*"
        f"(?:(?:(?<=[{_VIRAMAS}])[{_STACKED}]|(?<={_ZWJ})[{_PICTURES}])[{_EXTEND}]*){{0,3}})"
    )


class Runs(NamedTuple):
    """Stretches of text of even width, and a last entry for the end.

    Run `k` begins at code point `starts[k]`, `cells[k]` cells from the beginning. `steps[k]` is the width of each
    of its characters, or 0 for a single cluster.
    """

    starts: array[int]
    cells: array[int]
    steps: bytearray


def is_blank(character: str) -> bool:
    """Whether a character is drawn as a blank."""
    return _BLANK.match(character) is not None


def is_plain(text: str) -> bool:
    """Whether every code point of `text` is drawn as itself in one cell (a no-break space as a blank)."""
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def is_even(text: str) -> bool:
    """Whether `text` has no blanks but lone " " and no-break spaces, so that `collapsed` has nothing to do."""
    if text.isascii() and text.isprintable():
        return "  " not in text
    return _UNEVEN.search(text) is None


def collapsed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` with each run of blanks as one " " (a lone no-break space as "\\xa0"), and what was left out: for each
    longer run the position of its blank in the result and the code points dropped there, in order."""
    pieces: list[str] = []
    drops: list[tuple[int, int]] = []
    at = dropped = 0
    for run in _BLANK_RUN.finditer(text):
        start, end = run.span()
        pieces += text[at:start], "\xa0" if end - start == 1 and text[start] in GLUE else " "
        if end - start > 1:
            drops.append((start - dropped, end - start - 1))
            dropped += end - start - 1
        at = end
    pieces.append(text[at:])
    return "".join(pieces), drops


def unblanked(text: str) -> str:
    """`text` with every blank but tabs as " ", one code point for one."""
    return text if is_plain(text) else _ODD_BLANK.sub(" ", text)


def runs_of(text: str) -> Runs:
    """The runs of collapsed text."""
    starts, cells, steps = array("q"), array("q"), bytearray()
    total = 0
    for run in _run().finditer(text):
        starts.append(run.start())
        cells.append(total)
        if run.lastgroup is None:
            steps.append(0)
            total += drawn_cluster(run.group())[1]
        else:
            step = 1 if run.lastgroup == "narrow" else 2
            steps.append(step)
            total += step * (run.end() - run.start())
    starts.append(len(text))
    cells.append(total)
    steps.append(0)
    return Runs(starts, cells, steps)


def clusters(text: str) -> Iterator[tuple[int, str, int]]:
    """The grapheme clusters of collapsed text: where each starts, what is drawn for it, in how many cells."""
    for run in _run().finditer(text):
        start = run.start()
        if run.lastgroup is None:
            yield start, *drawn_cluster(run.group())
        else:
            step = 1 if run.lastgroup == "narrow" else 2
            for at in range(start, run.end()):
                yield at, " " if text[at] == "\xa0" else text[at], step


def drawn_cluster(cluster: str) -> tuple[str, int]:
    """What is drawn for a grapheme cluster, and its width, which is never 0."""
    body = cluster.lstrip(_HIDDEN)
    lead = cluster[: len(cluster) - len(body)][-1:]
    return _drawn(lead if lead in _BIDI_MARKS else "", body[:_LOOKED_AT])


@lru_cache(maxsize=4096)
def _drawn(lead: str, body: str) -> tuple[str, int]:
    shown = display(" " + body[1:] if _BLANK.match(body) else body)
    # The sanitiser replaces what is too much of a mark; here the cluster stays one, so that is left out.
    shown = (shown[:1] + _UNDRAWN.sub("", shown[1:]).replace(PLACEHOLDER, ""))[:_MAX_DRAWN]
    cells = sum(map(get_character_cell_size, shown))
    if not cells:  # a mark without a base stands on the circle that Unicode draws for one
        shown, cells = f"\u25cc{shown[: _MAX_DRAWN - 1]}", 1
    return lead + shown, cells
