"""Marks in the formats of other programs, as strings; and where such a file may be written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader.errors import ExportError
from tui_reader.export.merged import Report
from tui_reader.export.writer import Change, Plan, told

_SCANNED_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, the usual name of its file, and what one knows such a file by."""

    name: str
    file_name: str
    signature: re.Pattern[bytes]


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("json", "newsreader.json", re.compile(rb'\{\s*"format": "newsreader"')),
        Format("w3c", "annotations.jsonld", re.compile(rb'"type": "AnnotationCollection"')),
        Format("readwise", "readwise.csv", re.compile(rb"Highlight,Title,Author,URL,Note,Location,Date\r?\n")),
        Format("netscape", "bookmarks.html", re.compile(rb"<!DOCTYPE NETSCAPE-Bookmark-file-1>", re.IGNORECASE)),
        Format("opml", "feeds.opml", re.compile(rb"<opml[\s>]")),
    )
}


def plan(path: Path, format: Format, text: str, bases: Mapping[str, str]) -> Plan:
    """Plan writing `text` to a file, or under the usual name into a folder. `bases` are those of the last time.

    The whole file is replaced, so it must be one of the same format. Raises ExportError where it is not.
    """
    data = text.encode("utf-8", "replace")
    with told(path):
        if path.is_dir():
            path = path / format.file_name
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise ExportError(f"{path} is not a file")
        before = path.read_bytes() if path.exists() else None
    if before is not None and before.strip() and not format.signature.search(before[:_SCANNED_BYTES]):
        raise ExportError(f"{path} holds something else than {format.name} and is left as it is; choose another name")
    seal = hashlib.blake2b(data, digest_size=16).hexdigest()
    if before == data:
        return Plan((), dict(bases), Report(), (path,))
    by_others = before is not None and hashlib.blake2b(before, digest_size=16).hexdigest() != bases.get(format.name)
    return Plan((Change(path, before, data, backup=by_others),), {**bases, format.name: seal}, Report())
