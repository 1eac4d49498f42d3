"""The settings of a feed as one types them, and back. Knows no screen."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from tui_reader.errors import UsageError
from tui_reader.model import Feed

_UNITS: Final = {"m": 60, "h": 3_600, "d": 86_400}
_INTERVAL = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(m|h|d)[a-z]*", re.IGNORECASE)


class Field(NamedTuple):
    """A setting: its name, what it is called, and what may be typed."""

    name: str
    words: str
    hint: str = ""


FIELDS: Final = (
    Field("name", "Name", "as the feed calls itself"),
    Field("url", "Address"),
    Field("tags", "Tags", "words with blanks between"),
    Field("interval", "Visit every", "its own rhythm; or 30 minutes, 1 day"),
    Field("keep", "Keep", "200 when clearing; or a number"),
    Field("user_agent", "User agent", "ours; or what a fussy server wants"),
    Field("headers", "Headers", "Name: value; Other: value"),
    Field("user", "User", "nobody; or who may read it"),
    Field("password", "Password"),
)
"""What is typed; what a hint says counts while a field is empty."""


def typed_of(feed: Feed) -> dict[str, str]:
    """The settings of a feed as they would be typed. The password is nobody's to see."""
    return {
        "name": feed.name,
        "url": feed.url,
        "tags": " ".join(feed.tags),
        "interval": "" if feed.interval is None else _interval_in_words(feed.interval),
        "keep": "" if feed.keep is None else str(feed.keep),
        "user_agent": feed.user_agent,
        "headers": "; ".join(f"{name}: {value}" for name, value in feed.headers),
        "user": feed.user,
        "password": "",
    }


def value_of(name: str, typed: str) -> Any:
    """What was typed as the library takes it. Raises UsageError in one sentence for what cannot be understood."""
    typed = typed.strip()
    if name == "tags":
        return typed.replace(",", " ").split()
    if name == "interval":
        return _interval(typed) if typed else None
    if name == "keep":
        return _number(typed) if typed else None
    if name == "headers":
        return _headers(typed)
    return typed


def changed(before: dict[str, str], after: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The settings that were typed anew, as the library takes them, and what cannot be understood of them."""
    settings: dict[str, Any] = {}
    mistakes: dict[str, str] = {}
    for name, typed in after.items():
        if typed.strip() == before[name]:
            continue
        try:
            settings[name] = value_of(name, typed)
        except UsageError as error:
            mistakes[name] = str(error)
    return settings, mistakes


def _interval(typed: str) -> int:
    found = _INTERVAL.fullmatch(typed)
    if found is None:
        raise UsageError(f"{typed!r} is no time between visits; write 30 minutes, 2 hours or 1 day")
    return round(float(found[1].replace(",", ".")) * _UNITS[found[2].lower()])


def _interval_in_words(seconds: int) -> str:
    """To the second, so that a field that is left alone changes nothing."""
    for unit, word in (("d", "day"), ("h", "hour"), ("m", "minute")):
        if seconds % _UNITS[unit] == 0:
            count = seconds // _UNITS[unit]
            return f"{count} {word}{'' if count == 1 else 's'}"
    return f"{seconds / 60:.3f} minutes"


def _number(typed: str) -> int:
    digits = typed.replace(",", "").replace(".", "").replace(" ", "")
    if not digits.isdecimal() or len(digits) > 9:
        raise UsageError(f"{typed!r} is no number of articles")
    return int(digits)


def _headers(typed: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for part in filter(str.strip, typed.split(";")):
        name, colon, value = part.partition(":")
        if not colon or not name.strip():
            raise UsageError(f"{part.strip()!r} is no header; write Name: value")
        headers[name.strip()] = value.strip()
    return headers
