"""CSV as spreadsheets and exporters write it, read row by row whatever its size: by header names, never by position."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO, NamedTuple

from tui_reader.errors import SourceError
from tui_reader.ingest.decode import UNICODE_MARKS, guess_charset
from tui_reader.ingest.imports.values import Problem

DELIMITERS = ",;\t|"
LONGEST_CELL = 16_000_000
"""Code points of a cell. A quote that is never closed would swallow the file otherwise."""
MOST_COLUMNS = 1_000

_LONGEST_LINE = 2 * LONGEST_CELL
_MOST_REWOUND = 20
_CHUNK = 1_048_576
_AROUND = 16_384
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)


class Row(NamedTuple):
    """A row by its column names (small letters), numbered as a spreadsheet shows it: the head is row 1."""

    number: int
    cells: Mapping[str, str]

    def get(self, *names: str) -> str:
        """The first of the columns that is there and not blank, else ""."""
        return next((cell for name in names if (cell := self.cells.get(name, "")).strip()), "")


class Head(NamedTuple):
    """The first row: column names in small letters, what separates them, the lines before the first row of data."""

    names: tuple[str, ...]
    delimiter: str
    lines: int


def head_of(beginning: str, known: frozenset[str]) -> Head:
    """The head of a table; of the delimiters the one that gives most of the `known` names counts."""
    lines = beginning.lstrip("\ufeff").split("\n", 2)
    said = _SEPARATOR_LINE.fullmatch(lines[0].strip("\r"))
    line = lines[1] if said and len(lines) > 1 else lines[0]
    candidates = [Head(_names(line, delimiter), delimiter, 1 + bool(said)) for delimiter in DELIMITERS]
    return max(candidates, key=lambda head: len(known.intersection(head.names)))


def _names(line: str, delimiter: str) -> tuple[str, ...]:
    if line.count(delimiter) > MOST_COLUMNS:
        return ()
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().lower() for cell in cells)


def rows(stream: BinaryIO, name: str, known: frozenset[str]) -> Iterator[Row | Problem]:
    """The rows of a table (a stream at its start), as they are read; one that makes no sense is a problem.

    Raises SourceError if the head names none of the `known` columns.
    """
    encoding, skipped = _encoding_of(stream)
    stream.seek(skipped)
    reader = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        first = reader.readline(_CHUNK)
        second = reader.readline(_CHUNK) if _SEPARATOR_LINE.fullmatch(first.strip()) else ""
        head = head_of(first + second, known)
        if not known.intersection(head.names):
            raise SourceError(name, f"its first row names none of the columns {', '.join(sorted(known))}")
        yield from _rows(reader, head)
    finally:
        reader.detach()


class _Lines:
    """Lines for a CSV reader that remember the row it is at, and can be given again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, "")
        if not line:
            self.ended = True
            raise StopIteration
        self._row.append(line)
        return line

    def begin_row(self) -> None:
        """The lines so far were rows."""
        self._row = []

    def give_again(self) -> None:
        """Give the lines of the row again, but for the first."""
        self._again.extendleft(reversed(self._row[1:]))
        self.ended = False


def _rows(reader: io.TextIOWrapper, head: Head) -> Iterator[Row | Problem]:
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(iter(partial(reader.readline, _LONGEST_LINE), ""))
    table = csv.reader(lines, delimiter=head.delimiter)
    number = head.lines
    rewound = 0
    while True:
        number += 1
        lines.begin_row()
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is not None and not lines.ended:
            if (row := _row(number, cells, head.names)) is not None:
                yield row
            continue
        # A quote that nobody closes swallows all rows to the end, or to the longest cell: they are read without it.
        yield Problem(number, "a cell in it is too long, or its quotation mark is never closed")
        rewound += 1
        if rewound <= _MOST_REWOUND:
            lines.give_again()
            table = csv.reader(lines, delimiter=head.delimiter)


def _row(number: int, cells: list[str], names: tuple[str, ...]) -> Row | Problem | None:
    """A row; nothing if it is blank, a problem if cells stand beyond the columns."""
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        return Problem(number, f"it has {len(cells):,} cells under {len(names)} column names")
    return Row(number, dict(zip(names, cells, strict=False))) if any(map(str.strip, cells)) else None


def _encoding_of(stream: BinaryIO) -> tuple[str, int]:
    """The encoding of a stream, and how many bytes its byte order mark takes."""
    beginning = stream.read(4)
    for mark, encoding in UNICODE_MARKS:
        if beginning.startswith(mark):
            return encoding, len(mark)
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    while chunk := stream.read(_CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            around = error.object[max(0, error.start - _AROUND // 32) : error.start + _AROUND]
            return guess_charset(around) or "cp1252", 0
    return "utf-8", 0
