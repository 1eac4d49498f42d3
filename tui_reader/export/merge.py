"""Export again into a file that was edited: a three-way merge for each block.

For a block, *base* is the rendering written last time, *mine* what the file says, *theirs* the rendering of now.
Who alone changed it wins; where both did, the user's text stays and it is a conflict. What the user deleted stays
deleted, what the user moved stays there, free text is never touched. A new block goes behind its nearest
predecessor in the article and behind the remark typed under that, so it never comes between the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain

from tui_reader.export import front_matter
from tui_reader.export.blocks import HEAD_PREFIX, File, Segment, lines, parse
from tui_reader.export.front_matter import Front
from tui_reader.export.markdown import Block, Section

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t\r\n]|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Report:
    """The keys of the blocks an export dealt with, by what was done; heads appear only under `conflict`.

    `kept` are blocks that the user edited, `conflict` those that changed in the program too (the user's text
    stays), `removed` went because their highlight is deleted, `tombstone` were deleted by the user and stay so,
    `duplicate` stand in the file more than once, and only the first copy is kept up to date.
    """

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    tombstone: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()

    @classmethod
    def together(cls, reports: Iterable[Report]) -> Report:
        """The report on several files."""
        found = list(reports)
        return cls(*(tuple(chain.from_iterable(getattr(each, name) for each in found)) for name in KINDS))

    def counts(self) -> dict[str, int]:
        """How many blocks of each kind."""
        return {name: len(getattr(self, name)) for name in KINDS}


KINDS = tuple(each.name for each in fields(Report))


@dataclass(frozen=True, slots=True)
class Merged:
    """A file after the merge: None where there is none and nothing new to write.

    `bases` are the renderings to remember, for the blocks of this file alone.
    """

    text: str | None
    bases: dict[str, str]
    report: Report


def merge(
    text: str | None,
    sections: Sequence[Section],
    bases: Mapping[str, str],
    front: Front | None = None,
    *,
    elsewhere: Collection[str] = (),
    restore: bool = False,
) -> Merged:
    """Bring a file up to date. Pure; `merge` of its own result with the same arguments changes nothing.

    `text` is the file, None if there is none; `bases` what was remembered after the last export; `front` the
    front matter to keep up to date. `elsewhere` are keys that belong to other files: if a block with such a key
    was moved here, it is the user's. `restore` brings back what the user deleted.
    """
    file = parse(text or "")
    state = _State(sections, bases, restore)
    pieces = [_settle(segment, state, file, elsewhere) for segment in file.segments]
    _place_new(pieces, sections, state, text is None)
    if text is None and not state.new:
        remembered = {key: base for key, base in bases.items() if key in state.wanted or key == (front and front.key)}
        return Merged(None, remembered, state.report())
    head = _front(file, front, state, is_new=text is None or not text.strip())
    body = _body(pieces, file.newline)
    if not file.fences and head and body:
        body = file.newline + body
    return Merged(file.bom + head + body, state.after, state.report())


class _State:
    """What is wanted, what was, and what becomes of it."""

    def __init__(self, sections: Sequence[Section], bases: Mapping[str, str], restore: bool) -> None:
        self.wanted = {block.key: block.rendering for each in sections for block in (each.head, *each.blocks)}
        self.bases = bases
        self.restore = restore
        self.seen: set[str] = set()
        self.after: dict[str, str] = {}
        self.done: dict[str, list[str]] = {kind: [] for kind in KINDS}

    @property
    def new(self) -> list[str]:
        return self.done["new"]

    def note(self, kind: str, key: str) -> None:
        if kind == "conflict" or not key.startswith(HEAD_PREFIX):
            self.done[kind].append(key)

    def keep_base(self, key: str) -> None:
        if key in self.bases:
            self.after[key] = self.bases[key]

    def deleted_by_user(self, key: str) -> bool:
        return key in self.bases and key not in self.seen and not self.restore

    def report(self) -> Report:
        return Report(*(tuple(self.done[kind]) for kind in KINDS))


@dataclass(slots=True)
class _Piece:
    """A segment as it will be written, with the new blocks that go before and behind it."""

    raw: str
    key: str | None = None
    gone: bool = False
    before: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)


def _settle(segment: Segment, state: _State, file: File, elsewhere: Collection[str]) -> _Piece:
    """Decide on one segment of the file."""
    key = segment.key
    if key is None or key in elsewhere or not (key in state.wanted or key in state.bases):
        return _Piece(segment.raw)
    if key in state.seen:
        state.note("duplicate", key)
        return _Piece(segment.raw)
    state.seen.add(key)
    mine, base, theirs = segment.body, state.bases.get(key), state.wanted.get(key)
    piece = _Piece(segment.raw, key)
    if theirs is None and mine == base:
        state.note("removed", key)
        piece.raw, piece.gone = "", True
    elif mine == theirs:
        state.after[key] = mine
    elif theirs is not None and mine == base:
        state.note("updated", key)
        state.after[key] = theirs
        piece.raw = theirs.replace("\n", file.newline) + segment.tail
    else:
        state.note("kept" if theirs is None or theirs == base else "conflict", key)
        state.keep_base(key)
    return piece


def _place_new(pieces: list[_Piece], sections: Sequence[Section], state: _State, is_new: bool) -> None:
    """Give every block that is not in the file its place, and every one that the user deleted its peace."""
    at = {piece.key: piece for piece in pieces if piece.key is not None and not piece.gone}
    last = _Piece("")
    for section in sections:
        fresh = [block for block in section.blocks if block.key not in state.seen]
        for block in [block for block in fresh if state.deleted_by_user(block.key)]:
            state.note("tombstone", block.key)
            state.keep_base(block.key)
            fresh.remove(block)
        head, lost = section.head, not any(block.key in at for block in (section.head, *section.blocks))
        # A new block of an article of which nothing is left needs its head again, or it would stand below another's.
        wants_head = head.key not in state.seen and (
            not state.deleted_by_user(head.key) or bool(fresh and lost and (is_new or len(sections) > 1))
        )
        if wants_head and (fresh or not is_new or not section.blocks):
            fresh.insert(0, head)
        elif head.key not in state.seen:
            state.keep_base(head.key)
        last = _place(section, {block.key for block in fresh}, at, state, last)
    if last.raw == "" and last.behind:
        pieces.append(last)
