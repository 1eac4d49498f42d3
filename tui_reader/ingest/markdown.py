"""Markdown (CommonMark, tables, strikethrough, footnotes) to a document. Raw HTML loses its tags, never its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tui_reader.ingest import front_matter, markdown_notes, titles
from tui_reader.ingest.building import BACK, Building, Inline, Style, back_from, plain_document
from tui_reader.ingest.dates import parse_date
from tui_reader.ingest.feeds.addresses import openable
from tui_reader.ingest.page import Page
from tui_reader.ingest.tags import is_tag, visible_paragraphs
from tui_reader.model import BlockKind, SpanKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 60
_LONGEST = 5_000_000
_MOST_LINES = 100_000
_LONGEST_PARAGRAPH = 200_000
_MOST_BRACKETS = 500_000_000
"""Beyond these a text is shown as plain paragraphs, because the parser would drop some of it or take too long:
levels, code points, lines, code points in a paragraph, the sum of the squares of each paragraph's `[` and `<`."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_SPANS: dict[str, SpanKind] = {"strong": "strong", "em": "em", "s": "strike"}


def read_markdown(text: str, base: str = "") -> Page:
    """Read a Markdown text (line ends are "\\n"). Relative links lead on from `base`, where the text came from; without
    one they lead nowhere.

    The title is that of the front matter, else a heading that opens the text, else the first sentence. A heading
    that says the title is not repeated in the document. `title` is "" if there is no text.
    """
    facts, body = front_matter.split(text)
    building = Building()
    title = titles.tidy(facts.get("title", ""))
    tokens = _tokens(body)
    if tokens is None:
        document = plain_document(_PARAGRAPH_END.split(body))
    else:
        opening, tokens = _opening_heading(tokens)
        if opening is not None and (not title or title.casefold() == opening.casefold()):
            title = title or opening
            tokens = tokens[3:]
        tokens, notes = markdown_notes.taken_out(tokens)
        writer = _Writer(building, base)
        writer.write(tokens)
        if notes:
            building.add_rule()
        for note in notes:
            writer.write_note(note)
        document = building.document()
    url = facts.get("url") or facts.get("link") or facts.get("source") or ""
    return Page(
        title or titles.from_text(document.text),
        parse_date(facts.get("date") or facts.get("published") or ""),
        document,
        author=titles.tidy(facts.get("author") or facts.get("authors") or ""),
        url=url if url.lower().startswith(("http://", "https://")) else "",
    )


def _is_too_much(text: str) -> bool:
    if len(text) > _LONGEST or text.count("\n") > _MOST_LINES:
        return True
    parts = _PARAGRAPH_END.split(text)
    brackets = sum((part.count("[") + part.count("<")) ** 2 for part in parts)
    return brackets > _MOST_BRACKETS or any(len(part) > _LONGEST_PARAGRAPH for part in parts)


def _tokens(text: str) -> Sequence[Token] | None:
    """The block tokens of a text, None if it is nothing the parser takes in whole and in time."""
    if _is_too_much(text):
        return None
    from markdown_it import MarkdownIt

    # Raw HTML is told apart only to drop its tags; nothing here is ever rendered as HTML.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    markdown_notes.teach(parser)
    tokens = parser.parse(text)
    # At its deepest level the parser drops what is below.
    return None if any(token.level >= _DEEPEST - 1 for token in tokens) else tokens


def _opening_heading(tokens: Sequence[Token]) -> tuple[str | None, Sequence[Token]]:
    """The text of the heading with which `tokens` begin, if they do; and the tokens without what says nothing."""
    if len(tokens) >= 3 and tokens[0].type == "heading_open":
        inline = Inline()
        _write_inline(inline, [child for child in tokens[1].children or () if child.type != "footnote_ref"])
        return titles.tidy(inline.text()) or None, tokens
    return None, tokens


