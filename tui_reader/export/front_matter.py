"""Front matter: written as YAML, and merged line by line, so that nobody's keys, order or comments are touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui_reader.export.blocks import File, unify

ID_KEY = "newsreader_id"
FRONT_PREFIX = "front:"
"""Begins the key of a file's front matter among the bases."""

# Beyond what JSON escapes: what YAML takes for a line end, cannot hold, or drops.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_KEY = re.compile(r"(?P<key>[^\s#:\"'\-\[\]{},&*!|>%@`][^:#\r\n]*):(?=[ \t\r\n]|$)(?P<value>.*)", re.DOTALL)
_FLOW_TAGS = re.compile(r"[ \t]*\[(?P<inside>[^\[\]{}#]*)\][ \t]*(?P<comment>#[^\r\n]*)?")
_TAG_ITEM = re.compile(r"(?P<lead>[ \t]*-[ \t]+)(?P<item>[^\r\n]*)")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Front:
    """The program's own part of a file's front matter: `fields` are keys with YAML values, in order."""

    id: str
    fields: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its key among the bases."""
        return front_key(self.id)

    @property
    def rendering(self) -> str:
        """The lines between the fences, which are also the base of the next merge."""
        values = [(ID_KEY, text(self.id)), *self.fields]
        if self.tags:
            values.append(("tags", f"[{', '.join(text(tag) for tag in self.tags)}]"))
        return "\n".join(f"{key}: {value}" for key, value in values)


@dataclass(slots=True)
class _Entry:
    """A key with its line and the lines that belong to it; `key` is "" for what stands before the first."""

    key: str
    value: str
    rest: list[str]
    line: str = ""

    @property
    def plain(self) -> bool:
        """Whether all of the value stands on the line of the key."""
        return all(not line.strip() or line.lstrip().startswith("#") for line in self.rest)


def front_key(id: str) -> str:
    """The key of a file's front matter among the bases; `id` is the file's `newsreader_id`."""
    return FRONT_PREFIX + id


def text(value: str) -> str:
    """Any string as a double-quoted YAML scalar. JSON's escapes are YAML's, apart from what is escaped here too."""
    return _UNSAFE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(odd: re.Match[str]) -> str:
    code = ord(odd.group())
    return "\\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def id_of(file: File) -> str:
    """The id in a file's front matter, "" if there is none."""
    return next((scalar(entry.value) for entry in _entries(file.front) if entry.key == ID_KEY), "")


def scalar(value: str) -> str:
    """What a one-line YAML value says, quotes and comment gone; the value itself where it is not that simple."""
    value = value.strip()
    if value.startswith('"'):
        try:
            decoded, _ = json.JSONDecoder().raw_decode(value)
        except (ValueError, RecursionError):
            return value
        return str(decoded)
    if value.startswith("'"):
        single = re.match(r"'((?:[^']|'')*)'", value)
        return single[1].replace("''", "'") if single else value
    return _COMMENT.sub("", value).strip()


def merge(front: Sequence[str], theirs: Front, base: str | None, newline: str) -> list[str]:
    """The lines of a file's front matter with the program's own keys brought up to date.

    A key changes only where the file still says what `base`, the last rendering, said; a key that the user
    removed stays away. Tags are united. Every other line stays as it is.
    """
    entries = list(_entries(front))
    mine = {entry.key: entry for entry in entries}
    before = {entry.key: entry.value for entry in _entries((base or "").split("\n"))}
    values = dict(each.split(": ", 1) for each in theirs.rendering.split("\n"))
    for key in [*values, *(key for key in before if key not in values)]:
        entry, value = mine.get(key), values.get(key)
        if key == "tags" and entry is not None:
            old = _flow_items(before.get(key, "[]")) or []
            _unite(entry, [tag for tag in theirs.tags if tag not in old], newline)
        elif entry is None:
            if key not in before and value is not None:
                entries.append(_Entry(key, value, [], f"{key}: {value}{newline}"))
        elif key in before and entry.plain and scalar(entry.value) == scalar(before[key]):
            _change(entry, key, value, newline)
    return _joined(entries, newline)


def _change(entry: _Entry, key: str, value: str | None, newline: str) -> None:
    if value is None:
        entry.line = ""
    elif scalar(value) != scalar(entry.value):
        comment = "" if scalar(entry.value) == entry.value.strip() else _comment_behind(entry.value)
        entry.line = f"{key}: {value}{comment}{newline}"


def _comment_behind(value: str) -> str:
    """A comment behind a value that was written by `text` or is a plain one."""
    quoted = re.match(r'[ \t]*"(?:[^"\\]|\\.)*"|[ \t]*\'(?:[^\']|\'\')*\'', value)
    found = _COMMENT.search(value.rstrip("\r\n"), quoted.end() if quoted else 0)
    return " " + found.group().strip() if found else ""


def _joined(entries: Sequence[_Entry], newline: str) -> list[str]:
    found: list[str] = []
    for entry in entries:
        for line in (entry.line, *entry.rest):
            if found and not found[-1].endswith(("\n", "\r")):
                found[-1] += newline
            if line:
                found.append(line)
    return found


def _entries(front: Sequence[str]) -> Iterator[_Entry]:
    """Top-level keys in order. A line that begins none (indented, a list item, a comment) goes with the one above."""
    entry = _Entry("", "", [])
    for line in front:
        if (start := _KEY.match(line)) is not None:
            yield entry
            entry = _Entry(start["key"].rstrip(), start["value"].rstrip("\r\n"), [], line)
        else:
            entry.rest.append(line)
    yield entry


def _flow_items(value: str) -> list[str] | None:
    """The items of a one-line list of simple values; None for anything else."""
    flow = _FLOW_TAGS.fullmatch(value)
    if flow is None:
        return None
    return [scalar(item) for item in flow["inside"].split(",") if item.strip()]


def _unite(entry: _Entry, wanted: Sequence[str], newline: str) -> None:
    """Add tags that are not there yet. A list in a form that is not understood stays as it is."""
    if (items := _flow_items(entry.value)) is not None and entry.plain:
        if added := [text(tag) for tag in wanted if tag not in items]:
            at = entry.line.index("]")
            inside = entry.line[:at].rstrip().removesuffix(",")
            entry.line = inside + (", " if items else "") + ", ".join(added) + entry.line[at:]
    elif not entry.value.split("#")[0].strip():
        _unite_block(entry, wanted, newline)


def _unite_block(entry: _Entry, wanted: Sequence[str], newline: str) -> None:
    found = [(at, item) for at, line in enumerate(entry.rest) if (item := _TAG_ITEM.match(line))]
    there = [scalar(item["item"]) for _, item in found]
    lead, at = (found[-1][1]["lead"], found[-1][0] + 1) if found else ("  - ", 0)
    if not found and not entry.plain:
        return
    if at and not entry.rest[at - 1].endswith(("\n", "\r")):
        entry.rest[at - 1] += newline
    entry.rest[at:at] = [f"{lead}{text(tag)}{newline}" for tag in wanted if tag not in there]


def lines_of(front: Front, newline: str) -> list[str]:
    """The lines of a new file's front matter, without the fences."""
    return [line + newline for line in unify(front.rendering).split("\n")]
