"""Between the tree of a page and a document: notes that survive the extractor, and reading what it gives back.

The extractor knows paragraphs, lists, quotes, code and tables, but drops captions, the start of numbered lists, the
language of code and empty lines between text. Where these stand a noncharacter is left in the text before, and taken
out after. Noncharacters that a page itself holds are removed first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.entities import html5
from typing import Any

from tui_reader.ingest import page_notes, titles
from tui_reader.ingest.building import Building, Inline, Style
from tui_reader.ingest.dates import parse_date
from tui_reader.ingest.decode import storable
from tui_reader.ingest.page_notes import Note
from tui_reader.model import BlockKind

_BREAK = "\ufdd0"
_CAPTION = "\ufdd1"
_CODE, _NUMBER, _END = "\ufdd2", "\ufdd3", "\ufdd4"
_RULE = "\ufdd5"
_NOTES = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_CODE_NOTE = re.compile(f"\\s*{_CODE}([^{_END}]*){_END}")
_NUMBER_NOTE = re.compile(f"{_NUMBER}(\\d+){_END}")
_NOT_XML = re.compile("[\x01-\x08\x0b\x0e-\x1f]")
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,40};)")
_NUMBERED = re.compile("&#(x[0-9a-f]{1,40}|[0-9]{1,40});?", re.IGNORECASE)
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s*([\w+#-]{1,20})")

_STYLES: dict[str, Style] = {"#b": ("strong", ""), "#i": ("em", ""), "#t": ("code", "")}
_RUNNING = frozenset(("hi", "ref", "del", "code", "lb", "graphic", "span", "a"))


def cleaned(page: str) -> str:
    """A page that a tree parser takes as it is.

    No noncharacters, controls as their pictures, both also where they are written as numbers (`&#27;`); and names of
    characters resolved that are younger than the parser (`&percnt;`).
    """
    page = _NOTES.sub("\ufffd", storable(page)).replace("\x0c", " ")
    page = _NUMBERED.sub(_without_controls, _ENTITY.sub(_resolved, page))
    return _NOT_XML.sub(lambda found: chr(0x2400 + ord(found.group())), page)


def _resolved(entity: re.Match[str]) -> str:
    character = html5.get(entity[1], "")
    return entity.group() if not character or character in "<>&\"'" else character


def _without_controls(entity: re.Match[str]) -> str:
    code = int(entity[1][1:], 16) if entity[1][0] in "xX" else int(entity[1])
    if code < 0x20 and code not in (0x09, 0x0A, 0x0D):
        return chr(0x2400 + code)
    unusable = 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE or code > 0x10FFFF
    return "\ufffd" if unusable else entity.group()


def date_of(value: object) -> str | None:
    """A date the extractor found, as ISO 8601."""
    return parse_date(value) if isinstance(value, str) else None


def prepare(tree: Any) -> None:
    """Leave notes in the tree of a page for what the extractor would drop."""
    from lxml.etree import SubElement

    for code in list(tree.iter("pre")):
        language = _language_of(code)
        for line_break in list(code.iter("br")):
            line_break.tail = "\n" + (line_break.tail or "")
        text = code.text_content()
        tail = code.tail
        code.clear()
        code.tail = tail
        SubElement(code, "span").text = f"{_CODE}{language}{_END}{text}"
    for caption in list(tree.iter("figcaption")):
        if caption.text_content().strip():
            caption.tag = "p"
            caption.text = _CAPTION + (caption.text or "")
            if (figure := caption.getparent()) is not None and figure.tag == "figure":
                figure.tag = "div"
    for caption in list(tree.iter("caption")):
        _put_before_table(caption)
    for quoted in tree.iter("q"):  # which would become a block
        quoted.tag = "span"
        quoted.text = "“" + (quoted.text or "")
        quoted.tail = "”" + (quoted.tail or "")
    for line_break in list(tree.iter("br")):
        following = line_break.getnext()
        if following is not None and following.tag == "br" and not (line_break.tail or "").strip():
            line_break.tail = _BREAK
    for rule in list(tree.iter("hr")):
        rule.tag = "p"
        rule.text = _RULE
    for numbered in tree.iter("ol"):
        start = numbered.get("start") or ""
        if re.fullmatch("[0-9]{1,6}", start):
            _leave_number(numbered, start)


def _put_before_table(caption: Any) -> None:
    """Make a table's caption a block of its own, where it would be a cell."""
    from lxml.etree import Element

    table = caption.getparent()
    if table is None or table.tag != "table" or table.getparent() is None or not caption.text_content().strip():
        return
    block = Element("p")
    block.text = _CAPTION + caption.text_content()
    table.remove(caption)
    table.addprevious(block)


def _leave_number(numbered: Any, start: str) -> None:
    for item in numbered.iterchildren("li"):
        holder = item if (item.text or "").strip() or not len(item) else item[0]
        holder.text = f"{_NUMBER}{start}{_END}{holder.text or ''}"
        return


def _language_of(code: Any) -> str:
    for element in (code, *code.iterchildren("code")):
        if found := _LANGUAGE_CLASS.search(element.get("class") or ""):
            return found[1]
    return ""


def opening_heading(body: Any) -> str:
    """The text of the heading with which an article begins, "" if it begins with something else."""
    first = next(body.iterchildren(), None)
    return titles.tidy(storable("".join(first.itertext()))) if first is not None and first.tag == "head" else ""


