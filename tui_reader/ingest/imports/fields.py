"""Single values of other tools' files: whatever stands in a cell or a JSON field becomes what it was meant to be.

Nothing here is raised: a value of the wrong type says nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from tui_reader.ingest import titles
from tui_reader.ingest.dates import from_seconds, parse_date
from tui_reader.ingest.decode import storable
from tui_reader.ingest.page_facts import address_of

LONGEST_TITLE = 2_000
"""Code points of a title; more is not one."""

_LONGEST_TAG = 100
_MOST_TAGS = 200
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d{0,9})?")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_YES = frozenset(("1", "true", "yes", "y", "on"))
_TAG_BRACKETS = re.compile(r"\[.*\]", re.DOTALL)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*+)'|\"((?:[^\"\\]|\\.)*+)\"")

# By the hue in which the bundled themes paint a role. What is not here has no meaning of ours and becomes a tag.
_ROLE_OF_COLOUR = {
    "yellow": 1, "red": 2, "pink": 2, "blue": 3, "cyan": 3, "teal": 3, "indigo": 3, "green": 4, "olive": 4,
}  # fmt: skip
_NO_COLOUR = frozenset(("", "gray", "grey", "default", "none"))


def text(value: object) -> str:
    """A string or a number as a string that may be kept; anything else is ""."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if abs(value) < 1e300 else ""
    return ""


def line(value: object) -> str:
    """A title or a name: one line."""
    return titles.tidy(text(value))[:LONGEST_TITLE]


def address(value: object) -> str:
    """A web address, "" for anything else (`javascript:`, `place:`, a path)."""
    return address_of(text(value))


def flag(value: object) -> bool:
    """Whether a field says yes: true, 1, "1", "yes"."""
    return value is True or text(value).strip().lower() in _YES


def published(value: object) -> str | None:
    """A date as ISO 8601 with the zone it was given in, if any."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return parse_date(value)
    return _from_number(value)


def moment(value: object) -> str | None:
    """A date, or a count since 1970 in any unit, as ISO 8601 UTC to the millisecond, as marks are dated."""
    iso = published(value)
    if iso is None:
        return None
    try:
        found = datetime.fromisoformat(iso)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_kept(value: object) -> str | None:
    """A moment that this program wrote itself: kept to the letter if it is one."""
    written = text(value)
    return written if _STAMP.fullmatch(written) else moment(value)


def _from_number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return from_seconds(seconds) if math.isfinite(seconds) and seconds > 0 else None


def tag(value: object) -> str:
    """A tag as the library keeps it: no `#` before it, no blanks or controls in it; "" if nothing is left."""
    plain = "".join(c if c.isprintable() else " " for c in text(value)[: 2 * _LONGEST_TAG])
    return "-".join(plain.strip().lstrip("#").split()).strip(",")[:_LONGEST_TAG]


def tags(values: Iterable[object]) -> tuple[str, ...]:
    """Tags, each once, in order. A tag may be an object with a name."""
    found: dict[str, None] = {}
    for value in values:
        if isinstance(value, dict):
            value = value.get("label") or value.get("name") or value.get("slug")
        if cleaned := tag(value):
            found.setdefault(cleaned)
        if len(found) >= _MOST_TAGS:
            break
    return tuple(found)


def listed(value: object, separator: str) -> tuple[str, ...]:
    """Tags that stand in one string, or in a list; a string like `["a","b"]` or `['a']` is a list, too."""
    if isinstance(value, list):
        return tags(value)
    written = text(value).strip()
    if _TAG_BRACKETS.fullmatch(written):
        return tags(single or double for single, double in _QUOTED.findall(written))
    return tags(written.split(separator))


def folder(parts: Iterable[str]) -> tuple[str, ...]:
    """Nested folders as one tag, `outer/inner`; none if there are none."""
    return tags(["/".join(filter(None, (part.strip().replace("/", "-") for part in parts)))])


def role_of(colour: object) -> tuple[int, tuple[str, ...]]:
    """The role a colour stands for, and the tags it leaves: its name, where no role has that colour."""
    name = text(colour).strip().lower()
    if name in _ROLE_OF_COLOUR:
        return _ROLE_OF_COLOUR[name], ()
    return 1, () if name in _NO_COLOUR else tags([name])
