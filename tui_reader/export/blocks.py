"""An exported file taken apart: front matter, the blocks the program wrote, and free text between them.

A highlight's block runs from the line `<!-- nr k3f9a2 -->` to the line that ends in `^nr-k3f9a2`, be it alone there
or behind text; an article's head from `<!-- nr article ID -->` to `<!-- /nr article ID -->`, the heading of a group of
articles likewise with `group`. A block that lacks its last line is free text. Joined again, the parts are the file,
character for character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BOM = "\ufeff"
HEAD_PREFIX, GROUP_PREFIX = "article:", "group:"
ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_OPEN = re.compile(rf"<!-- nr (?:(?P<short>[a-z0-9]{{6}})|(?P<kind>article|group) (?P<id>{ID_PATTERN})) -->[ \t]*")
_HEAD_START = re.compile(rf"^<!-- nr (?:article|(group)) ({ID_PATTERN}) -->", re.MULTILINE)
_END = re.compile(r"(?<!\\)\^nr-([a-z0-9]{6})[ \t]*$")
_HEAD_END = re.compile(rf"<!-- /nr (article|group) ({ID_PATTERN}) -->[ \t]*")
_MARK = re.compile(
    r"<(?=!-- /?nr (?:[a-z0-9]{6}|(?:article|group) [A-Za-z0-9_-]+) -->)|(?<!\\)\^(?=nr-[a-z0-9]{6}[ \t]*$)",
    re.MULTILINE,
)
_OPENS, _END_SIGN = "<!-- nr ", "nr"
"""What a first line begins with and a last one holds: most lines need no closer look."""
_FRONT_START, _FRONT_ENDS = "---", ("---", "...")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a file as it stands there. `key` is a block's (`short`, `article:ID`, `group:ID`), None for free
    text."""

    key: str | None
    raw: str

    @property
    def body(self) -> str:
        """The block without its last line end, all other line ends `\\n`: what renderings are compared with."""
        return unify(self.raw).removesuffix("\n")

    @property
    def tail(self) -> str:
        """The line end behind the block, empty at the end of a file."""
        return self.raw[len(self.raw.rstrip("\r\n")) :]


@dataclass(frozen=True, slots=True)
class File:
    """A file taken apart.

    `front` holds the lines between the two fences, `fences` these themselves; None if there is no front matter.
    `newline` is the file's own line end.
    """

    bom: str
    fences: tuple[str, str] | None
    front: tuple[str, ...]
    segments: tuple[Segment, ...]
    newline: str

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the blocks in it."""
        return frozenset(segment.key for segment in self.segments if segment.key is not None)


def head_key(article_id: str) -> str:
    """The key of an article's head among the bases and blocks."""
    return HEAD_PREFIX + article_id


def group_key(group_id: str) -> str:
    """The key of the heading over a group of articles."""
    return GROUP_PREFIX + group_id


def is_head(key: str) -> bool:
    """Whether a key is that of a heading, not of a highlight."""
    return key.startswith((HEAD_PREFIX, GROUP_PREFIX))


def head_ids(text: str) -> set[str]:
    """The groups whose headings begin in a text, whole or not; the articles where there is none."""
    found = _HEAD_START.findall(text)
    return {id for group, id in found if group} or {id for _, id in found}


def without_marks(text: str) -> str:
    """Markdown in which nothing is taken for the first or last line of a block."""
    return _MARK.sub(r"\\\g<0>", text)


def opening(key: str) -> str:
    """The first line of a block."""
    return f"<!-- nr {key.replace(':', ' ')} -->"


def closing(key: str) -> str:
    """The last line of a block, as the program writes it."""
    return f"<!-- /nr {key.replace(':', ' ')} -->" if is_head(key) else f"^nr-{key}"


def unify(text: str) -> str:
    """The text with every line end as `\\n`."""
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def lines(text: str) -> list[str]:
    """The lines with their ends. Only CR, LF and CRLF end a line, as in Markdown."""
    return _LINE.findall(text)


def parse(text: str) -> File:
    """Take any text apart; nothing is a mistake."""
    bom = BOM if text.startswith(BOM) else ""
    all_lines = lines(text[len(bom) :])
    ends = [line for line in all_lines if line.endswith(("\n", "\r"))]
    crlf = sum(line.endswith("\r\n") for line in ends)
    newline = "\r\n" if crlf * 2 > len(ends) else "\n"
    end = _front_end(all_lines)
    fences = (all_lines[0], all_lines[end]) if end else None
    return File(bom, fences, tuple(all_lines[1:end]), tuple(_segments(all_lines[end + 1 if end else 0 :])), newline)


def _front_end(all_lines: list[str]) -> int:
    """The index of the line that closes the front matter, 0 if there is none."""
    if not all_lines or all_lines[0].rstrip() != _FRONT_START:
        return 0
    return next((at for at, line in enumerate(all_lines) if at and line.rstrip() in _FRONT_ENDS), 0)


def _segments(body: list[str]) -> list[Segment]:
    found: list[Segment] = []
    free: list[str] = []
    block: list[str] = []
    key = ""

    def free_ends() -> None:
        if free:
            found.append(Segment(None, "".join(free)))
            free.clear()

    for line in body:
        if line.startswith(_OPENS) and (opened := _OPEN.fullmatch(line.rstrip("\r\n"))):
            free += block  # a block that never ended
            block = [line]
            key = opened["short"] or f"{opened['kind']}:{opened['id']}"
        elif not block:
            free.append(line)
        else:
            block.append(line)
            if _ends(line.rstrip("\r\n"), key):
                free_ends()
                found.append(Segment(key, "".join(block)))
                block = []
    free += block
    free_ends()
    return found


def _ends(line: str, key: str) -> bool:
    if _END_SIGN not in line:
        return False
    if is_head(key):
        end = _HEAD_END.fullmatch(line)
        return end is not None and f"{end[1]}:{end[2]}" == key
    end = _END.search(line)
    return end is not None and end[1] == key