def write(body: Any, building: Building, title: str, notes: Sequence[Note] = ()) -> None:
    """Write the extractor's tree into a document, without a heading at its start that only says `title`. `notes` are
    those it refers to."""
    writer = _Writer(building, notes)
    children = list(body)
    if children and opening_heading(body).casefold() == title.casefold() != "":
        writer.read_text(children.pop(0).tail)
    else:
        writer.read_text(body.text)
    for child in children:
        writer.read(child)
    writer.flush()


class _Writer:
    """Walks a tree, gathers running text, and puts down a block wherever one ends."""

    def __init__(self, building: Building, notes: Sequence[Note]) -> None:
        self._building = building
        self._notes = notes
        self._inline = Inline()
        self._styles: list[Style] = []
        self._containers: list[BlockKind] = []
        self._marker = ""
        self._numbers: list[int] = []
        self._heading = 0
        self._caption = False
        self._in_table = False

    def read(self, element: Any) -> None:
        """Write an element and the text behind it."""
        if isinstance(element.tag, str):
            reader = getattr(self, f"_read_{element.tag}", None)
            if reader is not None:
                reader(element)
            elif element.tag in _RUNNING:
                self._inside(element)
            else:
                self.flush()
                self._inside(element)
                self.flush()
        self.read_text(element.tail)

    def read_text(self, text: str | None) -> None:
        """Write running text, minding the notes in it."""
        if not text:
            return
        if found := _NUMBER_NOTE.search(text):
            self._renumber(int(found[1]))
            text = text.replace(found.group(), "", 1)
        for number, part in enumerate(text.split(_BREAK)):
            if number:
                self.flush()
            if _RULE in part:
                self.flush()
                self._building.add_rule()
            if _CAPTION in part:
                self.flush()
                self._caption = True
            page_notes.write_text(self._inline, part, self._notes, self._styles)

    def flush(self) -> None:
        """Put down what was gathered as a block of its kind; inside a table, go on in the same cell."""
        if self._in_table:
            self._inline.write(" ")
            return
        inline, self._inline = self._inline, Inline()
        kind: BlockKind = self._containers[-1] if self._containers else "paragraph"
        if self._caption:
            self._caption = not self._building.add("caption", inline)
        elif self._heading:
            self._building.add("heading", inline, self._heading)
        else:
            level = max(0, self._containers.count(kind) - 1)
            if self._building.add(kind, inline, level, self._marker if kind == "item" else "") and kind == "item":
                self._marker = ""

    def _inside(self, element: Any) -> None:
        self.read_text(element.text)
        for child in element:
            self.read(child)

    def _styled(self, element: Any, *styles: Style) -> None:
        self._styles.extend(styles)
        self._inside(element)
        del self._styles[len(self._styles) - len(styles) :]

    def _contained(self, element: Any, kind: BlockKind) -> None:
        self.flush()
        self._containers.append(kind)
        self._inside(element)
        self.flush()
        self._containers.pop()

    def _renumber(self, number: int) -> None:
        if self._numbers:
            self._numbers[-1] = number
            self._marker = f"{number}."

    def _read_hi(self, element: Any) -> None:
        style = _STYLES.get(element.get("rend") or "")
        self._styled(element, *([style] if style else []))

    def _read_ref(self, element: Any) -> None:
        self._styled(element, ("link", element.get("target") or ""))

    def _read_del(self, element: Any) -> None:
        self._styled(element, ("strike", ""))

    def _read_lb(self, element: Any) -> None:
        self._inline.write(" ")

    def _read_head(self, element: Any) -> None:
        self.flush()
        level = element.get("rend") or ""
        self._heading = int(level[1]) if re.fullmatch("h[1-6]", level) else 2
        self._inside(element)
        self.flush()
        self._heading = 0

    def _read_quote(self, element: Any) -> None:
        self._contained(element, "quote")

    def _read_list(self, element: Any) -> None:
        self._numbers.append(0)
        self._contained(element, "item")
        self._numbers.pop()

    def _read_item(self, element: Any) -> None:
        self.flush()
        ordered = False
        if self._numbers:
            self._numbers[-1] += 1
            ordered = element.getparent().get("rend") == "ol"
        self._marker = f"{self._numbers[-1]}." if ordered else "•"
        self._inside(element)
        self.flush()
        self._marker = ""

    def _read_code(self, element: Any) -> None:
        text = "".join(element.itertext())
        if self._in_table:
            self._styled(element, ("code", ""))
        elif found := _CODE_NOTE.match(text):
            self.flush()
            self._building.add_code(_NOTES.sub("", text[found.end() :]), found[1])
        elif "\n" in text.strip():
            self.flush()
            self._building.add_code(_NOTES.sub("", text))
        else:
            self._styled(element, ("code", ""))

    def _read_graphic(self, element: Any) -> None:
        alternative = element.get("alt") or element.get("title") or ""
        if self._in_table or self._inline.text():
            self._inline.write(_NOTES.sub("", alternative), self._styles)
            return
        image = Inline()
        image.write(_NOTES.sub("", alternative), [("link", element.get("src") or "")])
        self._building.add("image", image)

    def _read_table(self, element: Any) -> None:
        self.flush()
        if self._in_table:
            self._inside(element)
            return
        self._in_table = True
        rows = 0
        for child in element:
            if child.tag == "row":
                if rows:
                    self._inline.break_with("\n")
                rows += 1
                self._read_row(child)
            else:
                self.read(child)
        self._in_table = False
        table, self._inline = self._inline, Inline()
        self._building.add("table", table)

    def _read_row(self, row: Any) -> None:
        for column, cell in enumerate(row.iterchildren("cell")):
            if column:
                self._inline.break_with("\t")
            self._inside(cell)
