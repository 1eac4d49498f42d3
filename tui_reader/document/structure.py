"""A plain body as blocks: paragraphs, and what news text carries before them. The text itself is never changed.

Characters outside all blocks (the blanks between two paragraphs of a one-line body, a list item's own marker) are
not shown. All work is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from tui_reader.document import lead
from tui_reader.document.language import guess
from tui_reader.document.measure import CHARACTERS_A_MINUTE, WORDS_A_MINUTE, count_words
from tui_reader.document.sentences import split_sentences
from tui_reader.model import Block

# Lengths of paragraphs in words; a character of a script without blanks counts by its reading time.
_FULL = 60
_TOO_LONG = 90
_TOO_SHORT = 20
_LEFT_WHOLE = 110
_LINE_LEFT_WHOLE = 180
_LONGEST_WORD = 30  # on average, so that a long text need not be counted to be found long

_NEVER_FIRST = frozenset(",.;:!?)]}%")
_NEVER_LAST = frozenset(",;(")
_TERMINATED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』）]*\Z")
_LONGEST_END = 6

_WITHOUT_SENTENCE_ENDS = frozenset(("th", "lo"))
_TO_BLANK = re.compile(r"\S+\s*|\s+")

# Lines broken by hand: about as long as each other, and within what people set their editors to.
_WRAPPED_BETWEEN = range(45, 101)
_WRAPPED_AT_LEAST = 3
_WRAPPED_ALIKE = 0.7
_ITEM = re.compile(rf"(?:(?P<bullet>[-*•‣◦–+])|(?P<number>\d{{1,3}})[.)])[{lead.BLANKS}]+(?=\S)")
_ITEMS_IN_A_ROW = 3


class _Line(NamedTuple):
    """A line that is not blank: its range without the blanks around, and whether a blank line stands before it."""

    start: int
    end: int
    after_blank: bool


def blocks_of(text: str, title: str = "", lang: str = "", *, until: int | None = None) -> tuple[Block, ...]:
    """The blocks of a plain body; with `until` only those that start before this offset, in a part of the time.

    A body that came as one line is searched for a caption, a repetition of `title` and a dateline, and cut into
    paragraphs at gaps and at sentence ends. In a body of several lines a line is a paragraph, or, where lines were
    broken by hand, what stands between two blank lines. `lang` is an ISO 639-1 code; without one it is guessed.
    """
    lines = list(_lines(text))
    lang = lang or guess(text)
    if len(lines) == 1:
        blocks = _one_line_body(text, lines[0].start, lines[0].end, title, lang)
    else:
        blocks = _several_lines(text, lines, lang)
    return tuple(blocks if until is None else takewhile(lambda block: block.start < until, blocks))


def as_it_came(text: str) -> tuple[Block, ...]:
    """One paragraph for each line that is not blank."""
    return tuple(Block("paragraph", line.start, line.end) for line in _lines(text))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    after_blank = False
    for raw in text.split("\n"):
        inside = raw.strip()
        if inside:
            begin = start + len(raw) - len(raw.lstrip())
            yield _Line(begin, begin + len(inside), after_blank)
        after_blank = not inside
        start += len(raw) + 1


def _one_line_body(text: str, start: int, end: int, title: str, lang: str) -> Iterator[Block]:
    if caption := lead.caption_end(text, start, end):
        yield Block("caption", start, caption)
        start = lead.after_blanks(text, caption)
    if headline := lead.headline_end(text, start, end, title):
        yield Block("heading", start, headline)
        start = lead.after_blanks(text, headline)
    dateline = lead.dateline_end(text, start, end)
    # A place and a dash with nothing behind them are no dateline but all there is.
    if dateline and (after := lead.after_dash(text, dateline)) < end:
        yield Block("dateline", start, dateline)
        start = after
    if start >= end:
        return
    for first, stop in _between_gaps(text, start, end):
        yield from _paragraphs(text, first, stop, lang, _LEFT_WHOLE)


def _between_gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between the gaps of a line, but for those gaps over which a sentence plainly goes on."""
    for gap in lead.GAP.finditer(text, start, end):
        if not _goes_on(text, gap.start(), gap.end()):
            yield start, gap.start()
            start = gap.end()
    yield start, end


def _goes_on(text: str, gap_start: int, gap_end: int) -> bool:
    before = text[max(0, gap_start - _LONGEST_END) : gap_start]
    after = text[gap_end : gap_end + 3].lstrip("\"'“‘«„([")[:1]
    if after in _NEVER_FIRST:
        return True
    return not _TERMINATED.search(before) and (after.islower() or before[-1:] in _NEVER_LAST)


