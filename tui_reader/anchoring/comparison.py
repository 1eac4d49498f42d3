"""What changed in an article: its present text in paragraphs, with what was taken out where it stood, and the long
stretches that stayed left out.

The words are compared first and laid over the paragraphs then: in a body that came as one line the paragraphs are
guessed, and one sentence more moves the borders of all that follow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tui_reader.anchoring.difference import PieceKind, Stretch, stretches
from tui_reader.document.measure import words
from tui_reader.model import Block, Document

_LEAST_LEFT_OUT = 2  # fewer paragraphs are shown rather than counted
_LONG, _SHOWN = 1_500, 400  # code points: an unchanged stretch inside a paragraph, and what is shown of it by a change
_BLANK, _LINE = re.compile(r"\s"), re.compile("\n")


@dataclass(frozen=True, slots=True)
class Part:
    """Some text of one kind. `at` is its code-point offset in the present text, of removed text where it stood.

    `change` is the number of the change it belongs to, counted from 0, None for what stayed: what was removed and
    added in one place is one change.
    """

    kind: PieceKind
    text: str
    at: int
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as one looks at it. `block` says what it is: of the present text, of the old one if it is gone."""

    block: Block
    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was added or removed."""
        return any(part.kind != "same" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """So many paragraphs that stayed as they were are left out; none: so many words inside one paragraph."""

    paragraphs: int
    words: int = 0

    @property
    def summary(self) -> str:
        """The same in words."""
        number, noun = (self.paragraphs, "paragraph") if self.paragraphs else (self.words, "word")
        return f"{number:,} {noun}{'' if number == 1 else 's'} unchanged"


Row = Paragraph | Unchanged


@dataclass(frozen=True, slots=True)
class Place:
    """One change: the present text `[start, end)`, empty where something was only removed."""

    start: int
    end: int


def compare(old: Document, new: Document) -> tuple[Row, ...]:
    """How `new` differs from `old`, in the order of `new`; empty if the words that are shown are the same.

    Linear in practice; texts of megabytes that differ everywhere come out as removed and added paragraphs.
    """
    paragraphs = _Page(old, new).paragraphs()
    if not any(paragraph.changed for paragraph in paragraphs):
        return ()
    return tuple(_numbered(_collapsed(paragraphs)))


def places(rows: Iterable[Row]) -> list[Place]:
    """Where the changes of a comparison stand, by their numbers."""
    found: list[Place] = []
    for part in parts_of(rows):
        if part.change is not None:
            end = part.at + (len(part.text) if part.kind == "added" else 0)
            if part.change == len(found):
                found.append(Place(part.at, end))
            else:
                found[-1] = Place(min(found[-1].start, part.at), max(found[-1].end, end))
    return found


def parts_of(rows: Iterable[Row]) -> Iterator[Part]:
    """All parts of a comparison, in order."""
    return (part for row in rows if isinstance(row, Paragraph) for part in row.parts)


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    number, going_on = -1, False
    for row in rows:
        if isinstance(row, Unchanged):
            going_on = False
            yield row
            continue
        parts = []
        for part in row.parts:
            number += part.kind != "same" and not going_on
            going_on = part.kind != "same"
            parts.append(replace(part, change=number) if going_on else part)
        yield Paragraph(row.block, tuple(parts))


class _Fragment(NamedTuple):
    """The part of a stretch that lies in one block."""

    block: int
    start: int
    end: int


class _Blocks:
    """The blocks of a text, by offset."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.blocks = document.blocks
        self._starts = [block.start for block in document.blocks]

    def fragments(self, start: int, end: int) -> list[_Fragment]:
        """What is shown of `[start, end)`, by block; without what is blank."""
        found = []
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self.blocks)):
            block = self.blocks[number]
            if block.start >= end:
                break
            low, high = max(start, block.start), min(end, block.end)
            if low < high and not self.text[low:high].isspace():
                found.append(_Fragment(number, low, high))
        return found

    def apart(self, fragment: _Fragment, *, behind: bool) -> str:
        """The text of a fragment, with the blank that stands before it, or behind it."""
        start, end = fragment.start, fragment.end
        if behind:
            end += self.text[end : end + 1].isspace() and not self.text[end - 1].isspace()
        else:
            start -= self.text[max(0, start - 1) : start].isspace() and not self.text[start].isspace()
        return self.text[start:end]

    def goes_on(self, fragment: _Fragment) -> bool:
        """Whether more of a fragment's block follows it."""
        return bool(self.text[fragment.end : self.blocks[fragment.block].end].strip())


@dataclass(slots=True)
class _Open:
    """A paragraph that is being written. `new` and `old` are its blocks, as far as it has any; `goes_on`: it has only
    removed text so far, and what follows in its old block was kept."""

    new: int | None
    old: int | None
    parts: list[Part]
    goes_on: bool = False


