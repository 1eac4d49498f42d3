"""One text as one article: the same whether it comes from a file or from the web."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from tui_reader.errors import SourceError
from tui_reader.ingest import titles
from tui_reader.ingest.jsonl import digest_of
from tui_reader.model import Entry, identity_of

if TYPE_CHECKING:
    from tui_reader.ingest.page import Page

TextKind = Literal["text", "markdown", "html"]


def entry_of(kind: TextKind, text: str, name: str, path: str = "", url: str = "") -> Entry | SourceError:
    """The article that a text is. `name` is what its user calls it; it came from the file `path` or the page `url`."""
    if not text.strip():
        return SourceError(name, "it is empty")
    if kind == "text":
        return _text_entry(text, name, path, url)
    if kind == "markdown":
        from tui_reader.ingest.markdown import read_markdown

        return _page_entry(read_markdown(text, url), name, path, url)
    from tui_reader.ingest.html import read_html, refusal, why_empty

    reason = refusal(text)
    if reason:
        return SourceError(name, reason)
    page = read_html(text, url)
    reason = why_empty(text, page)
    return SourceError(name, reason) if reason else _page_entry(page, name, path, url)


def _text_entry(text: str, name: str, path: str, url: str) -> Entry:
    from tui_reader.document.language import guess
    from tui_reader.ingest.news import read_news

    news = read_news(text)
    return Entry(
        identity=_identity(path, url, news.title, news.text),
        title=news.title or _stem(name, url),
        text=news.text,
        published=news.published,
        url=url,
        path=path,
        lang=guess(news.text or news.title),
    )


def _page_entry(page: Page, name: str, path: str, url: str) -> Entry:
    from tui_reader.document.language import guess

    title = page.title or _stem(name, url)
    address = _address(page.url, url)
    return Entry(
        identity=_identity(path, address, title, page.document.text),
        title=title,
        text=page.document.text,
        blocks=page.document.blocks,
        spans=page.document.spans,
        published=page.published,
        source=page.source,
        author=page.author,
        url=address,
        path=path,
        lang=page.lang or guess(page.document.text or title),
    )


def _address(said: str, url: str) -> str:
    """The address of a page that says it lives at `said` and came from `url`: what it says counts on its own site."""
    if not url:
        return said
    from tui_reader.document.addresses import same_site, without_tracking

    # Some pages say of themselves that they are the front page.
    is_front = urlsplit(said).path in ("", "/") and urlsplit(url).path not in ("", "/")
    return without_tracking(said if said and same_site(said, url) and not is_front else url)


def _identity(path: str, url: str, title: str, text: str) -> str:
    return identity_of(path=path, url=url, digest="" if path or url else digest_of(title, text))


def _stem(name: str, url: str) -> str:
    if not url:
        return PurePath(name).stem or name
    parts = urlsplit(url)
    return titles.tidy(unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace")) or parts.netloc or url
