"""The block of an entry's HTML that is being written, and those put down before it."""

from __future__ import annotations

import re
from html import unescape

from tui_reader.ingest.building import RULE
from tui_reader.ingest.feeds.addresses import file_of
from tui_reader.ingest.hosts import with_real_hosts
from tui_reader.model import Block, BlockKind, Document, Span, SpanKind

_BLANKS = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")
# More is no writing but an attack; looking through them again and again would cost its square.
_MOST_OPEN = 60
# What may stand beside a link and is no part of a word in it; "" is the end of the text.
_APART = frozenset(("", " ", "\n", "\t", ",", ";", "!", "?", "(", ")", '"', "“", "”"))
_SENTENCE_ENDS = frozenset((".", ". ", ".\n", '."', ".”", ".)"))


class Blocks:
    """Running text and the styles over it, gathered until `put` makes a block of them.

    Texts come with their blanks collapsed already; blanks that meet are one, and none stands at either end of a block.
    A style that is open at the end of a block goes on in the next.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self._after_blank = True
        self._marks: list[tuple[int, int, SpanKind, str]] = []
        self._open: list[tuple[str, SpanKind, str, int]] = []
        self._texts: list[str] = []
        self._at = 0
        self._spans: list[Span] = []

    def text(self, text: str) -> None:
        """Write running text, in which characters may still be named as in HTML."""
        if "&" in text:
            text = _BLANKS.sub(" ", unescape(text))
        if self._after_blank and text[:1] == " ":
            text = text[1:]
        if text:
            self.parts.append(text)
            self.length += len(text)
            self._after_blank = text[-1] == " "

    def code(self, text: str) -> None:
        """Write text as it stands."""
        self.parts.append(unescape(text) if "&" in text else text)

    def break_with(self, character: str) -> None:
        """Write a separator (a tab between cells, a line end between rows), with no blank beside it."""
        if self.parts and self.parts[-1][-1] == " ":
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        self.parts.append(character)
        self.length += 1
        self._after_blank = True

    def open_style(self, name: str, style: SpanKind, href: str = "") -> None:
        """Begin a style, that of the tag `name`."""
        if len(self._open) < _MOST_OPEN:
            self._open.append((name, style, href, self.length))

    def close_style(self, name: str) -> None:
        """End the style that the last open tag `name` began, whatever was opened since."""
        opened = self._open
        at = len(opened)
        while at:
            at -= 1
            if opened[at][0] == name:
                _, style, href, start = opened.pop(at)
                self._marks.append((start, self.length, style, href))
                return

    def put(self, kind: BlockKind, level: int = 0, marker: str = "") -> bool:
        """Add the gathered text as a block, if there is any; whether there was. `marker` is tidy already."""
        text = "".join(self.parts).rstrip()
        if kind == "code":
            text = _BLANK_LINES.sub("", text)
        self.parts = []
        self.length = 0
        self._after_blank = True
        marks = self._marks
        if self._open:
            marks += [(start, len(text), style, href) for _, style, href, start in self._open]
            self._open = [(name, style, href, 0) for name, style, href, _ in self._open]
        if marks:
            self._marks = []
            if kind != "code":
                self._span(text, marks)
        if not text:
            return False
        end = self._at + len(text)
        self._texts.append(text)
        self.blocks.append(Block(kind, self._at, end, level, marker))
        self._at = end + 1
        return True

    def put_rule(self) -> None:
        """Add a rule, but none at the start and no two in a row."""
        if self.blocks and self.blocks[-1].kind != "rule":
            self.parts = [RULE]
            self.put("rule")

    def put_picture(self, words: str, address: str) -> None:
        """Add a picture by what it shows ("" by the name of its file), with a link to it if it can be opened."""
        words = words or file_of(address)
        around, self._open = self._open, []
        self.parts = [words]
        if address:
            self._marks = [(0, len(words), "link", address)]
        self.put("image")
        self._open = [(name, style, href, 0) for name, style, href, _ in around]

    def document(self) -> Document:
        """What was put down."""
        spans = tuple(sorted(self._spans, key=lambda span: (span.start, -span.end)))
        document = Document("\n".join(self._texts), tuple(self.blocks), spans)
        # Most links are words, and looking closely at each would take as long as all the rest.
        words_only = all(span.kind != "link" or _is_words(document.text, span) for span in spans)
        return document if words_only else with_real_hosts(document)

    def _span(self, text: str, marks: list[tuple[int, int, SpanKind, str]]) -> None:
        size, at = len(text), self._at
        for start, end, style, href in marks:
            if end > size:
                end = size
            while start < end and text[start] in " \t\n":
                start += 1
            while start < end and text[end - 1] in " \t\n":
                end -= 1
            if start < end:
                self._spans.append(Span(at + start, at + end, style, href))


def _is_words(text: str, span: Span) -> bool:
    """Whether the text of a link, standing apart from its neighbours, can be no host: ASCII without dot and colon.

    A dot at its end or behind it may be the end of a sentence.
    """
    shown = text[span.start : span.end].removesuffix(".")
    if "." in shown or ":" in shown or not shown.isascii():
        return False
    behind = text[span.end : span.end + 2]
    return text[max(0, span.start - 1) : span.start] in _APART and (behind[:1] in _APART or behind in _SENTENCE_ENDS)
