"""A note while it is being written."""

from __future__ import annotations

from collections.abc import Callable

from tui_reader.library import Library
from tui_reader.model import Highlight

Job = Callable[[Library], Highlight | None]
"""What a deed asks of the library. It gives the one highlight it changed, live from now on, or None: look again."""


class NoteDraft:
    """A note on a highlight, or on words that are none yet: these are one for as long as there is a note on them."""

    def __init__(self, make: Callable[[Library, str], Highlight], highlight_id: str | None) -> None:
        """`make` highlights the words with a note; it is not asked for a highlight that is there."""
        self._make = make
        self._new = highlight_id is None
        self._id = highlight_id

    def kept(self, note: str, more: bool) -> tuple[Job, str] | None:
        """The job of keeping what is written by now, and what to tell; None if there is nothing to keep."""
        which, blank = self._id, not note.strip()
        if which is None:
            return None if blank else (lambda library: self._made(library, note), "Note saved")
        if blank and self._new:
            return lambda library: self._given_up(library, which), "Highlight deleted"
        more = more or self._new  # with the note goes the highlight that was made for it, in one step
        return lambda library: library.marks.set_note(which, note, more=more), "Note saved"

    def _made(self, library: Library, note: str) -> Highlight:
        made = self._make(library, note)
        self._id = made.id
        return made

    def _given_up(self, library: Library, which: str) -> None:
        library.marks.delete(which)
        self._id = None
