"""feedparser, for what no XML parser makes sense of: tags closed in a wrong order, several roots, half a feed."""

from __future__ import annotations

import io
import warnings
from typing import Any

from tui_reader.ingest.feeds.values import RawEntry, RawFeed, RawText

LARGEST = 3_000_000
"""Code points that are given to it: it takes seconds for more."""

_MOST_TAGS = 100_000


def read(text: str) -> RawFeed | None:
    """The feed in a text, None if there is none in it. Nothing is raised."""
    if len(text) > LARGEST or text.count("<") > _MOST_TAGS:
        return None
    import feedparser  # type: ignore[import-untyped]

    # As a stream: of anything else it would believe that it is an address or the name of a file.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: dict[str, Any] = feedparser.parse(
                stream,
                response_headers={"content-type": "application/xml; charset=utf-8"},
                sanitize_html=False,
                resolve_relative_uris=False,
            )
    except Exception:  # noqa: BLE001 - hostile feeds trip it in ways nobody listed
        return None
    if not found.get("version") and not found.get("entries"):
        return None
    facts = found.get("feed") or {}
    # Of RSS it guesses what is plain text; in Atom it is said.
    atom = str(found.get("version", "")).startswith("atom")
    feed = RawFeed(
        "atom" if atom else "rss",
        title=_detail(facts, "title", atom),
        description=_detail(facts, "subtitle", atom),
        site_url=_text(facts, "link"),
        self_url=_related(facts, "self"),
        lang=_text(facts, "language"),
        authors=_authors(facts),
    )
    feed.entries = [_entry(entry, atom) for entry in found.get("entries", ())]
    return feed


def _entry(entry: dict[str, Any], atom: bool) -> RawEntry:
    texts = [_construct(content, atom) for content in entry.get("content", ())]
    texts.append(_detail(entry, "summary", atom))
    return RawEntry(
        title=_detail(entry, "title", atom),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        guid=_text(entry, "id"),
        guid_is_link=bool(entry.get("guidislink")),
        authors=_authors(entry),
        published=_text(entry, "published") or _text(entry, "created"),
        updated=_text(entry, "updated") if "updated" in entry.keys() else "",  # noqa: SIM118 - its "in" answers for others
        texts=[text for text in texts if text.value.strip()],
        categories=[
            label
            for tag in entry.get("tags", ())
            if isinstance(label := tag.get("label") or tag.get("term"), str) and label
        ],
        enclosures=[
            (_text(file, "href"), _text(file, "type"), _text(file, "length")) for file in entry.get("enclosures", ())
        ],
        comments=_text(entry, "comments"),
    )


def _text(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _detail(facts: dict[str, Any], name: str, atom: bool) -> RawText:
    detail = facts.get(f"{name}_detail")
    return _construct(detail, atom) if isinstance(detail, dict) else RawText(_text(facts, name))


def _construct(detail: dict[str, Any], atom: bool) -> RawText:
    return RawText(_text(detail, "value"), "text" if atom and _text(detail, "type") == "text/plain" else "html")


def _authors(facts: dict[str, Any]) -> list[str]:
    people = [person.get("name") or person.get("email") for person in facts.get("authors", ()) if person]
    return [name for name in people if isinstance(name, str) and name] or [n for n in [_text(facts, "author")] if n]


def _related(facts: dict[str, Any], relation: str) -> str:
    links = facts.get("links", ())
    return next((_text(link, "href") for link in links if link.get("rel") == relation), "")
