"""Export again into a file that was edited: a three-way merge for each block.

For a block, *base* is the rendering written last time, *mine* what the file says, *theirs* the rendering of now.
Who alone changed it wins; where both did, the user's text stays and it is a conflict. What the user deleted stays
deleted, what the user moved stays there, free text is never touched. A new block goes behind its nearest
predecessor in the article and behind the remark typed under that, so it never comes between the two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tui_reader.export import front_matter
from tui_reader.export.blocks import File, Segment, is_head, parse
from tui_reader.export.front_matter import Front
from tui_reader.export.marked import Block, Section
from tui_reader.export.merged import KINDS, Conflict, Merged, Report
from tui_reader.export.pieces import Piece, body_of


def merge(
    text: str | None,
    sections: Sequence[Section],
    bases: Mapping[str, str],
    front: Front | None = None,
    *,
    out_of_scope: Collection[str] = (),
    restore: bool = False,
) -> Merged:
    """Bring a file up to date. Pure; merging the result with its bases once more changes nothing.

    `text` is the file, None if there is none; `bases` what was remembered of it after the last export; `front` the
    front matter to keep up to date. `sections` hold every highlight that belongs here and is alive; those without a
    rendering, and those `out_of_scope`, are not what this export is about and stay as they stand. `restore` brings
    back what the user deleted.
    """
    file = parse(text or "")
    is_new = not (text or "").strip()
    state = _State(sections, bases, out_of_scope, restore)
    pieces = [_settle(segment, state, file.newline) for segment in file.segments]
    at_end = _place_all(sections, pieces, state, is_new)
    if front is not None and (front.key in bases or not is_new or at_end):
        state.after[front.key] = front.rendering
    if text is None and not at_end:
        return Merged(None, state.after, state.report())
    body = body_of(pieces, at_end, file.newline)
    text = file.bom + _front(file, front, bases, body) + body
    return Merged(text, state.after, state.report(), tuple(state.conflicts))


class _State:
    """What is wanted, what was, and what becomes of it."""

    def __init__(
        self, sections: Sequence[Section], bases: Mapping[str, str], out_of_scope: Collection[str], restore: bool
    ) -> None:
        self.wanted = {block.key: block.rendering for each in sections for block in (each.head, *each.blocks)}
        kept = {key: base for key, base in bases.items() if key in out_of_scope}
        self.wanted = dict.fromkeys(kept, None) | self.wanted
        self.bases = bases
        self.restore = restore
        self.seen: set[str] = set()
        self.after = kept
        self.conflicts: list[Conflict] = []
        self._done: dict[str, list[str]] = {kind: [] for kind in KINDS}

    def note(self, kind: str, key: str) -> None:
        if kind == "conflict" or not is_head(key):
            self._done[kind].append(key)

    def keep_base(self, key: str) -> None:
        if key in self.bases:
            self.after[key] = self.bases[key]

    def deleted_by_user(self, block: Block) -> bool:
        return block.key in self.bases and block.key not in self.seen and not self.restore

    def report(self) -> Report:
        return Report(*(tuple(self._done[kind]) for kind in KINDS))


def _settle(segment: Segment, state: _State, newline: str) -> Piece:
    """Decide on one segment of the file. A block of another file that was moved here is the user's own."""
    key = segment.key
    if key is None or (key not in state.wanted and key not in state.bases):
        return Piece(segment.raw, free=key is None)
    if key in state.seen:
        state.note("duplicate", key)
        return Piece(segment.raw)
    state.seen.add(key)
    mine, base, theirs = segment.body, state.bases.get(key), state.wanted.get(key)
    if theirs is None and key in state.wanted:
        state.keep_base(key)
        return Piece(segment.raw, key)
    if theirs is None and mine == base:
        state.note("removed", key)
        return Piece("", key, gone=True)
    if mine == theirs:
        state.after[key] = mine
    elif theirs is not None and mine == base:
        state.note("updated", key)
        state.after[key] = theirs
        return Piece(theirs.replace("\n", newline) + segment.tail, key)
    else:
        if theirs is None or theirs == base:
            state.note("kept", key)
        else:
            state.note("conflict", key)
            state.conflicts.append(Conflict(key, mine, theirs))
        state.keep_base(key)
    return Piece(segment.raw, key)


def _place_all(sections: Sequence[Section], pieces: Sequence[Piece], state: _State, is_new: bool) -> list[Block]:
    """Give every new block its place among the pieces; returns those that go to the end of the file."""
    at = {piece.key: piece for piece in pieces if not piece.gone}
    news = [_fresh(section, state) for section in sections]
    begins = is_new and any(news)
    waiting: list[Block] = []
    last: Piece | None = None
    for section, fresh in zip(sections, news, strict=True):
        order = (section.head, *section.blocks)
        there = [at[block.key] for block in order if block.key in at]
        alone = is_new or (not there and len(sections) > 1)
        if _lacks_head(section, state, needed=(alone and bool(fresh)) or (begins and not section.blocks)):
            fresh.insert(0, section.head)
        state.after |= {block.key: block.rendering for block in fresh if block.rendering is not None}
        if there:
            there[0].before += waiting
            waiting = []
            _place(order, fresh, at)
            last = there[-1]
        else:
            (waiting if last is None else last.behind).extend(fresh)
    return waiting


def _fresh(section: Section, state: _State) -> list[Block]:
    """The highlights to write that are not in the file."""
    fresh: list[Block] = []
    for block in section.blocks:
        if block.key in state.seen:
            continue
        if block.rendering is None:
            state.keep_base(block.key)
        elif state.deleted_by_user(block):
            state.note("tombstone", block.key)
            state.keep_base(block.key)
        else:
            state.note("new", block.key)
            fresh.append(block)
    return fresh


def _lacks_head(section: Section, state: _State, *, needed: bool) -> bool:
    """Whether the head is to be written. `needed`: without it the new blocks would stand under another's."""
    head = section.head
    if head.key in state.seen:
        return False
    if head.rendering is None or (state.deleted_by_user(head) and not needed):
        state.keep_base(head.key)
        return False
    return True


def _place(order: Sequence[Block], fresh: Collection[Block], at: Mapping[str | None, Piece]) -> None:
    """Put new blocks behind their nearest predecessor, or before the first that is there."""
    new = {block.key for block in fresh}
    waiting: list[Block] = []
    last: Piece | None = None
    for block in order:
        if (piece := at.get(block.key)) is not None:
            piece.before += waiting
            waiting, last = [], piece
        elif block.key in new:
            (waiting if last is None else last.behind).append(block)


def _front(file: File, front: Front | None, bases: Mapping[str, str], body: str) -> str:
    """The front matter with its fences: a new file's own, or what the file has, brought up to date."""
    newline = file.newline
    if file.fences is None:
        if front is None or any(segment.raw.strip() for segment in file.segments):
            return ""
        return "".join(["---" + newline, *front_matter.lines_of(front, newline), "---" + newline, newline])
    inner = file.front if front is None else front_matter.merge(file.front, front, bases.get(front.key), newline)
    opening, ending = file.fences
    return opening + "".join(inner) + ending + ("" if ending.endswith(("\n", "\r")) or not body else newline)