class _Page:
    """Writes the paragraphs, from the first stretch to the last."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = _Blocks(old), _Blocks(new)
        self._done: list[_Open] = []
        for stretch in stretches(old.text, new.text):
            if stretch.same:
                self._same(stretch)
            else:
                self._changed(stretch)

    def paragraphs(self) -> list[Paragraph]:
        """All of them, in order."""
        return [Paragraph(self._block(one), tuple(one.parts)) for one in self._done]

    def _block(self, paragraph: _Open) -> Block:
        if paragraph.new is not None:
            return self._new.blocks[paragraph.new]
        assert paragraph.old is not None
        return self._old.blocks[paragraph.old]

    def _same(self, stretch: Stretch) -> None:
        for fragment in self._new.fragments(stretch.new, stretch.new_end):
            self._add(fragment, "same")
        if self._done and (kept := self._old.fragments(stretch.old, stretch.old_end)):
            self._done[-1].old = kept[-1].block

    def _changed(self, stretch: Stretch) -> None:
        """In order: what goes on in the paragraph at hand, the paragraphs removed, the paragraphs added. What was
        removed at the beginning of a paragraph that goes on stands at the beginning of that paragraph now."""
        removed = self._old.fragments(stretch.old, stretch.old_end)
        added = self._new.fragments(stretch.new, stretch.new_end)
        if self._done and removed and self._belongs_here(removed, stretch.new):
            text = self._old.apart(removed.pop(0), behind=False)
            self._done[-1].parts.append(Part("removed", text, stretch.new))
        if self._done and added and added[0].block == self._done[-1].new:
            self._add(added.pop(0), "added")
        joined = bool(removed) and self._old.goes_on(removed[-1])
        for fragment in removed[:-1] if joined else removed:
            text = self._old.text[fragment.start : fragment.end]
            self._done.append(_Open(None, fragment.block, [Part("removed", text, stretch.new)]))
        for fragment in added[:-1] if joined else added:
            self._add(fragment, "added")
        if joined:
            text = self._old.apart(removed[-1], behind=True)
            self._done.append(_Open(None, removed[-1].block, [Part("removed", text, stretch.new)], goes_on=True))
            for fragment in added[-1:]:
                self._add(fragment, "added")

    def _belongs_here(self, removed: Sequence[_Fragment], at: int) -> bool:
        """Whether removed text goes on in the paragraph at hand: it did so in the old text, or that paragraph goes on
        now in the new one, where `at` is."""
        last = self._done[-1]
        if removed[0].block == last.old:
            return True
        return len(removed) == 1 and last.new is not None and self._new.goes_on(_Fragment(last.new, at, at))

    def _add(self, fragment: _Fragment, kind: PieceKind) -> None:
        """Add text of the new text to its paragraph, which may have begun with what was removed there."""
        if not self._done or not (self._done[-1].goes_on or self._done[-1].new == fragment.block):
            self._done.append(_Open(fragment.block, None, []))
        paragraph = self._done[-1]
        paragraph.new, paragraph.goes_on = fragment.block, False
        paragraph.parts.append(Part(kind, self._new.text[fragment.start : fragment.end], fragment.start))


def _collapsed(paragraphs: Sequence[Paragraph]) -> Iterator[Row]:
    """The changed paragraphs and those beside them, the others only counted."""
    changed = [False, *(paragraph.changed for paragraph in paragraphs), False]
    near = [any(changed[at : at + 3]) for at in range(len(paragraphs))]
    at = 0
    while at < len(paragraphs):
        stop = at + 1
        while stop < len(paragraphs) and near[stop] == near[at]:
            stop += 1
        if not near[at] and stop - at >= _LEAST_LEFT_OUT:
            yield Unchanged(stop - at)
        else:
            for number in range(at, stop):
                yield from _shortened(paragraphs[number], changed[number], changed[number + 2])
        at = stop


def _shortened(paragraph: Paragraph, after_change: bool, before_change: bool) -> Iterator[Row]:
    """A paragraph without the middle of its long unchanged stretches; whether its neighbours are changed."""
    block, parts = paragraph.block, list[Part]()
    for number, part in enumerate(paragraph.parts):
        if part.kind != "same" or len(part.text) <= _LONG:
            parts.append(part)
            continue
        lines = block.kind in ("code", "table")
        more = number + 1 < len(paragraph.parts) or before_change
        head = _cut(part.text, _SHOWN, lines) if number or after_change or not more else 0
        tail = _cut(part.text, len(part.text) - _SHOWN, lines) if more else len(part.text)
        if head:
            parts.append(replace(part, text=part.text[:head]))
        if parts:
            yield Paragraph(block, tuple(parts))
        yield Unchanged(0, words(part.text[head:tail]))
        block = replace(block, marker="")  # an item goes on
        parts = [replace(part, text=part.text[tail:], at=part.at + tail)] if tail < len(part.text) else []
    if parts:
        yield Paragraph(block, tuple(parts))


def _cut(text: str, at: int, lines: bool) -> int:
    """A place near `at` to cut a text: behind a line's end or a blank, or there where neither is near."""
    found = (_LINE if lines else _BLANK).search(text, at, at + _SHOWN // 2)
    return found.end() if found else at
