"""What a page says about itself in its head: when it was published, where it lives, its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tui_reader.ingest import titles
from tui_reader.ingest.dates import parse_date
from tui_reader.ingest.decode import storable

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "published_time",
    "publish-date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_LONGEST_NAME = 120
_LONGEST_JSON = 500_000
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")
_NO_NAME = re.compile(r"\d|https?:|\b(?:updated|published|username|admin)\b", re.IGNORECASE)


class Facts(NamedTuple):
    """Facts of a page; what is unknown is "" (None for the date, which is ISO 8601).

    `dated` tells that the page gives a date, even if it is none.
    """

    published: str | None
    dated: bool
    url: str
    lang: str
    head_title: str


def read(tree: Any) -> Facts:
    """The facts of a parsed page. Nothing is raised."""
    language = _LANGUAGE.fullmatch((tree.get("lang") or "").strip())
    dates = [text for text in _dates(tree) if text.strip()]
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    return Facts(
        next((date for text in dates if (date := parse_date(text))), None),
        bool(dates),
        address_of(canonical),
        language[1].lower() if language else "",
        titles.tidy(storable(tree.findtext(".//head/title") or "")),
    )


def address_of(value: object) -> str:
    """A web address, "" if `value` is none."""
    address = storable(value.strip()) if isinstance(value, str) else ""
    return address if re.fullmatch(r"https?://[^\s\x00-\x1f]{1,2000}", address, re.IGNORECASE) else ""


def name_of(value: object) -> str:
    """An author's name, "" if what stands in its place is plainly none."""
    name = titles.tidy(storable(value)) if isinstance(value, str) else ""
    return "" if len(name) > _LONGEST_NAME or _NO_NAME.search(name) else name.replace("; ", ", ")


def _dates(tree: Any) -> Iterator[str]:
    """Strings that may be the date of publication, the likeliest first."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    yield from (named[name] for name in _DATE_NAMES[:3] if name in named)
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _linked_data_dates(script.text or "")
    yield from (named[name] for name in _DATE_NAMES[3:] if name in named)
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or element.text or ""
    times = tree.findall(".//article//time[@datetime]") or tree.findall(".//time[@pubdate]")
    yield from (time.get("datetime") or "" for time in times[:1])


def _linked_data_dates(text: str) -> Iterator[str]:
    if len(text) > _LONGEST_JSON:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    found = data.get("@graph", [data]) if isinstance(data, dict) else data
    for thing in _things(found):
        date = thing.get("datePublished")
        if isinstance(date, str):
            yield date


def _things(found: object) -> Iterable[dict[str, Any]]:
    return [thing for thing in found if isinstance(thing, dict)] if isinstance(found, list) else []
