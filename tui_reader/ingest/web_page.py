"""A page from the web (for the time being: another room is at it)."""

from __future__ import annotations

from tui_reader.errors import SourceError
from tui_reader.ingest.decode import decode
from tui_reader.ingest.html import read_html, refusal
from tui_reader.model import Document, Entry, identity_of


def page_entry(data: bytes, url: str, charset: str = "") -> Entry | SourceError:
    """A page as an article."""
    text = decode(data, markup=True)
    reason = refusal(text)
    if reason:
        return SourceError(url, reason)
    page = read_html(text)
    if not page.document.text:
        return SourceError(url, "there is no text in it")
    return Entry(
        identity_of(url=url),
        page.title or url,
        page.document.text,
        page.document.blocks,
        page.document.spans,
        page.published,
        page.source,
        page.author,
        url,
    )


def full_text(data: bytes, url: str, charset: str, title: str) -> Document | None:
    """The article of a page."""
    return read_html(decode(data, markup=True)).document
