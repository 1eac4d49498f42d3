"""The program's own JSON: everything about articles with marks, so that an empty library gets the same marks back.

docs/json.md says what every field means. The same marks give the same text: there is no time of writing in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tui_reader.document.sanitise import json_safe
from tui_reader.model import Article, Block, Highlight, Span

VERSION = 1


@dataclass(frozen=True, slots=True)
class ArchivedRevision:
    """A version of an article's text. `digest` is hexadecimal, `taken` UTC seconds; `blocks` is None for plain text."""

    digest: str
    taken: int
    text: str
    blocks: tuple[Block, ...] | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivedBookmark:
    """A bookmark on the revision of a digest; `start` is a code-point offset into that text."""

    revision: str
    start: int
    quote: str
    created: str


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article with all that was marked in it.

    `revisions` are the present text, first, and the older ones that marks were made on; `digests` says which digest
    a revision id of the highlights stands for.
    """

    article: Article
    identity: str
    tags: tuple[str, ...]
    bookmark: ArchivedBookmark | None
    highlights: tuple[Highlight, ...]
    revisions: tuple[ArchivedRevision, ...]
    digests: Mapping[int, str]


def dumps(articles: Sequence[ArchivedArticle]) -> str:
    """The archive as text; parsing it never yields anything but what was put in."""
    value = {"format": "newsreader", "version": VERSION, "articles": [_article(each) for each in articles]}
    return json_safe(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _article(archived: ArchivedArticle) -> dict[str, Any]:
    article, bookmark = archived.article, archived.bookmark
    return {
        "identity": archived.identity,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "path": article.path,
        "lang": article.lang,
        "published": article.published,
        "added": _moment(article.added),
        "read": article.read,
        "position": article.position,
        "tags": list(archived.tags),
        "bookmark": None
        if bookmark is None
        else {
            "revision": bookmark.revision,
            "start": bookmark.start,
            "quote": bookmark.quote,
            "created": bookmark.created,
        },
        "highlights": [_highlight(mark, archived.digests) for mark in archived.highlights],
        "revisions": [_revision(each) for each in archived.revisions],
    }


def _highlight(mark: Highlight, digests: Mapping[int, str]) -> dict[str, Any]:
    return {
        "id": mark.id,
        "short": mark.short,
        "revision": digests[mark.revision_id],
        "start": mark.marked_start,
        "end": mark.marked_end,
        "quote": mark.quote,
        "prefix": mark.prefix,
        "suffix": mark.suffix,
        "role": mark.role,
        "note": mark.note,
        "tags": list(mark.tags),
        "created": mark.created,
        "updated": mark.updated,
        "placed": {"status": mark.status, "start": mark.start, "end": mark.end},
    }


def _revision(revision: ArchivedRevision) -> dict[str, Any]:
    blocks = revision.blocks
    return {
        "digest": revision.digest,
        "taken": _moment(revision.taken),
        "text": revision.text,
        "blocks": None
        if blocks is None
        else [
            {"kind": each.kind, "start": each.start, "end": each.end, "level": each.level, "marker": each.marker}
            for each in blocks
        ],
        "spans": [
            {"start": each.start, "end": each.end, "kind": each.kind, "href": each.href} for each in revision.spans
        ],
    }


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
