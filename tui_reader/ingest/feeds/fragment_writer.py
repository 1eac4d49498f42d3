"""Tags and texts to blocks and spans: the walk through an entry's HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tui_reader.ingest.feeds.addresses import openable
from tui_reader.ingest.feeds.fragment_blocks import Blocks
from tui_reader.ingest.feeds.fragment_tags import (
    BLOCKS,
    HIDDEN,
    LISTS,
    STYLES,
    alternative_of,
    attribute,
    is_data_table,
    is_pixel,
    language_of,
)
from tui_reader.model import BlockKind, Document

Token = tuple[str, str, str, str]
"""A text, and the tag behind it: "/" if it is a closing one, its name in small letters, its attributes."""

_NUMBER = re.compile(r"[0-9]{1,6}")
_MOST_PICTURES = 100
# Deeper is no writing but an attack.
_DEEPEST = 60


class FragmentWriter:
    """Knows what stands open around the running text, and ends its blocks."""

    def __init__(self, base: str = "") -> None:
        self._base = base
        self._blocks = Blocks()
        self._pictures: list[str] = []
        self._containers: list[tuple[str, BlockKind]] = []
        self._numbers: list[int] = []
        self._marker = ""
        self._heading = 0
        self._caption = False
        self._broken_at = -1
        # The language of the code being written, None outside; row and cell of the table, less than 0 outside.
        self._code: str | None = None
        self._row = self._cell = -1

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all of a fragment."""
        hidden, depth = "", 0
        last_closing: dict[str, int] | None = None
        write_text = self._blocks.text
        for number, (text, closing, name, attributes) in enumerate(tokens):
            if hidden:
                if name == hidden:
                    depth += -1 if closing else 1
                    hidden = hidden if depth else ""
                continue
            if text:
                if self._code is None:
                    write_text(text)
                else:
                    self._blocks.code(text)
            reader = _READERS.get(name)
            if reader is not None:
                reader(self, name, closing, attributes)
            elif name == "table":
                if closing:
                    self._read_table(name, closing, attributes)
                else:
                    self._open_table(is_data_table(tokens, number))
            elif name in HIDDEN and not closing:
                # One that never ends would swallow the rest.
                if last_closing is None:
                    last_closing = {token[2]: at for at, token in enumerate(tokens) if token[1]}
                if last_closing.get(name, -1) > number:
                    hidden, depth = name, 1
        while self._code is not None or self._row >= 0:
            self._read_code("pre", "/", "")
            self._close_table()
        self._flush()

    def document(self) -> Document:
        """What was written. Of a fragment without any words, its pictures by the names of their files."""
        if not self._blocks.blocks:
            for address in self._pictures:
                self._blocks.put_picture("", address)
        return self._blocks.document()

    def _flush(self) -> None:
        """Put down what was gathered as a block of its kind; inside a table or code, go on in the same one."""
        parts = self._blocks.parts
        if not parts:
            return
        self._broken_at = -1
        if self._code is not None:
            if not parts[-1].endswith("\n"):
                parts.append("\n")
        elif self._row >= 0:
            self._blocks.text(" ")
        elif self._caption:
            self._caption = not self._blocks.put("caption")
        elif self._heading:
            self._blocks.put("heading", self._heading)
        elif not self._containers:
            self._blocks.put("paragraph")
        else:
            kind = self._containers[-1][1]
            level = sum(1 for _, other in self._containers if other == kind) - 1
            if self._blocks.put(kind, level, self._marker if kind == "item" else "") and kind == "item":
                self._marker = ""

    def _read_block(self, name: str, closing: str, attributes: str) -> None:
        if self._blocks.parts:
            self._flush()

    def _read_style(self, name: str, closing: str, attributes: str) -> None:
        if closing:
            self._blocks.close_style(name)
        elif self._code is None:
            style = STYLES[name]
            href = openable(attribute(attributes, "href"), self._base) if style == "link" else ""
            if href or style != "link":
                self._blocks.open_style(name, style, href)

    def _open_table(self, is_data: bool) -> None:
        self._flush()
        if is_data and self._row < 0 and self._code is None:
            self._row = self._cell = 0

    def _close_table(self) -> None:
        if self._row >= 0:
            self._row = self._cell = -1
            self._blocks.put("table")

    def _read_table(self, name: str, closing: str, attributes: str) -> None:
        if self._row < 0 or self._code is not None:
            self._flush()
        elif name == "table":
            self._close_table()
        elif not closing and name == "tr":
            if self._row:
                self._blocks.break_with("\n")
            self._row += 1
            self._cell = 0
        elif not closing:
            if self._cell:
                self._blocks.break_with("\t")
            self._cell += 1

    def _read_heading(self, name: str, closing: str, attributes: str) -> None:
        self._flush()
        self._heading = 0 if closing else int(name[1])

    def _read_container(self, name: str, closing: str, attributes: str) -> None:
        self._flush()
        if not closing and len(self._containers) < _DEEPEST:
            self._containers.append((name, "item" if name in LISTS else "quote"))
            if name in LISTS:
                start = attribute(attributes, "start") if name == "ol" else ""
                self._numbers.append(int(start) - 1 if _NUMBER.fullmatch(start) else 0)
        elif closing and any(name == other for other, _ in self._containers):
            self._marker = ""
            while True:
                other, kind = self._containers.pop()
                if kind == "item":
                    self._numbers.pop()
                if other == name:
                    break

    def _read_item(self, name: str, closing: str, attributes: str) -> None:
        self._flush()
        self._marker = ""
        if not closing and self._numbers:
            self._numbers[-1] += 1
            innermost = next(other for other, kind in reversed(self._containers) if kind == "item")
            self._marker = f"{self._numbers[-1]}." if innermost == "ol" else "•"

    def _read_caption(self, name: str, closing: str, attributes: str) -> None:
        self._flush()
        self._caption = not closing

    def _read_code(self, name: str, closing: str, attributes: str) -> None:
        if closing and self._code is not None:
            language, self._code = self._code, None
            self._blocks.put("code", 0, language)
        elif not closing and self._code is None:
            self._flush()
            if self._row < 0:
                self._code = language_of(attributes)

    def _read_inline_code(self, name: str, closing: str, attributes: str) -> None:
        if self._code is not None:
            self._code = self._code or language_of(attributes)
        elif closing:
            self._blocks.close_style(name)
        else:
            self._blocks.open_style(name, "code")

    def _read_break(self, name: str, closing: str, attributes: str) -> None:
        if self._code is not None:
            self._blocks.parts.append("\n")
            return
        self._blocks.text(" ")
        if self._broken_at == self._blocks.length and self._row < 0:
            self._flush()
        else:
            self._broken_at = self._blocks.length

    def _read_rule(self, name: str, closing: str, attributes: str) -> None:
        self._flush()
        if self._row < 0 and self._code is None:
            self._blocks.put_rule()

    def _read_image(self, name: str, closing: str, attributes: str) -> None:
        if is_pixel(attributes):
            return
        words = alternative_of(attributes)
        address = openable(attribute(attributes, "src"), self._base)
        if address and len(self._pictures) < _MOST_PICTURES:
            self._pictures.append(address)
        if not words:
            return
        if self._code is not None:
            self._blocks.code(words)
        elif self._blocks.parts or self._row >= 0:
            self._blocks.text(words)
        else:
            self._blocks.put_picture(words, address)


_READERS: dict[str, Callable[[FragmentWriter, str, str, str], None]] = {
    **dict.fromkeys(BLOCKS, FragmentWriter._read_block),
    **dict.fromkeys(STYLES, FragmentWriter._read_style),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), FragmentWriter._read_heading),
    **dict.fromkeys((*LISTS, "blockquote"), FragmentWriter._read_container),
    **dict.fromkeys(("tr", "td", "th"), FragmentWriter._read_table),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), FragmentWriter._read_inline_code),
    "li": FragmentWriter._read_item,
    "figcaption": FragmentWriter._read_caption,
    "pre": FragmentWriter._read_code,
    "br": FragmentWriter._read_break,
    "hr": FragmentWriter._read_rule,
    "img": FragmentWriter._read_image,
}
