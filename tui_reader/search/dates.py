"""Days as they are typed into a query: 2024, 2024-03, 2024-03-05, or so long ago: 7d, 2w, 3m, 1y."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta

from tui_reader.errors import QueryError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_AGO = re.compile(r"([0-9]+)([dwmy])", re.IGNORECASE)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


def moment(text: str, now: datetime, at: int = 0) -> int:
    """The beginning of the day, month or year that `text` names, in UTC seconds.

    A number of days, weeks, months or years is counted back from the beginning of today. Raises QueryError at
    offset `at` if it names no day.
    """
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    named = {"today": 0, "yesterday": 1}.get(text.lower())
    if named is not None:
        return _seconds(today - timedelta(days=named))
    if found := _AGO.fullmatch(text):
        return _seconds(_back(today, found[1], found[2].lower()))
    found = _DATE.fullmatch(text)
    if found is None:
        raise QueryError("a date is 2024, 2024-03, 2024-03-05, or 7d, 2w, 3m or 1y ago", at)
    try:
        return _seconds(datetime(int(found[1]), int(found[2] or 1), int(found[3] or 1), tzinfo=UTC))
    except ValueError:
        raise QueryError(f"there is no day {text} in the calendar", at) from None


def _back(today: datetime, digits: str, unit: str) -> datetime:
    """So long before `today`; beyond the calendar, its first day."""
    number = int(digits[:9])
    try:
        if unit in "dw":
            return today - timedelta(days=number * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
        year, month = months // 12, months % 12 + 1
        return today.replace(year=year, month=month, day=min(today.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return _EARLIEST


def _seconds(when: datetime) -> int:
    return int(when.timestamp())
