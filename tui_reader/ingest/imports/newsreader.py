"""This program's own JSON (docs/json.md): articles with their texts, so that marks come back where they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast, get_args

from tui_reader.errors import SourceError
from tui_reader.ingest.decode import storable
from tui_reader.ingest.imports import fields, records
from tui_reader.ingest.imports.values import (
    ImportedArticle,
    ImportedBookmark,
    ImportedHighlight,
    ImportedVersion,
    Item,
    Problem,
)
from tui_reader.model import ROLES, Block, BlockKind, Entry, Span, SpanKind

NEWEST = 1
"""The version of the format that is understood. Fields are only ever added within one."""

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_SHORT = re.compile(r"[a-z0-9]{6}")
_KINDS = frozenset(get_args(BlockKind))
_SPANS = frozenset(get_args(SpanKind))


def read_json(text: str, name: str) -> Iterator[Item]:
    """The articles of an export. Raises SourceError if it is not whole, or a newer program wrote it."""
    said = records.whole(text, name)
    version = said.get("version")
    if type(version) is int and version > NEWEST:
        raise SourceError(name, f"a newer newsreader wrote it (version {version}, this one knows {NEWEST})")
    for number, each in enumerate(records.objects(said.get("articles")), 1):
        identity, title = fields.text(each.get("identity")), fields.line(each.get("title"))
        yield _article(number, identity, title, each) if identity else Problem(number, "the article has no identity")


def _article(number: int, identity: str, title: str, said: dict[str, Any]) -> ImportedArticle:
    facts: dict[str, Any] = {
        "identity": identity,
        "title": title or "Untitled",
        "published": fields.published(said.get("published")),
        "source": fields.line(said.get("source")),
        "author": fields.line(said.get("author")),
        "url": fields.address(said.get("url")),
        "path": fields.text(said.get("path")),
        "lang": fields.line(said.get("lang"))[:20],
    }
    revisions = sorted(records.objects(said.get("revisions"))[1:], key=lambda each: fields.text(each.get("taken")))
    revisions += records.objects(said.get("revisions"))[:1]  # the present text stands first, and is put in last
    versions = tuple(
        ImportedVersion(fields.text(each.get("digest")), _entry(facts, each), fields.moment_kept(each.get("taken")))
        for each in revisions
    )
    bookmark = said.get("bookmark")
    position = said.get("position")
    return ImportedArticle(
        number,
        url=facts["url"],
        title=title or "Untitled",
        added=fields.moment_kept(said.get("added")),
        tags=fields.listed(said.get("tags"), ","),
        entry=versions[-1].entry if versions else Entry(text="", **facts),
        versions=versions[:-1],
        version=versions[-1].name if versions else "",
        taken=versions[-1].taken if versions else None,
        read=fields.flag(said.get("read")),
        position=position if type(position) is int and position > 0 else 0,
        bookmark=_bookmark(bookmark) if isinstance(bookmark, dict) else None,
        highlights=tuple(_highlights(said.get("highlights"))),
    )


def _entry(facts: dict[str, Any], said: dict[str, Any]) -> Entry:
    text = said.get("text")
    text = storable(text) if isinstance(text, str) else ""
    blocks = None if said.get("blocks") is None else _blocks(said.get("blocks"), len(text))
    return Entry(text=text, blocks=blocks, spans=_spans(said.get("spans"), len(text)), **facts)


def _blocks(value: object, length: int) -> tuple[Block, ...]:
    """Blocks in their order; one that overlaps the one before it or leaves the text is left out."""
    found: list[Block] = []
    for each in records.objects(value):
        start, end, level = each.get("start"), each.get("end"), each.get("level")
        after = found[-1].end if found else 0
        kind = fields.text(each.get("kind"))
        if kind in _KINDS and type(start) is int and type(end) is int and after <= start <= end <= length:
            level = level if type(level) is int and 0 <= level < 100 else 0
            found.append(Block(cast(BlockKind, kind), start, end, level, fields.line(each.get("marker"))[:24]))
    return tuple(found)


def _spans(value: object, length: int) -> tuple[Span, ...]:
    found: list[Span] = []
    for each in records.objects(value):
        start, end, kind = each.get("start"), each.get("end"), fields.text(each.get("kind"))
        if kind in _SPANS and type(start) is int and type(end) is int and 0 <= start <= end <= length:
            found.append(Span(start, end, cast(SpanKind, kind), fields.text(each.get("href"))))
    return tuple(found)


def _bookmark(said: dict[str, Any]) -> ImportedBookmark:
    start = said.get("start")
    return ImportedBookmark(
        start if type(start) is int and start >= 0 else 0,
        fields.text(said.get("quote")),
        fields.moment_kept(said.get("created")),
        fields.text(said.get("revision")),
    )


def _highlights(value: object) -> Iterator[ImportedHighlight]:
    for each in records.objects(value):
        quote, note = fields.text(each.get("quote")), fields.text(each.get("note"))
        start, role = each.get("start"), each.get("role")
        own_id, short = fields.text(each.get("id")), fields.text(each.get("short"))
        if not quote.strip() and not note.strip():
            continue
        yield ImportedHighlight(
            quote,
            note=note,
            tags=fields.listed(each.get("tags"), ","),
            role=role if type(role) is int and 1 <= role <= len(ROLES) else 1,
            created=fields.moment_kept(each.get("created")),
            prefix=fields.text(each.get("prefix")),
            suffix=fields.text(each.get("suffix")),
            start=start if type(start) is int and start >= 0 else None,
            source_id=f"newsreader:{own_id}" if own_id else "",
            own_id=own_id if _ID.fullmatch(own_id) else "",
            short=short if _SHORT.fullmatch(short) else "",
            updated=fields.moment_kept(each.get("updated")),
            version=fields.text(each.get("revision")),
        )
