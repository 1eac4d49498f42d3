"""JSON Feed 1 and 1.1: text to what the feed says. Values of a wrong type say nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from tui_reader.ingest.feeds.values import RawEntry, RawFeed, RawText

VERSION = "jsonfeed.org/version/"
"""What the `version` of every JSON Feed holds."""


def read(text: str) -> RawFeed | None:
    """The feed in a text, None if it holds none. Nothing is raised."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    if VERSION not in _string(data.get("version")) and not {"home_page_url", "feed_url", "title"} & data.keys():
        return None
    items = data["items"]
    feed = RawFeed(
        "json",
        title=RawText(_string(data.get("title")), "text"),
        description=RawText(_string(data.get("description")), "text"),
        site_url=_string(data.get("home_page_url")),
        self_url=_string(data.get("feed_url")),
        lang=_string(data.get("language")),
        authors=_authors(data),
        entries=[_entry(item) for item in items if isinstance(item, dict)],
    )
    if len(feed.entries) < len(items):
        feed.problems.append(f"{len(items) - len(feed.entries)} of {len(items)} items are no items of a feed")
    return feed


def _entry(item: dict[str, Any]) -> RawEntry:
    url = _string(item.get("url"))
    texts = [
        RawText(_string(item.get("content_html"))),
        RawText(_string(item.get("content_text")), "text"),
        RawText(_string(item.get("summary")), "text"),
    ]
    return RawEntry(
        title=RawText(_string(item.get("title")), "text"),
        link=url or _string(item.get("external_url")),
        guid=_string(item.get("id")),
        guid_is_link=True,
        authors=_authors(item),
        published=_string(item.get("date_published")),
        updated=_string(item.get("date_modified")),
        texts=[text for text in texts if text.value.strip()],
        categories=[tag for tag in map(_string, _list(item.get("tags"))) if tag],
        enclosures=[
            (_string(file.get("url")), _string(file.get("mime_type")), _string(file.get("size_in_bytes")))
            for file in _list(item.get("attachments"))
            if isinstance(file, dict)
        ],
        base=url,
        lang=_string(item.get("language")),
    )


def _authors(thing: dict[str, Any]) -> list[str]:
    """The names of the authors as version 1.1 says them, else the one of version 1."""
    names = list(_names(_list(thing.get("authors"))))
    return names or list(_names([thing.get("author")]))


def _names(people: list[Any]) -> Iterator[str]:
    for person in people:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str) and name.strip():
            yield name


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: object) -> str:
    """A string, or a number as one (ids and sizes); anything else is ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e300:
        return str(value)
    return ""
