"""Pointing at text: the current sentence, a selection by mouse or keys, letters on sentences and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from tui_reader.document.links import place_of
from tui_reader.document.sentences import Sentences
from tui_reader.ui.messages import Notice, PlaceChanged
from tui_reader.ui.panes.reading.cursor import SentenceCursor
from tui_reader.ui.panes.reading.labels import Labels, label_all
from tui_reader.ui.panes.reading.visual import Visual
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.pointer import Pressed

if TYPE_CHECKING:
    from tui_reader.library.reading import Opened

Mode = Literal["", "visual", "labels", "links"]
Range = tuple[int, int]
"""`[start, end)` code points of the open article's text."""


class Pointing:
    """Answers what is pointed at in a view, and carries the modes that change it."""

    def __init__(self, view: DocumentView, browse: Callable[[str], None], tell: Callable[[Message], object]) -> None:
        """`tell` posts a message from the pane: one that is posted from the view ends at its parent."""
        self._view = view
        self._browse = browse
        self._tell = tell
        self._opened: Opened | None = None
        self._cursor = SentenceCursor(Sentences("", ()), ())
        self._selection: Range | None = None
        self._visual: Visual | None = None
        self._labels: Labels | None = None
        self.mode: Mode = ""

    def read(self, opened: Opened) -> None:
        """Point into this article from now on."""
        self._opened = opened
        self._cursor = SentenceCursor(opened.sentences, opened.document.blocks)

    def go_on_in(self, opened: Opened) -> None:
        """The same text came in other blocks, or in more of them."""
        self._opened = opened
        self._cursor.go_on_in(opened.sentences, opened.document.blocks)

    @property
    def article_id(self) -> int | None:
        """The article pointed into."""
        return self._opened.article.id if self._opened else None

    @property
    def revision_id(self) -> int | None:
        """The revision of its text that the offsets are of."""
        return self._opened.article.revision_id if self._opened else None

    @property
    def _text(self) -> str:
        return self._opened.document.text if self._opened else ""

    # -- what is pointed at

    def target(self) -> Range | None:
        """The selection, else the current sentence."""
        if self._visual is not None:
            return self._visual.selection
        if self._selection is not None:
            return self._selection
        return self._cursor.current(self._view.in_view()) if self._opened else None

    def words(self, target: Range) -> str:
        """The text of a range."""
        return self._text[slice(*target)]

    @property
    def selecting(self) -> bool:
        """Whether something is selected, by mouse or keys."""
        return self._visual is not None or self._selection is not None

    def sentence_beside(self, offset: int, delta: int) -> Range | None:
        """The sentence after or before an offset, for growing and shrinking a highlight."""
        return self._cursor.neighbour(offset, delta)

    def sentences_in(self, start: int, end: int) -> list[Range]:
        """The sentences that touch a range."""
        return self._cursor.covering(start, end)

    def quote_at(self, offset: int) -> str:
        """The sentence at an offset, as a bookmark keeps it."""
        found = self._cursor.covering(offset, offset + 1)
        return self._text[slice(*found[0])] if found else ""

    @property
    def sentence(self) -> int | None:
        """The offset of the current sentence, whatever is selected; None if there is none."""
        chosen = self._cursor.chosen
        return None if chosen is None else chosen[0]

    def reveal_sentence(self) -> None:
        """Scroll to the current sentence if other text is in view."""
        chosen, view = self._cursor.chosen, self._view.in_view()
        if chosen is not None and view[0] < view[1] and not self._cursor.in_view(view):
            self._view.reveal(*chosen)

    def go_to(self, offset: int) -> None:
        """Make the sentence at an offset the current one."""
        self._cursor.to(offset)

    def follow(self) -> None:
        """Other text is in view: the current sentence is always one of it."""
        if self._opened is not None:
            self._view.set_sentence(None if self._visual else self._cursor.current(self._view.in_view()))
        self._changed()

    def _changed(self) -> None:
        self._tell(PlaceChanged())

    def _select(self, selection: Range | None) -> None:
        self._selection = selection
        self._view.set_selection(selection)
        self._changed()

    # -- the mouse

    def pressed(self, message: Pressed) -> None:
        """The mouse selected something, or pointed at it."""
        self.leave_mode()
        if message.unit == "word":
            if message.end > message.start:
                self._cursor.to(message.start)
                self._select((message.start, message.end))
            else:
                self._view.set_sentence(self._cursor.to(message.start))
            return
        selected = self._cursor.to(message.start)
        if message.unit == "paragraph" and self._opened is not None:
            for block in self._opened.document.blocks:
                if block.start <= message.start < block.end:
                    selected = (block.start, block.end)
        self._select(selected)

    # -- modes

    def leave_mode(self) -> bool:
        """End selecting and labelling; False if nothing was to end."""
        was = bool(self.mode or self._selection)
        self.mode, self._visual, self._labels = "", None, None
        if self._view.labels:
            self._view.set_labels({})
        self._select(None)
        self.follow()
        return was

    def key(self, key: str) -> Range | bool:
        """A key while selecting or labelling: a range to highlight, or whether the key was used."""
        if self._visual is not None:
            if key not in Visual.KEYS:
                return False
            self._visual.press(key)
            self._view.set_selection(self._visual.selection)
            self._view.reveal(self._visual.head)
            return True
        if self._labels is None:
            return False
        try:
            answer = self._labels.press(key)
        except KeyError:
            self.leave_mode()
            return True
        return True if answer is None else self._chosen(answer)

    def _chosen(self, answer: int | Range) -> Range | bool:
        mode = self.mode
        self.leave_mode()
        start, end = (answer, answer) if isinstance(answer, int) else answer
        if mode == "links":
            self._open_link(start)
            return True
        first, last = self._cursor.to(start), self._cursor.to(end)
        return (first[0], last[1]) if first and last else True

    def do_visual(self) -> None:
        """Begin to select, from the current sentence."""
        target = self.target()
        if target is None or self._opened is None:
            return
        paragraphs = [block.start for block in self._opened.document.blocks]
        self._visual = Visual(self._text, self._cursor, *target, paragraphs)
        self.mode, self._selection = "visual", None
        self._view.set_sentence(None)
        self._view.set_selection(self._visual.selection)
        self._changed()

    def do_labels(self) -> None:
        """Put a letter on each visible sentence."""
        low, high = self._view.in_view()
        starts = [start for start, _ in self._cursor.covering(low, high) if low <= start < high]
        current = self._cursor.current((low, high))
        self._label("labels", starts, current[0] if current else low)

    def do_links(self) -> None:
        """Put a letter on each visible link."""
        low, high = self._view.in_view()
        spans = self._opened.document.spans if self._opened else ()
        starts = [span.start for span in spans if span.kind == "link" and low <= span.start < high]
        if starts:
            self._label("links", starts, low)
        else:
            self._tell(Notice("No link is in view"))

    def _label(self, mode: Mode, starts: list[int], near: int) -> None:
        if starts:
            targets = label_all(starts, near)
            self.mode, self._labels = mode, Labels(targets)
            self._view.set_labels({offset: label for label, offset in targets.items()})
            self._changed()

    def _open_link(self, offset: int) -> None:
        """Follow the link at an offset: a note of this article is gone to, all else opens in the browser."""
        spans = self._opened.document.spans if self._opened else ()
        href = next((span.href for span in spans if span.kind == "link" and span.start == offset), "")
        place = place_of(href)
        if place is None:
            self._browse(href)
        else:
            self._view.reveal(place)
            self.go_to(place)
            self.follow()

    # -- the sentence cursor

    def _go(self, sentence: Range | None) -> None:
        if sentence is not None:
            self.leave_mode()
            self._view.reveal(*sentence)
            self._view.set_sentence(sentence)

    def do_next_sentence(self) -> None:
        """Sentence cursor on."""
        self._go(self._cursor.step(1, self._view.in_view()))

    def do_previous_sentence(self) -> None:
        """Sentence cursor back."""
        self._go(self._cursor.step(-1, self._view.in_view()))

    def do_next_paragraph(self) -> None:
        """Paragraph on."""
        self._go(self._cursor.paragraph(1, self._view.in_view()))

    def do_previous_paragraph(self) -> None:
        """Paragraph back."""
        self._go(self._cursor.paragraph(-1, self._view.in_view()))
