"""What the pane shows of an article: the text, its marks on the rail and what points into it, kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.document.sanitise import one_line
from tui_reader.model import Block, Document, Highlight
from tui_reader.ui import wording
from tui_reader.ui.panes.reading.find import Find
from tui_reader.ui.panes.reading.landmarks import Landmarks
from tui_reader.ui.panes.reading.pointing import Pointing
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from tui_reader.library.reading import Opened

NOTHING_OPEN = "Nothing is open yet. Enter opens the article under the cursor, a adds your own, ? shows the keys."
BEFORE = 300
"""Characters in view before a passage one goes to: a match on the very first line is read without its sentence."""


class Showing:
    """Shows one article, and goes to places in it."""

    def __init__(self, view: DocumentView, rail: Rail, pointing: Pointing) -> None:
        self._view = view
        self._landmarks = Landmarks(view, rail)
        self._pointing = pointing

    # -- the text and its marks

    def show_nothing(self) -> None:
        """An empty pane says what fills it."""
        self._view.show(Document(NOTHING_OPEN, (Block("caption", 0, len(NOTHING_OPEN)),)))

    def show(self, opened: Opened, top: int, sentence: int | None = None) -> None:
        """Show an article from an offset on, with the sentence at another as the current one."""
        self._view.show(
            opened.document,
            one_line(opened.article.title, wording.TITLE_LENGTH) or "Untitled",
            wording.byline(opened.article, opened.tags),
            top=min(top, max(0, len(opened.document.text) - 1)),
            whole=opened.whole,
        )
        self.set_marks(opened)
        self._pointing.read(opened)
        if sentence is not None:
            self._pointing.go_to(sentence)

    def go_on_in(self, opened: Opened) -> None:
        """The same text came in other blocks, or in more of them."""
        self._view.replace_document(opened.document)
        self._pointing.go_on_in(opened)
        self._pointing.follow()

    def set_facts(self, opened: Opened) -> None:
        """What is told of the article, and what is marked in it, may be other than before."""
        self.set_marks(opened)
        self._view.set_byline(wording.byline(opened.article, opened.tags))

    def set_marks(self, opened: Opened) -> None:
        """Its bookmark and its highlights."""
        self._landmarks.set_bookmark(opened.bookmark)
        self.set_highlights(opened.highlights)

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Paint these highlights."""
        self._view.set_highlights(highlights)
        self._landmarks.set_highlights(highlights)

    # -- places in it

    @property
    def top(self) -> int:
        """The offset of the first visible character."""
        return self._view.top_offset

    @property
    def sentence(self) -> int | None:
        """The offset of the current sentence."""
        return self._pointing.sentence

    def reveal_sentence(self) -> None:
        """Scroll to the current sentence if other text is in view."""
        self._pointing.reveal_sentence()

    def follow(self) -> None:
        """Other text is in view."""
        self._landmarks.follow()
        self._pointing.follow()

    def show_beginning(self) -> None:
        """Go to the first line; nothing is a match."""
        self._view.set_matches((), None)
        self._view.put_first(0)

    def show_passage(self, start: int, end: int | None = None) -> None:
        """Go to a passage and make it the current match."""
        self._view.reveal(start, end)
        self._pointing.go_to(start)
        if end is not None and end > start:
            self._view.set_matches([], (start, end))
        self._pointing.follow()

    def show_match(self, find: Find) -> None:
        """Paint what was found, and go to the current match."""
        self._view.set_matches(find.matches, find.current)
        self._landmarks.set_matches(find.matches, find.current)
        if find.current is not None:
            self._view.reveal(*find.current)
            self._pointing.go_to(find.current[0])
        self._pointing.follow()

    def go_to_line(self, offset: int) -> None:
        """Put the line of an offset first."""
        self._view.put_first(offset)
        self._pointing.go_to(offset)
        self._pointing.follow()
