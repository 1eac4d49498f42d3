"""Omnivore's zip: facts in `metadata_*.json`, texts in `content/`, highlights in `highlights/`, joined by the slug."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tui_reader.errors import SourceError
from tui_reader.ingest.decode import decode
from tui_reader.ingest.imports import fields, records
from tui_reader.ingest.imports.archives import Archive
from tui_reader.ingest.imports.values import ImportedArticle, ImportedHighlight, Item, Problem

METADATA = re.compile(r"(?:[^/]+/)?metadata_\d+_to_\d+\.json")

_GAP = re.compile(r"\n[ \t]*\n(\s*)")
_LABELS = re.compile(r"#[^\n]+")
_BETWEEN_LABELS = re.compile(r"\s(?=#)")


def read_archive(archive: Archive) -> Iterator[Item]:
    """The pages of an export, each with its text and highlights; what of it cannot be read is told and left out."""
    number = 0
    for member in sorted(filter(METADATA.fullmatch, archive.names()), key=_first_number):
        try:
            text = decode(archive.read(member))
        except SourceError as error:
            yield Problem(number, str(error))
            continue
        for record in records.records(text):
            number += 1
            if isinstance(record, Problem):
                yield Problem(number, f"{member}: {record.reason}")
            else:
                yield from _page(archive, member.rpartition("/")[0], number, record.fields)


def read_json(text: str) -> Iterator[Item]:
    """The pages of one metadata file alone."""
    for record in records.records(text):
        yield record if isinstance(record, Problem) else _article(record.number, record.fields, "", ())


def _first_number(member: str) -> tuple[int, str]:
    found = re.search(r"metadata_(\d{1,9})_", member)
    return int(found[1]) if found else 0, member


def _page(archive: Archive, folder: str, number: int, said: dict[str, Any]) -> Iterator[Item]:
    slug = fields.text(said.get("slug"))
    at = f"{folder}/" if folder else ""
    parts = {"content": f"{at}content/{slug}.html", "highlights": f"{at}highlights/{slug}.md"}
    found = {"content": "", "highlights": ""}
    for part, member in parts.items():
        if member not in archive:
            continue
        try:
            found[part] = decode(archive.read(member), markup=part == "content")
        except SourceError as error:
            yield Problem(number, str(error))
    created = fields.moment(said.get("updatedAt"))
    highlights = tuple(read_highlights(found["highlights"], created or fields.moment(said.get("savedAt"))))
    yield _article(number, said, found["content"], highlights)


def _article(number: int, said: dict[str, Any], html: str, highlights: tuple[ImportedHighlight, ...]) -> Item:
    url = fields.address(said.get("url"))
    if not url:
        return Problem(number, "it has no web address")
    return ImportedArticle(
        number,
        url=url,
        title=fields.line(said.get("title")) or url,
        author=fields.line(said.get("author")),
        published=fields.published(said.get("publishedAt")),
        added=fields.moment(said.get("savedAt")),
        tags=fields.listed(said.get("labels"), ","),
        html=html,
        read=fields.text(said.get("state")).lower() == "archived",
        highlights=highlights,
    )


def read_highlights(text: str, created: str | None = None) -> Iterator[ImportedHighlight]:
    """The highlights of a `highlights/SLUG.md`: a quote, then perhaps its labels, then perhaps its note.

    They carry no date; `created` stands for it. A note on the whole page stands among them, with a wide gap behind.
    """
    quote = ""
    labels: tuple[str, ...] = ()
    notes: list[str] = []
    pieces = _GAP.split(text.strip("\n") + "\n\n")
    for piece, gap in zip(pieces[::2], [*pieces[1::2], ""], strict=False):
        if piece.startswith(">"):
            yield from _highlight(quote, labels, notes, created)
            quote, labels, notes = _quote(piece), (), []
        elif quote and not labels and not notes and _LABELS.fullmatch(piece.strip()):
            labels = fields.tags(_BETWEEN_LABELS.split(piece.strip()))
        elif piece.strip() and "\n" in gap:
            yield from _highlight("", (), [piece.strip()], created)
        elif piece.strip():
            notes.append(piece.strip())
    yield from _highlight(quote, labels, notes, created)


def _quote(piece: str) -> str:
    """A quote without its marks; a line without one goes on with the paragraph, a mark alone begins another."""
    lines = [line.removeprefix(">").strip() for line in piece.split("\n")]
    return "\n".join(filter(None, lines))


def _highlight(
    quote: str, labels: tuple[str, ...], notes: list[str], created: str | None
) -> Iterator[ImportedHighlight]:
    if quote or notes:
        yield ImportedHighlight(quote, note="\n\n".join(notes), tags=labels, created=created)
