"""Kindle's `My Clippings.txt`: highlights and notes of all books, one after another, in the language of the device.

An entry is a line with title and author, a line that says what, where and when, and the text. A note is an entry of
its own at the place of its highlight. A highlight that was drawn longer or shorter leaves its former self behind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tui_reader.ingest.dates import parse_date
from tui_reader.ingest.imports import fields
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight, Item, Problem

_END = re.compile(r"^={10}[ \t]*$", re.MULTILINE)
_AUTHOR = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*")
_BAR = re.compile(r"\s*[|｜]\s*")
_RANGE = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_NOTHING_KEPT = re.compile(r"\s*<[^<>]{10,200}>\s*")

# English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Polish, Chinese, Japanese, Korean.
_BOOKMARK = re.compile(
    r"bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|закладка|zakładka|书签|書籤|ブックマーク|북마크",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:note|notiz|nota|notitie|заметка|notatka)\b|笔记|筆記|註記|メモ|메모", re.IGNORECASE)

_RUSSIAN_MONTHS = {
    "января": "January", "февраля": "February", "марта": "March", "апреля": "April", "мая": "May", "июня": "June",
    "июля": "July", "августа": "August", "сентября": "September", "октября": "October", "ноября": "November",
    "декабря": "December",
}  # fmt: skip
_RUSSIAN = re.compile(rf"\b({'|'.join(_RUSSIAN_MONTHS)})\s+(\d{{4}})(?:\s*г\.)?(?:\s+в)?", re.IGNORECASE)
_KOREAN_WEEKDAY = re.compile("[월화수목금토일]요일")
_LONGEST_FACTS = 400
_COMPARED = 20  # forms of a highlight that stand near one another; more are not looked through


@dataclass(slots=True)
class _Clipping:
    """An entry: `start` and `end` are locations (or pages) of the book, 0 where none is said."""

    row: int
    start: int
    end: int
    is_note: bool
    text: str
    added: str | None
    note: str = ""


def read_text(text: str) -> Iterator[Item]:
    """The books of a clippings file with their highlights, in the order in which they first occur."""
    books: dict[tuple[str, str], list[_Clipping]] = {}
    begin = number = 0
    for end in [*(found.span() for found in _END.finditer(text)), (len(text), len(text))]:
        entry, begin = text[begin : end[0]], end[1]
        if not entry.strip():
            continue
        number += 1
        heading, _, rest = entry.strip("\n\ufeff ").partition("\n")
        facts, _, words = rest.partition("\n")
        if not facts.lstrip().startswith("-"):
            yield Problem(number, "its second line does not say what it is")
            continue
        found = _clipping(number, facts[:_LONGEST_FACTS], words.strip())
        if isinstance(found, Problem):
            yield found
        elif found is not None:
            books.setdefault(_book(heading), []).append(found)
    for (title, author), clippings in books.items():
        kept = _without_former_selves([each for each in clippings if not each.is_note])
        marks = _with_notes(kept, [each for each in clippings if each.is_note])
        yield ImportedArticle(
            clippings[0].row, title=title, author=author, highlights=tuple(_highlight(each) for each in marks)
        )


def _book(heading: str) -> tuple[str, str]:
    """Title and author of a line like `Title (Subtitle) (Author)`."""
    heading = fields.line(heading.strip("\ufeff "))
    found = None
    if heading.endswith(")"):
        opening = _opening(heading)
        found = _AUTHOR.fullmatch(heading, opening) if opening > 0 else None
    title = heading[: found.start()].strip() if found else heading
    return title or "Untitled", found[1].strip() if found else ""


def _opening(heading: str) -> int:
    """Where the parenthesis begins that closes at the end."""
    depth = 0
    for at in range(len(heading) - 1, -1, -1):
        depth += (heading[at] == ")") - (heading[at] == "(")
        if not depth:
            return at
    return -1


def _clipping(number: int, facts: str, words: str) -> _Clipping | Problem | None:
    parts = _BAR.split(facts)
    what, when = (" | ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else (facts, "")
    if not words or _BOOKMARK.search(what):
        return None
    if _NOTHING_KEPT.fullmatch(words):
        return Problem(number, "the device kept no text: the book's limit for clippings was reached")
    ranges = _RANGE.findall(what)
    start, end = _range(*ranges[-1]) if ranges else (0, 0)
    is_note = bool(_NOTE.search(what))
    return _Clipping(number, start, end, is_note, fields.text(words), _moment(when))


def _range(start: str, end: str) -> tuple[int, int]:
    """A range of locations; the end may be cut short, `680-82`."""
    if end and len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    return int(start), max(int(start), int(end or start))


def _moment(when: str) -> str | None:
    """The date at the end of a phrase like "Added on Monday, 30 December 2024 14:46:33"."""
    when = _RUSSIAN.sub(lambda found: f"{_RUSSIAN_MONTHS[found[1].lower()]} {found[2]}", when).strip()
    words = _KOREAN_WEEKDAY.sub("", when).split()
    for first in range(len(words)):
        if parse_date(tail := " ".join(words[first:])):
            return fields.moment(tail)
    return None


def _without_former_selves(clippings: list[_Clipping]) -> list[_Clipping]:
    """One clipping of those that hold one another's text at overlapping places: the longest, dated as the first."""
    kept: list[_Clipping] = []
    for each in sorted(clippings, key=lambda one: (one.start, one.row)):
        for at in range(len(kept) - 1, max(-1, len(kept) - 1 - _COMPARED), -1):
            other = kept[at]
            if not (each.start <= other.end and other.start <= each.end):
                continue
            if _plain(each.text) in _plain(other.text):
                other.end = max(other.end, each.end)
                break
            if _plain(other.text) in _plain(each.text):
                each.row, each.added = min(each.row, other.row), other.added or each.added
                kept[at] = each
                break
        else:
            kept.append(each)
    return sorted(kept, key=lambda one: (one.start, one.row))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:—–-").casefold()


def _with_notes(highlights: list[_Clipping], notes: list[_Clipping]) -> list[_Clipping]:
    """Give each note to the highlight at whose place it stands; one that has none stays alone."""
    by_place: dict[int, _Clipping] = {}
    for each in sorted(highlights, key=lambda one: one.row):
        by_place[each.start] = by_place[each.end] = each
    alone = []
    for note in notes:
        # A note stands at the end of its highlight; some devices put it at the start, or a place further.
        found = next((by_place[at] for at in (note.end, note.start, note.end - 1) if at and at in by_place), None)
        if found is None:
            found = _around(note.start, highlights)
        if found is None:
            alone.append(replace(note, text="", note=note.text))
        elif note.text not in found.note:
            found.note = f"{found.note}\n\n{note.text}".strip()
    return sorted([*highlights, *alone], key=lambda one: (one.start, one.row))


def _around(place: int, highlights: list[_Clipping]) -> _Clipping | None:
    """The highlight (they are in the order of their starts) within which a place lies."""
    end = bisect_right(highlights, place, key=lambda one: one.start)
    near = reversed(highlights[max(0, end - _COMPARED) : end])
    return next((one for one in near if one.start <= place <= one.end), None) if place else None


def _highlight(clipping: _Clipping) -> ImportedHighlight:
    return ImportedHighlight(clipping.text, note=clipping.note, created=clipping.added)
