"""The door to the sentence splitter: sentence ranges of an article's text, block by block.

The splitting itself is `sentencex`'s. Added here are only the few cases it misses: abbreviations that are always
followed by a name, numbers of list items, sentences wholly in brackets, and pieces without a single letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import sentencex

from tui_reader.document.characters import SURROGATES
from tui_reader.document.language import guess
from tui_reader.model import Block

_WHOLE = frozenset(("heading", "caption", "dateline", "image"))
_BY_LINE = frozenset(("code", "table"))

_SURROGATE = re.compile(f"[{SURROGATES}]")
_WIDE_BLANK = re.compile(r"[^\S\x00-\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_NUMBER = 10
_NUMBER_OF_ITEM = re.compile(r"\s*\(?\d{1,3}[.)]\s*")
# Titles that never end a sentence and that the splitter takes for ends in some language.
_BEFORE_A_NAME = re.compile(r"(?<![^\s(\[\"“‘«„])(?:Ms|M|Mme|Mlle|Mgr|Dr|St|Ste|Ft|Amb|Dña|mevr|Dipl|им)\.\s*\Z")
_LONGEST_TITLE = 8
_AFTER_BRACKETS = re.compile(r"(?<=[.!?…])[\"”’»]?[)\]]\s+(?=[\"“‘«(\[]*([^\W\d_]))")
_LONGEST_BRACKETS = 500
_FIRST_SENTENCE_WITHIN = 2_000
_WINDOW = 2_000
_LONG_BLOCK = 50_000

Range = tuple[int, int]


def sentences(text: str, blocks: Iterable[Block], lang: str = "") -> list[tuple[int, int]]:
    """The sentences of `text` as ranges `[start, end)` in code points, in order, blanks around them left out.

    No sentence leaves its block. Headings, captions, datelines and images are one sentence each, code and tables
    one a line, rules none. `lang` is an ISO 639-1 code; without one it is guessed.
    """
    return list(Sentences(text, blocks, lang))


class Sentences:
    """The sentences of a text, each block split when somebody first asks for one of it.

    Ranges are `[start, end)` in code points, as in `sentences`. Whoever reads sees a few blocks of thousands, so
    a long text must not be split before it can be shown.
    """

    def __init__(self, text: str, blocks: Iterable[Block], lang: str = "") -> None:
        """`blocks` in order, without overlap; `lang` is an ISO 639-1 code, guessed if empty."""
        self._text = text
        self._lang = lang or guess(text)
        self._blocks = [block for block in blocks if block.end > block.start and block.kind != "rule"]
        self._starts = [block.start for block in self._blocks]
        self._split: dict[int, list[Range]] = {}

    def __iter__(self) -> Iterator[Range]:
        for number in range(len(self._blocks)):
            yield from self._of(number)

    def _of(self, number: int) -> list[Range]:
        if number not in self._split:
            self._split[number] = list(_of_block(self._text, self._blocks[number], self._lang))
        return self._split[number]

    def _block_before(self, offset: int) -> int:
        """The last block that starts at `offset` or before it; -1 if none does."""
        return bisect_right(self._starts, offset) - 1

    def after(self, offset: int) -> Range | None:
        """The first sentence that starts at `offset` or behind it."""
        for number in range(max(0, self._block_before(offset)), len(self._blocks)):
            for sentence in self._of(number):
                if sentence[0] >= offset:
                    return sentence
        return None

    def before(self, offset: int) -> Range | None:
        """The last sentence that starts before `offset`."""
        for number in range(self._block_before(offset), -1, -1):
            for sentence in reversed(self._of(number)):
                if sentence[0] < offset:
                    return sentence
        return None

    def at(self, offset: int) -> Range | None:
        """The sentence that holds `offset`, else the next one, else the last one."""
        sentence = self.before(offset + 1)
        if sentence is not None and offset < sentence[1]:
            return sentence
        return self.after(offset) or sentence

    def covering(self, start: int, end: int) -> list[Range]:
        """The sentences that touch `[start, end)`, in order."""
        found: list[Range] = []
        for number in range(max(0, self._block_before(start)), len(self._blocks)):
            if self._blocks[number].start >= end:
                break
            found.extend(sentence for sentence in self._of(number) if sentence[0] < end and sentence[1] > start)
        return found

    def split_long_blocks(self) -> None:
        """Split the blocks that take a noticeable time, so that nobody has to wait for it later."""
        for number, block in enumerate(self._blocks):
            if block.end - block.start > _LONG_BLOCK:
                self._of(number)


def _of_block(text: str, block: Block, lang: str) -> Iterator[Range]:
    part = text[block.start : block.end]
    if block.kind in _WHOLE:
        return _trimmed((part,), block.start)
    if block.kind in _BY_LINE:
        return _trimmed(part.split("\n"), block.start, gap=1)
    return _trimmed(split_sentences(part, lang), block.start)


def first_sentence(text: str, lang: str = "") -> str:
    """The first sentence of the first line that is not blank, without blanks around it; "" if there is none."""
    begun = text.lstrip()[:_FIRST_SENTENCE_WITHIN]
    line = begun.split("\n", 1)[0]
    for start, end in _trimmed(split_sentences(line, lang or guess(line)), 0):
        return begun[start:end]
    return ""


def _trimmed(pieces: Iterable[str], start: int, gap: int = 0) -> Iterator[tuple[int, int]]:
    """The ranges of consecutive pieces, `gap` code points apart, without blanks around; blank pieces left out."""
    for piece in pieces:
        inside = piece.strip()
        if inside:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(inside)
        start += len(piece) + gap


def split_sentences(part: str, lang: str) -> Iterator[str]:
    """Sentences with the blanks around them, as long together as `part` is.

    In them lone surrogates are U+FFFD, and blanks beyond ASCII are plain ones.
    """
    # The splitter works on UTF-8, which has no surrogates; and behind a capital letter it takes every blank for one
    # byte, and breaks down where it is more ("plan B" and a no-break space).
    part = _WIDE_BLANK.sub(" ", _SURROGATE.sub("\ufffd", part))
    start = end = 0
    whole = True
    for piece, ends in _pieces(part, lang):
        if end > start and whole and not _continues(part, start, end, piece):
            yield from _cut_after_brackets(part[start:end])
            start = end
        end += len(piece)
        whole = ends
    if end > start:
        yield from _cut_after_brackets(part[start:end])


def _pieces(part: str, lang: str) -> Iterator[tuple[str, bool]]:
    """The splitter's pieces of `part`, each with whether it ends there.

    The splitter takes quadratic time on long texts without blanks and on quotation marks that never close. So it
    sees a long text through a window; what it finds near the window's end is left for the next window to find,
    and a piece as long as the window goes on in the next.
    """
    at = 0
    window = len(part) if part.isascii() else _WINDOW
    while at < len(part):
        last = at + window >= len(part)
        found = at
        for piece in _segmented(lang, part[at : at + window]):
            if not last and found > at and found + len(piece) > at + window * 3 // 4:
                break
            found += len(piece)
            yield piece, last or len(piece) < window
        at = found


def _segmented(lang: str, text: str) -> list[str]:
    """The splitter's pieces; where it breaks down, the text in one piece: unsplit rather than not shown."""
    try:
        found: list[str] = sentencex.segment(lang, text)
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # of Rust: no Exception, and not to be imported from anywhere
            raise
        return [text]
    return found


def _continues(part: str, start: int, end: int, piece: str) -> bool:
    """Whether `piece` belongs to the sentence `part[start:end]` before it."""
    if end - start <= _LONGEST_NUMBER and _NUMBER_OF_ITEM.fullmatch(part, start, end):
        return True
    if not (piece[0].isalpha() or _LETTER.search(piece)):
        return not _NUMBER_OF_ITEM.fullmatch(piece)
    return _BEFORE_A_NAME.search(part, max(start, end - _LONGEST_TITLE), end) is not None


def _cut_after_brackets(sentence: str) -> Iterator[str]:
    """`(It was late.) Nobody came.` is two sentences, `(e.g.) Nobody` is none."""
    start = 0
    if ")" not in sentence and "]" not in sentence:
        yield sentence
        return
    for end_of_brackets in _AFTER_BRACKETS.finditer(sentence):
        closed = end_of_brackets.start()
        opened = max(sentence.rfind(bracket, max(start, closed - _LONGEST_BRACKETS), closed) for bracket in "([")
        if opened >= 0 and " " in sentence[opened:closed] and end_of_brackets[1].isupper():
            yield sentence[start : end_of_brackets.end()]
            start = end_of_brackets.end()
    yield sentence[start:]
