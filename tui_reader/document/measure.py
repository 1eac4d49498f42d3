"""How long a text is and how long it takes to read."""

from __future__ import annotations

import re

from tui_reader.document.language import CJK, HANGUL, SOUTH_EAST_ASIAN

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 500

# Korean has blanks between words, but is read, and counted, by the character like its neighbours.
_BY_CHARACTER = re.compile(f"[{CJK}{SOUTH_EAST_ASIAN}{HANGUL}]+")
_WORD = re.compile(r"\w\S*")
# What stands in no UTF-8 of those characters as its first byte: of all letters before Thai, and of U+2000 to U+2FFF,
# where the typographic marks are. A text of nothing else is told many times faster by its bytes.
_OTHER_LEADS = bytes((*range(0xE0), 0xE2))
# ASCII with blanks as one blank and all else as one letter: words begin where a letter follows a blank.
_BLANK_OR_NOT = bytes(0x20 if chr(code).isspace() else 0x78 for code in range(256))


def count_words(text: str) -> tuple[int, int]:
    """Words written with blanks around them, and characters (code points) of Chinese, Japanese, Korean, Thai, Lao,
    Burmese and Khmer. Neither counts the other's."""
    if text.isascii():
        marked = text.encode().translate(_BLANK_OR_NOT)
        return marked.count(b" x") + marked.startswith(b"x"), 0
    if not text.encode("utf-8", "replace").translate(None, _OTHER_LEADS) or not _BY_CHARACTER.search(text):
        return len(text.split()), 0
    rest, runs = _BY_CHARACTER.subn(" ", text)
    characters = len(text) - len(rest) + runs
    return len(_WORD.findall(rest)), characters


def words(text: str) -> int:
    """Words, and characters of scripts that are counted by the character, in one sum."""
    return sum(count_words(text))


def reading_seconds(text: str) -> int:
    """Time to read `text` at 230 words and 500 characters of the scripts above a minute, in whole seconds."""
    return seconds_for(*count_words(text))


def seconds_for(spaced: int, characters: int) -> int:
    """The same for a text of which both counts are known."""
    return round(60 * (spaced / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))
