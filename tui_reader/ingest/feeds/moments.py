"""Dates of feeds as ISO 8601: RFC 822 and ISO 8601 by the short way, everything else as the room reads dates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from tui_reader.ingest.dates import parse_date

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
# RFC 822 and what feeds add to it: any word for the day, years of two digits, seconds left out.
_RFC_822 = re.compile(
    r"\s*(?:[^\W\d_]{2,12}\.?\s*,?\s*)?(?P<day>[0-9]{1,2})[\s-]+(?P<month>[A-Za-z]{3})[a-z]{0,6}\.?,?[\s-]+"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?:\s+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:\.[0-9]{1,9})?"
    r"(?:\s*(?P<sign>[+-])(?P<zhour>[0-9]{2}):?(?P<zminute>[0-9]{2})|\s*(?P<zone>[A-Za-z]{1,5}))?)?(?:\s*\([^()]{0,40}\))?\s*"
)
_ISO = re.compile(
    r"\s*(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2}))?(?:[.,][0-9]{1,9})?\s?"
    r"(?:(?P<sign>[+-])(?P<zhour>[0-9]{2}):?(?P<zminute>[0-9]{2})?|(?P<zone>[Zz]|UTC|GMT))?)?\s*"
)
_PARTIAL = re.compile(r"\s*([0-9]{4})(?:-([0-9]{2}))?\s*")
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "bst": 1, "cet": 1, "cest": 2, "msk": 3, "jst": 9,
}  # fmt: skip
_FACTS = ("year", "month", "day", "hour", "minute", "second", "sign", "zhour", "zminute", "zone")
_LONGEST = 90


def moment_of(text: str) -> str | None:
    """The date that `text` is, as ISO 8601 to the second, with a zone where one is given; None if it is none.

    A month or a year alone (as the profile of ISO 8601 for the web allows) is its first day. Nothing is raised.
    """
    if not text or len(text) > _LONGEST:
        return None
    found = _RFC_822.fullmatch(text) or _ISO.fullmatch(text)
    if found:
        return _date_of(*found.group(*_FACTS))
    if partial := _PARTIAL.fullmatch(text):
        return _date_of(partial[1], partial[2] or "01", "01")
    return parse_date(text)


def _date_of(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    *zone: str | None,
) -> str | None:
    try:
        number = int(month) if month.isdigit() else _MONTHS[month.lower()]
        if hour is None:
            return datetime(_year_of(year), number, int(day)).date().isoformat()
        # 24:00 is the end of a day, and a leap second is as good as the one before it.
        clock = int(hour), int(minute or 0), int(second or 0)
        next_day = clock == (24, 0, 0)
        hours, minutes, seconds = (0, 0, 0) if next_day else clock
        moment = datetime(_year_of(year), number, int(day), hours, minutes, min(seconds, 59))
        return (moment + timedelta(days=1) if next_day else moment).isoformat() + _offset_of(*zone)
    except (ValueError, OverflowError, KeyError):
        return None


def _year_of(digits: str) -> int:
    """RFC 2822, 4.3: two digits up to 49 are of this century, others of the last."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


@lru_cache(maxsize=256)
def _offset_of(sign: str | None, hours: str | None, minutes: str | None, name: str | None) -> str:
    """The zone as ISO 8601 writes it; "" where none, or no such one, is given: the time is kept as it is."""
    if not sign:
        name = (name or "").lower()
        return f"{_ZONES[name]:+03}:00" if name in _ZONES else ""
    offset = int(hours or 0), int(minutes or 0)
    if offset[0] > 15 or offset[1] > 59:
        return ""
    return f"{sign if any(offset) else '+'}{offset[0]:02}:{offset[1]:02}"