class _Writer:
    """Writes block tokens into a document."""

    def __init__(self, building: Building, base: str) -> None:
        self._building = building
        self._base = base
        self._containers: list[BlockKind] = []
        self._marker = ""
        self._table: Inline | None = None
        self._first_cell = True
        self._back = ""
        self._last_of_note: Token | None = None

    def write_note(self, note: markdown_notes.Note) -> None:
        """Write a note as an item of a list, with a link back from its end."""
        self._building.name_next(note.place)
        self._containers, self._marker = ["item"], f"[{note.label}]"
        self._last_of_note = next((token for token in reversed(note.tokens) if token.type == "inline"), None)
        self._back = back_from(note.place) if note.place else ""
        self.write(note.tokens)
        self._containers, self._back = [], ""

    def write(self, tokens: Sequence[Token]) -> None:
        heading = 0
        for token in tokens:
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "heading_close":
                    heading = 0
                case "inline":
                    self._write_text(token, heading)
                case "fence" | "code_block":
                    self._building.add_code(token.content, token.info.strip().split(" ")[0])
                case "hr":
                    self._building.add_rule()
                case "html_block":
                    for paragraph in visible_paragraphs(token.content, known_only=True):
                        self._add(_running(paragraph))
                case _:
                    self._step(token)

    def _step(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._containers.append("quote")
            case "bullet_list_open" | "ordered_list_open":
                self._containers.append("item")
            case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                self._containers.pop()
            case "list_item_open":
                label = f"{self._marker} " if self._marker.startswith("[") else ""  # of a note that begins with a list
                self._marker = label + (f"{token.info}." if token.info else "•")
            case "list_item_close":
                self._marker = ""
            case "table_open":
                self._table = Inline()
                self._first_cell = True
            case "table_close" if self._table is not None:
                self._building.add("table", self._table)
                self._table = None
            case "tr_open" | "th_open" | "td_open" if self._table is not None:
                self._separate(token.type == "tr_open")

    def _separate(self, row: bool) -> None:
        assert self._table is not None
        if row:
            if not self._first_cell:
                self._table.break_with("\n")
            self._first_cell = True
        elif self._first_cell:
            self._first_cell = False
        else:
            self._table.break_with("\t")

    def _write_text(self, token: Token, heading: int) -> None:
        children = token.children or []
        if self._table is not None:
            _write_inline(self._table, children, self._base)
        elif images := _images_alone(children):
            for image in images:
                self._building.add("image", _image(image, self._base))
        else:
            inline = Inline()
            _write_inline(inline, children, self._base)
            if self._back and token is self._last_of_note:
                inline.write(f" {BACK}", [("link", f"#{self._back}")])
            if heading:
                self._building.add("heading", inline, heading)
            else:
                self._add(inline)

    def _add(self, inline: Inline) -> None:
        """Add running text as what it stands in: an item, a quote or a paragraph."""
        kind = self._containers[-1] if self._containers else "paragraph"
        level = max(0, self._containers.count(kind) - 1)
        if self._building.add(kind, inline, level, self._marker if kind == "item" else "") and kind == "item":
            self._marker = ""


def _running(text: str) -> Inline:
    inline = Inline()
    inline.write(text)
    return inline


def _write_inline(inline: Inline, tokens: Sequence[Token], base: str = "") -> None:
    styles: list[Style] = []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                inline.write(" ")
            case "code_inline":
                inline.write(token.content, [*styles, ("code", "")])
            case "footnote_ref":
                inline.write_reference(*markdown_notes.referred_to(token))
            case "html_inline":
                inline.write(_without_tags(token.content), styles)
            case "image":
                inline.write(_alternative(token), styles)
            case "link_open":
                styles.append(("link", _leads_to(token.attrs.get("href"), base)))
            case "strong_open" | "em_open" | "s_open":
                styles.append((_SPANS[token.type.removesuffix("_open")], ""))
            case "link_close" | "strong_close" | "em_close" | "s_close":
                styles.pop()
            case _:
                inline.write(token.content, styles)


def _without_tags(markup: str) -> str:
    if markup.startswith(("<!--", "<?", "<!")):
        return ""
    return " " if markup.lower().startswith("<br") else "" if is_tag(markup) else markup


def _images_alone(tokens: Sequence[Token]) -> list[Token]:
    """The images of a paragraph that holds nothing else."""
    others = (t for t in tokens if t.type not in ("image", "softbreak", "hardbreak", "link_open", "link_close"))
    if any(token.type != "text" or token.content.strip() for token in others):
        return []
    return [token for token in tokens if token.type == "image"]


def _image(token: Token, base: str) -> Inline:
    inline = Inline()
    inline.write(_alternative(token), [("link", _leads_to(token.attrs.get("src"), base))])
    return inline


def _leads_to(address: object, base: str) -> str:
    """Where a link of a text that came from `base` leads; a place in the text stays one."""
    address = str(address or "")
    return address if not base or address.startswith("#") else openable(address, base)


def _alternative(token: Token) -> str:
    """An image in words: its alternative text, else the name of its file."""
    return " ".join(_plain(token.children or ())).strip() or _file_name(str(token.attrs.get("src", "")))


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield "".join(_plain(token.children)) if token.children else token.content


def _file_name(address: str) -> str:
    try:
        return unquote(urlsplit(address).path.rsplit("/", 1)[-1])
    except ValueError:
        return ""
