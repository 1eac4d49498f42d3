"""Putting a document together: blocks joined by "\\n", blanks collapsed inside a block, spans over what they mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tui_reader.document.links import to_place
from tui_reader.ingest.decode import storable
from tui_reader.ingest.hosts import with_real_hosts
from tui_reader.model import Block, BlockKind, Document, Span, SpanKind

Style = tuple[SpanKind, str]
"""A kind of span and, for a link, where it leads: an address, or "#" and the name of a place in the document."""

RULE = "***"
"""What stands in the text for a rule between two parts."""
BACK = "↩"
"""What stands at the end of a note, as a link to where it is referred to."""

_BLANKS = re.compile(r"\s+")
_FOLLOWED = re.compile(r"(?:https?://[^\s\x00-\x1f]|mailto:[^\s\x00-\x1f]|#\S)\S*", re.IGNORECASE)


@dataclass(slots=True)
class Inline:
    """Running text being put together: blanks collapse, styles nest.

    Offsets count code points in what `text()` gives.
    """

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _blank: bool = False
    spans: list[Span] = field(default_factory=list)
    _latest: dict[Style, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def write(self, text: str, styles: Iterable[Style] = ()) -> None:
        """Add text with styles; blanks at its ends join those of its neighbours, at the start they are dropped."""
        inside = _BLANKS.sub(" ", storable(text))
        if inside[:1] == " ":
            self._blank = True
            inside = inside[1:]
        if not inside:
            return
        if self._blank and self._length and not self._ends_in_break():
            self._append(" ")
        self._blank = inside[-1] == " "
        self._mark(self._length, self._append(inside.rstrip(" ")), styles)

    def write_code(self, text: str, styles: Iterable[Style] = ()) -> None:
        """Add text as it stands, blanks and line ends included."""
        self._blank = False
        self._mark(self._length, self._append(storable(text)), styles)

    def write_reference(self, label: str, note: str) -> None:
        """Add a reference to a note: its label in brackets, which leads to the place `note` and is the place that
        `back_from(note)` names."""
        self.write(f"[{label}]", [("link", f"#{note}")])
        self.places.setdefault(back_from(note), self._length - len(label) - 2)

    def break_with(self, character: str) -> None:
        """Add a separator ("\\t" between cells, "\\n" between rows), with no blank beside it."""
        self._blank = False
        self._append(character)

    def text(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    def _ends_in_break(self) -> bool:
        return self._pieces[-1][-1] in "\t\n"

    def _append(self, text: str) -> int:
        self._pieces.append(text)
        self._length += len(text)
        return self._length

    def _mark(self, start: int, end: int, styles: Iterable[Style]) -> None:
        for kind, href in styles:
            if kind == "link" and not _FOLLOWED.fullmatch(href):
                continue
            at = self._latest.get((kind, href))
            # What one mark-up element encloses arrives in pieces, with a blank between them at most.
            if at is not None and self.spans[at].end >= start - 1:
                self.spans[at] = Span(self.spans[at].start, end, kind, href)
            else:
                self._latest[kind, href] = len(self.spans)
                self.spans.append(Span(start, end, kind, href))


class Building:
    """A document being put together block by block. Blocks without text are left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._places: dict[str, int] = {}
        self._led_to: set[str] = set()
        self._next_place = ""

    @property
    def blocks(self) -> list[Block]:
        """The blocks so far."""
        return self._blocks

    def add(self, kind: BlockKind, inline: Inline, level: int = 0, marker: str = "") -> bool:
        """Add a block; whether it had text and was added."""
        text = inline.text()
        if not text.strip():
            return False
        start = self._length + (1 if self._blocks else 0)
        self._pieces.append(text)
        self._length = start + len(text)
        self._blocks.append(Block(kind, start, self._length, level, tidy_marker(marker)))
        self._spans.extend(Span(start + s.start, start + s.end, s.kind, s.href) for s in inline.spans)
        self._led_to.update(span.href[1:] for span in inline.spans if span.href.startswith("#"))
        for name, at in inline.places.items():
            self._places.setdefault(name, start + at)
        if self._next_place:
            self._places.setdefault(self._next_place, start)
            self._next_place = ""
        return True

    def name_next(self, place: str) -> None:
        """Name the place where the next block begins, for links that lead there."""
        self._next_place = place

    def has_link_to(self, place: str) -> bool:
        """Whether a link to a place was written."""
        return place in self._led_to

    def add_text(self, kind: BlockKind, text: str, level: int = 0, marker: str = "") -> bool:
        """Add a block of running text without spans."""
        inline = Inline()
        inline.write(text)
        return self.add(kind, inline, level, marker)

    def add_code(self, text: str, language: str = "") -> bool:
        """Add a block of code: kept as it stands, but for blank lines at its start and blanks at its end."""
        inline = Inline()
        inline.write_code(re.sub(r"\A(?:[ \t]*\n)+", "", storable(text)).rstrip())
        return self.add("code", inline, marker=language)

    def add_rule(self) -> None:
        """Add a rule, but none at the start and no two in a row."""
        if self._blocks and self._blocks[-1].kind != "rule":
            self.add_text("rule", RULE)

    def document(self) -> Document:
        """What was put together, spans in the order of their starts, with the real hosts of links.

        Links to places in the document lead to offsets; those to places nobody named are none.
        """
        spans = (self._placed(span) if span.href.startswith("#") else span for span in self._spans)
        ordered = tuple(sorted((span for span in spans if span is not None), key=_outermost_first))
        return with_real_hosts(Document("\n".join(self._pieces), tuple(self._blocks), ordered))

    def _placed(self, span: Span) -> Span | None:
        place = self._places.get(span.href[1:])
        return None if place is None else Span(span.start, span.end, span.kind, to_place(place))


def back_from(note: str) -> str:
    """The name of the place where a note is first referred to."""
    return f"{note}-reference"


def plain_document(paragraphs: Iterable[str]) -> Document:
    """A document of paragraphs without any mark-up."""
    building = Building()
    for paragraph in paragraphs:
        building.add_text("paragraph", paragraph)
    return building.document()


def tidy_marker(marker: str) -> str:
    """A list item's marker or a code block's language as one short word."""
    return storable(" ".join(marker.split()))[:24]


def _outermost_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end
