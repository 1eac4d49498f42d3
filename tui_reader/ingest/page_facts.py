"""What a page says about itself: its title, author, site, date, address and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin

from tui_reader.ingest import linked_data, titles
from tui_reader.ingest.dates import parse_date
from tui_reader.ingest.decode import storable

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "published_time",
    "publish-date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_TITLE_NAMES = (
    "dc.title", "dcterms.title", "dc:title", "dcterm:title", "og:title", "parsely-title", "sailthru.title",
    "twitter:title", "title",
)  # fmt: skip
_AUTHOR_NAMES = (
    "dc.creator", "dcterms.creator", "dc:creator", "dcterm:creator", "author", "article:author", "og:article:author",
    "parsely-author", "sailthru.author", "byl", "citation_author",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "dc.publisher", "application-name", "apple-mobile-web-app-title")
_LONGEST_NAME = 120
_LONGEST_BYLINE = 90
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")
_NO_NAME = re.compile(
    r"\d|https?:|@|\b(?:updated|published|posted|username|admin|administrator|webmaster|wordpress|unknown|anonymous"
    r"|undefined|null|nobody|subscribe|follow|facebook|twitter|comments?)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\s*(?:(?:(?:written|posted|words)\s+)?by|von|par|por|di|door|av|af|autor(?:in)?)\b\s*:?\s+", re.I)
_NAMED_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|author-?name|by)(?:$|[\s_-])", re.IGNORECASE)
# What follows a name in a byline: a date, an office, another line.
_BEHIND_NAME = re.compile(r"\s*(?:[|•·–—/\n]|\s-\s|,?\s(?:on|am|le)\s|\s{3,}|\d).*", re.DOTALL)
_FRONT = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w{2,5})?|\./?", re.IGNORECASE)
_MOST_LOOKED_AT = 2_000


class Facts(NamedTuple):
    """Facts of a page; what is unknown is "" (None for the date, which is ISO 8601).

    `dated` tells that the page gives a date, even if it is none.
    """

    published: str | None
    dated: bool
    url: str
    lang: str
    title: str
    author: str
    site: str


def read(tree: Any, url: str = "") -> Facts:
    """The facts of a parsed page that came from `url`. Nothing is raised."""
    language = _LANGUAGE.fullmatch((tree.get("lang") or "").strip())
    named = _named(tree)
    linked = linked_data.read(tree)
    dates = [text for text in _dates(tree, named, linked) if text.strip()]
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    site = titles.tidy(_first(named, _SITE_NAMES) or linked.publisher)
    headings, name_of_site = _headings(tree)
    return Facts(
        next((date for text in dates if (date := parse_date(text))), None),
        bool(dates),
        _address_in(canonical, url),
        language[1].lower() if language else "",
        titles.of_page(
            titles.tidy(storable(tree.findtext(".//head/title") or "")),
            titles.tidy(_first(named, _TITLE_NAMES) or linked.headline),
            headings,
            site or name_of_site,
        ),
        next((name for text in _authors(tree, named, linked) if (name := name_of(text)) and name != site), ""),
        site,
    )


def _headings(tree: Any) -> tuple[list[str], str]:
    """The headings of a page, but for one that leads to its front page: that is the name of the site."""
    headings, site = [], ""
    for heading in tree.iter("h1", "h2", "h3"):
        text = titles.tidy(storable("".join(heading.itertext())))
        link = next(heading.iter("a"), None)
        if link is not None and _FRONT.fullmatch((link.get("href") or "#").strip()):
            site = site or text
        else:
            headings.append(text)
    return headings, site


def base_of(tree: Any, url: str) -> str:
    """What relative links of a page that came from `url` refer to."""
    base = tree.find(".//base[@href]")
    return url if base is None else _address_in(base.get("href"), url) or url


def address_of(value: object) -> str:
    """A web address, "" if `value` is none."""
    address = storable(value.strip()) if isinstance(value, str) else ""
    return address if re.fullmatch(r"https?://[^\s\x00-\x1f]{1,2000}", address, re.IGNORECASE) else ""


def date_of(value: object) -> str | None:
    """A date the extractor found, as ISO 8601."""
    return parse_date(value) if isinstance(value, str) else None


def name_of(value: object) -> str:
    """An author's name, "" if what stands in its place is plainly none."""
    name = titles.tidy(storable(value)) if isinstance(value, str) else ""
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    return "" if len(name) > _LONGEST_NAME or _NO_NAME.search(name) else name.replace("; ", ", ")


def _address_in(value: object, url: str) -> str:
    """An address written in a page that came from `url`, absolute; "" if it is none."""
    if not isinstance(value, str):
        return ""
    try:
        return address_of(urljoin(url, value.strip()) if url else value)
    except ValueError:
        return ""


def _named(tree: Any) -> dict[str, str]:
    """What the page's `<meta>` elements say, by their names in small letters; the first of a name counts."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content") or ""
        names = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        for name in names.lower().split():
            named.setdefault(name, content)
    return named


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return storable(next((named[name] for name in names if named.get(name, "").strip()), ""))


def _authors(tree: Any, named: dict[str, str], linked: linked_data.LinkedData) -> Iterator[str]:
    """Strings that may be the author's name, the likeliest first."""
    yield from (named[name] for name in _AUTHOR_NAMES if name in named)
    yield linked.author
    yield from (_byline(element) for element in tree.xpath(".//*[@itemprop='author' or @rel='author']")[:3])
    for element in islice(tree.iter("p", "div", "span", "a", "address", "li"), _MOST_LOOKED_AT):
        if _NAMED_BYLINE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            text = "".join(element.itertext())
            if len(text.strip()) <= _LONGEST_BYLINE:
                name = _byline(element)
                if 2 <= len(name.split()) <= 6 or _BY.match(text):
                    yield name


def _byline(element: Any) -> str:
    """The name in a line that gives an author."""
    text = (element.get("content") or "".join(element.itertext())).strip()
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    return _BEHIND_NAME.sub("", text, count=1)


def _dates(tree: Any, named: dict[str, str], linked: linked_data.LinkedData) -> Iterator[str]:
    """Strings that may be the date of publication, the likeliest first."""
    yield from (named[name] for name in _DATE_NAMES[:3] if name in named)
    yield from linked.dates
    yield from (named[name] for name in _DATE_NAMES[3:] if name in named)
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or element.text or ""
    times = tree.findall(".//article//time[@datetime]") or tree.findall(".//time[@pubdate]")
    yield from (time.get("datetime") or "" for time in times[:1])
