"""The one sanitiser: whatever text came from outside passes here before a screen, a terminal or a title sees it.

What is done with a character, in `display` and `terminal` (`one_line` differs where it says so):

- C0 controls and DEL become their control pictures (U+2400 and on), a tab becomes a blank, "\\n" stays.
- C1 controls, lone surrogates, noncharacters, tag characters and interlinear annotation become U+FFFD. The
  tags of a well-formed flag (England, Scotland, Wales) stay.
- Bidi embeddings, overrides and isolates become U+21C4, a visible arrow pair of one cell: reordered text can
  lie, so its reader shall see that somebody wanted to reorder it. The bidi marks (LRM, RLM, ALM) reorder no
  strong character and stay.
- U+2028, U+2029 and the Hangul fillers (whose width terminals disagree on) become a blank.
- Soft hyphen, word joiner, invisible operators, BOM and variation selector 16 become U+200B, which has no width
  everywhere: terminals disagree about the width of the first and about what the last does to its base.
- The zero width joiner stays between emoji, at most three times in a row, as in a family of four; elsewhere it
  becomes U+200B, because width tables let it swallow the next character, and terminals do not.
- Combining marks, the non-joiner, other variation selectors and other characters without width stay, at most
  four in a row (eight with the vowel signs of Indic scripts); the ones beyond become U+FFFD, so that no cell can
  be flooded. A skin tone stays on an emoji only.
"""

from __future__ import annotations

import re

from tui_reader.document import characters as chars

PLACEHOLDER = "\ufffd"
BIDI_PLACEHOLDER = "\u21c4"

_MAX_MARKS = 4
_MAX_STACK = 8
_MAX_JOINERS = 3

_ZWSP, _ZWNJ, _ZWJ = "\u200b", "\u200c", "\u200d"
_BLACK_FLAG = "\U0001f3f4"

_HOSTILE = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
    + chars.BIDI_CONTROLS
    + chars.HANGUL_FILLERS
    + chars.SURROGATES
    + chars.NONCHARACTERS
    + chars.TAGS
    + chars.ANNOTATION
)
_LIGHT = chars.WIDTHLESS + chars.INVISIBLE + _ZWJ
_STACK = _LIGHT + chars.SPACING_MARKS
_TONED = chars.EMOJI + "\u261d\u26f9\u270a-\u270d"

# One character class comes first, so that the search for it runs in C; what follows only judges what was found.
# That class is exact in the BMP and takes in everything beyond: the engine looks a BMP character up in a table, but
# for every character it passes it also walks through all ranges beyond the BMP, and 200 exact ones are 50 times
# slower than one. Emoji and rare Han are then let go first, being the most frequent there.
_SUSPECTS = chars.bmp_only(_HOSTILE + _STACK) + "\U00010000-\U0010ffff"
_REST_OF_STACK = f"(?<=[{_STACK}])(?=[{_SUSPECTS}]{{{_MAX_MARKS}}})[{_STACK}]{{{_MAX_MARKS},}}"
_ODD = re.compile(
    f"[{_SUSPECTS}]"
    f"(?<![\U0001f000-\U0001f3fa\U0001f400-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd])"
    f"(?:(?P<hostile>(?<![{_STACK}])(?<=[{_HOSTILE}])[{_HOSTILE}]*)"
    f"|(?P<stack>{_REST_OF_STACK})"
    f"|(?P<joiner>(?<={_ZWJ})(?:[{_TONED}][{chars.SKIN_TONES}]?{_ZWJ}(?![{_STACK}]))*)"
    f"|(?P<invisible>(?<=[{chars.INVISIBLE}]))"
    f"|(?P<tone>(?<=[{chars.SKIN_TONES}])(?<![{_TONED}].)))"
)
_STACK_KEPT = re.compile(f"(?:[{_LIGHT}]{{0,{_MAX_MARKS}}}[{chars.SPACING_MARKS}])*[{_LIGHT}]{{0,{_MAX_MARKS}}}")
_STACKS = re.compile(f"[{chars.bmp_only(_STACK)}\U00010000-\U0010ffff]{_REST_OF_STACK}")
_FLAG_TAGS = re.compile("[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_INVISIBLES = re.compile(f"[{chars.INVISIBLE}{_ZWJ}]")
_JOINING = re.compile(
    f"(?:(?<=[{chars.EMOJI}])|(?<=[{_TONED}][{chars.SKIN_TONES}])){_ZWJ}(?=[{chars.EMOJI}\u2640\u2642\u2695\u2696\u2708])"
)

_LINE_ENDS = re.compile("\r\n?")
_DROPPED = re.compile(
    f"[{chars.BIDI_CONTROLS}{chars.INVISIBLE}{chars.ANNOTATION}\u061c{_ZWSP}{_ZWJ}\u200e\u200f\ufe00-\ufe0e\U000e0000-\U000e0fff]+"
)
# Persian and Indic words need their non-joiners; anywhere else, and beyond the first, they only hide something.
_NON_JOINERS = re.compile(rf"(?P<needed>(?<=[\w{_STACK}]){_ZWNJ}++(?=[^\W{_STACK}]))|{_ZWNJ}++")
# Not `\s`, which takes the separators U+001C to U+001F for blanks: those are controls and shall be seen.
_BLANKS = re.compile(f"[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{chars.HANGUL_FILLERS}]+")
# Line ends and tabs are left to the layout of the dump: inside its strings they are escaped already.
_RAW_IN_JSON = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029{chars.BIDI_CONTROLS}{chars.SURROGATES}\ufeff\U000e0000-\U000e0fff]"
)


