"""Marking: the highlights of the open article, and everything that is done to them."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui_reader.library import Library
from tui_reader.model import ROLES, Highlight
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.commands import Place
from tui_reader.ui.messages import ArticlesChanged, MarksChanged, NoteWanted, Notice, PassageChosen
from tui_reader.ui.widgets.row_list import RowList

Job = Callable[[Library], Highlight | None]
"""What a deed asks of the library. It gives the one highlight it changed, live from now on, or None: look again."""


class Pointing(Protocol):
    """What the highlights need to know of the text: what is pointed at, and the sentences around."""

    @property
    def article_id(self) -> int | None:
        """The article pointed into."""

    @property
    def revision_id(self) -> int | None:
        """The revision of its text that the offsets are of."""

    @property
    def selecting(self) -> bool:
        """Whether something is selected."""

    def go_to(self, offset: int) -> None:
        """Make the sentence at an offset the current one."""

    def target(self) -> tuple[int, int] | None:
        """The selection or the current sentence."""

    def sentence_beside(self, offset: int, delta: int) -> tuple[int, int] | None:
        """The sentence after or before an offset."""

    def sentences_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that touch a range."""

    def leave_mode(self) -> bool:
        """The selection was used."""


class HighlightsPane(Vertical):
    """Owns the highlights of one article. The newest mark is live: it grows and shrinks until the cursor moves on."""

    PLACE: ClassVar[Place] = "reader"

    def __init__(self, desk: Background, pointing: Pointing, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._pointing = pointing
        self._list = RowList(id="highlight-rows")
        self._article_id: int | None = None
        self._highlights: Sequence[Highlight] = ()
        self._live: str | None = None
        self._busy = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def show(self, article_id: int, highlights: Sequence[Highlight] | None = None) -> None:
        """Show the highlights of another article, or of the same one again; None has them looked up."""
        if article_id != self._article_id:
            self._live = None
        self._article_id = article_id
        if highlights is None:
            work(self, self._load, group="highlights-load", exclusive=True)
        else:
            self._set(highlights)
            self._list.forget_rows()

    async def _load(self) -> None:
        article_id = self._article_id
        if article_id is None:
            return
        highlights = await self._desk.ask(lambda library: library.marks.of(article_id))
        if article_id == self._article_id:
            self._set(highlights)
            self._list.forget_rows()
            self.post_message(MarksChanged(article_id, highlights))

    def _set(self, highlights: Sequence[Highlight]) -> None:
        self._highlights = highlights
        self._list.show([h.id for h in highlights])
        self.border_title = Content(f"In this article · {len(highlights)}")

    def _changed(self, changed: Highlight, article_id: int) -> None:
        """One highlight is new or different: the others need not be read again."""
        self.post_message(ArticlesChanged([article_id]))
        if article_id != self._article_id:
            return
        self._live = changed.id
        highlights = [h for h in self._highlights if h.id != changed.id]
        insort(highlights, changed, key=lambda h: (h.start is None, h.start or 0, h.created, h.id))
        self._set(highlights)
        self._list.give({changed.id: wording.highlight_row(changed, with_title=False)})
        self.post_message(MarksChanged(changed.article_id, highlights))

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Rows are made as they come into view."""
        message.stop()
        wanted = set(message.keys)
        self._list.give({h.id: wording.highlight_row(h, with_title=False) for h in self._highlights if h.id in wanted})

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go to the passage."""
        message.stop()
        for highlight in self._highlights:
            if highlight.id == message.key and highlight.start is not None and highlight.end is not None:
                self.post_message(PassageChosen(highlight.start, highlight.end))

    # -- which highlight is meant

    def at_hand(self) -> Highlight | None:
        """The live highlight if the cursor is still on it, else the last made one under the cursor."""
        target = self._pointing.target()
        if target is None:
            return None
        here = [
            h
            for h in self._highlights
            if h.article_id == self._pointing.article_id
            and h.start is not None
            and h.end is not None
            and h.start < target[1]
            and h.end > target[0]
        ]
        live = next((h for h in here if h.id == self._live), None)
        return live or max(here, key=lambda h: (h.created, h.id), default=None)

    def _of_range(self, target: tuple[int, int]) -> Highlight | None:
        return next((h for h in self._highlights if (h.start, h.end) == target), None)

    # -- deeds

    def _do(self, plan: Callable[[], tuple[Job, str] | None]) -> None:
        """One deed after the other: `plan` looks at the highlights only when the deed before it is shown.

        It gives the job and what to tell, or None if there is nothing to do.
        """
        article_id = self._pointing.article_id
        if article_id is None:
            return

        async def do() -> None:
            async with self._busy:
                planned = plan() if self._pointing.article_id == article_id else None
                if planned is None:
                    return
                job, notice = planned
                made = await self._desk.ask(job)
                self.post_message(Notice(f"{notice} · u takes it back"))
                if made is None:
                    self.post_message(ArticlesChanged([article_id]))
                    await self._load()
                else:
                    self._changed(made, article_id)

        work(self, do, group="highlights-deed")

    def do_role(self, role: int) -> None:
        """Highlight what is pointed at."""
        target = self._pointing.target()
        if target is not None:
            self.mark(*target, role)

    def mark(self, start: int, end: int, role: int = 1) -> None:
        """Highlight a range at once."""
        job = self._marking(start, end, role)
        self._do(lambda: (job, f"Highlighted as “{ROLES[role - 1].name}”"))

    def _marking(self, start: int, end: int, role: int = 1) -> Callable[[Library], Highlight]:
        """The job of highlighting a range of what is pointed into (not of what the list shows: that follows a
        moment later when an article is opened)."""
        article_id, revision_id = self._pointing.article_id or 0, self._pointing.revision_id
        self._pointing.leave_mode()
        self._pointing.go_to(start)
        return lambda library: library.marks.highlight(article_id, start, end, role, revision_id=revision_id)

    def do_grow(self) -> None:
        """Take the next sentence in."""
        self._do(self._growing)

    def _growing(self) -> tuple[Job, str] | None:
        highlight = self._here()
        if highlight is None or highlight.start is None or highlight.end is None:
            return None
        beside = self._pointing.sentence_beside(highlight.end, 1)
        if beside is None:
            self.post_message(Notice("The text ends here"))
            return None
        return self._moved(highlight.id, highlight.start, beside[1]), "Highlight grown"

    def do_shrink(self) -> None:
        """Let the last sentence go."""
        self._do(self._shrinking)

    def _shrinking(self) -> tuple[Job, str] | None:
        highlight = self._here()
        if highlight is None or highlight.start is None or highlight.end is None:
            return None
        inside = self._pointing.sentences_in(highlight.start, highlight.end)
        if len(inside) < 2:
            self.post_message(Notice("One sentence is left; x deletes the highlight"))
            return None
        return self._moved(highlight.id, highlight.start, inside[-2][1]), "Highlight shrunk"

    def _moved(self, highlight_id: str, start: int, end: int) -> Job:
        revision_id = self._pointing.revision_id
        return lambda library: library.marks.move(highlight_id, start, end, revision_id=revision_id)

    def do_delete(self) -> None:
        """Delete the highlight at hand."""
        self._do(self._deleting)

    def _deleting(self) -> tuple[Job, str] | None:
        highlight = self._here()
        if highlight is None:
            return None
        which = highlight.id
        return lambda library: library.marks.delete(which), "Highlight deleted"

    def do_note(self) -> None:
        """Ask for a note on the highlight at hand; where there is none, highlight what is pointed at first."""
        target, article_id = self._pointing.target(), self._pointing.article_id
        if target is None or article_id is None:
            return
        selected = target if self._pointing.selecting else None
        job = self._marking(*target)

        async def ask() -> None:
            async with self._busy:
                # Behind whatever is still being saved: an old copy must not overwrite it. No notice before the
                # dialog: it would end the holding of keys that were typed ahead for the note.
                highlight = self._of_range(selected) if selected else self.at_hand()
                if highlight is None:
                    highlight = await self._desk.ask(job)
                    self._changed(highlight, article_id)
                self.post_message(NoteWanted(await self._desk.ask(lambda library: library.marks.get(highlight.id))))

        work(self, ask, group="highlights-note")

    def _here(self) -> Highlight | None:
        """The highlight at hand, or a word that there is none."""
        highlight = self.at_hand()
        if highlight is None:
            self.post_message(Notice("There is no highlight here; 1 makes one of the current sentence"))
        return highlight

    def set_note(self, highlight_id: str, note: str, *, more: bool = False) -> None:
        """Keep a note; `more` goes on with the last saving."""
        self._do(lambda: (lambda library: library.marks.set_note(highlight_id, note, more=more), "Note saved"))

    def set_tags(self, highlight_id: str, tags: Sequence[str]) -> None:
        """Keep tags."""
        self._do(lambda: (lambda library: library.marks.set_tags(highlight_id, tags), "Tags saved"))
