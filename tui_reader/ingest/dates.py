"""A line that is a date, as ISO 8601: the forms news texts, feeds and pages write.

A line counts only as a whole, so that running prose with a date in it never does. What no calendar knows (30 February,
year 0 or 10000) and what could be two dates (03/04/2020) is no date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

_LONGEST = 90

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen janeiro januari",
            "february feb februar février févr fevrier febrero febbraio fevereiro fev februari",
            "march mar märz mrz mars marzo março maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug août aout agosto ago augustus",
            "september sept sep septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
# Names that tell one zone; RFC 2822 gives the American ones. Others (CST of China, ET) leave the time as it is given.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "bst": 1, "cet": 1, "cest": 2, "jst": 9,
}  # fmt: skip

_PREFIX = (
    r"(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified|created|date|veröffentlicht|publié\s+le)"
    r"(?:\s+(?:on|at))?\s*:?\s*)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_WORD_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>\d{4})"
_TIME = (
    r"(?:(?:\s*[T,|·]\s*|\s+(?:(?:at|um|à)\s+|[-–—]\s+)?|,\s*at\s+)"
    r"(?P<hour>\d{1,2})(?::|h(?=\d\d))(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*uhr)?"
    r"(?:\s*\(?(?:(?:utc|gmt)?(?P<sign>[+-])(?P<zhour>\d{1,2}):?(?P<zminute>\d\d)?|(?P<zone>[a-z]{1,5}))\)?)?)?"
    r"(?:\s*\([a-z ]{1,30}\))?"
)
_CJK_TIME = (
    r"(?:\s*[(（]?(?:星期|周|週)?[一二三四五六日天月火水木金土](?:曜日|요일)?[)）]?)?"
    r"(?:\s*(?P<cjkhalf>上午|下午|午前|午後|오전|오후))?"
    r"(?:\s*(?P<hour>\d{1,2})\s*(?::|時|时|点|點|시)\s*(?P<minute>\d{1,2})(?:\s*[分분])?(?::(?P<second>\d\d))?)?"
)
_FORMS = tuple(
    re.compile(_PREFIX + form + r"\s*\.?", re.IGNORECASE)
    for form in (
        _WEEKDAY + _YEAR + r"(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _TIME,
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?(?:\s+|-)(?:(?:of|de)\s+)?" + _WORD_MONTH + r",?(?:\s+|-)"
        r"(?:(?:del?)\s+)?" + _YEAR + _TIME,
        _WEEKDAY + _WORD_MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR + _TIME,
        _WEEKDAY + r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?" + _YEAR + _TIME,
        r"(?P<either>\d{1,2})(?P<mark>[/-])(?P<other>\d{1,2})(?P=mark)" + _YEAR + _TIME,
        _YEAR + r"\s*[年년]\s*(?P<number>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]" + _CJK_TIME,
        _WEEKDAY + _WORD_MONTH + r"\s+(?P<day>\d{1,2})\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+"
        r"(?:(?P<zone>[a-z]{1,5})\s+)?" + _YEAR,
        _YEAR + r"(?P<number>\d\d)(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<zone>z)?",
    )
)
_AFTERNOON = frozenset(("p", "P", "下午", "午後", "오후"))


def parse_date(text: str) -> str | None:
    """The date that `text` is, as ISO 8601: `2020-03-25`, `2020-03-25T07:36:00`, with a zone where one is given.

    None if `text` is anything but one date (with a word like "Published" before it). Fractions of seconds are
    dropped. Nothing is raised.
    """
    if len(text) > _LONGEST:
        return None
    line = unicodedata.normalize("NFKC", text).strip()
    if len(line) < 8 or not any("0" <= character <= "9" for character in line):
        return None
    for form in _FORMS:
        found = form.fullmatch(line)
        if found and (date := _date_of(found.groupdict())):
            return date
    return None


def from_seconds(seconds: float) -> str | None:
    """A moment counted from 1970 as ISO 8601 in UTC; milli- and microseconds are told by their magnitude."""
    for unit in (1, 1_000, 1_000_000):
        if abs(seconds / unit) < 1e11:
            try:
                return datetime.fromtimestamp(int(seconds / unit), UTC).isoformat()
            except (ValueError, OverflowError, OSError):
                return None
    return None


def _date_of(facts: dict[str, str | None]) -> str | None:
    try:
        month, day = _month_and_day(facts)
        year = int(facts["year"] or 0)
        hour = facts.get("hour")
        if hour is None:
            return datetime(year, month, day).date().isoformat()
        moment = datetime(
            year,
            month,
            day,
            _hour_of(int(hour), facts),
            int(facts.get("minute") or 0),
            int(facts.get("second") or 0),
            tzinfo=_zone_of(facts),
        )
        return moment.isoformat()
    except (ValueError, OverflowError, KeyError):
        return None


def _month_and_day(facts: dict[str, str | None]) -> tuple[int, int]:
    if word := facts.get("month"):
        return _MONTHS[word.lower()], int(facts["day"] or 0)
    if facts.get("either"):
        either, other = int(facts["either"] or 0), int(facts["other"] or 0)
        if either <= 12 and other <= 12 and either != other:
            raise ValueError("day first or month first")
        return (either, other) if either <= 12 else (other, either)
    return int(facts["number"] or 0), int(facts["day"] or 0)


def _hour_of(hour: int, facts: dict[str, str | None]) -> int:
    half = facts.get("half") or facts.get("cjkhalf")
    if not half:
        return hour
    afternoon = half in _AFTERNOON
    if not 1 <= hour <= 12:
        raise ValueError(f"no hour of half a day: {hour}")
    return hour % 12 + (12 if afternoon else 0)


def _zone_of(facts: dict[str, str | None]) -> timezone | None:
    if sign := facts.get("sign"):
        offset = timedelta(hours=int(facts["zhour"] or 0), minutes=int(facts["zminute"] or 0))
        return timezone(-offset if sign == "-" else offset)
    name = (facts.get("zone") or "").lower()
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
