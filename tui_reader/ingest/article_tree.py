"""From the tree of a page, of which only the article is left, to a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tui_reader.ingest import page_notes, titles
from tui_reader.ingest.building import Building, Inline, Style
from tui_reader.ingest.feeds.addresses import openable
from tui_reader.ingest.page_notes import Note
from tui_reader.ingest.stretches import BLOCKS, HEADINGS, HIDDEN, LISTS, is_data_table
from tui_reader.model import BlockKind, SpanKind

_NOTES = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s*([\w+#-]{1,20})")

_NUMBER = re.compile("[0-9]{1,6}")
_TINY = re.compile(r"\s*0*[01]\s*(?:px)?\s*")
_UNSEEN = re.compile(r"display\s*:\s*none|(?:^|[;\s])(?:width|height)\s*:\s*[01]\s*px", re.IGNORECASE)

STYLES: dict[str, SpanKind] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
}


def write(tree: Any, building: Building, base: str, notes: Sequence[Note] = ()) -> None:
    """Write a tree into a document. Relative links lead on from `base`; `notes` are those that are referred to."""
    writer = _Writer(building, base, notes)
    writer.read(tree)
    writer.flush()


class _Writer:
    """Walks a tree, gathers running text, and puts down a block wherever one ends."""

    def __init__(self, building: Building, base: str, notes: Sequence[Note]) -> None:
        self._building = building
        self._base = base
        self._notes = notes
        self._inline = Inline()
        self._styles: list[Style] = []
        self._containers: list[BlockKind] = []
        self._marker = ""
        self._numbers: list[int] = []
        self._heading = 0
        self._caption = False
        self._in_table = False
        self._broken = False

    def read(self, element: Any) -> None:
        """Write an element."""
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN:
            return
        reader = _READERS.get(tag)
        if reader is not None:
            reader(self, element)
        elif tag in STYLES:
            self._styled(element, (STYLES[tag], ""))
        elif tag in BLOCKS:
            self.flush()
            self._inside(element)
            self.flush()
        else:
            self._inside(element)

    def flush(self) -> None:
        """Put down what was gathered as a block of its kind; inside a table, go on in the same cell."""
        self._broken = False
        if self._in_table:
            self._inline.write(" ")
            return
        inline, self._inline = self._inline, Inline()
        kind: BlockKind = self._containers[-1] if self._containers else "paragraph"
        if self._caption:
            self._building.add("caption", inline)
        elif self._heading:
            self._building.add("heading", inline, self._heading)
        else:
            level = max(0, self._containers.count(kind) - 1)
            if self._building.add(kind, inline, level, self._marker if kind == "item" else "") and kind == "item":
                self._marker = ""

    def _text(self, text: str | None) -> None:
        if text:
            self._broken = self._broken and not text.strip()
            page_notes.write_text(self._inline, text, self._notes, self._styles)

    def _inside(self, element: Any) -> None:
        self._text(element.text)
        for child in element:
            self.read(child)
            self._text(child.tail)

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

    def _read_link(self, element: Any) -> None:
        if self._heading and not any(map(str.isalnum, "".join(element.itertext()))):
            return  # a mark behind a heading that links to the heading
        target = element.get("href") or ""
        href = "" if target.startswith("#") else openable(target, self._base)
        if href:
            self._styled(element, ("link", href))
        else:
            self._inside(element)

    def _read_quotation(self, element: Any) -> None:
        self._inline.write("“", self._styles)
        self._inside(element)
        self._inline.write("”", self._styles)

    def _read_break(self, element: Any) -> None:
        if self._broken and not self._in_table:
            self.flush()
            return
        self._inline.write(" ")
        self._broken = True

    def _read_heading(self, element: Any) -> None:
        self.flush()
        self._heading = int(element.tag[1])
        self._inside(element)
        self.flush()
        self._heading = 0

    def _read_caption(self, element: Any) -> None:
        self.flush()
        self._caption = True
        self._inside(element)
        self.flush()
        self._caption = False

    def _read_quote(self, element: Any) -> None:
        self._contained(element, "quote")

    def _read_list(self, element: Any) -> None:
        start = element.get("start") or ""
        self._numbers.append(int(start) - 1 if element.tag == "ol" and _NUMBER.fullmatch(start) else 0)
        self._contained(element, "item")
        self._numbers.pop()

    def _read_item(self, element: Any) -> None:
        self.flush()
        if self._numbers:
            self._numbers[-1] += 1
            ordered = next((parent.tag for parent in element.iterancestors() if parent.tag in LISTS), "") == "ol"
            self._marker = f"{self._numbers[-1]}." if ordered else "•"
        self._inside(element)
        self.flush()
        self._marker = ""

    def _read_pre(self, element: Any) -> None:
        if self._in_table:
            self._styled(element, ("code", ""))
            return
        self.flush()
        language = next((found for code in (element, *element.iterchildren("code")) if (found := _language(code))), "")
        self._building.add_code(_NOTES.sub("", _code(element)), language)

    def _read_code(self, element: Any) -> None:
        if "\n" in _code(element).strip() and not self._in_table and not self._inline.text():
            self._read_pre(element)
        else:
            self._styled(element, ("code", ""))

    def _read_image(self, element: Any) -> None:
        alternative = _NOTES.sub("", titles.tidy(element.get("alt") or element.get("title") or ""))
        if is_tiny(element):
            return
        if self._in_table or self._inline.text().strip():
            self._inline.write(alternative, self._styles)
            return
        image = Inline()
        href = openable(source_of(element), self._base)
        image.write(alternative, [("link", href)] if href else [])
        self._building.add("image", image)

    def _read_rule(self, element: Any) -> None:
        if not self._in_table:
            self.flush()
            self._building.add_rule()

    def _read_table(self, element: Any) -> None:
        self.flush()
        if self._in_table or not is_data_table(element):
            self._inside(element)
            self.flush()
            return
        for caption in list(element.iterchildren("caption")):
            self._read_caption(caption)
            element.remove(caption)
        self._in_table = True
        for number, row in enumerate(element.iter("tr")):
            if number:
                self._inline.break_with("\n")
            for column, cell in enumerate(cell for cell in row if cell.tag in ("td", "th")):
                if column:
                    self._inline.break_with("\t")
                self._inside(cell)
        self._in_table = False
        table, self._inline = self._inline, Inline()
        self._building.add("table", table)


def _code(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(element.itertext())


def _language(element: Any) -> str:
    found = _LANGUAGE_CLASS.search(element.get("class") or "")
    return found[1] if found else ""


def source_of(image: Any) -> str:
    """Where a picture is, also where it is only loaded when it comes into sight."""
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        if (address := (image.get(name) or "").strip()) and not address.startswith(("data:", "blob:")):
            return str(address)
    return ""


def is_tiny(image: Any) -> bool:
    """Whether a picture is there to be loaded, not seen."""
    sizes = (image.get("width") or "", image.get("height") or "")
    return any(_TINY.fullmatch(size) for size in sizes) or _UNSEEN.search(image.get("style") or "") is not None


_READERS: dict[str, Callable[[_Writer, Any], None]] = {
    **dict.fromkeys(HEADINGS, _Writer._read_heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Writer._read_list),
    **dict.fromkeys(("figcaption", "caption"), _Writer._read_caption),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), _Writer._read_code),
    "a": _Writer._read_link,
    "q": _Writer._read_quotation,
    "br": _Writer._read_break,
    "blockquote": _Writer._read_quote,
    "li": _Writer._read_item,
    "pre": _Writer._read_pre,
    "img": _Writer._read_image,
    "hr": _Writer._read_rule,
    "table": _Writer._read_table,
}
