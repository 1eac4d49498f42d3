"""Footnotes of pages: found by how they are linked, taken out before the extractor, which drops them, and put behind
the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from tui_reader.ingest.building import BACK, Building, Inline, Style, back_from
from tui_reader.model import SpanKind

# Around the number of a note where it is referred to, in the text that the extractor reads.
_REFERENCE, _END = "\ufdd6", "\ufdd7"
_REFERENCES = re.compile(f"{_REFERENCE}([0-9]{{1,5}}){_END}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")

_MOST = 5_000
_LONGEST = 20_000
_HINT = re.compile(r"foot-?note|end-?note|note-?ref|cite_?note|cite_?ref|\bfn|reversefootnote|\bnote|reference", re.I)
_ROLES = {"doc-noteref", "doc-footnote", "doc-endnote", "doc-endnotes", "doc-footnotes", "noteref", "footnote"}
_HOLDERS = {"li", "aside", "dd", "p", "div"}
_NO_NOTES = ("h1", "h2", "h3", "h4", "table", "article", "main")
_BLOCKS = {"p", "div", "li", "ul", "ol", "blockquote", "pre", "dd", "dt", "dl", "tr", "table"}
_STYLES: dict[str, SpanKind] = {
    **dict.fromkeys(("em", "i", "cite"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "tt", "kbd"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
}
# What links back are made of: an arrow or caret, a number or letter.
_BACK_LINK = re.compile(r"[\W_]*(?:[0-9]{1,4}|[a-z])?[\W_]*", re.IGNORECASE)
_LABEL = re.compile(r"[\[(]?\s*([0-9]{1,4}|[a-z]|[*†‡§¶]{1,4})\s*[\])]?", re.IGNORECASE)
_HIDDEN = {"script", "style", "template"}


@dataclass(slots=True)
class Note:
    """A note: what it is referred to by, the name of its place, and the element that holds it."""

    label: str
    place: str
    element: Any


def take_out(tree: Any) -> list[Note]:
    """Take the notes out of the tree of a page, and leave their numbers where they are referred to.

    A note is what a link hinted to be a reference (raised, or so named) leads on to, if that is a list item or a
    paragraph hinted to be a note.
    """
    order = {element: number for number, element in enumerate(tree.iter()) if isinstance(element.tag, str)}
    by_id: dict[str, Any] = {}
    for element in order:
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                by_id.setdefault(name, element)
    notes: dict[Any, Note] = {}
    references: list[tuple[Any, Note]] = []
    for link in [element for element in order if element.tag == "a" and (element.get("href") or "").startswith("#")]:
        target = by_id.get(unquote(link.get("href")[1:]))
        if target is None or not _is_reference(link) or len(notes) >= _MOST:
            continue
        holder = _holder(target)
        if holder is None or order[holder] < order[link] or _is_within(link, holder):
            continue
        if holder not in notes:
            if not _may_be_note(holder, target):
                continue
            number = len(notes) + 1
            label = _LABEL.fullmatch("".join(link.itertext()).strip())
            notes[holder] = Note(label[1] if label else str(number), f"note-{number}", holder)
        references.append((link, notes[holder]))
    for link, note in references:
        _refer(link, note.place.removeprefix("note-"))
    for note in notes.values():
        _remove(note.element)
    return list(notes.values())


def write(notes: Sequence[Note], building: Building, base: str) -> None:
    """Write the notes behind the article. `base` is the address of the page."""
    if notes:
        building.add_rule()
    for note in notes:
        _Writer(note, notes, building, base).write()


def write_text(inline: Inline, text: str, notes: Sequence[Note], styles: Sequence[Style] = ()) -> None:
    """Write running text with its references; other noncharacters in it are left out."""
    for number, part in enumerate(_REFERENCES.split(text)):
        if number % 2 == 0:
            inline.write(_NONCHARACTERS.sub("", part), styles)
        elif 0 < int(part) <= len(notes):
            inline.write_reference(notes[int(part) - 1].label, notes[int(part) - 1].place)


def _is_reference(link: Any) -> bool:
    if any(parent.tag in ("h1", "title", "nav") for parent in link.iterancestors()):
        return False
    around = link.getparent()
    raised = link.find("sup") is not None or (around is not None and around.tag == "sup")
    return raised or _is_hinted(link) or _HINT.search(link.get("href")) is not None


def _is_hinted(element: Any) -> bool:
    roles = {element.get("role"), element.get("epub:type"), element.get("type")}
    return bool(roles & _ROLES) or any(_HINT.search(element.get(name) or "") for name in ("class", "id", "name", "rel"))


def _holder(target: Any) -> Any:
    """The element that holds the whole note."""
    for depth, element in enumerate((target, *target.iterancestors())):
        if depth > 3:
            break
        if element.tag in _HOLDERS:
            # A paragraph that is all there is in a list item is not all of the note.
            parent = element.getparent()
            return parent if element.tag == "p" and parent is not None and parent.tag == "li" else element
    return None


def _may_be_note(holder: Any, target: Any) -> bool:
    if any(True for _ in holder.iter(*_NO_NOTES)) or len("".join(holder.itertext())) > _LONGEST:
        return False
    around = holder.getparent()
    return around is not None and any(
        _is_hinted(element) for element in (target, holder, around, *list(around.iterancestors())[:1])
    )


def _is_within(element: Any, holder: Any) -> bool:
    return element is holder or any(parent is holder for parent in element.iterancestors())


def _refer(link: Any, number: str) -> None:
    """Put the number of a note in the place of a link to it; brackets around the link go too."""
    before, after = _text_before(link), link.tail or ""
    if before.rstrip().endswith("[") and after.lstrip().startswith("]"):
        before, after = before.rstrip()[:-1], after.lstrip()[1:]
    _set_text_before(link, f"{before}{_REFERENCE}{number}{_END}{after}")
    link.tail = None
    link.getparent().remove(link)


def _text_before(element: Any) -> str:
    previous = element.getprevious()
    return (element.getparent().text if previous is None else previous.tail) or ""


def _set_text_before(element: Any, text: str) -> None:
    previous = element.getprevious()
    if previous is None:
        element.getparent().text = text
    else:
        previous.tail = text


def _remove(element: Any) -> None:
    """Take an element out, and what held nothing but it."""
    parent = element.getparent()
    if parent is None:
        return
    _set_text_before(element, _text_before(element) + (element.tail or ""))
    element.tail = None
    parent.remove(element)
    emptied = parent.tag in ("ol", "ul", "dl", "div", "section", "aside") and not "".join(parent.itertext()).strip()
    if emptied and parent.find(".//img") is None:
        _remove(parent)


class _Writer:
    """Writes one note: its paragraphs as items of a list, a link back from its end."""

    def __init__(self, note: Note, notes: Sequence[Note], building: Building, base: str) -> None:
        self._note, self._notes, self._building, self._base = note, notes, building, base
        self._paragraphs: list[Inline] = [Inline()]
        self._styles: list[Style] = []

    def write(self) -> None:
        for event in _walk(self._note.element):
            self._read(*event)
        paragraphs = [inline for inline in self._paragraphs if inline.text().strip()]
        if not paragraphs:
            return
        if self._building.has_link_to(self._note.place):
            paragraphs[-1].write(f" {BACK}", [("link", f"#{back_from(self._note.place)}")])
        self._building.name_next(self._note.place)
        for number, inline in enumerate(paragraphs):
            self._building.add("item", inline, 0, "" if number else f"[{self._note.label}]")

    def _read(self, kind: str, value: Any) -> None:
        if kind == "text":
            if not any(inline.text() for inline in self._paragraphs):
                value = re.sub(rf"\A\s*(?:[\[(]?{re.escape(self._note.label)}[\]).:]+|[\^↑.:)\]]+)\s*", "", value)
            write_text(self._paragraphs[-1], value, self._notes, self._styles)
            return
        if value.tag in _BLOCKS:
            self._paragraphs.append(Inline())
        elif value.tag == "br":
            self._paragraphs[-1].write(" ")
        style = self._style(value)
        if style is not None and kind == "start":
            self._styles.append(style)
        elif style is not None:
            self._styles.pop()

    def _style(self, element: Any) -> Style | None:
        if element.tag == "a":
            try:
                return "link", urljoin(self._base, element.get("href") or "")
            except ValueError:
                return "link", ""
        return (_STYLES[element.tag], "") if element.tag in _STYLES else None


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Texts, and starts and ends of elements, without links back to where the note is referred to."""
    yield "text", element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _HIDDEN and not _leads_back(child):
            yield "start", child
            yield from _walk(child)
            yield "end", child
        yield "text", child.tail or ""


def _leads_back(element: Any) -> bool:
    if element.get("role") == "doc-backlink" or re.search(
        r"back-?(?:link|ref)|reversefootnote", element.get("class") or ""
    ):
        return True
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    return _BACK_LINK.fullmatch("".join(element.itertext())) is not None
