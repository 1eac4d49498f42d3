"""A text folded for comparing, whose positions lead back into the text as it is."""

from __future__ import annotations

import re
from bisect import bisect_right

from tui_reader.document.terms import PIECES, fold, fold_character, is_unspaced

_MANY = 200  # distinct characters: beyond, one pass over the text is cheaper than one pass per character


class Folded:
    """`text` in lower case without accents, nearly always of the same length; separators stay what they are."""

    def __init__(self, source: str) -> None:
        self._starts: list[int] = []  # where folded text goes on after a character that changed the length
        self._shifts: list[int] = []  # what to add there to come back to the source
        self.source = source
        lowered = source.replace("İ", "I").lower()  # the only letter whose lower case is longer
        if not lowered.isascii():
            lowered = self._without_accents(lowered)
        self.text = lowered

    def _without_accents(self, lowered: str) -> str:
        even: dict[str, str] = {}
        uneven: dict[str, str] = {}
        for character in set(lowered):
            if character > "\x7f":
                folded = fold_character(character)
                if len(folded) != 1:
                    uneven[character] = folded
                elif folded not in (character, " "):
                    even[character] = folded
        if len(even) > _MANY:
            lowered = lowered.translate({ord(character): folded for character, folded in even.items()})
        else:
            for character, folded in even.items():
                lowered = lowered.replace(character, folded)
        if uneven or PIECES.search(lowered):
            lowered = self._resized(lowered, uneven)
        return lowered

    def _resized(self, lowered: str, uneven: dict[str, str]) -> str:
        dropped = "".join(character for character, folded in uneven.items() if not folded)
        longer = "".join(character for character, folded in uneven.items() if folded)
        classes = [
            f"[{re.escape(characters)}]{repeat}" for characters, repeat in ((dropped, "+"), (longer, "")) if characters
        ]
        parts: list[str] = []
        done = length = 0
        for match in re.finditer("|".join([PIECES.pattern, *classes]), lowered):
            folded = fold(match[0])
            parts += (lowered[done : match.start()], folded)
            length += match.start() - done + len(folded)
            done = match.end()
            self._starts.append(length)
            self._shifts.append(done - length)
        parts.append(lowered[done:])
        return "".join(parts)

    def position(self, at: int) -> int:
        """The code-point offset in the source of position `at` of the folded text, which is after the marks that
        belong to the character before it."""
        index = bisect_right(self._starts, at) - 1
        return at + self._shifts[index] if index >= 0 else at


def is_word_character(character: str) -> bool:
    """Whether a folded character is part of a word, as the index sees it."""
    return character.isalnum() or (character > "\x7f" and fold_character(character) not in ("", " "))


def is_word_start(text: str, at: int) -> bool:
    """Whether a word of a folded text may begin at `at`; in unspaced scripts any character may."""
    return at == 0 or not is_word_character(text[at - 1]) or is_unspaced(text[at]) or is_unspaced(text[at - 1])


def is_word_end(text: str, at: int) -> bool:
    """Whether a word of a folded text may end before `at`."""
    return at == len(text) or not is_word_character(text[at]) or is_unspaced(text[at]) or is_unspaced(text[at - 1])