def _paragraphs(text: str, start: int, end: int, lang: str, left_whole: int) -> Iterator[Block]:
    """`text[start:end]` as one paragraph, or as several cut at sentence ends if it has more than `left_whole`
    words."""
    part = text[start:end]
    if len(part) <= left_whole * _LONGEST_WORD and _weight(part) <= left_whole:
        yield Block("paragraph", start, end)
        return
    kept: tuple[int, int] | None = None  # the last paragraph is held back: a short rest joins it
    begin = stop = at = start
    weight = 0.0
    for sentence in _cuttable(part, lang):
        more = _weight(sentence)
        if weight >= _FULL or (weight >= _TOO_LONG - _FULL and weight + more > _TOO_LONG):
            if kept:
                yield Block("paragraph", *kept)
            kept = begin, stop
            begin, weight = at + len(sentence) - len(sentence.lstrip()), 0.0
        stop = at + len(sentence.rstrip())
        at += len(sentence)
        weight += more
    if kept and weight < _TOO_SHORT:
        begin = kept[0]
    elif kept:
        yield Block("paragraph", *kept)
    yield Block("paragraph", begin, end)


def _cuttable(part: str, lang: str) -> Iterator[str]:
    """The pieces after which a paragraph may end: sentences, or in Thai and Lao, which mark none, what stands
    between two blanks."""
    for sentence in split_sentences(part, lang):
        if lang in _WITHOUT_SENTENCE_ENDS:
            yield from _TO_BLANK.findall(sentence)
        else:
            yield sentence


def _weight(text: str) -> float:
    words, characters = count_words(text)
    return words + characters * WORDS_A_MINUTE / CHARACTERS_A_MINUTE


def _several_lines(text: str, lines: list[_Line], lang: str) -> Iterator[Block]:
    wrapped = _is_wrapped(text, lines)
    at = 0
    while at < len(lines):
        items, behind = _items(text, lines, at, wrapped)
        if items:
            yield from items
        elif wrapped:
            while behind < len(lines) and not (lines[behind].after_blank or _items(text, lines, behind, wrapped)[0]):
                behind += 1
            yield Block("paragraph", lines[at].start, lines[behind - 1].end)
        else:
            yield from _paragraphs(text, lines[at].start, lines[at].end, lang, _LINE_LEFT_WHOLE)
        at = behind


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Whether the lines are prose broken by hand: alike in length, most of them going on in small letters."""
    pairs = (pair for pair in pairwise(lines) if not pair[1].after_blank)
    broken = [(line, after) for line, after in pairs if not _item_mark(text, after)]
    longest = max((line.end - line.start for line in lines), default=0)
    if len(broken) < _WRAPPED_AT_LEAST or longest not in _WRAPPED_BETWEEN:
        return False
    alike = sum(line.end - line.start >= longest * _WRAPPED_ALIKE for line, _ in broken)
    going_on = sum(text[after.start].islower() for _, after in broken)
    return alike >= len(broken) * 0.8 and going_on >= len(broken) * 0.4


def _items(text: str, lines: list[_Line], at: int, wrapped: bool) -> tuple[list[Block], int]:
    """The list that begins at line `at`, if one does, and the line behind it (else the next line).

    A list is three or more lines with the same bullet, or numbered one after the other. Where lines are wrapped,
    an item goes on up to the next one or a blank line.
    """
    items: list[Block] = []
    previous: re.Match[str] | None = None
    behind = at
    while behind < len(lines) and (mark := _item_mark(text, lines[behind])) and _follows(mark, previous):
        behind += 1
        while wrapped and behind < len(lines) and not (lines[behind].after_blank or _item_mark(text, lines[behind])):
            behind += 1
        marker = "•" if mark["bullet"] else f"{int(mark['number'])}."
        items.append(Block("item", mark.end(), lines[behind - 1].end, marker=marker))
        previous = mark
    return (items, behind) if len(items) >= _ITEMS_IN_A_ROW else ([], at + 1)


def _item_mark(text: str, line: _Line) -> re.Match[str] | None:
    return _ITEM.match(text, line.start, line.end)


def _follows(mark: re.Match[str], previous: re.Match[str] | None) -> bool:
    if previous is None:
        return True
    if mark["bullet"] or previous["bullet"]:
        return mark["bullet"] == previous["bullet"]
    return int(mark["number"]) == int(previous["number"]) + 1
