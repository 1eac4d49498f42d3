"""What counts as a word when text is searched: folding, and scripts written without blanks cut into short pieces.

The full-text index, the ranking and the snippets must agree on this to the letter, so it stands below them all.
The index splits text with FTS5's `unicode61` tokenizer (categories L, N, M, Co; `remove_diacritics 2`): for the
characters of most texts that tokenizer and `fold` agree, and such text passes through untouched. What they disagree
on is folded beforehand.

Short texts (titles, names, quotes) are cut into overlapping pairs: each pair tells much, so they need no positions.
Bodies are indexed with positions, so there a Han character or Hangul syllable stands by itself, which takes less than
half of the room and is as exact, since what is looked for must follow one another. Only letters of the small scripts
(kana, Thai, Khmer…) are paired with what follows: by themselves they would be in every text many times.

Changing a rule here means rebuilding every index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Scripts whose words are not parted by blanks, and Hangul, whose particles cling to the word: Thai, Lao, Myanmar,
# Khmer, New Tai Lue, Bopomofo, kana, Han.
_UNSPACED_RANGES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u3005-\u3007\u3041-\u3098\u309b-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# Those of them of which there are thousands: Han and Hangul.
_TELLING_RANGES = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
# Marks that only modify a letter: accents, Hebrew points, Arabic vowel signs, variation selectors.
# (The vowel signs of Indic scripts are not among them: without them nothing of the word is left.)
_MODIFIERS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u180b-\u180d\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
# Characters to drop without parting the word: soft hyphen, tatweel, zero-width joiner, word joiner, BOM.
_INVISIBLE = "\u00ad\u0640\u200d\u2060\ufeff"
# Letters that people type as another one: Latin letters without a decomposition, and the variants of Arabic
# letters (as Lucene's Arabic and Persian normalizers unify them).
_TYPED_AS = {
    **dict(zip("łŁøØđĐðÐħĦıſµ", "llooddddhhisμ", strict=True)),
    **{"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th"},
    **dict(zip("آأإٱىیکةς", "ااااييكهσ", strict=True)),
}
# Where the tokenizer's own folding does not do what `fold` does.
_UNLIKE = (
    "\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01e0-\u01e3\u01ee-\u01f3"
    "\u01fc-\u01ff\u02b0-\u02ff\u0370-\u0390\u03aa-\u03b0\u03ca-\u03ff\u0400-\u040f\u0419\u0439\u0450-\u045f\u0476\u0477"
    "\u04c1\u04c2\u04d0-\u0530\u0587\u058d\u058e\u0605\u061c\u061d\u0624\u0626\u0675-\u0678\u06c0\u06c2\u06d3\u07fe\u07ff"
    "\u0888\u0890\u0891\u08e2\u0958-\u095f\u09dc-\u09df\u09fd\u0a33\u0a36\u0a59-\u0a5e\u0a76\u0b5c\u0b5d\u0c77\u0c84"
    "\u0d4f\u0f43-\u0fb9\u10a0-\u11ff\u13a0-\u13ff\u1b7d\u1b7e\u1c80-\u1cbf\u1d00-\u1dbf\u1e9a-\u1e9f\u1f00-\u1fff"
    "\u2066-\u209f\u20a8\u20ba-\u20cf\u2100-\u218f\u23f4-\u24ff\u2700\u2b4d-\u2c5f\u2c7c\u2c7d\u2d6f\u2e3c-\u33ff"
    "\ua640-\ua69f\ua722-\ua7ff\ua8fc\uab30-\uabbf\ud7a4-\udfff\ufb00-\ufdff\ufe70-\uffef\U00010000-\U0010ffff"
)
_SPECIAL = re.compile(f"[{_UNSPACED_RANGES}{_MODIFIERS}{_INVISIBLE}{_UNLIKE}{''.join(_TYPED_AS)}]+")
_MODIFIER = re.compile(f"[{_MODIFIERS}{_INVISIBLE}]")
UNSPACED = re.compile(f"[{_UNSPACED_RANGES}]+")
_TELLING = re.compile(f"[{_TELLING_RANGES}]+")
# Telling and folded already, and the punctuation between them.
_PLAIN_PAUSE = "\u3000-\u3003\u3008-\u3011\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
_PLAIN = re.compile(f"[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3{_PLAIN_PAUSE}]+")
_PAUSE = re.compile(f"[{_PLAIN_PAUSE}]+")
# A term behind each run in bodies, so that nothing seems to go on beyond a full stop; for private use, so in no text.
_END_OF_RUN = "\ue000"
_PIECE_OF_RUN = re.compile(f"[{_TELLING_RANGES}]|[^{_TELLING_RANGES}](?=(.)?)")
# Pieces that only become the usual letter together: Hangul letters, and kana with a voicing mark.
PIECES = re.compile("[\u1100-\u11ff]+|[\u3041-\u30ff][\u3099\u309a]|[\uff66-\uff9d][\uff9e\uff9f]")
_CHUNK = 4096
_TABLE_LIMIT = 20_000


def fold(word: str) -> str:
    """A word as it is searched: lower case, without accents and vowel signs. Separators become blanks."""
    if word.isascii():
        return word.encode().translate(_FOLDED_ASCII).decode()
    return composed(word).translate(_FOLDING)


def fold_character(character: str) -> str:
    """`fold` for one character: quicker."""
    return _FOLDING[ord(character)]


def composed(text: str) -> str:
    """`text` with Hangul letters and voiced kana that are written in pieces put together."""
    return text if text.isascii() else PIECES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def is_unspaced(word: str) -> bool:
    """Whether the word belongs to a script that is written without blanks."""
    return UNSPACED.match(word) is not None


def segmented(text: str) -> str:
    """A title as it is handed to the full-text index.

    Runs of scripts without blanks become overlapping pairs parted by blanks, and the last character once more by
    itself: so each character begins a term, and a single one is found as a prefix. What the tokenizer would fold
    otherwise than `fold` is folded here. Text without any of this is returned as it is.
    """
    if text.isascii():
        return text
    return _SPECIAL.sub(lambda match: _paired(fold(match[0])), text)


def singled(text: str) -> str:
    """A body as it is handed to the full-text index: runs of scripts without blanks in characters, or in pairs for
    letters of the small scripts, and a sign where the run ends. Everything else is as `segmented` has it."""
    if text.isascii():
        return text
    return _SPECIAL.sub(_in_singles, text)


def singles(pairs: Sequence[str]) -> tuple[list[str], bool]:
    """The terms that bodies hold for `terms` of a text, and whether the last of them is only the beginning of one."""
    found: list[str] = []
    run = ""
    begun = False
    for number, term in enumerate(pairs, 1):
        if not is_unspaced(term):
            found.append(term)
            continue
        last = number == len(pairs)
        run += term if last else term[0]
        if last or len(term) == 1:
            cut = _singles(run).split()
            if last and not _TELLING.match(run[-1]):
                # What follows it is not known. Where the pair before has it too, it is not needed.
                begun = len(run) == 1 or _TELLING.match(run[-2]) is not None
                cut = cut if begun else cut[:-1]
            found += cut if last else [*cut, _END_OF_RUN]
            run = ""
    return found, begun


def runs(folded: str) -> list[str]:
    """The words of a folded text, and its runs of scripts written without blanks, each whole."""
    return UNSPACED.sub(lambda match: f" {match[0]} ", folded).split()


def spaced_words(text: str) -> set[str]:
    """The distinct terms of `text` that are words: nothing of scripts written without blanks."""
    folded = fold(text)  # first: letters of half the width are told to be of such a script only then
    return set((folded if folded.isascii() else UNSPACED.sub(" ", folded)).split())


def terms(text: str) -> list[str]:
    """The terms to look for to find `text`, in order: folded words, and pairs of unspaced scripts.

    The last character of a run by itself is left out at the end of `text`, where the run may go on.
    """
    found = _paired(fold(text)).split()
    if len(found) > 1 and len(found[-2]) == 2 and found[-2][1] == found[-1] and is_unspaced(found[-2]):
        found.pop()
    return found


def term_line(text: str) -> str:
    """All terms the index holds for `text`, parted and surrounded by one blank: `" word " in line` is a word match,
    `" wo" in line` a prefix match, `" two words "` a phrase."""
    return f" {' '.join(_paired(fold(text)).split())} "


def _paired(folded: str) -> str:
    return folded if folded.isascii() else UNSPACED.sub(lambda match: _pairs(match[0]), folded)


def _pairs(run: str) -> str:
    chunks = (range(start, min(start + _CHUNK, len(run))) for start in range(0, len(run), _CHUNK))
    return f" {' '.join(' '.join([run[i : i + 2] for i in chunk]) for chunk in chunks)} "


def _in_singles(special: re.Match[str]) -> str:
    if _PLAIN.fullmatch(special[0]):
        return "".join(f" {' '.join(run)} {_END_OF_RUN} " for run in _PAUSE.split(special[0]) if run) or " "
    folded = fold(special[0])
    return folded if folded.isascii() else UNSPACED.sub(lambda match: f" {_singles(match[0])} {_END_OF_RUN} ", folded)


def _singles(run: str) -> str:
    return " ".join(run) if _TELLING.fullmatch(run) else _PIECE_OF_RUN.sub(r"\g<0>\1 ", run)


def _folded_character(character: str) -> str:
    """What one character is searched as: letters and digits, a blank (it parts words), or nothing (it is dropped)."""
    typed = _TYPED_AS.get(character)
    if typed is not None:
        return typed
    if _MODIFIER.match(character):
        return ""
    folded = ""
    for part in unicodedata.normalize("NFKC", character):
        decomposed = unicodedata.normalize("NFD", part)
        if not UNSPACED.match(part) and _MODIFIER.sub("", decomposed[1:]) == "":
            part = decomposed[0]
        category = unicodedata.category(part)
        if category[0] in "LNM" or category == "Co":
            folded += _MODIFIER.sub("", _TYPED_AS.get(part, part.lower()))
        else:
            folded += " "
    return folded if folded.strip() else folded[:1]


class _Folding(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        if len(self) > _TABLE_LIMIT:  # a hostile text may hold every character there is
            self.clear()
        folded = self[code] = _folded_character(chr(code))
        return folded


_FOLDING = _Folding()
# Each of these is folded to one of these; bytes are translated in a part of the time.
_FOLDED_ASCII = bytes(map(ord, map(_folded_character, map(chr, range(128))))).ljust(256)
