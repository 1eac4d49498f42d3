"""Highlights and bookmarks as an AnnotationCollection of the Web Annotation Data Model (W3C, 2017), in JSON-LD."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from tui_reader.document.sanitise import json_safe
from tui_reader.export import links
from tui_reader.export.marked import MarkedArticle
from tui_reader.model import ROLES, Highlight

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION = "urn:newsreader:annotations"
_BASE32 = {letter: value for value, letter in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}


def dumps(articles: Sequence[MarkedArticle]) -> str:
    """All annotations on one page of one collection. Offsets count code points, as the model asks."""
    items = [item for article in articles for item in _annotations(article)]
    collection = {
        "@context": CONTEXT,
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "Bookmarks and highlights",
        "total": len(items),
        "first": {"id": f"{_COLLECTION}:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json_safe(json.dumps(collection, ensure_ascii=False, indent=1)) + "\n"


def iri(id: str) -> str:
    """The name of a highlight for good. A ULID is 128 bits, as a UUID is; any other id is hashed into one."""
    if len(id) != 26 or not _BASE32.keys() >= set(id):
        return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:newsreader:highlight:{id}").urn
    number = 0
    for letter in id:
        number = number << 5 | _BASE32[letter]
    return uuid.UUID(int=number & (1 << 128) - 1).urn


def _annotations(article: MarkedArticle) -> list[dict[str, Any]]:
    found = [_highlight(article, mark) for mark in article.shown_highlights]
    mark = article.bookmark
    if mark is not None and article.shown is None:
        target: dict[str, Any] = {"source": _source(article)}
        if mark.quote:
            target["selector"] = {"type": "TextQuoteSelector", "exact": mark.quote}
        found.append(
            {
                "id": f"urn:newsreader:bookmark:{article.id}",
                "type": "Annotation",
                "motivation": "bookmarking",
                "created": mark.created,
                "target": target,
            }
        )
    return found


def _highlight(article: MarkedArticle, mark: Highlight) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = []
    if mark.note:
        bodies.append(_body(mark.note, "commenting") | {"format": "text/markdown"})
    bodies += [_body(tag, "tagging") for tag in mark.tags]
    bodies.append(_body(ROLES[mark.role - 1].name, "classifying"))
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": mark.quote}
    quote |= {name: text for name, text in (("prefix", mark.prefix), ("suffix", mark.suffix)) if text}
    selectors = [quote]
    if mark.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": mark.start, "end": mark.end})
    return {
        "id": iri(mark.id),
        "type": "Annotation",
        "motivation": "commenting" if mark.note else "highlighting",
        "created": mark.created,
        "modified": mark.updated,
        "body": bodies,
        "target": {"source": _source(article), "selector": selectors},
    }


def _body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _source(article: MarkedArticle) -> str:
    """The page; a name of its own for what never was on the web."""
    return links.page(article.url) or f"urn:newsreader:article:{article.id}"
