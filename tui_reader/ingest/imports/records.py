"""JSON as exporters write it: an array of records, one object, or a record a line; read record by record."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from tui_reader.errors import SourceError
from tui_reader.ingest.decode import decode
from tui_reader.ingest.files import LARGEST
from tui_reader.ingest.imports.values import Problem

_BLANKS = re.compile(r"[ \t\n\r\ufeff]*")
_DECODER = json.JSONDecoder()


class Record(NamedTuple):
    """A JSON object and its number in the file, counted from 1."""

    number: int
    fields: dict[str, Any]


def text_of(stream: BinaryIO, name: str, *, markup: bool = False) -> str:
    """A whole file as text. Raises SourceError if it is too large or empty."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(name, f"it is larger than {LARGEST // 1_000_000} MB")
    text = decode(data, markup=markup)
    if not text.strip():
        raise SourceError(name, "it is empty")
    return text


def whole(text: str, name: str) -> dict[str, Any]:
    """A file that is one JSON object. Raises SourceError, with the position where it breaks off."""
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise SourceError(name, _where(error)) from None
    except (ValueError, RecursionError):
        raise SourceError(name, _UNREADABLE) from None
    if not isinstance(value, dict):
        raise SourceError(name, "it is not a JSON object")
    return value


def records(text: str) -> Iterator[Record | Problem]:
    """The objects of a JSON array, or of JSON Lines; what is none is a problem, and so is where an array breaks off."""
    at = _end_of_blanks(text, 0)
    yield from _of_array(text, at + 1) if text.startswith("[", at) else _of_lines(text[at:])


def _of_array(text: str, at: int) -> Iterator[Record | Problem]:
    number = 0
    while not text.startswith("]", at := _end_of_blanks(text, at)):
        number += 1
        if at >= len(text):
            yield Problem(number, "the file breaks off here: the “]” that ends it is missing")
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            yield Problem(number, _where(error))
            return
        except (ValueError, RecursionError):
            yield Problem(number, _UNREADABLE)
            return
        yield Record(number, value) if isinstance(value, dict) else Problem(number, "it is not a JSON object")
        at = _end_of_blanks(text, at)
        at += text.startswith(",", at)


def _of_lines(text: str) -> Iterator[Record | Problem]:
    for number, line in enumerate(io.StringIO(text), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            yield Problem(number, f"it is not valid JSON from character {error.pos + 1:,} on ({error.msg})")
        except (ValueError, RecursionError):
            yield Problem(number, _UNREADABLE)
        else:
            yield Record(number, value) if isinstance(value, dict) else Problem(number, "it is not a JSON object")


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a list; anything else holds none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


_UNREADABLE = "it is not valid JSON (a number too long, or nested too deep)"


def _where(error: json.JSONDecodeError) -> str:
    return f"it is not valid JSON from line {error.lineno:,}, character {error.colno:,} on ({error.msg})"


def _end_of_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