class _Replacements(dict[int, str]):
    """For `str.translate` of characters that all have to go: what has no replacement of its own is U+FFFD."""

    def __missing__(self, code: int) -> str:
        return PLACEHOLDER


_HOSTILE_TO = _Replacements(
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {ord("\t"): " ", 0x7F: "\u2421"}
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], BIDI_PLACEHOLDER)
    | {ord(blank): " " for blank in "\u2028\u2029" + chars.HANGUL_FILLERS}
)


def display(text: str) -> str:
    """Body text for a screen: one code point for one, so that every offset into `text` holds.

    Returns `text` itself when there is nothing to do (2 ms for 700,000 code points). The result holds no control
    character but "\\n", and `display(display(text)) == display(text)`.
    """
    return _ODD.sub(_displayed, text)


def _displayed(odd: re.Match[str]) -> str:
    found = odd.group()
    if odd.lastgroup == "hostile":
        flag = _FLAG_TAGS.match(found) if odd.string.startswith(_BLACK_FLAG, max(0, odd.start() - 1)) else None
        tags = flag.group() if flag else ""
        return tags + found[len(tags) :].translate(_HOSTILE_TO)
    if odd.lastgroup == "stack":
        kept = _kept_of(found)
        return _INVISIBLES.sub(_ZWSP, kept) + PLACEHOLDER * (len(found) - len(kept))
    if odd.lastgroup == "joiner":
        return _joined(odd)
    return _ZWSP if odd.lastgroup == "invisible" else PLACEHOLDER


def _kept_of(stack: str) -> str:
    """The beginning of a run of marks that a cell can bear: four without width in a row, eight in all."""
    match = _STACK_KEPT.match(stack, 0, _MAX_STACK)
    return match.group() if match else ""


def _joined(chain: re.Match[str]) -> str:
    """The joiners of a chain that join two emoji stay, three in a row; the others turn into nothing visible."""
    text = chain.string
    pieces: list[str] = []
    kept = 0
    for at, character in enumerate(chain.group(), chain.start()):
        if character == _ZWJ:
            kept = kept + 1 if kept < _MAX_JOINERS and _JOINING.match(text, at) else 0
            character = _ZWJ if kept else _ZWSP
        pieces.append(character)
    return "".join(pieces)


def terminal(text: str) -> str:
    """Text of many lines for plain output: as `display`, but line ends of other systems end lines too, and tabs
    reach the next multiple of eight. Not length-preserving."""
    text = _LINE_ENDS.sub("\n", text)
    return display(text.expandtabs() if "\t" in text else text)


def one_line(text: str, limit: int | None = None) -> str:
    """A title, author, URL, file name or notice as one line; not length-preserving.

    Bidi controls and marks, joiners of emoji, variation selectors, tags and other characters without width are
    removed, at most four combining marks stay on a base, runs of blanks and line ends become one blank, and what
    remains of control characters is shown as in `display`. A result longer than `limit` code points is cut and
    ends in "…".
    """
    if not (text.isascii() and text.isprintable()):
        text = _BLANKS.sub(" ", _DROPPED.sub("", text))
        if _ZWNJ in text:
            text = _NON_JOINERS.sub(lambda run: _ZWNJ if run["needed"] else "", text)
        text = _STACKS.sub(lambda run: _kept_of(run.group()), text)
    text = _BLANKS.sub(" ", text).strip(" ")
    text = display(text)
    if limit is not None and len(text) > limit:
        text = text[: max(0, limit - 1)].rstrip(" " + _ZWNJ) + "…" if limit > 0 else ""
    return text


def json_safe(dumped: str) -> str:
    """The output of `json.dumps(..., ensure_ascii=False)` with nothing raw left that acts on a terminal.

    Controls, bidi controls, surrogates and tags become `\\uXXXX` escapes, so the parsed value is the same, but
    for two lone surrogates in a row that form a pair: JSON has no way to say that.
    """
    return _RAW_IN_JSON.sub(_json_escape, dumped)


def _json_escape(raw: re.Match[str]) -> str:
    units = raw.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
