"""Text as Markdown that shows it unchanged: nothing that was quoted, noted or fetched becomes markup by accident."""

from __future__ import annotations

import re
from functools import lru_cache

from tui_reader.document.sanitise import one_line

_LINE_ENDS = re.compile("\r\n?")
_CLEANED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# Each alternative is one character that gets a backslash. `*` between blanks and `_` between letters are harmless;
# doubled `~ = % $` mean something in one dialect or another, in the worst case "hide the rest of this file".
_MARKUP = re.compile(
    r"[\\`\[]"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?[0-9A-Za-z]{1,40};)"
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?=~)|(?<=\S)~"
    r"|=(?==)|(?<==)="
    r"|%(?=%)|(?<=%)%"
    r"|\$(?=\$)|(?<=\$)\$"
    r"|(?<![\w/])#"
    r"|(?:(?<=\s)|(?<!.))\^(?=[\w-]+\s*$)|\^(?=nr-[a-z0-9]{6}\s*$)"
)
_LINE_START = re.compile(r"[-+](?=\s|$)|-(?=[-\s]+$)|>|(\d{1,9})([.)])(?=\s|$)")

# A backslash with what it escapes comes first: one more before it would undo it.
_NOTE_INLINE = re.compile(
    r"(?P<escaped>\\.)|<(?!https?://)(?=[A-Za-z/!?])|%(?=%)|(?<=%)%|\$(?=\$)|(?<=\$)\$|\^(?=nr-[a-z0-9]{6}[ \t]*$)"
)
_NOTE_LINE = re.compile(
    r"(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+(?:(?P<heading>#)(?=#{0,5}(?:\s|$))"
    r"|(?P<fence>`{3,}|~{3,})|(?P<rule>[-=_*])(?=[-=_*\s]*$))"
)


def clean(text: str) -> str:
    """Text that a UTF-8 file can hold and a terminal can show: line ends are `\\n`, tabs stay, other controls
    become their pictures (U+2400 and on), what else breaks lines a blank, and lone surrogates U+FFFD."""
    return _CLEANED.sub(_cleaned, _LINE_ENDS.sub("\n", text))


def _cleaned(odd: re.Match[str]) -> str:
    character = odd.group()
    if character in "\x0b\x0c\x85\u2028\u2029":
        return " "
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def inline(text: str) -> str:
    """One line of text (`clean`, no `\\n`) that shows as it is. At the beginning of a line see `at_start`."""
    return _MARKUP.sub(r"\\\g<0>", text)


def at_start(escaped: str) -> str:
    """A line of Markdown without what would make a list, a quote or a rule of it."""
    start = _LINE_START.match(escaped)
    if start is None:
        return escaped
    at = start.start(2) if start.group(2) else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def title(text: str) -> str:
    """A title, author or source of any origin, on one line."""
    return inline(clean(one_line(text)))


def quote(text: str) -> str:
    """A quote as a block quote: each line of the text a paragraph, on one line however long it is."""
    paragraphs = [paragraph.strip() for paragraph in clean(text).split("\n")]
    return "\n>\n".join(f"> {at_start(inline(paragraph))}" for paragraph in paragraphs if paragraph) or ">"


def note(text: str) -> str:
    """A note, which is its writer's Markdown: emphasis, links, lists and tags stay.

    Escaped is what would outrank or swallow the rest of the file (headings, fences, HTML, rules, comments) and
    what would be taken for the marks around a block.
    """
    return "\n".join(_note_line(each) for each in clean(text).strip().split("\n"))


def _note_line(text: str) -> str:
    text = _NOTE_INLINE.sub(lambda odd: odd["escaped"] or f"\\{odd.group()}", text.rstrip())
    start = _NOTE_LINE.match(text)
    if start is None:
        return text
    if fence := start.group("fence"):
        at = start.start("fence")
        return text[:at] + "".join(f"\\{mark}" for mark in fence) + text[start.end() :]
    at = start.end()  # the group that matched is one character, the last
    return f"{text[: at - 1]}\\{text[at - 1 :]}"


@lru_cache(maxsize=4_096)
def tag(text: str) -> str:
    """A tag as it can stand behind `#`: letters, digits, `_`, `/` and `-`. Empty if nothing is left."""
    return re.sub(r"[^\w/]+", "-", clean(one_line(text))).strip("-/")
