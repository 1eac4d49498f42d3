"""What the linked data (JSON-LD) in a page says of the article in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tui_reader.ingest.decode import storable

# What was put around it, for the eyes of old parsers.
_WRAPPERS = (("//", ""), ("<![CDATA[", "]]>"), ("<!--", "-->"), ("", "//"))
_LONGEST = 500_000
_MOST_AUTHORS = 8
_ARTICLES = ("article", "posting", "report", "recipe", "review", "webpage")


class LinkedData(NamedTuple):
    """Facts as they are written there; what is unknown is ""."""

    dates: tuple[str, ...] = ()
    headline: str = ""
    author: str = ""
    publisher: str = ""


def read(tree: Any) -> LinkedData:
    """What is said of the first article in a parsed page. Nothing is raised."""
    things = [thing for script in tree.iterfind(".//script[@type='application/ld+json']") for thing in _things(script)]
    things.sort(key=_rank)
    return LinkedData(
        tuple(date for thing in things if isinstance(date := thing.get("datePublished"), str)),
        next(
            (title for thing in things if _rank(thing) < len(_ARTICLES) and (title := _text(thing.get("headline")))), ""
        ),
        next((name for thing in things if (name := _names(thing.get("author")))), ""),
        next((name for thing in things if (name := _names(thing.get("publisher")))), ""),
    )


def _things(script: Any) -> Iterator[dict[str, Any]]:
    text = (script.text or "").strip()
    if len(text) > _LONGEST:
        return
    for begin, end in _WRAPPERS:
        text = text.removeprefix(begin).removesuffix(end).strip()
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for outer in data if isinstance(data, list) else [data]:
        if isinstance(outer, dict):
            graph = outer.get("@graph")
            yield from (thing for thing in (graph if isinstance(graph, list) else [outer]) if isinstance(thing, dict))


def _rank(thing: dict[str, Any]) -> int:
    """Articles come before what else is described."""
    kind = str(thing.get("@type")).lower()
    return next((rank for rank, name in enumerate(_ARTICLES) if name in kind), len(_ARTICLES))


def _names(value: object) -> str:
    found = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in _listed(value)]
    return ", ".join(dict.fromkeys(name for name in found if name))


def _listed(value: object) -> list[object]:
    return value[:_MOST_AUTHORS] if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return storable(value).strip() if isinstance(value, str) else ""
