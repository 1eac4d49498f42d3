"""The block of `key: value` lines between two `---` with which many Markdown files begin, read leniently."""

from __future__ import annotations

import re

_LONGEST = 200
_FENCE = re.compile(r"---[ \t]*")
_CLOSING_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<inside>.*)(?P=quote)[ \t]*(?:#.*)?")


def split(text: str) -> tuple[dict[str, str], str]:
    """The front matter of `text` (keys in small letters) and the rest; no front matter gives `({}, text)`.

    Only plain `key: value` lines count; lists, nested values and comments are passed over. Of a list in one line
    (`[a, b]`) the items are kept, joined by ", ".
    """
    lines = text.split("\n", _LONGEST)
    if not _FENCE.fullmatch(lines[0]):
        return {}, text
    end = next((number for number, line in enumerate(lines[1:_LONGEST], 1) if _CLOSING_FENCE.fullmatch(line)), 0)
    pairs: dict[str, str] = {}
    for line in lines[1:end]:
        if found := _PAIR.fullmatch(line.rstrip()):
            pairs.setdefault(found[1].lower(), _value(found[2] or ""))
    if not pairs:
        return {}, text
    return pairs, "\n".join(lines[end + 1 :])


def _value(raw: str) -> str:
    raw = raw.strip()
    if found := _QUOTED.fullmatch(raw):
        inside = found["inside"]
        return inside.replace("''", "'") if found["quote"] == "'" else re.sub(r"\\([\"\\])", r"\1", inside)
    if raw.startswith("[") and raw.endswith("]"):
        return ", ".join(item.strip().strip("\"'") for item in raw[1:-1].split(","))
    return "" if raw in ("|", ">", "|-", ">-") else re.sub(r"[ \t]#.*", "", raw)
