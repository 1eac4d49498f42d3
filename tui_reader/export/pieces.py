"""Writing a file of pieces: what it had, as it was, and what is new in it, between blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui_reader.export.blocks import lines, unify
from tui_reader.export.marked import Block

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t\r\n]|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(slots=True)
class Piece:
    """A segment as it will be written, with the new blocks that go before and behind it."""

    raw: str
    key: str | None = None
    free: bool = False
    gone: bool = False
    before: list[Block] = field(default_factory=list)
    behind: list[Block] = field(default_factory=list)


def body_of(pieces: Sequence[Piece], at_end: Sequence[Block], newline: str) -> str:
    """Write the pieces and the new blocks, each of these between blank lines."""
    out = _Writer(newline)
    behind: list[Block] = []
    after_gone = False
    for piece in pieces:
        raw = piece.raw
        if behind:
            end = _remark_end(raw) if piece.free else 0
            out.text(raw[:end])
            out.blocks(behind)
            raw = raw[end:]
        elif after_gone and piece.free:
            raw = out.without_doubled_blank(raw)
        out.blocks(piece.before)
        out.text(raw)
        behind, after_gone = piece.behind, piece.gone
    out.blocks([*behind, *at_end])
    return out.written()


def _remark_end(free: str) -> int:
    """Where in free text a remark on what stands before it ends: at the first heading, which begins something."""
    offset, fence, comment = 0, "", False
    for line in lines(free):
        mark = _FENCE.match(line)
        if comment or (not fence and "<!--" in line):
            comment = line.rfind("<!--") > line.rfind("-->") or (comment and "-->" not in line)
        elif fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif _HEADING.match(line):
            return offset
        offset += len(line)
    return offset


class _Writer:
    """Collects the text of a file and sees to blank lines around what is new in it."""

    def __init__(self, newline: str) -> None:
        self._newline = newline
        self._parts: list[str] = []
        self._end = ""
        self._gap_owed = False

    def text(self, raw: str) -> None:
        """Text of the file, as it is."""
        if raw:
            if self._gap_owed and not raw.startswith(("\r", "\n")):
                self._add(self._newline)
            self._gap_owed = False
            self._add(raw)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """New blocks."""
        for block in blocks:
            if self._end and not self._blank():
                self._add(self._newline * (1 if self._end.endswith(("\n", "\r")) else 2))
            self._add((block.rendering or "").replace("\n", self._newline) + self._newline)
            self._gap_owed = True

    def without_doubled_blank(self, raw: str) -> str:
        """`raw` without its first line end, if that would make a second blank line where a block was removed."""
        first = next(iter(lines(raw)), "")
        return raw[len(first) :] if not first.strip("\r\n") and (not self._end or self._blank()) else raw

    def written(self) -> str:
        return "".join(self._parts)

    def _blank(self) -> bool:
        return unify(self._end).endswith("\n\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._end = (self._end + text[-4:])[-4:]
