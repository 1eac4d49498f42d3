"""What response headers say: names are case-insensitive, times become seconds, nonsense becomes None."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeAlias

Headers: TypeAlias = dict[str, str]
"""Lower-case names; values as latin-1 text, so that the same bytes can be sent back; repeated ones joined by ", "."""

_LONGEST_WAIT = 366 * 86_400
_DELTA = re.compile(r'(?:^|[,\s])(max-age|no-cache|no-store)(?:\s*=\s*"?(\d{1,15})"?)?(?=$|[,;\s])', re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w:.+-]{2,40})""", re.I)


def read(lines: Iterable[bytes]) -> Headers:
    """The headers of one response from its raw lines (status line and blank line are passed over)."""
    found: Headers = {}
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon and not name.startswith("HTTP/"):
            key, value = name.strip().lower(), value.strip()
            found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def retry_after(headers: Headers, now: float) -> int | None:
    """Seconds a server asks to wait (Retry-After, RFC 9110 §10.2.3), as a number or a date; None if it does not."""
    value = headers.get("retry-after", "").split(",")[0].strip()
    if re.fullmatch(r"[0-9]+(?:\.[0-9]*)?", value):
        return min(int(value.partition(".")[0][:12]), _LONGEST_WAIT)
    moment = _moment(headers.get("retry-after", ""))
    if moment is None:
        return None
    return _wait(moment - _clock(headers, now))


def fresh_for(headers: Headers, now: float) -> int | None:
    """Seconds the answer may be kept without asking (RFC 9111 §4.2); 0 for "ask each time", None if unsaid."""
    directives = {name.lower(): digits for name, digits in _DELTA.findall(headers.get("cache-control", ""))}
    if "no-store" in directives or "no-cache" in directives:
        return 0
    if directives.get("max-age"):
        age = headers.get("age", "")
        return _wait(int(directives["max-age"]) - (int(age) if re.fullmatch(r"[0-9]{1,12}", age) else 0))
    if "expires" not in headers:
        return None
    moment = _moment(headers["expires"])
    return 0 if moment is None else _wait(moment - _clock(headers, now))


def content_type(headers: Headers) -> tuple[str, str]:
    """Media type in lower case and declared charset, each "" if unsaid."""
    value = headers.get("content-type", "")
    charset = _CHARSET.search(value)
    return value.partition(";")[0].partition(",")[0].strip().lower(), charset[1].lower() if charset else ""


def _moment(value: str) -> float | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _clock(headers: Headers, now: float) -> float:
    """The server's own clock, so that a wrong one on either side does not change what a date means."""
    return _moment(headers.get("date", "")) or now


def _wait(seconds: float) -> int:
    return int(min(max(seconds, 0), _LONGEST_WAIT))
