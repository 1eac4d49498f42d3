"""Dates of feeds as ISO 8601: RFC 822 and ISO 8601 by the short way, everything else as the room reads dates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

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
_LONGEST = 90


def moment_of(text: str) -> str | None:
    """The date that `text` is, as ISO 8601 to the second, with a zone where one is given; None if it is none.

    A month or a year alone (as the profile of ISO 8601 for the web allows) is its first day. Nothing is raised.
    """
    if not text or len(text) > _LONGEST:
        return None
    found = _RFC_822.fullmatch(text) or _ISO.fullmatch(text)
    if found:
        return _date_of(found.groupdict())
    if partial := _PARTIAL.fullmatch(text):
        return _date_of({"year": partial[1], "month": partial[2] or "01", "day": "01"})
    return parse_date(text)


def _date_of(facts: dict[str, str | None]) -> str | None:
    try:
        year = _year_of(facts["year"] or "")
        word = facts["month"] or ""
        month = int(word) if word.isdigit() else _MONTHS[word.lower()]
        day = int(facts["day"] or 0)
        if facts.get("hour") is None:
            return datetime(year, month, day).date().isoformat()
        hour = int(facts["hour"] or 0)
        minute, second = int(facts["minute"] or 0), int(facts["second"] or 0)
        # 24:00 is the end of a day, and a leap second is as good as the one before it.
        next_day = hour == 24 and not minute and not second
        moment = datetime(year, month, day, 0 if next_day else hour, minute, min(second, 59), tzinfo=_zone_of(facts))
        return (moment + timedelta(days=1) if next_day else moment).isoformat()
    except (ValueError, OverflowError, KeyError):
        return None


def _year_of(digits: str) -> int:
    """RFC 2822, 4.3: two digits up to 49 are of this century, others of the last."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _zone_of(facts: dict[str, str | None]) -> timezone | None:
    if sign := facts.get("sign"):
        hours, minutes = int(facts["zhour"] or 0), int(facts["zminute"] or 0)
        if hours > 15 or minutes > 59:
            return None  # no such zone: the time is kept as it is given
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if sign == "-" else offset)
    name = (facts.get("zone") or "").lower()
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
