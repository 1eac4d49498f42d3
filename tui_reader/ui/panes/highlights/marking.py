"""Marking: what is done to the highlight at hand, or to what is pointed at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from tui_reader.library import Library
from tui_reader.model import ROLES, Highlight
from tui_reader.ui.background import Background, work
from tui_reader.ui.messages import ArticlesChanged, NoteWanted, Notice
from tui_reader.ui.panes.highlights.draft import Job, NoteDraft
from tui_reader.ui.panes.highlights.pane import HighlightsPane
from tui_reader.ui.panes.highlights.pointed import Pointing

Plan = Callable[[], tuple[Job, str] | None]
"""Looks at the highlights and gives the job and what to tell; None if there is nothing to do."""


class Marking:
    """The deeds of one pane, one after the other."""

    def __init__(self, pane: HighlightsPane, desk: Background, pointing: Pointing) -> None:
        self._pane = pane
        self._desk = desk
        self._pointing = pointing
        self._busy = asyncio.Lock()
        self._placing: tuple[str, int] | None = None

    def _tell(self, text: str) -> None:
        self._pane.post_message(Notice(text))

    def _do(self, plan: Plan) -> None:
        """One deed after the other: `plan` looks at the highlights only when the deed before it is shown."""
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
                self._tell(f"{notice} · u takes it back")
                if made is None:
                    self._pane.post_message(ArticlesChanged([article_id]))
                    await self._pane.load()
                else:
                    self._pane.changed(made)

        work(self._pane, do, group="highlights-deed")

    def _here(self) -> Highlight | None:
        """The highlight at hand, or a word that there is none."""
        highlight = self._pane.at_hand()
        if highlight is None:
            self._tell("There is no highlight here; 1 makes one of the current sentence")
        return highlight

    # -- new ones

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

    # -- its range

    def do_grow(self) -> None:
        """Take the next sentence in."""
        self._do(self._growing)

    def _growing(self) -> tuple[Job, str] | None:
        highlight = self._here()
        if highlight is None or highlight.start is None or highlight.end is None:
            return None
        beside = self._pointing.sentence_beside(highlight.end, 1)
        if beside is None:
            self._tell("The text ends here")
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
            self._tell("One sentence is left; x deletes the highlight")
            return None
        return self._moved(highlight.id, highlight.start, inside[-2][1]), "Highlight shrunk"

    def _moved(self, highlight_id: str, start: int, end: int) -> Job:
        revision_id = self._pointing.revision_id
        return lambda library: library.marks.move(highlight_id, start, end, revision_id=revision_id)

    def do_merge(self) -> None:
        """Make one of the highlight at hand and those that share text with it."""
        self._do(self._merging)

    def _merging(self) -> tuple[Job, str] | None:
        highlight = self._here()
        if highlight is None or highlight.start is None or highlight.end is None:
            return None
        start, end = highlight.start, highlight.end
        found = [highlight]
        while len(more := self._pane.touching(start - 1, end + 1)) > len(found):  # one may lead to the next
            found = more
            start = min(h.start for h in found if h.start is not None)
            end = max(h.end for h in found if h.end is not None)
        if len(found) < 2:
            self._tell("No other highlight touches this one")
            return None
        ids = [highlight.id, *(h.id for h in found if h.id != highlight.id)]

        def merge(library: Library) -> None:
            library.marks.merge(ids)

        return merge, f"{len(ids)} highlights are one"

    # -- its place in a text that changed

    def show_place(self, highlight: Highlight) -> None:
        """The user is about to point at the right words of a highlight, in its own article."""
        self._placing = highlight.id, highlight.article_id

    @property
    def placing(self) -> str | None:
        """The highlight whose right place the user is about to show; none once another article is read."""
        placing = self._placing
        return placing[0] if placing is not None and placing[1] == self._pointing.article_id else None

    def do_place(self) -> None:
        """These are the right words."""
        target, which, revision_id = self._pointing.target(), self.placing, self._pointing.revision_id
        if which is None or target is None:
            return
        self.leave_placing()
        self._pointing.leave_mode()
        start, end = target
        self._do(
            lambda: (
                lambda library: library.reviewing.reselect(which, start, end, revision_id=revision_id),
                "The highlight stands here now",
            )
        )

    def leave_placing(self) -> bool:
        """No place will be shown; False if none was to be."""
        was, self._placing = self.placing is not None, None
        return was

    # -- deleting, notes, tags

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
        """Ask for a note on the highlight at hand; where there is none, on a new one of what is pointed at."""
        target, article_id = self._pointing.target(), self._pointing.article_id
        if target is None or article_id is None:
            return
        selected = target if self._pointing.selecting else None
        words, revision_id = self._pointing.words(target), self._pointing.revision_id
        start = target[0] + len(words) - len(words.lstrip())  # highlights begin and end at words
        end = start + len(words.strip())
        self._pointing.leave_mode()
        self._pointing.go_to(start)

        def make(library: Library, note: str) -> Highlight:
            return library.marks.highlight(article_id, start, end, note=note, revision_id=revision_id)

        def look(library: Library, at: Highlight | None) -> Highlight | None:
            """The highlight as it is now. The list follows a moment later when an article is opened."""
            if at is not None:
                return library.marks.get(at.id)
            return next((h for h in library.marks.of(article_id) if (h.start, h.end) == (start, end)), None)

        async def ask() -> None:
            async with self._busy:
                # Behind whatever is still being saved: an old copy must not overwrite it. No notice before the
                # dialog: it would end the holding of keys that were typed ahead for the note.
                at = self._pane.of_range(selected) if selected else self._pane.at_hand()
                there = await self._desk.ask(lambda library: look(library, at))
                draft = NoteDraft(make, there.id if there else None)
                keep = self._keeping(draft)
                self._pane.post_message(NoteWanted(there.quote if there else words, there.note if there else "", keep))

        work(self._pane, ask, group="highlights-note")

    def _keeping(self, draft: NoteDraft) -> Callable[[str, bool], None]:
        return lambda note, more: self._do(lambda: draft.kept(note, more))

    def set_tags(self, highlight_id: str, tags: Sequence[str]) -> None:
        """Keep tags."""
        self._do(lambda: (lambda library: library.marks.set_tags(highlight_id, tags), "Tags saved"))
