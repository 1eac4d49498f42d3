"""From the bytes of a feed to a tree, or to a text that a parser can make a tree of.

A tree is built by the strict parser if it takes the text as it stands; else the usual faults are mended (names of
characters that XML does not know, bare `&` and `<`, controls) and the strict parser tries again; at last a forgiving
one takes what it can. A DOCTYPE is cut off before any parser sees it: no entity of a feed is ever expanded by one, so
there is nothing to blow up and nothing to fetch.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Any, NamedTuple

from tui_reader.ingest.decode import UNICODE_MARKS, declared_charset, decode

LARGEST = 15_000_000
"""Bytes of a feed that is read at all."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_UTF_16 = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be", b"<\0r\0": "utf-16-le", b"\0<\0r": "utf-16-be"}
_BEGINS = re.compile(r"<\?xml\b|<!DOCTYPE\s+(?:rss|rdf|feed)\b|<(?:rss|feed|rdf:rdf|[a-z]{1,20}:feed)\b", re.IGNORECASE)
_JUNK_BEFORE = 16_384

_PROLOG = re.compile(r"(?:<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|\s)*+(?=<!DOCTYPE)", re.DOTALL | re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*+(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*+\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"<!ENTITY\s+([\w.-]{1,64})\s+(?:\"([^\"<&]{0,400})\"|'([^'<&]{0,400})'|\"(&#[0-9xa-fA-F]{1,8};)\")\s*>"
)

# One look at everything that may be at fault; a CDATA section is passed over whole, also one that never ends.
_FAULTS = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*\Z)|&(?:#(?P<number>x[0-9a-fA-F]{1,40}|[0-9]{1,40});|(?P<name>[A-Za-z][\w.-]{0,63});)?"
    r"|<(?![A-Za-z_:/!?])",
    re.DOTALL,
)
# Numbers of windows-1252, which XML takes for controls and browsers for the quotes and dashes that were meant.
# The look ahead makes "&" alone what is searched for, which is many times faster.
_WINDOWS = re.compile(r"&(?=#)#(1[2-5][0-9]|x[89][0-9a-f]);", re.IGNORECASE)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NOT_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Tree(NamedTuple):
    """The root element of a feed, and what to tell of the way to it ("" if nothing)."""

    root: Any
    problem: str = ""


def text_of(data: bytes, content_type: str = "") -> str:
    """The text of a feed, whatever it says its encoding is.

    A byte order mark counts most, then what the XML declares, then what the server said; text that is valid UTF-8 is
    taken as such against any declared charset of single bytes.
    """
    for opening, codec in _UTF_16.items():
        if data.startswith(opening):
            return decode(next(mark for mark, name in UNICODE_MARKS if name == codec) + data)
    if not declared_charset(data) and (said := _CHARSET.search(content_type)):
        data = b'<?xml encoding="%s"?>' % said[1].encode("ascii", "replace") + data
        return decode(data, markup=True).partition("?>")[2]
    return decode(data, markup=True)


def begins_at(text: str) -> int:
    """Where the XML begins: behind blanks, warnings and other junk in front of it; -1 if nothing like a feed does."""
    found = _BEGINS.search(text, 0, _JUNK_BEFORE)
    return found.start() if found else -1


def tree_of(text: str, base: str = "") -> Tree | None:
    """The tree of a feed's XML, None if no parser makes one of it. Nothing is raised."""
    text, entities = _without_doctype(text)
    text = _WINDOWS.sub(lambda found: unescape(found.group()), text)
    parsed = None if entities is not None else _strict(text, base)
    if parsed is not None:
        return Tree(parsed)
    mended = _mended(text, entities or {})
    parsed = _strict(mended, base)
    return Tree(parsed) if parsed is not None else _forgiving(mended, base)


def _without_doctype(text: str) -> tuple[str, dict[str, str] | None]:
    """The text without its DOCTYPE, and the plain entities declared there; None if there is no DOCTYPE."""
    prolog = _PROLOG.match(text)
    if not prolog:
        return text, None
    found = _DOCTYPE.match(text, prolog.end())
    if not found:
        return text[: prolog.end()] + text[prolog.end() + len("<!DOCTYPE") :], {}
    entities = {name: a or b or c for name, a, b, c in _ENTITY.findall(found.group())}
    return text[: prolog.end()] + text[found.end() :], entities


def _mended(text: str, entities: dict[str, str]) -> str:
    def mend(fault: re.Match[str]) -> str:
        found = fault.group()
        if found.startswith("<!"):
            return found if found.endswith("]]>") else found + "]]>"
        if found == "<":
            return "&lt;"
        if fault["number"]:
            return _character(found, fault["number"])
        name = fault["name"]
        if not name:
            return "&amp;"
        if name in _XML_NAMES:
            return found
        character = entities.get(name) or html5.get(name + ";", "")
        return _escaped(character) if character else "&amp;" + found[1:]

    return _NOT_XML.sub(_picture, _FAULTS.sub(mend, text))


def _character(reference: str, number: str) -> str:
    """A character written as a number, as it stands if XML has it."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    if code < 0x20 and code not in (0x09, 0x0A, 0x0D):
        return chr(0x2400 + code)
    return "\ufffd" if 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF else reference


def _escaped(text: str) -> str:
    return text if text.startswith("&#") else text.replace("&", "&amp;").replace("<", "&lt;")


def _picture(control: re.Match[str]) -> str:
    code = ord(control.group())
    return " " if code == 0x0C else chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _strict(text: str, base: str) -> Any:
    from lxml.etree import LxmlError, XMLParser, fromstring

    try:
        return fromstring(text.encode("utf-8", "replace"), parser=XMLParser(**_SAFE), base_url=base or None)
    except (LxmlError, ValueError, AssertionError):
        return None


def _forgiving(text: str, base: str) -> Tree | None:
    from lxml.etree import ErrorDomains, LxmlError, XMLParser, fromstring

    parser = XMLParser(recover=True, **_SAFE)
    try:
        root = fromstring(text.encode("utf-8", "replace"), parser=parser, base_url=base or None)
    except (LxmlError, ValueError, AssertionError):
        return None
    if root is None:
        return None
    faults = [entry for entry in parser.error_log if entry.domain != ErrorDomains.NAMESPACE]
    problem = f"the feed is damaged at line {faults[0].line}; what could be read was taken" if faults else ""
    return Tree(root, problem)


# Nothing outside the text is loaded. The limits on size are lifted because the text itself is limited, and because
# with them a long text would be lost; what they guard against, entities, is cut off before.
_SAFE: dict[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}
